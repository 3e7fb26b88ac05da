"""Can this JSON be taken as a profile, a ballot section or an evaluation section, and if not, what is wrong with all of it?"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

import orjson

from domain.profile.ballot import Ballot
from domain.profile.coherence import CONTRADICTIONS
from domain.profile.evaluation import Evaluation, EvaluationQuorum
from domain.profile.model import Profile
from domain.profile.presets import compose
from domain.profile.shape import BROKEN, Place, read
from domain.refusals import Faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.refusals import Refusal

T = TypeVar("T")

# Every command is decided under its congress's rules, and hardly any two of a congress's profiles differ.
REMEMBERED: Final = 256


def check_profile(data: Any, at: str = "") -> Profile:
    """`data` as a profile that may be adopted: whole, every value allowed, no two rules against each other.

    Raises `Faults` with everything that is wrong, each with its pointer below `at`. A quorum that members of a standing committee
    were not given is more than half of all members (rules.md, "Parameter set"; B-04).
    """
    faults: list[Refusal] = []
    profile: Any = read(Profile, data, Place(at), faults)
    broken = {tuple(fault.pointer.removeprefix(at).split("/")[1:3]) for fault in faults}
    if isinstance(data, dict):
        whole = _mended(data, broken) if profile is BROKEN else profile
        faults.extend(fault.at(at) for fault in _contradictions(whole, broken))
    if faults:
        raise Faults(faults)
    return _with_quorum(profile)


def check_ballot(data: Any, at: str = "/rules") -> Ballot:
    """The `ballot` section of `data`, its shape and values checked, as the calculators want it; raises `Faults` with all.

    Rules that contradict one another are for `check_profile`: the calculators count under whatever they are given.
    """
    return _shaped(Ballot, data, Place(at, ("ballot",)))


def check_evaluation(data: Any, at: str = "/rules") -> Evaluation:
    """The `evaluation` section of `data`, as `check_ballot` does."""
    return _shaped(Evaluation, data, Place(at, ("evaluation",)))


def recorded_profile(data: dict[str, Any]) -> Profile:
    """A profile read back from the log: what was adopted stays adopted, even if a later release would refuse it.

    It is read once, however many rounds and commands stand under it: reading costs some milliseconds.
    """
    return _recorded(orjson.dumps(data))


@lru_cache(REMEMBERED)
def _recorded(data: bytes) -> Profile:
    return _shaped(Profile, orjson.loads(data), Place(""))


def _shaped(cls: type[T], data: Any, place: Place) -> T:
    faults: list[Refusal] = []
    found: T = read(cls, data, place, faults)
    if faults:
        raise Faults(faults)
    return found


def _contradictions(profile: Profile, broken: set[tuple[str, ...]]) -> Iterator[Refusal]:
    """Every contradiction that does not rest on a rule which is itself at fault."""
    for reason in CONTRADICTIONS:
        if not any(_is_broken(pointer, broken) for pointer in reason.touches):
            for pointer, detail in reason.found(profile):
                if not _is_broken(pointer, broken):
                    yield reason(detail, pointer=pointer)


def _is_broken(pointer: str, broken: set[tuple[str, ...]]) -> bool:
    section, *key = pointer.split("/")[1:3]
    return (section,) in broken or (section, *key) in broken


def _mended(data: dict[str, Any], broken: set[tuple[str, ...]]) -> Profile:
    """`data` with the county preset's value wherever its own is at fault, so that the rest can still be looked at."""
    shipped = compose()
    whole: dict[str, Any] = {}
    for each in fields(Profile):
        name = each.name
        given, preset = data.get(name), shipped[name]
        if (name,) in broken:
            whole[name] = preset
        elif isinstance(given, dict):
            whole[name] = {key: preset[key] if (name, key) in broken else given.get(key, preset[key]) for key in preset}
        else:
            whole[name] = given
    return _shaped(Profile, whole, Place(""))


def _with_quorum(profile: Profile) -> Profile:
    rules = profile.evaluation
    if rules.evaluators != "sc_members" or rules.quorum is not None:
        return profile
    majority = EvaluationQuorum(num=1, den=2, op="gt")
    return replace(profile, evaluation=replace(rules, quorum=majority))
