"""Which kept roots, and which printed ones with a time, lie at the edge of what the page says?"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from tests.bundles import notes, trees
from tests.bundles.damages.damage import edited, unsummed
from tests.bundles.edges.edge import FIRST, Edge, right, unread, wrong
from tests.bundles.edges.files import name_line
from tests.bundles.maker import earlier
from tests.bundles.notes import LOG, Key
from tests.bundles.recipes import Bundle, Mark, note
from tests.bundles.small import BEGAN, KEY, SIGNED, telling

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
PLAIN = telling([FIRST] * 3)
"""Three events, a second apart from `BEGAN`; one root, signed an hour after the first."""


def root_of(size: int) -> bytes:
    return trees.root(PLAIN.recipe.leaves[:size], PLAIN.recipe.hash)


def at(size: int, time: datetime, root: bytes | None = None) -> bytes:
    """The note of a root of so many events, or of another root."""
    return note(PLAIN.recipe, Mark(size, time), root or root_of(size))


def holding(*kept: bytes | Bundle) -> Bundle:
    return replace(PLAIN, kept=kept)


def kept_notes() -> Iterator[Edge]:
    yield right("kept: the very same", holding(at(3, SIGNED)))
    yield right("kept: the very same twice", holding(at(3, SIGNED), at(3, SIGNED)))
    yield right("kept: the same root, signed later than anything", holding(at(3, SIGNED + 999 * DAY)))
    yield right("kept: the same root, signed before", holding(at(3, BEGAN)))
    yield wrong("kept: another root of the same size and time", holding(at(3, SIGNED, bytes(32))), "root")
    yield wrong("kept: another root of the same size, later", holding(at(3, SIGNED + DAY, bytes(32))), "root")
    yield wrong("kept: another smaller root", holding(at(2, SIGNED, bytes(32))), "checkpoints")
    yield right("kept: smaller at the same time", holding(at(2, BEGAN + MINUTE)))
    yield wrong("kept: smaller, signed a second after the larger", holding(at(2, SIGNED + SECOND)), "checkpoints")
    yield right("kept: of nothing", holding(at(0, BEGAN)))
    yield wrong("kept: another root of nothing", holding(at(0, BEGAN, bytes(32))), "checkpoints")
    yield right("kept: a minute after an event it does not know", holding(at(0, BEGAN + MINUTE)))
    yield wrong("kept: a minute and a second after it", holding(at(0, BEGAN + MINUTE + SECOND)), "times")
    yield right("kept: a minute before the last it knows", holding(at(3, BEGAN + 2 * SECOND - MINUTE)))
    yield wrong("kept: a minute and a second before it", holding(at(3, BEGAN + SECOND - MINUTE)), "times")
    yield unread("kept: larger", holding(at(4, SIGNED, bytes(32))), "checkpoints")
    yield wrong("kept: larger, signed before the smaller", holding(at(4, SIGNED - SECOND, bytes(32))), "checkpoints")
    yield wrong("kept: larger, too early for what it knows", holding(at(4, BEGAN - DAY, bytes(32))), "times")
    yield wrong("kept: larger, and a false one", holding(at(4, SIGNED), at(2, SIGNED, bytes(32))), "checkpoints")
    yield unread(
        "kept: two larger ones that contradict each other",
        holding(at(4, SIGNED), at(4, SIGNED, bytes(32))),
        "checkpoints",
    )
    yield unread(
        "kept: the largest there can be",
        holding(note(PLAIN.recipe, Mark(10**12 - 1, SIGNED), bytes(32))),
        "checkpoints",
    )
    yield unread(
        "kept: larger than there can be", holding(note(PLAIN.recipe, Mark(10**12, SIGNED), bytes(32))), "checkpoints"
    )
    text = at(3, SIGNED).split(b"\n\n")[0] + b"\n"
    yield right("kept: signed by nobody we know", holding(text + b"\n" + Key("x", LOG, bytes(32)).sign(text)))
    yield right("kept: signed wrongly", holding(text + b"\n" + KEY.line(bytes(64))))
    lines = b"".join("— x ".encode() + base64.b64encode(bytes(3000)) + b"\n" for _ in range(60))
    left = 256 * 1024 - len(at(3, SIGNED)) - len(lines)
    yield right("kept: as long as may be", holding(at(3, SIGNED) + lines + name_line(left)))
    yield unread("kept: too long", holding(at(3, SIGNED) + lines + name_line(left + 1)), "checkpoints")
    yield unread("kept: signed by nobody", holding(text + b"\n"), "checkpoints")
    yield unread("kept: no note", holding(b""), "checkpoints")
    yield wrong("kept: no note, and a false one", holding(b"", at(3, SIGNED, bytes(32))), "root")


def kept_bundles() -> Iterator[Edge]:
    yield right("kept: the bundle itself", holding(PLAIN))
    yield right("kept: the bundle itself as a folder", holding(replace(PLAIN, folder=True)))
    old = earlier(PLAIN.recipe, (Mark(1, BEGAN), Mark(2, BEGAN + SECOND)))
    yield right("kept: an old bundle", holding(old))
    yield right("kept: an old bundle with a wrong sum", holding(unsummed(old, "README.txt", b"x")))
    yield right("kept: an old bundle with unreadable rows", holding(edited(old, "entries.jsonl", b"x")))
    yield right("kept: an old bundle with wrong tiles", holding(edited(old, "tile/0/000.p/2", bytes(64))))
    false = edited(old, notes.note_name(1, BEGAN), at(1, BEGAN, bytes(32)))
    yield wrong("kept: an old bundle with one false root", holding(false), "checkpoints")
    for data in (b"{}\n", old.files["manifest.json"].replace(b"-v1", b"-v2")):
        other = edited(old, "manifest.json", data)
        yield unread(f"kept: an old bundle with a manifest of {len(data)} bytes", holding(other), "checkpoints")
    renamed = edited(edited(old, notes.note_name(1, BEGAN), None), notes.note_name(7, SIGNED), at(1, BEGAN))
    yield right("kept: an old bundle with a root under another name", holding(renamed))
    stranger = note(replace(PLAIN.recipe, origin="x"), Mark(1, BEGAN), root_of(1))
    mixed = edited(
        edited(old, notes.note_name(1, BEGAN), stranger), notes.note_name(2, SIGNED), at(2, SIGNED, bytes(32))
    )
    yield unread("kept: an old bundle with a root of another ledger and a false one", holding(mixed), "checkpoints")
    yield unread("kept: an old bundle that is no bundle", holding(replace(old, raw=b"")), "checkpoints")


def printed_times() -> Iterator[Edge]:
    def printed(size: int, time: datetime) -> Bundle:
        return replace(PLAIN, printed=(root_of(size).hex(), size, time))

    yield right("printed a minute after the event that it does not know", printed(2, BEGAN + 2 * SECOND + MINUTE))
    yield wrong("printed a second more", printed(2, BEGAN + 3 * SECOND + MINUTE), "times")
    yield right("printed a minute before the last event that it knows", printed(2, BEGAN + SECOND - MINUTE))
    yield wrong("printed a second less", printed(2, BEGAN - MINUTE), "times")
    yield right("printed after everything, of everything", printed(3, BEGAN + 999 * DAY))
    yield wrong("printed after everything, of nothing", printed(0, BEGAN + 999 * DAY), "times")
    longer = replace(PLAIN, printed=(bytes(32).hex(), 9, SIGNED))
    yield unread("printed of a longer log, in time", longer, "printed_root")
    early = replace(PLAIN, printed=(bytes(32).hex(), 9, BEGAN - DAY))
    yield wrong("printed of a longer log, too early", early, "times")
    yield wrong("printed in the hour of the signed root, of less", printed(2, SIGNED), "times")
