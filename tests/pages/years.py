"""How do the people of an office record a year of the demonstration, with nothing but pages before them?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from pydantic_core import to_jsonable_python

from api.actor import Actor
from api.cases import USE_CASES
from api.demo.steps import Step
from api.http.route import V1
from api.pages.forms.doing import DO
from api.usecases import Request, Stated, execute
from domain.calendar import SHANGHAI, parse_day
from domain.congress.commands import AdoptProfile
from domain.deciders import Command
from domain.events import Person
from projections.models import FINDINGS, PROJECTS
from tests.api.played import asked_of, route_of
from tests.pages.hands import Hand, fill
from tests.pages.site import Site

SECOND: Final = "_second"
HandOf = Callable[[str, str], Hand]
"""Whose hand it is, by role and unit."""


@dataclass(slots=True)
class Office:
    """Everybody of one congress who works on its year, each with a hand on a page of his own."""

    site: Site
    hand_of: HandOf
    done: list[str] = field(default_factory=list)

    def record(self, step: Step) -> None:
        """One step at its moment, on the page of whoever does it."""
        self._come(step)
        asked = step.asked if isinstance(step.asked, Command) else step.asked(lambda name: name)
        body: dict[str, Any] = {**to_jsonable_python(asked), "effective_on": step.day}
        if step.decision is not None:
            body["decided_by"] = to_jsonable_python(step.decision)
        if isinstance(asked, AdoptProfile):
            self._rules(asked, step)
        elif {"first", "second"} <= body.keys():
            self._sheet(step, body)
        else:
            self._form(step, body, route_of(asked, step).path.removeprefix(V1))
        self.done.append(type(asked).__name__)

    def beside(self, step: Step) -> None:
        """One step as it is recorded by somebody else, beside the pages."""
        self._come(step)
        asked = asked_of(step)
        second = Person(ref="beside-chair", role="chair") if step.two else None
        stated = Stated(effective_on=parse_day(step.day), decided_by=step.decision, approved_by=second)
        case = next(each for each in USE_CASES if each.command is type(asked) and step.decider in (None, each.decider))
        actor = Actor(person=Person(ref=f"beside-{step.role}", role=step.role), congress=step.code)
        request = Request(use_case=case, command=asked, actor=actor, key=str(uuid4()), stated=stated, stream=step.on)
        execute(self.site.desk.ledger, request, self.site.desk.clock)

    def _come(self, step: Step) -> None:
        self.site.hands.moment = datetime.fromisoformat(step.at).replace(tzinfo=SHANGHAI)

    def _rules(self, asked: AdoptProfile, step: Step) -> None:
        """The rules, from the two presets of the congress's level, and what differs from them."""
        level = "township" if asked.profile["level"] == "township" else "county"
        evaluation = "congress_evaluation" if level == "township" else "sc_evaluation"
        hand = self.hand_of(step.role, "")
        hand.open(f"/desk/rules?decision={level}&evaluation={evaluation}")
        for path in ("solicitation.feedback", "implementation.report_frequency"):
            section, _, name = path.partition(".")
            hand.put(path, [asked.profile[section][name]])
        hand.put("document", [asked.document])
        hand.put("effective_on", [step.day])
        hand.press("adopt", "1")
        assert "已登记" in hand.words(), hand.words()[:1500]

    def _form(self, step: Step, body: dict[str, Any], path: str) -> None:
        address = DO + (path if step.on is None else f"{path[: path.index('{')]}{step.on}{path[path.index('}') + 1 :]}")
        year = body.pop("project_year", None)
        body.pop("congress", None)
        hand = self.hand_of(step.role, self._unit(step))
        hand.open(f"{address}?year={year}" if year and step.on is None else address)
        if "project_year" in hand.controls():
            body["project_year"] = year
        fill(hand, body)
        if step.two:
            (chair,) = [value for value in hand.controls()[SECOND].offered if value.endswith("|chair")]
            hand.put(SECOND, [chair])
        hand.press()
        if step.two:
            assert "已请" in hand.words(), (address, hand.words()[:1500])
            self._confirm()
            hand.press()
        assert "已登记" in hand.words(), (address, body, hand.words()[:1500])

    def _confirm(self) -> None:
        chair = self.hand_of("chair", "")
        chair.open("/desk/confirmations")
        chair.press("confirmed", "yes")

    def _sheet(self, step: Step, body: dict[str, Any]) -> None:
        """The signed sheet, typed by one and then by the other."""
        kind = "rounds" if isinstance(body["first"], dict) else "evaluations"
        hand = self.hand_of("chair", "")
        for role, reading in (("clerk", body["first"]), ("chair", body["second"])):
            hand = self.hand_of(role, "")
            hand.open(f"/{kind}/{step.on}/sheet")
            said = reading if isinstance(reading, dict) else {"items": reading}
            rows = [{name: row[name] for name in row if name not in TOLD} for row in said["items"]]
            why = {f"why/{reason}": count for reason, count in said.get("invalid_by_reason", {}).items()}
            whole = {name: said[name] for name in ("valid", "invalid") if name in said}
            fill(hand, {**whole, **why, "row": rows, "effective_on": step.day})
            hand.press()
        assert "登记的数" in hand.words(), hand.words()[:1500]

    def _unit(self, step: Step) -> str:
        """The unit that carries out what the step is about."""
        if step.role != "unit":
            return ""
        for model in (PROJECTS, FINDINGS):
            found = self.site.desk.reading.row(model, str(step.on))
            if found is not None:
                return str(found.row.get("unit") or found.row["units"][-1])
        raise AssertionError(step)


TOLD: Final = frozenset({"candidate", "item", "not_pressed"})
"""What the sheet has printed on it, and nobody types."""


@contextmanager
def hands_on(make: Callable[[str, str], Hand]) -> Iterator[HandOf]:
    """A hand for each person, made when he first comes."""
    found: dict[tuple[str, str], Hand] = {}

    def hand_of(role: str, unit: str) -> Hand:
        if (role, unit) not in found:
            found[role, unit] = make(role, unit)
        return found[role, unit]

    try:
        yield hand_of
    finally:
        for hand in found.values():
            hand.close()
