"""Can this JSON be taken as a profile, a ballot section or an evaluation section, and if not, what is wrong with all of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from domain.profile.ballot import Ballot
from domain.profile.evaluation import Evaluation
from domain.profile.shape import Place, read
from domain.refusals import Faults

if TYPE_CHECKING:
    from domain.refusals import Refusal

T = TypeVar("T")


def check_ballot(data: Any, at: str = "/rules") -> Ballot:
    """The `ballot` section of `data`, its shape and values checked, as the calculators want it; raises `Faults` with all of them.

    Rules that contradict one another are for `check_profile`: the calculators count under whatever they are given.
    """
    return _shaped(Ballot, data, Place(at, ("ballot",)))


def check_evaluation(data: Any, at: str = "/rules") -> Evaluation:
    """The `evaluation` section of `data`, as `check_ballot` does."""
    return _shaped(Evaluation, data, Place(at, ("evaluation",)))


def _shaped(cls: type[T], data: Any, place: Place) -> T:
    faults: list[Refusal] = []
    found: T = read(cls, data, place, faults)
    if faults:
        raise Faults(faults)
    return found
