"""How is a bundle made of the ledger, from the first position to the last, in bounded memory?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from importlib.resources import files
from typing import Final

import orjson

from api.bundle.asked import Asked
from api.bundle.giving import Giving
from api.bundle.results import results
from api.bundle.source import Source
from api.bundle.tiles import TileWriter
from api.bundle.unpacked import Unpacked
from domain.canonical import canonical_bytes
from domain.merkle import hasher
from domain.refusals import Refusal
from domain.storage.tree import Header

STRETCH: Final = 1000
FORMAT: Final = "minsheng-bundle-v1"
VERIFIERS: Final = ("verify.py", "recount.py")

Progress = Callable[[int], None]


class PositionMissing(Refusal):
    """A log without an event that its head counts cannot be shown to be whole."""

    code = "position_missing"
    title = "台账缺了一号"


def make(source: Source, asked: Asked, giving: Giving, out: Unpacked, progress: Progress) -> None:
    """Write the files of a bundle; `progress` is told each position reached. Raises `PositionMissing`."""
    hash_ = hasher(asked.shelved.algorithm)
    tiles = TileWriter(out.add, hash_)
    with ExitStack() as stack:
        entries, states = (stack.enter_context(out.writing(name)) for name in ("entries.jsonl", "states.jsonl"))
        for headers in _stretches(source, asked.shelved.size):
            tiles.extend(header.leaf(hash_) for header in headers)
            ours = [each for each in headers if each.position <= asked.until and _chosen(each, asked)]
            given = giving.given(ours)
            for header in ours:
                state = header.state if header.position in given else None
                entries.write(_line(header, None if state is None else header.blind))
                if state is not None:
                    states.write(state + b"\n")
            progress(headers[-1].position)
    tiles.close()
    out.add("results.json", results(source, giving, asked.until))
    _add_others(asked, out)


def _add_others(asked: Asked, out: Unpacked) -> None:
    shelved = asked.shelved
    manifest = {
        "format": FORMAT,
        "origin": shelved.origin,
        "hash": shelved.algorithm,
        "audience": asked.audience,
        "size": shelved.size,
        "until": asked.until,
        "streams": None if asked.streams is None else sorted(map(str, asked.streams)),
        "headers_only": asked.headers_only,
    }
    out.add("manifest.json", canonical_bytes(manifest) + b"\n")
    out.add("policy.txt", asked.policy)
    for each in shelved.published:
        out.add(f"checkpoints/{each.path.name}", each.raw)
        if (token := each.token) is not None:
            out.add(f"checkpoints/{each.token_path.name}", token)
    for name in VERIFIERS:
        program = files("api.bundle").joinpath("verifier", name)
        out.add(name, program.read_bytes() if program.is_file() else b"")
    out.add("README.txt", files("api.bundle").joinpath("README.txt").read_bytes())


def _stretches(source: Source, size: int) -> Iterator[Sequence[Header]]:
    """All headers up to `size`, in order."""
    for after in range(0, size, STRETCH):
        last = min(after + STRETCH, size)
        found = source.headers(after, last)
        for expected, header in enumerate(found, after + 1):
            if header.position != expected:
                raise _missing(expected)
        if len(found) < last - after:
            raise _missing(after + len(found) + 1)
        yield found


def _missing(position: int) -> PositionMissing:
    return PositionMissing(f"台账第{position}号的标题行不见了，做不成核验包。", position=position)


def _chosen(header: Header, asked: Asked) -> bool:
    return asked.streams is None or header.stream in asked.streams


def _line(header: Header, blind: bytes | None) -> bytes:
    """A line of entries.jsonl; its names stand in canonical order."""
    blinded = b"" if blind is None else b'"blind":"%b",' % blind.hex().encode()
    return b'{%b"commitment":"%b","position":%d,"stream":"%b","topic":%b,"version":%d}\n' % (
        blinded,
        header.commitment.hex().encode(),
        header.position,
        str(header.stream).encode(),
        orjson.dumps(header.topic),
        header.version,
    )
