"""Can the demonstration's two years be recorded over HTTP, and does each reader see of their sessions what he may?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from uuid import uuid4

import pytest

from api.demo.county import county
from api.demo.county import names as in_county
from api.demo.town import names as in_town
from api.desk import ROLES, desk_on
from api.http.route import V1
from api.postgres import Server
from domain.storage import Ledger
from tests.api.conftest import copied
from tests.api.kit import CLERK, Caller, Hands, Who, calling
from tests.api.played import record

TOWN_CLERK = Who(congress=in_town.CODE)
COUNTY_CLERK = Who(congress=in_county.CODE)
STRANGER = Who(congress="990202")
ROUND = f"{V1}/rounds/{in_town.ROUND_ID}"
HISTORY = f"{V1}/streams/{in_town.ROUND_ID}/history"


@pytest.fixture(scope="module")
def played(pg_server: Server, played_town: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """The service after both years were recorded, every step over HTTP, in the role of whoever records it."""
    hands = Hands()
    ledger = Ledger.at(copied(pg_server, played_town), role=ROLES.service, connections=4)
    with (
        desk_on(ledger, tmp_path_factory.mktemp("keys") / "person.key", work=True, clock=hands) as desk,
        calling(desk, hands) as caller,
    ):
        # The town's keys are taken.
        caller.keys = count(10_000)
        record(caller, county())
        yield caller
    ledger.close()


def test_a_read_names_the_version_on_which_the_next_write_stands(played: Caller) -> None:
    history = played.get(HISTORY, who=TOWN_CLERK)
    said = played.get(f"{ROUND}?at_least={played.events()}", who=TOWN_CLERK)
    assert said.status == 200
    assert said.headers["etag"] == history.headers["etag"]
    assert int(said.headers["minsheng-position"]) == played.events()


def test_the_office_sees_every_figure_of_its_round(played: Caller) -> None:
    said = played.get(ROUND, who=TOWN_CLERK)
    assert (said.json["stream"], said.json["code"]) == (str(in_town.ROUND_ID), in_town.CODE)
    assert all({"for", "rank", "because"} <= set(item) for item in said.json["items"])


@pytest.mark.parametrize(
    "who", [None, STRANGER, Who(role="government", congress=in_town.CODE), Who(role="unit", congress=in_town.CODE)]
)
def test_everybody_else_sees_what_is_published(played: Caller, who: Who | None) -> None:
    said = played.get(ROUND, who=who)
    assert said.status == 200
    assert "按本次会议票决办法，不公布得票数" in said.json["withheld"]
    assert not [item for item in said.json["items"] if "for" in item or "rank" in item]
    assert "etag" not in said.headers
    assert "minsheng-position" not in said.headers


def test_a_county_sees_inside_its_townships_and_they_not_inside_it(played: Caller) -> None:
    assert "for" in played.get(ROUND, who=COUNTY_CLERK).json["items"][0]
    (first, *_) = played.get(f"{V1}/rounds?congress={in_county.CODE}", who=TOWN_CLERK).json["items"]
    assert not [item for item in first["items"] if "for" in item]


def test_a_list_goes_on_where_the_page_ended(played: Caller) -> None:
    whole = played.get(f"{V1}/rounds").json
    assert (len(whole["items"]), whole["next"]) == (4, None)
    seen, cursor = [], ""
    while True:
        page = played.get(f"{V1}/rounds?limit=1{cursor}").json
        seen += page["items"]
        if page["next"] is None:
            break
        cursor = f"&after={page['next']}"
    assert seen == whole["items"]


def test_a_list_is_of_one_congress_or_of_all_below_a_division(played: Caller) -> None:
    def names(query: str) -> list[str]:
        return [item["name"] for item in played.get(f"{V1}/congresses?{query}").json["items"]]

    both = [f"{in_county.NAME}人民代表大会", f"{in_town.NAME}人民代表大会"]
    assert sorted(names("")) == sorted(both)
    assert names(f"congress={in_county.CODE}") == both[:1]
    assert sorted(names("within=99")) == sorted(both)
    assert names(f"within={in_town.CODE}") == both[1:]
    assert names("within=98") == []


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=201", "limit=x", "limit=1&limit=2", "after=x", "after=W10=", "congress=县", "as_off=1", "at_least=-1", "at_least=1.5", f"at_least={10**15}"],
)  # fmt: skip
def test_a_query_that_cannot_be_read_is_refused(played: Caller, query: str) -> None:
    said = played.get(f"{V1}/rounds?{query}")
    assert (said.status, said.codes) == (400, ["query_invalid"])


def test_a_position_that_the_log_has_not_reached_is_not_waited_for(played: Caller) -> None:
    head = played.events()
    said = played.get(f"{ROUND}?at_least={head + 1}")
    assert (said.status, said.codes, said.json["errors"][0]["head"]) == (504, ["not_yet"], head)
    assert int(said.headers["retry-after"]) >= 1


@pytest.mark.parametrize("path", ["congresses", "meetings", "rounds", "evaluations"])
def test_what_was_never_recorded_is_not_found(played: Caller, path: str) -> None:
    assert played.get(f"{V1}/{path}/{uuid4()}").codes == ["not_found"]
    assert played.get(f"{V1}/{path}/nothing").codes == ["not_found"]


def test_a_round_is_not_found_among_the_meetings(played: Caller) -> None:
    assert played.get(f"{V1}/meetings/{in_town.ROUND_ID}").codes == ["not_found"]


def test_a_congress_is_found_under_its_code(played: Caller) -> None:
    assert played.get(f"{V1}/congresses/{in_county.CODE}").json["name"] == f"{in_county.NAME}人民代表大会"


def test_the_meeting_board_and_the_grades_are_there(played: Caller) -> None:
    assert played.get(f"{V1}/meetings/{in_town.SESSION}", who=TOWN_CLERK).json["kind"] == "meeting"
    graded = played.get(f"{V1}/evaluations/{in_county.EVALUATED}", who=COUNTY_CLERK).json
    assert {item["grade_word"] for item in graded["items"]} >= {"满意", "不满意"}


def test_history_tells_one_sentence_an_event_with_its_envelope(played: Caller) -> None:
    entries = played.get(HISTORY, who=TOWN_CLERK).json["entries"]
    assert [entry["version"] for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[0]["topic"] == "voting:RoundOpened"
    assert all(entry["sentence"].endswith("。") and entry["envelope"]["by"]["role"] == "clerk" for entry in entries)
    (correction,) = (
        entry
        for entry in entries
        if entry["topic"] == "voting:RoundCorrected" and "/votes_for" in entry["event"]["field"]
    )
    assert (correction["event"]["before"], correction["event"]["after"]) == (31, 41)
    assert correction["envelope"]["approved_by"]["ref"] == "p-chair"


def test_history_stays_inside(played: Caller) -> None:
    assert played.get(HISTORY, who=STRANGER).codes == ["other_congress"]
    assert played.get(HISTORY, who=None).codes == ["role_not_admitted"]
    assert played.get(HISTORY, who=Who(role="auditor", congress="99")).status == 200
    assert played.get(f"{V1}/streams/{uuid4()}/history", who=CLERK).codes == ["not_found"]


def test_the_service_is_ready_when_everything_was_folded(played: Caller) -> None:
    said = played.get("/readyz", who=None)
    assert (said.status, said.json["status"]) == (200, "ok")
