"""Does it stay ended what is ended in the very moment in which somebody comes in?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

from api.accounts import attempts, leaving, passwords, signing_in
from api.accounts.base import Accounts
from api.accounts.changing import set_lock
from domain.storage.accounts import Line
from domain.storage.accounts.grants import Scope
from domain.storage.accounts.known import account_of, hold_account, set_password
from domain.storage.accounts.sessions import end_sessions
from tests.accounts.people import Signed, clerk, staff
from tests.api.kit import COUNTY, Caller

LONG_ENOUGH_S = 0.5
"""For another one to reach the row that is held; where he is slower, nothing is found and nothing is alleged."""


def _renewed(accounts: Accounts, line: Line, who: Signed) -> None:
    set_password(line, who.account, passwords.HASHER.hash("another one of 示例 9"))
    end_sessions(line, who.account, accounts.now())


def _locked(accounts: Accounts, line: Line, who: Signed) -> None:
    account = account_of(line, who.account)
    assert account is not None
    set_lock(line, account, accounts.now(), locked=True)


@pytest.mark.parametrize("change", [_renewed, _locked])
def test_a_password_that_is_taken_away_while_it_is_looked_at_lets_nobody_in(
    api: Caller, monkeypatch: pytest.MonkeyPatch, change: Callable[[Accounts, Line, Signed], None]
) -> None:
    who, accounts = clerk(api), api.desk.accounts()

    def slowly(known: str | None, password: str) -> bool:
        right = passwords.verify(known, password)
        with accounts.together() as line:
            change(accounts, line, who)
        return right

    monkeypatch.setattr(signing_in, "verify", slowly)
    assert who.sign_in().codes == ["sign_in_refused"]
    with accounts.line() as line:
        assert line.execute("SELECT FROM accounts.sessions WHERE ended_at IS NULL").rowcount == 0


def test_a_session_that_takes_another_role_does_not_escape_who_ends_them_all(
    api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has a stolen cookie changes roles all the time, and its owner changes his password."""
    who = staff(api, "liangge", Scope("clerk", COUNTY), Scope("government", "990102"))
    accounts, ended = api.desk.accounts(), list[Future[int]]()

    def end_all() -> int:
        with accounts.together() as line:
            hold_account(line, who.account)
            return end_sessions(line, who.account, accounts.now())

    with ThreadPoolExecutor(1) as other:

        def meanwhile(*told: Any) -> None:
            ended.append(other.submit(end_all))
            with suppress(TimeoutError):
                ended[0].result(LONG_ENOUGH_S)
            attempts.count(*told)

        monkeypatch.setattr(leaving, "count", meanwhile)
        said = who.send("PUT", "/session", {"role": "government", "congress": "990102"})
    assert said.status == 201, said.json
    assert ended[0].result()
    with accounts.line() as line:
        assert line.execute("SELECT FROM accounts.sessions WHERE ended_at IS NULL").rowcount == 0
