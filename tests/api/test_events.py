"""Are the events given whole, in order and to those who may see them, and does what changed name the events that changed it?"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import orjson
import pytest

from api.history import entries
from api.http.route import V1
from api.postgres import Server
from projections.models import MODELS
from tests.api.kit import CLERK, COUNTY, Caller, Who
from tests.api.test_past import COUNTY_WHOLE, NOW, served
from tests.opendata.standards import faults
from tests.projections.histories import demonstration
from tests.projections.kit import folded

TOWN_CLERK = Who(congress="990101101")
EVENTS = demonstration().events


@pytest.fixture(scope="module")
def whole(pg_server: Server, made: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    with served(pg_server, made, tmp_path_factory.mktemp("whole"), EVENTS) as caller:
        assert caller.hands() == NOW
        yield caller


def lines(caller: Caller, path: str, who: Who = COUNTY_WHOLE, **headers: str) -> list[dict[str, Any]]:
    answered = caller.client.get(
        f"{V1}{path}", headers=who.headers | {n.replace("_", "-"): v for n, v in headers.items()}
    )
    assert answered.status_code == 200, answered.text
    assert answered.headers["content-type"] == "application/x-ndjson"
    return [orjson.loads(line) for line in answered.content.splitlines()]


def test_the_log_is_given_line_by_line_and_is_what_the_histories_say(whole: Caller) -> None:
    given = lines(whole, "/events")
    assert [one["position"] for one in given] == list(range(1, len(EVENTS) + 1))
    for recorded in EVENTS[:: len(EVENTS) // 20]:
        stream = str(recorded.originator_id)
        (entry,) = [one for one in given if one["position"] == recorded.position]
        told = whole.get(f"{V1}/streams/{stream}/history", COUNTY_WHOLE).json["entries"]
        (said,) = [one for one in told if one["position"] == recorded.position]
        alone = whole.get(f"{V1}/events/{recorded.position}", COUNTY_WHOLE).json
        assert alone == {"stream": stream, **said} == {"sentence": said["sentence"], **entry}


@pytest.mark.parametrize("seen", [0, 1, 499, 500, 501, len(EVENTS) - 1, len(EVENTS)])
def test_what_broke_off_is_taken_up_behind_the_last_line(whole: Caller, seen: int) -> None:
    given = lines(whole, "/events?format=cloudevents", Last_Event_ID=str(seen))
    assert [one["id"] for one in given] == [str(number) for number in range(seen + 1, len(EVENTS) + 1)]


def test_every_line_of_the_feed_is_a_cloud_event_as_its_standard_wants_it(whole: Caller) -> None:
    for line in lines(whole, "/events?format=cloudevents"):
        assert faults("cloudevents_1_0", line) == [], line


def test_a_stretch_begins_behind_one_time_and_ends_with_another(whole: Caller) -> None:
    given = lines(whole, "/events?from=position:10&to=position:700")
    assert [one["position"] for one in given] == list(range(11, 701))
    dated = lines(whole, "/events?from=2024-01-18&to=2024-06-30")
    days = ["2024-01-18T16:00:00.000000Z", "2024-06-30T16:00:00.000000Z"]
    assert [one["position"] for one in dated] == [
        one.position for one in EVENTS if days[0] <= one.envelope.at < days[1]
    ]


def test_a_stream_alone_is_given_too(whole: Caller) -> None:
    stream = str(EVENTS[700].originator_id)
    given = lines(whole, f"/events?stream={stream}")
    assert [one["position"] for one in given] == [one.position for one in EVENTS if str(one.originator_id) == stream]


def test_a_town_gets_its_own_events_and_no_others(whole: Caller) -> None:
    ours = {one.originator_id for one in EVENTS if getattr(one.event, "code", "") == "990101101"}
    given = lines(whole, "/events", TOWN_CLERK)
    assert [one["position"] for one in given] == [one.position for one in EVENTS if one.originator_id in ours]
    other = next(one for one in EVENTS if one.originator_id not in ours)
    assert lines(whole, f"/events?stream={other.originator_id}", TOWN_CLERK) == []
    said = whole.get(f"{V1}/events/{other.position}", TOWN_CLERK)
    assert (said.status, said.codes) == (403, ["other_congress"])
    assert whole.get(f"{V1}/events", None).status == 403


def test_cloud_events_have_what_their_standard_requires(whole: Caller) -> None:
    for one in lines(whole, "/events?format=cloudevents&to=position:300"):
        assert one["specversion"] == "1.0"
        assert all(one[name] and isinstance(one[name], str) for name in ("id", "source", "type"))
        assert one["time"].endswith("Z")
        assert one["datacontenttype"] == "application/json"
        assert set(one) - {"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"} == {
            "sequence"
        }
    in_order = sorted(lines(whole, "/events?format=cloudevents"), key=lambda one: one["sequence"])
    assert [int(one["id"]) for one in in_order] == list(range(1, len(EVENTS) + 1))


@pytest.mark.parametrize("seed", range(4))
def test_what_changed_is_what_differs_and_names_the_events_in_between(whole: Caller, seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - places in a history, no secret
    after, upto = sorted(rng.sample(range(1, len(EVENTS) + 1), 2))
    said = whole.get(f"{V1}/diff?congress={COUNTY}&from=position:{after}&to=position:{upto}", COUNTY_WHOLE).json
    assert (said["from"], said["to"]) == (after, upto)
    found = {(row["model"], row["stream"]): row for row in said["rows"]}
    expected = {}
    for model in MODELS:
        before, now = (folded(model, EVENTS[:end]) for end in (after, upto))
        then, shown = (
            {key: row for key, row in each.shown(model).items() if each.rows[key][0] == COUNTY}
            for each in (before, now)
        )
        for key in then.keys() | shown.keys():
            if then.get(key) != shown.get(key):
                change = "begun" if key not in then else "gone" if key not in shown else "changed"
                expected[model.name, key] = change
    assert {key: row["change"] for key, row in found.items()} == expected
    histories = map(whole.desk.ledger.history, {one.originator_id for one in EVENTS})
    sentences = {entry.position: entry.sentence for history in histories for entry in entries(history)}
    for row in found.values():
        positions = [event["position"] for event in row["events"]]
        assert positions == sorted(set(positions))
        assert positions, "nothing changes by itself"
        assert after < positions[0] <= positions[-1] <= upto
        assert [event["sentence"] for event in row["events"]] == [sentences[position] for position in positions]
        assert row["fields"]
        assert row["title"]
        assert not row["title"].isdigit()


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/events?from=position:9&to=position:8", "query_invalid", "from应不晚于to"),
        ("/events?from=2024-06-30&to=2024-01-31", "query_invalid", "from应不晚于to"),
        ("/events?to=position:99999", "past_unknown", f"第1号至第{len(EVENTS)}号"),
        ("/events?format=xml", "query_invalid", "ndjson、cloudevents"),
        ("/diff?from=position:9&to=position:8&congress=990101", "query_invalid", "from应不晚于to"),
        ("/diff?from=position:9", "query_invalid", "请用参数congress"),
        ("/diff?from=1949-10-01&congress=990101", "past_unknown", "台账从"),
        ("/events/0", "not_found", "没有第0号"),
        ("/events/x", "not_found", "没有第x号"),
    ],
)
def test_a_stretch_that_there_is_not_is_refused(whole: Caller, path: str, code: str, said: str) -> None:
    answered = whole.get(f"{V1}{path}")
    assert answered.codes == [code]
    assert said in answered.json["detail"]


@pytest.mark.parametrize("last", ["x", "-1", "99999", "１", "1" * 20])
def test_a_line_that_nobody_was_given_is_no_place_to_go_on_from(whole: Caller, last: str) -> None:
    headers = [(name.encode(), value.encode()) for name, value in {**CLERK.headers, "Last-Event-ID": last}.items()]
    answered = whole.client.get(f"{V1}/events", headers=headers)
    assert answered.json()["errors"][0]["code"] == "query_invalid"
