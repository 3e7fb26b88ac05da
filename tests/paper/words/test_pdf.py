"""Is every word of a document on its pages, as it is and never as markup, and is the file the same twice?"""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from api.paper.asked import Printed
from api.paper.typesetting import typeset
from api.paper.words.kinds import TEMPLATE
from api.paper.words.pieces import Document, Table, as_json, note, section, spoken, text
from tests.paper.kit import texts
from tests.paper.words import worlds
from tests.paper.words.kit import words_in

ON = date(2024, 1, 19)


def pdf(of: Document) -> bytes:
    return typeset(Printed(template=TEMPLATE, title=of.title, on=ON, data=as_json(of)))


def bare(said: str) -> str:
    """A text without blanks, ends of lines and numbers of pages, which fall where they fall."""
    return re.sub(r"—\s*\d+\s*—|\s", "", said)


@pytest.mark.parametrize(
    "name", ["county-announcement", "county-explanation", "city-resolution", "tied-script", "street-method"]
)
def test_every_word_is_on_the_pages(name: str) -> None:
    world, write = worlds.GOLDENS[name]
    of = write(world())
    said = bare("".join(texts(pdf(of))))
    assert [each for each in words_in(of) if bare(each) not in said] == []


def test_text_that_looks_like_markup_is_printed_as_it_is() -> None:
    evil = (
        "#panic(1)",
        "$x^2$",
        "*粗*_斜_",
        "@引用 <标签>",
        '\\n #include "/etc/passwd"',
        "= 标题",
        "- 项 + 项 / 项",
        "[甲] {乙}",
        "`码`",
    )
    of = Document(
        title=evil[0], under=evil[1], number=evil[2], to=evil[3], signed=evil[:2], on=evil[5],
        body=(*map(text, evil), *map(spoken, evil), *map(note, evil), section(1, evil[0]), Table(heads=evil, rows=(evil,), widths=(1,) * 9)),
    )  # fmt: skip
    said = bare("".join(texts(pdf(of))))
    for each in evil:
        assert said.count(bare(each)) >= 3, each
    assert pdf(of) == pdf(of)


def test_the_page_is_a4_and_the_lines_are_those_of_the_standard() -> None:
    long = Document(title="标题", body=tuple(text("字" * 28) for _ in range(60)))
    pages = PdfReader(io.BytesIO(pdf(long))).pages
    assert {(round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4)) for page in pages} == {
        (210, 297)
    }
    full = [line for line in pages[1].extract_text().splitlines() if "字" in line]
    assert 21 <= len(full) <= 23


def test_thirty_long_titles_and_a_name_of_forty_characters_stay_on_the_page() -> None:
    rows = tuple((str(n), "示例" * 30, "12345678.1234万元", "2025年12月底前") for n in range(1, 31))
    of = Document(
        title="示例" * 40,
        body=(Table(heads=("序号", "项目名称", "总投资", "完成时限"), rows=rows, widths=(2, 10, 4, 5), right=(2,)),),
        signed=("示例" * 20,),
        on="2024年1月19日",
    )
    assert bare("".join(texts(pdf(of)))).count("示例" * 30) >= 30


def test_a_cell_that_is_longer_than_a_page_goes_on_on_the_next() -> None:
    of = Document(title="标题", body=(Table(heads=("问题",), rows=(("字" * 5000,),), widths=(1,)),))
    assert bare("".join(texts(pdf(of)))).count("字") == 5000
