"""Does the step follow on where a project stands?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import not_before
from domain.calendar import say_day
from projects.refusals.common import NotNow
from projects.states.projects import (
    Accepted,
    Chosen,
    Completed,
    Drafted,
    NotChosen,
    Running,
    Suspended,
    Terminated,
)

if TYPE_CHECKING:
    from domain.events import Envelope
    from projects.states.projects import Project, Standing

WORDS: Final[dict[type[Standing], str]] = {
    Drafted: "拟提",
    NotChosen: "未获确定",
    Chosen: "已确定",
    Running: "已交办",
    Completed: "已完工",
    Accepted: "已验收",
    Suspended: "暂缓实施",
    Terminated: "终止实施",
}


def say(state: Project) -> str:
    """The project as a message names it: 《…》（2024-03）."""
    return f"《{state.brief.title}》（{state.says}）"


def may(state: Project, envelope: Envelope, act: str, *standings: type[Standing]) -> None:
    """Refuse an act on a project that stands elsewhere than in `standings`, or dated while it was suspended."""
    if not isinstance(state.standing, standings):
        asked = "、".join(WORDS[standing] for standing in standings)
        raise NotNow(f"{say(state)}现在{WORDS[type(state.standing)]}，{asked}的项目才能{act}。")
    for halt in state.halts:
        if halt.from_on <= envelope.effective_on < halt.to_on:
            raise NotNow(
                f"{say(state)}自{say_day(halt.from_on)}至{say_day(halt.to_on)}暂缓实施，其间不能{act}。",
                pointer="/effective_on",
            )


def may_next(state: Project, envelope: Envelope, act: str, *standings: type[Standing]) -> None:
    """As `may`, and refuse what is dated before the project came to stand where it does, or before what stands was written."""
    may(state, envelope, act, *standings)
    not_before(envelope, act, _last_step(state), state.since)


def _last_step(state: Project) -> str:
    """What happened on the day since which it stands as it does: the step that brought it there, or a later change of its brief."""
    stepped_on = state.began_on if isinstance(state.standing, Drafted) else state.standing.on
    return WORDS[type(state.standing)] if stepped_on == state.since else "最近一次改动内容"
