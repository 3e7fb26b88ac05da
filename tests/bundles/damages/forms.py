"""Which bundles cannot be read: files that should not be there, or are not written as the page says?"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

from tests.bundles import notes
from tests.bundles.damages.damage import Damaged, Damages, edited
from tests.bundles.recipes import Bundle, Mark, Recipe, canonical, note

DAMAGES = Damages()
ALWAYS = ("README.txt", "entries.jsonl", "states.jsonl", "manifest.json", "results.json", "policy.txt", "verify.py")


def unread(bundle: Bundle, check: str) -> Damaged:
    return Damaged(bundle, check, "unchecked")


@DAMAGES
def extra_file(bundle: Bundle, rng: Random) -> Damaged:
    names = ["notes.txt", "tile/x", "files/readme", "checkpoints/latest.note", "files/" + "A" * 64, "entries.jsonl.bak"]
    return unread(edited(bundle, rng.choice(names), b"?"), "container")


@DAMAGES
def missing_file(bundle: Bundle, rng: Random) -> Damaged:
    return unread(edited(bundle, rng.choice(ALWAYS), None), "container")


@DAMAGES
def no_checkpoint(bundle: Bundle, rng: Random) -> Damaged:
    del rng
    for name in bundle.files:
        bundle = edited(bundle, name, None) if name.startswith("checkpoints/") else bundle
    return unread(bundle, "container")


@DAMAGES
def sums_badly_written(bundle: Bundle, rng: Random) -> Damaged:
    lines = bundle.files["SHA256SUMS"].splitlines(keepends=True)
    first, *rest = lines
    wrong = rng.choice(
        [
            [*rest, first],
            rest,
            [first, first, *rest],
            [first.replace(b"  ", b" *"), *rest],
            [first[:64].upper() + first[64:], *rest] if first[:64] != first[:64].upper() else rest,
            [*lines, b"\n"],
            [*lines[:-1], lines[-1][:-1]],
        ]
    )
    return unread(bundle.with_files({**bundle.files, "SHA256SUMS": b"".join(wrong)}), "container")


@DAMAGES
def file_unlisted(bundle: Bundle, rng: Random) -> Damaged:
    files = dict(bundle.files)
    del files[rng.choice([name for name in files if name.startswith("tile/")])]
    return unread(bundle.with_files(files), "container")


@DAMAGES
def manifest_wrong(bundle: Bundle, rng: Random) -> Damaged:
    right = json.loads(bundle.files["manifest.json"])
    size = right["size"]
    wrong = rng.choice(
        [
            {"format": "minsheng-bundle-v2"},
            {"hash": "md5"},
            {"audience": "everyone"},
            {"until": size + 1},
            {"until": 0},
            {"size": str(size)},
            {"streams": ["not a stream"]},
            {"streams": []},
            {"streams": ["b" * 8 + "-0000-5000-8000-" + "0" * 12, "a" * 8 + "-0000-5000-8000-" + "0" * 12]},
            {"headers_only": 1},
            {"origin": ""},
            {"note": "more"},
        ]
    )
    return unread(edited(bundle, "manifest.json", canonical(right | wrong) + b"\n"), "manifest")


@DAMAGES
def manifest_not_canonical(bundle: Bundle, rng: Random) -> Damaged:
    data = bundle.files["manifest.json"]
    value: dict[str, Any] = json.loads(data)
    wrong = [
        data[:-1],
        data + b"\n",
        b"\xef\xbb\xbf" + data,
        json.dumps(value).encode() + b"\n",
        data.replace(b'"size":', b'"size":1,"size":'),
        b"{}\n",
        b"\xff\n",
        b"",
    ]
    return unread(edited(bundle, "manifest.json", rng.choice(wrong)), "manifest")


@DAMAGES
def manifest_of_another_size(bundle: Bundle, rng: Random) -> Damaged:
    right = json.loads(bundle.files["manifest.json"])
    size = right["size"] + rng.choice([1, 256, 2**40])
    return unread(edited(bundle, "manifest.json", canonical(right | {"size": size}) + b"\n"), "format")


@DAMAGES
def entry_badly_written(bundle: Bundle, rng: Random) -> Damaged:
    lines = bundle.files["entries.jsonl"].splitlines(keepends=True)
    place = rng.randrange(len(lines))
    row = json.loads(lines[place])
    lines[place] = rng.choice(
        [
            canonical(row | {"commitment": row["commitment"][:-2]}) + b"\n",
            canonical(row | {"stream": row["stream"].upper().replace("-", "")}) + b"\n",
            canonical(row | {"position": 0}) + b"\n",
            canonical(row | {"version": "1"}) + b"\n",
            canonical(row | {"version": True}) + b"\n",
            canonical(row | {"more": 1}) + b"\n",
            canonical(row | {"topic": "x" * 4096}) + b"\n",
            json.dumps(row).encode() + b"\n",
            canonical(row).replace(b'"version":', b'"version":1.0e0,"x":') + b"\n",
            b"\n",
            b"[]\n",
            b"nonsense\n",
        ]
    )
    return unread(edited(bundle, "entries.jsonl", b"".join(lines)), "format")


@DAMAGES
def entries_without_an_end(bundle: Bundle, rng: Random) -> Damaged:
    data = bundle.files["entries.jsonl"]
    return unread(edited(bundle, "entries.jsonl", rng.choice([data[:-1], data + b"\n", b""])), "format")


@DAMAGES
def states_too_few_or_too_many(bundle: Bundle, rng: Random) -> Damaged:
    data = bundle.files["states.jsonl"]
    wrong = [data + b"{}\n", b"\n" + data] + ([data[:-1], data.split(b"\n", 1)[1]] if data else [])
    return unread(edited(bundle, "states.jsonl", rng.choice(wrong)), "format")


@DAMAGES
def results_badly_written(bundle: Bundle, rng: Random) -> Damaged:
    data = bundle.files["results.json"]
    right = json.loads(data)
    row = {"stream": "00000000-0000-5000-8000-000000000000", "number": "2024-01", "standing": "running"}
    wrong = [
        data[:-1],
        b"null\n",
        canonical(right | {"more": []}) + b"\n",
        canonical({**right, "rounds": {}}) + b"\n",
        canonical({**right, "projects": [*right["projects"], row]}) + b"\n",
        canonical({**right, "projects": [row | {"standing": 1}]}) + b"\n",
        canonical({**right, "rounds": [{"stream": row["stream"]}]}) + b"\n",
        canonical({**right, "rounds": [{"stream": row["stream"], "selected": [], "valid": 1}]}) + b"\n",
        canonical({**right, "evaluations": [{"stream": row["stream"], "grades": [{"item": "1", "grade": "好"}]}]})
        + b"\n",
    ]
    if not right["projects"]:
        wrong.pop(4)
    return unread(edited(bundle, "results.json", rng.choice(wrong)), "format")


@DAMAGES
def tile_missing_or_too_many(bundle: Bundle, rng: Random) -> Damaged:
    names = [name for name in bundle.files if name.startswith("tile/")]
    gone = edited(bundle, rng.choice(names), None)
    more = edited(bundle, rng.choice(["tile/0/x001/000", "tile/5/000.p/1", "tile/0/003.p/7"]), b"\0" * 32)
    return unread(rng.choice([gone, more]), "format")


@DAMAGES
def tile_of_another_width(bundle: Bundle, rng: Random) -> Damaged:
    name = rng.choice([name for name in bundle.files if name.startswith("tile/")])
    data = bundle.files[name]
    return unread(edited(bundle, name, rng.choice([data[:-32], data[:-1], data + data[:32], b""])), "format")


def signed_also(bundle: Bundle, mark: Mark, name: str = "", **changes: Any) -> Bundle:
    """One more checkpoint, signed with the ledger's own key."""
    recipe: Recipe = replace(bundle.recipe, **changes)
    name = name or notes.note_name(mark.size, mark.time)
    return edited(bundle, name, note(recipe, mark, b"\7" * 32))


@DAMAGES
def checkpoint_of_another_ledger(bundle: Bundle, rng: Random) -> Damaged:
    mark = bundle.recipe.marks[-1]
    origin = bundle.recipe.origin + rng.choice(["二", "x"])
    return unread(signed_also(bundle, replace(mark, size=1), origin=origin), "format")


@DAMAGES
def checkpoint_beyond_the_tree(bundle: Bundle, rng: Random) -> Damaged:
    mark = bundle.recipe.marks[-1]
    return unread(signed_also(bundle, replace(mark, size=mark.size + rng.choice([1, 10**11]))), "format")


@DAMAGES
def checkpoint_of_another_hash(bundle: Bundle, rng: Random) -> Damaged:
    del rng
    other = {"sha256": "sm3", "sm3": "sha256"}[bundle.recipe.hash_name]
    return unread(signed_also(bundle, bundle.recipe.marks[-1], hash_name=other), "format")


@DAMAGES
def checkpoint_under_another_name(bundle: Bundle, rng: Random) -> Damaged:
    mark = bundle.recipe.marks[-1]
    name = notes.note_name(mark.size, mark.time).replace("-1", rng.choice(["-2", "-3"]))
    return unread(signed_also(bundle, mark, name), "format")


@DAMAGES
def checkpoint_badly_written(bundle: Bundle, rng: Random) -> Damaged:
    name = notes.note_name(bundle.recipe.marks[-1].size, bundle.recipe.marks[-1].time)
    data = bundle.files[name]
    head, signatures = data.split(b"\n\n", 1)
    wrong = [
        head + b"\n",
        head + b"\n\n",
        head + b"\nmore\n\n" + signatures,
        head + b"\n" + signatures,
        head.replace(b"time ", b"time  ") + b"\n\n" + signatures,
        head.replace(b"\ntime ", b"=\ntime ") + b"\n\n" + signatures,
        head.replace(b"Z", b"+00:00") + b"\n\n" + signatures,
        head + b"\n\n" + signatures + b"trailing",
        head + b"\n\n" + signatures.replace("—".encode(), b"-"),
        head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + signatures,
        b"\xff" + data,
    ]
    return unread(edited(bundle, name, rng.choice(wrong)), "format")
