"""Who watches over each project, how often was it seen, what was found there and what is closed, by which events?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from api.printed.supervision import supervision as printed
from domain.streams import cycle_id
from projections.ledger.figures import Behind
from projections.ledger.supervision import Supervision, Watch, supervision
from projections.models import CYCLES, FINDINGS, INSPECTIONS, PROJECTS
from projects.commands import findings as f
from projects.events.cycles import CycleOpened, SupervisionGroupFormed
from projects.events.projects import ProjectCarriedOver, ProjectSelected
from projects.numbers import PROJECT
from tests.projections.kit import folded
from tests.projections.play import Ledger
from tests.projections.watched import DEPUTY, OTHER, at, county, inspected, recording, settled

MODELS = (PROJECTS, CYCLES, INSPECTIONS, FINDINGS)
GROUP = "第一监督小组"


def watched() -> tuple[Ledger, UUID]:
    """示例县 with two chosen projects, of which the first has a group."""
    ledger = Ledger()
    congress = county(ledger)
    home = {"congress": str(congress), "code": "990101", "congress_name": "示例县", "level": "county"}
    cycle = cycle_id(str(congress), 2024)
    opened = CycleOpened(**home, project_year=2024, decision_mode="congress_ballot", profile_version=1)  # type: ignore[arg-type] # a level
    formed = SupervisionGroupFormed(
        group="1", name=GROUP, projects=("2024-01",), lead_office="示例工委", linked_member=OTHER, members=(DEPUTY,)
    )
    ledger.log.append(cycle, opened, formed, on=at("2024-01-03"))
    for number in ("2024-01", "2024-02"):
        chosen = ProjectSelected(origin="voted", round="示例轮次", announcement="示例公告", batch=1)
        ledger.log.append(PROJECT.named(str(congress), number), chosen, on=at("2024-01-19"))
    return ledger, congress


def told(ledger: Ledger, day: str = "2024-12-31", year: int = 2024) -> Supervision:
    rows = {
        model.name: [{**row, "stream": key} for key, row in folded(model, ledger.log.events).shown(model).items()]
        for model in MODELS
    }
    return supervision(rows, year, date.fromisoformat(day))


def numbers(watch: Watch) -> tuple[int, ...]:
    return tuple(times.number for times in (watch.seen, watch.raised, watch.closed, watch.overdue))


def a_year() -> Ledger:
    """Two visits, one of the group's; two findings, one of them closed and one assigned until 23 June."""
    ledger, congress = watched()
    inspected(ledger, congress)
    inspected(ledger, congress, projects=("2024-01", "2024-02"), group="")
    first = ledger.do(recording(congress, inspection="2024视-001"), at("2024-05-22"))
    settled(ledger, first)
    both = recording(congress, inspection="2024视-002", projects=("2024-01", "2024-02"))
    second = ledger.do(both, at("2024-05-22"))
    ledger.do(f.AssignFinding(unit="01"), at("2024-05-24"), second)
    return ledger


def test_what_was_seen_raised_closed_and_is_overdue_is_counted_by_project_and_group() -> None:
    found = told(a_year())
    assert [(each.project, each.groups, numbers(each.watch)) for each in found.projects] == [
        ("2024-01", (GROUP,), (2, 2, 1, 1)),
        ("2024-02", (), (1, 1, 0, 1)),
    ]
    (group,) = found.groups
    assert (group.name, group.linked_member, group.members, numbers(group.watch)) == (
        GROUP,
        OTHER,
        (DEPUTY,),
        (1, 1, 1, 0),
    )
    assert numbers(told(a_year(), "2024-06-23").projects[0].watch)[3] == 0, "the last day is not over"


def test_every_number_names_the_events_behind_it() -> None:
    ledger = a_year()
    watch = told(ledger).projects[0].watch
    for times, name in (
        (watch.seen, "InspectionHeld"),
        (watch.raised, "FindingRecorded"),
        (watch.closed, "FindingClosed"),
    ):
        assert len(times.behind) == times.number
        for event in times.behind:
            assert isinstance(event, Behind)
            recorded = ledger.log.events[(event.position or 0) - 1]
            assert (type(recorded.event).__name__, str(recorded.originator_id)) == (name, event.stream)


def test_a_group_may_be_named_by_its_number_and_another_congress_is_another() -> None:
    ledger, congress = watched()
    inspected(ledger, congress, group="1")
    rows = {
        model.name: [{**row, "stream": key} for key, row in folded(model, ledger.log.events).shown(model).items()]
        for model in MODELS
    }
    assert numbers(supervision(rows, 2024, date(2024, 12, 31)).groups[0].watch)[0] == 1
    rows["inspections"] = [{**row, "congress": "00000000-0000-5000-8000-000000000001"} for row in rows["inspections"]]
    found = supervision(rows, 2024, date(2024, 12, 31))
    watches = [*(each.watch for each in found.projects), *(each.watch for each in found.groups)]
    assert [numbers(watch)[0] for watch in watches] == [0, 0, 0]


def test_another_year_has_other_projects_and_groups() -> None:
    assert told(a_year(), year=2023) == Supervision(projects=(), groups=())


def test_what_goes_on_in_the_next_year_keeps_its_group() -> None:
    ledger = a_year()
    (project, *_) = told(ledger).projects
    carried = ProjectCarriedOver(from_year=2024, to_year=2025, reached="完成主体")
    ledger.log.append(UUID(project.stream), carried, on=at("2025-01-07"))
    found = told(ledger, "2025-03-31", 2025)
    assert [(each.project, each.groups) for each in found.projects] == [("2024-01", (GROUP,))]
    assert [group.name for group in found.groups] == [GROUP]


def test_it_is_printed_a_line_a_project_and_a_paragraph_a_group() -> None:
    head, first, second, *paragraph = printed(told(a_year()))
    assert head.split() == ["编号", "项目", "监督小组", "看过", "提出", "销号", "逾期"]
    assert first.split() == ["2024-01", "示例县农村公路提升", GROUP, "2", "2", "1", "1"]
    assert second.split()[2:] == ["—", "1", "1", "0", "1"]
    said = "".join(line.strip() for line in paragraph)
    assert said == (
        f"{GROUP}：主席团成员{OTHER}挂钩联系，代表1人，示例工委牵头；监督2024-01；看过1次，提出1条，销号1条，逾期0条。"
    )
    assert DEPUTY not in said
    bare = told(a_year()).groups[0]
    nobody = Supervision(projects=(), groups=(replace(bare, members=(), linked_member="", lead_office=""),))
    assert "没有写明人员" in "".join(printed(nobody))
