"""Does guessing help anybody, or tell him anything?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from api.accounts import passwords
from api.accounts.passwords import HASHER, NOBODYS
from api.accounts.refusals import SignInRefused
from api.accounts.secrets import hashed
from api.accounts.signing_in import Opened, by_password
from domain.storage.accounts.failures import FREE, LONGEST_PAUSE, charge
from tests.accounts.people import PASSWORD, Signed, chair, clerk, send
from tests.api.kit import Caller, Said


def guess(api: Caller, name: str, one_time: str = "000000") -> Said:
    return send(api, "POST", "/session", {"name": name, "password": "示例错口令", "one_time": one_time})


def test_brute_force_of_one_account_locks_that_one_and_no_other(api: Caller) -> None:
    victim, other = clerk(api), chair(api)
    for _ in range(FREE):
        assert guess(api, victim.name).codes == ["sign_in_refused"]
    api.hands.moment -= timedelta(seconds=30)
    assert victim.sign_in().codes == ["sign_in_refused"], "the right password of a locked account"
    assert other.sign_in().status == 201
    assert victim.send("GET", "/session").status == 200, "whoever is in stays in"


def test_the_pause_grows_and_ends_and_a_right_password_makes_an_end_of_it(api: Caller) -> None:
    who = clerk(api)
    for _ in range(FREE):
        guess(api, who.name)
    assert who.sign_in().status == 201
    for _ in range(FREE):
        guess(api, who.name)
    api.hands.moment += timedelta(seconds=30)
    guess(api, who.name)
    assert who.sign_in().codes == ["sign_in_refused"], "half a minute is not enough any more"
    assert who.sign_in().status == 201


def test_an_attempt_during_the_pause_does_not_lengthen_it(api: Caller) -> None:
    who = clerk(api)
    for _ in range(FREE):
        guess(api, who.name)
    for _ in range(20):
        guess(api, who.name)
    assert who.sign_in().status == 201


def test_the_pause_is_never_longer_than_an_hour(api: Caller) -> None:
    now, name = api.hands(), hashed("name", "x")
    with api.desk.accounts().line() as line:
        for _ in range(60):
            assert charge(line, name, now)
            now += LONGEST_PAUSE
        assert charge(line, name, now)
        assert not charge(line, name, now + LONGEST_PAUSE - timedelta(seconds=1))


def test_many_guesses_at_once_are_no_more_than_one_after_the_other(api: Caller) -> None:
    name, now = hashed("name", "jingban"), api.hands()

    def attempt(_: int) -> bool:
        with api.desk.accounts().line() as line:
            return charge(line, name, now)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(40))) == FREE


def test_an_account_that_does_not_exist_is_answered_and_worked_on_alike(
    api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "HASHER", HASHER)
    known, worked = clerk(api), []

    class Watched:
        def verify(self, known_hash: str, password: str) -> bool:
            worked.append((known_hash.split("$")[1:4], password))
            return HASHER.verify(known_hash, password)

    monkeypatch.setattr(passwords, "HASHER", Watched())
    for _ in range(FREE + 2):
        there, not_there = guess(api, known.name), guess(api, "nobody")
        assert (there.status, there.json) == (not_there.status, not_there.json)
        assert there.headers.keys() == not_there.headers.keys()
    assert worked[::2] == worked[1::2]
    assert len(worked) == 2 * FREE, "in a pause nobody works, whoever asks"


def test_many_who_sign_in_at_once_do_not_take_the_memory_of_the_rest(
    api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "PATIENCE_S", 0.01)
    taken = [passwords._SEATS.acquire() for _ in range(passwords.AT_ONCE)]  # noqa: SLF001 - as if they were computing
    try:
        assert guess(api, "nobody").codes == ["service_away"]
    finally:
        for _ in taken:
            passwords._SEATS.release()  # noqa: SLF001 - likewise
    assert guess(api, "nobody").codes == ["sign_in_refused"]


def test_the_hash_of_nobody_takes_the_work_of_everybody() -> None:
    assert not HASHER.check_needs_rehash(NOBODYS)
    assert not passwords.verify(None, "")


@pytest.mark.parametrize(
    "wrong", [{"one_time": "000000"}, {"one_time": ""}, {"password": ""}, {"name": ""}, {"name": "x" * 999}]
)
def test_whatever_is_wrong_the_answer_is_the_same(api: Caller, wrong: dict[str, str]) -> None:
    who = clerk(api)
    assert who.sign_in(**wrong).json == guess(api, "nobody").json


def test_a_one_time_password_is_good_for_one_time(api: Caller) -> None:
    who = clerk(api)
    used = who.one_time
    said = send(api, "POST", "/session", {"name": who.name, "password": PASSWORD, "one_time": used})
    assert said.codes == ["sign_in_refused"]
    assert who.sign_in(one_time=used).codes == ["sign_in_refused"], "nor in the step after it, where clocks may differ"


def test_of_two_at_once_with_the_same_one_time_password_one_gets_in(api: Caller) -> None:
    who = clerk(api)
    api.hands.moment += timedelta(seconds=30)
    assert sum(isinstance(each, Opened) for each in at_once(who, 4)) == 1


def at_once(who: Signed, times: int) -> list[Opened | SignInRefused]:
    one_time = who.one_time

    def attempt(_: int) -> Opened | SignInRefused:
        try:
            return by_password(who.api.desk.accounts(), who.name, PASSWORD, one_time)
        except SignInRefused as refused:
            return refused

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(attempt, range(times)))
