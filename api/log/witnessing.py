"""When does a witness cosign a checkpoint, so that there are never two of one log that differ and bear its signature?

In this order: the submission is written as it should be; its log is known; a key of that log signed it; it goes on from the very
checkpoint that the witness cosigned last, by a proof that holds. Then the witness remembers it, and only then it answers.
Source: C2SP tlog-witness, "add-checkpoint".
"""

from __future__ import annotations

from dataclasses import dataclass

from api.clock import Clock, now
from api.log.witness_memory import WitnessMemory, hash_of
from domain.merkle import check_consistency, hasher, root_of
from domain.refusals import Refusal
from domain.texts import shown
from domain.transparency.checkpoints import TreeHead
from domain.transparency.keys import SignerKey, VerifierKey
from domain.transparency.notes import Note, Signature, SignerUnknown, check_note, cosign
from domain.transparency.submissions import Submission, SubmissionMalformed


class LogUnknown(Refusal):
    """The witness does not witness this log."""

    code = "log_unknown"
    title = "不为这个台账见证"


class OtherSizeRemembered(Refusal):
    """The submission does not go on from the checkpoint that the witness cosigned last; `size` says which that is."""

    code = "other_size_remembered"
    title = "不是接着上一次见证的"

    def __init__(self, detail: str, *, size: int) -> None:
        super().__init__(detail, size=size)
        self.size = size


class NotConsistent(Refusal):
    """The checkpoint does not continue the one that the witness cosigned last, or does not show that it does."""

    code = "not_consistent"
    title = "与上一次见证的不一致"


class Forked(NotConsistent):
    """The log has signed two roots for one size: the proof that it was rewritten, whatever it says."""

    code = "log_forked"
    title = "台账分了叉：同一大小签过两个根"


@dataclass(frozen=True, slots=True)
class Witness:
    """Whoever cosigns with `key` for the logs with these keys, of which several may be one log's, and remembers it."""

    key: SignerKey
    logs: tuple[VerifierKey, ...]
    memory: WitnessMemory
    clock: Clock = now

    def add(self, raw: bytes) -> Signature:
        """The cosignature of the checkpoint that was submitted.

        Raises `SubmissionMalformed`, `LogUnknown`, `SignerUnknown`, `SignatureFalse`, `OtherSizeRemembered`, `NotConsistent`, or
        `WitnessMemoryDamaged`.
        """
        submission = Submission.parse(raw)
        head = submission.head
        signed = self._signed_by_its_log(submission.note, head.origin)
        if submission.old_size > head.size:
            raise SubmissionMalformed(f"上一次的条数{submission.old_size}大于这一次的{head.size}。")
        with self.memory.held():
            last = self.memory.last_head(head.origin, self.key.verifier)
            remembered = last.size if last else 0
            if submission.old_size != remembered:
                raise OtherSizeRemembered(
                    f"{shown(head.origin)}上一次见证的是{remembered}条，申请写的是{submission.old_size}条。",
                    size=remembered,
                )
            try:
                _check_continues(last, head, submission.proof)
            except NotConsistent as refused:
                self.memory.keep_evidence(head.origin, signed, certain=isinstance(refused, Forked))
                raise
            cosignature = cosign(signed.text, self.key, int(self.clock().timestamp()))
            self.memory.remember(head.origin, signed.signed(cosignature))
        return cosignature

    def given(self, raw: bytes) -> Signature | None:
        """The cosignature that this witness gave last, if it was for the very checkpoint that is submitted here again."""
        submission = Submission.parse(raw)
        last = self.memory.last(hash_of(submission.head.origin))
        if last is None or last.text != submission.note.text:
            return None
        return next(iter(check_note(last, [self.key.verifier]).by.get(self.key.verifier, ())), None)

    def _signed_by_its_log(self, note: Note, origin: str) -> Note:
        """The note with the signatures of its log alone."""
        keys = [key for key in self.logs if key.name == origin]
        if not keys:
            raise LogUnknown(f"本见证人不为{shown(origin)}见证。")
        opened = check_note(note, keys)
        if not opened.by:
            raise SignerUnknown(
                f"{shown(origin)}的签名的根没有它自己的签名，认得的是{'、'.join(key.label for key in keys)}。"
            )
        return Note(note.text, tuple(each for signatures in opened.by.values() for each in signatures))


def _check_continues(last: TreeHead | None, head: TreeHead, proof: tuple[bytes, ...]) -> None:
    said = f"{shown(head.origin)}的{head.size}条"
    hash_ = hasher(head.algorithm)
    if last is not None and last.algorithm != head.algorithm:
        raise NotConsistent(f"{said}用的散列算法与上一次见证的不同。", size=last.size)
    old_size, old_root = (last.size, last.root) if last else (0, root_of([], hash_))
    if head.size == 0 and head.root != root_of([], hash_):
        raise NotConsistent(f"{said}的根不是空台账的根。", size=old_size)
    if head.size == old_size and head.root != old_root:
        raise Forked(f"{said}已经见证过，当时的根与这一次的不同：台账改过。两份都留作证据。", size=old_size)
    if not check_consistency(old_size, head.size, old_root, head.root, proof, hash_):
        raise NotConsistent(f"证明不能说明{said}是接着上一次见证的{old_size}条的。", size=old_size)
