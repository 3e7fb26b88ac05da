"""Are the bytes of a value those of RFC 8785, and does every event come back from them?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.canonical import LARGEST_INTEGER, canonical_bytes, decoder, from_json, to_json
from domain.events import Envelope, Event, Person
from tests.strategies import EVENTS, JSON, instances_of

if TYPE_CHECKING:
    from random import Random

T = TypeVar("T")

# RFC 8785, 3.2.2.2: these have a short form, other controls are \u00xx in lower case, nothing else is escaped.
SHORT = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


def by_the_book(value: object) -> str:
    """RFC 8785 written down once more, by hand, over texts, integers, true, false, null, lists and objects."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            letters = (SHORT.get(ord(c)) or (f"\\u{ord(c):04x}" if ord(c) < 32 else c) for c in value)
            return f'"{"".join(letters)}"'
        case dict():
            members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
            return "{" + ",".join(f"{by_the_book(key)}:{by_the_book(item)}" for key, item in members) + "}"
        case list():
            return "[" + ",".join(map(by_the_book, value)) + "]"
    raise TypeError(value)


# Rare characters of names (𠮷) lie beyond the basic plane: by code point they come after full-width signs, by UTF-16 before.
KEYS = st.text(max_size=3) | st.text("a票（𠮷\ue000", max_size=3)
NESTED = st.recursive(JSON, lambda inner: st.dictionaries(KEYS, inner, max_size=5), max_leaves=12)


def test_keys_are_ordered_by_utf_16_as_rfc_8785_says() -> None:
    assert canonical_bytes({"（": 1, "𠮷": 2, "a": [{"\ue000": 3, "𠮷": 4}]}) == (
        '{"a":[{"𠮷":4,"\ue000":3}],"𠮷":2,"（":1}'.encode()
    )


@given(NESTED)
def test_bytes_are_those_of_rfc_8785(value: object) -> None:
    assert canonical_bytes(value) == by_the_book(value).encode()


@given(JSON)
def test_a_stranger_reads_the_same_value_back(value: object) -> None:
    assert json.loads(canonical_bytes(value)) == value


@given(st.dictionaries(st.text(), JSON, max_size=6), st.randoms(use_true_random=False))
def test_the_order_in_which_keys_were_written_does_not_matter(value: dict[str, Any], chance: Random) -> None:
    members = list(value.items())
    chance.shuffle(members)
    assert canonical_bytes(dict(members)) == canonical_bytes(value)


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        1.0,
        [{"率": 0.2}],
        LARGEST_INTEGER + 1,
        -LARGEST_INTEGER - 1,
        {"票": [2**64]},
        {1: "一"},
        {None: 1},
        {"里": {True: 1}},
        b"bytes",
        {"集"},
        "\ud800",
        {"\udfff": 1},
        {"𠮷": 1, "\udfff": 2},
        [{"𠮷": 1}, 0.5],
    ],
    ids=repr,
)
def test_what_two_writers_could_write_differently_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(value)


@pytest.mark.parametrize("value", [LARGEST_INTEGER, -LARGEST_INTEGER, 0, True, "", [], {}, None])
def test_the_edges_of_what_is_allowed_are_written(value: object) -> None:
    assert json.loads(canonical_bytes({"值": value})) == {"值": value}


def round_trip(value: T) -> T:
    return from_json(type(value), json.loads(canonical_bytes(to_json(value))))


@pytest.mark.parametrize("cls", EVENTS.values(), ids=EVENTS)
def test_every_event_comes_back_from_its_bytes(cls: type[Event]) -> None:
    @settings(max_examples=30)
    @given(instances_of(cls))
    def comes_back(event: Event) -> None:
        assert round_trip(event) == event

    comes_back()


@given(instances_of(Envelope))
def test_every_envelope_comes_back_from_its_bytes(envelope: Envelope) -> None:
    assert round_trip(envelope) == envelope


@given(instances_of(Envelope))
def test_the_same_value_has_the_same_bytes(envelope: Envelope) -> None:
    once = canonical_bytes(to_json(envelope))
    assert canonical_bytes(to_json(round_trip(envelope))) == once


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Event):
    """An event as it was first written."""

    TOPIC: ClassVar[str] = "test:Seen"
    what: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenToday(Event):
    """The same event with fields that were added later."""

    TOPIC: ClassVar[str] = "test:SeenToday"
    what: str
    times: int = 1
    where: str = ""
    by: Person | None = None
    notes: tuple[str, ...] = ()


@given(instances_of(Seen))
def test_a_field_added_with_a_default_changes_no_bytes_ever_written(old: Seen) -> None:
    written = canonical_bytes(to_json(old))
    read_today = from_json(SeenToday, json.loads(written))
    assert read_today == SeenToday(what=old.what, times=old.times)
    assert canonical_bytes(to_json(read_today)) == written


def test_a_field_at_its_default_is_not_written() -> None:
    assert to_json(Seen(what="票箱")) == {"what": "票箱"}
    assert to_json(Seen(what="票箱", times=2)) == {"what": "票箱", "times": 2}
    assert to_json(SeenToday(what="票箱", by=Person(ref="p", role="clerk"), notes=("一",))) == {
        "what": "票箱",
        "by": {"ref": "p", "role": "clerk"},
        "notes": ["一"],
    }


@pytest.mark.parametrize("data", [{}, {"what": "票箱", "colour": "红"}, {"times": 2}])
def test_unknown_and_missing_fields_are_not_read(data: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        from_json(Seen, data)


@dataclass(frozen=True)
class Fraction:
    """A class that the codec must not learn to read."""

    share: float


@dataclass(frozen=True)
class Mixed:
    """Likewise: nothing in JSON says which of the two it is."""

    which: Seen | SeenToday


@pytest.mark.parametrize("cls", [Fraction, Mixed])
def test_annotations_that_json_cannot_carry_are_refused(cls: type[Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        decoder(cls)
