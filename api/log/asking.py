"""Which witnesses of a policy cosign a checkpoint when they are asked, which do not, and is that enough?

All are asked at once, each in a thread of its own; whoever has not answered in time is said to be away, and the log goes on
without him. What comes back is checked before it is believed.
Source: C2SP tlog-witness, "add-checkpoint".
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from api.log.posting import NoAnswer, post
from domain.refusals import Refusal
from domain.texts import shown
from domain.transparency.checkpoints import CheckpointMalformed, TreeHead, parse_size
from domain.transparency.keys import VerifierKey
from domain.transparency.notes import LARGEST_NOTE_BYTES, Note, Signature, check_note
from domain.transparency.policies import Policy, Witness
from domain.transparency.submissions import Submission, cosignatures_in

PATIENCE_SECONDS: Final = 10.0
SAID: Final = {
    400: "读不懂我们的申请",
    403: "不认得台账的签名",
    404: "不为这个台账见证",
    422: "说这份签名的根与它上一次见证的不一致，请立即查明",
}

Prove = Callable[[int], Sequence[bytes]]
"""The consistency proof from an earlier size to that of the checkpoint; asked by one thread at a time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one witness answered: its cosignatures, or none and why."""

    witness: Witness
    cosignatures: tuple[Signature, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The note with what was cosigned, who answered what, and whether the quorum of the policy is met."""

    note: Note
    answers: tuple[Answer, ...]
    enough: bool


class _NotAnswered(Exception):  # noqa: N818 - what it is, as it is said
    """A witness did not cosign; the message says why."""


def gather(
    policy: Policy,
    note: Note,
    prove: Prove,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Gathered:
    """Ask every witness of `policy` that has a url and has not cosigned yet.

    Raises what `prove` raises, once everybody has answered or the time is over.
    """
    asked = [each for each in policy.witnesses.values() if each.url and each.key not in cosigned_by(note, policy)]
    answers = {each.name: Answer(each, trouble=f"{patience_seconds:g}秒没有答复") for each in asked}
    proofs = _Proofs(prove)

    def ask(witness: Witness) -> None:
        # The one clock is ours, below: a socket that gives up at the same moment would say the same in other words.
        answers[witness.name] = _ask(witness, note, proofs, 2 * patience_seconds)

    threads = [threading.Thread(target=ask, args=(each,), daemon=True) for each in asked]
    deadline = time.monotonic() + patience_seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    if proofs.failed is not None:
        raise proofs.failed
    # A copy: who answers later is not heard any more.
    found = tuple(answers[each.name] for each in asked)
    whole = note.signed(*(each for answer in found for each in answer.cosignatures))
    return Gathered(whole, found, policy.is_met_by(cosigned_by(whole, policy)))


def cosigned_by(note: Note, policy: Policy) -> set[VerifierKey]:
    """The keys of the witnesses of `policy` that have cosigned `note`; raises `SignatureFalse`."""
    return set(check_note(note, [each.key for each in policy.witnesses.values()]).by)


@dataclass(slots=True)
class _Proofs:
    """Proofs for threads, made one at a time; a fault in one is kept for whoever started the threads."""

    prove: Prove
    failed: Exception | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def since(self, old_size: int) -> tuple[bytes, ...]:
        with self._lock:
            try:
                return tuple(self.prove(old_size))
            except Exception as error:
                self.failed = error
                raise _NotAnswered("没有问成：证明没有算出来") from error


def _ask(witness: Witness, note: Note, proofs: _Proofs, seconds: float) -> Answer:
    try:
        return Answer(witness, _cosigned(witness, note, proofs, seconds))
    except _NotAnswered as why:
        return Answer(witness, trouble=str(why))
    except Refusal as refused:
        return Answer(witness, trouble=f"答复不能用：{refused.detail}")
    except NoAnswer as why:
        return Answer(witness, trouble=f"连不上：{shown(str(why), 80)}")


def _cosigned(witness: Witness, note: Note, proofs: _Proofs, seconds: float) -> tuple[Signature, ...]:
    # What it cosigned last only the witness knows: it is asked as one that cosigned nothing, and says where to go on from.
    status, body = _post(witness.url, Submission(0, (), note), seconds)
    if status == HTTPStatus.CONFLICT:
        remembered = _remembered(body)
        if remembered > TreeHead.parse(note.text).size:
            raise _NotAnswered(f"记着更大的{remembered}条：有人用这把钥匙签过我们没有的，请立即查明")
        status, body = _post(witness.url, Submission(remembered, proofs.since(remembered), note), seconds)
    if status != HTTPStatus.OK:
        raise _NotAnswered(SAID.get(status, f"答复是{status}"))
    return cosignatures_in(body, note, (witness.key,))


def _remembered(body: bytes) -> int:
    try:
        return parse_size(body.decode("ascii", "replace").removesuffix("\n"), "见证人记着的")
    except CheckpointMalformed:
        raise _NotAnswered("答复是409，却没有写明它记着多少条") from None


def _post(url: str, submission: Submission, seconds: float) -> tuple[int, bytes]:
    place = f"{url.rstrip('/')}/add-checkpoint"
    return post(place, submission.encoded, "text/plain", seconds=seconds, most=LARGEST_NOTE_BYTES)
