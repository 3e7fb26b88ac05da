"""Is a paper the same wherever it is set, and does what is handed in come out as text?"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from api.paper.glyphs import BOTH, FONTS, HASHES, SANS_ONLY
from api.paper.printed import Printed
from api.paper.refusals import GlyphsMissing
from api.paper.typesetting import typeset
from tests.paper.kit import texts
from tests.verbs import ROOT


def paper(*titles: str) -> Printed:
    """A ballot of these candidates."""
    return Printed(
        template="ballot",
        title="示例票",
        on=date(2024, 1, 18),
        data={
            "above": "示例县第十七届人大第三次会议",
            "heading": "民生实事项目票决票",
            "colour": "",
            "said_title": "票决说明",
            "said": ["候选项目12项，应选10项。"],
            "heads": [{"word": "总投资\n（万元）", "width": 5}],
            "marks": ["赞成", "反对", "弃权"],
            "rows": [{"title": title, "cells": ["1200"]} for title in titles],
        },
    )


def test_the_fonts_are_those_that_were_made() -> None:
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FONTS.glob("*.otf")}
    assert found == HASHES


@pytest.mark.parametrize(
    ("font", "characters"), [("NotoSansCJKsc.otf", BOTH | SANS_ONLY), ("NotoSerifCJKsc.otf", BOTH)]
)
def test_a_font_has_every_character_that_is_called_printable(font: str, characters: frozenset[str]) -> None:
    assert characters <= {chr(code) for code in TTFont(FONTS / font).getBestCmap()}


def test_names_need_what_the_general_table_the_police_and_families_use() -> None:
    assert set("𫖯䶮㐂𠮷喆堃珺祎濬叡珮峯淩燁玥犇〇") <= BOTH | SANS_ONLY


def test_markup_is_text() -> None:
    hostile = ['#eval("1+1")', "@ref", "$x^2$", "*粗* _斜_ `码`", "<标签>", '#import "x.typ"', "= 标题", "// 注", "\\u{41}"]  # fmt: skip
    (found,) = texts(typeset(paper(*hostile)))
    assert [each for each in hostile if each.replace(" ", "") not in found] == []


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200b", "\u00ad", "\ue000", "\x07", "\U0001f600", "𠀋"])
def test_a_character_that_cannot_be_printed_is_named_with_its_place(character: str) -> None:
    with pytest.raises(GlyphsMissing) as refused:
        typeset(paper("示例路灯亮化", f"示例{character}桥"))
    assert f"U+{ord(character):04X}" in refused.value.detail
    assert "第3个字" in refused.value.detail


def test_its_code_point_stands_in_its_place_where_that_is_asked_for() -> None:
    assert "示例〔U+2000B〕桥" in texts(typeset(paper("示例𠀋桥"), code_points=True))[0]


def test_a_newline_in_a_title_is_one() -> None:
    assert "示例甲示例乙" in texts(typeset(paper("示例甲\n示例乙")))[0]


def test_the_file_says_that_it_is_for_archives() -> None:
    read = PdfReader(BytesIO(typeset(paper("示例路灯亮化"))), strict=True)
    said = read.xmp_metadata
    assert said is not None
    assert said.rdf_root.toxml().count("pdfaid:part") > 0
    assert re.search("<pdfaid:part>2</pdfaid:part>", said.rdf_root.toxml())
    assert re.search("<pdfaid:conformance>U</pdfaid:conformance>", said.rdf_root.toxml())
    fonts = [font for page in read.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index] # a dictionary
    assert all("Noto" in str(font.get_object()["/BaseFont"]) for font in fonts)


PROGRAM = """
import sys
from datetime import date
from api.paper.printed import Printed
from api.paper.typesetting import typeset
data = __import__("json").loads(sys.argv[1])
sys.stdout.write(typeset(Printed(template="ballot", title="示例票", on=date(2024, 1, 18), data=data)).hex())
"""
PLACES = (
    {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1", "TYPST_FONT_PATHS": "/usr/share/fonts"},
)


def test_two_processes_elsewhere_on_earth_write_the_same_bytes(tmp_path: Path) -> None:
    one = paper("示例路灯亮化", "示例濬河桥")
    command = [sys.executable, "-c", PROGRAM, json.dumps(dict(one.data))]
    home = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, env={**home, **place}, cwd=tmp_path) for place in PLACES
    ]
    written = {bytes.fromhex(each.communicate()[0].decode()) for each in running}
    assert written == {typeset(one)}
