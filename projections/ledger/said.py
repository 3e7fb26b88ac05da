"""What do a project's rows say of a year: which reports count, which plan holds, what is known by then?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projections.ledger.figures import NAMES, NO_FOUR, NO_MONEY, Four, Money, Row, money, rules_of
from projections.words.years import CHOSEN
from projects.measures import Period, Plan, read_period
from projects.measures.money import Name


@dataclass(frozen=True, slots=True)
class Report:
    """The version of a period's report that counts: the newest that was not returned."""

    period: Period
    said: Row


def stands_in(row: Row, year: int) -> bool:
    """Whether the project is in the 台账 of a year: chosen for it, carried over into it, or still paid for in it."""
    if row["standing"] not in CHOSEN:
        return False
    return year in row["years"] or any(report.period.year == year for report in reports(row))


def reports(row: Row) -> list[Report]:
    """The reports that count, oldest period first."""
    found = []
    for each in row["reports"]:
        period = read_period(each["period"])
        counting = [version for version in each["versions"] if version["status"] != "returned"]
        if period is not None and counting:
            found.append(Report(period, counting[-1]))
    return sorted(found, key=lambda report: report.period)


def reports_of(row: Row, year: int) -> list[Report]:
    """Those of one year."""
    return [report for report in reports(row) if report.period.year == year]


def newest(row: Row, year: int) -> Report | None:
    """The last report of a year."""
    found = reports_of(row, year)
    return found[-1] if found else None


def year_to_date(row: Row, year: int) -> Four:
    """本年累计: the last known figure of each amount in the reports of the year."""
    return _last_known(row, "year", [report.said for report in reports_of(row, year)])


def since_start(row: Row, year: int) -> Four:
    """开工累计 by the end of the year: of the reports and, on its day, of the document of a take-over."""
    said = [(report.period.last_day.isoformat(), report.said) for report in reports(row)]
    taken = row["taken_over"]
    if taken is not None and taken["printed"] is not None:
        said.append((taken["figures_on"] or taken["on"], {**taken, "start": taken["printed"]}))
    by_then = [each for each in sorted(said, key=lambda each: each[0]) if each[0] <= f"{year}-12-31"]
    return _last_known(row, "start", [each for _, each in by_then])


def _last_known(row: Row, scope: str, said: Sequence[Row]) -> Four:
    amounts = dict.fromkeys(NAMES, NO_MONEY)
    for version in said:
        stated = {name: money(row, version[scope][f"{name}_fen"], version) for name in NAMES}
        amounts |= {name: amount for name, amount in stated.items() if amount.fen is not None}
    return Four(**amounts) if said else NO_FOUR


def disbursed(row: Row) -> Name:
    """Which amount the rules mean by 拨付: what the treasury gave the unit (到位), or what the unit paid (支付)."""
    return "received" if rules_of(row)["implementation"]["disbursed_means"] == "treasury_to_unit" else "paid"


def plans_of(row: Row, year: int) -> list[Row]:
    """Every annual plan of the year, the original first."""
    found: list[Row] = row["annual"].get(str(year), [])
    return found


def planned(row: Row, year: int) -> tuple[Money, Money]:
    """The year's plan as first set and as it stands; the same where it was never adjusted."""
    plans = plans_of(row, year)
    if not plans:
        return NO_MONEY, NO_MONEY
    return money(row, plans[0]["amount_fen"], plans[0]), money(row, plans[-1]["amount_fen"], plans[-1])


def plan(original: Money, stands: Money) -> Plan:
    """The plan as `measures` reads it."""
    return Plan(original=original.fen, adjusted=stands.fen)


def promised(row: Row) -> Money:
    """The amount printed on the ballot."""
    promise = row["promise"]
    return NO_MONEY if promise is None else money(row, promise["amount_fen"], promise)


def stated(row: Row, paper: str) -> Money:
    """The amount that a last paper states: `settlement` or `final_accounts`."""
    said = row[paper]
    return NO_MONEY if said is None else money(row, said["amount_fen"], said)


def deadline_of(brief: Row) -> date | None:
    """The last day of a brief, where it names one."""
    return date.fromisoformat(brief["deadline_on"]) if brief["deadline_on"] else None


def standing_on(row: Row, day: str) -> str:
    """Where the project stood at the end of a day, '' before its first step."""
    steps = [step["standing"] for step in row["way"] if step["on"] <= day]
    return str(steps[-1]) if steps else ""


def year_for(row: Row, day: date) -> int:
    """The year whose plan and figures a day is measured by: the last one in which the project stands by then."""
    years: Sequence[int] = row["years"]
    begun = [year for year in years if year <= day.year]
    return max(begun, default=min(years))


def digits_of(row: Row) -> int:
    """How many decimals a percentage has."""
    found: int = rules_of(row)["rounding"]["percent_digits"]
    return found


def chosen(rows: Iterable[Row]) -> list[Row]:
    """Those that were voted for, listed or taken over, by number."""
    found = [row for row in rows if row["standing"] in CHOSEN]
    # The hundredth comes after the ninety-ninth, though its number is a longer text.
    return sorted(found, key=lambda row: (row["code"], row["project_year"], len(row["project"]), row["project"]))
