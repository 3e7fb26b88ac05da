"""Which requests are noted in the service's own log, and what of them?

One line a request on normal routes: method, route, status and how long it took; neither a body nor an address, an account
or a browser. Of the routes of a ballot nothing is noted at all: a line says when it was written, whoever keeps the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.http.failures import log
from api.http.route import V1

if TYPE_CHECKING:
    from api.http.route import Route

VOTING: Final = frozenset(
    {
        "rounds",
        "past-rounds",
        "evaluations",
        "counting-room",
        "bundles",
        "sheets",
        "papers",
        "confirmations",
        "asked",
        "passes",
        "halves",
    }
)
"""A route with one of these words in its address belongs to a ballot, or stands so near to one that it tells when one was counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What may be known of one request: the route, never the address that was asked for, for that names records."""

    method: str
    route: str
    status: int
    milliseconds: int


PROBES: Final = frozenset({"/healthz", "/readyz"})
"""What machines ask every few seconds."""


def is_noted(route: Route) -> bool:
    """Whether a request of this route may be noted, and is worth it."""
    return not is_voting(route) and route.path not in PROBES


def is_voting(route: Route) -> bool:
    """Whether the route belongs to a ballot."""
    return not VOTING.isdisjoint(route.path.removeprefix(V1).split("/"))


def log_request(noted: Noted) -> None:
    """One JSON line on the error stream."""
    log().info(
        "request",
        method=noted.method,
        route=noted.route,
        status=noted.status,
        milliseconds=noted.milliseconds,
    )
