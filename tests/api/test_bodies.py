"""Is every fault of a body named, at its place, under a stable code and in Chinese, before anything is asked of the ledger?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.cases import USE_CASES
from api.http.json_body import DEEPEST, parse_json
from api.http.shapes import CommandBody, read_command
from api.refusals import BodyFault
from domain.deciders import Command
from domain.refusals import Faults, Refusal
from tests.api.kit import Caller, Hands, calling, county, nowhere

MEETING = {
    "congress": "3f2b5b0e-1111-5111-8111-111111111111",
    "body": "congress",
    "term": 17,
    "session": 3,
    "title": "示例县第十七届人大第三次会议",
    "from_on": "2024-01-16",
    "to_on": "2024-01-19",
}
SOME = "3f2b5b0e-1111-5111-8111-111111111111"
SITTING = f"/meetings/{SOME}/attendance"
HEADS = {"sitting": {"kind": "plenary", "number": 2}, "due": 327, "present": 314, "on_leave": 13, "absent": 0}


@pytest.fixture
def door() -> Iterator[Caller]:
    with calling(nowhere(), Hands()) as caller:
        yield caller


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"term": "17"}, "not_whole_number"),
        ({"term": True}, "not_whole_number"),
        ({"term": 17.0}, "not_whole_number"),
        ({"term": 1e400}, "not_whole_number"),
        ({"term": None}, "not_whole_number"),
        ({"term": 2**53}, "number_too_large"),
        ({"title": 3}, "not_text"),
        ({"title": "示例\x00"}, "bad_text"),
        ({"title": "示例\ud800"}, "bad_text"),
        ({"title": "示例\x07"}, "bad_text"),
        ({"from_on": "2024-02-30"}, "not_a_day"),
        ({"from_on": "2023-02-29"}, "not_a_day"),
        ({"from_on": "2024-1-6"}, "not_a_day"),
        ({"from_on": "20240116"}, "not_a_day"),
        ({"from_on": "2024-01-16T00:00:00"}, "not_a_day"),
        ({"from_on": 1705363200}, "not_a_day"),
        ({"from_on": ""}, "not_a_day"),
        ({"body": "parliament"}, "not_in_list"),
        ({"sessions": 3}, "unknown_key"),
        ({"effective_on": "2024-13-01"}, "not_a_day"),
        ({"approved_by": "p-chair"}, "not_an_object"),
        ({"basis": {"document": "1"}}, "not_a_list"),
    ],
)
def test_a_fault_is_named_at_its_place(door: Caller, change: dict[str, Any], code: str) -> None:
    said = door.post("/meetings", json.dumps(MEETING | change).encode())
    assert (said.status, said.json["type"]) == (400, "urn:minsheng:malformed")
    assert said.places == {f"/{next(iter(change))}": code}


def test_faults_inside_values_have_their_place(door: Caller) -> None:
    asked = HEADS | {
        "sitting": {"kind": "picnic", "number": "2", "a/b~c": 1},
        "decided_by": {"body": "nobody", "how": "show_of_hands"},
        "basis": [{"document": "1"}, {"article": "2"}],
    }
    said = door.post(SITTING, asked, version=1)
    assert said.places == {
        "/sitting/kind": "not_in_list",
        "/sitting/number": "not_whole_number",
        "/sitting/a~1b~0c": "unknown_key",
        "/decided_by/body": "not_in_list",
        "/basis/1/document": "missing",
    }


def test_every_fault_is_said_at_once(door: Caller) -> None:
    said = door.post("/meetings", {"term": "17", "from_on": "2024-02-30", "nonsense": 1, "refs": 7})
    assert said.places == {
        "/term": "not_whole_number",
        "/from_on": "not_a_day",
        "/nonsense": "unknown_key",
        "/refs": "not_a_list",
        **{f"/{name}": "missing" for name in ("congress", "body", "session", "title", "to_on")},
    }
    assert said.json["detail"] == "共有9处问题，逐项列在errors中。"


def test_a_closed_list_says_what_it_holds(door: Caller) -> None:
    (error,) = door.post("/congresses", county(level="village")).json["errors"]
    assert error["detail"] == "只能是province、city、county、township、street之一。"
    assert error["allowed"] == "province、city、county、township、street"


def test_faults_are_explained_in_chinese(door: Caller) -> None:
    said = door.post("/meetings", {"term": "17", "from_on": "2024-02-30", "nonsense": 1})
    assert said.headers["content-type"] == "application/problem+json"
    assert all(re.search("[\u4e00-\u9fff]", error["detail"]) for error in said.json["errors"])


@pytest.mark.parametrize(
    ("raw", "places"),
    [
        (b'{"code": "990101", "code": "990102"}', {"/code": "duplicate_name"}),
        (b'{"labels": {"a": "1", "b": "2", "a": "3"}}', {"/labels/a": "duplicate_name"}),
        (b'{"x": [{"a": 1}, {"a": 1, "a": 1}], "x~": {"/": 1, "/": 2}}', {"/x/1/a": "duplicate_name", "/x~0/~1": "duplicate_name"}),
        (b'{"a": 1.5, "b": [9007199254740992], "a": 2}', {"/a": "duplicate_name", "/b/0": "number_too_large"}),
        (b"", {"": "empty"}),
        (b"   ", {"": "empty"}),
        (b"{", {"": "not_json"}),
        (b"{'a': 1}", {"": "not_json"}),
        (b'{"a": 1} {"b": 2}', {"": "not_json"}),
        ('{"name": "示例"}'.encode("gb18030"), {"": "not_utf8"}),
        ('{"name": "示例"}'.encode("utf-16"), {"": "not_utf8"}),
        (b"[]", {"": "not_an_object"}),
        (b"null", {"": "not_an_object"}),
        (b"[" * 100_000, {"": "too_deep"}),
        (b'{"labels":' * 40 + b"1" + b"}" * 40, {"/labels" * DEEPEST: "too_deep"}),
        (b'{"labels": {"\\u0000": "1"}}', {"/labels": "bad_text"}),
        (b'{"code": NaN}', {"/code": "not_whole_number"}),
    ],
)  # fmt: skip
def test_what_is_not_one_clear_json_object_is_refused(door: Caller, raw: bytes, places: dict[str, str]) -> None:
    said = door.post("/congresses", raw)
    assert (said.status, said.places) == (400, places)


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=gb18030",
        "application/problem+json",
    ],
)
def test_another_media_type_is_refused(door: Caller, content_type: str) -> None:
    said = door.post("/congresses", county(), Content_Type=content_type)
    assert (said.status, said.codes) == (415, ["media_type_unsupported"])


def test_a_compressed_body_is_refused(door: Caller) -> None:
    said = door.post("/congresses", county(), Content_Encoding="gzip")
    assert (said.status, said.codes) == (415, ["media_type_unsupported"])


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=utf-8", 'application/json;charset="UTF-8"']
)
def test_json_is_json_however_it_is_announced(door: Caller, content_type: str) -> None:
    assert door.post("/congresses", b"[]", Content_Type=content_type).status == 400


def test_a_body_over_the_limit_is_refused_before_it_is_read(door: Caller) -> None:
    said = door.post("/congresses", b" " * (2**20 + 1))
    assert (said.status, said.codes) == (413, ["body_too_large"])
    assert said.json["errors"][0]["limit_bytes"] == 2**20


def test_a_body_over_the_limit_that_does_not_say_so_is_refused_while_it_is_read(door: Caller) -> None:
    chunks = (b" " * 2**16 for _ in range(17))
    response = door.client.post(
        "/api/v1/calculators/tally", content=chunks, headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 400
    chunks = (b" " * 2**20 for _ in range(9))
    response = door.client.post(
        "/api/v1/calculators/tally", content=chunks, headers={"Content-Type": "application/json"}
    )
    assert (response.status_code, response.json()["errors"][0]["code"]) == (413, "body_too_large")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clashing(Command):
    """A command with a field that belongs to the envelope."""

    basis: str


def test_no_command_takes_a_name_of_the_envelope() -> None:
    with pytest.raises(ValueError, match="basis"):
        CommandBody(Clashing)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]))
    | st.sampled_from(["2024-01-18", "county", "congress", "first"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kind", "number", "ref", "body", "id"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.data())
def test_whatever_is_sent_for_a_command_is_the_command_or_faults_that_have_a_name(data: st.DataObject) -> None:
    command = data.draw(st.sampled_from(USE_CASES)).command
    names = [field.name for field in fields(command)]
    asked = data.draw(st.dictionaries(st.sampled_from([*names, "effective_on", "basis", "x"]), JSON))
    made, faults = read_or_faults(command, asked)
    assert type(made) is command or faults
    assert "invalid" not in {fault.kind for fault in faults if isinstance(fault, BodyFault)}


def read_or_faults(command: type[Command], asked: dict[str, Any]) -> tuple[Command | None, tuple[Refusal, ...]]:
    try:
        return read_command(command, asked)[0], ()
    except Faults as refused:
        return None, refused.faults


@given(st.binary(max_size=40) | JSON.map(orjson.dumps))
def test_whatever_bytes_are_sent_are_json_or_faults(raw: bytes) -> None:
    with suppress(BodyFault, Faults):
        parse_json(raw)
