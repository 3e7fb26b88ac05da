"""What is a contradiction in a profile, and how is it found?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from domain.profile.refusals import ProfileFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.profile.model import Profile


class Contradiction(ProfileFault):
    """Two rules, each well-formed, that cannot both hold; every subclass is one reason and finds its own cases.

    `touches` are the rules that the reason rests on: while one of them is itself at fault, nothing is said about the rest.
    """

    code = "contradictory_rules"
    title = "规则互相矛盾"
    touches: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Every place where `profile` falls foul of this reason, as pointer and Chinese sentence."""
        raise NotImplementedError
