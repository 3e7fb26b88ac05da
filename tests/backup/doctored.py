"""How does somebody who can write to backups change one, with or without covering his tracks?"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

Rows = list[bytes]
HEADERS, BYTES = "tables/ledger.event_headers.txt", "tables/ledger.event_bytes.txt"


def doctored(backup: Path, changes: Mapping[str, Callable[[Rows], Rows]], *, covered: bool = True, **said: Any) -> Path:
    """The backup with some parts changed line by line and the list saying what `said` says; `covered`: the list fits the parts."""
    with zipfile.ZipFile(backup) as found:
        parts = {name: found.read(name) for name in found.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    for name, change in changes.items():
        lines = change(parts[name].splitlines(keepends=True))
        parts[name] = b"".join(lines)
        if covered:
            (file,) = (each for each in manifest["files"] if each["name"] == name)
            file |= {"bytes": len(parts[name]), "sha256": sha256(parts[name]).hexdigest()}
            file["rows"] = len(lines) if file["columns"] else 0
    return packed(backup.with_name(f"doctored-{backup.name}"), parts, {**manifest, **said})


def without(backup: Path, dropped: Callable[[str], bool]) -> Path:
    """The backup without some of its parts, and a list without them."""
    with zipfile.ZipFile(backup) as found:
        parts = {name: found.read(name) for name in found.namelist() if not dropped(name)}
    manifest = json.loads(parts.pop("manifest.json"))
    manifest["files"] = [file for file in manifest["files"] if file["name"] in parts]
    return packed(backup.with_name(f"without-{backup.name}"), parts, manifest)


def packed(path: Path, parts: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {**parts, "manifest.json": json.dumps(manifest).encode()}.items():
            made.writestr(name, content)
    return path
