"""Which ledger, which default application of the library and which bare table are measured beside one another?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from psycopg.conninfo import conninfo_to_dict

from domain.congress.events import UnitRegistered
from domain.events import Envelope, Person
from domain.storage import Ledger, migrate
from tests.postgres_fixture import temporary_server

DAY = "2024-01-18"
CLERK = UUID("3f0a4b0e-2f4d-4c39-9a51-0d3c9f7c2a11")


def envelope(command: UUID) -> Envelope:
    """The envelope of one command, as ours stores it."""
    by = Person(ref=str(CLERK), role="clerk")
    return Envelope(at=f"{DAY}T02:00:00.000000Z", by=by, command_id=str(command), effective_on=DAY)


def unit(number: int) -> UnitRegistered:
    """The event that ours stores."""
    return UnitRegistered(unit=f"u{number}", name="示例县住房和城乡建设局")


class Units(Aggregate):
    """The same facts in the library's default style: `@event` methods, its JSON transcoder, its PostgreSQL recorder.

    Its events have a timestamp anyway; the rest of the envelope are parameters, references as the UUIDs that they are.
    """

    @event("Begun")
    def __init__(self, by: UUID, command_id: UUID) -> None:
        self.by, self.command_id = by, command_id
        self.units: dict[str, str] = {}

    @event("UnitRegistered")
    def register(  # noqa: PLR0913, PLR0917 - one parameter a field
        self, unit: str, name: str, by: UUID, role: str, command_id: UUID, effective_on: str
    ) -> None:
        """Register a unit."""
        self.units[unit] = name
        self.by, self.role, self.command_id, self.effective_on = by, role, command_id, effective_on


@dataclass(frozen=True)
class Stores:
    """The three, in one database."""

    ledger: Ledger
    library: Application[UUID]
    bare: psycopg.Connection[Any]


def default_application(conninfo: str) -> Application[UUID]:
    """The library's default application in this database."""
    parts = conninfo_to_dict(conninfo)
    names = ("dbname", "host", "port", "user", "password")
    env = {f"POSTGRES_{name.upper()}": str(parts.get(name) or "") for name in names}
    env |= {"PERSISTENCE_MODULE": "eventsourcing.postgres", "POSTGRES_POOL_SIZE": "8"}
    return Application[UUID](env)


@contextmanager
def stores() -> Iterator[Stores]:
    """The three in an empty database of a durable server."""
    with temporary_server(durable=True) as server:
        owner = server.owner_conninfo
        migrate(owner)
        with (
            Ledger.at(owner, role="minsheng_service") as ledger,
            default_application(owner) as library,
            psycopg.connect(owner, autocommit=True) as bare,
        ):
            bare.execute(
                "CREATE TABLE bare_events (position bigserial PRIMARY KEY, stream uuid NOT NULL, version bigint NOT NULL,"
                " topic text NOT NULL, state bytea NOT NULL, UNIQUE (stream, version))"
            )
            yield Stores(ledger, library, bare)
