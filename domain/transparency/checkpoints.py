"""What does a checkpoint say of the log: whose it is, how many events it has, what their root is, and when it was said?

    <origin>                            the name of the log, which is the name of the key that signs
    <size>                              number of events, decimal, no leading zero
    <base64 of the root>                32 bytes
    time 2024-01-25T08:00:00Z           the signer's clock, UTC, whole seconds
    hash sm3                            only where the tree is one of SM3; without it SHA-256

Every line ends with a line feed. The first three lines are those of every transparency log (C2SP tlog-checkpoint); the rest
are its extension lines, of which our checkpoints have these and no others. `TreeHead` reads any log's checkpoint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from domain.merkle import HASH_BYTES, HASHERS
from domain.refusals import Refusal
from domain.texts import shown
from domain.transparency.base64s import decoded, encoded
from domain.transparency.keys import VerifierKey
from domain.transparency.notes import Opened, SignerUnknown, open_note

LARGEST_SIZE: Final = 2**63 - 1
_LEAST_LINES: Final = 3
_SIZE: Final = re.compile("0|[1-9][0-9]{0,18}")
_TIME: Final = re.compile("time ([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])Z")
_SM3: Final = "hash sm3"


class CheckpointMalformed(Refusal):
    """The text of a note is not written as a checkpoint."""

    code = "checkpoint_malformed"
    title = "签名的根的写法不对"


class OtherLog(Refusal):
    """The checkpoint is of another log than the one that was asked about."""

    code = "other_log"
    title = "是另一个台账的签名的根"


@dataclass(frozen=True, slots=True)
class TreeHead:
    """The three lines that every log's checkpoint has, and its extension lines as they stand."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> TreeHead:
        """The head that the text of a note writes; raises `CheckpointMalformed`."""
        lines = text.split("\n")
        if lines.pop():
            raise CheckpointMalformed("签名的根的最后一行没有以换行结束。")
        if len(lines) < _LEAST_LINES:
            raise CheckpointMalformed(f"签名的根至少有三行，现为{len(lines)}行。", lines=len(lines))
        if "" in lines:
            number = lines.index("") + 1
            raise CheckpointMalformed(f"签名的根第{number}行是空的。", line=number)
        return cls(lines[0], parse_size(lines[1], "签名的根第2行"), _root(lines[2]), tuple(lines[3:]))

    @property
    def algorithm(self) -> str:
        """`sha256`, or `sm3` where an extension line says so."""
        return "sm3" if _SM3 in self.extensions else "sha256"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One statement of our log; `time` is aware and has whole seconds."""

    origin: str
    size: int
    root: bytes
    time: datetime
    algorithm: str = "sha256"

    def __post_init__(self) -> None:
        assert self.time.tzinfo is not None
        assert not self.time.microsecond
        assert 0 <= self.size <= LARGEST_SIZE
        assert len(self.root) == HASH_BYTES
        assert self.algorithm in HASHERS

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """The checkpoint that the text of a note writes; raises `CheckpointMalformed`."""
        head = TreeHead.parse(text)
        if len(head.extensions) != (2 if _SM3 in head.extensions[1:] else 1):
            raise CheckpointMalformed(
                "签名的根第4行应是“time”和时间；第5行只能是“hash sm3”，或者没有；不能再有别的行。"
            )
        return cls(head.origin, head.size, head.root, _time(head.extensions[0]), head.algorithm)

    @property
    def text(self) -> str:
        """The text of the note that says this."""
        time = self.time.astimezone(UTC).replace(tzinfo=None).isoformat()
        lines = [self.origin, str(self.size), encoded(self.root), f"time {time}Z"]
        return "".join(f"{line}\n" for line in (*lines, *([_SM3] if self.algorithm == "sm3" else [])))


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint of which a known key of its log has signed the text, with all signatures of the note."""

    checkpoint: Checkpoint
    opened: Opened


def open_checkpoint(raw: bytes, logs: Iterable[VerifierKey], witnesses: Iterable[VerifierKey] = ()) -> SignedCheckpoint:
    """The checkpoint that the note `raw` writes, signed by one of `logs` under its own name.

    Raises what `open_note` raises, `CheckpointMalformed`, and `OtherLog` if a known log has signed under another origin.
    """
    trusted = tuple(logs)
    opened = open_note(raw, (*trusted, *witnesses))
    signers = {key.name for key in opened.by if key in trusted}
    if not signers:
        raise SignerUnknown("这份签名的根只有见证人的签名，没有台账自己的签名。")
    checkpoint = Checkpoint.parse(opened.text)
    if checkpoint.origin not in signers:
        raise OtherLog(f"签名的根写明属于{shown(checkpoint.origin)}，签名的却是{shown('、'.join(sorted(signers)))}。")
    return SignedCheckpoint(checkpoint, opened)


def parse_size(text: str, said: str) -> int:
    """The number of leaves that `text` writes; raises `CheckpointMalformed`, naming the place by `said`."""
    if not _SIZE.fullmatch(text) or int(text) > LARGEST_SIZE:
        raise CheckpointMalformed(f"{said}应是不带多余0的条数，现为“{shown(text)}”。")
    return int(text)


def _root(line: str) -> bytes:
    root = decoded(line)
    if root is None or len(root) != HASH_BYTES:
        raise CheckpointMalformed("签名的根第3行应是32字节根散列的base64。", line=3)
    return root


def _time(line: str) -> datetime:
    if found := _TIME.fullmatch(line):
        try:
            return datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
        except ValueError:
            pass  # a day that no month has
    raise CheckpointMalformed(f"签名的根第4行应是“time 2024-01-25T08:00:00Z”这样的时间，现为“{shown(line)}”。", line=4)
