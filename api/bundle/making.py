"""How is a bundle made of the ledger, from the first position to the last, in bounded memory?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from typing import Final

import orjson

from api.bundle.asked import Asked
from api.bundle.giving import Giving
from api.bundle.results import results
from api.bundle.shelved import Shelved
from api.bundle.source import Source
from api.bundle.tiles import TileWriter
from api.bundle.unpacked import Unpacked
from domain.canonical import canonical_bytes
from domain.congress.events import ContentErased
from domain.documents.events import DocumentFiled
from domain.merkle import hasher
from domain.refusals import LARGEST, Refusal
from domain.storage.tree import Header

STRETCH: Final = 1000
FORMAT: Final = "minsheng-bundle-v1"
VERIFIERS: Final = ("verify.py", "recount.py")

Progress = Callable[[int], None]


class PositionMissing(Refusal):
    """A log without an event that its head counts cannot be shown to be whole."""

    code = "position_missing"
    title = "台账缺了一号"


class ErasureNotSigned(Refusal):
    """Something was lawfully erased a moment ago, and the tree that says so is not signed yet."""

    code = "erasure_not_signed"
    title = "刚刚依法删去的还没有签名"


class ErasureNotWitnessed(Refusal):
    """Something was lawfully erased, and the newest root that enough witnesses have seen does not say so yet."""

    code = "erasure_not_witnessed"
    title = "依法删去的还没有见证够"


def make(source: Source, asked: Asked, giving: Giving, out: Unpacked, progress: Progress) -> None:
    """Write the files of a bundle; `progress` is told each position reached.

    Raises `PositionMissing`, `ErasureNotSigned`, `ErasureNotWitnessed`.
    """
    hash_ = hasher(asked.shelved.algorithm)
    tiles, gone = TileWriter(out.add, hash_), list[int]()
    with out.writing("entries.jsonl") as entries, out.writing("states.jsonl") as states:
        for headers in _stretches(source, asked.shelved.size):
            tiles.extend(header.leaf(hash_) for header in headers)
            ours = [each for each in headers if each.position <= asked.until and _chosen(each, asked)]
            given = giving.given(ours)
            for header in ours:
                state = header.state if header.position in given else None
                entries.write(_line(header, None if state is None else header.blind))
                if state is not None:
                    states.write(state + b"\n")
                    _add_file(source, asked, header.topic, state, out)
                elif header.position in given:
                    gone.append(header.position)
            progress(headers[-1].position)
    tiles.close()
    _refuse_unsigned(source, asked.shelved, gone)
    out.add("results.json", results(source, giving, asked.until))
    _add_others(asked, out)


def _add_file(source: Source, asked: Asked, topic: str, state: bytes, out: Unpacked) -> None:
    """With the event that files a document its bytes, where they are wanted and there."""
    if not asked.files or topic != DocumentFiled.TOPIC:
        return
    sha256 = str(orjson.loads(state)["event"]["sha256"])
    name = f"files/{sha256}"
    if name not in out and (content := source.document(sha256)) is not None:
        out.add(name, content)


def _refuse_unsigned(source: Source, shelved: Shelved, gone: Sequence[int]) -> None:
    """What was erased by an event beyond the last root of the bundle would look as if it had been erased without one."""
    if not gone:
        return
    for recorded in source.recorded([ContentErased.TOPIC], LARGEST):
        event = recorded.event
        if recorded.position <= shelved.size or not isinstance(event, ContentErased):
            continue
        if set(gone) & set(event.positions):
            raise _beyond(recorded.position, shelved)


def _beyond(position: int, shelved: Shelved) -> Refusal:
    if position > shelved.signed:
        return ErasureNotSigned(
            f"第{position}号刚刚依法删去了一些内容，签名的根还只到第{shelved.signed}号，请等下一次签名以后再做。",
            position=position,
            signed=shelved.signed,
        )
    return ErasureNotWitnessed(
        f"第{position}号依法删去了一些内容，见证够了的签名的根还只到第{shelved.size}号。"
        "先把最新的签名的根送去见证、收回来，再做包；或者不写--witnessed。",
        position=position,
        witnessed=shelved.size,
    )


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
        out.add(name, files("api.bundle").joinpath("verifier", name).read_bytes())
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
