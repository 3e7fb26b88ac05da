"""Does the description of the service say what the service does?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it brings no types
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.cases import USE_CASES
from api.demo.county import county
from api.demo.steps import Step
from api.demo.town import town
from api.http.audience import EVERYONE
from api.http.openapi import openapi
from api.http.route import V1, Route
from api.http.shapes import CommandBody
from api.http.table import ROUTES, self_described
from api.persons import EnterPerson
from api.sheets import TypeGrades, TypeTotals
from domain.deciders import Command
from tests.api.kit import Caller, Hands, calling, nowhere
from tests.api.played import asked_of, body_of, route_of
from voting.commands.rounds import SealKeyed, SealPapers

DOCUMENT = openapi(ROUTES)


@pytest.fixture(scope="module")
def door() -> Iterator[Caller]:
    with calling(nowhere(), Hands()) as caller:
        yield caller


def operation(route: Route) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][route.path][route.method.lower()]
    return found


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """A validator that knows the components of the document."""
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]})


def test_the_document_is_openapi_3_1(door: Caller) -> None:
    said = door.get(f"{V1}/openapi.json", who=None)
    assert said.json == DOCUMENT
    assert said.json["openapi"].startswith("3.1.")
    assert [error.message for error in OpenAPIV31SpecValidator(said.json).iter_errors()] == []


def test_every_route_is_described_and_nothing_else_is() -> None:
    described = {(method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods}
    assert described == {(route.method, route.path) for route in ROUTES}


def test_every_operation_has_a_name_of_its_own_a_chinese_summary_and_an_audience() -> None:
    operations = [operation(route) for route in ROUTES]
    assert len({found["operationId"] for found in operations}) == len(ROUTES)
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in found["summary"]) for found in operations)
    assert all(found["x-audience"] for found in operations)
    assert {found["x-audience"][0] for found, route in zip(operations, ROUTES, strict=True) if route.audience == EVERYONE} == {"everyone"}  # fmt: skip


def test_every_use_case_has_one_route() -> None:
    shapes = [route.body.shape for route in ROUTES if route.body is not None]
    routed = [shape.command for shape in shapes if isinstance(shape, CommandBody)]
    # What is sealed comes from the counting room; what two people type becomes a use case when they agree.
    instead: dict[type[Command], type[Command]] = {SealKeyed: SealPapers}
    beside: set[type[Command]] = {EnterPerson, TypeTotals, TypeGrades}
    of_use_cases = [instead.get(command, command) for command in routed if command not in beside]
    assert sorted(map(str, of_use_cases)) == sorted(str(case.command) for case in USE_CASES)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_lists_the_codes_with_which_it_says_no(route: Route) -> None:
    listed = set()
    for answer in operation(route)["responses"].values():
        if "$ref" in answer:
            name = answer["$ref"].rpartition("/")[2]
            listed |= set(DOCUMENT["components"]["responses"][name]["x-codes"])
    assert listed >= {reason.code for reason in route.refusals} | {"internal_fault"}


def test_writes_ask_for_a_key_and_writes_to_a_stream_for_a_version() -> None:
    for route in ROUTES:
        required = {
            each["name"] for each in operation(route)["parameters"] if each["required"] and each["in"] == "header"
        }
        # What PUT writes is named by its address and by who writes it.
        if route.method == "POST" and route.body is not None and isinstance(route.body.shape, CommandBody):
            assert required == ({"Idempotency-Key", "If-Match"} if "{" in route.path else {"Idempotency-Key"})


def test_a_problem_is_what_the_document_says_it_is(door: Caller) -> None:
    schema = validator({"$ref": "#/components/schemas/Problem"})
    for said in (door.post("/meetings", {"term": "1"}), door.post("/rounds", who=None), door.get("/nothing")):
        assert list(schema.iter_errors(said.json)) == []


def one_of_each() -> list[Step]:
    """The demonstration's first step of every command on every kind of stream."""
    steps = {(type(asked_of(step)), step.decider): step for step in reversed([*town().steps, *county().steps])}
    return list(steps.values())


@pytest.mark.parametrize(
    "step", one_of_each(), ids=lambda step: f"{type(asked_of(step)).__name__} {step.decider and step.decider.name}"
)
def test_what_the_demonstration_sends_is_what_the_document_says(step: Step) -> None:
    asked = asked_of(step)
    described = operation(route_of(asked, step))["requestBody"]["content"]["application/json"]["schema"]
    body = body_of(asked, step)
    assert list(validator(described).iter_errors(body)) == []
    assert list(validator(described).iter_errors({**body, "nonsense": 1})) != []


def test_a_route_added_to_the_table_describes_itself() -> None:
    few = self_described(ROUTES[:1])
    with calling(nowhere(), Hands(), routes=few) as caller:
        assert set(caller.get(f"{V1}/openapi.json").json["paths"]) == {ROUTES[0].path, f"{V1}/openapi.json"}


def test_every_link_leads_to_a_route_and_names_what_it_takes() -> None:
    document = openapi(ROUTES)
    operations = {each["operationId"]: each for methods in document["paths"].values() for each in methods.values()}
    links = [
        link
        for each in operations.values()
        for response in each["responses"].values()
        for link in response.get("links", {}).values()
    ]
    assert len(links) > 100
    for link in links:
        taken = {f"{one['in']}.{one['name']}" for one in operations[link["operationId"]]["parameters"]}
        assert set(link.get("parameters", ())) <= taken, link
