"""Does a hostile or careless client get a clear answer, and neither a fault of ours nor what is not his to know?"""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import orjson
import pytest

from api.http.json_body import parse_json
from api.http.route import V1
from domain.refusals import Faults, Refusal
from tests.api.kit import CHAIR, COUNTY, TERM, Caller, Hands, Who, calling, county, nowhere
from tests.api.test_documents import SHEET, STRANGER, upload
from tests.api.test_writing import TERMS

DEPUTY = Who(person="p-deputy", role="deputy")


def cursor(place: Any) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode()


@pytest.mark.parametrize(
    "place", [None, 7, {}, [], ["990101", 1], ["\x00", 1, "x"], ["990101", 1, "\x00"], ["990101", True, "x"]]
)
def test_a_cursor_of_ones_own_making_is_refused(reading_api: Caller, place: Any) -> None:
    said = reading_api.get(f"{V1}/rounds?after={cursor(place)}", who=None)
    assert (said.status, said.codes) == (400, ["query_invalid"])


def test_an_address_with_a_slash_too_many_leads_nowhere() -> None:
    with calling(nowhere(), Hands()) as door:
        answer = door.client.get(f"{V1}/rounds/", headers={"Host": "evil.example"}, follow_redirects=False)
        assert answer.status_code == 404
        assert "location" not in answer.headers


def test_an_endless_address_is_not_repeated_to_its_end() -> None:
    with calling(nowhere(), Hands()) as door:
        detail = door.get("/" + "a" * 5000 + "%00", who=None).json["detail"]
    assert len(detail) < 200
    assert detail.isprintable()


def test_whoever_hangs_up_in_the_middle_leaves_no_line_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    sent: list[Any] = []
    with calling(nowhere(), Hands()) as door:
        scope = {
            "type": "http",
            "method": "POST",
            "path": f"{V1}/calculators/tally",
            "query_string": b"",
            "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json"), (b"content-length", b"9")],
        }
        asyncio.run(asyncio.wait_for(door.client.app(scope, receive, send), timeout=60))
    assert sent[0]["status"] == 400
    assert capsys.readouterr().err == ""


def test_bytes_that_are_no_text_are_not_recorded_as_one(api: Caller) -> None:
    api.congress()
    query = "kind=signed_sheet&title=%ff%fe"
    said = api.post(f"/congresses/{COUNTY}/documents?{query}", SHEET, Content_Type="application/pdf")
    assert (said.status, said.codes) == (400, ["query_invalid"])


@pytest.mark.parametrize(
    "address", ["reports?project=", "findings?unit=", "inspections?group=", "projects?number=", "alerts?unit="]
)
@pytest.mark.parametrize("letter", ["%00", "%1B", "%E2%80%AE"])
def test_what_no_record_can_hold_is_not_looked_for(address: str, letter: str) -> None:
    with calling(nowhere(), Hands()) as door:
        assert door.get(f"{V1}/{address}{letter}").codes == ["query_invalid"]


@pytest.mark.parametrize("who", [None, DEPUTY])
def test_nobody_outside_learns_how_long_the_log_is(reading_api: Caller, who: Who | None) -> None:
    reading_api.congress()
    now = reading_api.get(f"{V1}/rounds?at_least={reading_api.events()}", who=who)
    later = reading_api.get(f"{V1}/rounds?at_least={reading_api.events() + 1}", who=who)
    assert (now.status, now.json) == (later.status, later.json) == (200, now.json)


def test_a_stranger_learns_nothing_from_a_refusal(api: Caller) -> None:
    api.congress()
    api.post("/congresses", {"code": STRANGER.congress, "level": "county", "name": "示例乙县人大"}, who=STRANGER)
    internal = upload(api, title="示例内部文件").json["stream"]
    again = upload(api, who=STRANGER)
    assert again.codes == ["other_congress"]
    own = api.post(
        f"/congresses/{STRANGER.congress}/documents?kind=other&title=x",
        b"%PDF-2",
        who=STRANGER,
        Content_Type="application/pdf",
    ).json["stream"]
    asked = {"replaced_by": internal, "reason": "示例", "approved_by": {"ref": "p-2", "role": "chair"}}
    replaced = api.post(f"/documents/{own}/replacement", asked, who=STRANGER, version=1)
    assert replaced.codes == ["document_of_other_congress"]
    assert "示例内部文件" not in again.json["detail"] + replaced.json["detail"]


@pytest.mark.parametrize(
    ("stated", "places"),
    [
        ({"approved_by": {"ref": "", "role": "chair"}}, {"/approved_by/ref": "unfit_text"}),
        ({"approved_by": {"ref": "示例主席", "role": "chair"}}, {"/approved_by/ref": "unfit_text"}),
        ({"approved_by": {"ref": f"{CHAIR.person} ", "role": "chair"}}, {"/approved_by/ref": "unfit_text"}),
        ({"approved_by": {"ref": "p-2", "role": "system"}}, {"/approved_by/role": "second_person_missing"}),
        ({"approved_by": {"ref": "p-2", "role": "public"}}, {"/approved_by/role": "second_person_missing"}),
        ({"decided_by": {"body": "congress", "meeting": "a\nb"}}, {"/decided_by/meeting": "unfit_text"}),
        ({"decided_by": {"body": "congress", "clause": " "}}, {"/decided_by/clause": "unfit_text"}),
        ({"decided_by": {"body": "congress", "votes_for": -1}}, {"/decided_by/votes_for": "votes_impossible"}),
        ({"decided_by": {"body": "congress", "votes_for": 2**53 - 1}}, {"/decided_by/votes_for": "votes_impossible"}),
        (
            {"decided_by": {"body": "congress", "unanimous": True, "votes_against": 1}},
            {"/decided_by/unanimous": "votes_impossible"},
        ),
        ({"basis": [{"document": "1"}, {"document": ""}]}, {"/basis/1/document": "unfit_text"}),
        (
            {"refs": [{"system": "12345", "number": "", "title": "\t"}]},
            {"/refs/0/number": "unfit_text", "/refs/0/title": "unfit_text"},
        ),
    ],
)
def test_what_cannot_stand_on_an_envelope_is_refused_at_its_place(
    api: Caller, stated: dict[str, Any], places: dict[str, str]
) -> None:
    api.congress()
    said = api.post(TERMS, TERM | stated, version=1)
    assert (said.status, said.places) == (422, places)
    assert api.events() == 1


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\x85", "\xad", "\uffff", "\x1b"])
def test_a_text_that_reads_otherwise_than_it_was_typed_is_refused(letter: str) -> None:
    with pytest.raises((Faults, Refusal)) as refused:
        parse_json(orjson.dumps({"colour": f"粉{letter}红"}))
    assert "bad_text" in str(getattr(refused.value, "kind", refused.value.__dict__))


def test_a_text_without_end_is_refused(api: Caller) -> None:
    assert api.post("/congresses", county(name="示" * 1001)).places == {"/name": "unfit_text"}
    assert api.post("/congresses", county(name="示" * 20_001)).places == {"/name": "text_too_long"}
    assert api.events() == 0


def test_scripts_of_all_peoples_can_be_recorded() -> None:
    names = ["ᠮᠣᠩᠭᠣᠯ", "བོད་ཡིག", "ئۇيغۇرچە", "\U00030edd村", "a\u200db", "第一段\r\n\t第二段", "张\u3000三"]
    assert parse_json(orjson.dumps(names)) == names
