"""How is a step of the demonstration said over HTTP?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from pydantic_core import to_jsonable_python

from api.demo.steps import Script, Step
from api.http.route import V1, Route
from api.http.shapes import CommandBody
from api.http.table import ROUTES
from domain.calendar import SHANGHAI
from domain.deciders import Command
from tests.api.kit import Caller, Said, Who


def record(caller: Caller, script: Script) -> None:
    """Record every step of a script, each on the version that its stream was last answered to have."""
    seen: dict[str, str] = {}
    for step in script.steps:
        said = ask(caller, step, seen)
        assert said.status in (200, 201), (step, said.json)
        seen[said.json["stream"]] = f'"{said.json["version"]}"'


def ask(caller: Caller, step: Step, seen: dict[str, str]) -> Said:
    """One step, by HTTP alone: its body, its version, its route; where something else moved the stream, by its newest history."""
    caller.hands.moment = datetime.fromisoformat(step.at).replace(tzinfo=SHANGHAI)
    who = Who(person=f"p-{step.role}", role=step.role, congress=step.code)
    asked = asked_of(step)
    path = route_of(asked, step).path.removeprefix(V1)
    if step.on is None:
        return caller.post(path, body_of(asked, step), who=who)
    here = path.replace(path[path.index("{") : path.index("}") + 1], str(step.on))
    stream = str(step.on)
    said = caller.post(here, body_of(asked, step), who=who, version=seen.get(stream, '"0"'))
    if said.status == 412:
        history = caller.get(f"{V1}/streams/{stream}/history", who=Who(congress=step.code))
        said = caller.post(here, body_of(asked, step), who=who, version=history.headers["etag"])
    return said


def asked_of(step: Step) -> Command:
    """The command of a step, people in it enrolled nowhere."""
    return step.asked if isinstance(step.asked, Command) else step.asked(lambda _name: str(uuid4()))


def body_of(asked: Command, step: Step) -> dict[str, Any]:
    """The body of a step: the command's fields and the envelope's side by side."""
    body: dict[str, Any] = {"effective_on": step.day, **to_jsonable_python(asked)}
    if step.decision is not None:
        body["decided_by"] = to_jsonable_python(step.decision)
    if step.two:
        body["approved_by"] = {"ref": "p-chair", "role": "chair"}
    return body


def route_of(asked: Command, step: Step) -> Route:
    """The one route that takes the command, on the streams of the step's kind."""
    kind = "" if step.decider is None else f"/{step.decider.name.lower()}"
    (found,) = (
        route
        for route in ROUTES
        if route.body is not None
        and isinstance(route.body.shape, CommandBody)
        and route.body.shape.command is type(asked)
        and route.path.startswith(f"{V1}{kind}")
    )
    return found
