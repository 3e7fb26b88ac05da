"""How is a place inside a JSON document written? (RFC 6901)"""

from __future__ import annotations

from collections.abc import Iterable


def child(pointer: str, step: str | int) -> str:
    """The place of a member or of the item at an index, below `pointer`."""
    return f"{pointer}/{str(step).replace('~', '~0').replace('/', '~1')}"


def pointer_of(steps: Iterable[str | int]) -> str:
    """The place at the end of `steps` from the root; the root itself is ''."""
    pointer = ""
    for step in steps:
        pointer = child(pointer, step)
    return pointer
