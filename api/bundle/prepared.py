"""How do strangers get the public bundle without making the service work for each of them?

One is made for each signed root, by a thread of its own, kept in a folder that goes with the process, and handed to everybody. What
was lawfully erased since it was made is not in the next one: so it is made anew when an erasure was carried out.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary, finalize

from api.bundle.asked import Asked
from api.bundle.exporting import export
from api.bundle.public import public_until
from api.bundle.shelved import Shelved, shelved
from api.bundle.source import LedgerSource
from api.desk import Desk
from api.erasing import erasures
from api.log.shelf import Shelf
from api.refusals import ServiceAway
from domain.refusals import NotFound, Refusal
from domain.storage import Ledger
from domain.transparency.policies import Policy
from projections.models import MODELS

PATIENCE_S: Final = 10.0
"""So long whoever asks first waits for it; after that he is told to come again."""
READING_S: Final = 60.0
LOOK_AGAIN_S: Final = 30.0
"""How long it takes at most until what was lawfully erased is not handed out any more."""
PIECE: Final = 2**18

Key = tuple[int, int]
"""The size of the root, and how many announced erasures are carried out."""


@dataclass(slots=True)
class _Making:
    """A bundle that is made, or was: `failed` says why there is none."""

    done: threading.Event = field(default_factory=threading.Event)
    failed: Refusal | None = None


@dataclass(slots=True, weakref_slot=True)
class _Prepared:
    """The bundles of one ledger, of which the newest alone is kept; their folder goes with them, or with the process."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="minsheng-bundle-")))
    made: dict[Key, _Making] = field(default_factory=dict)
    looked_at: float = 0.0
    erased: int = 0

    def __post_init__(self) -> None:
        finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


_ALL: Final[WeakKeyDictionary[Ledger, _Prepared]] = WeakKeyDictionary()
_LOCK: Final = threading.Lock()


def prepared(desk: Desk, patience_s: float = PATIENCE_S) -> Path:
    """The file of the public bundle under the newest signed root.

    Raises `NotFound` where nothing is signed or no policy says whose signature counts, `ServiceAway` while it is made, and what
    `export` raises.
    """
    if desk.checkpoints is None or desk.policy is None or not desk.policy.exists():
        raise NotFound("这里还没有公开的核验包：要有签名的根，还要有策略文件。")
    newest = Shelf(desk.checkpoints).newest()
    if newest is None or not newest.size:
        raise NotFound("还没有公布签名的根，核验包要等第一个签名的根。")
    kept = _kept(desk)
    key = newest.size, kept.erased
    making = _begun(desk, kept, key)
    if not making.done.wait(patience_s):
        raise ServiceAway("核验包正在准备，请过一分钟再取。")
    if making.failed is not None:
        raise making.failed
    return _file(kept, key)


def pieces(file: Path) -> Iterator[bytes]:
    """What the file holds, a piece at a time."""
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield piece


def _kept(desk: Desk) -> _Prepared:
    """What is prepared of this ledger; now and then it is asked whether anything was erased."""
    with _LOCK:
        kept = _ALL.get(desk.ledger) or _ALL.setdefault(desk.ledger, _Prepared())
        now = time.monotonic()
        if not kept.looked_at or now - kept.looked_at > LOOK_AGAIN_S:
            kept.erased = sum(not each.owed for each in erasures(desk.ledger))
            kept.looked_at = now
        return kept


def _begun(desk: Desk, kept: _Prepared, key: Key) -> _Making:
    with _LOCK:
        if key not in kept.made or kept.made[key].failed is not None:
            making = kept.made[key] = _Making()
            threading.Thread(target=_make, args=(desk, kept, key, making), name="bundle", daemon=True).start()
        return kept.made[key]


def _make(desk: Desk, kept: _Prepared, key: Key, making: _Making) -> None:
    try:
        _export(desk, _file(kept, key))
        _forget_others(kept, key)
    except Refusal as refused:
        making.failed = refused
    except Exception:
        making.failed = ServiceAway("核验包没有做成，请告诉运维。")
        raise
    finally:
        making.done.set()


def _export(desk: Desk, target: Path) -> None:
    assert desk.checkpoints is not None
    assert desk.policy is not None
    written = desk.policy.read_bytes()
    Policy.parse(written)
    found: Shelved = shelved(Shelf(desk.checkpoints), desk.ledger.head())
    if not desk.waiting.wait_for(found.size, READING_S, [model.name for model in MODELS]):
        raise ServiceAway("结果还没有整理完，请过一分钟再取。")
    source = LedgerSource(desk.ledger, desk.reading)
    until = public_until(source, found.size)
    if not until:
        raise NotFound("还没有可以公开的内容。")
    export(source, Asked(audience="public", shelved=found, policy=written, until=until), target)


def _forget_others(kept: _Prepared, key: Key) -> None:
    """Earlier bundles go; whoever is just fetching one has its file open and gets it whole."""
    with _LOCK:
        for other in [each for each in kept.made if each != key and kept.made[each].done.is_set()]:
            del kept.made[other]
            _file(kept, other).unlink(missing_ok=True)


def _file(kept: _Prepared, key: Key) -> Path:
    size, erased = key
    return kept.folder / f"public-{size}-{erased}.zip"
