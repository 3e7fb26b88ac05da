"""What does everything that answers a request stand on, made once and handed to whoever asks?"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from api.accounts.base import Accounts, Limits
from api.accounts.oidc import Provider
from api.budget import Budget
from api.clock import Clock, now
from api.erasing import LOOK_THROUGH_S
from api.past import Past
from api.persons import open_people
from api.postgres import Server, server
from api.settings import Settings, is_loopback
from domain import deployment
from domain.congress import events as congress
from domain.documents import events as documents
from domain.people import People
from domain.storage import Ledger, LedgerConnection, Roles, compare_hash, connect_redactor, migrate
from projections.bookmarks import create_bookmarks
from projections.models import MODELS
from projections.reading import Reading
from projections.runner import Runner
from projections.waiting import Waiting
from projects import events as projects
from voting import events as voting

ROLES = Roles()

EVENTS: Final = (congress, deployment, documents, projects, voting)
"""Where the kinds of events are defined. A process that has not imported one cannot read the log, and every verb stands on a desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The ledger, what can be read of it, who knows how far reading has come, where signed roots are published, the clock.

    `policy`: the file that says whose signatures on those count, if there is one. `footer` stands at the foot of every page;
    `invented`: what stands in the ledger is a demonstration.
    """

    ledger: Ledger
    reading: Reading
    waiting: Waiting
    key_file: Path
    checkpoints: Path | None = None
    policy: Path | None = None
    clock: Clock = now
    limits: Limits = field(default_factory=Limits)
    provider: Provider | None = None
    strangers: Budget = field(default_factory=Budget)
    footer: tuple[str, ...] = ()
    invented: bool = False

    def accounts(self) -> Accounts:
        """Those who may come in, and by what they are known."""
        return Accounts(
            ledger=self.ledger,
            key_file=self.key_file,
            clock=self.clock,
            limits=self.limits,
            issuer=self.provider.issuer if self.provider else "",
            strangers=self.strangers,
        )

    def people(self) -> People:
        """Names and phones beside the log; raises what `open_people` raises."""
        return open_people(self.ledger, self.key_file)


def past_of(desk: Desk, *, inside: bool = True, patience_s: float = 60) -> Past:
    """How places in the log of this desk are found; `patience_s`: how long the read models are waited for."""
    return Past(
        ledger=desk.ledger,
        reading=desk.reading,
        waiting=desk.waiting,
        now=desk.clock(),
        inside=inside,
        patience_s=patience_s,
    )


@contextmanager
def open_desk(settings: Settings, *, work: bool, stop_after: bool = True) -> Iterator[Desk]:
    """A desk on the database of `settings`, which is started, made and brought up to date first.

    `work`: the read models are kept up to date by a thread of this process, or by another process that was there before.
    `stop_after`: an embedded server that this call starts stops with its last user. Raises `PostgresUnavailable` and the
    refusals of `domain.storage`.
    """
    with (
        open_ledger(settings, stop_after=stop_after) as ledger,
        desk_on(
            ledger,
            person_key_file(settings),
            checkpoints=checkpoints_folder(settings),
            work=work,
            limits=limits_of(settings),
        ) as desk,
    ):
        yield replace(desk, policy=policy_file(settings), provider=provider_of(settings), footer=footer_of(settings))


@contextmanager
def open_ledger(settings: Settings, *, stop_after: bool = True) -> Iterator[Ledger]:
    """The ledger in the database of `settings`, which is started, and made and brought up to date first where we are its owner."""
    with _opened(settings, stop_after=stop_after) as (_, ledger):
        yield ledger


@contextmanager
def open_redaction(settings: Settings) -> Iterator[tuple[Ledger, LedgerConnection]]:
    """The same, with a connection beside it that acts as the role that may erase."""
    with _opened(settings, stop_after=True) as (found, ledger), redactor_in(found) as redactor:
        yield ledger, redactor


@contextmanager
def _opened(settings: Settings, *, stop_after: bool) -> Iterator[tuple[Server, Ledger]]:
    with server(settings, stop_after=stop_after) as found:
        if found.builds:
            prepare(found, settings)
        ledger = ledger_in(found, settings)
        try:
            ledger.read(lambda line: compare_hash(line, settings.log_hash))
            yield found, ledger
        finally:
            ledger.close()


@contextmanager
def desk_on(  # noqa: PLR0913 - a desk has that many sides
    ledger: Ledger,
    key_file: Path,
    *,
    work: bool,
    checkpoints: Path | None = None,
    clock: Clock = now,
    limits: Limits | None = None,
) -> Iterator[Desk]:
    """A desk on an open ledger, with the key to names in `key_file`; its threads end with it."""
    waiting = Waiting()
    with ledger.connection() as connection:
        create_bookmarks(connection)
    with ExitStack() as stack:
        stack.enter_context(_thread("reading", lambda: waiting.follow(ledger.open_connection), waiting.stop))
        if work:
            runner = Runner(MODELS, ledger.open_connection, ledger.read_log, reached=waiting.reached)
            stack.enter_context(_thread("worker", runner.run, runner.stop))
        reading = Reading(ledger.connection)
        yield Desk(
            ledger=ledger,
            reading=reading,
            waiting=waiting,
            key_file=key_file,
            checkpoints=checkpoints,
            clock=clock,
            limits=limits or Limits(),
        )


def prepare(found: Server, settings: Settings) -> list[int]:
    """Make or upgrade the tables, roles and rights of the database; answers the steps carried out."""
    passwords = {name: found.role_password(name) for name in astuple(ROLES)}
    known = {name: word for name, word in passwords.items() if word is not None}
    return migrate(found.conninfo(), ROLES, known, algorithm=settings.log_hash)


def ledger_in(found: Server, settings: Settings) -> Ledger:
    """The ledger in a prepared database, as the role that may only add."""
    conninfo, role = found.acting_as(ROLES.service, "不能打开台账")
    return Ledger.at(conninfo, deadline_seconds=settings.statement_deadline_seconds, role=role)


def redactor_in(found: Server) -> LedgerConnection:
    """A connection to a prepared database as the role that may erase, with time to look through the whole log."""
    conninfo, role = found.acting_as(ROLES.redactor, "不能删去内容")
    return connect_redactor(conninfo, role=role, deadline_seconds=LOOK_THROUGH_S)


def person_key_file(settings: Settings) -> Path:
    """Where the key to names and phones stands: outside the data folder, so that one copy of a backup does not hold both."""
    return settings.person_key_file or settings.data.with_name(f"{settings.data.name}.person.key")


def limits_of(settings: Settings) -> Limits:
    """When sessions end, and whether their cookie goes over HTTPS alone: anywhere but on the service's own machine."""
    return Limits(
        idle=timedelta(minutes=settings.session_idle_minutes),
        absolute=timedelta(hours=settings.session_hours),
        secure=not is_loopback(settings.host) if settings.origin is None else settings.origin.startswith("https:"),
    )


def provider_of(settings: Settings) -> Provider | None:
    """Where people sign in elsewhere, if anywhere; the address to come back to is below that of the service."""
    if settings.oidc_issuer is None:
        return None
    here = settings.origin or f"http://{settings.host}:{settings.port}"
    return Provider(
        issuer=settings.oidc_issuer,
        client=settings.oidc_client,
        redirect=f"{here}/api/v1/session/provider/answer",
        secret=settings.oidc_secret.get_secret_value() if settings.oidc_secret else "",
        acr=tuple((settings.oidc_acr or "").split()),
        amr=tuple((settings.oidc_amr or "").split()),
        max_age_s=settings.oidc_max_age_minutes * 60 if settings.oidc_max_age_minutes is not None else None,
    )


def footer_of(settings: Settings) -> tuple[str, ...]:
    """What stands at the foot of every page: who runs the service, how to reach them, under which registration."""
    return tuple(filter(None, (part.strip() for part in (settings.footer or "").split("；"))))


def checkpoints_folder(settings: Settings) -> Path:
    """Where the signed roots are published: in the data folder unless told otherwise."""
    return settings.checkpoints or settings.data / "checkpoints"


def policy_file(settings: Settings) -> Path:
    """Whose signatures this deployment goes by: in the data folder unless told otherwise."""
    return settings.policy or settings.data / "policy.txt"


def policy_if_any(settings: Settings) -> Path | None:
    """The same, None where there is none; one that a setting names is there, or whoever reads it says that it is not."""
    file = policy_file(settings)
    return file if settings.policy is not None or file.exists() else None


@contextmanager
def _thread(name: str, run: Callable[[], Any], stop: Callable[[], Any]) -> Iterator[None]:
    thread = threading.Thread(target=run, name=name)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join()
