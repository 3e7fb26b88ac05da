"""Do the bytes of a document come in under their own hash, and out again to those alone who may see them?"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import pytest

from api.http.route import V1
from domain.documents.decider import LARGEST_BYTES
from tests.api.kit import CLERK, COUNTY, Caller, Said, Who

SHEET = b"%PDF-1.7\n" + "示例县第一轮计票结果报告单".encode()
SAID = {"kind": "signed_sheet", "title": "计票结果报告单"}
STRANGER = Who(congress="990102")


def upload(api: Caller, content: bytes = SHEET, media_type: str = "application/pdf", **changes: Any) -> Said:
    """File a document with its bytes; keywords `who` and `key` are the caller's, the others go into the query."""
    asked = {name: changes.pop(name) for name in ("who", "key") if name in changes}
    query = urlencode(SAID | changes)
    return api.post(f"/congresses/{COUNTY}/documents?{query}", content, Content_Type=media_type, **asked)


def test_a_document_is_filed_under_the_hash_of_its_bytes(api: Caller) -> None:
    api.congress()
    said = upload(api, number="〔2024〕1号", dated_on="2024-01-17", effective_on="2024-01-18")
    assert (said.status, said.json["events"]) == (201, ["document:DocumentFiled"])
    shown = api.get(f"{V1}/documents/{said.json['stream']}")
    assert shown.headers["etag"] == '"1"'
    assert shown.json["sha256"] == sha256(SHEET).hexdigest()
    assert (shown.json["size"], shown.json["media_type"]) == (len(SHEET), "application/pdf")
    assert (shown.json["number"], shown.json["dated_on"], shown.json["replaced_by"]) == (
        "〔2024〕1号",
        "2024-01-17",
        "",
    )


def test_the_bytes_come_back_as_they_were_for_saving(api: Caller) -> None:
    api.congress()
    stream = upload(api).json["stream"]
    response = api.client.get(f"{V1}/documents/{stream}/bytes", headers=CLERK.headers)
    assert (response.status_code, response.content) == (200, SHEET)
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-disposition"].startswith("attachment;")


def test_the_same_bytes_are_filed_once(api: Caller) -> None:
    api.congress()
    first = upload(api, key="1")
    assert upload(api, key="1").json == first.json
    assert upload(api, key="2").codes == ["already_exists"]
    assert upload(api, SHEET + b"2", key="1").codes == ["command_reused"]


def test_an_internal_document_stays_inside_and_a_public_one_does_not(api: Caller) -> None:
    api.congress()
    internal = upload(api).json["stream"]
    public = upload(api, SHEET + b"2", access="public", kind="announcement").json["stream"]
    for who in (STRANGER, None, replace(CLERK, role="unit")):
        for path in ("", "/bytes"):
            assert api.get(f"{V1}/documents/{internal}{path}", who=who).codes == ["other_congress"]
        assert api.get(f"{V1}/documents/{public}", who=who).status == 200
        assert api.client.get(f"{V1}/documents/{public}/bytes").content == SHEET + b"2"


@pytest.mark.parametrize(
    ("content", "media_type", "changes", "code"),
    [
        (SHEET, "image/png", {}, "bytes_differ"),
        (b"", "application/pdf", {}, "bytes_differ"),
        (SHEET, "text/html", {}, "unknown_media_type"),
        (SHEET, "", {}, "unknown_media_type"),
        (SHEET, "application/pdf", {"kind": "diary"}, "unknown_document_kind"),
        (SHEET, "application/pdf", {"effective_on": "2024-01-19"}, "effective_in_future"),
    ],
)
def test_what_cannot_be_filed_leaves_nothing_behind(
    api: Caller, content: bytes, media_type: str, changes: dict[str, str], code: str
) -> None:
    api.congress()
    said = upload(api, content, media_type, **changes)
    assert said.status == 422
    assert code in said.codes
    assert api.events() == 1
    assert stored(api) == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"access": "secret"}, "not_in_list"),
        ({"dated_on": "2024-02-30"}, "not_a_day"),
        ({"colour": "red"}, "query_invalid"),
        ({"sha256": "0" * 64}, "query_invalid"),
    ],
)
def test_what_is_said_beside_the_bytes_is_checked_like_any_body(
    api: Caller, changes: dict[str, Any], code: str
) -> None:
    api.congress()
    said = upload(api, **changes)
    assert (said.status, said.codes) == (400, [code])


def test_a_file_over_the_limit_is_refused_unread(api: Caller) -> None:
    api.congress()
    said = upload(api, SHEET, who=CLERK)
    assert said.status == 201
    response = api.client.post(
        f"{V1}/congresses/{COUNTY}/documents", headers=CLERK.headers | {"Content-Length": str(LARGEST_BYTES + 1)}
    )
    assert (response.status_code, response.json()["errors"][0]["code"]) == (413, "body_too_large")


def test_papers_of_another_congress_are_not_filed(api: Caller) -> None:
    api.congress()
    assert upload(api, who=STRANGER).codes == ["other_congress"]
    assert stored(api) == 0


def test_a_document_known_by_its_hash_alone_has_no_bytes_to_give(api: Caller) -> None:
    congress = api.congress()
    said = api.post(
        "/documents",
        SAID | {"congress": congress, "sha256": "0" * 64, "size": 9, "media_type": "application/pdf"},
    )
    assert said.status == 201
    assert api.get(f"{V1}/documents/{said.json['stream']}").status == 200
    assert api.get(f"{V1}/documents/{said.json['stream']}/bytes").codes == ["not_found"]


def test_what_is_no_document_is_not_found(api: Caller) -> None:
    congress = api.congress()
    for path in (f"{congress}x", "3f2b5b0e-1111-5111-8111-111111111111"):
        assert api.get(f"{V1}/documents/{path}").codes == ["not_found"]


def stored(api: Caller) -> int:
    """How many files lie beside the log."""
    with api.desk.ledger.connection() as connection:
        row: Any = connection.execute("SELECT count(*)::int AS files FROM ledger.document_bytes").fetchone()
    return int(row["files"] if isinstance(row, dict) else row[0])
