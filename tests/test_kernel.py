"""Do events, deciders, refusals and stream ids keep what everything else relies on?"""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, dataclass, fields
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.canonical import decoder
from domain.congress.commands import RegisterCongress
from domain.deciders import Command, Decider
from domain.events import Envelope, Erased, Event, Recorded, topics
from domain.refusals import Faults, NotFound, OutOfOrder, Refusal, refuse_all
from domain.streams import congress_id, document_id, evaluation_id, meeting_id, round_id, stream_id
from tests.given import ENVELOPE
from tests.strategies import EVENTS, PURE_MODULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HAN = re.compile("[\u4e00-\u9fff]")


# Events


@pytest.mark.parametrize(("topic", "cls"), EVENTS.items(), ids=EVENTS)
def test_a_topic_names_its_part_and_its_class(topic: str, cls: type[Event]) -> None:
    part, name = topic.split(":")
    assert part in {"congress", "deployment", "document", "projects", "voting"}
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
