"""Which damages does the keeper of the ledger do, who has every tool: rows, tiles and roots computed again, sometimes the key?"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from tests.bundles import trees
from tests.bundles.ballots import Json
from tests.bundles.damages.damage import Damaged, Damages
from tests.bundles.notes import LOG, Key
from tests.bundles.recipes import Bundle, Fact, canonical, results
from tests.bundles.stories import ERASED

DAMAGES = Damages()


def anew(bundle: Bundle, position: int, **changes: Any) -> Bundle:
    """The whole ledger computed and signed again after one event was changed; what the auditor held of the old one is gone."""
    facts = list(bundle.recipe.facts)
    facts[position - 1] = replace(facts[position - 1], **changes)
    return bundle.with_nothing_held().made_anew(facts=tuple(facts))


def given(bundle: Bundle, *topics: str) -> list[tuple[int, Fact]]:
    """Events of these topics whose content is in the bundle."""
    recipe = bundle.recipe
    return [(row["position"], fact) for row, fact in recipe.included() if recipe.gives(fact) and fact.topic in topics]


def readable(bundle: Bundle, found: tuple[int, Fact]) -> bool:
    """Whether nothing before this event of its stream is withheld, so that it can be checked."""
    position, fact = found
    return all(
        bundle.recipe.gives(each) or row["position"] > position
        for row, each in bundle.recipe.included()
        if each.stream == fact.stream
    )


def event_changed(
    bundle: Bundle, rng: Random, check: str, topic: str, change: Callable[[Json], bool]
) -> Damaged | None:
    """One event of this topic recorded otherwise from the beginning; `change` says whether it could."""
    found = [each for each in given(bundle, topic) if readable(bundle, each)]
    rng.shuffle(found)
    for position, fact in found:
        event = copy.deepcopy(fact.event)
        if change(event):
            return Damaged(anew(bundle, position, event=event), check, "false", position)
    return None


def placed(damaged: Damaged | None) -> Damaged | None:
    """Where the stream is in results.json, that may contradict what was changed as well, at the stream's first event."""
    if damaged is None:
        return None
    recipe = damaged.bundle.recipe
    shown = {row["stream"] for row in results(recipe)[damaged.check]}
    return replace(damaged, position=0) if str(recipe.facts[damaged.position - 1].stream) in shown else damaged


@DAMAGES
def everything_signed_with_another_key(bundle: Bundle, rng: Random) -> Damaged:
    other = Key(bundle.recipe.origin, LOG, rng.randbytes(32))
    return Damaged(bundle.made_anew(key=other), "signatures", "unchecked")


@DAMAGES
def history_rewritten_after_a_root_was_printed(bundle: Bundle, rng: Random) -> Damaged:
    """With the key: only what the auditor holds on paper shows it."""
    recipe = bundle.recipe
    size = rng.randint(1, recipe.size)
    position = rng.randint(1, size)
    root = trees.root(recipe.leaves[:size], recipe.hash)
    found = anew(bundle, position, blind=rng.randbytes(32))
    return Damaged(replace(found, printed=(root.hex(), size)), "printed_root")


@DAMAGES
def event_dated_back(bundle: Bundle, rng: Random) -> Damaged | None:
    """With the key; the checkpoint of the day, which did not yet know it, was published."""
    recipe = bundle.recipe
    found = [
        (row["position"], mark)
        for row, fact in recipe.included()
        for mark in recipe.marks
        if recipe.gives(fact) and row["position"] > mark.size
    ]
    if not found:
        return None
    position, mark = rng.choice(found)
    early = mark.time - timedelta(seconds=60, microseconds=rng.choice([1, 10**6, 10**12]))
    return Damaged(anew(bundle, position, at=early), "times", "false", position)


@DAMAGES
def event_dated_forward(bundle: Bundle, rng: Random) -> Damaged | None:
    recipe = bundle.recipe
    found = [
        (row["position"], mark)
        for row, fact in recipe.included()
        for mark in recipe.marks
        if recipe.gives(fact) and row["position"] <= mark.size
    ]
    if not found:
        return None
    position, mark = rng.choice(found)
    late = mark.time + timedelta(seconds=60, microseconds=rng.choice([1, 10**6, 10**12]))
    return Damaged(anew(bundle, position, at=late), "times", "false", position)


@DAMAGES
def event_without_a_time(bundle: Bundle, rng: Random) -> Damaged | None:
    found = [
        position
        for row, fact in bundle.recipe.included()
        if bundle.recipe.gives(fact)
        for position in [row["position"]]
    ]
    if not found:
        return None
    position = rng.choice(found)
    times = ["", "2024-01-10", "2024-01-10 08:00:00Z", "2024-02-30T00:00:00Z", "2024-01-10T08:00:00+08:00", 5, None]
    envelope: Json = {"at": rng.choice(times), "command_id": "01"} if rng.random() < 0.8 else {}
    state = canonical({"envelope": envelope, "event": bundle.recipe.facts[position - 1].event})
    return Damaged(anew(bundle, position, state=state), "times", "false", position)


@DAMAGES
def state_of_another_shape(bundle: Bundle, rng: Random) -> Damaged | None:
    """Recorded so from the beginning: the commitment is right, the bytes are no event."""
    found = [row["position"] for row, fact in bundle.recipe.included() if bundle.recipe.gives(fact)]
    if not found:
        return None
    position = rng.choice(found)
    state = rng.choice(
        [
            b"[]",
            b"null",
            b"{}",
            b'{"envelope":{}}',
            b'{"envelope":{},"event":{},"more":1}',
            b'{"envelope":{},"event":[]}',
        ]
        * 2
        + [
            b"nonsense",
            b"\xff",
            b'{"envelope":{},"envelope":{},"event":{}}',
            b'{"envelope":{},"event":{"a":NaN}}',
            b"[" * 3000,
        ]
    )
    return Damaged(anew(bundle, position, state=state), "states", "false", position)


@DAMAGES
def erasure_of_other_positions(bundle: Bundle, rng: Random) -> Damaged | None:
    """The erasure that was decided is not that of what is missing."""
    if bundle.recipe.audience == "public":
        return None

    def change(event: Json) -> bool:
        event["positions"] = [rng.choice([0, -1, "1", 10**9])]
        return True

    included = {row["position"] for row, _ in bundle.recipe.included()}
    for position, fact in given(bundle, ERASED):
        gone = [each for each in fact.event["positions"] if each in included]
        if gone:
            event = copy.deepcopy(fact.event)
            change(event)
            return Damaged(anew(bundle, position, event=event), "withheld", "false", min(gone))
    return None


@DAMAGES
def erasure_before_the_event(bundle: Bundle, rng: Random) -> Damaged | None:
    """An erasure that names a position not yet reached."""
    found = given(bundle, ERASED)
    if bundle.recipe.audience == "public" or not found:
        return None
    first, fact = found[0]
    later = [
        row["position"]
        for row, each in bundle.recipe.included()
        if row["position"] > first and bundle.recipe.gives(each) and each.topic != ERASED
    ]
    if not later:
        return None
    victim = rng.choice(later)
    event = fact.event | {"positions": [*fact.event["positions"], victim]}
    facts = list(bundle.recipe.facts)
    facts[first - 1] = replace(fact, event=event)
    facts[victim - 1] = replace(facts[victim - 1], erased=True)
    found_ = bundle.with_nothing_held().made_anew(facts=tuple(facts))
    return Damaged(found_, "withheld", "false", victim)
