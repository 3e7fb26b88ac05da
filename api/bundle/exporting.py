"""How does a bundle come to stand under its name whole, or not at all?"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from api.bundle.asked import Asked
from api.bundle.giving import Everything, Giving, HeadersAlone
from api.bundle.making import Progress, make
from api.bundle.public import ForEverybody
from api.bundle.source import Source
from api.bundle.unpacked import Unpacked
from api.bundle.zipping import pack
from domain.files import sync_folder


def export(source: Source, asked: Asked, target: Path, progress: Progress = lambda _position: None) -> None:
    """Write the bundle that is asked for to `target`; after a failure nothing is left beside it."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as name:
        out = Unpacked(Path(name) / "bundle")
        make(source, asked, _giving(source, asked), out, progress)
        packed = Path(name) / "packed"
        with os.fdopen(os.open(packed, os.O_RDWR | os.O_CREAT | os.O_EXCL, _mode(asked)), "w+b") as file:
            pack(out.folder, out.close(), file)
            file.flush()
            os.fsync(file.fileno())
        packed.rename(target)
    sync_folder(target.parent)


def _mode(asked: Asked) -> int:
    """What not everybody may read is readable to whoever made it alone."""
    return 0o666 if asked.audience == "public" else 0o600


def _giving(source: Source, asked: Asked) -> Giving:
    outside = asked.audience == "public"
    if asked.headers_only:
        return HeadersAlone("public" if outside else "inside")
    return ForEverybody(source, asked.until) if outside else Everything(asked.streams)
