"""Is every door open to those whom the design names, and shut to everybody else?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

import pytest

from api.cli.serving import actors_of
from api.http.actor import Actors, believed, believed_here, unbelieved
from api.http.app import DoorWithoutLock, build_app
from api.http.audience import EVERYONE, NAMES
from api.http.reply import Reply
from api.http.route import Route
from api.http.table import ROUTES
from api.settings import read_settings
from domain.events import Role
from tests.api.kit import CLERK, Caller, Hands, Who, calling, nowhere

OFFICE = {"clerk", "chair"}
COUNT = OFFICE | {"scrutineer", "teller"}
TELLERS = {"clerk", "teller"}
REVIEWERS = {"chair", "scrutineer"}
SET_UP = OFFICE | {"system_admin"}
GOVERNMENT = OFFICE | {"government"}
UNIT = GOVERNMENT | {"unit"}
STAFF = UNIT | {"auditor"}
ADMINISTRATORS = {"system_admin", "security_admin", "audit_admin"}
RAISING = OFFICE | {"deputy"}
ANYBODY = set(get_args(Role)) - {"system"}

# Whoever opens a door wider has to say so here as well.
OPEN_TO: dict[str, set[str]] = {
    "POST /congresses": SET_UP,
    "POST /congresses/{congress}/name": SET_UP,
    "POST /congresses/{congress}/merger": SET_UP,
    "POST /congresses/": OFFICE,
    "GET /presets": ANYBODY,
    "POST /people": OFFICE | {"government"},
    "POST /people/{person}/reading": OFFICE,
    "POST /meetings": OFFICE,
    "POST /rounds": OFFICE,
    "POST /past-rounds": OFFICE,
    **{
        f"POST /rounds/{{round}}/{step}": COUNT
        for step in ("boxes", "issued", "collected", "validity", "totals", "papers", "sheet", "audits")
    },
    **{f"{method} /rounds/{{round}}/reading": COUNT for method in ("PUT", "GET")},
    "PUT /rounds/{round}/bundles/{bundle}": COUNT,
    "GET /rounds/{round}/bundles": COUNT,
    "PUT /rounds/{round}/bundles/{bundle}/papers": TELLERS,
    "POST /rounds/{round}/bundles/{bundle}/finish": TELLERS,
    "PUT /rounds/{round}/bundles/{bundle}/decisions": {"scrutineer"},
    **{f"POST /rounds/{{round}}/bundles/{{bundle}}/{step}": REVIEWERS for step in ("review", "restart")},
    "POST /rounds/{round}/serials": REVIEWERS,
    **{f"{method} /evaluations/{{evaluation}}/reading": COUNT for method in ("PUT", "GET")},
    "POST /evaluations": OFFICE,
    **{
        f"POST /evaluations/{{evaluation}}/{step}": COUNT
        for step in ("boxes", "issued", "collected", "validity", "totals", "sheet")
    },
    "POST /documents": COUNT,
    "POST /congresses/{congress}/documents": COUNT,
    "GET /documents": ANYBODY,
    "POST /documents/{document}/replacement": OFFICE,
    "POST /calculators/": ANYBODY,
    "POST /cycles": OFFICE,
    "POST /past-cycles": OFFICE,
    "POST /cycles/": GOVERNMENT,
    **{f"POST /cycles/{{cycle}}/{step}": OFFICE for step in ("final-lists", "groups", "group-changes", "closing")},
    "GET /cycles": ANYBODY,
    "POST /proposals": GOVERNMENT,
    "POST /proposals/{proposal}/publication": OFFICE,
    "GET /proposals": ANYBODY,
    "GET /proposal-funnel": ANYBODY,
    "POST /projects": GOVERNMENT,
    "POST /past-projects": OFFICE,
    **{
        f"POST /projects/{{project}}/{step}": UNIT
        for step in (
            "plans",
            "milestones-met",
            "milestones-missed",
            "completion",
            "handover",
            "surplus",
            "reports",
            "vouchers",
            "explanations",
            "rectification-plans",
            "rectification-reports",
        )
    },
    **{
        f"POST /projects/{{project}}/{step}": OFFICE
        for step in (
            "adjustment-decisions",
            "adjustment-announcements",
            "adjustment-hearings",
            "follow-ups",
            "rectification-inspections",
            "follow-up-closings",
            "follow-up-escalations",
        )
    },
    "POST /findings": RAISING,
    "POST /findings/{finding}/assignment": GOVERNMENT,
    "POST /findings/{finding}/pressing": GOVERNMENT,
    "POST /findings/{finding}/answers": UNIT,
    **{f"POST /findings/{{finding}}/{step}": OFFICE for step in ("escalation", "closing", "reopening")},
    "GET /findings": ANYBODY,
    "GET /projects": ANYBODY,
    **{f"GET /{what}": ANYBODY for what in ("ledger", "money", "targets", "promises", "satisfaction-years")},
    "GET /alerts": UNIT | {"auditor"},
    "GET /supervision": OFFICE | {"auditor"},
    "GET /todo": UNIT | {"auditor"},
    "POST /inspections": OFFICE,
    "GET /inspections": ANYBODY,
    "POST /reports": OFFICE,
    "POST /reports/{report}/submission": GOVERNMENT,
    "POST /reports/{report}/replies": GOVERNMENT,
    "GET /reports": ANYBODY,
    "GET /congresses": ANYBODY,
    "GET /congresses/{congress}/erasures": COUNT | {"auditor"},
    "GET /meetings": ANYBODY,
    "GET /rounds": ANYBODY,
    "GET /evaluations": ANYBODY,
    "GET /rounds/{round}/hall": COUNT | {"auditor"},
    "GET /evaluations/{evaluation}/hall": COUNT | {"auditor"},
    "GET /streams/{stream}/told": ANYBODY,
    "GET /changes": ANYBODY,
    "GET /streams/{stream}/history": COUNT | {"auditor"},
    "GET /events": COUNT | {"auditor"},
    "GET /event-search": COUNT | {"auditor"},
    "GET /diff": COUNT | {"auditor"},
    "GET /log": ANYBODY,
    **{f"{method} /session": ANYBODY for method in ("POST", "GET", "PUT", "DELETE")},
    "GET /confirmations": COUNT,
    "GET /confirmations/asked": ANYBODY - {"public"},
    "PUT /confirmations/{confirmation}": COUNT,
    "POST /tokens": STAFF,
    "GET /tokens": STAFF | ADMINISTRATORS,
    "DELETE /tokens/{token}": STAFF | {"security_admin"},
    "POST /accounts": {"system_admin"},
    "GET /accounts": ADMINISTRATORS,
    "PUT /accounts/{account}/lock": {"security_admin"},
    "POST /accounts/{account}/codes": OFFICE,
    "POST /role-changes": {"system_admin", "security_admin"},
    "GET /role-changes": ADMINISTRATORS,
    "PUT /role-changes/{change}": {"security_admin", "audit_admin"},
    **{f"GET /{what}": {"audit_admin"} for what in ("account-acts", "reads", "attempts")},
    **{f"{method} /people/{{person}}": OFFICE for method in ("GET", "PUT")},
    **{f"{method} /meetings/{{meeting}}/passes": OFFICE for method in ("POST", "GET", "DELETE")},
    "POST /halves/": OFFICE,
    "GET /openapi.json": ANYBODY,
    "GET /healthz": ANYBODY,
    "GET /readyz": ANYBODY,
}


@pytest.fixture(scope="module")
def door() -> Iterator[Caller]:
    with calling(nowhere(), Hands()) as caller:
        yield caller


def open_to(route: Route) -> set[str]:
    """The roles of the longest line of the table that the route begins with."""
    named = f"{route.method} {route.path.removeprefix('/api/v1')}"
    fitting = [
        line
        for line in OPEN_TO
        if named == line or (named.startswith(line) and (line.endswith("/") or named[len(line)] == "/"))
    ]
    return OPEN_TO[max(fitting, key=len)]


@pytest.mark.parametrize("route", ROUTES, ids=[f"{route.method} {route.path}" for route in ROUTES])
def test_a_door_is_open_to_its_audience_alone(door: Caller, route: Route) -> None:
    assert {role for role in ANYBODY if is_let_in(door, route, role)} == open_to(route)


def is_let_in(door: Caller, route: Route, role: str) -> bool:
    who = Who(person="p-1", role=role, congress="" if role.endswith("admin") else "990101")
    path = route.path.replace("{", "").replace("}", "")
    response = door.client.request(route.method, path, headers=who.headers)
    return not (response.status_code == 403 and response.json()["type"] == "urn:minsheng:role_not_admitted")


def test_every_line_of_the_table_of_doors_is_used() -> None:
    unused = dict(OPEN_TO)
    for route in ROUTES:
        named = f"{route.method} {route.path.removeprefix('/api/v1')}"
        for line in [line for line in unused if named.startswith(line)]:
            del unused[line]
    assert unused == {}


def test_a_shut_door_says_to_whom_it_is_open(door: Caller) -> None:
    said = door.post("/rounds", who=replace(CLERK, role="unit"))
    assert said.json["detail"] == "这件事由人大经办、人大负责人办理，您的身份是承办单位。"


def test_whoever_does_not_say_who_he_is_is_the_public(door: Caller) -> None:
    assert door.post("/rounds", who=None).codes == ["role_not_admitted"]
    assert door.post("/calculators/tally", who=None).status == 400


def test_every_role_has_a_chinese_name() -> None:
    assert set(NAMES) == EVERYONE == set(get_args(Role))


@pytest.mark.parametrize(
    "changes",
    [
        {"person": ""},
        {"person": "示例"},
        {"person": "p" * 101},
        {"role": ""},
        {"role": "mayor"},
        {"role": "system"},
        {"congress": ""},
        {"congress": "示例县"},
        {"congress": "99010101010101"},
    ],
)
def test_headers_that_cannot_name_somebody_are_refused(door: Caller, changes: dict[str, str]) -> None:
    said = door.post("/calculators/tally", who=replace(CLERK, **changes))
    assert (said.status, said.codes) == (400, ["actor_invalid"])


def test_where_headers_are_not_believed_they_are_refused_and_nobody_is_anybody() -> None:
    with calling(nowhere(), Hands(), actors=unbelieved) as strict:
        assert strict.post("/calculators/tally", who=None).status == 400
        said = strict.post("/calculators/tally", who=CLERK)
        assert (said.status, said.codes) == (403, ["actor_not_accepted"])


@pytest.mark.parametrize(
    ("given", "asked", "expected"),
    [
        ({}, None, believed_here),
        ({"host": "0.0.0.0"}, None, unbelieved),  # noqa: S104 - nothing listens
        ({"host": "0.0.0.0"}, True, believed),  # noqa: S104 - likewise
        ({"origin": "https://example.com"}, None, unbelieved),
        ({"origin": "https://example.com"}, True, believed_here),
        ({}, False, unbelieved),
    ],
)
def test_headers_are_believed_on_the_machine_itself_unless_people_come_from_elsewhere(
    given: dict[str, str], asked: bool | None, expected: Actors
) -> None:
    assert actors_of(read_settings(**given), asked) is expected


def test_the_service_does_not_start_with_a_door_without_a_lock() -> None:
    def handle(_call: Any) -> Reply:
        return Reply(content={})

    route = Route(method="GET", path="/api/v1/open", summary="示例", audience=frozenset(), handle=handle)
    with pytest.raises(DoorWithoutLock, match="/api/v1/open"):
        build_app([route], calling, unbelieved)  # type: ignore[arg-type] # never reached


def test_every_route_names_its_audience() -> None:
    assert [route.path for route in ROUTES if not route.audience] == []
