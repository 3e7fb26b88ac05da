"""Which reports, vouchers and explanations does a project still owe, and which reports wait to be checked?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.money import say_amount
from projections.ledger.alerts import unreported
from projections.ledger.figures import Row, behind, rules_of
from projections.ledger.said import since_start
from projections.ledger.todo.item import Todo, of_project
from projections.ledger.vouchers import vouchers_missing
from projects.measures import AMOUNTS

EVIDENCE = {"allotted": "allotment", "paid": "payment"}
"""Under which setting of the rules a voucher is owed."""


def of_progress(row: Row, day: date) -> Iterator[Todo]:
    """What is to do about a project's reports."""
    if row["standing"] in ("running", "completed"):
        begun = behind(row, row["assigned"] or row["taken_over"])
        for period, due in unreported(row, day):
            yield of_project(row, "unit", "report", f"{period}的进度没有报", day, due_on=str(due), behind=begun)
    yield from _unchecked(row, day)
    yield from _vouchers(row, day)
    for asked in row["asked"]:
        if asked["given"] is None and "due_on" in asked:
            words = f"要求说明：{asked['question']}"
            yield of_project(
                row, "government", "explanation", words, day, due_on=asked["due_on"], behind=behind(row, asked)
            )


def _unchecked(row: Row, day: date) -> Iterator[Todo]:
    for report in row["reports"]:
        version = report["versions"][-1]
        if version["status"] == "unchecked":
            words = f"{report['period']}的进度报告没有审核"
            yield of_project(row, "government", "check_report", words, day, behind=behind(row, version))
        if version["status"] == "returned":
            words = f"{report['period']}的进度报告已退回：{version['checked']['reason']}"
            yield of_project(row, "unit", "report", words, day, behind=behind(row, version["checked"]))


def _vouchers(row: Row, day: date) -> Iterator[Todo]:
    evidence = rules_of(row)["evidence"]
    start = since_start(row, max(day.year, *row["years"]))
    for name in vouchers_missing(row, day):
        if evidence.get(EVIDENCE.get(name, "payment")) == "owe":
            amount = start.of(name)
            words = f"{AMOUNTS[name]}{say_amount(amount.fen or 0)}，凭证不全"
            yield of_project(row, "unit", "evidence", words, day, behind=amount.behind)
