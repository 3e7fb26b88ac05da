"""Who is asking: which person, in which role, for which congress?"""

from __future__ import annotations

from dataclasses import dataclass

from domain.events import Person, Role

ANYWHERE: frozenset[Role] = frozenset({"system_admin", "security_admin", "audit_admin", "system"})
"""Roles held once per deployment, which no congress bounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody by reference, with his role and the division code of his congress ('' where his role has none)."""

    person: Person
    congress: str = ""

    @property
    def role(self) -> Role:
        """The role in which he asks."""
        return self.person.role


ANONYMOUS = Actor(person=Person(ref="", role="public"))
"""Whoever did not say who he is."""
