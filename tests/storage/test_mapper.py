"""Does every event that can be recorded come back from its bytes as it was, and are the bytes those of the goldens?"""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from uuid import uuid4

import pytest
from eventsourcing.persistence import Notification, StoredEvent
from hypothesis import given
from hypothesis import strategies as st

from domain.canonical import canonical_bytes, to_json
from domain.events import Basis, Decision, Envelope, Erased, Event, Person, Recorded, Ref
from domain.storage.mapper import NOBODY, RecordedMapper
from domain.storage.unread import unread
from tests.examples import EXAMPLES
from tests.storage.told import ENVELOPE, units
from tests.strategies import EVENTS, instances_of

MAPPER = RecordedMapper()


def recordable(value: object) -> bool:
    return b"\\u0000" not in canonical_bytes(to_json(value)).replace(b"\\\\", b"")


ANY_EVENT: st.SearchStrategy[Event] = (
    st.sampled_from(sorted(EVENTS.values(), key=lambda cls: cls.TOPIC)).flatmap(instances_of).filter(recordable)
)
ANY_ENVELOPE = instances_of(Envelope).filter(recordable)


def read_back(recorded: Recorded) -> Recorded:
    stored = MAPPER.to_stored_event(recorded)
    found: Recorded = MAPPER.to_domain_event(
        Notification(stored.originator_id, stored.originator_version, stored.topic, stored.state, recorded.position)
    )
    return found


@given(ANY_EVENT, ANY_ENVELOPE, st.uuids(), st.integers(1), st.integers(1))
def test_what_is_stored_comes_back_the_same(
    event: Event, envelope: Envelope, stream: object, version: int, position: int
) -> None:
    recorded = Recorded(stream, version, envelope, event, position)  # type: ignore[arg-type] # uuids() gives UUIDs
    assert read_back(recorded) == recorded


@given(ANY_EVENT, ANY_ENVELOPE)
def test_the_stored_bytes_are_the_canonical_bytes_of_envelope_and_event(event: Event, envelope: Envelope) -> None:
    stored = MAPPER.to_stored_event(Recorded(uuid4(), 1, envelope, event))
    assert stored.state == canonical_bytes({"envelope": to_json(envelope), "event": to_json(event)})
    assert stored.topic == event.TOPIC


@pytest.mark.parametrize("topic", sorted(EXAMPLES))
def test_every_example_of_a_golden_comes_back_the_same(topic: str) -> None:
    for envelope, event in EXAMPLES[topic]:
        assert read_back(Recorded(uuid4(), 1, envelope, event)).event == event


def test_two_envelopes_in_turn_are_not_taken_for_one_another() -> None:
    other = Envelope(at=ENVELOPE.at, by=ENVELOPE.by, command_id="c-2", effective_on=ENVELOPE.effective_on)
    (event,) = units(1)
    for envelope in (ENVELOPE, other, ENVELOPE, ENVELOPE, other):
        assert read_back(Recorded(uuid4(), 1, envelope, event)).envelope == envelope


def test_an_envelope_that_is_read_late_is_the_envelope_that_was_stored() -> None:
    whole = Envelope(
        at=ENVELOPE.at,
        by=ENVELOPE.by,
        command_id="c",
        effective_on="2024-01-18",
        approved_by=Person(ref="示例", role="chair"),
        decided_by=Decision(body="congress", votes_for=10),
        basis=(Basis(document="d"), Basis(document="e", article="3")),
        refs=(Ref(system="12345", number="1"),),
    )
    data = json.loads(canonical_bytes(to_json(whole)))
    late = unread(copy.deepcopy(data))
    assert late == whole
    assert whole == late
    assert hash(unread(copy.deepcopy(data))) == hash(whole)
    assert dataclasses.replace(unread(copy.deepcopy(data)), command_id="d") == dataclasses.replace(
        whole, command_id="d"
    )
    assert to_json(unread(copy.deepcopy(data))) == to_json(whole)
    assert copy.deepcopy(unread(copy.deepcopy(data))) == whole
    assert pickle.loads(pickle.dumps(unread(copy.deepcopy(data)))) == whole  # noqa: S301 - our own bytes
    assert unread(copy.deepcopy(data)) != ENVELOPE
    another: object = "no envelope"
    assert unread(copy.deepcopy(data)) != another
    with pytest.raises(AttributeError):
        _ = late.nothing  # type: ignore[attr-defined] # what is asked for is not there


def test_an_envelope_with_a_field_that_this_release_does_not_know_is_not_read() -> None:
    data = json.loads(canonical_bytes(to_json(ENVELOPE)))
    with pytest.raises(TypeError, match="witness"):
        unread({**data, "witness": "w"})


def test_two_who_look_into_an_envelope_at_once_do_not_harm_each_other() -> None:
    data = json.loads(canonical_bytes(to_json(ENVELOPE)))
    before = copy.deepcopy(data)
    assert unread(data).by == ENVELOPE.by
    assert data == before


def test_a_stored_event_without_bytes_is_an_erased_one() -> None:
    stream = uuid4()
    found = MAPPER.to_domain_event(StoredEvent(stream, 3, "congress:UnitRegistered", b""))
    assert found == Recorded(stream, 3, NOBODY, Erased("congress:UnitRegistered"), 0)


def test_an_erased_event_is_never_written_again() -> None:
    with pytest.raises(AssertionError):
        MAPPER.to_stored_event(Recorded(uuid4(), 1, ENVELOPE, Erased("congress:UnitRegistered")))
