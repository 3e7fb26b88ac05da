"""Which decision halves and evaluation halves are shipped, and how is a profile composed of them?

Values come from rules.md, "Parameter set": where it lists alternatives the first one is the default, save where a rule or a
published case of the half says otherwise. Everything here is JSON-native; what is handed out is a copy.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from typing import Any

from domain.profile.halves import BALLOT_PRESETS, DECISION_HALVES, EVALUATION_PRESETS
from domain.profile.model import Profile
from domain.profile.refusals import UnknownPreset


def compose(
    decision: str = "county", evaluation: str = "sc_evaluation", differences: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A profile of two halves and the differences from them, not yet checked: `check_profile` does that.

    `differences` names sections and in them the keys that differ; a given key replaces the half's whole value, and what no
    section knows stays in, so that the check finds it. Raises `UnknownPreset`.
    """
    whole = deepcopy(_half(DECISION_HALVES, decision, "/decision"))
    whole["evaluation"] = evaluation_preset(evaluation)
    for section, given in (differences or {}).items():
        shipped = whole.get(section)
        if isinstance(shipped, dict) and isinstance(given, dict):
            merged = with_rules(shipped, given) if section == "ballot" else {**shipped, **given}
            whole[section] = deepcopy(merged)
        else:
            whole[section] = deepcopy(given)
    return _ordered(whole)


def ballot_preset(name: str = "county") -> dict[str, Any]:
    """The whole `ballot` section of one of `BALLOT_PRESETS`, a fresh copy; raises `UnknownPreset`."""
    return deepcopy(_half(BALLOT_PRESETS, name, "/preset"))


def evaluation_preset(name: str = "sc_evaluation") -> dict[str, Any]:
    """The whole `evaluation` section of one of `EVALUATION_PRESETS`, a fresh copy; raises `UnknownPreset`."""
    return deepcopy(_half(EVALUATION_PRESETS, name, "/preset"))


def with_rules(preset: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """`preset` with every given rule in place of the preset's whole value for that key.

    `selection_rule: exactly` brings `blank_ballot: invalid` with it unless that is given too (CALCULATORS.md, papers).
    """
    linked = {"blank_ballot": "invalid"} if given.get("selection_rule") == "exactly" else {}
    return {**preset, **linked, **given}


def _half(halves: dict[str, dict[str, Any]], name: object, pointer: str) -> dict[str, Any]:
    found = halves.get(name) if isinstance(name, str) else None
    if found is None:
        raise UnknownPreset(f"没有名为“{name}”的预设规则，可用的是：{'、'.join(halves)}。", pointer=pointer)
    return found


def _ordered(whole: dict[str, Any]) -> dict[str, Any]:
    """Known sections in the order of the parameter set, unknown ones after them as given."""
    known = {each.name: whole[each.name] for each in fields(Profile) if each.name in whole}
    return {**known, **whole}
