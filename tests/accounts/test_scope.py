"""Does somebody who signed in write and see what is his to write and see, and nothing beside it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, cast
from uuid import UUID

import pytest

from api.demo.steps import Step
from api.demo.town import names, town
from api.desk import ROLES, desk_on
from api.postgres import Server
from domain.storage import Ledger
from domain.storage.accounts.grants import Scope
from projects.commands.progress import ReportProgress
from projects.deciders.projects import PROJECT
from tests.accounts.people import Signed, staff
from tests.api.conftest import copied
from tests.api.kit import Caller, Hands, Said, calling
from tests.api.played import ask, asked_of, body_of


class Played(NamedTuple):
    """The town's year up to its first report of progress, the step that makes it, and the project it is about."""

    api: Caller
    step: Step
    version: str
    project: UUID
    unit: str
    number: str

    def report(self, who: Signed, key: str) -> Said:
        body, path = body_of(asked_of(self.step), self.step), f"/projects/{self.project}/reports"
        return who.send("POST", path, body, Idempotency_Key=key, If_Match=self.version)


@pytest.fixture(scope="module")
def played(pg_server: Server, made: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    hands = Hands()
    ledger = Ledger.at(copied(pg_server, made), role=ROLES.service, connections=4)
    key_file = tmp_path_factory.mktemp("keys") / "person.key"
    with desk_on(ledger, key_file, work=True, clock=hands) as desk, calling(desk, hands) as api:
        steps, seen = list(town().steps), dict[str, str]()
        end = next(place for place, step in enumerate(steps) if isinstance(step.asked, ReportProgress))
        for step in steps[:end]:
            said = ask(api, step, seen)
            assert said.status in (200, 201), said.json
            seen[said.json["stream"]] = f'"{said.json["version"]}"'
        stream = steps[end].on
        assert stream is not None
        loaded = ledger.load(PROJECT, stream)
        project = cast("Any", loaded.state)
        yield Played(api, steps[end], f'"{loaded.version}"', stream, project.unit, project.says)
    ledger.close()


@pytest.fixture(autouse=True)
def on_the_day(played: Played) -> None:
    """Everybody signs in on the day of the report."""
    ask_at = played.step.at
    played.api.hands.moment = Hands().moment.fromisoformat(f"{ask_at}:00+08:00")


@pytest.mark.parametrize("scope", ["unit", "projects"])
def test_a_unit_does_not_write_for_another_units_project_nor_for_one_it_was_not_given(
    played: Played, scope: str
) -> None:
    unit, projects = ("示例-99", ()) if scope == "unit" else (played.unit, ("2099-01",))
    who = staff(played.api, f"danwei-{scope}", Scope("unit", names.CODE, unit, projects))
    before = played.api.events()
    said = played.report(who, scope)
    assert (said.status, said.codes) == (403, ["other_task"])
    assert played.api.events() == before


def test_a_unit_sees_the_inside_of_its_own_projects_alone(played: Played) -> None:
    own = staff(played.api, "danwei-own", Scope("unit", names.CODE, played.unit))
    other = staff(played.api, "danwei-other", Scope("unit", names.CODE, "示例-99"))
    few = staff(played.api, "danwei-few", Scope("unit", names.CODE, played.unit, ("2099-01",)))
    path = f"/projects/{played.project}?at_least={played.api.events()}"
    assert "etag" in own.send("GET", path).headers
    for who in (other, few):
        said = who.send("GET", path)
        assert said.status == 200
        assert "etag" not in said.headers
        assert said.json != own.send("GET", path).json


def test_a_unit_writes_for_its_own_project(played: Played) -> None:
    who = staff(played.api, "danwei", Scope("unit", names.CODE, played.unit, (played.number,)))
    said = played.report(who, "own")
    assert said.status == 200, said.json
    recorded = played.api.desk.ledger.at_position(said.json["position"])
    assert recorded is not None
    assert (recorded.envelope.by.role, recorded.envelope.by.ref) == ("unit", str(who.account))


def test_an_office_above_reads_below_and_writes_there_nothing(played: Played) -> None:
    above = staff(played.api, "xianji", Scope("clerk", names.CODE[:6]))
    path = f"/projects/{played.project}"
    assert "etag" in above.send("GET", path).headers
    assert played.report(above, "above").codes == ["other_congress"]
    beside = staff(played.api, "linzhen", Scope("clerk", "990101102"))
    assert "etag" not in beside.send("GET", path).headers
    assert played.report(beside, "beside").codes == ["other_congress"]
    assert beside.send("GET", f"/streams/{played.project}/history").codes == ["other_congress"]
