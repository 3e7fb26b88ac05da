"""Which damages are done to what is published beside the log?"""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

from tests.bundles.ballots import Json
from tests.bundles.damages.damage import Damaged, Damages
from tests.bundles.recipes import Bundle, results

DAMAGES = Damages()


def bumped(number: int, rng: Random) -> int:
    return number + rng.choice([1, 2])


def published(bundle: Bundle, rng: Random, kind: str, change: Callable[[list[Json], Json], object]) -> Damaged | None:
    """results.json says something else; `change` gets the list and a row of it whose stream is wholly readable."""
    recipe = bundle.recipe
    told = copy.deepcopy(results(recipe))
    withheld = {str(fact.stream) for _, fact in recipe.included() if not recipe.gives(fact)}
    rows = [row for row in told[kind] if row["stream"] not in withheld]
    if not rows:
        return None
    if change(told[kind], rng.choice(rows)) is False:
        return None
    return Damaged(bundle.made_anew(results=told), kind)


@DAMAGES
def published_papers_otherwise(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(_: list[Json], row: Json) -> object:
        if "valid" not in row:
            return False
        key = rng.choice(["valid", "invalid"])
        return row.update({key: bumped(row[key], rng)})

    return published(bundle, rng, "rounds", change)


@DAMAGES
def published_votes_otherwise(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(_: list[Json], row: Json) -> object:
        if "valid" not in row:
            return False
        item, key = rng.choice(row["items"]), rng.choice(["for", "against", "abstain", "not_pressed"])
        return item.update({key: bumped(item[key], rng)})

    return published(bundle, rng, "rounds", change)


@DAMAGES
def published_in_another_order(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(_: list[Json], row: Json) -> object:
        selected = row["selected"]
        return len(selected) > 1 and row.update(selected=[*selected[1:], selected[0]])

    return published(bundle, rng, "rounds", change)


@DAMAGES
def published_too_little(bundle: Bundle, rng: Random) -> Damaged | None:
    """A row of results.json left out, which everybody but the public must be shown."""
    kind = rng.choice(["rounds", "evaluations", "projects"])
    if bundle.recipe.audience == "public" and kind == "projects":
        return None
    return published(bundle, rng, kind, lambda rows, row: rows.remove(row))


@DAMAGES
def published_too_much(bundle: Bundle, rng: Random) -> Damaged | None:
    """A row for a stream of another kind, or of none."""
    kind, stream = rng.choice(["rounds", "projects"]), str(bundle.recipe.facts[0].stream)
    told = copy.deepcopy(results(bundle.recipe))
    stream = rng.choice([stream, "ffffffff-ffff-5fff-8fff-ffffffffffff"])
    row: Json = {"selected": []} if kind == "rounds" else {"number": "2024-01", "standing": "running"}
    told[kind] = sorted([*told[kind], {"stream": stream, **row}], key=lambda each: each["stream"])
    return Damaged(bundle.made_anew(results=told), kind)


@DAMAGES
def published_another_grade(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(_: list[Json], row: Json) -> object:
        grade = rng.choice(row["grades"])
        return grade.update(grade="satisfied" if grade["grade"] != "satisfied" else None)

    return published(bundle, rng, "evaluations", change)


@DAMAGES
def published_another_standing(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(_: list[Json], row: Json) -> object:
        return row.update(standing="accepted" if row["standing"] != "accepted" else "running")

    return published(bundle, rng, "projects", change)


@DAMAGES
def published_another_number(bundle: Bundle, rng: Random) -> Damaged | None:
    return published(bundle, rng, "projects", lambda _, row: row.update(number=row["number"] + "0"))
