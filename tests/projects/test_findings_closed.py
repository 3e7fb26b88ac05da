"""May a finding be pressed, escalated, closed and taken up again, by whom and from where?"""

from __future__ import annotations

from typing import Any

import pytest

from domain.actors import BODIES
from domain.congress.state import Congress
from domain.events import Body, Person
from domain.refusals import DecidedByMissing, OutOfOrder, WrongBody
from domain.texts import UnfitText
from projects.commands import findings as c
from projects.events import findings as f
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.states.findings import Closed
from tests.projects.watching import (
    ACCEPT,
    ANSWER,
    CLOSE,
    COUNTY,
    DEPUTY,
    ESCALATE,
    PRESS,
    REOPEN,
    STREET,
    TOWN,
    accepted,
    answered,
    assigned,
    closed,
    finding,
    on,
    under,
)


@pytest.mark.parametrize("start", [finding, assigned, answered, accepted])
def test_a_finding_is_pressed_any_time_while_it_is_open(start: Any) -> None:
    pressed = start().when(under(PRESS), on("2024-07-12")).and_then()
    assert pressed.state == start().state, "pressing prolongs nothing and changes no stage"


def test_a_closed_finding_is_neither_pressed_nor_escalated() -> None:
    closed().when(under(PRESS), on("2024-07-12")).refused(NotNow, "先重新登记")
    closed().when(under(ESCALATE), on("2024-07-12", "standing_committee")).refused(NotNow, "已经销号")


def test_pressing_and_escalating_lie_after_the_finding_was_taken_up() -> None:
    assigned().when(under(PRESS), on("2024-05-21")).refused(OutOfOrder, "问题登记")
    assigned().when(under(ESCALATE), on("2024-05-21", "standing_committee")).refused(OutOfOrder, "问题登记")
    reopened = closed().when(under(REOPEN), on("2024-09-30")).and_then()
    reopened.when(under(PRESS), on("2024-08-01")).refused(OutOfOrder)


@pytest.mark.parametrize(
    ("of", "bodies"),
    [
        (COUNTY, {"standing_committee", "chairpersons_meeting", "congress"}),
        (TOWN, {"township_presidium", "congress"}),
        (STREET, {"street_npc_office", "street_council"}),
    ],
)
def test_a_finding_is_escalated_by_a_body_that_hears_reports_and_by_no_other(of: Congress, bodies: set[Body]) -> None:
    start = assigned(of)
    start.when(under(ESCALATE, of), on("2024-07-25")).refused(DecidedByMissing, "挂牌督办", pointer="/decided_by")
    for body in BODIES:
        outcome = start.when(under(ESCALATE, of), on("2024-07-25", body))
        if body in bodies:
            assert outcome.and_then().state.escalated_on == "2024-07-25"
        else:
            outcome.refused(WrongBody, pointer="/decided_by/body")


def test_a_finding_is_escalated_once_until_it_is_closed() -> None:
    body = on("2024-06-26", "standing_committee", second=Person(ref=DEPUTY, role="deputy"))
    taken_up = answered().when(under(ESCALATE), body).and_then()
    taken_up.when(under(ESCALATE), body).refused(AlreadyRecorded, "2024年6月26日挂牌督办")
    done = taken_up.when(under(ACCEPT), body).and_then().when(under(CLOSE), body).and_then()
    again = done.when(under(REOPEN), body).and_then()
    again.when(under(ESCALATE), body).and_then()


@pytest.mark.parametrize("start", [finding, assigned, answered])
def test_nothing_is_closed_before_the_answer_was_accepted(start: Any) -> None:
    start().when(under(CLOSE), on("2024-07-12")).refused(NotNow, "不能销号")


def test_a_finding_is_closed_once_with_a_conclusion_and_may_come_back() -> None:
    accepted().when(under(c.CloseFinding(conclusion="")), on("2024-06-28")).refused(UnfitText, pointer="/conclusion")
    done = closed()
    assert done.state.stage == Closed("2024-06-28")
    done.when(under(CLOSE), on("2024-06-29")).refused(NotNow, "已经销号")
    back = done.when(under(REOPEN), on("2024-09-30")).then(f.FindingReopened(reason="又积水", due_on="2024-10-30"))
    assert back.state.unit == "03"
    back.when(under(REOPEN), on("2024-09-30")).refused(NotNow)
    back.when(under(ANSWER), on("2024-10-20")).and_then()


@pytest.mark.parametrize("start", [finding, assigned, answered, accepted])
def test_only_a_closed_finding_comes_back(start: Any) -> None:
    start().when(under(REOPEN), on("2024-09-30")).refused(NotNow, "不能重新登记")
