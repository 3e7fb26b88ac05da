"""Does the log hold every command that was acknowledged, once, and is it whole?

The books are kept by whoever looks from outside: rows are read once each, in order, and held against the tree, against what the
callers were told and against what was published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import orjson

from domain.merkle import CompactRange
from domain.storage import LedgerConnection, iterate_headers, select_tree
from domain.transparency.checkpoints import open_checkpoint
from tests.faults.found import Found, Told
from tests.log.notes import KEY


@dataclass
class Books:
    """What was read of the log so far; what is wrong goes into `found`."""

    found: Found
    tree: CompactRange = field(default_factory=CompactRange)
    roots: list[bytes] = field(default_factory=list)
    """Of every size from 1 on: a note of any of them may still come."""
    held: dict[int, bytes] = field(default_factory=dict)
    commands: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def look(
        self, database: str, told: Iterable[Told], *, open_: Mapping[str, int], notes: Mapping[str, bytes]
    ) -> None:
        """Hold the log of `database` against what was told, against `notes`, and against the commands still `open_`.

        `open_` maps each command without an answer to how many events it has: they are all there, or none of them is.
        """
        published = {int(name[:12]): raw for name, raw in notes.items()}
        with LedgerConnection.connect(database) as connection:
            head = select_tree(connection)
            self._walk(connection, head.size)
        if self.tree.size != head.size or self.tree.hashes != head.hashes:
            self.found.false.append(f"the head of {head.size} is not that of the {self.tree.size} rows")
        for one in told:
            self._hold(one)
        for command, events in open_.items():
            if (stored := len(self.commands.get(command, ()))) not in {0, events}:
                self.found.false.append(f"{command} has {stored} of {events} events")
        # A note that was held once is held for good: its rows were folded, and the head tells whether there are fewer of them now.
        for size, raw in ((size, raw) for size, raw in published.items() if self.held.get(size) != raw):
            self.held[size] = raw
            if size > head.size or self.roots[size - 1] != open_checkpoint(raw, [KEY.verifier]).checkpoint.root:
                self.found.false.append(f"the checkpoint of {size} is not of this log, which has {head.size}")
        self.found.events, self.found.checkpoints = head.size, len(published)

    def hold_nothing_else(self, asked: Collection[str]) -> None:
        """Nobody but who asked is recorded."""
        self.found.false += [f"nobody asked for {command}" for command in self.commands.keys() - set(asked)]

    def _hold(self, told: Told) -> None:
        stored = self.commands.get(told.command, [])
        if stored[: told.events] != list(range(told.position - told.events + 1, told.position + 1)):
            self.found.lost.append(f"{told} stands at {stored}")
        elif len(stored) > told.events:
            self.found.doubled.append(f"{told} stands at {stored}")

    def _walk(self, connection: LedgerConnection, upto: int) -> None:
        """Fold the rows that are new, and remember the root after each."""
        for header in iterate_headers(connection, self.tree.size, upto):
            if header.position != self.tree.size + 1 or header.state is None or not header.holds(self.tree.hash_):
                self.found.false.append(f"the row after {self.tree.size} is not as it should be")
            self.tree.append(header.leaf(self.tree.hash_))
            self.roots.append(self.tree.root())
            self.commands[orjson.loads(header.state or b"")["envelope"]["command_id"]].append(header.position)
