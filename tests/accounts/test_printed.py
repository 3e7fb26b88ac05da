"""Does what is printed let in the one for whom it was printed, as often and as long as it should?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.accounts.adding import add
from api.accounts.refusals import SignInRefused
from api.accounts.secrets import draw_printed, typed
from api.accounts.signing_in import Opened, by_print
from api.demo.steps import Step
from api.demo.town import names as town_names
from api.demo.town import town
from api.http.credential import PLAIN
from domain.calendar import end_of_day
from domain.storage.accounts.grants import Scope, insert_grant
from tests.accounts.people import Signed, chair, clerk, cookie_of, send, staff
from tests.api.kit import COUNTY, Caller, Said, Who
from tests.api.played import ask, asked_of
from voting.commands.papers import SignSheet
from voting.deciders.meetings import MEETING as MEETING_DECIDER

TOWN = town_names.CODE


def deputy(api: Caller, congress: str = COUNTY) -> tuple[UUID, str]:
    """A deputy's account, and the code that was printed for him."""
    accounts = api.desk.accounts()
    with accounts.together() as line:
        made = add(accounts, line, "daibiao", by="test", administers=False)
        assert insert_grant(line, made.account, Scope("deputy", congress), accounts.now())
    return made.account, made.code


def come(api: Caller, code: str) -> Said:
    return send(api, "POST", "/session", {"printed": code})


def who_is(api: Caller, said: Said) -> Any:
    return send(api, "GET", "/session", Cookie=f"{PLAIN}={cookie_of(said)}").json


def test_a_deputy_comes_in_on_his_phone_with_a_printed_code_once(api: Caller) -> None:
    account, code = deputy(api)
    said = come(api, code)
    shown = who_is(api, said)
    assert (shown["person"], shown["role"], shown["congress"]) == (str(account), "deputy", COUNTY)
    assert come(api, code).codes == ["sign_in_refused"]


def test_a_code_is_typed_as_people_type(api: Caller) -> None:
    _, code = deputy(api)
    assert come(api, code.lower().replace("-", " ").replace("0", "o").replace("1", "l")).status == 201
    assert typed("oil-0 1") == "01101"


def test_of_two_at_once_with_the_same_code_one_gets_in(api: Caller) -> None:
    _, code = deputy(api)

    def attempt(_: int) -> Opened | SignInRefused:
        try:
            return by_print(api.desk.accounts(), code)
        except SignInRefused as refused:
            return refused

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(attempt, range(8)))
    assert sum(isinstance(each, Opened) for each in found) == 1


def test_a_code_expires(api: Caller) -> None:
    _, code = deputy(api)
    api.hands.moment += timedelta(days=14)
    assert come(api, code).codes == ["sign_in_refused"]


def test_a_code_that_was_never_printed_is_refused_like_a_wrong_password(api: Caller) -> None:
    guess = send(api, "POST", "/session", {"name": "nobody", "password": "x"})
    assert come(api, draw_printed()).json == guess.json


def test_the_office_prints_codes_for_its_deputies_and_for_nobody_else(api: Caller) -> None:
    account, _ = deputy(api)
    office, boss = clerk(api), chair(api)
    said = office.send("POST", f"/accounts/{account}/codes", {"count": 3})
    assert (said.status, len(set(said.json["codes"]))) == (201, 3)
    assert all(come(api, code).status == 201 for code in said.json["codes"])
    stranger = staff(api, "stranger", Scope("clerk", "990102"))
    assert stranger.send("POST", f"/accounts/{account}/codes", {}).codes == ["not_found"]
    assert office.send("POST", f"/accounts/{boss.account}/codes", {}).codes == ["not_found"], "nobody becomes the chair"
    assert office.send("POST", f"/accounts/{account}/codes", {"count": 21}).codes == ["grant_unfit"]


def test_with_a_code_alone_staff_can_set_up_its_account_and_nothing_else(api: Caller) -> None:
    accounts = api.desk.accounts()
    with accounts.together() as line:
        made = add(accounts, line, "xinren", by="test", administers=False)
        insert_grant(line, made.account, Scope("clerk", COUNTY), accounts.now())
    said = come(api, made.code)
    shown = who_is(api, said)
    assert (shown["role"], shown["congress"]) == ("public", "")
    new = Signed(api, "xinren", made.account, cookie=cookie_of(said))
    assert new.send("PUT", "/session", {"role": "clerk", "congress": COUNTY}).codes == ["not_signed_in"]
    assert new.send("POST", "/tokens", {"purpose": "示例"}).codes == ["role_not_admitted"]
    api.hands.moment += timedelta(minutes=30)
    assert new.send("GET", "/session").codes == ["session_over"]


# Session passes, on the town's demonstration shortly before the sheet of its round is signed.


@pytest.fixture
def counting(reading_api: Caller) -> tuple[Caller, list[Step], dict[str, str]]:
    """The town's year up to the sheet, the steps that remain, and the versions seen."""
    steps, seen = list(town().steps), dict[str, str]()
    end = next(place for place, step in enumerate(steps) if isinstance(step.asked, SignSheet))
    for step in steps[:end]:
        said = ask(reading_api, step, seen)
        assert said.status in (200, 201), said.json
        seen[said.json["stream"]] = f'"{said.json["version"]}"'
    return reading_api, steps[end:], seen


MEETING = town_names.SESSION
OFFICE = Who(person="p-clerk", role="clerk", congress=TOWN)


def person(api: Caller) -> str:
    said = api.post("/people", {"name": "示例监票人"}, who=OFFICE)
    return str(said.json["person"])


def issue(api: Caller, who: str, task: str = "scrutineer", papers: UUID | None = None, **changes: Any) -> Said:
    body = {"person": who, "task": task, **({"papers": str(papers)} if papers else {})}
    return api.post(f"/meetings/{changes.get('meeting', MEETING)}/passes", body, who=changes.get("by", OFFICE))


def test_a_pass_lets_one_person_in_for_one_meeting_and_one_task(
    counting: tuple[Caller, list[Step], dict[str, str]],
) -> None:
    api, _, _ = counting
    scrutineer = person(api)
    made = issue(api, scrutineer).json
    shown = who_is(api, come(api, made["code"]))
    assert (shown["person"], shown["role"], shown["congress"]) == (scrutineer, "scrutineer", TOWN)
    assert (shown["through"], shown["meeting"]) == ("pass", str(MEETING))
    assert issue(api, scrutineer, "teller").codes == ["pass_unfit"], "nobody counts and watches the counting"


def test_a_pass_is_in_one_place_at_a_time(counting: tuple[Caller, list[Step], dict[str, str]]) -> None:
    api, _, _ = counting
    code = issue(api, person(api)).json["code"]
    first, second = come(api, code), come(api, code)
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={cookie_of(first)}").codes == ["session_over"]
    assert who_is(api, second)["role"] == "scrutineer"


@pytest.mark.parametrize("bound", [None, town_names.ROUND_ID])
def test_a_pass_is_dead_when_the_sheet_is_signed(
    counting: tuple[Caller, list[Step], dict[str, str]], bound: UUID | None
) -> None:
    api, rest, seen = counting
    code = issue(api, person(api), papers=bound).json["code"]
    cookie = cookie_of(come(api, code))
    path, sheet = f"/rounds/{town_names.ROUND_ID}/sheet", {"sha256": asked_of(rest[0]).sha256}  # type: ignore[attr-defined] # the sheet
    version = seen[str(town_names.ROUND_ID)]
    own = {"Cookie": f"{PLAIN}={cookie}", "Idempotency_Key": "sheet", "If_Match": version}
    assert send(api, "POST", path, sheet, **own).status == 200, "he signs it himself"
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={cookie}").codes == ["session_over"]
    assert come(api, code).codes == ["sign_in_refused"]


def test_a_pass_for_other_papers_outlives_this_sheet_and_may_not_touch_it(
    counting: tuple[Caller, list[Step], dict[str, str]],
) -> None:
    api, rest, seen = counting
    accounts, other = api.desk.accounts(), uuid4()
    code = issue(api, person(api), papers=town_names.ROUND_ID).json["code"]
    with accounts.line() as line:
        line.execute("RESET ROLE")
        line.execute("UPDATE accounts.passes SET papers = %s", (other,))
        line.execute("SET ROLE minsheng_service")
    cookie = {"Cookie": f"{PLAIN}={cookie_of(come(api, code))}"}
    path, sheet = f"/rounds/{town_names.ROUND_ID}/sheet", {"sha256": asked_of(rest[0]).sha256}  # type: ignore[attr-defined] # the sheet
    version = seen[str(town_names.ROUND_ID)]
    said = send(api, "POST", path, sheet, **cookie, Idempotency_Key="sheet", If_Match=version)
    assert (said.status, said.codes) == (403, ["other_task"])
    assert ask(api, rest[0], seen).status == 200
    assert send(api, "GET", "/session", **cookie).status == 200


def test_a_pass_is_dead_when_the_meeting_is_over(counting: tuple[Caller, list[Step], dict[str, str]]) -> None:
    api, _, _ = counting
    code = issue(api, person(api)).json["code"]
    cookie = cookie_of(come(api, code))
    meeting = api.desk.ledger.load(MEETING_DECIDER, MEETING).state
    assert meeting is not None
    api.hands.moment = end_of_day(meeting.convened.to_on) - timedelta(seconds=1)
    assert come(api, code).status == 201, "a minute before midnight somebody may still count"
    api.hands.moment += timedelta(seconds=1)
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={cookie}").codes == ["session_over"]
    assert come(api, code).codes == ["sign_in_refused"]
    assert issue(api, person(api)).codes == ["pass_unfit"]


def test_a_pass_can_be_taken_back(counting: tuple[Caller, list[Step], dict[str, str]]) -> None:
    api, _, _ = counting
    scrutineer = person(api)
    made = issue(api, scrutineer).json
    cookie = cookie_of(come(api, made["code"]))
    path = f"/api/v1/meetings/{MEETING}/passes/{made['pass']}"
    assert api.client.delete(path, headers=OFFICE.headers).status_code == 200
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={cookie}").codes == ["session_over"]
    assert issue(api, scrutineer).status == 201, "and another one printed"
    listed = api.get(f"/api/v1/meetings/{MEETING}/passes", who=OFFICE).json["items"]
    assert len(listed) == 2
    assert all("code" not in each and "hash" not in each for each in listed)


def test_passes_are_for_people_who_were_entered_and_not_for_oneself_or_other_congresses(
    counting: tuple[Caller, list[Step], dict[str, str]],
) -> None:
    api, _, _ = counting
    known = person(api)
    assert issue(api, str(uuid4())).codes == ["pass_unfit"]
    assert issue(api, known, papers=uuid4()).codes == ["pass_unfit"]
    assert issue(api, known, by=Who(congress="990202")).codes == ["other_congress"]
    assert issue(api, known, meeting=uuid4()).codes == ["not_found"]
    assert issue(api, known, by=Who(person=known, congress=TOWN)).codes == ["pass_unfit"]


@pytest.mark.parametrize("issuer", ["clerk", "chair"])
def test_whoever_printed_a_pass_is_not_confirmed_by_it(
    counting: tuple[Caller, list[Step], dict[str, str]], issuer: str
) -> None:
    """Whoever holds both the paper and his own account would otherwise be two people."""
    api, _, _ = counting
    two = {"clerk": staff(api, "jingban", Scope("clerk", TOWN)), "chair": staff(api, "fuzeren", Scope("chair", TOWN))}
    scrutineer = person(api)
    body = {"person": scrutineer, "task": "scrutineer"}
    code = two[issuer].send("POST", f"/meetings/{MEETING}/passes", body).json["code"]
    counter = Signed(api, "", UUID(scrutineer), cookie=cookie_of(come(api, code)))
    stream = str(town_names.ROUND_ID)
    version = two["clerk"].send("GET", f"/streams/{stream}/history").headers["etag"]
    asked = {
        "reason": "示例",
        "approved_by": {"ref": scrutineer, "role": "scrutineer"},
        "decided_by": {"body": "township_presidium", "unanimous": True},
    }
    path = f"/rounds/{stream}/voiding"
    said = two["clerk"].send("POST", path, asked, Idempotency_Key="v", If_Match=version)
    assert said.codes == (["same_person"] if issuer == "clerk" else ["confirmation_pending"]), said.json
    waiting = counter.send("GET", "/confirmations").json["items"]
    assert len(waiting) == (0 if issuer == "clerk" else 1)


def test_what_was_asked_before_the_pass_was_printed_is_not_confirmed_by_it_either(
    counting: tuple[Caller, list[Step], dict[str, str]],
) -> None:
    api, _, _ = counting
    clerk_of_town = staff(api, "jingban", Scope("clerk", TOWN))
    scrutineer, stream = person(api), str(town_names.ROUND_ID)
    version = clerk_of_town.send("GET", f"/streams/{stream}/history").headers["etag"]
    asked = {
        "reason": "示例",
        "approved_by": {"ref": scrutineer, "role": "scrutineer"},
        "decided_by": {"body": "township_presidium", "unanimous": True},
    }
    said = clerk_of_town.send("POST", f"/rounds/{stream}/voiding", asked, Idempotency_Key="v", If_Match=version)
    assert said.codes == ["confirmation_pending"], said.json
    body = {"person": scrutineer, "task": "scrutineer"}
    code = clerk_of_town.send("POST", f"/meetings/{MEETING}/passes", body).json["code"]
    counter = Signed(api, "", UUID(scrutineer), cookie=cookie_of(come(api, code)))
    assert counter.send("GET", "/confirmations").json["items"] == []
