"""Is a password refused that is easily guessed, and one that was hashed with less work hashed anew?"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.accounts import passwords
from api.accounts.passwords import hash_password
from api.accounts.refusals import PasswordUnfit
from api.accounts.words import words_around
from domain.storage.accounts.known import Account, account_of
from tests.accounts.people import PASSWORD, Signed, clerk
from tests.api.kit import Caller


@pytest.mark.parametrize(
    "password",
    [
        *("short", "aaaaaaaaaaaaaaaa", "jingban-2024-xyz", "x1" * 65),
        *(
            "password1234",
            "1qaz2wsx3edc4rfv",
            "qwertyuiop[]",
            "Minsheng@2024",
            "民生实事2024年票决",
            "woaini1314520",
            "fjord-vexing-91\n",
        ),
        *("示例县人民代表大会2024", "示例县20240118!", "990101-990101-990101"),
    ],
)
def test_a_poor_password_is_refused(api: Caller, password: str) -> None:
    who = clerk(api)
    api.congress()
    api.hands.moment += timedelta(seconds=30)
    proof = {"current": PASSWORD, "one_time": who.one_time}
    assert who.send("PUT", "/session/password", {"password": password, **proof}).codes == ["password_unfit"]


@pytest.mark.parametrize("password", ["示例 绿色的 轮船 昨天", "fjord-vexing-9-quiz", "4@8({[<369&#!1/|0$5+7%2" * 5])
def test_a_password_that_nobody_guesses_is_taken(api: Caller, password: str) -> None:
    assert hash_password(password, "jingban", words_around(api.desk.accounts(), whose(api)))


def whose(api: Caller) -> Account:
    who = clerk(api)
    with api.desk.ledger.connection() as line:
        found = account_of(line, who.account)
    assert found is not None
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("aA1!24示例 \n./-"), min_size=12, max_size=30)
)
def test_whatever_is_typed_is_taken_or_refused_in_words(password: str) -> None:
    with suppress(PasswordUnfit):
        hash_password(password, "jingban", ("jingban", "示例县", ""))


def test_a_password_that_was_hashed_with_less_work_is_hashed_anew_when_it_is_right(
    api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = clerk(api)
    before = whose_hash(api, who)
    assert who.sign_in().status == 201
    assert whose_hash(api, who) == before
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=1024, parallelism=1))
    assert who.sign_in(password="示例口令 wrong").status == 401  # noqa: S106 - nobody's
    assert whose_hash(api, who) == before
    api.hands.moment += timedelta(hours=1)
    assert who.sign_in().status == 201
    assert "t=2" in whose_hash(api, who)
    assert who.sign_in().status == 201


def whose_hash(api: Caller, who: Signed) -> str:
    with api.desk.ledger.connection() as line:
        found = account_of(line, who.account)
    assert found is not None
    return str(found.password)
