"""Which whole section of rules results from a preset and the rules given beside it?"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from api.calculators.faults import Fault
from api.calculators.reader import Reader
from domain.profile import with_rules
from domain.refusals import Faults

Section = TypeVar("Section")


def read_rules(
    members: dict[str, Any],
    reader: Reader,
    presets: dict[str, dict[str, Any]],
    default: str,
    check: Callable[[Any, str], Section],
) -> Section | None:
    """The section that `preset` and `rules` of a case make, each given rule in place of the preset's whole value.

    Faults go to the reader, and the section comes back without the rules that have them, so that the faults of what
    rests on it can be found too; None only where `rules` is no object.
    """
    named = reader.choice(members["preset"], ("preset",), presets) if "preset" in members else default
    preset = presets[named or default]
    given = members.get("rules", {})
    if not isinstance(given, dict):
        reader.fault(("rules",), "not_an_object", "应为对象{…}。")
        return None
    rules = with_rules(preset, given)
    try:
        return check(rules, "/rules")
    except Faults as refused:
        reader.faults.extend(Fault(fault.pointer, fault.code, fault.detail) for fault in refused.faults)
        return check(_mended(rules, preset, {fault.pointer for fault in refused.faults}), "/rules")


def _mended(rules: dict[str, Any], preset: dict[str, Any], pointers: Collection[str]) -> dict[str, Any]:
    """The rules with the preset's value for each key that has a fault, and without unknown keys."""
    faulty = {pointer.split("/")[2] for pointer in pointers}
    return {key: preset[key] if key in faulty else rules[key] for key in preset}
