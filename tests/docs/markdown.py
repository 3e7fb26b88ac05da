"""What stands in the tables and code blocks of a document?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
CODE = re.compile(r"`([^`\n]+)`")

Row = dict[str, str]


class Block(NamedTuple):
    """A fenced block: its language, its text, and the last line of prose before it."""

    language: str
    text: str
    said: str


def text(name: str) -> str:
    """The whole of a document in `docs/`."""
    return (DOCS / name).read_text(encoding="utf-8")


def tables(of: str) -> list[list[Row]]:
    """Every table of a text, its rows by the headings of their columns."""
    found = re.findall(r"(?:^\|.*\|\n)+", of, re.MULTILINE)
    return [_rows(table.splitlines()) for table in found]


def rows(name: str, *columns: str) -> list[Row]:
    """The rows of all tables that have these columns, in order."""
    return [row for table in tables(text(name)) if set(columns) <= set(table[0]) for row in table]


def section(name: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its rank."""
    (found,) = re.findall(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text(name), re.MULTILINE | re.DOTALL)
    return str(found)


def blocks(of: str) -> list[Block]:
    """The fenced blocks of a text."""
    found = re.finditer(r"^```(\w*)\n(.*?)^```$", of, re.MULTILINE | re.DOTALL)
    return [Block(each[1], each[2], _last_line(of[: each.start()])) for each in found]


def prose(of: str) -> str:
    """A text without its code, each piece of it a box."""
    return CODE.sub("□", re.sub(r"^```.*?^```$", "□", of, flags=re.MULTILINE | re.DOTALL))


def code(cell: str) -> str:
    """The one piece of code that a cell holds."""
    (found,) = CODE.findall(cell)
    return str(found)


def _rows(lines: list[str]) -> list[Row]:
    heading, rule, *rest = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert all(set(cell) <= set("-:") for cell in rule), f"no table: {lines[0]}"
    assert rest, f"a table without rows: {lines[0]}"
    return [dict(zip(heading, row, strict=True)) for row in rest]


def _last_line(before: str) -> str:
    lines = [line for line in before.splitlines() if line.strip()]
    return lines[-1] if lines else ""
