"""On which page does a record stand, and what is it called there?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from api.http.route import V1
from api.pages.kinds import OWN_PAGE
from api.pages.look import carried

NAMES: Final = ("title", "meeting_title", "matter", "name")
NUMBERS: Final = ("project", "number", "says")


def page_of(path: str, stream: str, year: int = 0, position: int = 0) -> str:
    """The page on which one sees what a command under `path` of the interface did."""
    kind = path.removeprefix(V1).strip("/").partition("/")[0].removeprefix("past-")
    address = f"/desk/{kind}/{stream}" if kind in OWN_PAGE else "/desk"
    return carried(
        address, "", done=position or None, at_least=position or None, year=None if kind in OWN_PAGE else year or None
    )


def title_of_row(row: Mapping[str, Any]) -> str:
    """What a record is called: its number and its title."""
    number = next((row[name] for name in NUMBERS if isinstance(row.get(name), str) and row[name]), "")
    title = next((row[name] for name in NAMES if row.get(name)), "")
    year = row.get("project_year")
    return f"{number} {title}".strip() or (f"{year}年度" if year else "")
