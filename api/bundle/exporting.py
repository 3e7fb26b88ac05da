"""How does a bundle come to stand under its name whole, or not at all?"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from api.bundle.asked import Asked
from api.bundle.giving import Everything
from api.bundle.making import Progress, make
from api.bundle.source import Source
from api.bundle.unpacked import Unpacked
from api.bundle.zipping import pack


def export(source: Source, asked: Asked, target: Path, progress: Progress = lambda _position: None) -> None:
    """Write the bundle that is asked for to `target`, which must not exist; nothing is left beside it after a failure."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as name:
        out = Unpacked(Path(name) / "bundle")
        make(source, asked, Everything(asked.shelved.size, asked.streams), out, progress)
        packed = Path(name) / "packed"
        with packed.open("w+b") as file:
            pack(out.folder, out.close(), file)
            file.flush()
            os.fsync(file.fileno())
        packed.rename(target)
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Let the name survive a loss of power as well."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
