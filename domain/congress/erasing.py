"""What may be erased from the ledger by law, by whom, and what never?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import two_people
from domain.congress.events import ContentErased
from domain.congress.refusals import (
    ErasedBefore,
    ErasedTwice,
    ErasureElsewhere,
    ErasureOutOfRange,
    ErasureWithoutBasis,
    NotErasable,
)
from domain.refusals import NotFound, refuse_all
from domain.texts import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.congress.commands import EraseContentAt, ToErase
    from domain.congress.state import Congress
    from domain.events import Envelope
    from domain.refusals import Refusal

MOST_POSITIONS: Final = 200
"""Each of them is looked at by two people."""


def erase_content(state: Congress, command: EraseContentAt, envelope: Envelope) -> ContentErased:
    """Two people, the law by name, and only words and persons: 个人信息保护法 art. 47 asks for no more than that."""
    asked = command.asked
    acting = {envelope.by.ref, two_people(envelope, "依法删除").ref}
    refuse_all([*_basis(envelope), *filled(reason=asked.reason), *_positions(state, command)])
    # Whoever erases is named by this very event.
    people = tuple(ref for ref in command.people if ref not in acting)
    return ContentErased(positions=tuple(sorted(asked.positions)), reason=asked.reason, people=people)


def _basis(envelope: Envelope) -> Iterator[Refusal]:
    if not envelope.basis:
        yield ErasureWithoutBasis("请写明依据哪部法律哪一条删除，例如《个人信息保护法》第四十七条。", pointer="/basis")


def _positions(state: Congress, command: EraseContentAt) -> Iterator[Refusal]:
    asked, seen = command.asked.positions, set[int]()
    if not 1 <= len(asked) <= MOST_POSITIONS:
        yield ErasureOutOfRange(
            f"一次删除1至{MOST_POSITIONS}条，现为{len(asked)}条。", pointer="/positions", most=MOST_POSITIONS
        )
        return
    for place, (position, found) in enumerate(zip(asked, command.found, strict=True)):
        pointer = f"/positions/{place}"
        if position in seen:
            yield ErasedTwice(f"第{position}号写了两次。", pointer=pointer, position=position)
            continue
        seen.add(position)
        yield from (fault.at(pointer) for fault in _unfit(state, command.own, position, found))


def _unfit(state: Congress, own: str, position: int, found: ToErase | None) -> Iterator[Refusal]:
    """Of another congress nothing is said but that: not what stands there, and not whether it was erased."""
    if found is None:
        yield NotFound(f"台账里没有第{position}号。", position=position)
    elif found.congress != own:
        yield ErasureElsewhere(f"第{position}号不是{state.name}登记的。", position=position)
    elif found.decides:
        yield NotErasable(
            f"第{position}号（{found.topic}）不在可以删除内容的事项之内。", topic=found.topic, position=position
        )
    elif found.erased or position in state.erased:
        yield ErasedBefore(f"第{position}号的内容已经删去，或者已经登记要删去。", position=position)
