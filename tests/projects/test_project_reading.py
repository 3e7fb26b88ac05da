"""Do a project's use cases read its congress, proposals, years of work and the other project?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.profile import compose
from projects.commands import projects as c
from projects.events import projects as p
from projects.refusals import projects as r
from projects.states.projects import Chosen
from tests.projects.lives import BRIEF, REJECT, SELECT, UNITS, ask, by_government, drafted, not_chosen
from tests.projects.refused.reading import CONGRESS, OTHER, case_of, draft_from, here, link_from, listed_in, revise_in
from tests.scenarios import congress

# 报告制: the government lists what it will do, and nobody votes.
REPORT_ONLY = replace(congress("city"), profiles={1: compose("report_only")}, units=UNITS)


def test_a_series_of_drafts_and_take_overs_has_one_stream_a_number() -> None:
    for command in (c.DraftProject, c.TakeOverProject):
        series = case_of(command).series
        fields: dict[str, Any] = {"document": "x", "standing": "running"} if command is c.TakeOverProject else {}
        asked = command(congress=f"{{{str(CONGRESS).upper()}}}", project_year=2024, brief=BRIEF, **fields)
        assert series(asked, 2) == OTHER


def test_a_project_is_drafted_from_adopted_proposals() -> None:
    (event,) = draft_from("2024征-001").events
    assert isinstance(event, p.ProjectDrafted)
    assert (event.proposals, event.congress) == (("2024征-001",), str(CONGRESS))


def test_what_was_not_chosen_from_an_old_list_is_revised_again() -> None:
    revise_in(here(not_chosen()), 2024, listed_in(2024, "2024-01-17")).and_then()


def test_a_link_within_the_congress_is_looked_up_however_the_congress_is_named() -> None:
    others = {OTHER: here(drafted(), 2)}
    for code in ("", "990101", "990101000000"):
        asked = c.LinkProject(kind="split_from", other="2024-02", other_code=code)
        link_from(here(drafted()), asked, others).then(p.ProjectLinked(kind="split_from", other="2024-02"))


def test_a_link_to_another_congress_is_only_named() -> None:
    asked = c.LinkProject(kind="same_as_upper", other="市级7号", other_title="示例市项目", other_code="9901")
    (event,) = link_from(here(drafted()), asked, {}).events
    assert event == p.ProjectLinked(kind="same_as_upper", other="市级7号", other_title="示例市项目", other_code="9901")


def test_where_the_government_lists_it_lists_without_a_ballot() -> None:
    asked = c.ListProject(
        project_year=2024, batch=1, document="示例县2024年民生实事项目清单", amount_fen=100, deadline="2024年底"
    )
    listed = ask(drafted(), asked, by_government("2024-01-10"), REPORT_ONLY).and_then()
    assert (listed.state.origin, listed.state.standing) == ("listed", Chosen("2024-01-10"))
    for again in (asked, SELECT, REJECT):
        ask(listed, again, "2024-01-18", REPORT_ONLY).refused(r.AlreadyChosen)
