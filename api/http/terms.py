"""Under what terms is the service open: by which names, over which connection, how much to whom, and what is noted of it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from api.http.quotas import Quotas

if TYPE_CHECKING:
    from api.http.noting import Noted
    from api.settings import Settings

# The name is the service's own (docs/security.md), so whatever stands below it is ours too.
HSTS: Final = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`hosts`: the names it answers to, any where empty; `origin`: by which address people reach it, where it is told.

    `note` hears of every request that may be noted.
    """

    hosts: frozenset[str] = frozenset()
    origin: str | None = None
    quotas: Quotas = field(default_factory=Quotas)
    note: Callable[[Noted], None] | None = None

    @property
    def headers(self) -> dict[str, str]:
        """What every answer says beside what it says everywhere: that browsers are to come by HTTPS alone, where they do."""
        return HSTS if self.origin is not None and self.origin.startswith("https:") else {}


def terms_of(settings: Settings, note: Callable[[Noted], None] | None) -> Terms:
    """The terms that an operator set; the host of the address by which people come is always one of the names."""
    named = set((settings.hosts or "").lower().split())
    if settings.origin is not None and (host := urlsplit(settings.origin).hostname):
        named.add(host)
    return Terms(hosts=frozenset(named), origin=settings.origin, note=note)
