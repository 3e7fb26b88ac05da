"""Which small but complete bundle follows from a seed?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from tests.bundles import notes, trees
from tests.bundles.notes import LOG, WITNESS, Key
from tests.bundles.recipes import Bundle, Fact, Mark, Recipe, files, note
from tests.bundles.rounds import Step
from tests.bundles.stories import ERASABLE, ERASED, any_story, attachment, congress_story, document_story

START = datetime(2024, 1, 10, tzinfo=UTC)
TOLERANCE = timedelta(seconds=60)
SIZES = [1, 2, 3, 5, 12, 30, 60, 120, 255, 256, 257, 300, 511, 512, 513, 600]


def made(rng: Random, **wishes: Any) -> Bundle:
    """A good bundle, with what its auditor holds; `wishes` are fields of the recipe that are not left to chance.

    The wish `events` is how many events the ledger has.
    """
    recipe = signed = recipe_of(rng, **wishes)
    if rng.random() < 0.3:
        # Some signed roots did not go into the bundle: the auditor may have kept them nevertheless.
        recipe = replace(recipe, marks=(*(mark for mark in recipe.marks[:-1] if rng.random() < 0.5), recipe.marks[-1]))
    whole = Bundle(recipe, files(recipe), recipe.policy, folder=rng.random() < 0.2)
    if rng.random() < 0.5:
        whole = replace(whole, printed=printed(rng, signed))
    if rng.random() < 0.4:
        whole = replace(whole, kept=tuple(kept(rng, signed) for _ in range(rng.randint(1, 3))))
    if recipe.streams is not None and rng.random() < 0.7:
        whole = replace(whole, headers=headers(rng, recipe))
    return whole


def recipe_of(rng: Random, **wishes: Any) -> Recipe:
    origin = rng.choice(["示例县的台账名", "ledger.example/示例镇"])
    hash_name = wishes.get("hash_name", rng.choice(["sha256", "sha256", "sm3"]))
    key = Key(origin, LOG, rng.randbytes(32))
    witnesses = [Key(f"示例见证人{number}", WITNESS, rng.randbytes(32)) for number in range(rng.randint(0, 3))]
    quorum = rng.randint(1, len(witnesses)) if witnesses else 0
    attachments = tuple(attachment(rng) for _ in range(rng.choice([0, 0, 1, 2])))
    attachments = tuple(dict.fromkeys(attachments))
    events = wishes.pop("events", rng.choice(SIZES))
    steps = merged(rng, stories(rng, attachments, events), events)
    facts = happened(rng, steps)
    audience = wishes.get("audience", rng.choice(["public", "auditor", "auditor", "scrutineer"]))
    chosen = Recipe(
        origin,
        hash_name,
        key,
        tuple(replace(fact, given=rng.random() < 0.8) for fact in facts) if audience == "public" else facts,
        marks(rng, facts, witnesses, quorum),
        audience,
        len(facts),
        notes.policy([key, *other_log(rng)], witnesses, quorum),
    )
    return replace(consistent(rng, chosen, attachments, wishes), **wishes)


def stories(rng: Random, attachments: Sequence[bytes], events: int) -> list[list[Step]]:
    told = [congress_story(rng), *(document_story(rng, data) for data in attachments)]
    while sum(map(len, told)) < events:
        told.append(any_story(rng))
    return told


def merged(rng: Random, told: Sequence[Sequence[Step]], events: int) -> list[Step]:
    """The stories told in turns, as many events as asked for; now and then some words are erased."""
    (congress, *documents), found = told, list[Step]()
    queue = [list(story) for story in documents]
    for step in congress:
        found.append(step)
    erased = set[int]()
    while len(found) < events:
        story = rng.choice(queue[:4])
        found.append(story.pop(0))
        if not story:
            queue.remove(story)
        open_ = [number for number, step in enumerate(found, 1) if step.topic == ERASABLE and number not in erased]
        if open_ and rng.random() < 0.05:
            positions = sorted(rng.sample(open_, rng.randint(1, min(3, len(open_)))))
            erased.update(positions)
            found.append(Step(congress[0].stream, ERASED, {"positions": positions, "reason": "示例"}))
    return found[:events]


def happened(rng: Random, steps: Sequence[Step]) -> tuple[Fact, ...]:
    """The steps as facts, one after the other; what a later step erased has lost its content."""
    at, facts = START, []
    for step in steps:
        at += timedelta(seconds=rng.choice([0, 1, 60, 600, 86400]), microseconds=rng.choice([0, rng.randrange(10**6)]))
        facts.append(Fact(step.stream, step.topic, step.event, at, rng.randbytes(32), kind=step.kind, row=step.row))
    gone = {position for step in steps if step.topic == ERASED for position in step.event["positions"]}
    return tuple(replace(fact, erased=number in gone) for number, fact in enumerate(facts, 1))


def marks(rng: Random, facts: Sequence[Fact], witnesses: Sequence[Key], quorum: int) -> tuple[Mark, ...]:
    """When roots were signed, each between the event before and the event after, as far as the tolerance lets it."""
    sizes = sorted({len(facts), *(rng.randint(1, len(facts)) for _ in range(rng.choice([0, 1, 3])))})
    found, last = list[Mark](), START - TOLERANCE
    for size in sizes:
        earliest = max(last, ceiling(facts[size - 1].at - TOLERANCE))
        latest = facts[size].at + TOLERANCE if size < len(facts) else earliest + timedelta(days=9)
        for _ in range(rng.choice([1, 1, 2])):
            time = min(earliest + timedelta(seconds=rng.choice([0, 0, 30, 60, 61, 4000, 86400])), floor(latest))
            if not found or (found[-1].size, found[-1].time) != (size, time):
                found.append(Mark(size, time, tuple(rng.sample(witnesses, rng.randint(0, len(witnesses))))))
            earliest = last = time
    found[-1] = replace(found[-1], witnesses=tuple(rng.sample(witnesses, rng.randint(quorum, len(witnesses)))))
    return tuple(found)


def ceiling(at: datetime) -> datetime:
    return floor(at + timedelta(microseconds=999_999))


def floor(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def other_log(rng: Random) -> list[Key]:
    """Sometimes the auditor trusts another ledger as well."""
    return [Key("另一个示例台账", LOG, rng.randbytes(32))] * (rng.random() < 0.2)


def consistent(rng: Random, recipe: Recipe, attachments: Sequence[bytes], wishes: dict[str, Any]) -> Recipe:
    """What goes into the bundle: everything, the beginning, some streams, or headers alone."""
    if rng.random() < 0.15:
        recipe = replace(recipe, until=rng.randint(1, recipe.until))
    # What was erased after the end of the bundle had not been erased then.
    recipe = replace(recipe, facts=not_yet_erased(recipe))
    streams = list(dict.fromkeys(fact.stream for fact in recipe.facts[: recipe.until]))
    if wishes.get("headers_only", rng.random() < 0.1):
        return replace(recipe, headers_only=True)
    if rng.random() < 0.2 and "streams" not in wishes:
        some = rng.sample(streams, rng.randint(1, len(streams)))
        recipe = replace(recipe, streams=tuple({*some, recipe.facts[0].stream}))
    filed = {fact.event.get("sha256") for _, fact in recipe.included() if recipe.gives(fact)}
    return replace(
        recipe, attachments=tuple(data for data in attachments if trees.hash_of("sha256")(data).hex() in filed)
    )


def not_yet_erased(recipe: Recipe) -> tuple[Fact, ...]:
    known = [fact for fact in recipe.facts[: recipe.until] if fact.topic == ERASED]
    gone = {position for fact in known for position in fact.event["positions"]}
    return tuple(replace(fact, erased=number in gone) for number, fact in enumerate(recipe.facts, 1))


def printed(rng: Random, recipe: Recipe) -> tuple[str, int] | tuple[str, int, datetime]:
    """A root of some year's day, printed on paper, with its time where it was signed just then."""
    mark = rng.choice(recipe.marks)
    size = rng.choice([mark.size, rng.randint(1, recipe.size)])
    root = trees.root(recipe.leaves[:size], recipe.hash).hex()
    return (root, size, mark.time) if mark.size == size and rng.random() < 0.7 else (root, size)


def kept(rng: Random, recipe: Recipe) -> bytes | Bundle:
    """A root that was signed, in its note or in an earlier bundle, which was another's perhaps."""
    mark = rng.choice(recipe.marks)
    if rng.random() < 0.6:
        return note(recipe, mark, trees.root(recipe.leaves[: mark.size], recipe.hash))
    return earlier(recipe, recipe.marks[: recipe.marks.index(mark) + 1], folder=rng.random() < 0.3)


def earlier(recipe: Recipe, marks: tuple[Mark, ...], *, folder: bool = False) -> Bundle:
    """A bundle of headers that was made when no more than these roots were signed."""
    listed = replace(recipe, marks=marks, until=marks[-1].size, streams=None, headers_only=True, attachments=())
    return Bundle(listed, files(listed), folder=folder)


def headers(rng: Random, recipe: Recipe) -> Bundle:
    """The list of headers of the same log, as somebody else was given it."""
    listed = replace(recipe, streams=None, headers_only=True, attachments=(), until=rng.randint(1, recipe.size))
    return Bundle(listed, files(listed))
