"""Where do the pages stand that a browser looks at: a service over HTTP, on the demonstration's two years?"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Final
from uuid import UUID, uuid4

import psycopg
import uvicorn

from api.accounts.adding import add
from api.accounts.base import Limits
from api.accounts.secrets import draw_half, printed_hash
from api.accounts.signing_in import by_print, open_for
from api.budget import Rate
from api.cli.listening import LIMITS
from api.demo.county import names as county
from api.demo.play import all_steps, play
from api.demo.show import LAST
from api.demo.signing import signing
from api.desk import ROLES, Desk, checkpoints_folder, desk_on, person_key_file, policy_file
from api.http.actor import unbelieved
from api.http.app import build_app
from api.http.audience import ADMINISTRATORS
from api.http.credential import cookie_name
from api.http.quotas import Quotas
from api.http.route import Route
from api.http.table import ROUTES
from api.http.terms import Terms
from api.pages.refusing import as_page
from api.pages.table import PAGES
from api.postgres import Server
from api.settings import read_settings
from domain.calendar import SHANGHAI
from domain.people import PersonalData
from domain.storage import Ledger, migrate
from domain.storage.accounts.grants import Scope, insert_grant
from domain.storage.accounts.passes import Pass, insert_pass
from projections.models import MODELS
from tests.api.kit import Hands

TODAY: Final = datetime.combine(LAST, time(10), SHANGHAI)
"""On which day the site is looked at: what is due and what is late is the same whenever the tests run."""
BY_PASS: Final = frozenset({"scrutineer", "teller"})
PATIENCE_S: Final = 60
PLENTY: Final = Rate(burst=1_000_000, per_second=1_000_000)
"""Every test is the same few people, who have a year's work to do in a minute."""


@dataclass(frozen=True, slots=True)
class Played:
    """The demonstration in a database of its own, of which copies are made, and what lies beside it: keys, signed roots."""

    database: str
    home: Path


@dataclass(slots=True)
class Site:
    """A running service: its address, the desk behind it, and its clock."""

    address: str
    desk: Desk
    hands: Hands
    _sessions: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def cookie(self, role: str, congress: str = county.CODE, unit: str = "") -> tuple[str, str]:
        """Name and value of the cookie of somebody who has just signed in in this role; the same person each time.

        A unit is 示例-01 unless another is named, an administrator belongs to no congress, 监票人 and 计票人 come with a pass of
        the meeting of the county's first round.
        """
        unit = unit or "示例-01" if role == "unit" else ""
        congress = "" if role in ADMINISTRATORS else congress
        asked = (role, congress, unit)
        if asked not in self._sessions:
            self._sessions[asked] = (
                self._by_pass(role, congress) if role in BY_PASS else self._by_account(Scope(*asked))
            )
        return cookie_name(self.desk.limits), self._sessions[asked]

    def _by_account(self, scope: Scope) -> str:
        accounts = self.desk.accounts()
        with accounts.together() as line:
            name = f"shili-{token_hex(4)}"
            administers = scope.role in ADMINISTRATORS
            made = add(accounts, line, name, by="test", administers=administers, called=f"示例{scope.role}")
            assert insert_grant(line, made.account, scope, accounts.now()), scope
            return open_for(accounts, line, made.account).secret

    def _by_pass(self, task: str, congress: str) -> str:
        accounts, code = self.desk.accounts(), f"{draw_half()}-{draw_half()}"
        now, kept = accounts.now(), printed_hash("pass", code)
        with accounts.together() as line:
            person, entered = accounts.people().enter(PersonalData(name=f"示例{task}"), congress)
            line.execute(entered.sql.encode(), entered.params)
            one = Pass(
                uuid4(), None, kept, UUID(person), task, congress, county.SESSION, None, "test", "test2", now,
                now + timedelta(hours=12),
            )  # fmt: skip
            assert insert_pass(line, one)
        return by_print(accounts, code).secret


def played(server: Server, home: Path) -> Played:
    """The demonstration, played, folded and signed as `minsheng demo` does it."""
    name, settings = f"played_{token_hex(4)}", read_settings(data=home / "data", database_url=None)
    with psycopg.connect(server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    owner = server.conninfo(dbname=name)
    migrate(owner, ROLES, {role: server.role_password(role) or "" for role in astuple(ROLES)})
    steps = all_steps()
    with (
        Ledger.at(owner, role=ROLES.service, connections=4) as ledger,
        desk_on(ledger, person_key_file(settings), work=True) as desk,
        signing(desk, settings, steps) as signer,
    ):
        position = play(ledger, desk.people(), lambda: None, signer.reached).position
        assert desk.waiting.wait_for(position, PATIENCE_S, [model.name for model in MODELS])
    return Played(name, home)


@contextmanager
def open_site(server: Server, found: Played, also: Sequence[Route] = ()) -> Iterator[Site]:
    """A service on a copy of what was played, with the pages and the routes `also`, on a port of its own; it ends with the block."""
    hands = Hands(TODAY)
    settings = read_settings(data=found.home / "data", database_url=None)
    owner = _copy(server, found.database)
    with ExitStack() as stack:
        ledger = stack.enter_context(Ledger.at(owner, role=ROLES.service, connections=8))
        key, roots = person_key_file(settings), checkpoints_folder(settings)
        desk = stack.enter_context(desk_on(ledger, key, work=True, checkpoints=roots, clock=hands))
        desk = replace(desk, policy=policy_file(settings))
        yield stack.enter_context(served((*ROUTES, *page_routes(), *also), desk, hands))


@contextmanager
def open_empty_site(server: Server, home: Path) -> Iterator[Site]:
    """A service on a database in which nothing stands yet, whose people stay signed in however long a year is."""
    hands, settings = Hands(TODAY), read_settings(data=home / "data", database_url=None)
    name = f"empty_{token_hex(4)}"
    with psycopg.connect(server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    owner = server.conninfo(dbname=name)
    migrate(owner, ROLES, {role: server.role_password(role) or "" for role in astuple(ROLES)})
    with ExitStack() as stack:
        ledger = stack.enter_context(Ledger.at(owner, role=ROLES.service, connections=8))
        limits = Limits(idle=timedelta(days=3000), absolute=timedelta(days=3000))
        desk = stack.enter_context(desk_on(ledger, person_key_file(settings), work=True, clock=hands, limits=limits))
        yield stack.enter_context(served((*ROUTES, *PAGES), desk, hands))


@contextmanager
def served(routes: Sequence[Route], desk: Desk, hands: Hands) -> Iterator[Site]:
    """These routes over a desk, as `minsheng serve` opens them, on a port of their own."""

    @contextmanager
    def lent() -> Iterator[Desk]:
        yield desk

    terms = Terms(quotas=Quotas(account=PLENTY, nameless=PLENTY, readers=PLENTY))
    app = build_app(routes, lent, unbelieved, terms, as_page)
    with _listening(uvicorn.Config(app, port=0, log_level="critical", **LIMITS)) as address:
        yield Site(address, desk, hands)


def page_routes() -> tuple[Route, ...]:
    """The pages and what they load."""
    return PAGES


def _copy(server: Server, template: str) -> str:
    """The address of a copy, which goes with the server."""
    name = f"site_{token_hex(4)}"
    with psycopg.connect(server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return server.conninfo(dbname=name)


@contextmanager
def _listening(config: uvicorn.Config) -> Iterator[str]:
    """The address at which the service answers, by a thread that ends with the block."""
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="site")
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            thread.join(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join()
