"""Can one person be two, by any way in that there is?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import Any, cast
from uuid import UUID, uuid4

import psycopg
import pytest

from api.accounts.halves import second_halves
from api.accounts.secrets import draw_half
from api.actor import Actor
from api.demo.town import names as town_names
from api.http.credential import PLAIN
from api.http.shapes import CommandBody
from api.http.table import ROUTES
from domain.events import Person
from domain.refusals import NotFound, SamePerson
from domain.storage.accounts.grants import Scope, insert_grant
from tests.accounts.people import Signed, cookie_of, send, staff
from tests.accounts.printing import MEETING, TOWN, Counting, come, deputy
from tests.api.kit import COUNTY, Said, Who

ROUND = str(town_names.ROUND_ID)


def second(who: Signed, printed: str) -> Said:
    return who.send("POST", f"/halves/{printed}")


# A clerk who wants to be his own teller.


def test_nobody_gets_the_second_half_of_what_he_printed_the_first_of(counting: Counting) -> None:
    made = counting.issue(counting.person()).json
    assert second(counting.clerk, made["pass"]).codes == ["same_person"]
    assert second(counting.chair, made["pass"]).status == 201


def test_nobody_of_the_office_has_a_pass_beside_his_account(counting: Counting) -> None:
    """Nor can two of them make up a third: the chair as a teller, say."""
    for who, by in (
        (counting.clerk, counting.clerk),
        (counting.clerk, counting.chair),
        (counting.chair, counting.clerk),
    ):
        assert counting.issue(str(who.account), by=by).codes == ["pass_unfit"]


def test_nobody_prints_a_half_of_his_own_pass(counting: Counting) -> None:
    """A deputy who watches the counting and joins the office afterwards."""
    watcher = staff(counting.api, "daibiao2", Scope("deputy", "990202"), Scope("clerk", "990202"))
    made = counting.issue(str(watcher.account)).json
    accounts = counting.api.desk.accounts()
    with accounts.together() as line:
        assert insert_grant(line, watcher.account, Scope("chair", TOWN), accounts.now())
    watcher.cookie = cookie_of(watcher.send("PUT", "/session", {"role": "chair", "congress": TOWN}))
    assert second(watcher, made["pass"]).codes == ["same_person"]


def test_who_has_not_signed_in_to_an_account_of_the_same_congress_gets_no_second_half(counting: Counting) -> None:
    api, made = counting.api, counting.issue(counting.person()).json["pass"]
    token = counting.chair.send("POST", "/tokens", {"purpose": "示例程序", "scope": "write"}).json["secret"]
    believed = Who(person="p-chair", role="chair", congress=TOWN)
    elsewhere = staff(api, "linxian", Scope("chair", "990202"), Scope("clerk", COUNTY))
    assert send(api, "POST", f"/halves/{made}", Authorization=f"Bearer {token}").codes == ["not_signed_in"]
    assert api.post(f"/halves/{made}", who=believed).codes == ["not_signed_in"]
    assert second(counting.counter(), made).codes == ["role_not_admitted"]
    assert second(elsewhere, made).codes == ["not_found"]
    assert send(api, "POST", f"/halves/{made}").codes == ["role_not_admitted"]
    assert second(counting.chair, made).status == 201, "it still waits for him"


@pytest.mark.parametrize("through", ["", "token", "pass"])
def test_a_first_half_goes_to_nobody_but_an_account_that_is_signed_in_to(counting: Counting, through: str) -> None:
    token = counting.clerk.send("POST", "/tokens", {"purpose": "示例程序", "scope": "write"}).json["secret"]
    headers = {
        "": {name.replace("-", "_"): value for name, value in Who(congress=TOWN).headers.items()},
        "token": {"Authorization": f"Bearer {token}"},
        "pass": {"Cookie": f"{PLAIN}={counting.counter().cookie}"},
    }[through]
    body = {"person": counting.person(), "task": "teller"}
    said = send(counting.api, "POST", f"/meetings/{MEETING}/passes", body, **headers)
    assert said.codes == (["role_not_admitted"] if through == "pass" else ["not_signed_in"])


def test_a_second_half_is_printed_once_however_many_ask_at_once(counting: Counting) -> None:
    made = UUID(counting.issue(counting.person()).json["pass"])
    person = Person(ref=str(counting.chair.account), role="chair")
    chair = Actor(person=person, congress=TOWN, through="session")

    def attempt(_: int) -> list[str]:
        try:
            return second_halves(counting.api.desk.accounts(), chair, made)
        except NotFound:
            return []

    with ThreadPoolExecutor(4) as pool:
        assert len([found for found in pool.map(attempt, range(8)) if found]) == 1
    assert second(counting.chair, str(made)).codes == ["not_found"]


def test_no_half_lets_anybody_in_nor_two_that_do_not_belong_together(counting: Counting) -> None:
    printed = []
    for _ in range(2):
        made = counting.issue(counting.person()).json
        printed.append((made["half"], second(counting.chair, made["pass"]).json["halves"][0]))
    (one, two), (three, four) = printed
    begun = counting.issue(counting.person()).json["half"]
    for wrong in (one, two, one + one, two + one, one + four, three + two, begun, begun + begun, begun + draw_half()):
        assert come(counting.api, wrong).codes == ["sign_in_refused"], wrong
    for right in (one + two, three + four):
        assert come(counting.api, right).status == 201


def test_what_was_printed_before_it_was_taken_back_fits_nothing_printed_after(counting: Counting) -> None:
    teller = counting.person()
    old = counting.issue(teller).json
    assert counting.issue(teller).codes == ["pass_unfit"], "not two at a time"
    assert counting.clerk.send("DELETE", f"/meetings/{MEETING}/passes/{old['pass']}").status == 200
    new = counting.issue(teller).json
    half = second(counting.chair, new["pass"]).json["halves"][0]
    assert come(counting.api, old["half"] + half).codes == ["sign_in_refused"]
    assert come(counting.api, new["half"] + half).status == 201


def test_a_program_types_no_sheet_and_keys_no_paper_in_anybodys_name(counting: Counting) -> None:
    """The chair's token in the clerk's program would make one person of the two who read the sheet."""
    token = counting.chair.send("POST", "/tokens", {"purpose": "示例程序", "scope": "write"}).json["secret"]
    bearer = {"Authorization": f"Bearer {token}"}
    reading = {"valid": 1, "invalid": 0, "items": []}
    assert send(counting.api, "PUT", f"/rounds/{ROUND}/reading", reading, **bearer).codes == ["not_signed_in"]
    assert send(counting.api, "POST", f"/rounds/{ROUND}/bundles/1/review", **bearer).codes == ["not_signed_in"]
    assert send(counting.api, "GET", "/confirmations", **bearer).codes == ["not_signed_in"]


# Whoever sends both readings of a sheet.


def test_two_readings_are_taken_at_these_addresses_and_no_other() -> None:
    """Each of them is tried with real accounts: totals and grades in the township's year, a recount here."""
    found = {
        route.path.rpartition("/")[2]
        for route in ROUTES
        if route.body is not None
        and isinstance(route.body.shape, CommandBody)
        and {"first", "second"} <= {each.name for each in fields(cast("Any", route.body.shape.command))}
    }
    assert found == {"totals", "recounts"}


def test_both_readings_of_a_recount_are_nothing_until_the_other_one_has_seen_the_figures(counting: Counting) -> None:
    before = counting.api.events()
    history = counting.clerk.send("GET", f"/streams/{ROUND}/history")
    recorded = next(each["event"] for each in history.json["entries"] if each["topic"] == "voting:TotalsRecorded")
    sheet = {name: recorded[name] for name in ("valid", "invalid", "items")}
    asked = {
        "first": sheet,
        "second": sheet,
        "reason": "示例复核",
        "decided_by": {"body": "township_presidium", "unanimous": True},
        "approved_by": {"ref": str(counting.chair.account), "role": "chair"},
    }
    own = {"Idempotency_Key": "recount", "If_Match": history.headers["etag"]}
    said = counting.clerk.send("POST", f"/rounds/{ROUND}/recounts", asked, **own)
    assert said.codes == ["confirmation_pending"], said.json
    assert counting.api.events() == before
    (one,) = counting.chair.send("GET", "/confirmations").json["items"]
    for reading in (one["asked"]["fields"][name]["items"] for name in ("first", "second")):
        assert [each["votes_for"] for each in reading] == [each["votes_for"] for each in recorded["items"]]
    path, seen = f"/confirmations/{one['confirmation']}", {"body_hash": one["body_hash"]}
    assert counting.clerk.send("PUT", path, seen).codes == ["not_found"]
    assert counting.chair.send("PUT", path, seen).status == 200
    assert counting.clerk.send("POST", f"/rounds/{ROUND}/recounts", asked, **own).status == 200


# A clerk who wants to be a deputy.


def test_clerk_and_chair_print_a_deputys_codes_together_and_neither_alone(counting: Counting) -> None:
    api = counting.api
    account, _ = deputy(api, TOWN)
    made = counting.clerk.send("POST", f"/accounts/{account}/codes", {"count": 2}).json
    assert second(counting.clerk, made["list"]).codes == ["same_person"]
    assert second(staff(api, "linxian", Scope("chair", COUNTY)), made["list"]).codes == ["not_found"]
    assert all(come(api, half).codes == ["sign_in_refused"] for half in made["halves"])
    halves = second(counting.chair, made["list"]).json["halves"]
    assert second(counting.chair, made["list"]).codes == ["not_found"], "once"
    assert [come(api, one + two).status for one, two in zip(made["halves"], halves, strict=True)] == [201, 201]


def test_a_list_that_was_lost_is_worth_nothing_once_the_two_have_printed_another(counting: Counting) -> None:
    account, old = deputy(counting.api, TOWN)
    made = counting.clerk.send("POST", f"/accounts/{account}/codes", {}).json
    assert come(counting.api, old).status == 201, "one of them alone takes nothing back"
    lost = made["halves"][0] + second(counting.chair, made["list"]).json["halves"][0]
    again = counting.chair.send("POST", f"/accounts/{account}/codes", {}).json
    half = second(counting.clerk, again["list"]).json["halves"][0]
    assert come(counting.api, lost).codes == ["sign_in_refused"]
    assert come(counting.api, again["halves"][0] + half).status == 201


def test_what_was_printed_for_a_deputy_is_nothing_once_he_is_more_than_that(counting: Counting) -> None:
    admins = counting.admins
    account, _ = deputy(counting.api, TOWN)
    made = counting.clerk.send("POST", f"/accounts/{account}/codes", {}).json
    half = second(counting.chair, made["list"]).json["halves"][0]
    body = {"kind": "grant", "account": str(account), "role": "clerk", "congress": TOWN}
    change = admins["system_admin"].send("POST", "/role-changes", body).json["change"]
    assert second(counting.chair, change).codes == ["not_found"], "that half is the approver's"
    assert admins["security_admin"].send("PUT", f"/role-changes/{change}", {"approved": True}).status == 200
    assert come(counting.api, made["halves"][0] + half).codes == ["sign_in_refused"]


# The database itself, whatever the program thinks.


@pytest.mark.parametrize("table", ["passes", "codes"])
def test_the_database_itself_lets_nobody_complete_his_own_half(counting: Counting, table: str) -> None:
    api = counting.api
    account, _ = deputy(api, TOWN)
    counting.issue(counting.person())
    counting.clerk.send("POST", f"/accounts/{account}/codes", {})
    deed = {
        "passes": "UPDATE accounts.passes SET half = NULL, hash = half, second_by = issued_by",
        "codes": "UPDATE accounts.codes SET half = NULL, hash = half, second_by = first_by WHERE half IS NOT NULL",
    }[table]
    with api.desk.ledger.open_connection() as line, pytest.raises(psycopg.errors.CheckViolation):
        line.execute(deed.encode())


def test_what_is_kept_of_a_half_is_gone_when_the_other_is_printed(counting: Counting) -> None:
    """Whoever reads the table afterwards has 130 bits to guess and not twice 65."""
    made = counting.issue(counting.person()).json
    second(counting.chair, made["pass"])
    with counting.api.desk.ledger.open_connection() as line:
        (row,) = line.execute("SELECT half, hash FROM accounts.passes WHERE id = %s", (made["pass"],)).fetchall()
    assert (row["half"], len(row["hash"])) == (None, 32)


def test_the_program_refuses_before_the_database_does(counting: Counting) -> None:
    person = Person(ref=str(counting.clerk.account), role="clerk")
    clerk = Actor(person=person, congress=TOWN, through="session")
    made = UUID(counting.issue(counting.person()).json["pass"])
    with pytest.raises(SamePerson):
        second_halves(counting.api.desk.accounts(), clerk, made)
    with pytest.raises(NotFound):
        second_halves(counting.api.desk.accounts(), clerk, uuid4())
