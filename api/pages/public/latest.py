"""Which year does a page show that is of a congress and of no year?"""

from __future__ import annotations

from datetime import date

from api.http.route import Call
from api.pages.outside import every, read


def year_asked(call: Call, code: str) -> int:
    """The year that `year` names, else the newest year of the congress's work, else this year."""
    asked = call.query.get("year", "")
    if asked.isdigit() and len(asked) == 4:  # noqa: PLR2004 - a year
        return int(asked)
    years = [each["project_year"] for each in every(call, "/cycles", congress=code)]
    return max(years, default=today(call, code).year)


def today(call: Call, code: str) -> date:
    """The day on which the caller looks at the ledger."""
    return date.fromisoformat(read(call, "/satisfaction-years", congress=code)["on"])
