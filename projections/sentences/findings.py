"""How is what happened to a finding 问题 told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.calendar import say_day
from domain.events import Event
from projections.sentences.words import Names, Shown, inline
from projections.words.years import FINDING_SOURCES
from projects.events import findings as f
from projects.numbers import FINDING


def recorded(event: f.FindingRecorded, _names: Names, _shown: Shown) -> str:
    """问题登记."""
    at = f"（{event.place}）" if event.place else ""
    seen = f"{event.inspection}" if event.inspection else ""
    return (
        f"登记问题{FINDING.say(event.year, event.number)}，{say_day(event.found_on)}{FINDING_SOURCES[event.source]}{seen}发现，"
        f"项目{'、'.join(event.projects)}{at}：{inline(event.matter)}"
    )


def assigned(event: f.FindingAssigned, _names: Names, _shown: Shown) -> str:
    """交办问题."""
    return f"交办给{event.unit_name}，{say_day(event.due_on)}前答复"


def answered(event: f.FindingAnswered, _names: Names, _shown: Shown) -> str:
    """整改答复."""
    return f"整改答复：{inline(event.measures)}；{inline(event.result)}"


def accepted(event: f.AnswerAccepted, _names: Names, _shown: Shown) -> str:
    """认可整改."""
    return "提出人认可整改" + (f"：{inline(event.checked)}" if event.checked else "")


def returned(event: f.AnswerReturned, _names: Names, _shown: Shown) -> str:
    """退回整改."""
    return f"退回整改，{say_day(event.due_on)}前重新答复：{inline(event.reason)}"


def pressed(event: f.FindingPressed, _names: Names, _shown: Shown) -> str:
    """督办."""
    return f"督办，要求{say_day(event.due_on)}前办结：{inline(event.reason)}"


def escalated(event: f.FindingEscalated, _names: Names, _shown: Shown) -> str:
    """挂牌督办."""
    return f"挂牌督办，要求{say_day(event.due_on)}前办结：{inline(event.reason)}"


def closed(event: f.FindingClosed, _names: Names, _shown: Shown) -> str:
    """销号."""
    return f"销号：{inline(event.conclusion)}"


def reopened(event: f.FindingReopened, _names: Names, _shown: Shown) -> str:
    """重新登记."""
    return f"问题又出现，重新登记，{say_day(event.due_on)}前答复：{inline(event.reason)}"


TELLS: Final[Mapping[type[Event], Any]] = {
    f.FindingRecorded: recorded,
    f.FindingAssigned: assigned,
    f.FindingAnswered: answered,
    f.AnswerAccepted: accepted,
    f.AnswerReturned: returned,
    f.FindingPressed: pressed,
    f.FindingEscalated: escalated,
    f.FindingClosed: closed,
    f.FindingReopened: reopened,
}
