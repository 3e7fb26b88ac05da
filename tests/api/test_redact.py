"""Is what was lawfully erased gone from every table, and does everything else go on as if nothing had been said?"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import psycopg
import pytest

from api.desk import ROLES, desk_on
from api.postgres import Server
from domain.events import topics
from domain.storage import Ledger, iterate_headers, select_tree
from domain.storage.commitment import commit
from projections.models import MODELS
from tests.api.conftest import copied
from tests.api.erasing import places, redact, run
from tests.api.kit import CHAIR, CLERK, COUNTY, TOWN, Caller, Hands, Who, calling
from tests.api.office import Office
from tests.api.test_cli import until
from tests.api.years import COUNTY as PLACE
from tests.api.years import opened, registered, wish

Read = pytest.CaptureFixture[str]

WORDS = "求助：家住东头第三户"
MORE = "另一处也提到东头第三户"
NAME = "示例·提出人"
GOVERNMENT = Who(person="p-government", role="government")
AUDITOR = Who(person="p-auditor", role="auditor")
ELSEWHERE = Who(person="p-town", role="clerk", congress=TOWN)
ERASURES = f"/api/v1/congresses/{COUNTY}/erasures"
LAWFUL = {
    "reason": "提出人要求删除",
    "basis": [{"document": "个人信息保护法", "article": "第四十七条"}],
    "approved_by": {"ref": CHAIR.person, "role": "chair"},
}


@pytest.fixture
def url(pg_server: Server, made: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A made database, named to the verbs by `DATABASE_URL`."""
    monkeypatch.setenv("MINSHENG_DATA", str(tmp_path / "data"))
    found = copied(pg_server, made)
    monkeypatch.setenv("DATABASE_URL", found)
    return found


@contextmanager
def served(url: str, key_file: Path, *, work: bool) -> Iterator[Caller]:
    """The service on the database that the verbs work on."""
    ledger, hands = Ledger.at(url, connections=4, role=ROLES.service), Hands()
    with desk_on(ledger, key_file, work=work, clock=hands) as desk, calling(desk, hands) as api:
        yield api
    ledger.close()


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[Office]:
    """示例县 with a year, in which somebody who was enrolled proposed something and was told what became of it."""
    with served(url, tmp_path / "person.key", work=True) as api:
        yield recorded(api)


def recorded(api: Caller) -> Office:
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


def test_what_is_erased_stands_nowhere_any_more(office: Office, url: str, capsys: Read) -> None:
    wish_ = office.numbers["wish"]
    assert places(url, WORDS, MORE) == {"ledger.event_bytes", "reading.proposals"}
    assert places(url, office.numbers["person"]) > {"ledger.people", "ledger.event_bytes"}
    with psycopg.connect(url) as conn:
        hashes = conn.execute("SELECT body_hash FROM ledger.commands").fetchall()
    assert redact(COUNTY, *positions(office, wish_), people=True) == 0
    said = capsys.readouterr().out
    assert "登记了依法删除" in said
    assert "1人的姓名、电话" in said
    assert "已重建proposals" in said
    assert places(url, WORDS, MORE) == set()
    # The reference says nothing of the person; who was meant by it, nobody can tell any more.
    assert places(url, office.numbers["person"]) == {"ledger.event_bytes", "ledger.commands"}
    with psycopg.connect(url) as conn:
        left = conn.execute("SELECT body_hash FROM ledger.commands").fetchall()
    assert left.count((bytes(32),)) == 3, "of the proposal, the feedback and the enrolment no guess can be confirmed"
    assert len(set(left) & set(hashes)) == len(hashes) - 3


def test_the_log_is_as_provable_as_before(office: Office, url: str) -> None:
    def rows() -> list[tuple[Any, ...]]:
        with psycopg.connect(url) as conn:
            return conn.execute("SELECT * FROM ledger.event_headers ORDER BY position").fetchall()

    before, gone = rows(), positions(office, office.numbers["wish"])
    assert redact(COUNTY, *gone) == 0
    assert rows()[: len(before)] == before
    with office.api.desk.ledger.open_connection() as connection:
        tree = select_tree(connection)
        headers = list(iterate_headers(connection, 0, tree.size))
    hash_, grown = tree.hash, type(tree)(0, [], tree.algorithm).range()
    for header in headers:
        grown.append(header.leaf(hash_))
        assert header.holds(hash_)
        assert header.state is None or commit(header.blind or b"", header.state, hash_) == header.commitment
    assert grown.root() == tree.range().root()
    assert [header.position for header in headers if header.state is None] == gone
    (erasure,) = (header for header in headers if header.topic == "congress:ContentErased")
    assert orjson.loads(erasure.state or b"")["event"]["positions"] == gone


def test_what_is_left_of_the_stream_is_told_and_asked_as_before(office: Office) -> None:
    wish_ = office.numbers["wish"]
    before = office.history(wish_)
    assert redact(COUNTY, before[0]["position"]) == 0
    after = office.history(wish_)
    assert after[0]["sentence"] == "这一条的内容已依法删除。"
    assert (after[0]["event"], after[0]["envelope"]) == (None, None)
    assert after[1:] == before[1:]
    history = f"/api/v1/streams/{wish_}/history"
    assert office.api.get(history, who=AUDITOR).json["entries"] == after
    assert office.api.get(history, who=ELSEWHERE).codes == ["other_congress"]
    assert [row["number"] for row in office.read("/proposals")["items"]] == ["2024征-002"]
    assert office.api.get(f"/api/v1/proposals/{wish_}").codes == ["not_found"]


def test_numbers_go_on_where_a_stream_has_lost_its_beginning(office: Office) -> None:
    """Whoever takes the next number looks at the streams before it."""
    assert redact(COUNTY, positions(office, office.numbers["wish"])[0]) == 0
    new = wish(office, office.numbers["congress"], 3)
    assert office.numbers[new] == "2024征-003"
    said = office.ask(f"/proposals/{office.numbers['wish']}/publication", {"title": "路灯"})
    assert (said.status, said.codes) == (404, ["not_found"])


def test_the_same_request_does_not_bring_back_what_was_erased(office: Office) -> None:
    asked, wish_ = {"title": WORDS}, office.numbers["wish"]
    publication, version = f"/proposals/{wish_}/publication", office.version(wish_)
    position = office.api.post(publication, asked, key="k", version=version).json["position"]
    assert redact(COUNTY, position) == 0
    for body in (asked, {"title": "示例"}):
        said = office.api.post(publication, body, key="k", version=version)
        assert said.codes == ["command_reused"]
        assert "依法删去" in said.json["detail"]


def test_persons_who_are_named_elsewhere_stay(office: Office, url: str) -> None:
    wish(office, office.numbers["congress"], 3, proposer=office.numbers["person"])
    assert redact(COUNTY, *positions(office, office.numbers["wish"]), people=True) == 0
    assert "ledger.people" in places(url, office.numbers["person"])
    assert office.api.desk.people().read([office.numbers["person"]])


def test_over_http_an_erasure_is_announced_and_owed_until_the_redactor_comes(
    office: Office, url: str, capsys: Read
) -> None:
    gone = positions(office, office.numbers["wish"])
    congress = office.numbers["congress"]
    said = office.do(f"/congresses/{congress}/erasures", {"positions": gone, "people": True, **LAWFUL})
    assert said.json["events"] == ["congress:ContentErased"]
    (announced,) = office.api.get(ERASURES, who=AUDITOR).json["items"]
    assert announced == {
        "position": said.json["position"],
        "effective_on": "2023-10-20",
        "positions": gone,
        "people": 1,
        "reason": LAWFUL["reason"],
        "basis": LAWFUL["basis"],
        "carried_out": False,
    }
    assert "ledger.event_bytes" in places(url, WORDS)
    assert run("doctor") == 3
    assert f"不合格  依法删除：第{announced['position']}号登记要删的" in capsys.readouterr().out
    assert run("redact", "--finish", "--json") == 0
    done = orjson.loads(capsys.readouterr().out)
    assert (done["position"], done["announced"], done["erased"], done["people"]) == (
        None,
        [announced["position"]],
        gone,
        1,
    )
    assert places(url, WORDS, MORE) == set()
    assert office.api.get(ERASURES).json["items"][0]["carried_out"] is True
    assert run("redact", "--finish") == 0
    assert "没有登记了还没有删的。" in capsys.readouterr().out


def test_who_may_announce_and_see_an_erasure(office: Office) -> None:
    asked, path = {"positions": [1], **LAWFUL}, f"/congresses/{COUNTY}/erasures"
    assert office.api.post(path, asked, who=GOVERNMENT, version=1).codes == ["role_not_admitted"]
    assert office.api.post(path, asked, who=ELSEWHERE, version=1).codes == ["other_congress"]
    assert office.api.get(ERASURES, who=ELSEWHERE).codes == ["other_congress"]
    assert office.api.get(ERASURES, who=None).codes == ["role_not_admitted"]
    assert office.api.get("/api/v1/congresses/990199/erasures").codes == ["not_found"]
    assert office.api.get(ERASURES).json == {"items": []}


def test_over_http_the_log_says_what_cannot_be_erased(office: Office) -> None:
    """Only what stands in this congress's own streams can, and what did not decide anything."""
    town = office.api.post("/congresses", {"code": TOWN, "level": "township", "name": "示例镇"}, who=ELSEWHERE).json
    said = office.api.post(f"/congresses/{TOWN}/units", {"unit": "1", "name": "示例"}, who=ELSEWHERE, version=1)
    theirs = [town["position"], said.json["position"]]
    listed = [positions(office, office.numbers["wish"])[0], *theirs, 1, 10**15]
    said = office.ask(f"/congresses/{COUNTY}/erasures", {**LAWFUL, "positions": [*listed, listed[0]]})
    assert said.places == {
        "/positions/1": "erasure_elsewhere",
        "/positions/2": "erasure_elsewhere",
        "/positions/3": "not_erasable",
        "/positions/4": "not_found",
        "/positions/5": "erased_twice",
    }
    too_many = office.ask(f"/congresses/{COUNTY}/erasures", {**LAWFUL, "positions": [1] * 100_000})
    assert too_many.codes == ["erasure_out_of_range"]
    assert office.ask(f"/congresses/{COUNTY}/erasures", {"positions": listed[:1], "reason": "示例"}).codes == [
        "second_person_missing"
    ]


def test_whatever_was_left_of_an_erased_stream_can_be_erased_later(office: Office, url: str) -> None:
    """Where the stream's beginning is gone, its erasure tells whose stream it is."""
    first, feedback = positions(office, office.numbers["wish"])
    assert redact(COUNTY, first) == 0
    assert redact(COUNTY, feedback) == 0
    assert places(url, WORDS, MORE) == set()
    assert redact(COUNTY, first, reason="再来一次") == 1


def test_a_person_can_be_erased_without_a_trace_of_who_proposed(office: Office, url: str) -> None:
    name = NAME.encode().hex()
    with psycopg.connect(url) as conn:
        assert name not in str(conn.execute("SELECT people::text FROM ledger.people").fetchall())
    assert redact(COUNTY, positions(office, office.numbers["wish"])[0], people=True) == 0
    assert office.api.desk.people().read([office.numbers["person"]]) == {}
    said = office.api.post("/people", {"name": NAME}, key="enrolled")
    assert said.codes == ["command_reused"]


def test_asking_again_in_the_same_words_goes_on_where_it_was_cut_short(
    office: Office, url: str, capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = positions(office, office.numbers["wish"])
    before = office.api.events()
    with monkeypatch.context() as broken:
        broken.setattr("api.cli.redact.carry_out", cut_short)
        assert redact(COUNTY, *gone) == 130
    assert "ledger.event_bytes" in places(url, WORDS)
    capsys.readouterr()
    assert redact(COUNTY, *gone) == 0
    assert "以前登记过依法删除" in capsys.readouterr().out
    assert places(url, WORDS, MORE) == set()
    assert redact(COUNTY, *gone) == 0
    assert office.api.events() == before + 1


def cut_short(*_args: object, **_kwargs: object) -> None:
    raise KeyboardInterrupt


def test_what_was_cut_short_before_the_replay_is_seen_and_finished(
    url: str, capsys: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with served(url, tmp_path / "person.key", work=True) as api:
        office = recorded(api)
        gone = positions(office, office.numbers["wish"])
    with monkeypatch.context() as broken:
        broken.setattr("api.redaction.rebuild_apart", cut_short)
        assert redact(COUNTY, *gone) == 130
    assert places(url, WORDS, MORE) == {"reading.proposals"}, "nobody works, so the old rows are still there"
    assert run("doctor") == 3
    assert "不合格  整理工作：proposals" in capsys.readouterr().out
    assert run("redact", "--finish") == 0
    assert "已重建proposals" in capsys.readouterr().out
    assert places(url, WORDS, MORE) == set()
    assert run("doctor") == 0


def test_whoever_works_on_the_rows_replays_them_though_the_eraser_died(
    office: Office, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("api.redaction.rebuild_apart", cut_short)
        assert redact(COUNTY, *positions(office, office.numbers["wish"])) == 130
    until(lambda: office.api.desk.reading.positions().keys() == {model.name for model in MODELS})
    assert places(url, WORDS, MORE) == set()


def test_rows_that_cannot_be_replayed_are_said_to_be_left(
    office: Office, capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("api.redaction.rebuild_apart", lambda *_args, **_kwargs: None)
        broken.setattr("api.redaction.to_replay", lambda _ledger: ["proposals"])
        assert redact(COUNTY, *positions(office, office.numbers["wish"])) == 3
    assert "proposals没有重建成" in capsys.readouterr().err


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["redact"], 2, "缺少行政区划代码、--position、--reason、--basis、--by、--approved-by。"),
        (
            [
                *["redact", "990101", "--position", "1", "--by", "a", "--approved-by", "b", "--basis"],
                "",
                "--reason",
                " ",
            ],
            2,
            "缺少--reason、--basis。",
        ),
        (["redact", "990101", "--finish"], 2, "--finish只把登记了还没有删的删完，不写别的。"),
        (["redact", "--finish", "--people"], 2, "--finish只把登记了还没有删的删完，不写别的。"),
        (["redact", "--position", "0"], 2, "--position"),
    ],
)
def test_a_mistyped_erasure_is_explained(capsys: Read, arguments: list[str], code: int, said: str) -> None:
    assert run(*arguments) == code
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize("closed", ["stdin", "stderr"])
def test_where_a_stream_is_closed_nobody_can_answer(monkeypatch: pytest.MonkeyPatch, closed: str) -> None:
    asked = "redact 990101 --position 1 --reason r --basis a:b --by a --approved-by b"
    monkeypatch.setattr(sys, closed, None)
    assert run(*asked.split()) == 2


def answering(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """Somebody sits before the terminal and types this."""
    typed = io.StringIO(answer)
    typed.isatty = lambda: True  # type: ignore[method-assign]  # a terminal in everything that is asked of it
    monkeypatch.setattr("sys.stdin", typed)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)


def test_on_a_terminal_it_is_shown_what_would_go_and_asked(
    office: Office, url: str, capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = positions(office, office.numbers["wish"])
    before = office.api.events()
    for answer in ("\n", "y\n", "是\n", ""):
        answering(monkeypatch, answer)
        assert redact(COUNTY, *gone, 10**9, yes=False) == (1 if answer else 130)
        said = capsys.readouterr()
        assert said.out == ""
        history = {each["position"]: each for each in office.history(office.numbers["wish"])}
        for position in gone:
            assert f"第{position}号  {history[position]['effective_on']}  {history[position]['sentence']}\n" in said.err
        assert "第1000000000号  台账里没有这一号。" in said.err
        assert "确定删去？删去的找不回来。输入yes：" in said.err
        assert ("什么也没有登记。" in said.err) == bool(answer)
    assert office.api.events() == before
    assert "ledger.event_bytes" in places(url, WORDS)
    answering(monkeypatch, "yes\n")
    assert redact(COUNTY, *gone, yes=False) == 0
    assert places(url, WORDS, MORE) == set()


def test_without_a_terminal_nothing_is_erased_unless_it_is_said(office: Office, url: str, capsys: Read) -> None:
    gone = positions(office, office.numbers["wish"])
    before = office.api.events()
    assert redact(COUNTY, *gone, yes=False) == 2
    said = capsys.readouterr().err
    assert "写--yes。什么也没有登记。" in said
    assert WORDS not in said, "what is to go does not come into the log of a script"
    assert office.api.events() == before
    assert "ledger.event_bytes" in places(url, WORDS)


def test_the_command_line_refuses_what_http_refuses(office: Office, capsys: Read) -> None:
    gone = positions(office, office.numbers["wish"])
    before = office.api.events()
    for code, changes in (
        (2, {"by": "示例经办"}),
        (2, {"basis": False}),
        (1, {"approved_by": "p-clerk"}),
        (1, {"basis": ":第四十七条"}),
    ):
        assert redact(COUNTY, *gone, **changes) == code, changes
    assert redact(COUNTY, 1) == 1
    assert redact("990199", *gone) == 1
    assert office.api.events() == before
    assert "不在可以删除内容的事项之内" in capsys.readouterr().err
