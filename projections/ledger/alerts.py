"""Which warnings do the projects give on a day, in words and with the events behind them?

A warning is never recorded: it stands as long as its figures do (rules.md §6.0, §6.2, M-09; the bounds are the profile's).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.calendar import say_day
from domain.money import say_amount
from projections.ledger.figures import Events, Row, behind, rules_of, together
from projections.ledger.lights import gone
from projections.ledger.said import (
    chosen,
    deadline_of,
    disbursed,
    newest,
    plan,
    planned,
    reports,
    since_start,
    standing_on,
    year_for,
    year_to_date,
)
from projections.ledger.vouchers import vouchers_missing
from projects.measures import (
    ALERTS,
    AMOUNTS,
    FLAGS,
    Alert,
    Period,
    behind_plan,
    deadline_near,
    expected_periods,
    milestones_overdue,
    no_change,
    paid_of_received,
    payable,
    slow_disbursement,
)

WORDS: Final[dict[str, str]] = {
    **{str(kind): word for kind, word in ALERTS.items()},
    "deadline_passed": "已过完成时限",
    "paid_above_received": FLAGS["paid_above_received"],
    "voucher_missing": "缺凭证",
}
GOING_ON: Final = frozenset({"running", "completed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """One warning about one project: `alert` its code, `words` the sentence; days are overdue, or left where they are negative."""

    alert: str
    word: str
    words: str
    stream: str
    project: str
    title: str
    code: str
    unit: str
    unit_name: str
    due_on: str
    days: int | None
    fen: int | None
    behind: Events


def alerts(rows: Iterable[Row], day: date) -> tuple[Warned, ...]:
    """The warnings of all projects, project by project."""
    return tuple(each for row in chosen(rows) for each in alerts_of(row, day))


def alerts_of(row: Row, day: date) -> Iterator[Warned]:
    """The warnings of one project."""
    yield from _unreported(row, day)
    yield from _milestones(row, day)
    yield from _lagging(row, day)
    yield from _amounts(row, day)
    yield from _deadline(row, day)


def unreported(row: Row, day: date) -> list[tuple[Period, date]]:
    """Every period over by `day` that lacks a report, with the day by which it is due; only while the project was running."""
    implementation = rules_of(row)["implementation"]
    due_days = timedelta(days=implementation["report_due_days"])
    reported = {report.period for report in reports(row)}
    return [
        (period, period.last_day + due_days)
        for period in expected_periods(_reports_from(row), day, implementation["report_frequency"])
        if standing_on(row, period.last_day.isoformat()) == "running" and period not in reported
    ]


def _reports_from(row: Row) -> date:
    """From the assignment on; what was taken over is reported from the day on which the ledger took it over."""
    taken, assigned = row["taken_over"], row["assigned"]
    begins = taken["recorded_on"] if taken else assigned["on"] if assigned else None
    return date.fromisoformat(begins) if begins else date.max


def _unreported(row: Row, day: date) -> Iterator[Warned]:
    late = [(period, due) for period, due in unreported(row, day) if day > due]
    if late and row["standing"] in GOING_ON:
        named = "、".join(str(period) for period, _ in late)
        first = late[0][1]
        words = f"{named}的进度没有报，应于{say_day(first)}以前报，逾期{(day - first).days}天"
        about = Alert(kind="report_overdue", due_on=first, days=(day - first).days)
        yield _warned(row, about, words, behind(row, row["assigned"] or row["taken_over"]))


def _milestones(row: Row, day: date) -> Iterator[Warned]:
    if row["standing"] not in GOING_ON or not row["filed"]:
        return
    filed = row["filed"][-1]
    due = [(each["id"], date.fromisoformat(each["due_on"])) for each in filed["milestones"]]
    named = {each["id"]: each for each in filed["milestones"]}
    for alert in milestones_overdue(due, [each for each, milestone in named.items() if milestone["met"]], day):
        milestone = named[alert.subject]
        assert alert.due_on is not None
        said = milestone["missed"][-1] if milestone["missed"] else None
        expected = f"，预计{say_day(said['expected_on'])}完成" if said and said["expected_on"] else ""
        words = f"节点“{milestone['name']}”应于{say_day(alert.due_on)}完成，逾期{alert.days}天{expected}"
        yield _warned(row, alert, words, behind(row, filed, said))


def _lagging(row: Row, day: date) -> Iterator[Warned]:
    """Investment and disbursement against the time gone by the end of the last reported period, and reports that say nothing new."""
    if row["standing"] != "running":
        return
    year = year_for(row, day)
    rules, report = rules_of(row)["implementation"], newest(row, year)
    original, stands = planned(row, year)
    four = year_to_date(row, year)
    passed = gone(row, year, min(day, report.period.last_day) if report else day)
    for alert in behind_plan(four.completed.fen, stands.fen, passed, rules["investment_behind_points"]):
        words = f"完成投资为年度计划的{alert.actual}%，时间已过{alert.planned}%"
        yield _warned(row, alert, words, together(four.completed.behind, stands.behind))
    means, base = rules["disbursed_means"], rules["paid_rate_base"]
    slow = slow_disbursement(
        four.figures,
        plan(original, stands),
        passed,
        rules["disbursement_behind_points"],
        paid_base=base,
        disbursed_means=means,
    )
    for alert in slow:
        of_received = paid_of_received(base, means)
        words = f"拨付率{alert.actual}%（占{'到位资金' if of_received else '年度计划'}），时间已过{alert.planned}%"
        against = four.received if of_received else stands
        yield _warned(row, alert, words, together(four.of(disbursed(row)).behind, against.behind))
    said = [report.said for report in reports(row)]
    for alert in no_change([_progress(version) for version in said], rules["unchanged_reports"]):
        words = f"连续{alert.reports}期进度没有变化"
        yield _warned(row, alert, words, behind(row, *said[-(alert.reports or 0) - 1 :]))


def _progress(version: Row) -> tuple[object, ...]:
    """What a report says of progress."""
    done = tuple((target["target"], target["done"]) for target in version["targets"])
    parts = tuple(
        (part["sub_item"], part["completed_fen"], *((target["target"], target["done"]) for target in part["targets"]))
        for part in version["sub_items"]
    )
    return (version["start"]["completed_fen"], version["physical_percent"], done, parts)


def _amounts(row: Row, day: date) -> Iterator[Warned]:
    """应付未付 and the flags of money, which outlive acceptance; vouchers that are owed."""
    start = since_start(row, max(day.year, *row["years"]))
    for alert in payable(start.figures):
        words = f"完成投资比支付多{say_amount(alert.amount or 0)}，应付未付"
        yield _warned(row, alert, words, together(start.completed.behind, start.paid.behind))
    over = (start.paid.fen or 0) - (start.received.fen or 0)
    if start.paid.fen is not None and start.received.fen is not None and over > 0:
        words = f"支付比到位多{say_amount(over)}"
        money = together(start.paid.behind, start.received.behind)
        yield _of_kind(row, "paid_above_received", words, money, fen=over)
    for name in vouchers_missing(row, day):
        words = f"{AMOUNTS[name]}{say_amount(start.of(name).fen or 0)}，凭证不全"
        yield _of_kind(row, "voucher_missing", words, start.of(name).behind, fen=start.of(name).fen)


def _deadline(row: Row, day: date) -> Iterator[Warned]:
    deadline = deadline_of(row["now"]["brief"])
    if deadline is None or row["standing"] not in ("chosen", "running"):
        return
    for alert in deadline_near(deadline, day, rules_of(row)["implementation"]["deadline_near_days"]):
        left = (deadline - day).days
        now = behind(row, row["now"])
        if left < 0:
            words = f"完成时限是{say_day(deadline)}，已过{-left}天，还没有完工"
            yield _of_kind(row, "deadline_passed", words, now, due_on=deadline, days=-left)
        else:
            yield _warned(row, alert, f"完成时限是{say_day(deadline)}，还有{left}天", now)


def _warned(row: Row, alert: Alert, words: str, events: Events) -> Warned:
    days = None if alert.days is None else -alert.days if alert.kind == "deadline_within_n_days" else alert.days
    return _of_kind(row, alert.kind, words, events, due_on=alert.due_on, days=days, fen=alert.amount)


def _of_kind(  # noqa: PLR0913 - a warning has that many sides
    row: Row,
    kind: str,
    words: str,
    events: Events,
    *,
    due_on: date | None = None,
    days: int | None = None,
    fen: int | None = None,
) -> Warned:
    return Warned(
        alert=kind,
        word=WORDS[kind],
        words=f"《{row['title']}》{words}。",
        **{name: row[name] for name in ("stream", "project", "title", "code", "unit")},
        unit_name=row["unit_names"].get(row["unit"], ""),
        due_on=due_on.isoformat() if due_on else "",
        days=days,
        fen=fen,
        behind=events,
    )
