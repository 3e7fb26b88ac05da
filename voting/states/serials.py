"""To what does the sealing commit: which running number stood on a paper with which marks, and which papers are drawn for a check?

The papers of a round are numbered 1, 2, 3, … on the back after the box was mixed. The mapping is one line a paper,
`<number> <marks>` or `<number> !<why spoiled>`, each ended by a line feed, in the order of the numbers.

    commitment = SHA-256( `minsheng serials v1` LF || blind, 32 random bytes || mapping in UTF-8 )

Without the blind nobody can try mappings against it; with both, anybody can tell whether a mapping is the one that was sealed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from voting.events.rounds import Pattern
from voting.states.bundles import Face

TAG: Final = b"minsheng serials v1\n"
DRAW: Final = b"minsheng spot audit v1\n"
BLIND_BYTES: Final = 32


def commitment_to(papers: Mapping[int, Face], blind: bytes) -> bytes:
    """The commitment to the mapping of running numbers to papers."""
    if len(blind) != BLIND_BYTES:
        raise ValueError(f"a blind of {len(blind)} bytes")
    lines = (f"{number} {papers[number].marks or f'!{papers[number].spoiled}'}\n" for number in sorted(papers))
    return hashlib.sha256(TAG + blind + "".join(lines).encode()).digest()


def multiset(papers: Mapping[int, Face]) -> tuple[tuple[Pattern, ...], dict[str, int]]:
    """The same papers without their numbers: patterns sorted by content with how often each occurs, and the spoiled by reason."""
    marks: dict[str, int] = {}
    spoiled: dict[str, int] = {}
    for face in papers.values():
        counts, name = (marks, face.marks) if face.marks else (spoiled, face.spoiled)
        counts[name] = counts.get(name, 0) + 1
    return tuple(Pattern(marks=name, count=marks[name]) for name in sorted(marks)), dict(sorted(spoiled.items()))


def drawn(papers: int, wanted: int, seed: str, commitment: bytes) -> tuple[int, ...]:
    """The running numbers of the papers that are read back, in ascending order; all of them where not so many were cast.

    They follow from the commitment, which nobody can change any more, and a `seed` that is said in the hall only after the
    sealing (dice, a lot), so that nobody could have arranged for them: number k goes by SHA-256 of tag, commitment, seed and k,
    and those with the smallest are drawn.
    """

    def place(number: int) -> bytes:
        return hashlib.sha256(DRAW + commitment + seed.encode() + b"\n" + str(number).encode()).digest()

    return tuple(sorted(sorted(range(1, papers + 1), key=place)[:wanted]))
