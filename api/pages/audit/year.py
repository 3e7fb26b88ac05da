"""What does an auditor find on a year's books: one row a project, the vouchers, the changes, what came late, what was set right?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final
from uuid import UUID

from api.http.audience import NAMES
from api.http.reply import Reply
from api.http.route import Call
from api.kinds_of_events import PARTS
from api.pages.audit.places import AUDITORS, TABS, audited, crumbs, years
from api.pages.audit.standing import (
    deviations,
    falls,
    lines_of,
    named_elsewhere,
    revised,
    short_of,
    surplus_kept,
    unpaid,
    unsettled,
)
from api.pages.inside import every, read
from api.pages.look import page
from api.pages.places import year_at
from api.pages.routes import shown
from domain.actors import BODIES
from domain.refusals import Refusal
from projections.ledger.vouchers import vouchers_missing, vouchers_of
from projections.sentences.adjustments import THRESHOLDS
from projections.words.years import LINKS
from projects.measures.money import AMOUNTS

BOOKS: Final = "/audit/{congress}/{year}"
MOST: Final = 2000
"""Of so many events, the newest, it is said who typed what for whom."""
LONG: Final = 200
"""Accepted and not settled for more days than this stands out."""


def _overview(call: Call) -> Reply:
    congress, year = audited(call), year_at(call)
    ledger = read(call, "/ledger", congress=congress["code"], year=year)
    lines = lines_of(ledger, _rows(call, congress["code"]))
    return _page(
        call, congress, year, "audit/overview.html", "总览",
        ledger=ledger,
        lines=lines,
        deviations=deviations(lines),
        unpaid=unpaid(lines),
        unsettled=unsettled(lines, ledger["on"]),
        long=LONG,
        surplus=surplus_kept(lines),
        short=short_of(lines, year),
        falls=falls(lines),
        links=[(line, each, LINKS.get(each.get("kind", ""), "关联")) for line, each in named_elsewhere(lines)],
        counted=[(line, each) for line in lines for each in line.ledger["targets"]],
    )  # fmt: skip


def _money(call: Call) -> Reply:
    congress, year = audited(call), year_at(call)
    ledger = read(call, "/ledger", congress=congress["code"], year=year)
    lines = lines_of(ledger, _rows(call, congress["code"]))
    day = date.fromisoformat(ledger["on"])
    vouched = [(line, vouchers_of(line.row), vouchers_missing(line.row, day)) for line in lines]
    hashes = _hashes(call, {each.document for _, found, _ in vouched for each in found if each.document})
    return _page(
        call, congress, year, "audit/money.html", "钱和凭证",
        ledger=ledger, vouched=vouched, hashes=hashes, amounts=AMOUNTS, disbursed=_disbursed(lines),
    )  # fmt: skip


def _disbursed(lines: list[Any]) -> str:
    """What this congress's rules mean by 拨付, as the newest project's say it."""
    rules = lines[-1].row["rules"] if lines else None
    means = rules["implementation"]["disbursed_means"] if rules else ""
    return {"treasury_to_unit": "到位", "unit_to_payee": "支付"}.get(means, "支付")


def _hashes(call: Call, documents: set[str]) -> dict[str, dict[str, Any]]:
    """The filed documents among these by id; what is a number on paper alone is not there."""
    found: dict[str, dict[str, Any]] = {}
    for each in sorted(documents):
        with suppress(ValueError, Refusal):
            found[each] = read(call, "/documents/{document}", {"document": str(UUID(each))})
    return found


def _changes(call: Call) -> Reply:
    congress, year = audited(call), year_at(call)
    rows = [row for row in _rows(call, congress["code"]).values() if year in row["years"]]
    promises = read(call, "/promises", congress=congress["code"], year=year)
    return _page(
        call, congress, year, "audit/changes.html", "变更",
        minor=[(row, each) for row in rows for each in row["minor"]],
        adjustments=[(row, each) for row in rows for each in row["adjustments"]],
        projects=promises["projects"], thresholds=THRESHOLDS, bodies=BODIES,
    )  # fmt: skip


def _records(call: Call) -> Reply:
    congress, year = audited(call), year_at(call)
    code = congress["code"]
    rounds = [row for row in every(call, "/rounds", congress=code) if row["project_year"] == year]
    evaluations = [row for row in every(call, "/evaluations", congress=code) if row["project_year"] == year]
    return _page(
        call, congress, year, "audit/records.html", "补录和更正",
        late=list(_events(call, congress=code, late="true")),
        corrected=list(_events(call, congress=code, corrected="true")),
        readings=[(row, both) for row in (*rounds, *evaluations) for both in row.get("corrections", ())],
        revised=revised(row for row in _rows(call, code).values() if year in row["years"]),
        typed=_typed(_events(call, congress=code)),
        roles=NAMES, bodies=BODIES, parts=PARTS,
    )  # fmt: skip


def _events(call: Call, **query: Any) -> Iterator[dict[str, Any]]:
    """The events that are asked for, the newest first, at most `MOST`."""
    before, given = None, 0
    while given < MOST:
        found = read(call, "/event-search", limit=200, before=before, **query)
        given += len(found["items"])
        yield from found["items"]
        before = found["before"]
        if before is None:
            return


def _typed(events: Iterator[dict[str, Any]]) -> list[tuple[str, str, str, int]]:
    """Who typed how much of which part, and which body had decided it."""
    counted = Counter(
        (each["part"], each["by"]["role"], each["decided_by"]["body"] if each["decided_by"] else "")
        for each in events
        if each["by"]
    )
    return [(*key, times) for key, times in sorted(counted.items(), key=lambda each: (-each[1], each[0]))]


def _diff(call: Call) -> Reply:
    congress, year = audited(call), year_at(call)
    asked = {name: call.query.get(name, "") for name in ("from", "to")}
    found = None
    if asked["from"]:
        query: dict[str, Any] = {name: value for name, value in asked.items() if value}
        found = read(call, "/diff", congress=congress["code"], **query)
    return _page(call, congress, year, "audit/diff.html", "两天之间", asked=asked, found=found)


def _page(call: Call, congress: Mapping[str, Any], year: int, template: str, what: str, **values: Any) -> Reply:
    return page(
        call,
        template,
        title=f"{congress['name']}{year}年度的账：{what}",
        crumbs=crumbs(),
        congress=congress,
        year=year,
        years=years(call, congress["code"]),
        tabs=TABS,
        what=what,
        **values,
    )


def _rows(call: Call, code: str) -> dict[str, dict[str, Any]]:
    """The rows of a congress's projects by stream; the paper of a project says what its line does not."""
    return {row["stream"]: row for row in every(call, "/projects", congress=code)}


ROUTES: Final = (
    shown(BOOKS, "审计：一个年度的账", _overview, AUDITORS),
    shown(f"{BOOKS}/money", "审计：钱和凭证", _money, AUDITORS),
    shown(f"{BOOKS}/changes", "审计：变更", _changes, AUDITORS),
    shown(f"{BOOKS}/records", "审计：补录、更正和谁录的", _records, AUDITORS),
    shown(f"{BOOKS}/diff", "审计：两天之间有哪些变动", _diff, AUDITORS),
)
