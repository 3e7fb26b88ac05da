"""May the same people hand in a table who may record its lines one by one, and is every fault found in a column that there is?"""

from __future__ import annotations

import pytest

from api.http.shapes import CommandBody
from api.http.table import ROUTES
from api.intake.handed import column_of
from api.intake.kinds import KINDS
from api.layouts import KEYPAD, LAYOUTS
from api.persons import EnterPerson
from domain.deciders import Command
from projects.commands.findings import RecordFinding
from projects.commands.progress import ReportProgress
from projects.commands.projects import DraftProject
from projects.commands.proposals import SubmitProposal

COMMANDS: dict[str, type[Command]] = {
    "proposals": SubmitProposal, "hotline": SubmitProposal, "candidates": DraftProject,
    "progress": ReportProgress,
}  # fmt: skip


def _audience(command: type[Command]) -> frozenset[str]:
    (route,) = [
        each for each in ROUTES if each.method == "POST" and each.body and each.body.shape == CommandBody(command)
    ]
    return frozenset(route.audience)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_table_is_open_to_those_to_whom_the_route_of_its_lines_is(name: str) -> None:
    assert KINDS[name].roles == _audience(COMMANDS[name])


def test_the_roll_is_the_offices_and_who_takes_proposals_down_may_name_their_proposers_one_by_one() -> None:
    assert KINDS["roll"].roles == _audience(EnterPerson) - {"government"}


def test_deputies_raise_findings_one_by_one_and_the_office_by_the_table() -> None:
    assert KINDS["findings"].roles == _audience(RecordFinding) - {"deputy"}


def test_every_layout_but_the_keypads_is_a_table_of_lines() -> None:
    assert set(KINDS) == set(LAYOUTS) - {KEYPAD.name}


@pytest.mark.parametrize("name", KINDS)
def test_faults_are_found_in_columns_that_the_table_has(name: str) -> None:
    columns = {column.name for column in KINDS[name].layout.columns}
    assert set(KINDS[name].places.values()) <= columns


@pytest.mark.parametrize(
    ("name", "pointer", "column"),
    [
        ("proposals", "/title", "title"),
        ("proposals", "/estimate_fen", "estimate"),
        ("proposals", "/effective_on", "received_on"),
        ("candidates", "/brief/total_fen", "total"),
        ("candidates", "/brief/unit", "unit"),
        ("candidates", "/brief/targets/0/unit", "target_unit"),
        ("candidates", "/brief/sub_items/1/targets/2/planned", "target_planned"),
        ("candidates", "/brief/sub_items/1/amount_fen", "sub_amount"),
        ("candidates", "/brief/cooperating/1", "cooperating"),
        ("candidates", "/brief/deadline_on", "deadline"),
        ("candidates", "/brief", ""),
        ("progress", "/year/paid_fen", "paid"),
        ("progress", "/start/completed_fen", "start_completed"),
        ("progress", "/targets/0/done", "target_done"),
        ("progress", "/sub_items/0/targets/0/done", "target_done"),
        ("progress", "/sub_items/0/sub_item", "sub_item"),
        ("progress", "/period", ""),
        ("findings", "/matter", "matter"),
        ("findings", "/projects/0", "projects"),
        ("roll", "/phone", "phone"),
    ],
)
def test_a_place_in_a_command_is_a_column_of_the_table(name: str, pointer: str, column: str) -> None:
    assert column_of(KINDS[name], pointer) == column
