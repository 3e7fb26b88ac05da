"""Do the bytes of every event that was ever recorded still mean what they meant, and would they be written again?"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from domain.canonical import canonical_bytes, from_json, to_json
from domain.divisions import is_invented
from domain.events import Envelope, Recorded
from domain.profile import recorded_profile
from domain.profile import to_json as profile_json
from domain.storage.mapper import RecordedMapper
from tests.examples import EXAMPLES, Example
from tests.examples.profile import PROFILE
from tests.goldens import FOLDER, golden_files, place, stored, write_once
from tests.strategies import EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOLDENS = golden_files()
EVERY_GOLDEN = pytest.mark.parametrize(
    ("path", "example"), GOLDENS.items(), ids=[path.relative_to(FOLDER).as_posix() for path in GOLDENS]
)


def test_every_topic_has_its_golden_and_every_golden_its_topic() -> None:
    assert set(EXAMPLES) == set(EVENTS)
    assert set(FOLDER.rglob("*.*")) == set(GOLDENS), "python -m tests.goldens writes what is missing"


@EVERY_GOLDEN
def test_a_golden_says_what_its_example_says(path: Path, example: Example) -> None:
    envelope, event = example
    data = json.loads(path.read_bytes())
    assert data == {"envelope": to_json(envelope), "event": to_json(event)}
    assert from_json(Envelope, data["envelope"]) == envelope
    assert from_json(EVENTS[event.TOPIC], data["event"]) == event


@EVERY_GOLDEN
def test_a_golden_read_and_written_again_is_the_same_bytes(path: Path, example: Example) -> None:
    golden = path.read_bytes()
    data = json.loads(golden)
    envelope = from_json(Envelope, data["envelope"])
    event = from_json(EVENTS[example[1].TOPIC], data["event"])
    assert stored(envelope, event) == golden
    assert canonical_bytes(json.loads(golden)) == golden


@EVERY_GOLDEN
def test_storage_writes_and_reads_the_golden_bytes(path: Path, example: Example) -> None:
    envelope, event = example
    mapper, recorded = RecordedMapper(), Recorded(UUID(int=1), 1, envelope, event)
    kept = mapper.to_stored_event(recorded)
    assert (kept.topic, kept.state) == (event.TOPIC, path.read_bytes())
    assert mapper.to_domain_event(kept) == recorded


def test_a_golden_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "voting" / "RoundOpened.json"
    write_once(path, b"first")
    with pytest.raises(FileExistsError):
        write_once(path, b"second")
    assert path.read_bytes() == b"first"


def test_a_second_golden_lies_beside_the_first() -> None:
    assert place("voting:RoundOpened") == FOLDER / "voting" / "RoundOpened.json"
    assert place("voting:RoundOpened", 2) == FOLDER / "voting" / "RoundOpened.2.json"


def parts(value: Any) -> Iterator[tuple[type, set[str]]]:
    """Every dataclass inside `value`, itself included, with the names of the fields that its bytes show."""
    if is_dataclass(value):
        yield type(value), set(to_json(value))
        value = [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from parts(item)


def test_every_field_of_every_event_envelope_and_value_stands_in_some_golden() -> None:
    shown: defaultdict[type, set[str]] = defaultdict(set)
    for example in GOLDENS.values():
        for cls, names in parts(list(example)):
            shown[cls] |= names
    assert {cls: {field.name for field in fields(cls)} - names for cls, names in shown.items()} == {
        cls: set() for cls in shown
    }
    assert set(EVENTS.values()) | {Envelope} <= set(shown)


def test_a_profile_once_recorded_can_always_be_read() -> None:
    # Parameters that came in since stand at their defaults; what was recorded says what it said.
    read = profile_json(recorded_profile(PROFILE))
    assert recorded_profile(read) == recorded_profile(PROFILE)
    said = {
        name: {key: read[name][key] for key in value} if isinstance(value, dict) else read[name]
        for name, value in PROFILE.items()
    }
    assert said == PROFILE


def test_the_examples_take_place_where_nobody_lives() -> None:
    codes = {event.code for _envelope, event in GOLDENS.values() if hasattr(event, "code")}
    assert codes
    assert all(is_invented(code) for code in codes)
