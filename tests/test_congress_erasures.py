"""What may be erased by law from what a congress recorded, by whom, and what never?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.congress.commands import EraseContent, EraseContentAt, ToErase
from domain.congress.decider import CONGRESS
from domain.congress.erasing import MOST_POSITIONS
from domain.congress.events import (
    CongressMerged,
    CongressRegistered,
    ContentErased,
)
from domain.congress.refusals import (
    ErasedBefore,
    ErasedTwice,
    ErasureElsewhere,
    ErasureOutOfRange,
    ErasureWithoutBasis,
    NotErasable,
)
from domain.events import Basis, Envelope, Person
from domain.refusals import NotFound, Refusal, SamePerson, SecondPersonMissing
from domain.streams import congress_id
from domain.texts import UnfitText
from tests.given import CHAIR, CLERK, ENVELOPE, Outcome, given

OWN, OTHER = (str(congress_id(code)) for code in ("990101", "990102"))
REGISTERED = CongressRegistered(code="990101", level="county", name="示例县人民代表大会")
LAW = (Basis(document="中华人民共和国个人信息保护法", article="第四十七条"),)
LAWFUL = replace(ENVELOPE, approved_by=CHAIR, basis=LAW)
WISH = ToErase(topic="projects:ProposalSubmitted", decides=False, congress=OWN, erased=False)
REASON = "提出人要求删除"


def asking(
    found: dict[int, ToErase | None], *history: Any, on: Envelope = LAWFUL, people: tuple[str, ...] = (), **changes: Any
) -> Outcome[Any]:
    """The erasure of what stands at these positions is asked for."""
    asked = EraseContent(**{"positions": tuple(found), "reason": REASON, **changes})
    standing = tuple(found[position] for position in asked.positions if position in found)
    command = EraseContentAt(asked=asked, own=OWN, found=standing, people=people)
    return given(CONGRESS, REGISTERED, *history).when(command, on)


def test_what_decided_nothing_is_erased_by_two_people_under_a_law_that_they_name() -> None:
    erased = ContentErased(positions=(7, 9), reason=REASON, people=("示例-提出人",))
    after = asking({9: WISH, 7: WISH}, people=("示例-提出人",)).then(erased).state
    assert after.erased == {7, 9}


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (None, NotFound),
        (replace(WISH, congress=OTHER), ErasureElsewhere),
        (replace(WISH, congress=""), ErasureElsewhere),
        (replace(WISH, topic="projects:ProposalAdopted", decides=True), NotErasable),
        (replace(WISH, erased=True), ErasedBefore),
    ],
)
def test_what_may_not_be_erased_is_refused_at_its_place(found: ToErase | None, reason: type[Refusal]) -> None:
    refusal = asking({7: WISH, 9: found}).refused(reason, "第9号", "/positions/1")
    assert refusal.numbers.get("position", 9) == 9


def test_whoever_erases_is_not_erased_with_it() -> None:
    people = (CHAIR.ref, "示例-提出人", CLERK.ref)
    asking({7: WISH}, people=people).then(ContentErased(positions=(7,), reason=REASON, people=("示例-提出人",)))


def test_of_another_congress_nothing_is_said_but_that_it_is_another() -> None:
    outcomes = [
        asking({9: replace(WISH, congress=OTHER, decides=decides, erased=erased, topic=topic)})
        for decides in (True, False)
        for erased in (True, False)
        for topic in ("voting:TotalsRecorded", "voting:BoxesInspected")
    ]
    assert len({outcome.refused(ErasureElsewhere).detail for outcome in outcomes}) == 1


def test_what_was_announced_is_not_announced_again_though_it_is_still_there() -> None:
    before = ContentErased(positions=(7,), reason=REASON)
    asking({8: WISH, 7: WISH}, before).refused(ErasedBefore, "第7号", "/positions/1")
    asking({8: WISH}, before).then(ContentErased(positions=(8,), reason=REASON))


def test_a_list_names_each_position_once_and_not_none_and_not_too_many() -> None:
    asking({7: WISH}, positions=(7, 7)).refused(ErasedTwice, "第7号", "/positions/1")
    asking({}).refused(ErasureOutOfRange, "现为0条", "/positions")
    asking(dict.fromkeys(range(1, MOST_POSITIONS + 2), WISH)).refused(ErasureOutOfRange, pointer="/positions")
    asking(dict.fromkeys(range(1, MOST_POSITIONS + 1), WISH)).and_then()


def test_a_law_a_reason_and_a_second_person_are_needed() -> None:
    asking({7: WISH}, on=replace(LAWFUL, basis=())).refused(ErasureWithoutBasis, pointer="/basis")
    asking({7: WISH}, reason=" ").refused(UnfitText, pointer="/reason")
    asking({7: WISH}, on=replace(LAWFUL, approved_by=None)).refused(SecondPersonMissing)
    asking({7: WISH}, on=replace(LAWFUL, approved_by=CLERK)).refused(SamePerson)
    public = Person(ref="示例-群众", role="public")
    asking({7: WISH}, on=replace(LAWFUL, approved_by=public)).refused(SecondPersonMissing)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    outcome = asking({7: None, 9: replace(WISH, decides=True)}, on=replace(LAWFUL, basis=()), reason="")
    for reason in (ErasureWithoutBasis, UnfitText, NotFound, NotErasable):
        outcome.refused(reason)


def test_the_law_reaches_a_congress_that_was_merged_away() -> None:
    asking({7: WISH}, CongressMerged(into=OTHER)).then(ContentErased(positions=(7,), reason=REASON))
