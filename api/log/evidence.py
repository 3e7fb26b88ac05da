"""What is kept as evidence where the log is not what was signed, and from where on does it differ?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from api.log.comparing import HeadDiffers
from api.log.memory import Memory, SignerRefused
from api.log.patrolling import Patrol
from api.log.shelf import Shelf
from api.log.walking import Rows, Tampered
from domain.storage import Tree
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import VerifierKey


class Grown(Rows, Protocol):
    """Rows with the head that says what tree they are."""

    def tree(self) -> Tree:
        """The head, in one snapshot."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where evidence is kept, and what the log is held against."""

    memory: Memory
    shelf: Shelf
    key: VerifierKey

    def keep(self, found: Tampered, log: Grown, now: datetime) -> SignerRefused:
        """Keep for ever what was `found`, with the note that contradicts what is remembered; answers the refusal to be raised."""
        try:
            contradiction = _contradiction(found, log, self.key.name, now)
        except Exception as error:  # noqa: BLE001 - whatever keeps the second note from being made, the refusal stands
            contradiction = f"{error}\n".encode()
        refused = self.memory.refuse(found.why, contradiction)
        return self.memory.add_place(self._place(log)) if isinstance(found, HeadDiffers) else refused

    def _place(self, log: Rows) -> str:
        """From where on the log differs from what was signed, as far as that can be found out now."""
        signed = self.memory.read()
        if signed is None:
            return "还没有签过，不同在哪里没有查。"
        patrol = Patrol.upto(signed.checkpoint, self.shelf, self.key)
        try:
            while not patrol.step(log):
                pass
            patrol.conclude(log, signed)
        except Tampered as found:
            return found.why
        except Exception as error:  # noqa: BLE001 - whatever it is: the refusal stands, and says that it was not found out
            return f"不同在哪里没有查完（{error}）。"
        return f"签过的前{signed.checkpoint.size}件没有变，不同在这以后。"


def _contradiction(found: Tampered, log: Grown, origin: str, now: datetime) -> bytes:
    """The note that contradicts what is remembered: another signed one, or the unsigned one that the log would have had signed."""
    if found.note is not None:
        return found.note.encoded
    head = log.tree()
    tree = found.tree or head.range()
    return f"{Checkpoint(origin, tree.size, tree.root(), now.replace(microsecond=0), head.algorithm).text}\n".encode()
