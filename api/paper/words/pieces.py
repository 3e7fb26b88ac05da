"""What is a document in words made of?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from voting.shares import numeral

BLANK: Final = "＿＿＿"
"""What stands where the ledger does not know: to be filled in by hand, never invented."""

Style = Literal["chapter", "section", "text", "spoken", "note"]
"""How a paragraph stands: a heading of the first or second order, text, what is read aloud, and what is not (stage directions, remarks)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `head` stands before its text with a blank between them, as 第一条."""

    style: Style
    text: str
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under their heads; `widths` are shares of the width of the page, `right` the places of the columns of figures."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    right: tuple[int, ...] = ()


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document: `number` is 发文字号 or 公告第N号, `under` what stands below the title in brackets, `to` 主送机关.

    `signed` are the lines of 落款, `on` 成文日期. `day` is the one that the file carries, as ISO text, empty where nothing dates it.
    """

    title: str
    number: str = ""
    under: str = ""
    to: str = ""
    body: tuple[Block, ...]
    signed: tuple[str, ...] = ()
    on: str = ""
    day: str = ""


def chapter(number: int, text: str) -> Paragraph:
    """一、 a heading of the first order."""
    return Paragraph("chapter", f"{numeral(number)}、{text}")


def section(number: int, text: str) -> Paragraph:
    """（一） a heading of the second order."""
    return Paragraph("section", f"（{numeral(number)}）{text}")


def text(said: str) -> Paragraph:
    """A paragraph of the text."""
    return Paragraph("text", said)


def spoken(said: str) -> Paragraph:
    """What is read aloud."""
    return Paragraph("spoken", said)


def note(said: str) -> Paragraph:
    """What is not read aloud, or stands below the text, in brackets."""
    return Paragraph("note", f"（{said.removesuffix('。')}）")


def articles(said: Iterable[str]) -> tuple[Paragraph, ...]:
    """第一条, 第二条, …; further paragraphs of an article stand after a line feed."""
    found: list[Paragraph] = []
    for number, article in enumerate(said, 1):
        first, *rest = article.split("\n")
        found.append(Paragraph("text", first, f"第{numeral(number)}条"))
        found += map(text, rest)
    return tuple(found)


def lines(document: Document) -> Iterator[str]:
    """The document as plain lines, for a terminal and for comparing."""
    head = (document.title, document.number, f"（{document.under}）" if document.under else "", document.to)
    yield from filter(None, head)
    for block in document.body:
        yield from _of(block)
    yield from filter(None, (*document.signed, document.on))


def _of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (f"{block.head}　{block.text}" if block.head else block.text).split("\n")
        case Table():
            yield from ("｜".join(cells) for cells in (block.heads, *block.rows))


def as_json(document: Document) -> dict[str, Any]:
    """The document as JSON-native data, for whatever sets it."""
    return {
        "title": document.title,
        "number": document.number,
        "under": f"（{document.under}）" if document.under else "",
        "to": document.to,
        "body": [_block(block) for block in document.body],
        "signed": list(document.signed),
        "on": document.on,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": block.style, "head": block.head, "text": block.text}
        case Table():
            return {
                "kind": "table",
                "heads": list(block.heads),
                "rows": [list(row) for row in block.rows],
                "widths": list(block.widths),
                "right": list(block.right),
            }


def numbered(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows with 序号 before them."""
    return tuple((str(number), *row) for number, row in enumerate(rows, 1))
