"""Around which congress and year does a page stand, and how did one come to it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.pages.look import HOME, Crumb, page
from api.pages.outside import read

Row = dict[str, Any]
CODE: Final = "code"


def congress_of(call: Call, code: str) -> Row:
    """The row of the congress of this code."""
    found: Row = read(call, "/congresses/{congress}", {"congress": code})
    return found


def about(  # noqa: PLR0913 - a page has that many sides
    call: Call, template: str, congress: Row, year: int, *, title: str, crumbs: Sequence[Crumb], **values: Any
) -> Reply:
    """A page of a congress's year, with the tabs of that year."""
    base = f"/congresses/{congress[CODE]}/{year}"
    return page(call, template, title=title, crumbs=crumbs, congress=congress, year=year, base=base, **values)


def home() -> tuple[Crumb, ...]:
    """From the front page."""
    return (Crumb(HOME, "/"),)


def from_year(congress: Row, year: int, *more: Crumb) -> tuple[Crumb, ...]:
    """From the front page by the year's board."""
    return (*home(), Crumb(f"{congress['name']}{year}年度", f"/congresses/{congress[CODE]}/{year}"), *more)


def of_year(congress: Row, year: int, name: str, word: str) -> Crumb:
    """One of the year's pages."""
    return Crumb(word, f"/congresses/{congress[CODE]}/{year}/{name}")


def year_of(number: str, otherwise: int) -> int:
    """The year in a number such as 2024-03."""
    head = number.partition("-")[0]
    return int(head) if head.isdigit() else otherwise
