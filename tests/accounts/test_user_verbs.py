"""Can a deployment's people be let in from the command line, by those alone who may, proving who they are?"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import orjson
import pytest

from api.accounts.totp import password_at, step_at
from api.cli.user import asking, first, own
from api.cli.user.asking import new_secret
from api.desk import Desk, open_desk
from api.settings import Settings
from tests.accounts.people import PASSWORD
from tests.api.kit import COUNTY, Hands
from tests.verbs import run

Read = pytest.CaptureFixture[str]


@dataclass(slots=True)
class Terminal:
    """Somebody at a command line who remembers the seeds of everybody's one-time passwords."""

    capsys: Read
    monkeypatch: pytest.MonkeyPatch
    hands: Hands
    seeds: dict[str, bytes] = field(default_factory=dict)

    def type(self, *lines: str) -> None:
        self.monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    def run(self, *words: str, code: int = 0) -> list[dict[str, Any]]:
        """What a verb answers as JSON, a line each."""
        self.capsys.readouterr()
        assert run("user", *words, "--json") == code, self.capsys.readouterr().err
        return [orjson.loads(line) for line in self.capsys.readouterr().out.splitlines()]

    def as_(self, name: str, *words: str, code: int = 0, more: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        """A verb by somebody who types his passwords."""
        self.hands.moment += timedelta(seconds=30)
        self.type(PASSWORD, password_at(self.seeds[name], step_at(self.hands())), *more)
        return self.run(*words, code=code)

    def enrol(self, name: str, printed: str) -> None:
        self.type(printed, PASSWORD)
        (said,) = self.run("password", name, "--code")
        self.keep(name, said["address"])

    def let_in(self, name: str, role: str) -> None:
        """An account with a role, and its owner with both halves of his code."""
        (added,) = self.as_("sys", "add", name, "--called", "示例某人", "--by", "sys")
        assert added.keys() == {"name", "account"}
        (change,) = self.as_("sys", "grant", name, "--role", role, "--congress", COUNTY, "--by", "sys")
        (done,) = self.as_("sec", "approve", change["change"], "--by", "sec")
        assert done["approved"]
        self.enrol(name, change["half"] + done["half"])

    def keep(self, name: str, address: str) -> None:
        secret = parse_qs(urlsplit(address).query)["secret"][0]
        self.seeds[name] = base64.b32decode(secret + "=" * (-len(secret) % 8))

    def error(self) -> str:
        return self.capsys.readouterr().err


@pytest.fixture
def terminal(url: str, capsys: Read, monkeypatch: pytest.MonkeyPatch, hands: Hands) -> Terminal:
    @contextmanager
    def opened(settings: Settings, *, work: bool) -> Iterator[Desk]:
        with open_desk(settings, work=work) as desk:
            yield replace(desk, clock=hands)

    assert url
    for module in (asking, first, own):
        monkeypatch.setattr(module, "open_desk", opened)
    return Terminal(capsys, monkeypatch, hands)


@pytest.fixture
def three(terminal: Terminal) -> Terminal:
    """With the three administrators."""
    made = terminal.run("bootstrap", "--system", "sys", "--security", "sec", "--audit", "aud")
    for each in made:
        terminal.enrol(each["name"], each["code"])
    return terminal


def test_two_administrators_let_a_clerk_in(three: Terminal) -> None:
    three.let_in("jingban", "clerk")
    listed = {each["name"]: each for each in three.as_("aud", "list", "--by", "aud")}
    assert listed["jingban"]["roles"] == [{"role": "clerk", "congress": COUNTY, "unit": ""}]
    (token,) = three.as_("jingban", "token", "jingban", "--purpose", "示例程序", "--days", "90")
    assert len(token["secret"]) > 40


def test_nobody_does_another_administrators_work_nor_both_halves_of_it(three: Terminal) -> None:
    three.as_("sec", "add", "jingban", "--by", "sec", code=1)
    (added,) = three.as_("sys", "add", "jingban", "--by", "sys")
    assert added["name"] == "jingban"
    (change,) = three.as_("sec", "grant", "jingban", "--role", "clerk", "--congress", COUNTY, "--by", "sec")
    three.as_("sec", "approve", change["change"], "--by", "sec", code=1)
    three.as_("sys", "approve", change["change"], "--by", "sys", code=1)
    three.as_("aud", "lock", "jingban", "--by", "aud", code=1)


def test_a_name_alone_is_not_enough(three: Terminal) -> None:
    three.type("示例错口令", "000000")
    assert run("user", "list", "--by", "sys") == 1
    assert "账号、口令、动态口令" in three.error()
    three.type()
    assert run("user", "list", "--by", "sys") == 2
    assert "从标准输入逐行给" in three.error()


def test_a_poor_password_or_a_wrong_name_does_not_spend_the_code_that_was_printed(three: Terminal) -> None:
    three.as_("sys", "add", "jingban", "--called", "示例某人", "--by", "sys")
    (change,) = three.as_("sys", "grant", "jingban", "--role", "clerk", "--congress", COUNTY, "--by", "sys")
    (done,) = three.as_("sec", "approve", change["change"], "--by", "sec")
    printed = change["half"] + done["half"]
    for name, chosen, said in (("jingban", "jingban-jingban", "不能含有账号名"), ("fuzeren", PASSWORD, "登录码不对")):
        three.type(printed, chosen)
        assert run("user", "password", name, "--code") == 1
        assert said in three.error()
    three.enrol("jingban", printed)
    three.type(printed, PASSWORD)
    assert run("user", "password", "jingban", "--code") == 1, "now it is spent"


def test_in_a_terminal_a_new_password_is_typed_until_it_is_typed_twice_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(("one", "two", "three", "three"))
    monkeypatch.setattr("sys.stdin", Screen())
    monkeypatch.setattr("click.prompt", lambda *_words, **_how: next(typed))
    assert new_secret("新口令") == "three"


class Screen(io.StringIO):
    """A terminal in everything that is asked of it."""

    def isatty(self) -> bool:
        return True


def test_the_three_are_made_once_and_are_three(three: Terminal) -> None:
    assert run("user", "bootstrap", "--system", "a1", "--security", "a2", "--audit", "a3") == 1
    assert run("user", "bootstrap", "--system", "a1", "--security", "a1", "--audit", "a3") == 2
    assert "由三个人分别担任" in three.error()


def test_a_locked_account_is_out_until_it_is_unlocked(three: Terminal) -> None:
    three.let_in("jingban", "clerk")
    assert three.as_("sec", "lock", "jingban", "--by", "sec") == [{"name": "jingban", "locked": True}]
    three.as_("jingban", "token", "jingban", "--purpose", "示例程序", code=1)
    three.as_("sec", "unlock", "jingban", "--by", "sec")
    assert three.as_("jingban", "token", "jingban", "--purpose", "示例程序")


def test_an_administrator_is_locked_and_unlocked_by_two(three: Terminal) -> None:
    (asked,) = three.as_("sys", "lock", "aud", "--by", "sys")
    three.as_("aud", "list", "--by", "aud")
    three.as_("sec", "approve", asked["change"], "--by", "sec")
    three.as_("aud", "list", "--by", "aud", code=1)
    (asked,) = three.as_("sec", "unlock", "aud", "--by", "sec")
    three.as_("sec", "approve", asked["change"], "--by", "sec", code=1)
    (asked,) = three.as_("sys", "unlock", "aud", "--by", "sys")
    three.as_("sec", "approve", asked["change"], "--by", "sec")
    assert len(three.as_("aud", "list", "--by", "aud")) == 3


def test_one_changes_ones_own_password_and_seed(three: Terminal) -> None:
    three.as_("aud", "password", "aud", more=("另一个示例口令 9 words",))
    three.as_("aud", "list", "--by", "aud", code=1)
    (said,) = three.as_("sys", "totp", "sys")
    old = dict(three.seeds)
    three.keep("sys", said["address"])
    assert three.seeds["sys"] != old["sys"]
    assert three.as_("sys", "list", "--by", "sys")


def test_whoever_lost_his_phone_gets_a_new_code_by_two(three: Terminal) -> None:
    (change,) = three.as_("sec", "code", "sys", "--by", "sec")
    (done,) = three.as_("aud", "approve", change["change"], "--by", "aud")
    three.as_("sys", "list", "--by", "sys", code=1)
    three.enrol("sys", change["half"] + done["half"])
    assert three.as_("sys", "list", "--by", "sys")


def test_a_role_is_taken_back_by_two(three: Terminal) -> None:
    three.as_("sys", "add", "jingban", "--by", "sys")
    scope = ("jingban", "--role", "clerk", "--congress", COUNTY, "--by", "sys")
    for verb, left in (("grant", 1), ("revoke", 0)):
        (change,) = three.as_("sys", verb, *scope)
        three.as_("sec", "approve", change["change"], "--by", "sec")
        listed = {each["name"]: each for each in three.as_("sys", "list", "--by", "sys")}
        assert len(listed["jingban"]["roles"]) == left


def test_the_office_alone_prints_passes_and_for_a_meeting_that_there_is(three: Terminal) -> None:
    words = ("pass", str(uuid4()), "--person", str(uuid4()), "--task", "teller", "--by")
    three.as_("sys", *words, "sys", code=1)
    three.let_in("jingban", "clerk")
    three.as_("jingban", *words, "jingban", code=1)
    three.as_("jingban", "half", str(uuid4()), "--by", "jingban", code=1)


def test_clerk_and_chair_print_a_list_of_codes_for_a_deputy_a_half_each(three: Terminal) -> None:
    for name, role in (("jingban", "clerk"), ("fuzeren", "chair")):
        three.let_in(name, role)
    three.as_("sys", "add", "daibiao", "--by", "sys")
    (change,) = three.as_("sys", "grant", "daibiao", "--role", "deputy", "--congress", COUNTY, "--by", "sys")
    assert change["half"] is None, "the office prints for its deputies"
    three.as_("sec", "approve", change["change"], "--by", "sec")
    (first,) = three.as_("jingban", "code", "daibiao", "--count", "3", "--by", "jingban")
    three.as_("jingban", "half", first["list"], "--by", "jingban", code=1)
    (second,) = three.as_("fuzeren", "half", first["list"], "--by", "fuzeren")
    assert (len(first["halves"]), len(second["halves"])) == (3, 3)
