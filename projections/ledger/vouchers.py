"""Which vouchers 凭证 stand behind what a project says of its money, and for which amounts are they missing?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from projections.ledger.figures import NAMES, Events, Row, behind
from projections.ledger.said import reports, since_start
from projects.measures import AMOUNTS, missing_vouchers
from projects.measures.money import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """One voucher: behind which amount, its number, its own amount, the filed document, and with which report it came, if with one."""

    of: Name
    word: str
    number: str
    fen: int | None
    document: str
    period: str
    behind: Events


def vouchers_of(row: Row) -> tuple[Vouched, ...]:
    """Every voucher of a project in the order of the log, once, however often its number is named."""
    found: dict[tuple[Name, str], Vouched] = {}
    for vouched in (*_filed(row), *_reported(row)):
        found.setdefault((vouched.of, vouched.number), vouched)
    return tuple(sorted(found.values(), key=lambda vouched: [event.position or 0 for event in vouched.behind]))


def vouchers_missing(row: Row, day: date) -> tuple[Name, ...]:
    """缺凭证: the amounts without vouchers behind the whole of them."""
    start = since_start(row, max(day.year, *row["years"]))
    by_name = {name: [vouched.fen for vouched in vouchers_of(row) if vouched.of == name] for name in NAMES}
    return missing_vouchers(start.figures, by_name)


def _filed(row: Row) -> Iterator[Vouched]:
    for filed in row["vouchers"]:
        yield _vouched(row, filed, filed["voucher"], "")


def _reported(row: Row) -> Iterator[Vouched]:
    for report in reports(row):
        for voucher in report.said["vouchers"]:
            yield _vouched(row, report.said, voucher, str(report.period))


def _vouched(row: Row, said: Row, voucher: Row, period: str) -> Vouched:
    return Vouched(
        of=voucher["of"],
        word=AMOUNTS[voucher["of"]],
        number=voucher["number"],
        fen=voucher["amount_fen"],
        document=voucher["document"],
        period=period,
        behind=behind(row, said),
    )
