"""Do voting's use cases read what their deciders need, from one stream however its id is spelt?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from domain.events import Recorded
from domain.refusals import NotFound
from domain.streams import congress_id, evaluation_id, meeting_id, round_id
from tests.examples.meetings import EXAMPLES as MEETING_EXAMPLES
from tests.examples.rounds import EXAMPLES as ROUND_EXAMPLES
from tests.reading import Known
from tests.scenarios import MEETING_ID, candidates, congress, counted, heads, ready
from voting.application import USE_CASES
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import rounds as r
from voting.deciders.evaluations import EVALUATION
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND
from voting.events.evaluations import EvaluatedItem

COUNTY = congress()
CONGRESS = congress_id("990101")
SPELLINGS = {
    "capitals": str.upper,
    "no hyphens": lambda text: text.replace("-", ""),
    "braces": lambda text: f"{{{text}}}",
    "urn": lambda text: f"urn:uuid:{text}",
}
EVERY_SPELLING = pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)


def case_of(command: Any) -> Any:
    """The use case of a command that one kind of stream alone takes."""
    (found,) = (case for case in USE_CASES if case.command is command)
    return found


@EVERY_SPELLING
def test_one_round_has_one_stream_however_its_meeting_is_spelt(spell: Any) -> None:
    asked = r.OpenRound(meeting=spell(MEETING_ID), project_year=2024, candidates=candidates(12), seats=10)
    case = case_of(r.OpenRound)
    assert case.begins is not None
    stream = case.begins(asked)
    assert stream == round_id(MEETING_ID, 2024, 1, 1)
    meeting = replace(ready(COUNTY).state, convened=replace(ready(COUNTY).state.convened, congress=str(CONGRESS)))
    reader = Known({UUID(MEETING_ID): meeting, CONGRESS: COUNTY})
    informed = case.inform(reader, stream, asked)
    assert informed.asked.meeting == MEETING_ID
    assert reader.read == [UUID(MEETING_ID), CONGRESS]


@EVERY_SPELLING
def test_one_meeting_and_one_past_round_have_one_stream_however_their_congress_is_spelt(spell: Any) -> None:
    convene = m.ConveneMeeting(
        congress=spell(str(CONGRESS)), body="congress", term=17, session=3, title="示例会议",
        from_on=date(2024, 1, 16), to_on=date(2024, 1, 19),
    )  # fmt: skip
    case = case_of(m.ConveneMeeting)
    assert case.begins(convene) == meeting_id(str(CONGRESS), "congress", 17, 3)
    assert case.inform(Known({CONGRESS: COUNTY}), CONGRESS, convene).asked.congress == str(CONGRESS)
    past = r.TakeOverRound(congress=spell(str(CONGRESS)), project_year=2023, meeting_title="", document="", items=())
    case = case_of(r.TakeOverRound)
    assert case.begins(past) == case.begins(replace(past, congress=str(CONGRESS)))
    assert case.inform(Known({CONGRESS: COUNTY}), CONGRESS, past).asked.congress == str(CONGRESS)


@pytest.mark.parametrize("text", ["", "某次会议", "0", "\n" * 50])
def test_an_id_that_is_none_is_not_found(text: str) -> None:
    asked = r.OpenRound(meeting=text, project_year=2024)
    case = case_of(r.OpenRound)
    with pytest.raises(NotFound) as refused:
        case.inform(Known({}), case.begins(asked), asked)
    assert refused.value.pointer == "/meeting"
    assert refused.value.detail.isprintable()


@pytest.mark.parametrize(
    ("decider", "examples"),
    [(MEETING, ROUND_EXAMPLES), (ROUND, MEETING_EXAMPLES), (EVALUATION, ROUND_EXAMPLES)],
    ids=["meeting", "round", "evaluation"],
)
def test_the_stream_of_something_else_is_not_found(decider: Any, examples: Any) -> None:
    envelope, event = examples[0]
    with pytest.raises(NotFound):
        decider.fold([Recorded(CONGRESS, 1, envelope, event)])


def test_a_result_is_said_on_the_re_ballot_as_it_stands_now() -> None:
    own = counted(COUNTY, [200, 190, 180, 170, 100], 3).state
    stream, second = round_id(MEETING_ID, 2024, 1, 1), round_id(MEETING_ID, 2024, 1, 2)
    case = case_of(r.DeclareResult)
    reader = Known({stream: own})
    assert case.inform(reader, stream, r.DeclareResult()).reballot is None
    assert reader.read == [stream]
    carried = Known({stream: replace(own, carried=str(second)), second: own})
    assert case.inform(carried, stream, r.DeclareResult()).reballot == own
    assert carried.read == [stream, second]
    assert case.inform(Known({}), stream, r.DeclareResult()).reballot is None


def test_heads_are_counted_against_the_congresss_roll() -> None:
    meeting = replace(ready(COUNTY).state, convened=replace(ready(COUNTY).state.convened, congress=str(CONGRESS)))
    reader = Known({UUID(MEETING_ID): meeting, CONGRESS: COUNTY})
    asked = heads(COUNTY, 327, 300).asked
    assert case_of(m.CountAttendance).inform(reader, UUID(MEETING_ID), asked) == heads(COUNTY, 327, 300)


def test_an_evaluation_is_opened_on_those_that_the_meeting_held_before() -> None:
    meeting = replace(ready(COUNTY).state, convened=replace(ready(COUNTY).state.convened, congress=str(CONGRESS)))
    asked = e.OpenEvaluation(
        meeting=MEETING_ID, project_year=2023, number=2**53, venue="plenary", items=(EvaluatedItem(id="a", title="甲"),)
    )
    first, second = (evaluation_id(MEETING_ID, 2023, "implementation", number) for number in (1, 2))
    known: dict[UUID, Any] = {UUID(MEETING_ID): meeting, CONGRESS: COUNTY, first: "one", second: "two"}
    case = case_of(e.OpenEvaluation)
    assert case.inform(Known(known), second, asked).before == ("one", "two")
    assert case.inform(Known(known), second, replace(asked, number=2)).before == ("one",)
    assert case.inform(Known(known), second, replace(asked, number=-1)).before == ()
