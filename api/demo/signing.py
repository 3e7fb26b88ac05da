"""How is the log of the demonstration signed as its year goes by, taken home as a bundle, and verified?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from api.bundle.asked import Asked
from api.bundle.exporting import export
from api.bundle.shelved import shelved
from api.bundle.source import LedgerSource
from api.demo.steps import Step
from api.desk import Desk, checkpoints_folder, policy_file
from api.log.memory import Memory
from api.log.shelf import Shelf
from api.log.signing import Signer
from api.settings import Settings
from domain.calendar import SHANGHAI
from domain.files import write_whole
from domain.storage.following import Follower
from domain.transparency.keys import SignerKey

NAME: Final = "示例县台账"
SIGNED: Final = frozenset({"2023-12", "2024-03", "2024-06", "2024-09", "2024-12", "2025-03"})
"""The months at whose end the log is signed, besides the last day."""


@dataclass(frozen=True, slots=True)
class Signing:
    """The demonstration's own signer; its key stands open in the data folder, as no real one may."""

    signer: Signer
    log: Follower
    steps: Sequence[Step]

    def reached(self, number: int) -> None:
        """Sign where a period of the year ends with this step, by the clock of the demonstration."""
        month, after = (step.at[:7] for step in (*self.steps[number : number + 2], self.steps[-1])[:2])
        if number + 1 == len(self.steps) or (month in SIGNED and month != after):
            moment = datetime.fromisoformat(self.steps[number].at).replace(tzinfo=SHANGHAI)
            self.signer.turn(self.log, moment, at_once=True)


@contextmanager
def signing(desk: Desk, settings: Settings, steps: Sequence[Step]) -> Iterator[Signing]:
    """The signer of the demonstration, who makes his key and the policy that knows it where there is none."""
    settings.data.mkdir(parents=True, exist_ok=True)
    _forget_another(desk, settings)
    key = _key(settings.data / "示例.key")
    policy = policy_file(settings)
    if not policy.exists():
        write_whole(policy, f"log {key.verifier}\nquorum none\n".encode())
    signer = Signer(key, Memory(settings.data / "signer"), Shelf(checkpoints_folder(settings)))
    with signer.memory.held(), desk.ledger.open_connection() as connection:
        if not signer.memory.begun:
            signer.begin_memory()
        yield Signing(signer, Follower(connection), steps)


def bundled(desk: Desk, settings: Settings) -> tuple[Path, bool]:
    """The bundle of the whole log in the data folder, and whether it stood there already."""
    found = shelved(Shelf(checkpoints_folder(settings)), desk.ledger.head())
    target = settings.data / f"bundle-{found.size}.zip"
    if target.exists():
        return target, True
    asked = Asked(audience="auditor", shelved=found, policy=policy_file(settings).read_bytes(), until=found.size)
    export(LedgerSource(desk.ledger, desk.reading), asked, target)
    return target, False


def _forget_another(desk: Desk, settings: Settings) -> None:
    """Remove what was signed of a demonstration that is gone, where it is about to be played anew in an empty database."""
    if desk.ledger.head() == 0:
        for folder in (checkpoints_folder(settings), settings.data / "signer"):
            shutil.rmtree(folder, ignore_errors=True)
        for bundle in settings.data.glob("bundle-*.zip"):
            bundle.unlink()


def _key(path: Path) -> SignerKey:
    if path.exists():
        return SignerKey.parse(path.read_text(encoding="utf-8").strip())
    key = SignerKey.draw(NAME)
    write_whole(path, f"{key.secret}\n".encode(), mode=0o600)
    return key
