"""Is the DOCX of a document the page of GB/T 9704, says the same as the document, and is it the same file twice?"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.shared import Length, Mm

from api.paper.words.editable.filling import blank, filled
from api.paper.words.pieces import Document, Paragraph, Table, as_json, note, spoken, text
from tests.paper.words import worlds

ON = date(2024, 1, 19)
KINDS = (
    "county-announcement",
    "county-report",
    "city-resolution",
    "street-announcement",
    "county-method",
    "tied-script",
)


def document(name: str) -> Document:
    world, write = worlds.GOLDENS[name]
    return write(world())


def read(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Paragraphs that say something, and rows of tables, as python-docx reads them."""
    found = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for table in found.tables for row in table.rows]
    return [paragraph.text for paragraph in found.paragraphs if paragraph.text], rows


def expected(of: Document) -> tuple[list[str], list[list[str]]]:
    said = as_json(of)
    paragraphs = [
        f"{block.head}　{block.text}" if block.head else block.text for block in of.body if isinstance(block, Paragraph)
    ]
    rows = [list(row) for block in of.body if isinstance(block, Table) for row in (block.heads, *block.rows)]
    head = [said["title"], said["under"], said["number"], said["to"]]
    return [each for each in (*head, *paragraphs, *of.signed, of.on) if each], rows


@pytest.mark.parametrize("name", KINDS)
def test_another_reader_finds_every_paragraph_and_every_cell(name: str) -> None:
    of = document(name)
    assert read(filled(of, ON)) == expected(of)


@pytest.mark.parametrize("name", KINDS)
def test_the_same_document_is_the_same_file(name: str) -> None:
    assert filled(document(name), ON) == filled(document(name), ON)


def test_no_part_carries_a_time_but_that_of_the_data() -> None:
    content = filled(document("county-announcement"), ON)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        core = package.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", core) == ["2024-01-19T00:00:00Z"] * 2
    assert "python-docx" not in core


def test_the_page_is_that_of_the_standard() -> None:
    found = docx.Document(io.BytesIO(filled(document("county-announcement"), ON)))
    page = found.sections[0]
    sizes = (
        page.page_width,
        page.page_height,
        page.top_margin,
        page.bottom_margin,
        page.left_margin,
        page.right_margin,
    )
    assert [round(Length(size or 0).mm) for size in sizes] == [210, 297, 37, 35, 28, 26]
    assert round(Length((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)).mm) == 156
    body, title = found.styles["公文正文"], found.styles["公文标题"]
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt) == (16, 28.95)
    assert title.font.size.pt == 22
    footers = [page.footer.part.element.xpath("string()"), page.even_page_footer.part.element.xpath("string()")]
    assert [re.sub(r"\s+", " ", said).strip() for said in footers] == ["— 1 —", "— 1 —"]
    assert Mm(37) > page.footer_distance  # type: ignore[operator] # it is set


def test_text_that_looks_like_a_template_is_printed_as_it_is() -> None:
    evil = (
        "{{ 7*7 }}",
        "{% for x in body %}",
        "{_{ title }_}",
        "{# 注 #}",
        "<w:p/>&amp;",
        "]]>",
        "甲\t乙",
        "{%p if 1 %}",
        "''\"<>",
    )
    of = Document(
        title=evil[0],
        body=(*map(text, evil), *map(spoken, evil), *map(note, evil), Table(heads=evil, rows=(evil,), widths=(1,) * len(evil))),
        signed=evil[:2],
    )  # fmt: skip
    assert read(filled(of, ON)) == expected(of)


def test_lines_within_a_paragraph_stay_lines() -> None:
    paragraphs, _ = read(filled(Document(title="标题", body=(text("第一行\n第二行"),)), ON))
    assert paragraphs == ["标题", "第一行\n第二行"]


def test_the_blank_template_is_one_that_can_be_filled_in() -> None:
    of = document("county-announcement")
    assert filled(of, ON, blank()) == filled(of, ON)


@pytest.mark.needs("/usr/lib/libreoffice/program/libsw*lo.so", debian="libreoffice-writer-nogui")
def test_an_office_opens_it_and_finds_the_same_text(tmp_path: Path) -> None:
    names = ("county-announcement", "city-resolution", "county-report")
    for name in names:
        (tmp_path / f"{name}.docx").write_bytes(filled(document(name), ON))
    subprocess.run(
        ["/usr/bin/env", "soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(tmp_path), *(str(tmp_path / f"{name}.docx") for name in names)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name in names:
        said = re.sub(r"\s", "", (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig"))
        paragraphs, rows = expected(document(name))
        for piece in (*paragraphs, *(cell for row in rows for cell in row)):
            assert re.sub(r"\s", "", piece) in said, (name, piece)
