"""How do the files of a bundle come to stand in a folder, each with its hash?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

SUMS: Final = "SHA256SUMS"


class Writing:
    """A file that is being written, and the hash of what was written so far."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        self._hash.update(data)
        self._file.write(data)

    def hexdigest(self) -> str:
        """SHA-256 of everything written, in lowercase hexadecimal."""
        return self._hash.hexdigest()


class Unpacked:
    """A bundle's files below `folder`, every one of them named in SHA256SUMS at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sums: dict[str, str] = {}

    @contextmanager
    def writing(self, name: str) -> Iterator[Writing]:
        """A new file under this name, piece by piece."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            writing = Writing(file)
            yield writing
        self._sums[name] = writing.hexdigest()

    def add(self, name: str, content: bytes) -> None:
        """A new file at once."""
        with self.writing(name) as file:
            file.write(content)

    def __contains__(self, name: str) -> bool:
        return name in self._sums

    def close(self) -> list[str]:
        """Write SHA256SUMS; answers the names of all files with it."""
        lines = (f"{self._sums[name]}  {name}\n" for name in sorted(self._sums, key=str.encode))
        content = "".join(lines).encode()
        self.add(SUMS, content)
        return list(self._sums)
