"""Is a batch of CloudEvents the congress's whole log, each event as the standard wants it, and whole only where it is published?"""

from __future__ import annotations

from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.opendata.cloudevents import EXTRACT, WITHHELD, batch, cloud_event
from projections.models import CONGRESSES
from tests.bundle.memory import MemorySource
from tests.opendata.kit import taken
from tests.opendata.rounds import CODE as TOWN
from tests.opendata.rounds import PAPERS, sealed
from tests.opendata.standards import faults
from tests.projections.histories import at_random, demonstration

EVENTS = demonstration().events
CODES = ("990101", "990101101")


def told(events: Any, code: str, audience: Any = "public") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = orjson.loads(batch(taken(events, code, audience=audience)))
    return found


@pytest.mark.parametrize("audience", ["public", "inside"])
def test_the_standard_finds_nothing_wrong_with_any_event(audience: str) -> None:
    for one in told(EVENTS, "990101", audience):
        assert faults("cloudevents_1_0", one) == [], one
        assert all(name.isalnum() and name == name.lower() for name in one), (
            "extensions are lower-case letters and digits"
        )


def test_inside_it_is_what_the_feed_tells_event_for_event() -> None:
    found = {one["id"]: one for code in CODES for one in told(EVENTS, code, "inside")[1:]}
    assert [found[str(one.position)] for one in EVENTS] == [
        orjson.loads(orjson.dumps(cloud_event(one))) for one in EVENTS
    ]


def test_outside_every_event_is_listed_and_those_that_are_not_published_say_so() -> None:
    inside, outside = told(EVENTS, "990101", "inside"), told(EVENTS, "990101")
    assert [one["id"] for one in outside[1:]] == [one["id"] for one in inside[1:]]
    assert [one["type"] for one in outside[1:]] == [one["type"] for one in inside[1:]]
    whole = [one for one in outside[1:] if "data" in one]
    assert 0 < len(whole) < len(outside) - 1
    for one in outside[1:]:
        assert ("data" in one) != (one.get("withheld") == WITHHELD)
        assert ("time" in one) == ("data" in one)
    by_id = {one["id"]: one for one in inside}
    assert all(one == by_id[one["id"]] for one in whole)


def test_the_first_entry_says_of_what_the_file_is_an_extract() -> None:
    first = told(EVENTS, "990101")[0]
    assert (first["type"], first["time"]) == (EXTRACT, EVENTS[-1].envelope.at)
    assert first["data"]["position"] == len(EVENTS)
    assert "注明withheld" in first["data"]["description"]
    assert "不得公开" in told(EVENTS, "990101", "inside")[0]["data"]["description"]


def test_before_the_announcement_the_public_batch_ends_before_the_ballot() -> None:
    outside = told(sealed(PAPERS, announced=False), TOWN)
    assert not [
        one for one in outside if one["type"].startswith("voting:Round") or one["type"] == "voting:PapersSealed"
    ]
    assert outside[0]["data"]["position"] == int(outside[-1]["id"])
    assert [one for one in told(sealed(PAPERS), TOWN) if one["type"] == "voting:PapersSealed" and "data" in one]


def test_what_was_erased_is_there_without_its_contents_and_says_so() -> None:
    year = taken(EVENTS, "990101", audience="inside")
    assert isinstance(year.source, MemorySource)
    year.source.erase(20)
    (erased,) = [one for one in orjson.loads(batch(year)) if one["id"] == "20"]
    assert erased["withheld"] == "内容已依法删去"
    assert "data" not in erased


def test_progress_is_told_up_to_the_position() -> None:
    reached: list[int] = []
    year = taken(EVENTS, "990101")
    batch(year, reached.append)
    assert reached == sorted(reached)
    assert reached[-1] == year.position


@settings(max_examples=10)
@given(rng=st.randoms(use_true_random=True))
def test_every_event_of_any_log_is_in_the_batch_of_one_congress(rng: Random) -> None:
    events = at_random(rng).events
    source = MemorySource(events)
    codes = [row["code"] for _, row in source.rows(CONGRESSES, len(events))]
    found = sorted(int(one["id"]) for code in codes for one in told(events, code, "inside")[1:])
    assert found == [one.position for one in events]
