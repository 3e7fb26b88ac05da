"""What is a damage: what is done to a good bundle, and what must a right verifier say of it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from tests.bundles.recipes import Bundle, summed

Verdict = Literal["false", "unchecked"]


@dataclass(frozen=True)
class Damaged:
    """A damaged bundle; `check` must be `verdict` at `position` (0: wherever), and the verifier must end with `code`."""

    bundle: Bundle
    check: str
    verdict: Verdict = "false"
    position: int = 0

    @property
    def code(self) -> int:
        return 1 if self.verdict == "false" else 2


Damage = Callable[[Bundle, Random], Damaged | None]
"""None where the bundle has nothing that could be damaged in this way."""


class Damages(dict[str, Damage]):
    """Damages by name: the name of a function in words."""

    def __call__(self, damage: Damage) -> Damage:
        self[damage.__name__] = damage
        return damage


def edited(bundle: Bundle, name: str, data: bytes | None) -> Bundle:
    """One file changed, added or (None) left out, SHA256SUMS right again: the work of one who has read the page."""
    rest = {each: bytes_ for each, bytes_ in bundle.files.items() if each != name}
    return bundle.with_files(summed(rest if data is None else rest | {name: data}))


def unsummed(bundle: Bundle, name: str, data: bytes) -> Bundle:
    """One file changed, SHA256SUMS left as it was: an accident, or somebody in a hurry."""
    return bundle.with_files({**bundle.files, name: data})


def swapped(data: bytes, rng: Random) -> bytes:
    """The bytes with one of them changed."""
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << rng.randrange(8))]) + data[place + 1 :]
