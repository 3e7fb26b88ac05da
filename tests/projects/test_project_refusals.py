"""Is every step of a project refused that comes too early, too late, twice, from the wrong body or with something wrong in it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from domain.refusals import Faults, Refusal
from projects.commands import projects as c
from projects.refusals import projects as r
from projects.refusals.common import NotNow
from tests.given import Outcome
from tests.projects import lives as on
from tests.projects.lives import ACCEPT, ASSIGN, COMPLETE, PLAN, REJECT, SELECT, ask, by_government
from tests.projects.refused.briefs import BRIEFS
from tests.projects.refused.drafting import CHOOSING, DRAFTING
from tests.projects.refused.finishing import FINISHING, GOING_ON
from tests.projects.refused.planning import PLANNING, assign
from tests.projects.refused.reading import READING
from tests.projects.refused.steps import (
    APPROVE,
    CARRY,
    HAND,
    LINK,
    MEET,
    MISS,
    NEXT,
    RETURN,
    SETTLE,
    SURPLUS,
    YEAR_PLAN,
)

CASES = [*BRIEFS, *DRAFTING, *READING, *CHOOSING, *PLANNING, *FINISHING, *GOING_ON]


@pytest.mark.parametrize(
    ("outcome", "reason", "pointer"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_it_is_refused(outcome: Callable[[], Outcome[Any]], reason: type[Refusal], pointer: str) -> None:
    outcome().refused(reason, pointer=pointer or None)


def test_every_reason_to_refuse_is_reached() -> None:
    reasons = {each for each in vars(r).values() if isinstance(each, type) and each.__module__ == r.__name__}
    assert reasons - {case[2] for case in CASES} == set()


STEPS = {
    "assign": ASSIGN, "annual plan": YEAR_PLAN, "plan": PLAN, "met": MEET, "missed": MISS, "complete": COMPLETE,
    "accept": ACCEPT, "return": RETURN, "settle": SETTLE, "accounts": APPROVE, "hand over": HAND, "surplus": SURPLUS,
    "carry over": CARRY, "select": SELECT, "reject": REJECT,
}  # fmt: skip


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("halted", [on.suspended, on.terminated])
def test_a_suspended_or_terminated_project_takes_no_step(step: Any, halted: Callable[[], Any]) -> None:
    outcome = ask(halted(), step, by_government(NEXT))
    assert type(outcome.refusal) in (NotNow, r.AlreadyChosen)


@pytest.mark.parametrize("day", ["2024-07-01", "2024-08-31"])
def test_nothing_is_dated_into_a_time_of_suspension(day: str) -> None:
    resumed = on.decided(on.suspended("2024-07-01"), "resume", "resumed", "2024-09-01")
    ask(resumed, MEET, day).refused(NotNow, "其间不能", "/effective_on")
    ask(resumed, COMPLETE, day).refused(NotNow, "2024年7月1日至2024年9月1日暂缓实施")


def test_a_terminated_project_can_still_be_linked_and_be_replaced() -> None:
    gone = replace(on.terminated().state, number=2)
    new = c.LinkProject(kind="replaces", other="2024-02")
    on.link(on.chosen(), new, gone).and_then()
    on.link(on.terminated(), replace(LINK, kind="merged_into", other="2024-02"), gone).and_then()


def test_several_faults_are_said_at_once() -> None:
    outcome = assign(unit="99", cooperating=("98", "98"), leader=" ")
    assert isinstance(outcome.refusal, Faults)
    pointers = ["/unit", "/cooperating/0", "/cooperating/1", "/cooperating/1", "/leader"]
    assert [fault.pointer for fault in outcome.refusal.faults] == pointers
