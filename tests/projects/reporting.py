"""Which projects report in the tests, and how is a month's report made in one line?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.events import Envelope, Person
from projects.commands.progress import ReportProgress
from projects.commands.under import Under
from projects.deciders.projects import PROJECT
from projects.events.progress import SubItemProgress
from projects.events.values import Amounts, SourceAmount, SubItem, Target, TargetDone
from projects.states.projects import Running
from tests.given import CHAIR, Given, Outcome, envelope
from tests.projects.years import COUNTY, project

if TYPE_CHECKING:
    from domain.congress.state import Congress
    from projects.states.projects import Project, Standing

UNIT = Person(ref="示例-交通", role="unit")
TARGETS = (
    Target(id="1", name="改造农村公路", unit="公里", planned="40"),
    Target(id="2", name="登记失业率", unit="%", planned="4.3", sense="at_most"),
)
SUB_ITEMS = (
    SubItem(id="1", title="示例镇段", targets=(Target(id="1", name="铺设路面", unit="公里", planned="12.5"),)),
    SubItem(id="2", title="示例乡段"),
)


def running(standing: Standing | None = None, **changes: Any) -> Given[Any]:
    """Project 2024-01 of 示例县, assigned on 1 February 2024, with two targets and two sub-items."""
    stands = standing or Running("2024-02-01")
    return Given(PROJECT, replace(project(1, stands, targets=TARGETS, sub_items=SUB_ITEMS), **changes))


def month(
    period: str = "2024-03", *, year: dict[str, int] | None = None, start: dict[str, int] | None = None, **fields: Any
) -> ReportProgress:
    """A report in whole 元 of the amounts `allotted`, `received`, `paid`, `completed`; something paid if nothing is said."""
    return ReportProgress(
        period=period,
        year=amounts(**(year or {})),
        start=amounts(**({"paid": 100} if start is None else start)),
        **fields,
    )


def amounts(**yuan: int) -> Amounts:
    """Amounts given in whole 元."""
    return Amounts(**{f"{name}_fen": amount * 100 for name, amount in yuan.items()})


def on(day: str, *, recorded: str = "", second: Person | None = None, by: Person = UNIT) -> Envelope:
    """On `day`, typed in the afternoon of that day or of another one."""
    return replace(envelope(on=day, by=by, second=second), at=f"{recorded or day}T06:00:00.000000Z")


def confirmed(day: str) -> Envelope:
    """With the chair as the second person."""
    return on(day, second=CHAIR)


def ask(state: Given[Any], asked: Any, at: Envelope | None = None, of: Congress = COUNTY) -> Outcome[Any]:
    """What the project answers to a command of its congress, a report usually made in the first days of April 2024."""
    return state.when(Under(asked=asked, congress=of), at or on("2024-04-03"))


def done(state: Given[Any], asked: Any, at: Envelope | None = None, of: Congress = COUNTY) -> Given[Any]:
    """The project after a command that must be recorded."""
    return ask(state, asked, at, of).and_then()


def stands(state: Given[Any]) -> Project:
    """The project itself."""
    found: Project = state.state
    return found


def target(done_: str, id_: str = "1") -> tuple[TargetDone, ...]:
    """How much of one target is done."""
    return (TargetDone(target=id_, done=done_),)


def part(id_: str, yuan: int | None = None, done_: str = "") -> SubItemProgress:
    """A sub-item with what it completed in 元 and what is done of its first target."""
    completed = None if yuan is None else yuan * 100
    return SubItemProgress(sub_item=id_, completed_fen=completed, targets=target(done_) if done_ else ())


def split(**yuan: int) -> tuple[SourceAmount, ...]:
    """Amounts by source in 元."""
    return tuple(SourceAmount(source=source, amount_fen=amount * 100) for source, amount in yuan.items())  # type: ignore[arg-type] # the names of sources
