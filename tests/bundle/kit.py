"""How does a test ask for a bundle, and what does it find in it?"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from api.bundle.asked import Asked, Audience
from api.bundle.exporting import export
from api.bundle.public import public_until
from api.bundle.shelved import shelved
from api.bundle.source import Source
from api.log.shelf import Shelf
from domain.transparency.policies import Policy
from tests.bundle.keys import POLICY


@dataclass(frozen=True)
class Bundle:
    """A bundle and what is in it."""

    path: Path

    @property
    def raw(self) -> bytes:
        return self.path.read_bytes()

    def read(self, name: str) -> bytes:
        with zipfile.ZipFile(self.path) as bundle:
            return bundle.read(name)

    def names(self) -> list[str]:
        with zipfile.ZipFile(self.path) as bundle:
            return bundle.namelist()

    def json(self, name: str) -> Any:
        return orjson.loads(self.read(name))

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [orjson.loads(line) for line in self.read("entries.jsonl").splitlines()]

    @property
    def states(self) -> dict[int, dict[str, Any]]:
        """What is given of each event, by position."""
        given = [line["position"] for line in self.lines if "blind" in line]
        return dict(zip(given, map(orjson.loads, self.read("states.jsonl").split(b"\n")[:-1]), strict=True))

    def unpack(self, folder: Path) -> Path:
        with zipfile.ZipFile(self.path) as bundle:
            bundle.extractall(folder)
        return folder


def bundle(  # noqa: PLR0913 - a bundle is asked for in that many ways
    source: Source,
    folder: Path,
    audience: Audience = "auditor",
    *,
    size: int,
    streams: frozenset[UUID] | None = None,
    headers_only: bool = False,
    files: bool = False,
    name: str = "bundle.zip",
    policy: bytes = POLICY,
    witnessed: bool = False,
) -> Bundle:
    """The bundle of a source whose checkpoints lie in `folder`."""
    found = shelved(Shelf(folder), size, Policy.parse(policy) if witnessed else None)
    until = public_until(source, found.size) if audience == "public" else found.size
    asked = Asked(
        audience=audience, shelved=found, policy=policy, until=until, streams=streams, headers_only=headers_only, files=files
    )  # fmt: skip
    export(source, asked, folder / name)
    return Bundle(folder / name)
