"""Which papers are there, by the name under which the command line asks for them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from api.paper.asked import Make
from api.paper.ballots import ballot
from api.paper.words.kinds import WORDED, printed


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: what the office calls it, and how it is made."""

    word: str
    make: Make


KINDS: Final[Mapping[str, Kind]] = {
    "ballot": Kind("票决票、表决票", ballot),
    **{name: Kind(kind.word, partial(printed, name)) for name, kind in WORDED.items()},
}
