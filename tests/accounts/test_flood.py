"""Does a stranger who floods the door keep anybody out who belongs inside, or learn who does?"""

from __future__ import annotations

import secrets
from typing import Literal

import pytest
from argon2 import PasswordHasher

from api.accounts import passwords, signing_in
from api.accounts.passwords import HASHER
from api.accounts.refusals import SignInRefused
from api.accounts.signing_in import STRANGERS, by_password
from api.accounts.unheard import Unheard
from api.budget import Rate
from domain.storage.accounts.failures import FREE
from tests.accounts.people import PASSWORD, clerk, send
from tests.api.kit import Caller

WRONG = "示例错口令"
FEW = Rate(burst=3, per_second=STRANGERS.per_second)
"""As the service has it, but sooner at its end: to work for nobody takes the whole work."""
FLOOD = 40


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were worked on."""
    found: list[str] = []

    class Watched(PasswordHasher):
        def verify(self, known_hash: str | bytes, password: str | bytes) -> Literal[True]:
            found.append(str(password))
            return super().verify(known_hash, password)

    monkeypatch.setattr(passwords, "HASHER", Watched(time_cost=1, memory_cost=1024, parallelism=1))
    return found


@pytest.fixture
def flooded(api: Caller, monkeypatch: pytest.MonkeyPatch) -> Caller:
    """A service to which a stranger said more names than it works on, and whose budget does not grow again meanwhile."""
    monkeypatch.setattr(signing_in, "STRANGERS", FEW)
    api.desk.strangers.clock = lambda: 0.0
    monkeypatch.setattr("api.accounts.unheard._TOOK_S", [0.0])
    monkeypatch.setattr(signing_in, "remember", lambda _took_s: None)
    for _ in range(FLOOD):
        said = send(
            api, "POST", "/session", {"name": f"x{secrets.token_hex(4)}", "password": "示例", "one_time": "000000"}
        )
        assert said.codes == ["sign_in_refused"]
    return api


def test_who_belongs_inside_gets_in_past_a_flood(flooded: Caller) -> None:
    assert clerk(flooded).sign_in().status == 201


def test_what_was_printed_gets_in_past_a_flood_of_names_and_of_codes(flooded: Caller) -> None:
    for _ in range(FLOOD):
        assert send(flooded, "POST", "/session", {"printed": secrets.token_hex(8)}).status == 401
    assert clerk(flooded).cookie, "who came with the code that was printed for him, and set his password"


def test_a_flood_is_neither_worked_for_nor_written_down(flooded: Caller, worked: list[str]) -> None:
    with flooded.desk.accounts().line() as line:
        before = line.execute("SELECT count(*) AS n FROM accounts.failures").fetchone()
    assert before == {"n": FEW.burst}
    send(flooded, "POST", "/session", {"name": "niemand", "password": "示例", "one_time": ""})
    assert worked == []


def test_a_name_that_is_flooded_costs_nobody_else_anything(flooded: Caller, worked: list[str]) -> None:
    victim = clerk(flooded)
    worked.clear()
    for _ in range(FLOOD):
        guess = {"name": victim.name, "password": WRONG, "one_time": "000000"}
        assert send(flooded, "POST", "/session", guess).status == 401
    assert worked == [WRONG] * FREE


def test_in_a_flood_a_name_that_somebody_has_is_answered_as_one_that_nobody_has(flooded: Caller) -> None:
    victim = clerk(flooded)
    for _ in range(FREE + 2):
        there = victim.sign_in(password=WRONG)
        not_there = send(flooded, "POST", "/session", {"name": "niemand", "password": WRONG, "one_time": "000000"})
        assert (there.status, there.json) == (not_there.status, not_there.json)
        assert there.headers.keys() == not_there.headers.keys()


def test_who_is_not_worked_for_waits_as_long_as_who_is(api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", HASHER)
    monkeypatch.setattr("api.accounts.unheard._TOOK_S", [])
    ticks = iter(range(0, 1000, 7))
    monkeypatch.setattr(signing_in, "monotonic", lambda: float(next(ticks)))
    with pytest.raises(SignInRefused):
        by_password(api.desk.accounts(), "niemand", PASSWORD, "")
    api.desk.strangers.clock = lambda: 0.0
    while not api.desk.strangers.missing_s("names", STRANGERS):
        pass
    with pytest.raises(Unheard) as refused:
        by_password(api.desk.accounts(), "niemand", PASSWORD, "")
    assert refused.value.after_s == 7.0
