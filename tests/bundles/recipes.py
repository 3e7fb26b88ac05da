"""What does a bundle follow from, and how is it made from that?

A recipe is all that the ledger's keeper has: the events with their blinds, the keys, when the roots were signed. To make it
anew after a change is what an attacker with every tool does; without the key he has to sign with another.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.bundles import notes, trees, zips
from tests.bundles.ballots import Json
from tests.bundles.notes import Key

BEIJING = timezone(timedelta(hours=8))
FORMAT = "minsheng-bundle-v1"
PROGRAMS = ("README.txt", "verify.py", "recount.py")
DECIDE = {
    *("voting:ResultAnnounced", "voting:EvaluationAnnounced"),
    *("projects:ProjectDrafted", "projects:ProjectTakenOver", "projects:AdjustmentDecided"),
}
FIGURES = {
    *("voting:RoundOpened", "voting:TotalsRecorded", "voting:PapersSealed", "voting:RoundCorrected"),
    *("voting:EvaluationOpened", "voting:EvaluationTotalsRecorded", "voting:EvaluationCorrected"),
}


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def shown(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S") + (f".{at.microsecond:06d}Z" if at.microsecond else "Z")


@dataclass(frozen=True)
class Fact:
    """One event of the log, its content given in the bundle or not; `row`: what results.json says after it."""

    stream: UUID
    topic: str
    event: Json
    at: datetime
    blind: bytes
    given: bool = True
    erased: bool = False
    kind: str = ""
    row: Json | None = None
    state: bytes | None = None

    @property
    def bytes(self) -> bytes:
        by = {"ref": "3b9f6c2e-7a41-4d58-9c06-1f2e8a5b7d31", "role": "clerk"}
        envelope = {"at": shown(self.at), "by": by, "command_id": "01", "effective_on": f"{self.at:%Y-%m-%d}"}
        return self.state or canonical({"envelope": envelope, "event": self.event})


@dataclass(frozen=True)
class Mark:
    """A root that was signed: after how many events, when, by whom."""

    size: int
    time: datetime
    witnesses: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Recipe:
    """A ledger and what of it goes into the bundle."""

    origin: str
    hash_name: str
    key: Key
    facts: tuple[Fact, ...]
    marks: tuple[Mark, ...]
    audience: str
    until: int
    policy: bytes
    streams: tuple[UUID, ...] | None = None
    headers_only: bool = False
    attachments: tuple[bytes, ...] = ()
    results: Mapping[str, Sequence[Json]] | None = None
    more: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def hash(self) -> trees.Hash:
        return trees.hash_of(self.hash_name)

    @property
    def size(self) -> int:
        return max(mark.size for mark in self.marks)

    @cached_property
    def rows(self) -> list[Json]:
        """Every header of the log."""
        versions, rows = Counter[UUID](), []
        for position, fact in enumerate(self.facts[: self.size], 1):
            versions[fact.stream] += 1
            blinded = trees.commitment(fact.blind, fact.bytes, self.hash)
            row = {"commitment": blinded.hex(), "position": position, "stream": str(fact.stream), "topic": fact.topic}
            rows.append(row | {"version": versions[fact.stream]})
        return rows

    @cached_property
    def leaves(self) -> list[bytes]:
        return [leaf(row, self.hash) for row in self.rows]

    def included(self) -> list[tuple[Json, Fact]]:
        """The headers that go into the bundle, beside their events."""
        here = zip(self.rows[: self.until], self.facts, strict=False)
        return [(row, fact) for row, fact in here if self.streams is None or fact.stream in self.streams]

    def gives(self, fact: Fact) -> bool:
        return fact.given and not fact.erased and not self.headers_only


def leaf(row: Json, hash_: trees.Hash) -> bytes:
    """The leaf of a line of entries.jsonl."""
    commitment = bytes.fromhex(row["commitment"])
    return trees.leaf(row["position"], UUID(row["stream"]), row["version"], row["topic"], commitment, hash_)


def files(recipe: Recipe) -> dict[str, bytes]:
    """Every file of the bundle, by name."""
    leaves, included = recipe.leaves, recipe.included()
    found = {name: f"{name} 示例\n".encode() for name in PROGRAMS}
    rows = [row | ({"blind": fact.blind.hex()} if recipe.gives(fact) else {}) for row, fact in included]
    found["entries.jsonl"] = lines(rows)
    found["states.jsonl"] = b"".join(fact.bytes + b"\n" for _, fact in included if recipe.gives(fact))
    found["manifest.json"] = canonical(manifest(recipe)) + b"\n"
    found["results.json"] = canonical(recipe.results or results(recipe)) + b"\n"
    found["policy.txt"] = recipe.policy
    found |= trees.tiles(leaves, recipe.hash)
    for mark in recipe.marks:
        found[notes.note_name(mark.size, mark.time)] = note(recipe, mark, trees.root(leaves[: mark.size], recipe.hash))
    found |= {f"files/{hashlib.sha256(data).hexdigest()}": data for data in recipe.attachments}
    return summed(found | dict(recipe.more))


def lines(rows: Sequence[Json]) -> bytes:
    return b"".join(canonical(row) + b"\n" for row in rows)


def note(recipe: Recipe, mark: Mark, root: bytes) -> bytes:
    text = notes.text(recipe.origin, mark.size, root, mark.time, recipe.hash_name)
    at = int(mark.time.timestamp())
    return text + b"\n" + b"".join(key.sign(text, at + 5) for key in (recipe.key, *mark.witnesses))


def manifest(recipe: Recipe) -> Json:
    return {
        "format": FORMAT,
        "origin": recipe.origin,
        "hash": recipe.hash_name,
        "audience": recipe.audience,
        "size": recipe.size,
        "until": recipe.until,
        "streams": None if recipe.streams is None else sorted(map(str, recipe.streams)),
        "headers_only": recipe.headers_only,
    }


def results(recipe: Recipe) -> dict[str, list[Json]]:
    """What is published after the last event that is included, as far as it follows from what is given."""
    included = [fact for _, fact in recipe.included()]
    standing = {(fact.kind, str(fact.stream)): fact.row for fact in included if fact.kind}
    hidden = {(str(fact.stream), fact.topic) for fact in included if not recipe.gives(fact)}
    last = {(str(fact.stream), fact.topic): recipe.gives(fact) for fact in included}
    hidden -= {(stream, topic) for (stream, topic), given in last.items() if given and topic.endswith("Announced")}
    if recipe.audience == "public" or recipe.headers_only:
        standing = {
            key: row and shown_of(row, {topic for stream, topic in hidden if stream == key[1]})
            for key, row in standing.items()
        }
    return {
        kind: [row for (each, _), row in sorted(standing.items()) if each == kind and row is not None]
        for kind in ("rounds", "evaluations", "projects")
    }


def shown_of(row: Json, hidden: set[str]) -> Json | None:
    """The row without what does not follow where these events are hidden."""
    if hidden & DECIDE:
        return None
    if not hidden & FIGURES:
        return row
    grades = {"grades": [{name: each[name] for name in ("item", "grade")} for each in row.get("grades", ())]}
    kept = {name: value for name, value in row.items() if name not in {"valid", "invalid", "items"}}
    return kept | grades if "grades" in row else kept


def summed(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with the SHA256SUMS that is right for them."""
    rest = {name: data for name, data in found.items() if name != "SHA256SUMS"}
    sums = [f"{hashlib.sha256(rest[name]).hexdigest()}  {name}\n" for name in sorted(rest)]
    return rest | {"SHA256SUMS": "".join(sums).encode()}


@dataclass(frozen=True)
class Bundle:
    """A bundle with what its auditor holds: policy, printed root with its size and perhaps its time, list of headers, kept roots.

    `kept` are notes, which may be any bytes, and earlier bundles.
    `raw` is the zip where it is not the lawful one of `files`; it is always handed over as a folder where `folder` is true.
    """

    recipe: Recipe
    files: Mapping[str, bytes]
    policy: bytes | None = None
    printed: tuple[str, int] | tuple[str, int, datetime] | None = None
    headers: Bundle | None = None
    kept: tuple[bytes | Bundle, ...] = ()
    raw: bytes | None = None
    folder: bool = False

    def zip(self) -> bytes:
        return zips.written(zips.members(self.files)) if self.raw is None else self.raw

    def with_files(self, changed: Mapping[str, bytes]) -> Bundle:
        return replace(self, files=changed)

    def with_nothing_held(self) -> Bundle:
        """The bundle for an auditor who knows of no other history than that in it."""
        return replace(self, printed=None, headers=None, kept=())

    def made_anew(self, **changes: Any) -> Bundle:
        """The bundle of the same recipe with changes, everything computed again."""
        recipe = replace(self.recipe, **changes)
        return replace(self, recipe=recipe, files=files(recipe))

    def laid_out(self, place: Path) -> list[str]:
        """Write what the auditor holds below `place`; the arguments of a verifier."""
        place.mkdir(parents=True)
        told = [str(self._written(place / "bundle"))]
        if self.policy is not None:
            (place / "policy.txt").write_bytes(self.policy)
            told += ["--policy", str(place / "policy.txt")]
        if self.printed is not None:
            root, size, *times = self.printed
            told += ["--root", root, "--size", str(size)]
            told += [word for time in times for word in ("--time", f"{time.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}")]
        if self.headers is not None:
            told += ["--headers", str(self.headers._written(place / "headers"))]  # noqa: SLF001 - another of the same class
        for number, each in enumerate(self.kept):
            told += ["--kept", str(_kept(each, place / f"kept{number}"))]
        return [*told, "--json"]

    def _written(self, path: Path) -> Path:
        if not self.folder:
            path.with_suffix(".zip").write_bytes(self.zip())
            return path.with_suffix(".zip")
        for name, data in self.files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
        return path


def _kept(each: bytes | Bundle, path: Path) -> Path:
    if isinstance(each, Bundle):
        return each._written(path)  # noqa: SLF001 - of this very file
    path.with_suffix(".note").write_bytes(each)
    return path.with_suffix(".note")
