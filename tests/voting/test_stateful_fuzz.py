"""Is whatever is asked, of any stream as it stands, either recorded or refused, and does it never break anything?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from random import Random
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.canonical import LARGEST_INTEGER
from domain.events import Body, Envelope
from domain.usecase import UseCase
from tests.given import CHAIR, envelope
from tests.strategies import instances_of
from tests.voting.model.desk import Desk
from tests.voting.model.grader import MEMBERS, Grader
from tests.voting.model.grader import PROFILES as GRADING_PROFILES
from tests.voting.model.meddling import NOWHERE
from tests.voting.model.player import GOALS, Player
from tests.voting.test_stateful_session import LONG, RANDOMS
from voting.application import USE_CASES
from voting.deciders.evaluations import EVALUATION

PROFILES = {
    "called": "county, voted on until settled",
    "re-ballot": "street",
    "carried": "county, voted on until settled",
    "counted": "county, papers kept",
    "declared": "city",
    "opened": "county, keypads",
}
DAYS = st.sampled_from(["2024-01-18", "2024-01-19", "2024-01-17", "2024-03-01", "1949-10-01", "2199-12-31"])
NUMBERS = (0, 1, 2, 3, 7, -1, LARGEST_INTEGER, -LARGEST_INTEGER)
TEXTS = (
    "1",
    "2",
    "a",
    "",
    " ",
    "\x00",
    "~1/~0",
    "示例",
    "/items/1/votes_for",
    "/valid",
    "a" * 64,
    "龘" * 3000,
    NOWHERE,
)
FATES = tuple(range(6))


@cache
def session(goal: str) -> Desk:
    """Streams as they stand when a session has come so far."""
    rng = Random(goal)  # noqa: S311 - the same streams every time, and no secret
    played = Player(PROFILES.get(goal, "county"), rng)
    played.go_ahead(rng, goal)
    return played.desk


@cache
def grading(fate: int) -> Desk:
    """Streams as they stand when evaluations have come further and further."""
    rng = Random(fate)  # noqa: S311 - likewise
    played = Grader(rng.choice(list(GRADING_PROFILES)))
    played.count_heads(MEMBERS)
    played.open_some(rng)
    played.go_on(rng, 6 * fate)
    played.open_some(rng)
    played.go_on(rng, 3 * fate)
    return played.desk


def aimed(rng: Random, value: Any, texts: tuple[str, ...]) -> Any:
    """The value with about every second text, number and day in it replaced by one that means something here."""
    match value:
        case bool() | None:
            return value
        case int():
            return rng.choice([value, rng.choice(NUMBERS)])
        case str():
            return rng.choice([value, rng.choice(texts)])
        case date():
            return rng.choice([value, date(2024, 1, 18), date(2024, 1, 19)])
        case tuple():
            return tuple(aimed(rng, each, texts) for each in value)
        case Mapping():
            return {rng.choice([key, "torn"]): aimed(rng, each, texts) for key, each in value.items()}
        case _:
            return replace(value, **{name: aimed(rng, getattr(value, name), texts) for name in free(value.__class__)})


@cache
def free(cls: type[Any]) -> tuple[str, ...]:
    """The fields whose values are no fixed vocabulary; of those the edge lets nothing else through."""
    hints = get_type_hints(cls)
    return tuple(each.name for each in fields(cls) if get_origin(hints[each.name]) is not Literal)


CASES = pytest.mark.parametrize(
    "case", USE_CASES, ids=[f"{case.decider.name}-{case.command.__name__}" for case in USE_CASES]
)


@CASES
def test_anything_at_all_is_recorded_or_refused(case: UseCase) -> None:
    desks = [grading(fate) for fate in FATES] if case.decider is EVALUATION else [session(goal) for goal in GOALS]

    @settings(max_examples=2000 if LONG else 10)
    @given(asked=instances_of(case.command), stated=instances_of(Envelope), on=DAYS, rng=RANDOMS)
    def ask(asked: Any, stated: Envelope, on: str, rng: Random) -> None:
        desk = rng.choice(desks)
        command = aimed(rng, asked, (*TEXTS, *map(str, desk.streams)))
        given_ = replace(aimed(rng, stated, TEXTS), effective_on=on, at="2024-03-02T02:00:00.000000Z")
        likely = envelope(on=on, body=rng.choice(get_args(Body)), second=CHAIR)
        for stream in [None] if case.begins else desk.streams:
            assert desk.consider(command, rng.choice([given_, likely]), case.decider, stream)

    ask()


def test_the_streams_that_are_asked_stand_at_every_stage() -> None:
    stages = {type(stream.state.stage).__name__ for goal in GOALS for stream in rounds(session(goal))}
    assert stages == {"Voting", "Counted", "Declared", "Announced", "Void"}
    stages = {type(stream.state.stage).__name__ for fate in FATES for stream in rounds(grading(fate))}
    assert stages == {"Marking", "Graded", "Declared", "Announced", "Void"}


def rounds(desk: Desk) -> list[Any]:
    return [stream for stream in desk.streams.values() if hasattr(stream.state, "stage")]
