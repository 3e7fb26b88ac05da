"""Which backups are there in a folder, how far does each go, and how old is it?

A backup that is put into a folder is named `minsheng-<size, 12 digits>-<UTC, 20240125T080000Z>.zip`: the order of the names is that of
the log. What a name says is a hint for people; a backup itself says how far it goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"minsheng-([0-9]{12})-([0-9]{8}T[0-9]{6})Z\.zip")
_TIME: Final = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup by its file; `size` in events, `time` in whole seconds, as its name says."""

    path: Path
    size: int
    time: datetime


def name_of(size: int, time: datetime) -> str:
    """The name of a backup of so many events, begun at `time`."""
    return f"minsheng-{size:012}-{time.astimezone(UTC):{_TIME}}Z.zip"


def kept_in(folder: Path) -> Sequence[Kept]:
    """The backups in a folder, the one that goes furthest last; none where there is no such folder. Raises `OSError`."""
    if not folder.is_dir():
        return []
    found = [(path, _NAME.fullmatch(path.name)) for path in sorted(folder.iterdir())]
    return [Kept(path, int(name[1]), _time(name[2])) for path, name in found if name and _is_time(name[2])]


def _time(text: str) -> datetime:
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)


def _is_time(text: str) -> bool:
    try:
        _time(text)
    except ValueError:
        return False
    return True
