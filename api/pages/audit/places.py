"""Of which congress does whoever looks here look at the books, and which others could he?"""

from __future__ import annotations

from typing import Any, Final

from api.http.audience import OFFICE, Audience
from api.http.route import Call
from api.pages.inside import every, read
from api.pages.look import HOME, Crumb
from api.refusals import OtherCongress
from api.scope import sees_inside

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
    """The congress in the address; raises `NotFound`, or `OtherCongress` where the caller does not see its inside."""
    found: dict[str, Any] = read(call, "/congresses/{congress}", {"congress": call.path["congress"]})
    if not sees_inside(call.actor, found["code"]):
        raise OtherCongress(f"代码为{found['code']}的人大不在您能查看的范围内。")
    return found


def crumbs(*more: Crumb) -> tuple[Crumb, ...]:
    """The way here."""
    return (Crumb(HOME, "/"), Crumb("审计", "/audit"), *more)
