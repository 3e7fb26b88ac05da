"""In which congress does a stream stand, and may this actor write there?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.actor import ANYWHERE, Actor
from api.refusals import OtherCongress, OtherTask
from domain.congress.state import Congress
from domain.divisions import canonical, within
from domain.documents.state import Document
from projections.model import Row
from projections.publication import audience_of
from projects.states.findings import Finding
from projects.states.home import Home as ProjectsHome
from projects.states.projects import Project
from voting.states.evaluations import Evaluation
from voting.states.meetings import Meeting
from voting.states.rounds import Round, TakenOver

COUNTED: Final = frozenset({"round", "evaluation"})
"""Kinds of rows that are counted at a meeting."""

CodeOf = Callable[[UUID], str]
"""Answers the division code under which a congress stands today, by the id of its stream."""


class Home(NamedTuple):
    """The congress of a stream: the code that the stream itself remembers, and the congress's own stream."""

    code: str
    congress: str


def refuse_outside(actor: Actor, state: Any, code_today: CodeOf, stream: UUID | None = None) -> None:
    """Raise `OtherCongress` unless `state` belongs to the actor's own congress or his role is held everywhere.

    Raise `OtherTask` where he is here for less than his congress: a unit for its projects, a counter for one meeting's papers.

    A congress may have taken another code since the stream began, so its own stream has the last word.
    """
    _refuse_other_task(actor, state, stream)
    home = home_of(state)
    if actor.role in ANYWHERE or _same(home.code, actor):
        return
    code = code_today(UUID(home.congress)) if home.congress else home.code
    if not _same(code, actor):
        raise OtherCongress(
            f"这件事属于代码为{code}的人大，您只能在自己的人大（代码{actor.congress or '未写明'}）中登记。"
        )


def sees_inside(actor: Actor, code: str, kind: str = "", row: Row | None = None, stream: str = "") -> bool:
    """Whether the actor works with rows of this kind under this division code: in his own congress, or in one below it.

    Whoever has a session pass works with the `row` and `stream` of his meeting and its counts alone; a unit that signed in with
    its own `row`s.
    """
    inside = audience_of(actor.role, kind) == "inside" and bool(actor.congress) and within(code, actor.congress)
    return (
        inside
        and (not actor.meeting or _is_counted_there(actor, kind, row or {}, stream))
        and (not actor.unit or row is None or _is_its_own(actor, row))
    )


def _is_counted_there(actor: Actor, kind: str, row: Row, stream: str) -> bool:
    if kind == "meeting":
        return stream == actor.meeting
    return kind in COUNTED and row.get("meeting") == actor.meeting and actor.papers in {"", stream}


def _is_its_own(actor: Actor, row: Row) -> bool:
    if actor.unit not in {row.get("unit"), *row.get("units", ())}:
        return False
    chosen = actor.projects if row["kind"] == "project" else ()
    return not chosen or row["project"] in chosen


def home_of(state: Any) -> Home:
    """The congress to which a stream with this state belongs."""
    match state:
        case Congress():
            return Home(state.code, "")
        case Meeting():
            return Home(state.convened.code, state.convened.congress)
        case Round() | Evaluation():
            return Home(state.opened.code, state.opened.congress)
        case TakenOver():
            return Home(state.event.code, state.event.congress)
        case Document():
            return Home(state.filed.code, state.filed.congress)
        case _ if isinstance(home := getattr(state, "home", None), ProjectsHome):
            return Home(home.code, home.congress)
        case _:
            raise AssertionError(f"no congress is known for {type(state).__name__}")


def _refuse_other_task(actor: Actor, state: Any, stream: UUID | None) -> None:
    match state:
        case Round() | Evaluation() if actor.meeting and state.opened.meeting != actor.meeting:
            raise OtherTask("您的会议口令是另一次会议的。")
        case Round() | Evaluation() if actor.papers and stream is not None and str(stream) != actor.papers:
            raise OtherTask("您的会议口令不管这一次的票。")
        case Project() | Finding() if actor.unit and state.unit != actor.unit:
            raise OtherTask(
                f"这件事由{f'编号{state.unit}的单位' if state.unit else '还没有确定的单位'}承办，不由您的单位承办。"
            )
        case Project() if actor.projects and state.says not in actor.projects:
            raise OtherTask(f"项目{state.says}不在交给您办理的项目（{'、'.join(actor.projects)}）之内。")


def _same(code: str, actor: Actor) -> bool:
    return canonical(code) == canonical(actor.congress)
