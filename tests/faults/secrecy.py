"""Can somebody who has the whole database, its write-ahead log and the logs say in which order papers were cast, or whose one is?

    python -m tests.faults.secrecy RUNS [SEED]

Each run is a round of 200 papers, every one filled in differently, so that the adversary knows each when he sees it. The worst that
the hall can do is assumed: the box was not mixed, papers are numbered and keyed in the order in which they were cast. After the
sealing the adversary looks for every paper, as text, in each table by place (ctid) and by transaction (xmin), in each file of the
database (tables, indexes, their leftovers), in the write-ahead log and in the server's log, and ranks the papers by where
they first and where they last occur. Kendall's tau says how much that has to do with the casting; chance gives 0 with a standard
deviation of 0.048 at 200 papers.
"""

from __future__ import annotations

import itertools
import json
import random
import re
import secrets
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any, Final
from uuid import UUID

import psycopg

from api.desk import ROLES, Desk, prepare
from api.keying import acts, sealing
from api.keying.board import enter
from api.postgres import Server, server
from domain.storage import Append
from domain.streams import stream_id
from tests.faults.keying_hand import CLERK, SECOND, desk_at
from tests.given import ENVELOPE
from tests.keying.counting_room import examined_round
from tests.postgres_fixture import open_folder, settings_for
from voting.commands.rounds import SealKeyed
from voting.deciders.rounds import ROUND
from voting.events.meetings import Officer, ScrutineersPassed
from voting.states.bundles import Face

PAPERS: Final = 200
BUNDLE: Final = 50
CANDIDATES: Final = 12
LIMIT: Final = 0.15
KNOWN: Final = 20
"""So many papers must be found in a place to rank them by it."""
DEPUTIES: Final = tuple(f"p-deputy-{number:03}" for number in range(40))


@dataclass
class Found:
    """For every place where papers were found, tau run by run; and whatever ties a deputy to marks."""

    runs: int = 0
    taus: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    places_with_marks: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)

    @property
    def worst(self) -> float:
        """The largest mean of |tau| over the runs that any place gave."""
        return max((fmean(map(abs, taus)) for taus in self.taus.values()), default=0.0)

    @property
    def leaning(self) -> float:
        """The largest |mean of tau|: chance alone does not lean."""
        return max((abs(fmean(taus)) for taus in self.taus.values()), default=0.0)

    def told(self) -> dict[str, Any]:
        """The figures, for people."""
        return {
            "runs": self.runs,
            "worst_mean_of_abs_tau": round(self.worst, 4),
            "worst_abs_of_mean_tau": round(self.leaning, 4),
            "largest_abs_tau": round(max(abs(tau) for taus in self.taus.values() for tau in taus), 4),
            "runs_beyond_limit": max(sum(abs(tau) >= LIMIT for tau in taus) for taus in self.taus.values()),
            "tables_with_marks": sorted(self.places_with_marks),
            "links": self.links,
        }


def played(runs: int, seed: int) -> Found:
    """So many rounds, each looked at by the adversary."""
    chance, found = random.Random(seed), Found()  # noqa: S311 - who casts what
    with open_folder() as folder, server(settings_for(folder), stop_after=True, durable=False) as running:
        prepare(running, settings_for(folder))
        desk = desk_at(running.conninfo(user=ROLES.service), folder / "person.key")
        # Deputies stand in the same log, and so they should not be far.
        passed = ScrutineersPassed(chief=Officer(person=DEPUTIES[0]), scrutineers=tuple(map(_officer, DEPUTIES[1:])))
        desk.ledger.append([Append(stream_id("Meeting", "1"), 0, [passed])], envelope=ENVELOPE, command=None)
        for number in range(runs):
            cast = cast_by(chance)
            stream = examined_round(desk.ledger, PAPERS, CANDIDATES, name=f"{seed}-{number}")
            count(desk, stream, cast)
            look(running, folder, cast, found)
            found.runs += 1
        desk.ledger.close()
    return found


def cast_by(chance: random.Random) -> list[str]:
    """What is on the papers, all different, in the order of casting."""
    cast: dict[str, None] = {}
    while len(cast) < PAPERS:
        cast["".join(chance.choices("fao-", k=CANDIDATES))] = None
    return list(cast)


def count(desk: Desk, stream: UUID, cast: Sequence[str]) -> None:
    """Key, review and seal a round whose box nobody mixed."""
    room = enter(desk, CLERK, stream)
    for bundle, first in enumerate(range(1, PAPERS + 1, BUNDLE), start=1):
        acts.lay_out_bundle(room, bundle, first, first + BUNDLE - 1)
        for teller in ("p-teller-1", "p-teller-2"):
            for number in range(first, first + BUNDLE):
                acts.key_paper(room, bundle, number, teller, Face(marks=cast[number - 1]))
            acts.finish_bundle(room, bundle, teller)
        acts.review_bundle(room, bundle, "p-reviewer")
    command = SealKeyed(file_sha256=sealing.export(room).sha256.hex())
    version = desk.ledger.load(ROUND, stream).version
    asked = sealing.Asked(actor=CLERK, key=f"seal-{stream}", command=command, stated=SECOND, version=version)
    sealing.seal(room, asked)


def look(running: Server, folder: Path, cast: Sequence[str], found: Found) -> None:
    """Everything that an adversary can read, held against the order of casting."""
    with psycopg.connect(running.owner_conninfo, autocommit=True) as line:
        line.execute("CHECKPOINT")
        for name, raw in everything(line, folder):
            for order in ("first", "last"):
                ranked = ranking(raw, cast, last=order == "last")
                if len(ranked) >= KNOWN:
                    found.taus[f"{name}, {order}"].append(tau(ranked))
        for table, row in rows(line):
            marked = [marks for marks in cast if marks.encode() in row]
            if marked:
                found.places_with_marks.add(table)
                found.links.extend(f"{table}: {deputy}" for deputy in DEPUTIES if deputy.encode() in row)


def everything(line: psycopg.Connection[Any], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every place by name, with all its bytes."""
    for table in tables(line):
        for order in ("ctid", "xmin::text::bigint"):
            yield f"{table} by {order}", copied(line, f"SELECT * FROM {table} ORDER BY {order}")
    data = folder / "postgres/data"
    segments = sorted(path for path in (data / "pg_wal").iterdir() if re.fullmatch("[0-9A-F]{24}", path.name))
    yield "write-ahead log", b"".join(path.read_bytes() for path in segments)
    yield "server.log", (folder / "postgres/server.log").read_bytes()
    for path in sorted(data.rglob("*")):
        if path.is_file() and path.parent.name != "pg_wal":
            yield f"file {path.parent.name}/{path.name}", path.read_bytes()


def rows(line: psycopg.Connection[Any]) -> Iterator[tuple[str, bytes]]:
    """Every row of every table, its columns beside one another."""
    for table in tables(line):
        for row in line.execute(f"SELECT * FROM {table}".encode(), binary=True):
            yield table, b"\x00".join(one if isinstance(one, bytes) else str(one).encode() for one in row)


def tables(line: psycopg.Connection[Any]) -> list[str]:
    """Every table that is not the server's own."""
    sql = """
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
    """
    return [name for (name,) in line.execute(sql)]


def copied(line: psycopg.Connection[Any], query: str) -> bytes:
    """What a query answers, as raw bytes in its order."""
    with line.cursor().copy(f"COPY ({query}) TO STDOUT (FORMAT binary)".encode()) as copy:
        return b"".join(bytes(piece) for piece in copy)


def ranking(raw: bytes, cast: Sequence[str], *, last: bool) -> list[int]:
    """The papers that occur, by their place in the casting, in the order in which they first or last occur."""
    places: Mapping[int, int] = {
        number: raw.rfind(marks.encode()) if last else raw.find(marks.encode()) for number, marks in enumerate(cast)
    }
    return sorted((number for number, place in places.items() if place >= 0), key=lambda number: places[number])


def tau(ranked: Sequence[int]) -> float:
    """Kendall's rank correlation of a ranking with 0, 1, 2, …."""
    pairs = [1 if one < two else -1 for one, two in itertools.combinations(ranked, 2)]
    return sum(pairs) / len(pairs)


def _officer(person: str) -> Officer:
    return Officer(person=person)


if __name__ == "__main__":
    began = int(sys.argv[2]) if len(sys.argv) > 2 else secrets.randbelow(10**6)
    print(json.dumps({"seed": began, **played(int(sys.argv[1]), began).told()}, ensure_ascii=False))
