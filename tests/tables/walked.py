"""What do the tables for everybody say, each as both kinds of files?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from api.desk import Desk
from api.tables import TABLES
from api.tables.asked import ask
from api.tables.book import Book
from api.tables.csvs import aside, written
from api.tables.xlsx import workbook


def tables_for_everybody(desk: Desk, code: str) -> Iterator[tuple[str, str]]:
    """Everything that stands in them, now and as of the day of the ballot, but for the root, which differs in every ledger."""
    for as_of in ("", "2024-01-18"):
        taken = ask(desk, "public", code, year=2024, as_of=as_of)
        for name, table in TABLES.items():
            book = Book(sheets=table.make(taken), taken=replace(taken.taken, root="0" * 64))
            content = written(book)
            with ZipFile(BytesIO(workbook(book))) as parts:
                inside = unescape("".join(parts.read(part).decode() for part in parts.namelist()))
            yield f"{name}?as_of={as_of}", inside + content.decode() + aside(book, content).decode()
