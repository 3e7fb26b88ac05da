"""Is what somebody asks for recorded once, on the version that he saw, and by nobody who may not?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.streams import congress_id
from tests.api.kit import CHAIR, CLERK, COUNTY, TERM, TOWN, UNITS, Caller, Hands, Who, county

UNIT = {"unit": "示例-01", "name": "示例县教育局"}
TERMS = f"/congresses/{COUNTY}/terms"


def test_a_command_that_begins_a_stream_answers_where_it_was_recorded(api: Caller) -> None:
    said = api.post("/congresses", county())
    assert said.status == 201
    assert said.json == {
        "stream": str(congress_id(COUNTY)),
        "version": 1,
        "position": 1,
        "events": ["congress:CongressRegistered"],
        "number": "",
    }
    assert said.headers["etag"] == '"1"'
    assert said.headers["minsheng-position"] == "1"
    assert "idempotency-replayed" not in said.headers


def test_a_command_on_a_stream_answers_its_new_version(api: Caller) -> None:
    stream = api.congress()
    said = api.post(f"/congresses/{stream}/terms", TERM, version=1)
    assert (said.status, said.json["version"], said.json["position"], said.headers["etag"]) == (200, 2, 2, '"2"')


def test_the_envelope_says_who_recorded_when_and_on_what(api: Caller) -> None:
    api.congress()
    asked = TERM | {
        "effective_on": "2022-01-12",
        "approved_by": {"ref": "p-chair", "role": "chair"},
        "decided_by": {"body": "congress", "how": "secret_ballot", "votes_for": 300, "votes_against": 2},
        "basis": [{"document": "示例县人大常委会公告第1号", "article": "第二条"}],
        "refs": [{"system": "履职", "number": "2022-1"}],
    }
    assert api.post(TERMS, asked, version=1).status == 200
    envelope = api.desk.ledger.history(congress_id(COUNTY))[-1].envelope
    assert (envelope.at, envelope.effective_on) == ("2024-01-18T02:00:00.000000Z", "2022-01-12")
    assert (envelope.by.ref, envelope.by.role) == ("p-clerk", "clerk")
    assert envelope.approved_by is not None
    assert envelope.approved_by.ref == "p-chair"
    assert envelope.decided_by is not None
    assert (envelope.decided_by.how, envelope.decided_by.votes_for) == ("secret_ballot", 300)
    assert (envelope.basis[0].article, envelope.refs[0].system) == ("第二条", "履职")


def test_without_a_day_it_happened_today_in_shanghai(api: Caller, hands: Hands) -> None:
    hands.moment = datetime(2024, 1, 17, 16, 30, tzinfo=UTC)
    api.congress()
    assert api.desk.ledger.history(congress_id(COUNTY))[0].envelope.effective_on == "2024-01-18"


def test_what_has_not_happened_yet_is_refused(api: Caller) -> None:
    said = api.post("/congresses", county(effective_on="2024-01-19"))
    assert (said.status, said.places) == (422, {"/effective_on": "effective_in_future"})
    assert api.events() == 0


def test_a_day_before_there_were_congresses_is_refused(api: Caller) -> None:
    said = api.post("/congresses", county(effective_on="0224-01-18"))
    assert (said.status, said.places) == (422, {"/effective_on": "day_out_of_range"})


def test_the_same_request_twice_is_recorded_once_and_answered_alike(api: Caller, hands: Hands) -> None:
    first = api.post("/congresses", county(), key="again")
    hands.moment = datetime(2024, 1, 20, 2, 0, tzinfo=UTC)
    second = api.post("/congresses", county(), key="again")
    assert (second.status, second.json) == (first.status, first.json)
    assert second.headers["idempotency-replayed"] == "true"
    assert api.events() == 1


def test_a_request_is_the_same_however_its_json_is_spelt(api: Caller) -> None:
    api.post("/congresses", county(), key="again")
    spelt = f'{{ "name": "示例县人民代表大会", "labels": {{}}, "level": "county",\n "code": "{COUNTY}" }}'.encode()
    assert api.post("/congresses", spelt, key="again").headers["idempotency-replayed"] == "true"


def test_a_request_repeated_after_others_wrote_answers_as_it_did(api: Caller) -> None:
    api.congress()
    first = api.post(TERMS, TERM, version=1, key="term")
    api.post(UNITS, UNIT, version=2)
    again = api.post(TERMS, TERM, version=1, key="term")
    assert (again.status, again.json) == (200, first.json)


@pytest.mark.parametrize(
    "other",
    [
        county(name="示例县第二人民代表大会"),
        county(effective_on="2024-01-17"),
        county(basis=[{"document": "〔2024〕1号"}]),
    ],
)
def test_a_key_on_another_body_is_refused(api: Caller, other: dict[str, Any]) -> None:
    api.post("/congresses", county(), key="again")
    said = api.post("/congresses", other, key="again")
    assert (said.status, said.codes) == (422, ["command_reused"])
    assert api.events() == 1


def test_a_key_on_another_command_or_stream_is_refused(api: Caller) -> None:
    api.congress()
    api.post(UNITS, UNIT, version=1, key="unit")
    said = api.post(f"/congresses/{COUNTY}/unit-names", UNIT, version=2, key="unit")
    assert (said.status, said.codes) == (422, ["command_reused"])


def test_two_people_may_use_the_same_key(api: Caller) -> None:
    api.congress()
    api.post(TERMS, TERM, version=1, key="1")
    assert api.post(UNITS, UNIT, version=2, key="1", who=CHAIR).status == 200


def test_a_refused_request_may_be_put_right_under_its_key(api: Caller) -> None:
    assert api.post("/congresses", county(code="990001101"), key="1").status == 422
    assert api.post("/congresses", county(), key="1").status == 201


@pytest.mark.parametrize(("key", "code"), [(None, "idempotency_key_missing"), ("两个字", "idempotency_key_invalid"), ("a b", "idempotency_key_invalid"), ("k" * 201, "idempotency_key_invalid"), ('""', "idempotency_key_invalid")])  # fmt: skip
def test_every_write_needs_a_readable_key(api: Caller, key: str | None, code: str) -> None:
    said = api.post("/congresses", county(), key=key)
    assert (said.status, said.codes) == (400, [code])


def test_a_key_in_quotes_is_the_same_key(api: Caller) -> None:
    api.post("/congresses", county(), key='"one"')
    assert api.post("/congresses", county(), key="one").headers["idempotency-replayed"] == "true"


def test_an_existing_stream_needs_the_version_that_was_seen(api: Caller) -> None:
    api.congress()
    said = api.post(TERMS, TERM)
    assert (said.status, said.codes) == (428, ["if_match_missing"])


@pytest.mark.parametrize("version", ["1", 'W/"1"', "*", '"0"', '"1", "2"', '"-1"', '"01"', '"' + "9" * 30 + '"'])
def test_a_version_that_cannot_be_one_is_refused(api: Caller, version: str) -> None:
    api.congress()
    said = api.post(TERMS, TERM, version=version)
    assert (said.status, said.codes) == (400, ["if_match_invalid"])


@pytest.mark.parametrize("version", [1, 3])
def test_another_version_than_the_newest_is_stale(api: Caller, version: int) -> None:
    api.congress()
    api.post(TERMS, TERM, version=1)
    said = api.post(UNITS, UNIT, version=version)
    assert (said.status, said.codes) == (412, ["stale_version"])
    assert (said.json["errors"][0]["seen"], said.json["errors"][0]["current"]) == (version, 2)
    assert api.events() == 2


def test_what_begins_twice_exists_already(api: Caller) -> None:
    api.congress()
    said = api.post("/congresses", county())
    assert (said.status, said.codes) == (409, ["already_exists"])


@pytest.mark.parametrize("path", ["990102", "3f2b5b0e-1111-5111-8111-111111111111", "示例", "x" * 300])
def test_a_stream_that_is_not_there_is_not_found(api: Caller, path: str) -> None:
    said = api.post(f"/congresses/{path}/terms", TERM, version=1)
    assert (said.status, said.codes) == (404, ["not_found"])


def test_a_meeting_of_a_congress_that_is_not_there_is_not_found(api: Caller) -> None:
    asked = {"congress": "示例", "body": "congress", "term": 17, "session": 3, "title": "示例", "from_on": "2024-01-16", "to_on": "2024-01-19"}  # fmt: skip
    said = api.post("/meetings", asked)
    assert (said.status, said.places) == (404, {"/congress": "not_found"})


def test_all_faults_of_a_command_are_said_at_once(api: Caller) -> None:
    api.congress()
    said = api.post(f"/congresses/{COUNTY}/profiles", {"profile": {"level": "county", "nonsense": 1}}, version=1)
    assert said.status == 422
    assert len(said.codes) > 3
    assert said.json["detail"].startswith(f"共有{len(said.codes)}处")


def test_writes_stay_in_ones_own_congress(api: Caller) -> None:
    api.congress()
    stranger = Who(person="p-2", congress="990102")
    for said in (
        api.post(TERMS, TERM, version=1, who=stranger),
        api.post("/congresses", county(code="990103"), who=stranger),
    ):
        assert (said.status, said.codes) == (403, ["other_congress"])
    assert api.events() == 1


def test_a_county_does_not_write_in_its_townships(api: Caller) -> None:
    town = {"code": TOWN, "level": "township", "name": "示例镇人民代表大会"}
    assert api.post("/congresses", town).codes == ["other_congress"]
    assert api.post("/congresses", town, who=replace(CLERK, congress=TOWN)).status == 201


def test_a_code_is_the_same_however_it_is_padded(api: Caller) -> None:
    api.congress()
    assert (
        api.post("/congresses/990101000000/terms", TERM, version=1, who=replace(CLERK, congress="990101000")).status
        == 200
    )


def test_whoever_sets_the_service_up_registers_any_congress(api: Caller) -> None:
    admin = Who(person="p-admin", role="system_admin", congress="")
    assert api.post("/congresses", county(), who=admin).status == 201


def test_many_who_write_at_once_with_one_version_are_recorded_once(api: Caller) -> None:
    api.congress()
    units = [{"unit": f"示例-{number:02}", "name": f"示例县第{number}局"} for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda unit: api.post(UNITS, unit, version=1), units))
    assert sorted(each.status for each in said) == [200] + [412] * 7
    assert api.events() == 2


def test_one_request_sent_by_many_at_once_is_recorded_once_and_answered_to_all(api: Caller) -> None:
    api.congress()
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda _: api.post(UNITS, UNIT, version=1, key="one"), range(8)))
    assert {each.status for each in said} == {200}
    assert len({str(each.json) for each in said}) == 1
    assert api.events() == 2
