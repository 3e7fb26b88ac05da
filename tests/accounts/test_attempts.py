"""Is what was tried and refused kept by whom and where, within bounds, and of a ballot never by the hour?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from urllib.parse import urlencode
from uuid import UUID

import psycopg
import pytest

from api.accounts.attempts import What, day_begun, hour_of
from domain.storage.accounts.attempts import count_attempt
from domain.storage.accounts.grants import Scope
from tests.accounts.people import Signed, administrators, chair, clerk, cookie_of, send, staff, whole
from tests.accounts.printing import Counting, counting, played
from tests.accounts.test_two_people import Office, office
from tests.api.kit import COUNTY, TOWN, Caller, county
from tests.docs.markdown import code, rows

__all__ = ["counting", "office", "played"]

DAY = "2024-01-17T16:00:00Z"
"""The 18th of January begins in Shanghai."""
HOUR = "2024-01-18T02:00:00Z"


def kept(api: Caller, what: str = "") -> list[tuple[str, str, str, str, int]]:
    """What is counted, without the numbers of the rows."""
    with api.desk.ledger.connection() as line:
        rows = line.execute("SELECT since, what, who, place, times FROM accounts.attempts ORDER BY number").fetchall()
    found = [(said(row["since"]), row["what"], row["who"], row["place"], row["times"]) for row in rows]
    return [row for row in found if what in ("", row[1])]


def said(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def acts(api: Caller) -> list[dict[str, Any]]:
    with api.desk.ledger.connection() as line:
        return line.execute("SELECT by_ref, act, account::text, detail FROM accounts.acts ORDER BY number").fetchall()


def test_who_is_not_let_in_is_counted_under_his_account_and_all_strangers_together(api: Caller) -> None:
    who = clerk(api)
    for name in (who.name, who.name, "nobody", "somebody"):
        assert send(api, "POST", "/session", {"name": name, "password": "x"}).status == 401
    assert send(api, "POST", "/session", {"printed": "0000-0000-0000-0000"}).status == 401
    assert kept(api) == [
        (HOUR, "sign_in_refused", str(who.account), "password", 2),
        (HOUR, "sign_in_refused", "", "password", 2),
        (HOUR, "sign_in_refused", "", "printed", 1),
    ]


def test_a_flood_of_attempts_is_one_row_an_hour(api: Caller) -> None:
    for number in range(60):
        api.hands.moment += timedelta(minutes=2)
        send(api, "POST", "/session", {"name": f"n{number}", "password": "x"})
    assert [row[4] for row in kept(api)] == [29, 30, 1]


def test_whoever_cannot_prove_himself_again_in_his_session_is_counted(api: Caller) -> None:
    who = clerk(api)
    assert who.send("PUT", "/session/password", {"password": "x"}).codes == ["sign_in_refused"]
    assert kept(api) == [(HOUR, "sign_in_refused", str(who.account), "proof", 1)]


def test_what_is_refused_to_an_account_for_its_role_or_its_congress_is_counted_by_the_route(api: Caller) -> None:
    who = staff(api, "jingban", Scope("clerk", TOWN))
    api.congress()
    for _ in range(2):
        assert who.send("GET", "/account-acts").codes == ["role_not_admitted"]
    assert who.send("POST", "/congresses", county(code="990103"), Idempotency_Key="k-1").codes == ["other_congress"]
    assert send(api, "GET", "/account-acts").codes == ["role_not_admitted"], "of whom nobody knows anything"
    assert kept(api) == [
        (HOUR, "role_not_admitted", str(who.account), "/account-acts", 2),
        (HOUR, "other_congress", str(who.account), "/congresses", 1),
    ]


def test_of_the_routes_of_a_ballot_neither_the_hour_nor_the_route_is_kept(api: Caller) -> None:
    who = staff(api, "zhengfuban", Scope("government", COUNTY))
    assert who.send("POST", "/rounds", {}, Idempotency_Key="k-1").codes == ["role_not_admitted"]
    assert who.send("GET", "/confirmations").codes == ["role_not_admitted"]
    assert kept(api) == [(DAY, "role_not_admitted", str(who.account), "", 2)]


def test_a_token_that_may_only_read_is_counted_when_it_writes(api: Caller) -> None:
    who = clerk(api)
    secret = who.send("POST", "/tokens", {"scope": "read", "purpose": "示例", "days": 1}).json["secret"]
    asked = send(api, "POST", "/congresses", county(), Idempotency_Key="k-1", Authorization=f"Bearer {secret}")
    assert asked.codes == ["token_scope"]
    assert kept(api) == [(HOUR, "token_scope", str(who.account), "/congresses", 1)]


def test_a_change_of_role_is_counted(api: Caller) -> None:
    who = staff(api, "liangzhi", Scope("clerk", COUNTY), Scope("chair", TOWN))
    who.cookie = cookie_of(who.send("PUT", "/session", {"role": "chair", "congress": TOWN}))
    assert kept(api) == [(HOUR, "role_taken", str(who.account), f"chair {TOWN}", 1)]


def test_of_a_session_pass_the_day_is_kept_and_nothing_tells_the_hour(counting: Counting) -> None:
    api, person = counting.api, counting.person()
    before, day = len(kept(api)), said(day_begun(api.hands()))
    issued = counting.issue(person)
    code = whole(counting.chair, issued)
    for _ in range(2):
        api.hands.moment += timedelta(minutes=20)
        cookie = cookie_of(send(api, "POST", "/session", {"printed": code}))
    pass_holder = Signed(api, "", UUID(person), cookie=cookie)
    assert pass_holder.send("POST", "/accounts", {}).codes == ["role_not_admitted"]
    assert kept(api)[before:] == [
        (day, "pass_used", issued.json["pass"], "", 2),
        (day, "role_not_admitted", person, "/accounts", 1),
    ]
    assert [act["act"] for act in acts(api)[-2:]] == ["pass_issued", "pass_completed"]


def test_what_a_second_person_confirmed_or_did_not_is_told(office: Office) -> None:
    office.ask()
    (one,) = office.waiting()
    office.confirm(one, confirmed=False)
    office.ask(key="k-2")
    (two,) = office.waiting()
    assert office.confirm(two).status == 200
    assert office.confirm(two).status == 404
    told = {"asked_by": str(office.clerk.account), "role": "chair"}
    assert [(act["act"], act["by_ref"], act["detail"]) for act in acts(office.api)[-2:]] == [
        ("confirmation_refused", str(office.chair.account), {**told, "key": "k-1"}),
        ("confirmation_given", str(office.chair.account), {**told, "key": "k-2"}),
    ]
    with office.api.desk.ledger.connection() as line:
        text = str(line.execute("SELECT acts::text FROM accounts.acts").fetchall())
    assert two["body_hash"] not in text, "whoever guesses what was erased could try it out"


def test_the_audit_administrator_reads_what_was_tried_page_by_page(api: Caller) -> None:
    three = administrators(api)
    for name in ("sys", "nobody"):
        send(api, "POST", "/session", {"name": name, "password": "x"})
    first = three["audit_admin"].send("GET", "/attempts?limit=1").json["items"]
    (second,) = three["audit_admin"].send("GET", f"/attempts?after={first[0]['number']}").json["items"]
    assert [first[0]["who"], second["who"]] == [str(three["system_admin"].account), ""]
    assert three["system_admin"].send("GET", "/attempts").codes == ["role_not_admitted"]
    assert three["security_admin"].send("GET", "/reads").codes == ["role_not_admitted"]
    assert chair(api).send("GET", "/reads").codes == ["role_not_admitted"]


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE accounts.attempts SET times = 1",
        "UPDATE accounts.attempts SET times = times + 2",
        "UPDATE accounts.attempts SET times = times + 1, who = 'y'",
        "DELETE FROM accounts.attempts",
        "TRUNCATE accounts.attempts",
        "UPDATE accounts.reads SET reason = 'x'",
        "DELETE FROM accounts.reads",
    ],
)
def test_nobody_takes_back_what_was_counted(api: Caller, deed: str) -> None:
    with api.desk.ledger.open_connection() as line:
        count_attempt(line, datetime.now(UTC), "sign_in_refused", "x", "password")
        line.execute("RESET ROLE")
        with pytest.raises(psycopg.Error) as stopped:
            line.execute(deed.encode())
    assert stopped.value.sqlstate == "MS009"


def test_an_internal_document_that_is_fetched_is_a_reading(api: Caller) -> None:
    who = clerk(api)
    api.congress()
    ids = []
    for access in ("public", "internal"):
        query = urlencode({"kind": "decision", "title": "示例决议", "access": access})
        filed = api.post(
            f"/congresses/{COUNTY}/documents?{query}", b"%PDF-1.7\n" + access.encode(), Content_Type="application/pdf"
        )
        assert filed.status == 201, filed.json
        ids.append(filed.json["stream"])
        assert who.send("GET", f"/documents/{ids[-1]}/bytes").status == 200
    with api.desk.ledger.connection() as line:
        (row,) = line.execute("SELECT by_ref, subject::text, route, whole FROM accounts.reads").fetchall()
    assert row == {
        "by_ref": str(who.account),
        "subject": ids[1],
        "route": "/documents/{document}/bytes",
        "whole": True,
    }


def test_every_kind_of_what_is_counted_is_explained_and_no_other() -> None:
    assert [code(row["事项（`what`）"]) for row in rows("security.md", "事项（`what`）", "是什么")] == list(
        get_args(What)
    )


@pytest.mark.parametrize("hour", [0, 15, 16, 23])
def test_a_day_begins_in_shanghai(hour: int) -> None:
    moment = datetime(2024, 1, 18, hour, 59, 59, 999999, tzinfo=UTC)
    assert hour_of(moment) == datetime(2024, 1, 18, hour, tzinfo=UTC)
    assert day_begun(moment) == datetime(2024, 1, 17 if hour < 16 else 18, 16, tzinfo=UTC)
