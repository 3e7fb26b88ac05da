"""What do the stories of a witness do over and over: hand in checkpoints, and look at what it remembers?"""

from __future__ import annotations

from api.log.witnessing import Witness
from domain.transparency.checkpoints import TreeHead
from tests.transparency.parties import ORIGIN, WITNESSES, submission

KEY = WITNESSES[0]


def remembered(witness: Witness) -> TreeHead | None:
    return witness.memory.last_head(ORIGIN, KEY.verifier)


def add(witness: Witness, *sizes: int) -> None:
    for old, size in zip((0, *sizes), sizes, strict=False):
        witness.add(submission(old, size).encoded)
