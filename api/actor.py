"""Who is asking: which person, in which role, for which congress?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.events import Person, Role

ANYWHERE: frozenset[Role] = frozenset({"system_admin", "security_admin", "audit_admin", "system"})
"""Roles held once per deployment, which no congress bounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody by reference, with his role and the division code of his congress ('' where his role has none).

    `through`: how he proved who he is, '' where his word is taken. A unit acts for its own projects, those named or all; whoever
    has a session pass for one meeting, and for the papers of one round or evaluation where it names it. A token may be for reading alone.
    """

    person: Person
    congress: str = ""
    through: Literal["", "session", "pass", "token"] = ""
    unit: str = ""
    projects: tuple[str, ...] = ()
    meeting: str = ""
    papers: str = ""
    reads_only: bool = False

    @property
    def role(self) -> Role:
        """The role in which he asks."""
        return self.person.role


ANONYMOUS = Actor(person=Person(ref="", role="public"))
"""Whoever did not say who he is."""
