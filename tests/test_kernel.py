"""Do events, deciders, refusals, actors and stream ids keep what everything else relies on?"""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, dataclass, fields, replace
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.actors import BODIES, decided_by, not_before, two_people, unfit_envelope
from domain.calendar import say_day
from domain.canonical import decoder
from domain.congress.commands import RegisterCongress
from domain.deciders import Command, Decider
from domain.events import Body, Decision, Envelope, Erased, Event, Person, Recorded, Role, topics
from domain.refusals import (
    DecidedByMissing,
    Faults,
    NotFound,
    OutOfOrder,
    Refusal,
    SamePerson,
    SecondPersonMissing,
    WrongBody,
    refuse_all,
)
from domain.streams import congress_id, document_id, evaluation_id, meeting_id, round_id, stream_id
from tests.given import CHAIR, CLERK, ENVELOPE, envelope
from tests.strategies import EVENTS, PURE_MODULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HAN = re.compile("[\u4e00-\u9fff]")


# Events


@pytest.mark.parametrize(("topic", "cls"), EVENTS.items(), ids=EVENTS)
def test_a_topic_names_its_part_and_its_class(topic: str, cls: type[Event]) -> None:
    part, name = topic.split(":")
    assert part in {"congress", "document", "projects", "voting"}
    assert name == cls.__name__


def test_no_two_events_share_a_topic() -> None:
    found = {
        cls
        for module in PURE_MODULES
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Event) and "TOPIC" in vars(cls)
    }
    assert found == set(EVENTS.values())
    assert len({cls.TOPIC for cls in found}) == len(found)


@pytest.mark.parametrize("cls", EVENTS.values(), ids=EVENTS)
def test_every_event_says_what_it_is_and_has_fields_that_json_carries(cls: type[Event]) -> None:
    assert HAN.match(cls.__doc__ or ""), "an event's docstring begins with its Chinese term"
    assert callable(decoder(cls))
    assert all(field.kw_only for field in fields(cls))


def test_a_topic_is_not_given_twice() -> None:
    before = topics()["test:Counted"]
    with pytest.raises(TypeError, match="stands for"):
        type("CountedAgain", (Event,), {"TOPIC": "test:Counted"})
    assert topics()["test:Counted"] is before


def test_an_event_cannot_be_changed() -> None:
    happened = Counted(many=1)
    with pytest.raises(FrozenInstanceError):
        happened.many = 2  # type: ignore[misc] # frozen, which is the point


# Deciders


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Event):
    """数了一次."""

    TOPIC: ClassVar[str] = "test:Counted"
    many: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Command):
    """Count `many` more."""

    many: int


def total_decided(state: int, command: Count, _envelope: Envelope) -> Sequence[Event]:
    if state + command.many < 0:
        raise NotFound("不够。")
    return [Counted(many=command.many)]


def total_evolved(state: int, event: Event, _envelope: Envelope) -> int:
    assert isinstance(event, Counted)
    return state + event.many


TOTAL = Decider("Total", 0, total_decided, total_evolved)
STREAM = UUID(int=1)


def recorded(*numbers: int | None) -> Iterator[Recorded]:
    """A stream of counts; None stands for one that was erased."""
    for version, many in enumerate(numbers, 1):
        event = Erased("test:Counted") if many is None else Counted(many=many)
        yield Recorded(STREAM, version, ENVELOPE, event, position=version)


def test_a_fold_skips_what_was_erased() -> None:
    assert TOTAL.fold(recorded(1, None, 3)) == 4
    assert TOTAL.fold(recorded(None)) == 0


@given(st.lists(st.integers(0, 99)), st.lists(st.integers(0, 99)))
def test_a_fold_can_go_on_where_another_ended(first: list[int], then: list[int]) -> None:
    assert TOTAL.fold(recorded(*then), TOTAL.fold(recorded(*first))) == TOTAL.fold(recorded(*first, *then))


@pytest.mark.parametrize(
    "body",
    [
        '{"code": "990101", "level": "county", "name": "示例县", "labels": {}, "leader": "某某"}',
        '{"code": "990101", "level": "galaxy", "name": "示例县"}',
        '{"code": "990101", "level": "county"}',
    ],
)
def test_a_command_of_the_wrong_shape_is_not_built(body: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(RegisterCongress).validate_json(body)


# Refusals


def refusals() -> list[type[Refusal]]:
    found = {
        cls
        for module in PURE_MODULES
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Refusal) and cls is not Refusal
    }
    return sorted(found, key=lambda cls: cls.__qualname__)


@pytest.mark.parametrize("cls", refusals(), ids=lambda cls: cls.__name__)
def test_every_refusal_has_its_own_code_title_and_reason(cls: type[Refusal]) -> None:
    assert {"code", "title"} <= vars(cls).keys()
    assert re.fullmatch("[a-z]+(_[a-z]+)*", cls.code)
    assert HAN.search(cls.title)
    assert not re.search(r"[ ,;:!?。]", cls.title), "a title is a Chinese phrase without a full stop"
    assert cls.__doc__
    assert cls.__doc__ != Refusal.__doc__


def test_no_two_refusals_share_a_code() -> None:
    same = [(a, b) for a, b in combinations(refusals(), 2) if a.code == b.code]
    assert same == []


def test_a_refusal_without_a_sentence_says_its_title() -> None:
    assert NotFound().detail == str(NotFound()) == NotFound.title


def test_a_refusal_carries_its_numbers_and_place() -> None:
    refusal = NotFound("在任60人，应到61人。", pointer="/due", left=60, right=61).at("/attendance")
    assert refusal.numbers == {"left": 60, "right": 61}
    assert refusal.pointer == "/attendance/due"


def test_no_fault_is_no_refusal() -> None:
    refuse_all([])


def test_one_fault_is_raised_as_itself() -> None:
    only = NotFound("没有。")
    with pytest.raises(NotFound) as raised:
        refuse_all([only])
    assert raised.value is only


def test_several_faults_are_raised_together_in_order() -> None:
    first, second = NotFound("没有名称。"), OutOfOrder("日期早了。")
    with pytest.raises(Faults, match="没有名称；日期早了。") as raised:
        refuse_all(iter((first, second)))
    assert raised.value.faults == (first, second)


# Actors


def test_every_body_has_a_chinese_name() -> None:
    assert set(BODIES) == set(get_args(Body))
    assert len(set(BODIES.values())) == len(BODIES)


@pytest.mark.parametrize("body", get_args(Body))
def test_the_body_named_for_an_act_may_decide_it(body: Body) -> None:
    assert decided_by(envelope(body=body), "通过票决办法", {body}).body == body


def test_an_act_of_a_body_needs_to_say_who_decided_it() -> None:
    with pytest.raises(DecidedByMissing, match="通过票决办法是人民代表大会的决定") as refused:
        decided_by(envelope(), "通过票决办法", {"congress"})
    assert refused.value.pointer == "/decided_by"


def test_another_body_may_not_decide_and_both_are_named() -> None:
    with pytest.raises(WrongBody, match="公告由大会主席团、乡镇人大主席团决定，不由政府决定") as refused:
        decided_by(envelope(body="government"), "公告", ("session_presidium", "township_presidium"))
    assert refused.value.pointer == "/decided_by/body"
    assert refused.value.numbers == {"body": "government"}


def test_two_different_people_stand_behind_a_correction() -> None:
    assert two_people(envelope(second=CHAIR), "更正") == CHAIR


def test_a_missing_second_person_is_asked_for() -> None:
    with pytest.raises(SecondPersonMissing, match="更正需要两个人") as refused:
        two_people(envelope(), "更正")
    assert refused.value.pointer == "/approved_by"


def test_the_same_person_in_another_role_is_not_a_second_one() -> None:
    with pytest.raises(SamePerson, match="不能是同一个人") as refused:
        two_people(envelope(second=replace(CLERK, role="chair")), "更正")
    assert refused.value.pointer == "/approved_by/ref"


@given(st.dates(), st.dates())
def test_an_act_is_refused_exactly_when_its_day_is_earlier(act: object, earlier: object) -> None:
    on, before = str(act), str(earlier)
    if on >= before:
        not_before(envelope(on=on), "公告", "宣布结果", before)
    else:
        with pytest.raises(OutOfOrder, match=f"公告的日期（{say_day(on)}）早于宣布结果（{say_day(before)}）"):
            not_before(envelope(on=on), "公告", "宣布结果", before)


# Streams


KINDS = st.sampled_from(["Congress", "Meeting", "Round", "Evaluation", "Document"])
# Separators and digits on purpose: these are what could blur the boundary between two parts.
PARTS = st.lists(st.text("|:0123ab票", max_size=6), max_size=5)


@given(KINDS, PARTS, KINDS, PARTS)
def test_different_parts_give_different_streams(kind: str, parts: list[str], other: str, others: list[str]) -> None:
    same = (kind, parts) == (other, others)
    assert (stream_id(kind, *parts) == stream_id(other, *others)) is same


@given(KINDS, st.lists(st.text("|:01票", min_size=1, max_size=6), min_size=1, max_size=5), st.data())
def test_moving_the_boundary_between_parts_gives_another_stream(
    kind: str, parts: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(parts) - 1))
    cut = data.draw(st.integers(0, len(parts[at])))
    split = [*parts[:at], parts[at][:cut], parts[at][cut:], *parts[at + 1 :]]
    assert "".join(split) == "".join(parts)
    assert stream_id(kind, *split) != stream_id(kind, *parts)


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (congress_id("990101"), "fe8676b4-074a-54f7-a8e6-a801611f27c5"),
        (meeting_id("c", "congress", 17, 3), "3d2a9da7-5aba-5dce-98ea-79e1d9c2a7a6"),
        (round_id("m", 2024, 1, 1), "0fcf4a46-069e-590f-b39c-3302ea6b9513"),
        (evaluation_id("m", 2023, "implementation", 1), "74185b3c-15d2-5a3a-9408-a0df5c4c5613"),
        (document_id("c", "0" * 64), "985d52c4-53a2-5140-a6f9-4ecf939c1b49"),
    ],
    ids=["congress", "meeting", "round", "evaluation", "document"],
)
def test_the_id_of_a_stream_never_changes(stream: UUID, expected: str) -> None:
    assert str(stream) == expected


def test_only_those_who_work_on_it_confirm_what_another_typed() -> None:
    refused: tuple[Role, ...] = ("public", "deputy", "unit", "auditor")
    for role in refused:
        with pytest.raises(SecondPersonMissing, match="其他人不能确认"):
            two_people(replace(ENVELOPE, approved_by=Person(ref="other", role=role)), "更正")
    confirming: tuple[Role, ...] = ("chair", "scrutineer")
    for role in confirming:
        second = Person(ref="other", role=role)
        assert two_people(replace(ENVELOPE, approved_by=second), "更正") == second


@pytest.mark.parametrize(
    ("decision", "place"),
    [
        (Decision(body="congress", how="show_of_hands"), "/decided_by/votes_for"),
        (Decision(body="congress", how="keypad", votes_for=3, votes_against=50), "/decided_by/votes_for"),
        (Decision(body="congress", how="secret_ballot", votes_for=50, votes_against=50), "/decided_by/votes_for"),
    ],
)
def test_a_decision_comes_with_its_count_and_was_carried(decision: Decision, place: str) -> None:
    faults = list(unfit_envelope(replace(ENVELOPE, decided_by=decision)))
    assert [fault.pointer for fault in faults] == [place]


def test_a_decision_of_a_meeting_needs_no_count() -> None:
    stated = Decision(body="township_presidium", how="meeting_decision")
    assert list(unfit_envelope(replace(ENVELOPE, decided_by=stated))) == []
