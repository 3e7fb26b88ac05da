"""How do the witnesses' cosignatures come to the checkpoints on the shelf, so that no witness delays a signature?

One thread asks, always about the newest checkpoint; those that were published meanwhile go without, because the newest vouches
for them. As long as the quorum is not met it asks again from time to time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import Thread
from typing import Final

from api.log.asking import Gathered, gather
from api.log.memory import Memory
from api.log.proving import Prover
from api.log.shelf import Published, Shelf
from api.oserrors import in_words
from domain.merkle import hasher
from domain.refusals import Refusal
from domain.storage.following import follow
from domain.transparency.policies import Policy

AGAIN_SECONDS: Final = 60.0


@dataclass(slots=True)
class Cosigning:
    """Asks the witnesses of `policy` about checkpoints of the log in `database`, which the signer with `memory` signed."""

    policy: Policy
    memory: Memory
    shelf: Shelf
    database: str = field(repr=False)
    role: str = ""
    said: Callable[[str], None] = lambda _said: None
    _prover: Prover | None = None
    _trouble: str = ""

    def ask(self, published: Published) -> Gathered:
        """Ask about one checkpoint, and keep what comes back; raises `ShelfDamaged` or `MemoryDamaged`."""
        checkpoint = published.checkpoint
        prover = self._prover = self._prover or Prover(hasher(checkpoint.algorithm))
        # The next proof is most likely asked for from here.
        if (signed := self.memory.read()) is not None:
            prover.remember(signed.checkpoint.size, signed.hashes)

        def prove(old_size: int) -> list[bytes]:
            with follow(self.database, role=self.role) as log:
                return prover.prove(log, old_size, checkpoint.size)

        found = gather(self.policy, published.note, prove)
        self.shelf.keep(found.note)
        away = "；".join(f"{each.witness.name}{each.trouble}" for each in found.answers if each.trouble)
        self._report(f"第{checkpoint.size}号的见证{'已够' if found.enough else '还不够'}：{away}" if away else "")
        return found

    @contextmanager
    def going_on(self) -> Iterator[Callable[[Published], None]]:
        """Ask in a thread of its own for the length of the block, which is to tell of every new checkpoint.

        At the end nobody waits for a witness: what he answers now he will be asked for again.
        """
        news: Queue[Published | None] = Queue()
        if (newest := self.shelf.newest()) is not None:
            news.put(newest)
        Thread(target=self._go_on, args=(news,), name="cosigning", daemon=True).start()
        try:
            yield news.put
        finally:
            news.put(None)

    def _go_on(self, news: Queue[Published | None]) -> None:
        newest: Published | None = None
        enough = True
        while True:
            try:
                newest = news.get(timeout=None if enough else AGAIN_SECONDS)
                while not news.empty():
                    newest = news.get()
            except Empty:
                pass
            if newest is None:
                return
            try:
                enough = self.ask(newest).enough
            except (Refusal, OSError) as error:
                enough = False
                self._report(f"没有问成见证人：{in_words(error)}")

    def _report(self, trouble: str) -> None:
        """Say what is wrong, once."""
        if trouble and trouble != self._trouble:
            self.said(trouble)
        self._trouble = trouble
