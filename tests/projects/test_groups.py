"""Are supervision groups formed of known people for projects that there is something to supervise of?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.refusals import NotFound
from domain.texts import UnfitText
from projects.commands import cycles as c
from projects.deciders.cycles import CYCLE
from projects.events import cycles as e
from projects.refusals.common import AlreadyRecorded, ListEmpty, NamedMoreThanOnce
from projects.refusals.cycles import GroupTooLarge, LinkedMember, NobodySupervises, NoGroupsHere, NotSupervised
from projects.states.projects import Chosen, Completed, NotChosen, Running, Terminated
from tests.given import CHAIR, envelope, given
from tests.projects import years
from tests.projects.years import CONGRESS_ID, naming, project, under
from tests.scenarios import congress

MARCH = envelope(on="2024-03-01")
FORM = c.FormSupervisionGroup(
    group="1", name="第一监督小组", projects=("2024-01",), lead_office="示例工委", leader="p-1", members=("p-1", "p-2")
)
CHOSEN = project(1, Chosen("2024-01-19"))
CHANGE = c.ChangeSupervisionGroup(
    group="1", name="第一监督小组", projects=("2024-01",), reason="换届", members=("p-3",)
)
TOWN = congress("township", 58)


def test_a_group_is_formed_once_under_its_number_and_changed_as_a_whole() -> None:
    formed = years.opened().when(naming(FORM, CHOSEN), MARCH).then(
        e.SupervisionGroupFormed(
            group="1", name="第一监督小组", projects=("2024-01",), lead_office="示例工委", leader="p-1", members=("p-1", "p-2")
        )
    )  # fmt: skip
    formed.when(naming(FORM, CHOSEN), MARCH).refused(AlreadyRecorded, pointer="/group")
    changed = formed.when(naming(CHANGE, CHOSEN), MARCH).and_then()
    assert changed.state.groups["1"].members == ("p-3",)
    formed.when(naming(replace(CHANGE, group="2"), CHOSEN), MARCH).refused(NotFound, pointer="/group")
    formed.when(naming(replace(CHANGE, reason=""), CHOSEN), MARCH).refused(UnfitText, pointer="/reason")


def test_everything_wrong_with_a_group_is_said_at_once() -> None:
    asked = c.FormSupervisionGroup(
        group="", name=" ", projects=("2024-01", "2024-01", "2024-99"), lead_office=" ", linked_member="张三",
        leader="李四", members=("p-1", "p-1", ""),
    )  # fmt: skip
    outcome = years.opened().when(naming(asked, CHOSEN), MARCH)
    for pointer in ("/group", "/name", "/lead_office", "/linked_member", "/leader", "/members/2"):
        outcome.refused(UnfitText, pointer=pointer)
    outcome.refused(NamedMoreThanOnce, pointer="/projects/1")
    outcome.refused(NotFound, pointer="/projects/2")
    outcome.refused(NamedMoreThanOnce, pointer="/members/1")
    outcome.refused(LinkedMember, pointer="/linked_member")


def test_a_group_has_projects_and_people_and_not_more_than_the_rules_say() -> None:
    begun = years.opened()
    begun.when(naming(replace(FORM, projects=())), MARCH).refused(ListEmpty, pointer="/projects")
    begun.when(naming(replace(FORM, leader="", members=()), CHOSEN), MARCH).refused(NobodySupervises)
    ten = tuple(f"p-{number}" for number in range(10))
    begun.when(naming(replace(FORM, leader="p-0", members=ten), CHOSEN), MARCH).and_then()
    refused = begun.when(naming(replace(FORM, leader="p-x", members=ten), CHOSEN), MARCH).refused(GroupTooLarge)
    assert refused.numbers == {"people": 11, "most": 10}


def test_a_town_links_a_member_of_its_presidium_and_a_county_does_not() -> None:
    begun = years.opened(TOWN)
    begun.when(naming(FORM, CHOSEN, of=TOWN), MARCH).refused(LinkedMember, "须写明")
    linked = replace(FORM, leader="", members=(), linked_member="p-9")
    begun.when(naming(linked, CHOSEN, of=TOWN), MARCH).and_then()
    years.opened().when(naming(linked, CHOSEN), MARCH).refused(LinkedMember, "不设")


def test_where_the_rules_know_no_groups_only_a_linked_member_is_named() -> None:
    without = congress("township", 58, {"supervision": {"groups": "none"}})
    linked = replace(FORM, linked_member="p-9")
    years.opened(without).when(naming(linked, CHOSEN, of=without), MARCH).refused(NoGroupsHere)
    years.opened(without).when(naming(replace(linked, leader="", members=()), CHOSEN, of=without), MARCH).and_then()


@pytest.mark.parametrize("standing", [Chosen("x"), Running("x"), Completed("x")])
def test_a_chosen_project_is_supervised(standing: Chosen | Running | Completed) -> None:
    years.opened().when(naming(FORM, project(1, standing)), MARCH).and_then()


def test_a_candidate_is_supervised_and_what_fell_away_is_not() -> None:
    years.drawn_up().when(naming(FORM), MARCH).and_then()
    years.opened().when(naming(FORM), MARCH).refused(NotSupervised, pointer="/projects/0")
    years.opened().when(naming(FORM, project(1, Terminated("x"))), MARCH).refused(NotSupervised)
    years.fixed().when(naming(FORM, project(1, NotChosen("2024-01-19"))), MARCH).refused(NotSupervised)


def test_a_year_that_was_taken_over_takes_groups() -> None:
    take_over = c.TakeOverCycle(congress=CONGRESS_ID, project_year=2023, document="示例文件")
    taken = given(CYCLE).when(under(take_over), envelope(on="2024-05-20", second=CHAIR)).and_then()
    taken.when(naming(FORM, CHOSEN), MARCH).and_then().when(naming(CHANGE, CHOSEN), MARCH).and_then()
