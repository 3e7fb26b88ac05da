"""Does what is printed let in the one for whom it was printed, as often and as long as it should?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.accounts.refusals import SignInRefused
from api.accounts.secrets import draw_half, typed
from api.accounts.signing_in import Opened, by_print
from api.demo.town import names as town_names
from api.http.credential import PLAIN
from domain.calendar import end_of_day
from domain.storage.accounts.grants import Scope
from tests.accounts.people import Signed, chair, clerk, cookie_of, granted, send, staff, whole
from tests.accounts.printing import MEETING, TOWN, Counting, come, deputy
from tests.api.kit import COUNTY, Caller, Said
from tests.api.played import ask, asked_of
from voting.deciders.meetings import MEETING as MEETING_DECIDER


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
    assert come(api, draw_half() + draw_half()).json == guess.json


def test_the_office_prints_codes_for_its_deputies_and_for_nobody_else(api: Caller) -> None:
    account, _ = deputy(api)
    office, boss = clerk(api), chair(api)
    said = office.send("POST", f"/accounts/{account}/codes", {"count": 3})
    assert (said.status, len(set(said.json["halves"]))) == (201, 3)
    seconds = boss.send("POST", f"/halves/{said.json['list']}").json["halves"]
    codes = [first + second for first, second in zip(said.json["halves"], seconds, strict=True)]
    assert come(api, said.json["halves"][0] + seconds[1]).codes == ["sign_in_refused"], "of two different ones"
    assert all(come(api, code).status == 201 for code in codes)
    stranger = staff(api, "stranger", Scope("clerk", "990102"))
    assert stranger.send("POST", f"/accounts/{account}/codes", {}).codes == ["not_found"]
    assert office.send("POST", f"/accounts/{boss.account}/codes", {}).codes == ["not_found"], "nobody becomes the chair"
    assert office.send("POST", f"/accounts/{account}/codes", {"count": 21}).codes == ["grant_unfit"]


def test_with_a_code_alone_staff_can_set_up_its_account_and_nothing_else(api: Caller) -> None:
    account, code = granted(api, "xinren", Scope("clerk", COUNTY))
    said = come(api, code)
    shown = who_is(api, said)
    assert (shown["role"], shown["congress"]) == ("public", "")
    new = Signed(api, "xinren", account, cookie=cookie_of(said))
    assert new.send("PUT", "/session", {"role": "clerk", "congress": COUNTY}).codes == ["not_signed_in"]
    assert new.send("POST", "/tokens", {"purpose": "示例"}).codes == ["role_not_admitted"]
    api.hands.moment += timedelta(minutes=30)
    assert new.send("GET", "/session").codes == ["session_over"]


# Session passes, on the town's demonstration shortly before the sheet of its round is signed.


def test_a_pass_lets_one_person_in_for_one_meeting_and_one_task(counting: Counting) -> None:
    scrutineer = counting.person()
    shown = who_is(counting.api, come(counting.api, counting.printed(scrutineer)))
    assert (shown["person"], shown["role"], shown["congress"]) == (scrutineer, "scrutineer", TOWN)
    assert (shown["through"], shown["meeting"]) == ("pass", str(MEETING))
    assert counting.issue(scrutineer, "teller").codes == ["pass_unfit"], "nobody counts and watches the counting"


def test_a_pass_is_in_one_place_at_a_time(counting: Counting) -> None:
    api, code = counting.api, counting.printed(counting.person())
    first, second = come(api, code), come(api, code)
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={cookie_of(first)}").codes == ["session_over"]
    assert who_is(api, second)["role"] == "scrutineer"


def test_of_two_at_once_with_the_same_pass_one_is_in_at_the_end(counting: Counting) -> None:
    code, accounts = counting.printed(counting.person()), counting.api.desk.accounts()
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(lambda _: by_print(accounts, code).secret, range(8)))
    with accounts.line() as line:
        living = line.execute("SELECT FROM accounts.sessions WHERE pass IS NOT NULL AND ended_at IS NULL")
        assert living.rowcount == 1


@pytest.mark.parametrize("bound", [None, town_names.ROUND_ID])
def test_a_pass_is_dead_when_the_sheet_is_signed(counting: Counting, bound: UUID | None) -> None:
    api, rest, seen = counting.api, counting.rest, counting.seen
    code = counting.printed(counting.person(), papers=bound)
    cookie = cookie_of(come(api, code))
    path, sheet = f"/rounds/{town_names.ROUND_ID}/sheet", {"sha256": asked_of(rest[0]).sha256}  # type: ignore[attr-defined] # the sheet
    version = seen[str(town_names.ROUND_ID)]
    own = {"Cookie": f"{PLAIN}={cookie}", "Idempotency_Key": "sheet", "If_Match": version}
    assert send(api, "POST", path, sheet, **own).status == 200, "he signs it himself"
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={cookie}").codes == ["session_over"]
    assert come(api, code).codes == ["sign_in_refused"]


def test_a_pass_for_other_papers_outlives_this_sheet_and_may_not_touch_it(counting: Counting) -> None:
    api, rest, seen = counting.api, counting.rest, counting.seen
    accounts, other = api.desk.accounts(), uuid4()
    code = counting.printed(counting.person(), papers=town_names.ROUND_ID)
    with accounts.line() as line:
        line.execute("RESET ROLE")
        line.execute("UPDATE accounts.passes SET papers = %s", (other,))
        line.execute("SET ROLE minsheng_service")
    cookie = {"Cookie": f"{PLAIN}={cookie_of(come(api, code))}"}
    path, sheet = f"/rounds/{town_names.ROUND_ID}/sheet", {"sha256": asked_of(rest[0]).sha256}  # type: ignore[attr-defined] # the sheet
    version = seen[str(town_names.ROUND_ID)]
    said = send(api, "POST", path, sheet, **cookie, Idempotency_Key="sheet", If_Match=version)
    assert (said.status, said.codes) == (403, ["other_task"])
    reading: dict[str, Any] = {"valid": 1, "invalid": 0, "items": []}
    assert send(api, "PUT", f"/rounds/{town_names.ROUND_ID}/reading", reading, **cookie).codes == ["other_task"]
    assert send(api, "GET", f"/rounds/{town_names.ROUND_ID}/bundles", **cookie).codes == ["other_task"]
    assert ask(api, rest[0], seen).status == 200
    assert send(api, "GET", "/session", **cookie).status == 200


def test_a_pass_is_printed_for_an_evaluation_as_for_a_round(counting: Counting) -> None:
    for step in counting.rest:
        said = ask(counting.api, step, counting.seen)
        counting.seen[said.json["stream"]] = f'"{said.json["version"]}"'
        if said.json["stream"] == str(town_names.EVALUATED):
            break
    for each in (counting.clerk, counting.chair):
        assert each.sign_in().status == 201
    said = counting.issue(counting.person(), papers=town_names.EVALUATED, at=town_names.NEXT_SESSION)
    assert said.status == 201, said.json
    for other in (town_names.ROUND_ID, town_names.CONGRESS_ID):
        said = counting.issue(counting.person(), papers=other, at=town_names.NEXT_SESSION)
        assert said.codes == ["pass_unfit"], said.json


def test_a_pass_is_dead_when_the_meeting_is_over(counting: Counting) -> None:
    api, code = counting.api, counting.printed(counting.person())
    cookie = cookie_of(come(api, code))
    meeting = api.desk.ledger.load(MEETING_DECIDER, MEETING).state
    assert meeting is not None
    api.hands.moment = end_of_day(meeting.convened.to_on) - timedelta(seconds=1)
    assert come(api, code).status == 201, "a minute before midnight somebody may still count"
    api.hands.moment += timedelta(seconds=1)
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={cookie}").codes == ["session_over"]
    assert come(api, code).codes == ["sign_in_refused"]
    counting.clerk.sign_in()
    assert counting.issue(counting.person()).codes == ["pass_unfit"]


@pytest.mark.parametrize("complete", [True, False])
def test_a_pass_can_be_taken_back_whether_one_half_was_printed_or_both(counting: Counting, complete: bool) -> None:
    api, scrutineer = counting.api, counting.person()
    made = counting.issue(scrutineer)
    path = f"/meetings/{MEETING}/passes/{made.json['pass']}"
    code = whole(counting.chair, made) if complete else ""
    cookie = cookie_of(come(api, code)) if complete else ""
    listed = counting.chair.send("GET", f"/meetings/{MEETING}/passes").json["items"]
    assert [(each["issued_by"], each["complete"]) for each in listed] == [(str(counting.clerk.account), complete)]
    assert counting.chair.send("DELETE", path).status == 200
    if complete:
        assert send(api, "GET", "/session", Cookie=f"{PLAIN}={cookie}").codes == ["session_over"]
        assert come(api, code).codes == ["sign_in_refused"]
    assert counting.chair.send("POST", f"/halves/{made.json['pass']}").codes == ["not_found"]
    assert counting.issue(scrutineer).status == 201, "and another one printed"
    listed = counting.clerk.send("GET", f"/meetings/{MEETING}/passes").json["items"]
    assert len(listed) == 2
    assert all({"code", "half", "hash"}.isdisjoint(each) for each in listed)


def test_passes_are_for_people_who_were_entered_and_not_for_oneself_or_other_congresses(counting: Counting) -> None:
    known, stranger = counting.person(), staff(counting.api, "linxian", Scope("clerk", "990202"))
    assert counting.issue(str(uuid4())).codes == ["pass_unfit"]
    assert counting.issue(known, papers=uuid4()).codes == ["pass_unfit"]
    assert counting.issue(known, by=stranger).codes == ["other_congress"]
    assert counting.issue(known, at=uuid4()).codes == ["not_found"]
    assert counting.issue(str(counting.clerk.account)).codes == ["pass_unfit"]
