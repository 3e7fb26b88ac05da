"""What stands about one special report 专项报告 and the opinions on it, and who owes what next?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.refusals import NotFound
from projects.events import reports as r
from projects.numbers import REPORT
from projects.states.home import Home, home

if TYPE_CHECKING:
    from domain.events import Body, Envelope, Event


@dataclass(frozen=True, slots=True)
class Planned:
    """列入计划: the government owes the report."""

    on: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """已提交: the body has to hear it."""

    on: str


@dataclass(frozen=True, slots=True)
class Deliberated:
    """已审议: opinions may be issued, or it ends here."""

    on: str


@dataclass(frozen=True, slots=True)
class ReplyOwed:
    """The government owes a reply to the opinions until `due_on`, the first one or a further one."""

    on: str
    due_on: str


@dataclass(frozen=True, slots=True)
class Replied:
    """The reply has to be judged."""

    on: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The reply was judged, and nothing more is owed."""

    on: str


@dataclass(frozen=True, slots=True)
class Closed:
    """已办结."""

    on: str


Stage = Planned | Submitted | Deliberated | ReplyOwed | Replied | Judged | Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report, the body that hears it, and the ids of the opinions on it."""

    home: Home
    year: int
    number: int
    title: str
    heard_by: Body
    stage: Stage
    opinions: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """The number as people say it."""
        return REPORT.say(self.year, self.number)


def evolve(state: Report | None, event: Event, envelope: Envelope) -> Report | None:
    """The report after one more event of its stream."""
    on = envelope.effective_on
    if isinstance(event, r.ReportPlanned):
        return Report(
            home=home(event), year=event.year, number=event.number, title=event.title,
            heard_by=event.heard_by, stage=Planned(on),
        )  # fmt: skip
    if state is None:
        raise NotFound("没有找到这个专项报告。")
    match event:
        case r.ReportSubmitted():
            return replace(state, stage=Submitted(on))
        case r.ReportDeliberated():
            return replace(state, stage=Deliberated(on))
        case r.OpinionsIssued():
            ids = tuple(opinion.id for opinion in event.items)
            return replace(state, stage=ReplyOwed(on, event.reply_due_on), opinions=ids)
        case r.ReplySubmitted():
            return replace(state, stage=Replied(on))
        case r.ReplyJudged():
            return replace(state, stage=ReplyOwed(on, event.again_by) if event.again_by else Judged(on))
        case r.ReportClosed():
            return replace(state, stage=Closed(on))
        case _:
            raise AssertionError(f"not an event of a report: {event!r}")
