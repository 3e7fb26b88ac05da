"""Does somebody see where he is signed in and end it, and does what is over go in time?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from api.accounts.secrets import hashed
from api.http.credential import PLAIN
from domain.storage.accounts.sweeping import sweep
from tests.accounts.people import PASSWORD, chair, clerk, send
from tests.api.kit import MORNING, Caller


def test_a_sign_in_ends_the_session_that_the_browser_brings(api: Caller) -> None:
    one, two = clerk(api), chair(api)
    api.hands.moment += timedelta(seconds=30)
    wrong = {"name": two.name, "password": "x", "one_time": two.one_time}
    assert send(api, "POST", "/session", wrong, Cookie=f"{PLAIN}={one.cookie}").status == 401
    assert one.send("GET", "/session").json["role"] == "clerk", "nobody was let in"
    api.hands.moment += timedelta(seconds=30)
    right = {"name": two.name, "password": PASSWORD, "one_time": two.one_time}
    assert send(api, "POST", "/session", right, Cookie=f"{PLAIN}={one.cookie}").status == 201
    assert one.send("GET", "/session").codes == ["session_over"]
    assert two.send("GET", "/session").json["role"] == "chair", "elsewhere he is as he was"


def test_somebody_sees_where_he_is_signed_in_and_ends_it(api: Caller) -> None:
    who, other = clerk(api), chair(api)
    cookies = [who.cookie]
    for _ in range(3):
        api.hands.moment += timedelta(minutes=1)
        assert who.sign_in().status == 201
        cookies.append(who.cookie)
    items = who.send("GET", "/session/all").json["items"]
    assert [each["here"] for each in items][-1:] == [True]
    assert sum(each["here"] for each in items) == 1
    assert {each["role"] for each in items} == {"clerk", ""}
    assert other.send("POST", "/session/end", {"session": items[1]["session"]}).codes == ["not_found"]
    assert who.send("POST", "/session/end", {"session": items[1]["session"]}).json == {"ended": 1}
    assert who.send("POST", "/session/end", {"session": items[1]["session"]}).codes == ["not_found"]
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={cookies[0]}").codes == ["session_over"]
    assert who.send("POST", "/session/end", {}).json == {"ended": len(items) - 2}
    assert [each["here"] for each in who.send("GET", "/session/all").json["items"]] == [True]
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={cookies[2]}").codes == ["session_over"]
    assert other.send("GET", "/session").status == 200
    assert send(api, "GET", "/session/all").codes == ["not_signed_in"]


def test_nothing_that_the_list_of_sessions_says_lets_anybody_in(api: Caller) -> None:
    who = clerk(api)
    told = str(who.send("GET", "/session/all").json)
    assert who.cookie not in told
    assert hashed("session", who.cookie).hex() not in told


def test_what_lets_nobody_in_any_more_goes_when_it_was_kept_long_enough(api: Caller) -> None:
    who = clerk(api)
    secret = who.send("POST", "/tokens", {"scope": "read", "purpose": "示例", "days": 1})
    assert secret.status == 201

    def there(days: int) -> list[int]:
        api.hands.moment = MORNING + timedelta(days=days)
        assert who.sign_in().status == 201
        with api.desk.ledger.connection() as line:
            return [
                line.execute(f"SELECT count(*) AS n FROM accounts.{table}".encode()).fetchall()[0]["n"]
                for table in ("sessions", "codes", "tokens", "attempts")
            ]

    who.send("GET", "/account-acts")
    assert there(30) == [3, 1, 1, 1]
    assert there(31) == [2, 1, 1, 1]
    assert there(45)[1:] == [0, 1, 1]
    assert there(182) == [1, 0, 0, 0]


def test_the_service_deletes_nothing_sooner_whatever_moment_it_names(api: Caller) -> None:
    now = datetime.now(UTC)
    api.hands.moment = now
    clerk(api)
    with api.desk.ledger.connection() as line:
        sweep(line, now + timedelta(days=10_000))
        assert line.execute("SELECT count(*) AS n FROM accounts.sessions").fetchall() == [{"n": 2}]
