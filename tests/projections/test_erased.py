"""Does everything that is read from the log survive the loss of whatever may be erased from it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.cases import USE_CASES
from domain.deciders import Decider
from domain.events import Erased, Recorded, topics
from domain.refusals import NotFound
from domain.storage.mapper import NOBODY
from projections.models import MODELS
from projections.sentences import tell
from projections.versions import topic_of
from tests.projections.histories import at_random, demonstration
from tests.projections.kit import folded

DECIDERS = tuple({case.decider.name: case.decider for case in USE_CASES}.values())
EVENTS = demonstration().events
GAPS = {
    "Cycle.batches.publicity.ended_on",
    "Cycle.groups",
    "Inspection.stage",
    "Project.follow_ups.by_number.plan",
    "Project.follow_ups.by_number.planned_on",
    "Project.follow_ups.by_number.report",
    "Project.follow_ups.by_number.reported_on",
    "Project.progress.explanations.given_on",
    "Project.progress.reports",
    "Project.progress.returned",
}
"""What the states no longer know of a year in which nobody said or saw anything and nobody is named."""


def erasable(recorded: Recorded) -> bool:
    return not topics()[topic_of(recorded)].DECIDES


TOPICS = sorted({topic_of(recorded) for recorded in EVENTS if erasable(recorded)})


def without(events: Iterable[Recorded], gone: Callable[[Recorded], bool]) -> list[Recorded]:
    """The log after an erasure of whatever is `gone`."""
    return [
        replace(one, event=Erased(topic_of(one)), envelope=NOBODY) if erasable(one) and gone(one) else one
        for one in events
    ]


@cache
def deciders() -> dict[UUID, Decider[Any]]:
    """By which decider each stream of the demonstration is decided."""
    found = {}
    for stream, history in streams(EVENTS).items():
        (found[stream],) = (decider for decider in DECIDERS if folds(decider, history))
    return found


def folds(decider: Decider[Any], history: Sequence[Recorded]) -> bool:
    try:
        return decider.fold(history) is not None
    except (NotFound, AssertionError):
        return False


def streams(events: Iterable[Recorded]) -> dict[UUID, list[Recorded]]:
    found = defaultdict(list)
    for recorded in events:
        found[recorded.originator_id].append(recorded)
    return found


def read(events: Sequence[Recorded]) -> None:
    """Every row and every sentence that there is."""
    for model in MODELS:
        folded(model, events).shown(model)
    for history in streams(events).values():
        assert len(list(tell(history))) == len(history)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_year_is_read_and_decided_without_one_kind_of_event(topic: str) -> None:
    left = without(EVENTS, lambda recorded: topic_of(recorded) == topic)
    read(left)
    for stream, history in streams(left).items():
        state = deciders()[stream].fold(history)
        assert (state is None) is isinstance(history[0].event, Erased)


def test_the_year_is_read_without_anything_that_can_be_erased() -> None:
    read(without(EVENTS, lambda _recorded: True))


def test_what_was_decided_stands_without_anything_that_can_be_erased() -> None:
    """Lists, promises, money of the accounts, results, grades, units and deadlines: the gaps are where words and persons stood."""
    gaps = set()
    for stream, history in streams(EVENTS).items():
        decider, left = deciders()[stream], without(history, lambda _recorded: True)
        if not isinstance(left[0].event, Erased):
            gaps |= set(apart(decider.fold(history), decider.fold(left), decider.name))
    assert gaps == GAPS


def apart(one: Any, other: Any, name: str) -> Iterator[str]:
    """The names of the innermost fields in which two states differ."""
    if is_dataclass(one) and type(one) is type(other):
        for each in fields(one):
            yield from apart(getattr(one, each.name), getattr(other, each.name), f"{name}.{each.name}")
    elif isinstance(one, dict) and one.keys() == other.keys():
        for key, value in one.items():
            yield from apart(value, other[key], name)
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for pair in zip(one, other, strict=True):
            yield from apart(*pair, name)
    elif one != other:
        yield name


@settings(max_examples=15)
@given(rng=st.randoms(use_true_random=True))
def test_any_history_is_read_without_any_of_what_can_be_erased(rng: Random) -> None:
    read(without(at_random(rng).events, lambda _recorded: rng.random() < 0.4))
