"""What is said that should be erased by law, how does a test erase it, and where does it look for what should be gone?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from api.desk import ROLES, desk_on
from domain.events import topics
from domain.storage import Ledger
from tests.api.kit import CHAIR, CLERK, COUNTY, TOWN, Caller, Hands, Who, calling
from tests.api.office import Office
from tests.api.years import COUNTY as PLACE
from tests.api.years import opened, registered, wish
from tests.verbs import run

LAWFUL = {
    "reason": "提出人要求删除",
    "basis": [{"document": "个人信息保护法", "article": "第四十七条"}],
    "approved_by": {"ref": CHAIR.person, "role": "chair"},
}
WORDS = "求助：家住东头第三户"
MORE = "另一处也提到东头第三户"
NAME = "示例·提出人"
AUDITOR = Who(person="p-auditor", role="auditor")
ELSEWHERE = Who(person="p-town", role="clerk", congress=TOWN)


def announce(office: Office, *positions: int, people: bool = False) -> int:
    """Two people record that these positions are to be erased; answers where it stands."""
    said = office.do(f"/congresses/{COUNTY}/erasures", {"positions": positions, "people": people, **LAWFUL})
    assert said.status == 200, said.json
    return int(said.json["position"])


def redact(office: Office, *positions: int, people: bool = False) -> int:
    """The same, and the exit code of the verb that carries it out as a script does."""
    announce(office, *positions, people=people)
    return run("redact", "--yes")


def places(conninfo: str, *texts: str) -> set[str]:
    """The tables of the database in which any of these texts stands in any column of any row, as text or as bytes."""
    with psycopg.connect(conninfo, autocommit=True) as conn:
        return {table for table in _tables(conn) if _stands_in(conn, table, texts)}


def _tables(conn: psycopg.Connection[Any]) -> Iterator[str]:
    own = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'"
    for (table,) in conn.execute(own).fetchall():
        yield table


def _stands_in(conn: psycopg.Connection[Any], table: str, texts: tuple[str, ...]) -> bool:
    # A row as text shows bytes as their digits, and inside JSON text as it is; so each is looked for in both ways.
    looked_for = [f"%{form}%" for text in texts for form in (text, text.encode().hex())]
    found = conn.execute(f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE ANY(%s)", (looked_for,)).fetchone()
    return found != (0,)


@contextmanager
def served(url: str, key_file: Path, *, work: bool) -> Iterator[Caller]:
    """The service on the database that the verbs work on."""
    ledger, hands = Ledger.at(url, connections=4, role=ROLES.service), Hands()
    with desk_on(ledger, key_file, work=work, clock=hands) as desk, calling(desk, hands) as api:
        yield api
    ledger.close()


def proposed(api: Caller) -> Office:
    """示例县 with a year, in which somebody who was enrolled proposed something and was told what became of it."""
    office = Office(api, CLERK)
    congress = office.numbers["congress"] = registered(office, PLACE, solicitation={"feedback": "both"})
    opened(office.on("2023-09-01"), congress)
    office.numbers["person"] = api.post("/people", {"name": NAME}, key="enrolled").json["person"]
    office.on("2023-09-20")
    asked = {"title": WORDS, "content": f"{WORDS}。\n路灯不亮。", "proposer": office.numbers["person"]}
    office.numbers["wish"] = wish(office, congress, 1, **asked)
    wish(office, congress, 2)
    office.on("2023-10-20").do(f"/proposals/{office.numbers['wish']}/adoption", {"cost_fen": 10_000_000_00})
    office.do(f"/proposals/{office.numbers['wish']}/feedback", {"text": MORE})
    office.read("/proposals")
    return office


def positions(office: Office, stream: str) -> list[int]:
    """Where the events of a stream stand that can be erased."""
    return [each["position"] for each in office.history(stream) if not topics()[each["topic"]].DECIDES]


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[Office]:
    """示例县 after that, served to one who goes on asking."""
    with served(url, tmp_path / "person.key", work=True) as api:
        yield proposed(api)
