"""Is every question of the trial answered by the command that stands beside it, with what the table says one sees?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import orjson
import psycopg
import pytest

from api.cli import root
from api.cli.ending import ended
from api.demo.play import play
from api.desk import ROLES, desk_on
from api.http.table import ROUTES
from api.postgres import Server
from domain.storage import Ledger
from projections.models import MODELS
from projections.sentences import tell
from tests.api.conftest import copied
from tests.api.kit import Caller, Hands, calling
from tests.docs.markdown import ROOT, Row, blocks, code, rows, text
from tests.docs.session import Shell

PAGE = "trial.md"
QUESTIONS = rows(PAGE, "问", "查法", "看到")
SEEN = re.compile("「(.+?)」|`(.+?)`")
"""What is printed word for word: sentences, and lines of a table."""
UNFIT = re.compile(
    r"选票|当选|落选|提案|常委(?!会)|[0-9a-f]{8}-[0-9a-f]{4}|[\u4e00-\u9fff] | [\u4e00-\u9fff]|[\u4e00-\u9fff][,;:?!()]"
    r"|。[）”]|。。|，，|、、|：。|None|（）|《》|([\u4e00-\u9fff]{2,3})\1"
)
"""What insiders do not say, ids instead of names, punctuation of half width or doubled, and words said twice."""
ASKED = [row for row in QUESTIONS if not code(row["查法"]).startswith("tests/")]
BY_TEST = [row for row in QUESTIONS if code(row["查法"]).startswith("tests/")]


class Played(NamedTuple):
    """The years of the demonstration: a caller of their service, the address of their database, a folder with the page's files."""

    caller: Caller
    url: str
    shell: Shell


@pytest.fixture(scope="module")
def played(pg_server: Server, made: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("trial")
    url, hands = copied(pg_server, made), Hands()
    ledger = Ledger.at(url, role=ROLES.service, connections=4)
    shell = Shell(folder)
    for file, block in zip(re.findall("存为`(.+?)`", text(PAGE)), blocks(text(PAGE)), strict=True):
        shell.store(file, block.text)
    with desk_on(ledger, folder / "person.key", work=True, clock=hands) as desk, calling(desk, hands) as caller:
        position = play(desk.ledger, desk.people(), lambda: None).position
        assert desk.waiting.wait_for(position, 60, [model.name for model in MODELS])
        yield Played(caller, url, shell)
    ledger.close()


@pytest.mark.parametrize("row", ASKED, ids=lambda row: f"{row['问'][:12]} {code(row['查法'])[:60]}")
def test_the_command_answers_what_the_page_says_one_sees(
    played: Played, row: Row, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", played.url)
    monkeypatch.setenv("MINSHENG_DATA", str(played.shell.folder / "data"))
    monkeypatch.chdir(played.shell.folder)
    said = bare(answer(played, code(row["查法"]), capsys))
    expected = [sentence or line for sentence, line in SEEN.findall(row["看到"])]
    assert expected, "a row says what one sees"
    assert [each for each in expected if bare(each) not in said] == []


@pytest.mark.parametrize("row", BY_TEST, ids=lambda row: code(row["查法"]).partition("::")[2])
def test_every_test_that_the_page_names_exists(row: Row) -> None:
    file, _, name = code(row["查法"]).partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_question_is_answered_or_stands_among_those_that_are_not_yet() -> None:
    asked = {int(found[0]) for row in QUESTIONS if (found := re.findall(r"^\d+", row["问"]))}
    open_yet = {int(found) for row in rows(PAGE, "还不能答的") for found in re.findall(r"^(\d+)．", row["还不能答的"])}
    assert asked | open_yet == set(range(1, 26))


def test_the_public_finds_no_votes_at_any_address(played: Played) -> None:
    """第11问: the congresses of the demonstration publish none."""
    said = ""
    for route in ROUTES:
        if route.method == "GET" and "{" not in route.path:
            year = "?year=2024" if any(each.name == "year" and each.required for each in route.parameters) else ""
            said += orjson.dumps(played.caller.get(f"{route.path}{year}", None).json).decode()
    assert "不公布得票数" in said
    assert re.findall(r'"votes_\w+":\d+|赞成票?\d+张', said.partition('"openapi"')[0]) == []


def test_nothing_in_a_ballot_or_an_evaluation_leads_to_a_deputy(played: Played) -> None:
    """第12问: asked as the owner of the database, of every event of every ballot and evaluation with its whole envelope."""
    streams = "SELECT stream FROM ledger.events WHERE topic IN ('voting:RoundOpened', 'voting:EvaluationOpened')"
    with psycopg.connect(played.url) as owner:
        people = [str(ref) for (ref,) in owner.execute("SELECT ref FROM ledger.people")]
        said = [
            str(row) for row in owner.execute(f"SELECT event, envelope FROM ledger.events WHERE stream IN ({streams})")
        ]
    assert len(people) > 50, "deputies, proposers, scrutineers"
    assert len(said) > 60
    assert [ref for ref in people if any(ref in each for each in said)] == []


def test_every_sentence_of_the_years_is_said_in_the_words_of_insiders(played: Played) -> None:
    with psycopg.connect(played.url) as owner:
        streams = [UUID(str(stream)) for (stream,) in owner.execute("SELECT DISTINCT stream FROM ledger.events")]
    told = [one.sentence for stream in streams for one in tell(played.caller.desk.ledger.history(stream))]
    assert len(told) > 1000
    assert [sentence for sentence in told if UNFIT.search(sentence)] == []


def bare(said: str) -> str:
    """A text without its blanks: lines are broken where a screen ends."""
    return re.sub(r"\s", "", said)


def answer(played: Played, command: str, read: pytest.CaptureFixture[str]) -> str:
    """What a command line prints, or what an address answers."""
    if command.startswith("curl "):
        (step,) = played.shell.run(command)
        found = played.caller.client.get(step.path, headers=step.headers)
        assert found.is_success, found.text
        return str(found.text)
    verb, *arguments = command.split()
    assert verb == "minsheng"
    assert ended(lambda: root.main(arguments, prog_name="minsheng", standalone_mode=False)) == 0
    return read.readouterr().out
