"""What may happen next to a responsible unit 承办单位 of a congress, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.congress.events import UnitMerged, UnitRegistered, UnitRenamed
from domain.congress.refusals import MergedIntoItself, NothingDiffers, UnitMergedAway, UnitTaken, UnknownUnit
from domain.refusals import refuse_all
from domain.texts import filled, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.congress.commands import MergeUnit, RegisterUnit, RenameUnit
    from domain.congress.state import Congress
    from domain.refusals import Refusal


def register_unit(state: Congress, command: RegisterUnit) -> UnitRegistered:
    """A number is given once, also after its unit was merged; a name stands for one unit at a time."""
    faults = [*filled(unit=command.unit, name=command.name), *_name_taken(state, command.name)]
    held = state.units.get(command.unit)
    if held is not None:
        faults.append(UnitTaken(f"编号{command.unit}已经登记为{held.name}。", pointer="/unit"))
    refuse_all(faults)
    return UnitRegistered(unit=command.unit, name=command.name)


def rename_unit(state: Congress, command: RenameUnit) -> UnitRenamed:
    """The number stays; what was recorded under the old name keeps it."""
    before = _usable(state, command.unit, "/unit")
    faults = list(filled(name=command.name))
    if before == command.name:
        faults.append(NothingDiffers(f"名称仍是{before}。", pointer="/name"))
    else:
        faults.extend(_name_taken(state, command.name))
    refuse_all(faults)
    return UnitRenamed(unit=command.unit, name=command.name, before=before)


def merge_unit(state: Congress, command: MergeUnit) -> UnitMerged:
    """Both units must be usable; from here on only `into` is."""
    name = _usable(state, command.unit, "/unit")
    if command.into == command.unit:
        raise MergedIntoItself(f"{name}不能并入自身。", pointer="/into")
    _usable(state, command.into, "/into")
    return UnitMerged(unit=command.unit, into=command.into)


def _usable(state: Congress, number: str, pointer: str) -> str:
    """The name of the unit under `number`; raises `UnknownUnit` or `UnitMergedAway`."""
    unit = state.units.get(number)
    if unit is None:
        raise UnknownUnit(f"没有登记过编号为“{shown(number)}”的承办单位。", pointer=pointer)
    if unit.merged_into:
        raise UnitMergedAway(
            f"{unit.name}已经并入{state.units[unit.merged_into].name}，请使用后者。",
            pointer=pointer,
            into=unit.merged_into,
        )
    return unit.name


def _name_taken(state: Congress, name: str) -> Iterator[Refusal]:
    for number, unit in state.units.items():
        if unit.name == name and not unit.merged_into:
            yield UnitTaken(f"{name}已经登记，编号为{number}。", pointer="/name")
