"""Which published checkpoints go into a bundle, and what do they say of the log?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"(\d{12})-(\d{10})\.note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A published checkpoint: its file's name and bytes, and its time stamp where there is one."""

    name: str
    size: int
    note: bytes
    token: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoints:
    """All of them in order of size and time, and what they agree on."""

    kept: tuple[Kept, ...]
    origin: str
    algorithm: str

    @property
    def size(self) -> int:
        """The size of the newest."""
        return self.kept[-1].size


def read_checkpoints(folder: Path) -> Checkpoints | None:
    """The checkpoints in `folder`, None where there is none."""
    kept = tuple(_kept(path) for path in sorted(folder.glob("*.note")) if _NAME.fullmatch(path.name))
    if not kept:
        return None
    lines = kept[-1].note.decode().split("\n\n", 1)[0].split("\n")
    return Checkpoints(kept=kept, origin=lines[0], algorithm="sm3" if "hash sm3" in lines else "sha256")


def _kept(path: Path) -> Kept:
    token = path.with_suffix(".tsr")
    return Kept(
        name=path.name,
        size=int(path.name[:12]),
        note=path.read_bytes(),
        token=token.read_bytes() if token.exists() else None,
    )
