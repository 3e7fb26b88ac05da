"""Does every paper of a year come out of the ledger, and none before its time, to whom it is not shown, or over another file?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from api.cli.export.paper import names
from api.demo.town import town
from api.desk import ROLES, Desk, desk_on
from api.extract import extract
from api.paper.asked import Asked
from api.paper.kinds import KINDS
from api.paper.refusals import NotPrintable
from api.paper.typesetting import typeset
from api.postgres import Server
from domain.calendar import SHANGHAI
from domain.events import Erased, Event
from domain.people import PersonalData
from domain.storage import Ledger
from domain.storage.accounts.reads import read_reads
from projects.events.cycles import FinalListFixed, ListPublicised
from tests.api.conftest import copied
from tests.api.kit import TOWN as CODE
from tests.api.kit import Hands
from tests.paper.kit import texts
from tests.verbs import run
from voting.events.evaluations import EvaluationOpened
from voting.events.meetings import ScrutineersPassed
from voting.events.papers import BallotsCollected
from voting.events.rounds import RoundCounted, RoundOpened

AFTER = datetime.fromisoformat(town().steps[-1].at).replace(tzinfo=SHANGHAI) + timedelta(days=1)


@dataclass(frozen=True)
class Town:
    """The town's whole year, and where in its log each thing happened first."""

    desk: Desk
    first: dict[type[Event], int]

    def asked(self, position: int | None = None, **more: Any) -> Asked:
        """The year as it was known at a position."""
        as_of = "" if position is None else f"position:{position}"
        return Asked(extract=extract(self.desk, CODE, 2024, as_of), **more)


@pytest.fixture(scope="module")
def there(pg_server: Server, played_town: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with (
        Ledger.at(copied(pg_server, played_town), role=ROLES.service, connections=4) as ledger,
        desk_on(ledger, tmp_path_factory.mktemp("keys") / "person.key", work=True, clock=Hands(AFTER)) as desk,
    ):
        first: dict[type[Event], int] = {}
        for recorded in ledger.read_log(0, 2000):
            assert not isinstance(recorded.event, Erased)
            first.setdefault(type(recorded.event), recorded.position)
        yield Town(desk, first)


def pages(asked: Asked, kind: str) -> str:
    return "".join(texts(typeset(KINDS[kind].make(asked))))


def test_the_ballot_printed_before_the_round_is_opened_is_the_one_of_the_open_round(there: Town) -> None:
    fixed, opened = there.first[FinalListFixed], there.first[RoundOpened]
    before = typeset(KINDS["ballot"].make(there.asked(opened - 1)))
    assert before == typeset(KINDS["ballot"].make(there.asked(opened)))
    assert fixed < opened - 1
    assert "示例镇" in "".join(texts(before))


def test_whatever_the_day_and_whatever_was_recorded_since_an_open_round_has_one_paper(there: Town) -> None:
    counted = there.first[RoundCounted]
    found = {typeset(KINDS["ballot"].make(there.asked(at))) for at in range(there.first[RoundOpened], counted, 2)}
    assert len(found) == 1


@pytest.mark.parametrize(
    ("kind", "needs", "says"),
    [
        ("ballot", FinalListFixed, "没有确定的正式候选项目名单"),
        ("notice", ListPublicised, "名单还没有公示"),
        ("officers", ScrutineersPassed, "还没有登记通过监票人"),
        ("labels", BallotsCollected, "还没有登记收回票数"),
        ("tally", RoundCounted, "还没有计票结果"),
    ],
)
def test_no_paper_before_its_time(there: Town, kind: str, needs: type[Event], says: str) -> None:
    with pytest.raises(NotPrintable, match=says):
        KINDS[kind].make(there.asked(there.first[needs] - 1))


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("candidates", "2024年民生实事正式候选项目一览表"),
        ("notice", "2024年民生实事正式候选项目公示表"),
        ("officers", "总监票人"),
        ("labels", "第1捆，共2捆"),
        ("tally", "票决确定"),
        ("sealing", "封存地点：示例镇"),
        ("ledger", "合计11项"),
        ("board", "已验收"),
        ("groups", "示例镇第10挂钩小组"),
        ("evaluation-tally", "基本满意"),
    ],
)
def test_every_paper_of_the_year_comes_out(there: Town, kind: str, says: str) -> None:
    assert says in pages(there.asked(), kind)


def test_the_candidates_are_those_of_that_day_whatever_was_adjusted_since(there: Town) -> None:
    then, now = (pages(there.asked(at), "candidates") for at in (there.first[RoundOpened], None))
    assert then.partition("截至")[0] == now.partition("截至")[0]
    assert "专项债" in then or "县级" in then


def test_that_is_every_kind_of_paper() -> None:
    own = {"candidates", "notice", "ballot", "officers", "labels", "tally", "sealing", "ledger", "board", "groups", "evaluation", "evaluation-tally"}  # fmt: skip
    assert own <= set(KINDS)


def test_the_evaluation_has_its_paper_before_it_is_opened_and_none_after_it(there: Town) -> None:
    before = pages(there.asked(there.first[EvaluationOpened] - 1), "evaluation")
    assert "2024年民生实事项目实施完成情况测评票" in before
    opened = pages(there.asked(there.first[EvaluationOpened]), "evaluation")
    assert opened.partition("序号")[2].count("示例镇") == before.partition("序号")[2].count("示例镇")
    with pytest.raises(NotPrintable, match="不再印票"):
        KINDS["evaluation"].make(there.asked())


def test_reading_a_name_for_a_paper_is_recorded_and_a_stranger_has_none(there: Town) -> None:
    people = there.desk.people()
    reference, entered = people.enter(PersonalData(name="示例监票人甲"), CODE)
    with there.desk.ledger.connection() as line, line.transaction():
        line.execute(entered.sql.encode(), entered.params)
    name = names(there.desk, CODE, "officers")
    assert name(reference) == "示例监票人甲"
    assert name(str(uuid4())) == ""
    assert name("not a reference") == ""
    read = there.desk.ledger.read(lambda line: read_reads(line, 0, 10))[-1]
    assert (str(read.subject), read.whole, read.route, read.reason) == (
        reference,
        True,
        "minsheng export paper officers",
        "印监票人、计票人名单",
    )


@pytest.fixture
def named(pg_server: Server, played_town: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MINSHENG_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", copied(pg_server, played_town))


@pytest.mark.usefixtures("named")
def test_the_verb_writes_a_new_file_and_never_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "报告单.pdf"
    asked = ("export", "paper", "tally", "--congress", CODE, "--year", "2024", "--output", target)
    assert run(*asked) == 0
    said = capsys.readouterr()
    assert said.out == f"计票结果报告单已写成：{target}\n"
    assert "报告单上没有印根；手签的照样有效" in said.err
    written = target.read_bytes()
    assert run(*asked) == 2
    assert "已经有了，请换一个文件名" in capsys.readouterr().err
    assert target.read_bytes() == written
    assert run("export", "paper", "ballot", "--congress", CODE, "--year", "2024", "--output", tmp_path / "票.pdf") == 1
    assert not (tmp_path / "票.pdf").exists()
