"""In which congress does a stream stand, and may this actor write there?"""

from __future__ import annotations

from typing import Any

from api.actor import ANYWHERE, Actor
from api.refusals import OtherCongress
from domain.congress.state import Congress
from domain.divisions import canonical
from voting.states.evaluations import Evaluation
from voting.states.meetings import Meeting
from voting.states.rounds import Round, TakenOver


def refuse_outside(actor: Actor, state: Any) -> None:
    """Raise `OtherCongress` unless `state` belongs to the actor's own congress or his role is held everywhere."""
    code = division_code(state)
    if actor.role not in ANYWHERE and canonical(code) != canonical(actor.congress):
        raise OtherCongress(
            f"这条记录属于代码为{code}的人大，您只能在自己的人大（代码{actor.congress or '未写明'}）中登记。"
        )


def division_code(state: Any) -> str:
    """The division code 行政区划代码 of the congress to which a stream with this state belongs."""
    match state:
        case Congress():
            return state.code
        case Meeting():
            return state.convened.code
        case Round() | Evaluation():
            return state.opened.code
        case TakenOver():
            return state.event.code
        case _:
            raise AssertionError(f"no congress is known for {type(state).__name__}")
