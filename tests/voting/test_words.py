"""Does a round call those who vote and the vote by the words of its own mode, as the calculator does, and its figures by name?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from api.calculators.tally_input import WORDS
from domain.profile import BALLOT_PRESETS, recorded_profile
from tests.given import CHAIR, envelope
from tests.scenarios import congress, counted, examined, sheet
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.counting import Words
from voting.refusals.common import NamedTwice
from voting.refusals.figures import NegativeNumber, ReadingChanged, TypedDifferently
from voting.states.counts import count_of, words_of

if TYPE_CHECKING:
    from domain.divisions import Level

TWO = envelope(second=CHAIR)
PRESETS: dict[str, Level] = {"county": "county", "township": "township", "guiyang": "city", "street": "street"}


def test_every_preset_of_the_calculator_speaks_as_the_rounds_under_it() -> None:
    spoken = {name: words_of(recorded_profile(congress(level).profiles[1])) for name, level in PRESETS.items()}
    assert spoken == {name: WORDS.get(name, Words()) for name in BALLOT_PRESETS}


@pytest.mark.parametrize(("level", "voters"), [("city", None), ("street", "全体议事代表（40人）")])
def test_where_others_decide_afterwards_nothing_is_called_by_the_word_of_a_decision(
    level: Level, voters: str | None
) -> None:
    fixed_by = "street_npc_office" if level == "street" else "session_presidium"
    of = congress(level, 40, {"candidate": {"final_list_by": fixed_by}})
    round_ = counted(of, [30, 29, 28, 27, 5], 3).state
    because = [item.because for item in count_of(round_, round_.reading).items]
    assert because[0].endswith("票选确定。")
    assert not [sentence for sentence in because if "票决" in sentence]
    assert voters is None or voters in because[0]


def test_a_standing_committee_votes_by_its_own_words() -> None:
    own = {"decision_mode": "sc_vote", "ballot": {"if_still_tied": "leave_open"}}
    committee = recorded_profile(congress(differences=own).profiles[1])
    assert words_of(committee) == Words(voters="常委会组成人员", act="表决", presidium="主任会议")


def test_what_was_typed_differently_is_named_as_on_the_sheet() -> None:
    first = sheet([49, 60], 327)
    row = replace(first.items[0], votes_for=94, votes_against=233)
    second = replace(first, items=(row, *first.items[1:]))
    outcome = examined(congress(), 2, 1).when(r.RecordTotals(first=first, second=second), TWO)
    refused = outcome.refused(TypedDifferently, pointer="/second/items/1/votes_for")
    assert refused.detail == "《示例项目1》赞成票：第一次录入49，第二次录入94，请核对报告单。"


def test_a_correction_that_cannot_be_made_names_the_figure() -> None:
    change = p.Change(field="/items/1/votes_for", before=199, after=-1)
    asked = r.CorrectRound(changes=(change, change), reason="看错")
    outcome = counted(congress(), [200, 190, 180, 170, 100], 3).when(asked, TWO)
    outcome.refused(ReadingChanged, "《示例项目1》赞成票：登记的是200，更正前写成了199。")
    outcome.refused(NegativeNumber, "更正后的《示例项目1》赞成票不能小于零，现为-1。", pointer="/changes/0/after")
    outcome.refused(NamedTwice, "《示例项目1》赞成票写了两次更正。", pointer="/changes/1/field")
