"""Does every route do for every role, from everywhere, what the documents say, and is nothing recorded for whoever is refused?

The doors are those of `api.http.table`, who may come to them is what docs/http.md says, whose they are what `tests.api.walked`
says. A route that stands in neither fails here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from starlette.datastructures import Headers

from api.actor import Actor
from api.demo.town import town
from api.desk import ROLES as DATABASE_ROLES
from api.desk import Desk, desk_on
from api.history import division_of
from api.http.app import build_app
from api.http.route import V1, Route
from api.http.table import ROUTES
from api.postgres import Server
from api.refusals import ActorInvalid
from domain.calendar import SHANGHAI
from domain.deciders import Decider
from domain.events import Event, Recorded
from domain.storage import Ledger
from projects.deciders.findings import FINDING
from projects.deciders.projects import PROJECT
from tests.api.conftest import copied
from tests.api.kit import Caller, Hands, Who, calling
from tests.api.sampled import sampled
from tests.api.walked import SCOPES, TOWN, Somebody, Work, audiences, everybody, expected, scope_of
from tests.api.wire import Answer, Wire, wired
from voting.deciders.evaluations import EVALUATION
from voting.deciders.rounds import ROUND

BEGUN_BY = {
    "congress": "congress:CongressRegistered", "meeting": "voting:MeetingConvened", "round": "voting:RoundOpened",
    "evaluation": "voting:EvaluationOpened", "cycle": "projects:CycleOpened", "proposal": "projects:ProposalSubmitted",
    "project": "projects:ProjectDrafted", "finding": "projects:FindingRecorded", "inspection": "projects:InspectionPlanned",
    "report": "projects:ReportPlanned", "document": "document:DocumentFiled",
}  # fmt: skip
"""With which event each kind of stream begins."""
REFUSED = {"role_not_admitted": 403, "token_scope": 403, "other_congress": 403, "other_task": 403, "not_signed_in": 401}
"""With which status docs/refusals.md says each of them."""
THERE = {*BEGUN_BY, "stream", "position", "number", "level", "bundle"}
"""What stands in an address and is there in the town; everything else is a number that nothing has."""
MOST_OF_A_KIND = 4
BOOK = b"%PDF-1.7 walked"


@dataclass(frozen=True, slots=True)
class Place:
    """The town after its year, asked by anybody of `people`."""

    wire: Wire
    ledger: Ledger
    streams: Mapping[str, str]
    people: list[Somebody]
    """Those of the round's meeting, and then as many of the evaluation's."""

    def numbers(self, route: Route) -> range:
        """Under which numbers the people stand who come to a route."""
        half = len(self.people) // 2
        return range(half, 2 * half) if "evaluation" in route.path else range(half)

    def ask(self, route: Route, number: int) -> Answer:
        """The route as somebody would take it who has nothing else in mind: its address, the least body, a version that is not."""
        headers = {
            "x-as": str(number),
            "idempotency-key": f"walked-{route.path}-{number}"[:190],
            "if-match": '"999999"',
        }
        headers |= {"minsheng-code": "0000-" * 7 + "0000", "content-type": "application/json"}
        body = b""
        if route.body is not None:
            if route.body.media_type == "application/json":
                body = orjson.dumps(self.body(route))
            else:
                headers["content-type"], body = "application/pdf", BOOK + route.path.encode()
        return self.wire.ask(route.method, self.address(route), headers, body)

    def body(self, route: Route) -> Any:
        """The least body, with the ids of what there is."""
        named = line_of(route)
        if named.startswith("POST /calculators"):
            return {}
        if named == "POST /session":
            return {"printed": "0000-0000-0000-0000"}
        known: dict[str, Any] = {name: self.streams[name] for name in ("congress", "meeting")} | {"project_year": 2024}
        if named == "POST /congresses":
            return {"code": "990101109", "level": "township", "name": "示例乡人民代表大会"}
        if named in {"POST /evaluations", "POST /reports", "POST /inspections", "POST /findings"}:
            known |= {"projects": [self.streams["number"]], "project": self.streams["number"]}
        return sampled(route.path, route.method, known)

    def division(self, stream: str) -> str:
        """Under which congress's code a stream stands."""
        first = self.ledger.first(UUID(stream))
        return division_of(self.ledger, first)

    def address(self, route: Route) -> str:
        """The address, with the town's own streams in it, and what a read must say."""
        named = line_of(route)
        filled = {**self.streams, "stream": self.streams["cycle"], "number": "1", "level": "0", "bundle": "1"}
        path = re.sub(
            r"\{(\w+)\}", lambda found: filled.get(found[1], "00000000-0000-4000-8000-000000000000"), route.path
        )
        asked = {each.name for each in route.parameters if each.place == "query"}
        query = [
            *(["year=2024"] if "year" in asked and route.method == "GET" and "POST" not in named else []),
            *([f"congress={TOWN}"] if "congress" in asked else []),
            *(["from=position:1&to=position:60"] if "from" in asked else []),
            *(["seed=1"] if "seed" in asked else []),
            *(["kind=other&title=walked"] if "kind" in asked else []),
        ]
        return f"{path}?{'&'.join(query)}" if query else path


def line_of(route: Route) -> str:
    """As the tables say it."""
    return f"{route.method} {route.path.removeprefix(V1)}"


@pytest.fixture(scope="module")
def place(pg_server: Server, played_town: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    # The day after the last step.
    hands = Hands(datetime.fromisoformat(town().steps[-1].at).replace(tzinfo=SHANGHAI) + timedelta(days=1))
    with (
        Ledger.at(copied(pg_server, played_town), role=DATABASE_ROLES.service, connections=4) as ledger,
        desk_on(ledger, tmp_path_factory.mktemp("town") / "person.key", work=True, clock=hands) as desk,
    ):
        with calling(desk, hands) as caller:
            streams = begun(ledger) | {"document": filed(caller)}
        yield from lent_to(everybody_there(ledger, streams), ledger, desk, streams)


def played_ids(place: Place) -> dict[str, list[str]]:
    """What there is in the town, by kind: some streams of each, numbers of projects, codes of congresses."""
    found: dict[str, list[str]] = {"code": [TOWN, "990101109", TOWN[:6]], "project_number": [place.streams["number"]]}
    for kind, ones in beginnings(place.ledger).items():
        found[kind] = [str(one.originator_id) for one in ones[:MOST_OF_A_KIND]]
    found["document"] = [place.streams["document"]]
    return {**found, "stream": [found[kind][0] for kind in BEGUN_BY], "position": ["1", "40", "200"]}


def lent_to(people: list[Somebody], ledger: Ledger, desk: Desk, streams: dict[str, str]) -> Iterator[Place]:
    """The service over the desk, which believes the number of whoever comes."""

    numbers = {str(number): number for number in range(len(people))}

    def by_number(headers: Headers) -> Actor:
        named = headers.get("x-as", "")
        if named not in numbers:
            raise ActorInvalid("示例")
        return people[numbers[named]].actor

    @contextmanager
    def lent() -> Iterator[Desk]:
        yield desk

    with wired(build_app(ROUTES, lent, by_number)) as wire:
        yield Place(wire, ledger, streams, people)


def everybody_there(ledger: Ledger, streams: dict[str, str]) -> list[Somebody]:
    """The round's people and the evaluation's; the unit is that of the finding and the project."""
    return [
        somebody
        for kind, decider in (("round", ROUND), ("evaluation", EVALUATION))
        for somebody in everybody(Work(meeting_of(ledger, decider, streams[kind]), streams[kind], streams["unit"]))
    ]


def begun(ledger: Ledger) -> dict[str, str]:
    """The first stream of each kind, a project of the unit that the finding is about, and where the round was opened."""
    every = beginnings(ledger)
    found = {kind: str(ones[0].originator_id) for kind, ones in every.items() if ones}
    unit = _state(ledger, FINDING, UUID(found["finding"])).unit
    states = {str(one.originator_id): _state(ledger, PROJECT, one.originator_id) for one in every["project"]}
    project = next(stream for stream, state in states.items() if state.unit == unit)
    position = str(every["round"][0].position)
    return {**found, "project": project, "number": states[project].says, "unit": unit, "position": position}


def beginnings(ledger: Ledger) -> dict[str, list[Recorded]]:
    """The events with which streams of each kind begin."""
    kinds = {topic: kind for kind, topic in BEGUN_BY.items()}
    found: dict[str, list[Recorded]] = {kind: [] for kind in BEGUN_BY}
    for one in ledger.read_log(0, 2000):
        if isinstance(one.event, Event) and one.event.TOPIC in kinds:
            found[kinds[one.event.TOPIC]].append(one)
    return found


def meeting_of(ledger: Ledger, decider: Decider[Any], papers: str) -> str:
    """The meeting at which these papers were cast."""
    return str(_state(ledger, decider, UUID(papers)).opened.meeting)


def _state(ledger: Ledger, decider: Decider[Any], stream: UUID) -> Any:
    return ledger.load(decider, stream).state


def filed(caller: Caller) -> str:
    """An internal document of the town."""
    said = caller.post(
        f"/congresses/{TOWN}/documents?kind=other&title=internal",
        BOOK,
        who=Who(congress=TOWN),
        key="walked",
        Content_Type="application/pdf",
    )
    assert said.status == 201, said.json
    return str(said.json["stream"])


def test_every_route_has_its_line_and_every_line_its_route() -> None:
    there = sorted(line_of(route) for route in ROUTES)
    assert sorted(line for lines in SCOPES.values() for line in lines) == there
    assert sorted(audiences()) == there


@pytest.mark.parametrize("route", ROUTES, ids=line_of)
def test_every_role_from_everywhere_gets_what_the_documents_say(place: Place, route: Route) -> None:
    audience, named = audiences()[line_of(route)], line_of(route)
    wanted = {number: expected(named, audience, place.people[number]) for number in place.numbers(route)}
    head = place.ledger.head()
    refused = [number for number, outcome in wanted.items() if outcome in REFUSED]
    said = {number: place.ask(route, number) for number in refused}
    assert place.ledger.head() == head, "a refusal recorded something"
    assert {str(place.people[n]): (one.status, one.code) for n, one in said.items()} == {
        str(place.people[n]): (REFUSED[wanted[n]], wanted[n]) for n in refused
    }
    if "outside" in wanted.values():
        outside = place.ask(route, next(n for n, who in enumerate(place.people) if who.role == "public"))
    for number, outcome in wanted.items():
        if outcome not in REFUSED:
            answer = place.ask(route, number)
            who = str(place.people[number])
            assert answer.status < 500 or scope_of(named) == "anybody", (who, answer.body)
            match outcome:
                case "in":
                    assert reached(route, answer), (who, answer.status, answer.body[:400])
                case "outside":
                    assert (answer.status, answer.body) == (outside.status, outside.body), who
                    assert not {"etag", "minsheng-position"} & set(answer.headers), who
                case "nothing":
                    assert answer.status == 200, (who, answer.body)
                    assert not [
                        one for one in place.streams.values() if len(one) > 30 and one.encode() in answer.body
                    ], who


def reached(route: Route, answer: Answer) -> bool:
    """Whether the answer is that of the matter itself: found, refused for what was asked, but for nobody's standing."""
    if scope_of(line_of(route)) == "anybody":
        return answer.code not in REFUSED
    if answer.code in {*REFUSED, "malformed", "query_invalid"}:
        return False
    if scope_of(line_of(route)).startswith("published") and "{" in route.path:
        return "etag" in answer.headers
    # What is asked for under a number that there is not.
    made_up = set(re.findall(r"\{(\w+)\}", route.path)) - THERE
    return answer.status not in (401, 403) and (answer.status != 404 or bool(made_up) or "bundle" in route.path)
