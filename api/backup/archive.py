"""How does a backup come to stand under its name whole, or not at all, and is every part of it what was written?"""

from __future__ import annotations

import errno
import hashlib
import lzma
import os
import secrets
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from api.backup.manifest import LARGEST_MANIFEST_BYTES, MANIFEST, File, Manifest
from api.postgres.locks import try_lock
from domain.files import rename, sync, sync_folder
from domain.storage import BackupDamaged

CHUNK_BYTES: Final = 1 << 20
DRAFT: Final = ".minsheng-backup-"
"""How the name of a backup begins that is being written; whoever writes it holds its lock."""

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)


@dataclass(slots=True)
class Writing:
    """A backup in the making: parts go in one after the other, and are remembered for the list."""

    zip: zipfile.ZipFile
    files: list[File] = field(default_factory=list)

    def add(self, name: str, pieces: Iterable[bytes], columns: Sequence[str] = ()) -> None:
        """Write a part; of a table each piece is a row."""
        digest, size, rows = hashlib.sha256(), 0, 0
        with self.zip.open(_entry(name), "w", force_zip64=True) as out:
            for piece in pieces:
                digest.update(piece)
                size, rows = size + len(piece), rows + 1
                out.write(piece)
        rows = rows if columns else 0
        self.files.append(File(name=name, bytes=size, sha256=digest.hexdigest(), columns=list(columns), rows=rows))

    def close(self, manifest: Manifest) -> None:
        """Write the list; nothing follows it."""
        self.zip.writestr(_entry(MANIFEST), manifest.encoded)


@contextmanager
def writing(target: Path) -> Iterator[Writing]:
    """A backup that stands at `target` when the block ends well, on the disk; or else nothing is left of it.

    What a killed writer left in the folder goes first. Raises `OSError`.
    """
    sweep_drafts(target.parent)
    draft = target.with_name(f"{DRAFT}{secrets.token_hex(8)}")
    handle = try_lock(draft)
    assert handle is not None, "a random name that somebody else has"
    try:
        with os.fdopen(handle, "r+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
                yield Writing(made)
            file.flush()
            sync(file.fileno())
            rename(draft, target)
    except BaseException as error:
        draft.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno is not None and error.filename is None:
            # A full disk does not say which.
            error.filename = str(target)
        raise
    sync_folder(target.parent)


def sweep_drafts(folder: Path) -> None:
    """Remove the drafts whose writers are dead."""
    for draft in folder.glob(f"{DRAFT}*"):
        handle = try_lock(draft)
        if handle is not None:
            draft.unlink(missing_ok=True)
            os.close(handle)


@dataclass(frozen=True, slots=True)
class Reading:
    """A backup that is being read."""

    zip: zipfile.ZipFile
    manifest: Manifest

    def check(self, file: File) -> Iterator[int]:
        """Hold a part against the list, and answer the size of each piece that was read; raises `BackupDamaged`."""
        digest, size = hashlib.sha256(), 0
        with _explained(file.name), closing(self.zip.open(file.name)) as part:
            while piece := part.read(CHUNK_BYTES):
                digest.update(piece)
                size += len(piece)
                if size > file.bytes:
                    break
                yield len(piece)
        if (size, digest.hexdigest()) != (file.bytes, file.sha256):
            raise BackupDamaged(f"{file.name}不是做备份时的样子：应有{file.bytes}字节，SHA-256应是{file.sha256}。")

    def lines(self, file: File) -> Iterator[bytes]:
        """The rows of a table; raises `BackupDamaged`."""
        with _explained(file.name), closing(self.zip.open(file.name)) as part:
            yield from part

    def read(self, name: str) -> bytes:
        """A small part as a whole; raises `BackupDamaged`."""
        with _explained(name):
            return self.zip.read(name)


@contextmanager
def reading(path: Path) -> Iterator[Reading]:
    """The backup at `path`, which has the parts of its list and no others; raises `BackupDamaged`, `OSError`."""
    with path.open("rb") as file:
        with _explained(str(path)):
            found = zipfile.ZipFile(file)
        with found:
            yield Reading(found, _manifest(found, path))


def _manifest(found: zipfile.ZipFile, path: Path) -> Manifest:
    with _explained(f"{path}里的{MANIFEST}"), found.open(MANIFEST) as part:
        manifest = Manifest.parse(part.read(LARGEST_MANIFEST_BYTES))
    if found.namelist() != [*(file.name for file in manifest.files), MANIFEST]:
        raise BackupDamaged(f"{path}里的文件与{MANIFEST}所列的不同。")
    return manifest


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as error:
        raise BackupDamaged(f"{name}读不出来：{error}。") from error
    except OSError as error:
        # Not the disk's: a place before the beginning of the file, or another compression than ours.
        if error.errno not in {None, errno.EINVAL}:
            raise
        raise BackupDamaged(f"{name}读不出来：{error}。") from error


def _entry(name: str) -> zipfile.ZipInfo:
    """The head of a part: the same whenever it is written, readable by nobody else once unpacked."""
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return entry
