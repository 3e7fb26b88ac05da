"""What does a log hand to a witness, over the network or on a stick: a checkpoint, and the proof that it only added to the last?

    old <size>              of the last checkpoint that the witness cosigned, 0 if it cosigned none
    <base64 of a hash>      the consistency proof from that size, one hash a line, at most 63
    (an empty line)
    <the signed note>       of the checkpoint

Every line ends with a line feed. What comes back is the witness's signature line.
Source: C2SP tlog-witness, "add-checkpoint".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from domain.merkle import HASH_BYTES
from domain.refusals import Refusal
from domain.transparency.base64s import decoded, encoded
from domain.transparency.checkpoints import CheckpointMalformed, TreeHead, parse_size
from domain.transparency.keys import Kind, VerifierKey
from domain.transparency.notes import LARGEST_NOTE_BYTES, Note, NoteMalformed, Signature, open_note

LONGEST_PROOF: Final = 63
LARGEST_SUBMISSION_BYTES: Final = LARGEST_NOTE_BYTES + 2**12
_OLD: Final = "old "


class SubmissionMalformed(Refusal):
    """What was handed to the witness is not written as the specification says."""

    code = "submission_malformed"
    title = "见证申请的写法不对"


@dataclass(frozen=True, slots=True)
class Submission:
    """A checkpoint of which nothing has been checked yet, and the proof from `old_size`."""

    old_size: int
    proof: tuple[bytes, ...]
    note: Note

    @classmethod
    def parse(cls, raw: bytes) -> Submission:
        """The submission that `raw` writes; raises `SubmissionMalformed`."""
        if len(raw) > LARGEST_SUBMISSION_BYTES:
            raise SubmissionMalformed(f"见证申请最多{LARGEST_SUBMISSION_BYTES}字节。")
        head, gap, note = raw.partition(b"\n\n")
        if not gap:
            raise SubmissionMalformed("证明和签名的根之间应有一个空行，现在没有。")
        first, *proof = head.decode("utf-8", "replace").split("\n")
        if not first.startswith(_OLD):
            raise SubmissionMalformed("第1行应是“old”和上一次见证的条数。", line=1)
        if len(proof) > LONGEST_PROOF:
            raise SubmissionMalformed(f"一致性证明最多{LONGEST_PROOF}行，现为{len(proof)}行。", lines=len(proof))
        try:
            old_size = parse_size(first.removeprefix(_OLD), "第1行的old之后")
            return cls(old_size, tuple(map(_hash, proof, range(2, len(proof) + 2))), Note.parse(note))
        except CheckpointMalformed as refused:
            raise SubmissionMalformed(refused.detail) from None
        except NoteMalformed as refused:
            raise SubmissionMalformed(f"空行之后的签名的根：{refused.detail}") from None

    @property
    def encoded(self) -> bytes:
        """The bytes of the submission."""
        lines = [f"{_OLD}{self.old_size}", *map(encoded, self.proof), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.note.encoded

    @property
    def head(self) -> TreeHead:
        """What the checkpoint says; raises `SubmissionMalformed`."""
        try:
            return TreeHead.parse(self.note.text)
        except CheckpointMalformed as refused:
            raise SubmissionMalformed(f"空行之后的签名的根：{refused.detail}") from None


def cosignatures_in(answer: bytes, note: Note, witnesses: tuple[VerifierKey, ...]) -> tuple[Signature, ...]:
    """The cosignatures of `note` by `witnesses` in what one of them answered; whatever else it holds is left.

    Raises `NoteMalformed`, `SignatureFalse`, or `SignerUnknown` if there is none.
    """
    assert all(key.kind is Kind.COSIGNATURE for key in witnesses)
    whole = Note(note.text, ()).encoded + answer
    # An answer with an empty line in it would make another text of what stands before.
    if Note.parse(whole).text != note.text:
        raise NoteMalformed("见证人的答复里应只有签名行。")
    found = open_note(whole, witnesses).by
    return tuple(each for signatures in found.values() for each in signatures)


def _hash(line: str, number: int) -> bytes:
    raw = decoded(line)
    if raw is None or len(raw) != HASH_BYTES:
        raise SubmissionMalformed(f"第{number}行应是32字节散列的base64。", line=number)
    return raw
