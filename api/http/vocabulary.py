"""For what reasons may a write be refused, as its route says beforehand?"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from domain import refusals as kernel
from domain.refusals import Refusal
from domain.texts import UnfitText

OF_BODIES: Final = (
    kernel.DecidedByMissing,
    kernel.WrongBody,
    kernel.SecondPersonMissing,
    kernel.SamePerson,
    kernel.OutOfOrder,
    kernel.VotesImpossible,
    UnfitText,
)
"""What an act of a body, or one that needs two people, may be refused for."""


def vocabulary(*modules: ModuleType) -> tuple[type[Refusal], ...]:
    """Every reason that these modules define, together with those of bodies and second persons."""
    own = {
        reason
        for module in modules
        for reason in vars(module).values()
        if isinstance(reason, type) and issubclass(reason, Refusal) and reason.__module__ == module.__name__
    }
    return (*OF_BODIES, *sorted(own, key=lambda reason: reason.code))
