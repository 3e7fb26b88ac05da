"""Is an erasure announced over HTTP, by whom it may be, of what can be erased, and owed until the redactor comes?"""

from __future__ import annotations

import orjson
import pytest

from tests.api.erasing import AUDITOR, ELSEWHERE, LAWFUL, MORE, WORDS, office, places, positions
from tests.api.kit import COUNTY, TOWN, Who
from tests.api.office import Office
from tests.verbs import run

__all__ = ["office"]

Read = pytest.CaptureFixture[str]

GOVERNMENT = Who(person="p-government", role="government")
ERASURES = f"/api/v1/congresses/{COUNTY}/erasures"


def test_over_http_an_erasure_is_announced_and_owed_until_the_redactor_comes(
    office: Office, url: str, capsys: Read
) -> None:
    gone = positions(office, office.numbers["wish"])
    congress = office.numbers["congress"]
    said = office.do(f"/congresses/{congress}/erasures", {"positions": gone, "people": True, **LAWFUL})
    assert said.json["events"] == ["congress:ContentErased"]
    (announced,) = office.api.get(ERASURES, who=AUDITOR).json["items"]
    assert announced == {
        "position": said.json["position"],
        "effective_on": "2023-10-20",
        "positions": gone,
        "people": 1,
        "reason": LAWFUL["reason"],
        "basis": LAWFUL["basis"],
        "carried_out": False,
    }
    assert "ledger.event_bytes" in places(url, WORDS)
    assert run("doctor") == 3
    assert f"不合格  依法删除：第{announced['position']}号登记要删的" in capsys.readouterr().out
    assert run("redact", "--yes", "--json") == 0
    done = orjson.loads(capsys.readouterr().out)
    assert (done["announced"], done["erased"], done["people"]) == ([announced["position"]], gone, 1)
    assert places(url, WORDS, MORE) == set()
    assert office.api.get(ERASURES).json["items"][0]["carried_out"] is True
    assert run("redact") == 0
    assert "没有登记了还没有删的。" in capsys.readouterr().out


def test_who_may_announce_and_see_an_erasure(office: Office) -> None:
    asked, path = {"positions": [1], **LAWFUL}, f"/congresses/{COUNTY}/erasures"
    assert office.api.post(path, asked, who=GOVERNMENT, version=1).codes == ["role_not_admitted"]
    assert office.api.post(path, asked, who=ELSEWHERE, version=1).codes == ["other_congress"]
    assert office.api.get(ERASURES, who=ELSEWHERE).codes == ["other_congress"]
    assert office.api.get(ERASURES, who=None).codes == ["role_not_admitted"]
    assert office.api.get("/api/v1/congresses/990199/erasures").codes == ["not_found"]
    assert office.api.get(ERASURES).json == {"items": []}


def test_over_http_the_log_says_what_cannot_be_erased(office: Office) -> None:
    """Only what stands in this congress's own streams can, and what did not decide anything."""
    town = office.api.post("/congresses", {"code": TOWN, "level": "township", "name": "示例镇"}, who=ELSEWHERE).json
    said = office.api.post(f"/congresses/{TOWN}/units", {"unit": "1", "name": "示例"}, who=ELSEWHERE, version=1)
    theirs = [town["position"], said.json["position"]]
    listed = [positions(office, office.numbers["wish"])[0], *theirs, 1, 10**15]
    said = office.ask(f"/congresses/{COUNTY}/erasures", {**LAWFUL, "positions": [*listed, listed[0]]})
    assert said.places == {
        "/positions/1": "erasure_elsewhere",
        "/positions/2": "erasure_elsewhere",
        "/positions/3": "not_erasable",
        "/positions/4": "not_found",
        "/positions/5": "erased_twice",
    }
    too_many = office.ask(f"/congresses/{COUNTY}/erasures", {**LAWFUL, "positions": [1] * 100_000})
    assert too_many.codes == ["erasure_out_of_range"]
    assert office.ask(f"/congresses/{COUNTY}/erasures", {"positions": listed[:1], "reason": "示例"}).codes == [
        "second_person_missing"
    ]
