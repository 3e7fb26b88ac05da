"""How do progress reports, vouchers and explanations change a project's rows?

A reporting period is a part of its own with every version of its report, so that a year of months does not write a year again with every
month; the listed row names the periods of a year together, with the first of them. A version is unchecked, accepted or returned.
"""

from __future__ import annotations

from typing import Final

from domain.events import Event, Recorded
from projections.deeds import deed
from projections.model import Fold, Rows
from projections.projects.parts import (
    ASKED,
    VOUCHERS,
    add_to,
    head_of,
    key,
    part_of,
    set_head,
    set_part,
    with_numbered,
)
from projects.events import progress as p


def _reported(rows: Rows, recorded: Recorded, event: p.ProgressReported) -> None:
    version = {**deed(recorded, event, "period"), "status": "unchecked", "checked": None}
    versions = part_of(rows, recorded, event.period).get("versions", [])
    set_part(rows, recorded, event.period, period=event.period, versions=[*versions, version])
    head = head_of(rows, recorded)
    if key(recorded.stream, event.period) not in head["parts"]:
        set_head(
            rows, recorded, parts=[*head["parts"], *(key(recorded.stream, each) for each in _year_of(event.period))]
        )


def _year_of(period: str) -> list[str]:
    """All months, or all quarters, of the year of a period."""
    year, _, name = period.partition("-")
    return [f"{year}-Q{n}" for n in range(1, 5)] if name.startswith("Q") else [f"{year}-{n:02}" for n in range(1, 13)]


def _returned(rows: Rows, recorded: Recorded, event: p.ReportReturned) -> None:
    _checked(rows, recorded, event, "returned")


def _accepted(rows: Rows, recorded: Recorded, event: p.ReportAccepted) -> None:
    _checked(rows, recorded, event, "accepted")


def _checked(rows: Rows, recorded: Recorded, event: p.ReportReturned | p.ReportAccepted, status: str) -> None:
    """Mark the last version; nothing where the report itself was lawfully erased."""
    versions = part_of(rows, recorded, event.period).get("versions", [])
    if versions:
        *earlier, last = versions
        last = {**last, "status": status, "checked": deed(recorded, event, "period")}
        set_part(rows, recorded, event.period, versions=[*earlier, last])


def _voucher(rows: Rows, recorded: Recorded, event: p.VoucherFiled) -> None:
    add_to(rows, recorded, VOUCHERS, "vouchers", deed(recorded, event))


def _asked(rows: Rows, recorded: Recorded, event: p.ExplanationAsked) -> None:
    asked = part_of(rows, recorded, ASKED).get("asked", [])
    said = {**deed(recorded, event, "number"), "given": None}
    set_part(rows, recorded, ASKED, asked=with_numbered(asked, event.number, **said))


def _given(rows: Rows, recorded: Recorded, event: p.ExplanationGiven) -> None:
    asked = part_of(rows, recorded, ASKED).get("asked", [])
    said = deed(recorded, event, "number")
    set_part(rows, recorded, ASKED, asked=with_numbered(asked, event.number, given=said))


FOLDS: Final[dict[type[Event], Fold]] = {
    p.ProgressReported: _reported,
    p.ReportReturned: _returned,
    p.ReportAccepted: _accepted,
    p.VoucherFiled: _voucher,
    p.ExplanationAsked: _asked,
    p.ExplanationGiven: _given,
}
