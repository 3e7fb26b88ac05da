"""What can be asked of a congress, and what has to be read before it can be decided?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import UUID

from domain.congress.commands import (
    AdoptProfile,
    BeginTerm,
    ChangeRoll,
    EraseContent,
    EraseContentAt,
    MergeCongress,
    MergeCongressInto,
    MergeUnit,
    RegisterCongress,
    RegisterUnit,
    RenameCongress,
    RenameCongressTo,
    RenameUnit,
)
from domain.congress.decider import CONGRESS
from domain.divisions import canonical
from domain.refusals import NotFound
from domain.streams import congress_id
from domain.texts import shown
from domain.usecase import UseCase

if TYPE_CHECKING:
    from domain.congress.state import Congress
    from domain.usecase import Reader


def stream_named(text: str, pointer: str) -> UUID:
    """The stream that a command names by its id; raises `NotFound` where that is no id at all."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(f"“{shown(text)}”不是记录编号，请写登记时答复的stream。", pointer=pointer) from None


def read_congress(read: Reader, stream: UUID, pointer: str) -> Congress:
    """The congress whose stream a command names; raises `NotFound`."""
    found = read(CONGRESS, stream)
    if found is None:
        raise NotFound("没有找到这个人大，请先登记。", pointer=pointer)
    return found


def _rename(read: Reader, stream: UUID, command: RenameCongress) -> RenameCongressTo:
    """Who stands under the new code, unless it is the congress itself."""
    code = congress_id(canonical(command.code))
    return RenameCongressTo(asked=command, holder=None if code == stream else read(CONGRESS, code))


def _merge(read: Reader, stream: UUID, command: MergeCongress) -> MergeCongressInto:
    """The congress that goes on, unless it is the congress itself."""
    into = stream_named(command.into, "/into")
    target = None if into == stream else read_congress(read, into, "/into")
    return MergeCongressInto(asked=replace(command, into=str(into)), target=target)


def _erase(_read: Reader, stream: UUID, command: EraseContent) -> EraseContentAt:
    """What stands at the positions is for the edge to look up: it is in the log, and in no state."""
    return EraseContentAt(asked=command, own=str(stream), found=())


def _begins(command: RegisterCongress) -> UUID:
    return congress_id(canonical(command.code))


USE_CASES: Final = (
    UseCase(RegisterCongress, CONGRESS, begins=_begins),
    UseCase(BeginTerm, CONGRESS),
    UseCase(ChangeRoll, CONGRESS),
    UseCase(AdoptProfile, CONGRESS),
    UseCase(RenameCongress, CONGRESS, inform=_rename),
    UseCase(MergeCongress, CONGRESS, inform=_merge),
    UseCase(RegisterUnit, CONGRESS),
    UseCase(RenameUnit, CONGRESS),
    UseCase(MergeUnit, CONGRESS),
    UseCase(EraseContent, CONGRESS, inform=_erase),
)
