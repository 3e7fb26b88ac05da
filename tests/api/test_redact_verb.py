"""Does the verb that erases by law ask before it erases, refuse what HTTP refuses, and finish what was cut short?"""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from api.desk import ROLES
from projections.models import MODELS
from tests.api.erasing import MORE, WORDS, office, places, positions, proposed, redact, served
from tests.api.kit import COUNTY
from tests.api.office import Office
from tests.logins import as_service, login
from tests.verbs import run, until

__all__ = ["office"]

Read = pytest.CaptureFixture[str]


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


def test_what_was_cut_short_before_the_replay_is_seen_and_finished(
    url: str, capsys: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with served(url, tmp_path / "person.key", work=True) as api:
        office = proposed(api)
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
    with as_service(url):
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
    monkeypatch.setattr(f"sys.{closed}", None)
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


def cut_short(*_args: object, **_kwargs: object) -> None:
    raise KeyboardInterrupt


def test_whoever_erases_signs_in_as_who_may_and_the_service_may_not(
    office: Office, url: str, capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = positions(office, office.numbers["wish"])
    monkeypatch.setenv("DATABASE_URL", login(url, ROLES.service))
    assert redact(COUNTY, *gone) == 3
    assert "不能成为minsheng_redactor，不能删去内容" in capsys.readouterr().err
    assert "ledger.event_bytes" in places(url, WORDS)
    monkeypatch.setenv("DATABASE_URL", login(url, ROLES.service, ROLES.redactor))
    assert redact(COUNTY, *gone) == 0
    assert places(url, WORDS, MORE) == set()
