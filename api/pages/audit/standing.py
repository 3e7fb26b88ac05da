"""What does an auditor ask of a year's projects first: what deviates most, what is owed, what is late, and from whom?

All of it is worked out from what the doors answered, with the position of the event behind each figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from projects.measures.money import AMOUNTS, SOURCES

Row = Mapping[str, Any]
UPPER: Final = ("central", "province", "city")
"""What comes from above a county; the rest is its own match."""
LARGEST: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One project in one row: what was promised and everything that its money came to; amounts as read models say them."""

    row: Row
    ledger: Row
    project: str
    title: str
    stream: str
    final: Row | None
    surplus: Row

    @property
    def since_start(self) -> Row:
        """The four amounts since the start."""
        found: Row = self.ledger["since_start"]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Two figures of a project that differ, by how much, and what was recorded as the reason."""

    line: Line
    what: str
    before: Row
    after: Row
    fen: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Money of one source that should have come by the end of the year, by all annual plans, and what has come of it."""

    line: Line
    source: str
    upper: bool
    planned: int
    received: int
    position: int


def lines_of(ledger: Row, rows: Mapping[str, Row]) -> list[Line]:
    """The projects of a year's ledger, each beside its own row."""
    return [
        Line(
            row=rows[each["stream"]],
            ledger=each,
            project=each["project"],
            title=each["title"],
            stream=each["stream"],
            final=each["accounted"],
            surplus=_amount(rows[each["stream"]]["surplus"][-1] if rows[each["stream"]]["surplus"] else None),
        )
        for each in ledger["lines"]
        if each["stream"] in rows
    ]


def deviations(lines: Iterable[Line]) -> list[Deviation]:
    """The largest, each explained by what was recorded."""
    found = [each for line in lines for each in _of(line) if each.fen]
    return sorted(found, key=lambda each: -abs(each.fen))[:LARGEST]


def _of(line: Line) -> Iterator[Deviation]:
    ledger = line.ledger
    yield from _between(line, "现行总投资比票上", ledger["promised"], ledger["total"], _reason_of_total(line.row))
    settlement = line.row["settlement"]
    yield from _between(
        line, "审定比现行总投资", ledger["total"], ledger["settled"], (settlement or {}).get("reason", "")
    )
    done = ledger["year_to_date"]["completed"]
    yield from _between(line, "当年完成投资比年度计划", ledger["plan"], done, _reason_of_lag(line.row))


def _between(line: Line, what: str, before: Row, after: Row, why: str) -> Iterator[Deviation]:
    if before["fen"] is not None and after["fen"] is not None:
        fen = after["fen"] - before["fen"]
        yield Deviation(line=line, what=what, before=before, after=after, fen=fen, why=why)


def _reason_of_total(row: Row) -> str:
    changed = [each for each in row["minor"] if any(one["field"] == "amount" for one in each["changes"])]
    asked = [
        each["requested"]
        for each in row["adjustments"]
        if each["decided"] and any(one["field"] == "amount" for one in each["decided"]["changes"])
    ]
    return "；".join(each["reason"].removesuffix("。") for each in (*changed, *asked))


def _reason_of_lag(row: Row) -> str:
    """What was answered when it was asked, else what the newest report names as problems, else why it was put off."""
    given = [each["given"]["answer"] for each in row["asked"] if each["given"]]
    problems = [each["versions"][-1]["problems"] for each in row["reports"] if each["versions"][-1]["problems"]]
    put_off = [each["requested"]["reason"] for each in row["adjustments"] if each["requested"]]
    found: str = next((texts[-1] for texts in (given, problems, put_off) if texts), "")
    return found.removesuffix("。")


def unpaid(lines: Iterable[Line]) -> list[tuple[Line, int]]:
    """Completed and not paid: the project and how much, the most first."""
    found = [(line, _more(line.since_start["completed"], line.since_start["paid"])) for line in lines]
    return sorted((each for each in found if each[1] > 0), key=lambda each: -each[1])


def unsettled(lines: Iterable[Line], on: str) -> list[tuple[Line, int]]:
    """Accepted without settlement: the project and for how many days, the longest first."""
    day = date.fromisoformat(on)
    found = [
        (line, (day - date.fromisoformat(line.row["accepted"]["on"])).days)
        for line in lines
        if line.row["accepted"] and not line.row["settlement"]
    ]
    return sorted(found, key=lambda each: -each[1])


def surplus_kept(lines: Iterable[Line]) -> list[tuple[Line, int, int]]:
    """Settled for less than was received: the project, how much is left over, and how much of it was returned."""
    found = []
    for line in lines:
        settled, received = line.ledger["settled"]["fen"], line.since_start["received"]["fen"]
        if settled is not None and received is not None and received > settled:
            found.append((line, received - settled, line.surplus["fen"] or 0))
    return found


def short_of(lines: Iterable[Line], year: int) -> list[Owed]:
    """Sources of which less has come than the year's plan says, upper ones first."""
    found = [each for line in lines for each in _by_source(line, year) if each.received < each.planned]
    return sorted(found, key=lambda each: (not each.upper, each.received - each.planned))


def _by_source(line: Line, year: int) -> Iterator[Owed]:
    """By the newest report of the year that divides what was received; its amounts are those since the start."""
    split = [
        each["versions"][-1]
        for each in line.row["reports"]
        if int(each["period"][:4]) <= year
        and each["versions"][-1]["received_by_source"]
        and each["versions"][-1]["status"] != "returned"
    ]
    if not split:
        return
    planned: Counter[str] = Counter()
    for planned_for, plans in line.row["annual"].items():
        if int(planned_for) <= year:
            planned.update({each["source"]: each["amount_fen"] for each in plans[-1]["sources"]})
    came = {each["source"]: each["amount_fen"] for each in split[-1]["received_by_source"]}
    for source, fen in planned.items():
        yield Owed(
            line=line,
            source=SOURCES.get(source, source),
            upper=source in UPPER,
            planned=fen,
            received=came.get(source, 0),
            position=split[-1]["position"],
        )


def falls(lines: Iterable[Line]) -> list[tuple[Line, str, str, str, int]]:
    """Cumulative figures that fell: the project, the period, which, the reason that was given, and the event."""
    return [
        (line, each["period"], _fallen(name), why, version["position"])
        for line in lines
        for each in line.row["reports"]
        for version in each["versions"]
        for name, why in version["falls"].items()
    ]


def _fallen(name: str) -> str:
    scope, _, amount = name.partition(".")
    word = AMOUNTS.get(amount.removesuffix("_fen"), amount)  # type: ignore[call-overload] # of any name its own
    return f"{'本年' if scope == 'year' else '开工以来'}累计{word}"


def revised(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Figures of reports that were reported again for the same period: both readings, and the events that say them."""
    found = []
    for row in rows:
        for each in row["reports"]:
            for before, after in pairwise(each["versions"]):
                for name, word in AMOUNTS.items():
                    first, second = (one["start"][f"{name}_fen"] for one in (before, after))
                    if first != second:
                        found.append(_reading(row, each["period"], f"开工以来累计{word}", first, second, before, after))
                targets = {one["target"]: one["done"] for one in before["targets"]}
                for one in after["targets"]:
                    if targets.get(one["target"], one["done"]) != one["done"]:
                        said = f"目标任务{one['target']}完成数"
                        found.append(
                            _reading(row, each["period"], said, targets[one["target"]], one["done"], before, after)
                        )
    return found


def _reading(  # noqa: PLR0913, PLR0917 - both readings, whose they are and where they stand
    row: Row, period: str, what: str, first: Any, second: Any, before: Row, after: Row
) -> dict[str, Any]:
    return {
        "row": row,
        "period": period,
        "what": what,
        "before": first,
        "after": second,
        "from": before["position"],
        "to": after["position"],
    }


def named_elsewhere(lines: Iterable[Line]) -> list[tuple[Line, Row]]:
    """Projects that are linked with another one: counted by the level above too, split, bundled, carried on."""
    return [(line, each) for line in lines for each in line.row["links"]]


def _more(one: Row, other: Row) -> int:
    return 0 if one["fen"] is None else int(one["fen"]) - int(other["fen"] or 0)


def _amount(deed: Row | None) -> Row:
    if deed is None:
        return {"fen": None, "behind": ()}
    behind = {"position": deed["position"], "on": deed["on"], "recorded_on": deed["recorded_on"], "late": False}
    return {"fen": deed["amount_fen"], "behind": (behind,)}
