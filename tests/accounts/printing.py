"""How is something printed for somebody in these tests, half by the clerk and half by the chair of 示例镇?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest
from psycopg.conninfo import conninfo_to_dict

from api.demo.steps import Step
from api.demo.town import names as town_names
from api.demo.town import town
from api.desk import ROLES, desk_on
from api.postgres import Server
from domain.storage import Ledger
from domain.storage.accounts.grants import Scope
from tests.accounts.people import Signed, administrators, cookie_of, granted, send, staff, whole
from tests.api.conftest import copied
from tests.api.kit import COUNTY, Caller, Hands, Said, Who, calling
from tests.api.played import ask
from tests.postgres_fixture import FreshDatabase
from voting.commands.papers import SignSheet

TOWN = town_names.CODE
MEETING = town_names.SESSION
OFFICE = Who(person="p-clerk", role="clerk", congress=TOWN)


def deputy(api: Caller, congress: str = COUNTY) -> tuple[UUID, str]:
    """A deputy's account, and a code of his."""
    return granted(api, "daibiao", Scope("deputy", congress))


def come(api: Caller, code: str) -> Said:
    return send(api, "POST", "/session", {"printed": code})


class Counting(NamedTuple):
    """The town's year up to the sheet, its clerk and chair, the administrators, the steps that remain, and the versions seen."""

    api: Caller
    clerk: Signed
    chair: Signed
    admins: dict[str, Signed]
    rest: list[Step]
    seen: dict[str, str]

    def person(self) -> str:
        """Somebody who was entered."""
        said = self.api.post("/people", {"name": "示例监票人"}, who=OFFICE)
        return str(said.json["person"])

    def issue(
        self, who: str, task: str = "scrutineer", papers: UUID | None = None, by: Signed | None = None, at: object = ""
    ) -> Said:
        """The first half of a pass."""
        body = {"person": who, "task": task, **({"papers": str(papers)} if papers else {})}
        return (by or self.clerk).send("POST", f"/meetings/{at or MEETING}/passes", body)

    def printed(self, who: str, task: str = "scrutineer", papers: UUID | None = None) -> str:
        """Both halves of a pass."""
        return whole(self.chair, self.issue(who, task, papers))

    def counter(self, task: str = "scrutineer") -> Signed:
        """Somebody who was given both halves, signed in with them."""
        who = self.person()
        return Signed(self.api, "", UUID(who), cookie=cookie_of(come(self.api, self.printed(who, task))))


class Played(NamedTuple):
    """The same as it stands in a database of which each test gets a copy."""

    database: str
    key_file: Path
    moment: datetime
    people: dict[str, Signed]
    rest: list[Step]
    seen: dict[str, str]


@pytest.fixture(scope="session")
def played(pg_server: Server, made: str, tmp_path_factory: pytest.TempPathFactory) -> Played:
    database, key_file, hands = copied(pg_server, made), tmp_path_factory.mktemp("town") / "person.key", Hands()
    steps, seen = list(town().steps), dict[str, str]()
    end = next(place for place, step in enumerate(steps) if isinstance(step.asked, SignSheet))
    ledger = Ledger.at(database, role=ROLES.service, connections=4)
    with desk_on(ledger, key_file, work=False, clock=hands) as desk, calling(desk, hands) as api:
        for step in steps[:end]:
            said = ask(api, step, seen)
            assert said.status in (200, 201), said.json
            seen[said.json["stream"]] = f'"{said.json["version"]}"'
        people = administrators(api)
        people["clerk"] = staff(api, "jingban", Scope("clerk", TOWN))
        people["chair"] = staff(api, "fuzeren", Scope("chair", TOWN))
    ledger.close()
    return Played(str(conninfo_to_dict(database)["dbname"]), key_file, hands.moment, people, steps[end:], seen)


@pytest.fixture
def counting(played: Played, fresh_database: FreshDatabase) -> Iterator[Counting]:
    ledger, hands = Ledger.at(fresh_database(played.database), role=ROLES.service, connections=4), Hands(played.moment)
    with desk_on(ledger, played.key_file, work=False, clock=hands) as desk, calling(desk, hands) as api:
        # The requests of the year before had keys too.
        api.keys = count(10**6)
        people = {role: replace(who, api=api) for role, who in played.people.items()}
        yield Counting(api, people.pop("clerk"), people.pop("chair"), people, played.rest, dict(played.seen))
    ledger.close()
