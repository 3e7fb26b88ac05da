"""What is found after the database or the hands in the counting room were killed in the middle of keying and of sealing?

python -m tests.faults.keying ROUNDS [SEED]
"""

from __future__ import annotations

import json
import os
import random
import secrets
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

from api.desk import ROLES, Desk, prepare
from api.keying import acts, sealing
from api.keying.board import bundles_in, enter
from api.keying.keys import KeyingKeys
from api.keying.scrutineers_file import read_file
from api.postgres import Server, server
from api.postgres.postmaster import read_postmaster
from domain.storage.keying import select_keying
from tests.faults.keying_hand import CLERK, desk_at, face_of, until_done
from tests.keying.counting_room import examined_round
from tests.postgres_fixture import open_folder, settings_for
from voting.events.rounds import PapersSealed
from voting.states.serials import multiset

ROOT: Final = Path(__file__).parents[2]
PAPERS: Final = 120
TELLERS: Final = ("p-teller-1", "p-teller-2")
ENDED_WITHIN_S: Final = 300.0


@dataclass
class Found:
    """What the rounds saw; `lost` and `wrong` say what must not be."""

    rounds: int = 0
    kills: int = 0
    papers: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass
class Room:
    """One round that is keyed and sealed while everything is killed around it."""

    folder: Path
    database: str
    round: UUID
    found: Found
    chance: random.Random

    @property
    def acknowledged(self) -> Path:
        return self.folder / f"{self.round}.acknowledged"

    @property
    def desk(self) -> Desk:
        return desk_at(self.database, self.folder / "person.key")

    def play(self, kills: int) -> None:
        """Key, compare, export, seal; `kills` times somebody is killed while papers are keyed, and once or more at the sealing."""
        self._run([["key", teller, str(PAPERS)] for teller in TELLERS], kills)
        desk = self.desk
        self._compare(desk)
        until_done(lambda: acts.review_bundle(enter(desk, CLERK, self.round), 1, "p-reviewer"))
        given = sealing.export(enter(desk, CLERK, self.round))
        self._run([["seal", given.sha256.hex()]], max(1, kills // 3))
        self._sealed(desk, read_file(self.round, given.file, given.code).commitment.hex())
        self.found.rounds += 1
        desk.ledger.close()

    def _run(self, deeds: list[list[str]], kills: int) -> None:
        """Until every hand has ended by itself; after each kill what was acknowledged is looked for."""
        hands = {deed[1]: self._start(deed) for deed in deeds}
        left, deadline = kills, time.monotonic() + ENDED_WITHIN_S
        while any(hand.poll() != 0 for hand in hands.values()):
            if time.monotonic() > deadline:
                self.found.wrong.append("the hands do not come to an end")
                return
            time.sleep(self.chance.uniform(0.02, 0.5))
            if left:
                self._kill(hands)
                left -= 1
            for deed in deeds:
                if hands[deed[1]].poll() not in (0, None):
                    hands[deed[1]] = self._start(deed)

    def _kill(self, hands: dict[str, subprocess.Popen[bytes]]) -> None:
        self.found.kills += 1
        if self.chance.random() < 0.5:
            hand = self.chance.choice(list(hands.values()))
            hand.kill()
            hand.wait()
            return
        postmaster = read_postmaster(self.folder / "postgres/data")
        assert postmaster is not None
        os.kill(postmaster.pid, signal.SIGKILL)
        with server(settings_for(self.folder), stop_after=False):
            pass

    def _start(self, deed: list[str]) -> subprocess.Popen[bytes]:
        with (self.folder / "hands.log").open("ab") as log:
            places = [self.database, str(self.folder / "person.key"), str(self.round), str(self.acknowledged)]
            told = [sys.executable, "-m", "tests.faults.keying_hand", *places, *deed]
            return subprocess.Popen(told, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)

    def _compare(self, desk: Desk) -> None:
        """Every paper that was acknowledged to a teller is there as he keyed it."""
        staged = select_keying(desk.ledger, self.round)
        assert staged is not None
        (bundle,) = bundles_in(enter(desk, CLERK, self.round), staged)
        for line in self.acknowledged.read_text(encoding="ascii").splitlines():
            teller, number = line.split(" ")
            self.found.papers += 1
            if bundle.keyed[teller].get(int(number)) != face_of(int(number)):
                self.found.lost.append(line)
        if not bundle.compared or bundle.in_question:
            self.found.wrong.append(f"the tellers differ on {bundle.in_question}")

    def _sealed(self, desk: Desk, commitment: str) -> None:
        events = [one.event for one in desk.ledger.history(self.round) if isinstance(one.event, PapersSealed)]
        wanted = multiset({number: face_of(number) for number in range(1, PAPERS + 1)})
        if [(event.patterns, event.spoiled, event.serial_commitment) for event in events] != [(*wanted, commitment)]:
            self.found.wrong.append(f"sealed as {events}")
        staged = select_keying(desk.ledger, self.round)
        if staged is None or not staged.head.sealed or staged.papers or staged.bundles or staged.hands:
            self.found.wrong.append("something is left where it was staged")
        if KeyingKeys.beside(desk.key_file).rounds():
            self.found.wrong.append("the key is left")


def killed(rounds: int, kills: int, seed: int) -> Found:
    """So many rounds of papers, so many kills in each."""
    chance, found = random.Random(seed), Found()  # noqa: S311 - whom to kill and when
    with open_folder() as folder:
        running = _prepared(folder)
        try:
            database = running.conninfo(user=ROLES.service)
            for number in range(rounds):
                desk = desk_at(database, folder / "person.key")
                stream = examined_round(desk.ledger, PAPERS, name=f"{number}-{secrets.token_hex(4)}")
                desk.ledger.close()
                Room(folder, database, stream, found, chance).play(kills)
        finally:
            _end(folder)
    return found


def _prepared(folder: Path) -> Server:
    with server(settings_for(folder), stop_after=False) as found:
        prepare(found, settings_for(folder))
        return found


def _end(folder: Path) -> None:
    postmaster = read_postmaster(folder / "postgres/data")
    if postmaster is not None:
        with suppress(ProcessLookupError):
            os.kill(postmaster.pid, signal.SIGQUIT)


if __name__ == "__main__":
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else secrets.randbelow(10**6)
    print(json.dumps({"seed": seed, **asdict(killed(int(sys.argv[1]), 12, seed))}, ensure_ascii=False))
