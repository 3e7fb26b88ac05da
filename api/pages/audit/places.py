"""Of which congress does whoever looks here look at the books, and which others could he?"""

from __future__ import annotations

from typing import Any, Final

from api.http.audience import OFFICE, Audience
from api.http.route import Call
from api.pages.inside import every, read
from api.pages.look import HOME, Crumb

AUDITORS: Final[Audience] = OFFICE | {"auditor"}
"""Who looks at the books as a whole: the congress's office, and whoever audits it."""

TABS: Final = (
    ("总览", ""),
    ("钱和凭证", "/money"),
    ("变更", "/changes"),
    ("补录和更正", "/records"),
    ("两天之间", "/diff"),
)


def congresses(call: Call) -> list[dict[str, Any]]:
    """Those whose inside the caller sees, his own first."""
    return [each for each in every(call, "/congresses", within=call.actor.congress) if not each["merged_into"]]


def years(call: Call, code: str) -> list[int]:
    """The project years of a congress, the newest first."""
    return sorted({each["project_year"] for each in every(call, "/cycles", congress=code)}, reverse=True)


def audited(call: Call) -> dict[str, Any]:
    """The congress in the address, with its code as it stands today; raises `NotFound`."""
    found: dict[str, Any] = read(call, "/congresses/{congress}", {"congress": call.path["congress"]})
    return found


def crumbs(*more: Crumb) -> tuple[Crumb, ...]:
    """The way here."""
    return (Crumb(HOME, "/"), Crumb("审计", "/audit"), *more)
