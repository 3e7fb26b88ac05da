"""How does a test make a template of an office's own, sound or spoilt, and see what became of it?"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import docx
import pytest

from api.paper.refusals import TemplateRefused
from api.paper.words.editable.filling import blank, filled
from api.paper.words.editable.packing import packed
from api.paper.words.pieces import Document, Table, text

ON = date(2024, 1, 19)
OF = Document(
    title="示例公告",
    number="（第4号）",
    body=(text("甲项"), text("乙项"), Table(heads=("序号", "名称"), rows=(("1", "甲"), ("2", "乙")), widths=(1, 3))),
    signed=("示例主席团",),
    on="2024年1月19日",
)
LONG = Document(title="长文", body=tuple(text("字" * 2000) for _ in range(200)))


def template(*paragraphs: str) -> bytes:
    """A template of these paragraphs."""
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {each.filename: package.read(each) for each in package.infolist()}


def with_part(name: str, change: tuple[bytes, bytes] | bytes) -> bytes:
    """Our own template with one part put in or changed."""
    parts = parts_of(blank())
    parts[name] = change if isinstance(change, bytes) else parts[name].replace(*change, 1)
    return packed(parts)


def said_by(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def refused(content: bytes, why: str, of: Document = OF) -> None:
    with pytest.raises(TemplateRefused) as found:
        filled(of, ON, content)
    assert re.search(why, found.value.detail), found.value.detail
    assert re.search(r"[\u4e00-\u9fff]", found.value.detail)
