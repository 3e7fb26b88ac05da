"""Which congress and which year does the address of a page name?"""

from __future__ import annotations

from typing import Any

from api.http.queries import year_named
from api.http.route import Call
from api.pages.inside import read
from api.refusals import NoSuchPath, QueryInvalid


def congress_at(call: Call) -> dict[str, Any]:
    """The row of the congress whose code or stream stands in the address; raises `NotFound`."""
    found: dict[str, Any] = read(call, "/congresses/{congress}", {"congress": call.path["congress"]})
    return found


def year_at(call: Call) -> int:
    """The year in the address; raises `NoSuchPath` where it is none."""
    try:
        return year_named(call.path["year"])
    except QueryInvalid:
        raise NoSuchPath("网址里的年度应为四位数字，如2024。") from None
