"""How does a log say that from now on another key signs for it, so that nobody has to take anybody's word?

A note of six lines, signed by the key that goes and by the key that comes:

    minsheng key rotation v1
    from <verifier key>
    to <verifier key>           the same name, another key
    size 48213                  of the last checkpoint that the key which goes has signed
    root <base64>               its root
    time 2024-01-25T08:00:00Z   the clock where both keys were at hand

The first line is no log's origin and the second no size, so this is never taken for a checkpoint. It shows that whoever had the
old key wanted the new one; that the old key was not stolen when it was signed, it cannot show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from domain.refusals import Refusal
from domain.transparency.checkpoints import Checkpoint, CheckpointMalformed
from domain.transparency.keys import Kind, SignerKey, VerifierKey
from domain.transparency.notes import Note, SignerUnknown, open_note, sign_note

_HEADER: Final = "minsheng key rotation v1"
_LINES: Final = re.compile(f"{_HEADER}\nfrom ([^\n]+)\nto ([^\n]+)\nsize ([^\n]+)\nroot ([^\n]+)\n(time [^\n]+\n)")


class RotationMalformed(Refusal):
    """The text of a note is not that of a rotation, or names two keys of which one cannot follow the other."""

    code = "rotation_malformed"
    title = "钥匙轮换声明不对"


@dataclass(frozen=True, slots=True)
class Rotation:
    """`old` is followed by `new` after the checkpoint of `size` and `root`, its last; said at `time`, aware, in whole seconds.

    The algorithm of the tree does not change with the key: the statement does not name it, and neither does this.
    """

    old: VerifierKey
    new: VerifierKey
    size: int
    root: bytes
    time: datetime

    def __post_init__(self) -> None:
        if self.old.name != self.new.name or self.old.public == self.new.public:
            raise RotationMalformed("轮换的两把钥匙应同名而不同钥匙。")
        if {self.old.kind, self.new.kind} != {Kind.NOTE}:
            raise RotationMalformed("轮换的两把钥匙都应是台账的签名钥匙。")

    @classmethod
    def parse(cls, text: str) -> Rotation:
        """The rotation that the text of a note writes; raises `RotationMalformed`, or what `VerifierKey.parse` raises."""
        found = _LINES.fullmatch(text)
        if not found:
            raise RotationMalformed(f"钥匙轮换声明应有六行，第1行是“{_HEADER}”。")
        old, new, size, root, time = found.groups()
        origin = VerifierKey.parse(old).name
        try:
            last = Checkpoint.parse(f"{origin}\n{size}\n{root}\n{time}")
        except CheckpointMalformed:
            raise RotationMalformed("钥匙轮换声明第4至6行应是最后一个签名的根的大小、根和轮换的时刻。") from None
        return cls(VerifierKey.parse(old), VerifierKey.parse(new), last.size, last.root, last.time)

    @property
    def text(self) -> str:
        """The text of the note that says this."""
        _, size, root, time, _ = Checkpoint(self.old.name, self.size, self.root, self.time).text.split("\n")
        return f"{_HEADER}\nfrom {self.old}\nto {self.new}\nsize {size}\nroot {root}\n{time}\n"


def sign_rotation(old: SignerKey, new: SignerKey, last: Checkpoint, at: datetime) -> Note:
    """The statement that `new` follows `old` after the checkpoint `last`, signed by both at `at`."""
    when = at.astimezone(UTC).replace(microsecond=0)
    return sign_note(Rotation(old.verifier, new.verifier, last.size, last.root, when).text, old, new)


def open_rotation(raw: bytes, known: VerifierKey) -> Rotation:
    """The rotation that follows the `known` key, signed by both keys.

    Raises what `open_note` and `Rotation.parse` raise, and `RotationMalformed` if it is of another key than `known`.
    """
    rotation = Rotation.parse(open_note(raw, [known]).text)
    if rotation.old != known:
        raise RotationMalformed(f"这份声明轮换的是{rotation.old.label}，不是{known.label}。")
    if rotation.new not in open_note(raw, [known, rotation.new]).by:
        raise SignerUnknown(f"这份声明没有新钥匙{rotation.new.label}的签名。")
    return rotation
