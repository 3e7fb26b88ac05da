"""Is a table recorded in one piece, once, and is every fault of it found where it stands?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from api.intake.refusals import NothingToTakeIn
from api.intake.taken import Taken
from domain.money import MoneyTooFine
from domain.profile import compose
from domain.storage import Ledger, Receipt, Write
from projects.events.proposals import ProposalSubmitted
from tests.api.kit import CLERK, COUNTY, Caller
from tests.api.office import Office
from tests.intake.lines import Desk, Line, Row, day, lines, million

PROPOSAL: Row = {
    "title": "改造示例镇农村公路", "channel": "public_online", "proposer_kind": "resident", "content": "路面破损，请整修。",
    "received_on": day("2023-09-20"),
}  # fmt: skip
PROJECT: Row = {
    "title": "示例县农村公路提升", "nature": "construction", "content": "改造20公里。", "unit": "示例县交通运输局",
    "deadline": day("2024-12-31", "2024年12月底"), "total": million(1000, "约1000万元"),
}  # fmt: skip


@pytest.fixture
def desk(reading_api: Caller) -> Desk:
    office = Office(reading_api, CLERK).on("2022-01-10")
    congress = office.begin("/congresses", {"code": COUNTY, "level": "county", "name": "示例县人民代表大会"})
    office.do(f"/congresses/{congress}/units", {"unit": "01", "name": "示例县交通运输局"})
    office.do(f"/congresses/{congress}/profiles", {"profile": compose("county", "sc_evaluation")})
    office.numbers["congress"] = congress
    return Desk(office=office.on("2024-04-05"))


def said(taken: Taken) -> dict[int, str]:
    return {each.number: each.says for each in taken.outcomes}


def codes(taken: Taken) -> dict[int, list[tuple[str, str]]]:
    return {
        each.number: [(fault.code, fault.pointer) for fault in each.faults] for each in taken.outcomes if each.faults
    }


def stored(desk: Desk, first: int) -> list[Any]:
    """The events from position `first` on."""
    return [each.event for each in desk.office.api.desk.ledger.read_log(first - 1, 100)]


def test_every_line_is_recorded_under_the_next_number_on_its_own_day(desk: Desk) -> None:
    before = desk.office.api.events()
    taken = desk.take(
        "proposals", lines(PROPOSAL, {**PROPOSAL, "title": "增设示例河镇公交站", "estimate": million(30, "约30万元"), "received_on": day("2023-10-01")})
    )  # fmt: skip
    assert said(taken) == {5: "2024征-001", 6: "2024征-002"}
    assert (taken.fresh, taken.position) == (2, before + 2)
    one, two = desk.office.api.desk.ledger.read_log(before, 9)
    assert (one.envelope.effective_on, two.envelope.effective_on) == ("2023-09-20", "2023-10-01")
    assert isinstance(two.event, ProposalSubmitted)
    assert (two.event.estimate_fen, two.event.estimate_text) == (30_000_000, "约30万元")


def test_one_faulty_line_keeps_all_others_out_and_all_faults_are_found_at_once(desk: Desk) -> None:
    before = desk.office.api.events()
    unreadable = Line(
        number=7, values=PROPOSAL, faults=[MoneyTooFine("“1.0000001万元”细于一分。", pointer="/estimate")]
    )
    table = [
        *lines(PROPOSAL, {**PROPOSAL, "title": "一、修路；二、架桥"}),
        unreadable,
        *lines({**PROPOSAL, "channel": "mail"}, first=8),
    ]
    taken = desk.take("proposals", table)
    assert codes(taken) == {
        6: [("more_than_one_matter", "/title")], 7: [("money_too_fine", "/estimate")], 8: [("line_twice", "/title")],
    }  # fmt: skip
    assert (taken.position, taken.faulty, desk.office.api.events()) == (0, 3, before)


def test_faulty_lines_can_be_left_out_and_handed_in_again_when_they_are_mended(desk: Desk) -> None:
    table = lines(PROPOSAL, {**PROPOSAL, "title": "一、修路；二、架桥"}, {**PROPOSAL, "title": "增设公交站"})
    taken = desk.take("proposals", table, skip_faulty=True)
    assert said(taken) == {5: "2024征-001", 6: "", 7: "2024征-002"}
    mended = [
        Line(
            number=each.number,
            values=each.values,
            result=f"已登记：{taken.outcomes[0].says}" if each.number != 6 else "多件事",
        )
        for each in table
    ]
    mended[1] = Line(number=6, values={**PROPOSAL, "title": "整修示例路"})
    again = desk.take("proposals", mended, file="mended")
    assert (said(again), again.fresh) == ({5: "2024征-001", 6: "2024征-003", 7: "2024征-001"}, 1)


def test_a_rehearsal_says_what_would_be_recorded_and_records_nothing(desk: Desk) -> None:
    before = desk.office.api.events()
    taken = desk.take("proposals", lines(PROPOSAL), rehearse=True)
    assert (said(taken), taken.fresh, taken.position, desk.office.api.events()) == ({5: "2024征-001"}, 1, 0, before)


def test_the_same_file_is_recorded_once(desk: Desk) -> None:
    table = lines(PROPOSAL, {**PROPOSAL, "title": "增设公交站", "proposer": "示例甲", "phone": "13900000000"})
    first = desk.take("proposals", table)
    again = desk.take("proposals", table)
    assert said(again) == said(first) == {5: "2024征-001", 6: "2024征-002"}
    assert (again.fresh, again.position) == (0, 0)


def test_what_stands_in_the_ledger_is_not_recorded_again_from_another_file(desk: Desk) -> None:
    desk.take("proposals", lines(PROPOSAL))
    assert codes(desk.take("proposals", lines(PROPOSAL), file="other")) == {5: [("line_twice", "/title")]}
    known = desk.take("proposals", lines({**PROPOSAL, "number": "2024征-001"}), file="exported")
    assert (said(known), known.fresh) == ({5: "2024征-001"}, 0)
    another: Row = {**PROPOSAL, "title": "另一件", "number": "2024征-001"}
    assert codes(desk.take("proposals", lines(another), file="wrong")) == {5: [("number_of_another", "/number")]}
    own_number: Row = {**PROPOSAL, "title": "另一件", "number": "JS-7"}
    assert said(desk.take("proposals", lines(own_number), file="own")) == {5: "2024征-002"}


def test_names_and_phones_stand_beside_the_log_and_in_no_event(desk: Desk) -> None:
    desk.take("proposals", lines({**PROPOSAL, "proposer": "示例甲", "phone": "13900000000"}))
    ledger = desk.office.api.desk.ledger
    event = ledger.read_log(0, 99)[-1].event
    assert isinstance(event, ProposalSubmitted)
    person = desk.office.api.desk.people().read([event.proposer])[event.proposer]
    assert (person.name, person.phone) == ("示例甲", "13900000000")
    assert "示例甲" not in repr(event)


def test_a_person_whose_phone_is_none_is_found_in_his_column(desk: Desk) -> None:
    taken = desk.take("proposals", lines({**PROPOSAL, "proposer": "示例甲", "phone": "微信同号"}))
    assert codes(taken) == {5: [("unfit_text", "/phone")]}


def test_a_table_without_lines_is_refused(desk: Desk) -> None:
    with pytest.raises(NothingToTakeIn):
        desk.take("proposals", [])


def test_a_ticket_of_the_hotline_is_recorded_once_with_its_number_and_without_the_caller(desk: Desk) -> None:
    ticket: Row = {
        "ticket": "GD-0001",
        "title": "路灯不亮",
        "content": "示例路的路灯不亮。",
        "received_on": day("2023-09-21"),
    }
    taken = desk.take("hotline", lines(ticket, {**ticket, "ticket": "GD-0002"}))
    assert said(taken) == {5: "2024征-001", 6: "2024征-002"}
    recorded = desk.office.api.desk.ledger.read_log(taken.position - 2, 9)
    assert [[(ref.system, ref.number) for ref in each.envelope.refs] for each in recorded] == [
        [("12345", "GD-0001")],
        [("12345", "GD-0002")],
    ]
    later = desk.take(
        "hotline", lines(ticket, {**ticket, "ticket": "GD-0003"}, {**ticket, "ticket": "GD-0003"}), file="later"
    )
    assert codes(later) == {5: [("line_twice", "/ticket")], 7: [("line_twice", "/ticket")]}


def test_a_project_merged_over_several_lines_has_sub_items_with_targets_of_their_own(desk: Desk) -> None:
    part: Row = {
        "sub_line": "x",
        "sub_item": "示例一路",
        "sub_amount": million(300),
        "target": "里程",
        "target_planned": "8.5",
        "target_unit": "公里",
    }
    more: Row = {"sub_line": "x", "target": "桥", "target_planned": "2", "target_unit": "座"}
    other: Row = {
        "sub_line": "x",
        "sub_item": "示例二路",
        "target": "返修率",
        "target_planned": "3",
        "target_unit": "%",
        "target_sense": "at_most",
    }
    whole: Row = {
        **PROJECT,
        "target": "受益村",
        "target_planned": "12",
        "target_unit": "个",
        "from_county": million(600),
        "from_special_bond": million(400),
        "places": ("示例镇", "示例乡"),
    }
    taken = desk.take("candidates", lines(whole, part, more, other))
    assert said(taken) == {5: "2024-01"}
    (event,) = stored(desk, taken.position)
    brief = event.brief
    assert [(one.name, one.planned) for one in brief.targets] == [("受益村", "12")]
    assert [(one.id, one.title, one.amount_fen, [(each.id, each.name, each.planned, each.sense) for each in one.targets]) for one in brief.sub_items] == [
        ("1", "示例一路", 300_000_000, [("1", "里程", "8.5", "at_least"), ("2", "桥", "2", "at_least")]),
        ("2", "示例二路", None, [("1", "返修率", "3", "at_most")]),
    ]  # fmt: skip
    assert (brief.unit, brief.total_fen, brief.total_text, brief.deadline_on, brief.deadline_text) == (
        "01",
        1_000_000_000,
        "约1000万元",
        "2024-12-31",
        "2024年12月底",
    )
    assert [(one.source, one.amount_fen) for one in brief.sources] == [
        ("county", 600_000_000),
        ("special_bond", 400_000_000),
    ]
    assert [place.name for place in brief.places] == ["示例镇", "示例乡"]


def test_a_unit_that_nobody_registered_is_named_with_the_nearest_or_registered_if_that_is_wanted(desk: Desk) -> None:
    unknown: Row = {**PROJECT, "unit": "县交通运输局", "cooperating": ("示例县财政局",)}
    taken = desk.take("candidates", lines(unknown))
    assert codes(taken) == {5: [("unit_not_registered", "/unit")]}
    assert "是不是“示例县交通运输局”" in taken.outcomes[0].faults[0].detail
    desk.choices = {"register_units": "yes"}
    taken = desk.take(
        "candidates", lines({**unknown, "unit": "示例县教育局"}, {**unknown, "title": "第二个", "unit": "示例县教育局"})
    )
    assert said(taken) == {5: "2024-01", 6: "2024-02"}
    assert [type(each).__name__ for each in stored(desk, taken.position - 3)] == [
        "UnitRegistered",
        "UnitRegistered",
        "ProjectDrafted",
        "ProjectDrafted",
    ]


def test_a_finding_is_recorded_and_handed_to_its_unit(desk: Desk) -> None:
    desk.take("candidates", lines(PROJECT))
    found: Row = {
        "projects": ("示例县农村公路提升",),
        "matter": "排水沟没有接通",
        "source": "inspection",
        "found_on": day("2024-03-20"),
        "unit": "01",
        "due_on": day("2024-05-01"),
    }
    taken = desk.take("findings", lines(found, {**found, "projects": ("没有的",)}))
    assert codes(taken) == {6: [("project_not_found", "/projects")]}
    taken = desk.take("findings", lines(found))
    assert said(taken) == {5: "2024问-001"}
    recorded, assigned = stored(desk, taken.position - 1)
    assert (recorded.projects, recorded.found_on, assigned.unit, assigned.due_on) == (
        ("2024-01",),
        "2024-03-20",
        "01",
        "2024-05-01",
    )
    assert codes(desk.take("findings", lines(found), file="other")) == {5: [("line_twice", "/matter")]}


def test_a_roll_is_entered_beside_the_log_and_twice_the_same_is_found(desk: Desk) -> None:
    deputy: Row = {"name": "示例甲", "phone": "13900000000", "delegation": "示例一团", "title": "示例村村民"}
    before = desk.office.api.events()
    assert codes(desk.take("roll", lines(deputy, deputy))) == {6: [("line_twice", "/name")]}
    taken = desk.take("roll", lines(deputy, {**deputy, "name": "示例乙"}))
    assert (taken.fresh, desk.office.api.events()) == (2, before)
    people = desk.office.api.desk.people().read(list(said(taken).values()))
    assert [(each.name, each.title) for each in people.values()] == [
        ("示例甲", "示例一团，示例村村民"),
        ("示例乙", "示例一团，示例村村民"),
    ]
    assert all(UUID(ref) for ref in said(taken).values())
    again = desk.take("roll", lines(deputy, {**deputy, "name": "示例乙"}))
    assert (said(again), again.fresh) == (said(taken), 0)


@pytest.mark.parametrize("meanwhile", ["another proposal", "the same file"])
def test_what_others_record_at_the_last_moment_moves_the_numbers_and_doubles_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    table, before = lines(PROPOSAL, {**PROPOSAL, "title": "增设公交站"}), desk.office.api.events()
    others = [lines({**PROPOSAL, "title": "别人的建议"}) if meanwhile == "another proposal" else table]
    append = Ledger.append_together

    def interrupted(ledger: Ledger, writes: Sequence[Write]) -> list[Receipt]:
        if others:
            desk.take("proposals", others.pop(), file="other" if meanwhile == "another proposal" else "file")
        return append(ledger, writes)

    monkeypatch.setattr(Ledger, "append_together", interrupted)
    taken = desk.take("proposals", table)
    if meanwhile == "the same file":
        assert (said(taken), taken.fresh, desk.office.api.events()) == (
            {5: "2024征-001", 6: "2024征-002"},
            0,
            before + 2,
        )
    else:
        assert (said(taken), desk.office.api.events()) == ({5: "2024征-002", 6: "2024征-003"}, before + 3)
