"""Which damages does somebody do who has the bundle and the page, but neither the ledger nor its key?"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.bundles import trees
from tests.bundles.ballots import Json
from tests.bundles.damages.damage import Damaged, Damages, edited, swapped, unsummed
from tests.bundles.recipes import Bundle, canonical, lines

DAMAGES = Damages()


def rows_of(bundle: Bundle) -> list[Json]:
    return [json.loads(line) for line in bundle.files["entries.jsonl"].splitlines()]


def states_of(bundle: Bundle) -> dict[int, bytes]:
    """Contents by position."""
    given = [row["position"] for row in rows_of(bundle) if "blind" in row]
    return dict(zip(given, bundle.files["states.jsonl"].split(b"\n"), strict=False))


def with_rows(bundle: Bundle, rows: list[Json], states: dict[int, bytes] | None = None) -> Bundle:
    """The bundle with other headers, and with other contents where they are given."""
    bundle = edited(bundle, "entries.jsonl", lines(rows))
    if states is None:
        return bundle
    return edited(bundle, "states.jsonl", b"".join(states[row["position"]] + b"\n" for row in rows if "blind" in row))


def state_changed(bundle: Bundle, rng: Random, put: Callable[[Bundle, str, bytes], Bundle]) -> Damaged | None:
    """The first name in a content is another one; it can still be read."""
    states = states_of(bundle)
    if not states:
        return None
    position = rng.choice(list(states))
    value = json.loads(states[position])
    value["envelope"]["command_id"] = "02"
    states[position] = canonical(value)
    return Damaged(
        put(bundle, "states.jsonl", b"".join(each + b"\n" for each in states.values())), "states", "false", position
    )


@DAMAGES
def state_edited(bundle: Bundle, rng: Random) -> Damaged | None:
    return state_changed(bundle, rng, edited)


@DAMAGES
def state_edited_and_sums_left(bundle: Bundle, rng: Random) -> Damaged | None:
    found = state_changed(bundle, rng, unsummed)
    return found and replace(found, check="sums", position=0)


@DAMAGES
def state_garbled(bundle: Bundle, rng: Random) -> Damaged | None:
    states = states_of(bundle)
    if not states:
        return None
    position = rng.choice(list(states))
    states[position] = rng.choice([b"", b"{", b"[]", b"\xff\xfe", b'{"envelope":{},"event":{}}', b"[" * 5000, b"1e999"])
    return Damaged(with_rows(bundle, rows_of(bundle), states), "states", "false", position)


@DAMAGES
def readme_edited_and_sums_left(bundle: Bundle, rng: Random) -> Damaged:
    name = rng.choice(["README.txt", "verify.py", "policy.txt"])
    return Damaged(unsummed(bundle, name, swapped(bundle.files[name], rng)), "sums")


def header_changed(bundle: Bundle, rng: Random, **changes: Callable[[Json], object]) -> Damaged:
    rows = rows_of(bundle)
    row = rng.choice(rows)
    row |= {key: change(row) for key, change in changes.items()}
    return Damaged(with_rows(bundle, rows), "entries", "false", row["position"])


@DAMAGES
def header_of_another_topic(bundle: Bundle, rng: Random) -> Damaged:
    return header_changed(bundle, rng, topic=lambda row: row["topic"] + "x")


@DAMAGES
def header_of_another_version(bundle: Bundle, rng: Random) -> Damaged:
    found = header_changed(bundle, rng, version=lambda row: row["version"] + 1)
    return replace(found, check=rng.choice(["entries", "versions"]))


@DAMAGES
def header_of_another_stream(bundle: Bundle, rng: Random) -> Damaged:
    return header_changed(bundle, rng, stream=lambda _: "00000000-0000-5000-8000-000000000000")


@DAMAGES
def header_of_another_commitment(bundle: Bundle, rng: Random) -> Damaged:
    return header_changed(bundle, rng, commitment=lambda _: rng.randbytes(32).hex())


@DAMAGES
def blind_edited(bundle: Bundle, rng: Random) -> Damaged | None:
    rows = rows_of(bundle)
    blinded = [row for row in rows if "blind" in row]
    if not blinded:
        return None
    row = rng.choice(blinded)
    row["blind"] = rng.randbytes(32).hex()
    return Damaged(with_rows(bundle, rows), "states", "false", row["position"])


@DAMAGES
def entry_deleted(bundle: Bundle, rng: Random) -> Damaged | None:
    rows, states = rows_of(bundle), states_of(bundle)
    if len(rows) == 1 or bundle.recipe.streams is not None:
        return None
    row = rows.pop(rng.randrange(len(rows)))
    return Damaged(with_rows(bundle, rows, states), "positions", "false", row["position"])


@DAMAGES
def entries_out_of_order(bundle: Bundle, rng: Random) -> Damaged | None:
    """Two lines, with their contents, in each other's place."""
    rows, states = rows_of(bundle), states_of(bundle)
    if len(rows) == 1:
        return None
    first, second = sorted(rng.sample(range(len(rows)), 2))
    rows[first], rows[second] = rows[second], rows[first]
    position = first + 1 if bundle.recipe.streams is None else 0
    return Damaged(with_rows(bundle, rows, states), "positions", "false", position)


@DAMAGES
def entries_truncated(bundle: Bundle, rng: Random) -> Damaged | None:
    rows, states = rows_of(bundle), states_of(bundle)
    if len(rows) == 1 or bundle.recipe.streams is not None:
        return None
    left = rng.randrange(1, len(rows))
    return Damaged(with_rows(bundle, rows[:left], states), "positions", "false", left + 1)


@DAMAGES
def entry_beyond_the_end(bundle: Bundle, rng: Random) -> Damaged:
    rows = rows_of(bundle)
    position = bundle.recipe.size + rng.choice([1, 2, 1000])
    more = {**rows[-1], "position": position}
    more.pop("blind", None)
    return Damaged(with_rows(bundle, [*rows, more]), "entries", "false", position)


@DAMAGES
def entry_inserted_and_all_renumbered(bundle: Bundle, rng: Random) -> Damaged | None:
    rows, states = rows_of(bundle), states_of(bundle)
    if bundle.recipe.streams is not None:
        return None
    place = rng.randrange(len(rows))
    later = [row | {"position": row["position"] + 1} for row in rows[place:]]
    moved = {position + (position > place): state for position, state in states.items()}
    new = {"commitment": "0" * 64, "position": place + 1, "stream": rows[0]["stream"], "topic": "x:Y", "version": 9}
    manifest = json.loads(bundle.files["manifest.json"])
    if manifest["until"] < manifest["size"]:
        bundle = edited(bundle, "manifest.json", canonical(manifest | {"until": manifest["until"] + 1}) + b"\n")
    return Damaged(with_rows(bundle, [*rows[:place], new, *later], moved), "entries", "false", place + 1)


@DAMAGES
def entries_that_changed_places(bundle: Bundle, rng: Random) -> Damaged | None:
    """Two events in each other's place, with their contents."""
    rows, states = rows_of(bundle), states_of(bundle)
    if len(rows) == 1:
        return None
    first, second = sorted(rng.sample(range(len(rows)), 2))
    one, two = rows[first], rows[second]
    a, b = one["position"], two["position"]
    rows[first], rows[second] = two | {"position": a}, one | {"position": b}
    moved = states | ({a: states[b]} if b in states else {}) | ({b: states[a]} if a in states else {})
    return Damaged(with_rows(bundle, rows, moved), "entries", "false", a)


@DAMAGES
def leaf_of_a_tile_edited(bundle: Bundle, rng: Random) -> Damaged:
    name = rng.choice([name for name in bundle.files if name.startswith("tile/0/")])
    return Damaged(edited(bundle, name, swapped(bundle.files[name], rng)), "root")


@DAMAGES
def upper_tile_edited(bundle: Bundle, rng: Random) -> Damaged | None:
    if "tile/1/000.p/1" not in bundle.files and "tile/1/000.p/2" not in bundle.files:
        return None
    name = next(name for name in bundle.files if name.startswith("tile/1/"))
    return Damaged(edited(bundle, name, swapped(bundle.files[name], rng)), "tiles")


@DAMAGES
def content_withheld(bundle: Bundle, rng: Random) -> Damaged | None:
    rows, states = rows_of(bundle), states_of(bundle)
    if bundle.recipe.audience == "public" or not states:
        return None
    row = rng.choice([row for row in rows if "blind" in row])
    del row["blind"]
    return Damaged(with_rows(bundle, rows, states), "withheld", "false", row["position"])


@DAMAGES
def content_in_a_list_of_headers(bundle: Bundle, rng: Random) -> Damaged | None:
    rows, states = rows_of(bundle), states_of(bundle)
    if bundle.recipe.audience != "public" or not states:
        return None
    del rng
    manifest = json.loads(bundle.files["manifest.json"]) | {"headers_only": True}
    found = edited(with_rows(bundle, rows, states), "manifest.json", canonical(manifest) + b"\n")
    return Damaged(found, "withheld", "false", min(states))


@DAMAGES
def attachment_edited(bundle: Bundle, rng: Random) -> Damaged | None:
    names = [name for name in bundle.files if name.startswith("files/")]
    if not names:
        return None
    name = rng.choice(names)
    return Damaged(edited(bundle, name, swapped(bundle.files[name], rng)), "files")


@DAMAGES
def attachment_that_nobody_filed(bundle: Bundle, rng: Random) -> Damaged:
    data = rng.randbytes(20)
    return Damaged(edited(bundle, f"files/{trees.hash_of('sha256')(data).hex()}", data), "files")


def partial(bundle: Bundle) -> bool:
    return bundle.recipe.streams is not None


@DAMAGES
def stream_cut_short(bundle: Bundle, rng: Random) -> Damaged | None:
    """The last event of a stream left out of a bundle of some streams: only a list of headers shows it."""
    rows, states = rows_of(bundle), states_of(bundle)
    if not partial(bundle) or bundle.headers is None:
        return None
    last = {row["stream"]: row for row in rows}
    until = bundle.headers.recipe.until
    found = [row for row in last.values() if row["version"] > 1 and row["position"] <= until]
    if not found:
        return None
    row = rng.choice(found)
    rest = [each for each in rows if each is not row]
    return Damaged(with_rows(bundle, rest, states), "completeness", "false", row["position"])


@DAMAGES
def stream_with_a_hole(bundle: Bundle, rng: Random) -> Damaged | None:
    rows, states = rows_of(bundle), states_of(bundle)
    places = [
        place for place, row in enumerate(rows) if any(each["stream"] == row["stream"] for each in rows[place + 1 :])
    ]
    if not partial(bundle) or not places:
        return None
    place = rng.choice(places)
    following = next(row for row in rows[place + 1 :] if row["stream"] == rows[place]["stream"])
    return Damaged(
        with_rows(bundle, rows[:place] + rows[place + 1 :], states), "versions", "false", following["position"]
    )


@DAMAGES
def stream_promised_and_missing(bundle: Bundle, rng: Random) -> Damaged | None:
    if not partial(bundle):
        return None
    del rng
    manifest = json.loads(bundle.files["manifest.json"])
    streams = sorted([*manifest["streams"], "00000000-0000-5000-8000-000000000000"])
    return Damaged(edited(bundle, "manifest.json", canonical(manifest | {"streams": streams}) + b"\n"), "positions")
