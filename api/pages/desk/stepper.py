"""Where does a year stand, what is missing for its next step, and which form does it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from api.http.audience import OFFICE
from api.http.route import Call
from api.pages.forms.doing import DO
from api.pages.inside import every, read

Row = Mapping[str, Any]
PASSED: Final = frozenset({"done", "not_needed"})
ALONGSIDE: Final = frozenset({"supervision"})
"""Goes on beside the steps after it until the year is closed."""


class Way(NamedTuple):
    """A button: what it says, and where it leads."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the eleven steps as the interface says it, whether it is the next one, and what can be done for it."""

    row: Row
    next: bool
    ways: Sequence[Way]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepper:
    """A year: its steps, the sentences that say what is missing, and the buttons that are no step's own."""

    year: int
    years: Sequence[int]
    steps: Sequence[Step] = ()
    missing: Sequence[str] = ()
    ways: Sequence[Way] = ()
    closed: bool = False


def stepper(call: Call, asked: int) -> Stepper | None:
    """The year that is asked for, else the newest that is open; None for those who do not lead the year."""
    if call.actor.role not in OFFICE:
        return None
    cycles = {each["project_year"]: each for each in every(call, "/cycles", congress=call.actor.congress)}
    years = sorted(cycles, reverse=True)
    open_ones = [year for year in years if not cycles[year]["closed"]]
    year = asked or next(iter(open_ones or years), 0)
    if year not in cycles:
        named = f"?year={year}" if year else ""
        return Stepper(year=year, years=years, ways=[Way(f"{year or ''}年度工作开始", f"{DO}/cycles{named}")])
    cycle = read(call, "/cycles/{cycle}", {"cycle": cycles[year]["stream"]})
    return _of_cycle(call, cycle, years)


def _of_cycle(call: Call, cycle: Row, years: Sequence[int]) -> Stepper:
    waiting = [
        each["step"] for each in cycle["steps"] if each["status"] not in PASSED and each["step"] not in ALONGSIDE
    ]
    upcoming = waiting[0] if waiting and not cycle["closed"] else ""
    steps = [
        Step(row=each, next=each["step"] == upcoming, ways=list(_ways(call, cycle, each)) if _due(cycle, each, upcoming) else [])
        for each in cycle["steps"]
    ]  # fmt: skip
    ways = [] if waiting or cycle["closed"] or cycle["taken_over"] else [Way("年度工作结束", _form(cycle, "closing"))]
    return Stepper(
        year=cycle["project_year"], years=years, steps=steps, missing=cycle["missing"], ways=ways, closed=bool(cycle["closed"]),
    )  # fmt: skip


def _due(cycle: Row, step: Row, upcoming: str) -> bool:
    """Whether something can be done for a step: it is next or under way, and the year is not closed or taken over."""
    if cycle["closed"] or cycle["taken_over"]:
        return False
    return (
        step["step"] == upcoming
        or step["status"] == "running"
        or (step["step"] in ALONGSIDE and bool(cycle["batches"]))
        or (step["step"] == "preliminary" and not cycle["batches"])
    )


def _ways(call: Call, cycle: Row, step: Row) -> Iterator[Way]:
    """The buttons of a step."""
    year, running = cycle["project_year"], step["status"] == "running"
    match step["step"]:
        case "solicitation":
            yield Way(
                "登记征集结束" if running else "登记征集",
                _form(cycle, "solicitation-ends" if running else "solicitations"),
            )
            if running:
                yield Way("收件、筛选", f"/desk/proposals?year={year}")
        case "preliminary":
            yield Way("筛选建议项目", f"/desk/proposals?year={year}")
            yield Way("排候选名单", f"/desk/candidates?year={year}")
        case "publicity":
            yield Way(
                "登记公示结束" if running else "登记公示", _form(cycle, "publicity-ends" if running else "publicity")
            )
        case "submission":
            yield Way("登记提请审议", _form(cycle, "submissions"))
        case "final":
            yield Way("确定正式候选项目", f"/desk/candidates?year={year}")
        case "ballot" | "announcement" | "evaluation":
            yield from _counted(call, cycle, step)
        case "assignment":
            yield from _unassigned(call, year)
        case "supervision":
            yield Way("组成监督小组", _form(cycle, "groups"))
            yield Way("安排视察", f"{DO}/inspections?year={year}")
            yield Way("登记问题", f"{DO}/findings?year={year}")
        case _:
            yield Way("看待办", "/desk#todo")


def _counted(call: Call, cycle: Row, step: Row) -> Iterator[Way]:
    """What is counted at a meeting: the one that is under way, or a new one; the listing where nothing is balloted."""
    year, name = cycle["project_year"], step["step"]
    if name == "announcement" and cycle["decision_mode"] == "report_only":
        yield Way("列入年度民生实事", _form(cycle, "listing"))
        return
    path = "/evaluations" if name == "evaluation" else "/rounds"
    for row in every(call, path, congress=call.actor.congress):
        if row["project_year"] == year and row["status"] not in ("announced", "void") and not row.get("taken_over"):
            yield Way(f"{row['meeting_title']}{step['word']}", f"{path}/{row['stream']}")
    if step["status"] == "open" and name != "announcement":
        yield Way("会议召开", f"{DO}/meetings?year={year}")
        yield Way(f"开启{'一轮' if name == 'ballot' else ''}{step['word']}", f"{DO}{path}?year={year}")


def _unassigned(call: Call, year: int) -> Iterator[Way]:
    for row in every(call, "/projects", congress=call.actor.congress, year=year):
        if row["standing"] == "chosen":
            yield Way(f"交办{row['project']}", f"{DO}/projects/{row['stream']}/assignments")


def _form(cycle: Row, act: str) -> str:
    return f"{DO}/cycles/{cycle['stream']}/{act}?year={cycle['project_year']}"
