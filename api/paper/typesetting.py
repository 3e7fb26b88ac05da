"""How does a paper become a PDF that is the same, byte for byte, wherever and whenever it is made?

The data go in as one JSON text and are read there as data, so that nothing in them is taken for markup. Only the shipped fonts are
known. The file is PDF/A-2u, for archives; its time is midnight in Shanghai of a day of the data.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Final

import orjson
import typst

from api.paper import glyphs
from api.paper.printed import Printed
from domain.calendar import SHANGHAI

TEMPLATES: Final = Path(__file__).parent / "templates"
STANDARD: Final = "a-2u"


@cache
def fonts() -> typst.Fonts:
    """The shipped fonts and no others, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(glyphs.FONTS)])


def spoilt() -> list[str]:
    """The names of the shipped fonts that are missing or not what was shipped."""
    found = {name: glyphs.FONTS / name for name in glyphs.HASHES}
    return [
        name
        for name, file in found.items()
        if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != glyphs.HASHES[name]
    ]


def typeset(paper: Printed, *, code_points: bool = False) -> bytes:
    """The PDF of a paper; raises `GlyphsMissing`, unless `code_points` may stand in the place of what the fonts lack."""
    data = {"title": paper.title, **paper.data}
    if code_points:
        data = glyphs.in_words(data)
    glyphs.check(data)
    return typst.compile(
        str(TEMPLATES / f"{paper.template}.typ"),
        root=str(TEMPLATES),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": orjson.dumps(data).decode()},
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=datetime.combine(paper.on, time(), SHANGHAI),
    )
