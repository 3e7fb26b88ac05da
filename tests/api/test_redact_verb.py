"""Does the verb that erases by law ask before it erases, record nothing itself, and finish what was cut short?"""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from projections.models import MODELS
from tests.api.erasing import MORE, WORDS, announce, office, places, positions, proposed, redact, served
from tests.api.office import Office
from tests.verbs import run, until

__all__ = ["office"]

Read = pytest.CaptureFixture[str]


def test_asking_again_goes_on_where_it_was_cut_short(
    office: Office, url: str, capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = positions(office, office.numbers["wish"])
    with monkeypatch.context() as broken:
        broken.setattr("api.cli.redact.carry_out", cut_short)
        assert redact(office, *gone) == 130
    before = office.api.events()
    assert "ledger.event_bytes" in places(url, WORDS)
    assert run("redact", "--yes") == 0
    assert places(url, WORDS, MORE) == set()
    capsys.readouterr()
    assert run("redact") == 0, "and nobody is asked where nothing is owed"
    assert "没有登记了还没有删的。" in capsys.readouterr().out
    assert office.api.events() == before


def test_what_was_cut_short_before_the_replay_is_seen_and_finished(
    url: str, capsys: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with served(url, tmp_path / "person.key", work=True) as api:
        office = proposed(api)
        announce(office, *positions(office, office.numbers["wish"]))
    with monkeypatch.context() as broken:
        broken.setattr("api.redaction.rebuild_apart", cut_short)
        assert run("redact", "--yes") == 130
    assert places(url, WORDS, MORE) == {"reading.proposals"}, "nobody works, so the old rows are still there"
    assert run("doctor") == 3
    assert "不合格  整理工作：proposals" in capsys.readouterr().out
    assert run("redact") == 0
    assert "已重建proposals" in capsys.readouterr().out
    assert places(url, WORDS, MORE) == set()
    assert run("doctor") == 0


def test_whoever_works_on_the_rows_replays_them_though_the_eraser_died(
    office: Office, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("api.redaction.rebuild_apart", cut_short)
        assert redact(office, *positions(office, office.numbers["wish"])) == 130
    until(lambda: office.api.desk.reading.positions().keys() == {model.name for model in MODELS})
    assert places(url, WORDS, MORE) == set()


def test_rows_that_cannot_be_replayed_are_said_to_be_left(
    office: Office, capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("api.redaction.rebuild_apart", lambda *_args, **_kwargs: None)
        broken.setattr("api.redaction.to_replay", lambda _ledger: ["proposals"])
        assert redact(office, *positions(office, office.numbers["wish"])) == 3
    assert "proposals没有重建成" in capsys.readouterr().err


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
    announced = announce(office, *gone, people=True)
    for answer in ("\n", "y\n", "是\n", ""):
        answering(monkeypatch, answer)
        assert run("redact") == (1 if answer else 130)
        said = capsys.readouterr()
        assert said.out == ""
        assert f"第{announced}号登记的依法删除，理由：提出人要求删除。要删去的是：\n" in said.err
        history = {each["position"]: each for each in office.history(office.numbers["wish"])}
        for position in gone:
            assert f"第{position}号  {history[position]['effective_on']}  {history[position]['sentence']}\n" in said.err
        assert "1人的姓名、电话\n" in said.err
        assert "确定删去？删去的找不回来。输入yes：" in said.err
        assert ("没有删。" in said.err) == bool(answer)
    assert "ledger.event_bytes" in places(url, WORDS)
    answering(monkeypatch, "yes\n")
    assert run("redact") == 0
    assert places(url, WORDS, MORE) == set()


@pytest.mark.parametrize("closed", ["", "stdin", "stderr"])
def test_without_a_terminal_nothing_is_erased_unless_it_is_said(
    office: Office, url: str, capsys: Read, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    announce(office, *positions(office, office.numbers["wish"]))
    with monkeypatch.context() as without:
        if closed:
            without.setattr(f"sys.{closed}", None)
        assert run("redact") == 2
    said = capsys.readouterr().err
    assert WORDS not in said, "what is to go does not come into the log of a script"
    assert closed == "stderr" or "写--yes。什么也没有删。" in said
    assert "ledger.event_bytes" in places(url, WORDS)


@pytest.mark.parametrize("words", [["990101"], ["--position", "1"], ["--by", "a", "--approved-by", "b"], ["--finish"]])
def test_the_command_line_records_nothing_in_anybodys_name(office: Office, words: list[str]) -> None:
    """Two people record an erasure, each having signed in; whoever has the server has nobody's name."""
    before = office.api.events()
    assert run("redact", *words, "--yes") == 2
    assert office.api.events() == before


def cut_short(*_args: object, **_kwargs: object) -> None:
    raise KeyboardInterrupt
