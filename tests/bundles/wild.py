"""What might anybody do to a bundle, of which nobody says beforehand what a verifier should think?

For two verifiers that must say the same. Each takes a good bundle and gives it changed, or None where there is nothing to change.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from tests.bundles import trees
from tests.bundles.damages.damage import edited, swapped
from tests.bundles.damages.keeper import anew
from tests.bundles.recipes import Bundle, Mark, canonical, files, note, results

Change = Callable[[Bundle, Random], Bundle | None]
ODD: list[Any] = [None, "", "x", "2024-01", -1, 0, 1, 2, 1000, True, [], {}, ["x"], {"id": "x"}, 2**53 - 1]
TOLD = ("voting:", "projects:", "congress:ContentErased", "document:")


def shaken(value: Any, rng: Random) -> Any:
    """The JSON value with one of its leaves, or the order of a list, slightly other."""
    places = list(leaves(value))
    if not places:
        return value
    value = copy.deepcopy(value)
    inside, key = rng.choice(list(leaves(value)))
    match inside[key]:
        case bool() as yes:
            inside[key] = not yes
        case int() as number:
            inside[key] = number + rng.choice([-1, 1, 1, 2])
        case str() as text:
            others = [each[at] for each, at in leaves(value) if isinstance(each[at], str)]
            inside[key] = rng.choice([*others, text + "x"])
        case list() as items if items:
            inside[key] = rng.choice([items[::-1], items[:-1], [*items, items[0]]])
        case _:
            inside[key] = rng.choice(ODD)
    return value


def broken(value: Any, rng: Random) -> Any:
    """The JSON value with one of its parts gone, or another thing altogether."""
    value = copy.deepcopy(value)
    places = list(leaves(value))
    if places:
        inside, key = rng.choice(places)
        if isinstance(inside, dict) and rng.random() < 0.4:
            del inside[key]
        else:
            inside[key] = rng.choice(ODD)
    return value


def leaves(value: Any) -> list[tuple[Any, Any]]:
    """Every place inside a JSON value, as what holds it and its key there."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in [(value, key), *leaves(value[key])]]


def retold(bundle: Bundle, rng: Random, change: Callable[[Any, Random], Any]) -> Bundle | None:
    """One event recorded otherwise from the beginning, by the keeper of the key."""
    recipe = bundle.recipe
    found = [row["position"] for row, fact in recipe.included() if recipe.gives(fact) and fact.topic.startswith(TOLD)]
    if not found:
        return None
    position = rng.choice(found)
    event = change(recipe.facts[position - 1].event, rng)
    return anew(bundle, position, event=event)


def event_shaken(bundle: Bundle, rng: Random) -> Bundle | None:
    return retold(bundle, rng, shaken)


def event_broken(bundle: Bundle, rng: Random) -> Bundle | None:
    return retold(bundle, rng, broken)


def results_shaken(bundle: Bundle, rng: Random) -> Bundle | None:
    told = results(bundle.recipe)
    return bundle.made_anew(results=rng.choice([shaken, shaken, broken])(told, rng))


def results_of_another_day(bundle: Bundle, rng: Random) -> Bundle | None:
    recipe = bundle.recipe
    earlier = replace(recipe, until=rng.randint(1, recipe.until))
    return bundle.made_anew(results=results(earlier))


def line_shaken(bundle: Bundle, rng: Random) -> Bundle | None:
    name = rng.choice(["entries.jsonl", "entries.jsonl", "states.jsonl", "manifest.json"])
    lines = bundle.files[name].splitlines()
    if not lines:
        return None
    place = rng.randrange(len(lines))
    lines[place] = canonical(rng.choice([shaken, broken])(json.loads(lines[place]), rng))
    return edited(bundle, name, b"".join(line + b"\n" for line in lines))


def line_lost_or_doubled(bundle: Bundle, rng: Random) -> Bundle | None:
    names = [name for name in bundle.files if name.endswith((".jsonl", ".note", "SUMS")) and bundle.files[name]]
    name = rng.choice(names)
    lines = bundle.files[name].splitlines(keepends=True)
    place = rng.randrange(len(lines))
    lines[place] = rng.choice([b"", lines[place] * 2, b"\n"])
    if name == "SHA256SUMS":
        return bundle.with_files({**bundle.files, name: b"".join(lines)})
    return edited(bundle, name, b"".join(lines))


def byte_flipped(bundle: Bundle, rng: Random) -> Bundle | None:
    name = rng.choice([name for name, data in bundle.files.items() if data])
    data = swapped(bundle.files[name], rng)
    if rng.random() < 0.2 or name == "SHA256SUMS":
        return bundle.with_files({**bundle.files, name: data})
    return edited(bundle, name, data)


def bit_of_the_zip_flipped(bundle: Bundle, rng: Random) -> Bundle | None:
    return replace(bundle, raw=swapped(bundle.zip(), rng), folder=False)


def policy_shaken(bundle: Bundle, rng: Random) -> Bundle | None:
    lines = bundle.recipe.policy.splitlines(keepends=True)
    place = rng.randrange(len(lines))
    lines[place] = rng.choice([b"", lines[place] * 2, swapped(lines[place], rng), b" \t" + lines[place]])
    return replace(bundle, policy=b"".join(lines))


def contents_withheld(bundle: Bundle, rng: Random) -> Bundle | None:
    """Given to somebody else, with some contents alone."""
    share = rng.random()
    facts = tuple(replace(fact, given=rng.random() < share) for fact in bundle.recipe.facts)
    audience = rng.choice(["public", "public", "auditor"])
    return bundle.made_anew(facts=facts, audience=audience, attachments=())


def checkpoint_lost(bundle: Bundle, rng: Random) -> Bundle | None:
    names = [name for name in bundle.files if name.endswith(".note")]
    return edited(bundle, rng.choice(names), None)


def headers_of_any_kind(bundle: Bundle, rng: Random) -> Bundle | None:
    """The bundle itself, or its headers to some point, as the list of headers."""
    recipe = replace(bundle.recipe, until=rng.randint(1, bundle.recipe.until))
    marks = recipe.marks[: rng.randint(1, len(recipe.marks))]
    until = min(recipe.until, max(mark.size for mark in marks))
    listed = bundle.made_anew(marks=marks, until=until, streams=None, headers_only=rng.random() < 0.8, attachments=())
    return replace(bundle, headers=replace(listed, headers=None))


def size_printed(bundle: Bundle, rng: Random) -> Bundle | None:
    return replace(bundle, printed=(rng.randbytes(32).hex(), rng.choice([0, 1, bundle.recipe.size])))


def anything_kept(bundle: Bundle, rng: Random) -> Bundle | None:
    """Whatever lies in an auditor's drawer."""
    drawer = [kept_of_any_kind(bundle, rng) for _ in range(rng.randint(1, 4))]
    return replace(bundle, kept=(*bundle.kept, *drawer))


def kept_of_any_kind(bundle: Bundle, rng: Random) -> bytes | Bundle:
    recipe, whole = bundle.recipe, bundle.zip()
    plain = replace(bundle, folder=False, kept=())
    signed = bundle.files[rng.choice([name for name in bundle.files if name.endswith(".note")])]
    mark = Mark(rng.randint(0, recipe.size + 2), rng.choice(recipe.facts).at.replace(microsecond=0))
    listed = replace(recipe, until=rng.randint(1, recipe.until))
    match rng.randrange(9):
        case 0:
            return rng.randbytes(rng.choice([0, 1, 100]))
        case 1:
            return swapped(signed, rng)
        case 2:
            return signed
        case 3:
            return note(recipe, mark, trees.root(recipe.leaves[: mark.size], recipe.hash))
        case 4:
            return note(recipe, mark, rng.randbytes(32))
        case 5:
            return replace(plain, raw=whole[: rng.randrange(len(whole))])
        case 6:
            return replace(plain, raw=swapped(whole, rng))
        case 7:
            return replace(line_lost_or_doubled(plain, rng) or plain, folder=rng.random() < 0.5)
        case _:
            return replace(plain, recipe=listed, files=files(listed), folder=rng.random() < 0.5)


def time_printed(bundle: Bundle, rng: Random) -> Bundle | None:
    """On paper, at the hour of some event, give or take."""
    size = rng.randint(0, bundle.recipe.size + 1)
    root = trees.root(bundle.recipe.leaves[:size], bundle.recipe.hash).hex()
    at = rng.choice(bundle.recipe.facts).at.replace(microsecond=0)
    return replace(bundle, printed=(root, size, at + timedelta(seconds=rng.choice([-61, -60, 0, 59, 60, 61, 10**6]))))


WILD: dict[str, Change] = {
    change.__name__: change
    for change in (
        event_shaken,
        event_broken,
        results_shaken,
        results_of_another_day,
        line_shaken,
        line_lost_or_doubled,
        byte_flipped,
        bit_of_the_zip_flipped,
        policy_shaken,
        contents_withheld,
        checkpoint_lost,
        headers_of_any_kind,
        size_printed,
        time_printed,
        anything_kept,
    )
}
