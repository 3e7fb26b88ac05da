"""What may happen with an inspection 视察调研, in which order, and what is refused?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.congress.refusals import CongressMergedAway
from domain.events import Basis
from domain.refusals import AlreadyExists, NotFound, OutOfOrder
from domain.texts import UnfitText
from projects.commands import inspections as c
from projects.deciders.inspections import INSPECTION
from projects.events import inspections as i
from projects.refusals.common import AlreadyRecorded, DeadlineBefore, ListEmpty, NamedMoreThanOnce, NotNow
from projects.refusals.inspections import HeadsImpossible, HeldBeforePlanned
from tests.given import given
from tests.projects.watching import COUNTY, DEPUTY, HOME, OTHER, held, holding, on, planned, planning, under

HAND_OVER = c.HandOverInspectionOpinions(to="示例县人民政府", opinions=("接通排水沟",))
CALL_OFF = c.CallOffInspection(reason="大雨")


def test_an_inspection_gets_its_number_from_the_year_for_which_it_is_planned() -> None:
    found = given(INSPECTION).when(planning(planned_on=date(2025, 1, 6)), on("2024-12-20")).and_then().state
    assert found.says == "2025视-003"


def test_what_is_planned_says_what_when_and_who() -> None:
    given(INSPECTION).when(planning(kind="pre_session", group="第一监督小组"), on("2024-05-10")).then(
        i.InspectionPlanned(
            congress=HOME, code="990101", congress_name="示例县", level="county", year=2024, number=3, kind="pre_session",
            title="农村公路视察", planned_on="2024-05-20", projects=("2024-01",), group="第一监督小组",
        )
    )  # fmt: skip


def test_everything_wrong_with_a_plan_is_said_at_once() -> None:
    told = planning(planned_on=date(2024, 5, 9), title="", group=" 组", projects=("2024-01", "2024-01", "甲"))
    outcome = given(INSPECTION).when(told, on("2024-05-10"))
    outcome.refused(OutOfOrder, "2024年5月10日不能安排2024年5月9日的视察", pointer="/planned_on")
    outcome.refused(UnfitText, pointer="/title")
    outcome.refused(UnfitText, pointer="/group")
    outcome.refused(NamedMoreThanOnce, pointer="/projects/1")
    outcome.refused(NotFound, pointer="/projects/2")


def test_a_plan_in_a_congress_that_is_gone_is_refused() -> None:
    gone = planning(replace(COUNTY, merged_into="9902"))
    given(INSPECTION).when(gone, on("2024-05-10")).refused(CongressMergedAway)
    planned().when(planning(), on("2024-05-10")).refused(AlreadyExists, "2024视-003")
    given(INSPECTION).when(under(CALL_OFF)).refused(NotFound)
    given(INSPECTION).when(holding()).refused(NotFound)


def test_without_a_word_the_planned_projects_were_seen() -> None:
    planned().when(holding(), on("2024-05-20")).then(
        i.InspectionHeld(count=12, summary="进度正常", projects=("2024-01",))
    )
    (event,) = planned().when(holding(projects=("2024-06",)), on("2024-05-20")).events
    assert isinstance(event, i.InspectionHeld)
    assert event.projects == ("2024-06",)


def test_where_no_project_was_planned_it_is_said_which_were_seen() -> None:
    planned(projects=()).when(holding(), on("2024-05-20")).refused(ListEmpty, pointer="/projects")
    planned(projects=()).when(holding(projects=("2024-06",)), on("2024-05-20")).and_then()


def test_an_inspection_may_be_held_on_its_day_or_later_and_earlier_only_on_a_paper() -> None:
    planned().when(holding(), on("2024-06-01")).and_then()
    planned().when(holding(), on("2024-05-19")).refused(HeldBeforePlanned, "安排在2024年5月20日", pointer="/basis")
    moved = replace(on("2024-05-19"), basis=(Basis(document="视察改期通知"),))
    planned().when(holding(), moved).and_then()
    before = replace(on("2024-05-09"), basis=(Basis(document="视察改期通知"),))
    planned().when(holding(), before).refused(OutOfOrder, "视察安排")


@pytest.mark.parametrize(
    ("count", "named"), [(0, ()), (-1, ()), (10**30, ()), (10_001, ()), (1, (DEPUTY, OTHER)), (0, (DEPUTY,))]
)
def test_as_many_took_part_as_are_named_or_more(count: int, named: tuple[str, ...]) -> None:
    told = holding(count=count, participants=named)
    planned().when(told, on("2024-05-20")).refused(HeadsImpossible, pointer="/count")


def test_those_who_took_part_are_named_by_reference_and_once() -> None:
    told = holding(participants=(DEPUTY, "示例代表", DEPUTY))
    outcome = planned().when(told, on("2024-05-20"))
    outcome.refused(UnfitText, "不写姓名", pointer="/participants/1")
    outcome.refused(NamedMoreThanOnce, pointer="/participants/2")
    planned().when(holding(count=2, participants=(DEPUTY, OTHER)), on("2024-05-20")).and_then()


def test_everything_wrong_with_what_was_held_is_said_at_once() -> None:
    told = holding(count=0, summary="", places=("示例村", ""), projects=("2024-99",), document=" ")
    outcome = planned().when(told, on("2024-05-20"))
    outcome.refused(HeadsImpossible)
    for pointer in ("/summary", "/places/1", "/document"):
        outcome.refused(UnfitText, pointer=pointer)
    outcome.refused(NotFound, pointer="/projects/0")


def test_an_inspection_is_held_once() -> None:
    held().when(holding(), on("2024-05-21")).refused(NotNow, "已经进行")


def test_opinions_are_handed_over_once_to_each_who_answers() -> None:
    planned().when(under(HAND_OVER), on("2024-05-24")).refused(NotNow, "还没有进行")
    handed = held().when(under(HAND_OVER), on("2024-05-24")).and_then()
    handed.when(under(HAND_OVER), on("2024-05-25")).refused(AlreadyRecorded, "示例县人民政府", pointer="/to")
    handed.when(under(replace(HAND_OVER, to="示例镇人民政府")), on("2024-05-25")).and_then()


def test_everything_wrong_with_opinions_is_said_at_once() -> None:
    asked = c.HandOverInspectionOpinions(
        to="", opinions=("修路", "修路", ""), reply_due_on=date(2024, 5, 1), document=" "
    )
    outcome = held().when(under(asked), on("2024-05-24"))
    outcome.refused(UnfitText, pointer="/to")
    outcome.refused(NamedMoreThanOnce, pointer="/opinions/1")
    outcome.refused(UnfitText, pointer="/opinions/2")
    outcome.refused(DeadlineBefore, pointer="/reply_due_on")
    outcome.refused(UnfitText, pointer="/document")
    held().when(under(replace(asked, to="甲", opinions=())), on("2024-05-24")).refused(ListEmpty, pointer="/opinions")
    held().when(under(HAND_OVER), on("2024-05-19")).refused(OutOfOrder, "视察进行")


def test_only_what_was_not_held_is_called_off_and_nothing_comes_after() -> None:
    held().when(under(CALL_OFF), on("2024-05-21")).refused(NotNow, "已经进行")
    planned().when(under(c.CallOffInspection(reason="")), on("2024-05-18")).refused(UnfitText, pointer="/reason")
    planned().when(under(CALL_OFF), on("2024-05-09")).refused(OutOfOrder)
    off = planned().when(under(CALL_OFF), on("2024-05-18")).then(i.InspectionCalledOff(reason="大雨"))
    after: tuple[Any, ...] = (holding(), under(HAND_OVER), under(CALL_OFF))
    for told in after:
        off.when(told, on("2024-05-20")).refused(NotNow, "已经取消")
