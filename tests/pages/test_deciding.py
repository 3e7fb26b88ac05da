"""Do the forms ask who decided, and for a second person, exactly where the deciders do?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, get_args, get_type_hints

import pytest

from api.demo.play import all_steps
from api.demo.steps import Step
from api.pages.words import (
    bodies_in,
    choices,
    closed,
    confirmed,
    confirmed_when,
    decided,
    deciding_bodies,
    fixed_body,
    second_person,
)
from api.pages.words.deciding import ALWAYS, DECIDED_WAYS, FIXED, NAMED, OPTIONAL, REQUIRED, SOMETIMES
from domain.actors import CONFIRMING
from domain.congress.commands import AdoptProfile, EraseContent
from domain.deciders import Command
from domain.documents.commands import ReplaceDocument
from domain.events import Body, Person
from domain.profile import ACTS, Profile, bodies_at, compose, recorded_profile
from projects.commands import adjustments as a
from projects.commands import cycles as c
from projects.commands import findings as f
from projects.commands import followups as u
from projects.commands import progress as g
from projects.commands import projects as p
from projects.commands import proposals as w
from projects.commands import reports as r
from tests.pages import forms
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import rounds as v
from voting.events.rounds import Resolution

ROOT: Final = Path(__file__).parents[2]

DECIDED: Final[dict[str, tuple[type[Command], ...]]] = {
    "projects.deciders.adjustments._announce": (a.AnnounceAdjustment,),
    "projects.deciders.adjustments._file": (a.FileMinorChange,),
    "projects.deciders.adjustments._hear": (a.HearAdjustment,),
    "projects.deciders.adjustments._request": (a.RequestAdjustment,),
    "projects.deciders.decisions.decide_adjustment": (a.DecideAdjustment,),
    "projects.deciders.findings._escalated": (f.EscalateFinding,),
    "projects.deciders.followups._open": (u.OpenFollowUp,),
    "projects.deciders.lists.drawn_up": (c.DrawUpPreliminaryList,),
    "projects.deciders.lists.final_list_fixed": (c.FixFinalList,),
    "projects.deciders.lists.projects_listed": (c.ListProjects,),
    "projects.deciders.lists.submitted": (c.SubmitList,),
    "projects.deciders.planning._assign": (p.AssignProject,),
    "projects.deciders.rectifying.escalate": (u.EscalateFollowUp,),
    "projects.deciders.reports._judged": (r.JudgeReply,),
    "projects.deciders.reports._opinions": (r.IssueOpinions,),
    "projects.deciders.reports.decide": (r.DeliberateReport,),
    "voting.deciders.announcing.announce": (v.AnnounceResult,),
    "voting.deciders.announcing.confirm": (v.ConfirmChoice,),
    "voting.deciders.announcing.resolution": (v.AdoptResolution,),
    "voting.deciders.evaluations._announce": (e.AnnounceGrades,),
    "voting.deciders.evaluations._void": (e.VoidEvaluation,),
    "voting.deciders.meetings._method": (m.ProposeMethod, m.AdoptMethod),
    "voting.deciders.meetings.decide": (m.PassScrutineers,),
    "voting.deciders.rounds._recount": (v.RecountRound,),
    "voting.deciders.rounds._void": (v.VoidRound,),
    "voting.deciders.settling.call_reballot": (v.CallReballot,),
    "voting.deciders.settling.resolve": (v.ResolveTie, v.ResolveShortfall),
}
"""Every function of a decider that asks who decided, with the commands that come there."""

CONFIRMED: Final[dict[str, tuple[type[Command], ...]]] = {
    "domain.congress.erasing.erase_content": (EraseContent,),
    "domain.documents.decider._replace": (ReplaceDocument,),
    "projects.deciders.cycles._taken_over": (c.TakeOverCycle,),
    "projects.deciders.drafting._take_over": (p.TakeOverProject,),
    "projects.deciders.findings._for_who_raised_it": (f.AcceptAnswer, f.ReturnAnswer),
    "projects.deciders.proposals._reopened": (w.ReopenProposal,),
    "projects.deciders.rectifying.close": (u.CloseFollowUp,),
    "projects.deciders.reporting._next": (g.ReportProgress,),
    "voting.deciders.announcing.declare": (v.DeclareResult,),
    "voting.deciders.evaluations._correct": (e.CorrectEvaluation,),
    "voting.deciders.evaluations._declare": (e.DeclareGrades,),
    "voting.deciders.evaluations._enter": (e.RecordGrades,),
    "voting.deciders.rounds._audit": (v.AuditPapers,),
    "voting.deciders.rounds._correct": (v.CorrectRound,),
    "voting.deciders.rounds._enter_papers": (v.SealKeyed,),
    "voting.deciders.rounds._enter_totals": (v.RecordTotals,),
    "voting.deciders.rounds._recount": (v.RecountRound,),
    "voting.deciders.rounds._void": (v.VoidRound,),
    "voting.deciders.settling._unresolved": (v.ResolveTie, v.ResolveShortfall),
    "voting.deciders.takeover.take_over": (v.TakeOverRound,),
}
"""Every function of a decider that asks for a second person, likewise."""

TOGETHER: Final = frozenset({
    "projects.deciders.findings._for_who_raised_it", "voting.deciders.settling._unresolved", "voting.deciders.settling.resolve",
})  # fmt: skip

PRESETS: Final = (("county", "sc_evaluation"), ("township", "congress_evaluation"), ("street", "council_evaluation"))


def test_every_decider_that_asks_who_decided_is_known() -> None:
    assert asked_at("decided_by") == {place: times(place, commands) for place, commands in DECIDED.items()}


def test_the_form_asks_who_decided_exactly_where_a_decider_asks() -> None:
    asked = {command for commands in DECIDED.values() for command in commands}
    assert set(REQUIRED) | {v.ResolveTie, v.ResolveShortfall} == asked


@pytest.mark.parametrize("place", DECIDED)
def test_the_act_of_a_command_is_the_one_that_its_decider_looks_up(place: str) -> None:
    acts = {**REQUIRED, **OPTIONAL}
    told = {acts[command] for command in DECIDED[place]}
    if not acts_looked_up(place):
        # The body is the same under all rules, or the one that the meeting or the report began with.
        assert all(isinstance(act, tuple) or command in FIXED for command in DECIDED[place] for act in [acts[command]])
    else:
        assert told == acts_looked_up(place)


def test_every_decider_that_asks_for_a_second_person_is_known() -> None:
    assert asked_at("two_people") == {place: times(place, commands) for place, commands in CONFIRMED.items()}


def test_the_form_asks_for_a_second_person_exactly_where_a_decider_asks() -> None:
    asked = {command for commands in CONFIRMED.values() for command in commands}
    assert ALWAYS | set(SOMETIMES) == asked
    assert ALWAYS & set(SOMETIMES) == set()


def test_a_form_says_in_which_case_a_second_person_confirms() -> None:
    cases = {command: confirmed_when(command) for command in forms.COMMANDS if confirmed(command) == "optional"}
    assert {command for command, case in cases.items() if not case.endswith("由第二个人确认。")} == set()
    assert confirmed_when(v.DeclareResult) == confirmed_when(v.OpenRound) == ""


def test_a_command_is_confirmed_always_where_the_decider_asks_before_anything_else() -> None:
    for place, commands in CONFIRMED.items():
        others = {command for where, more in CONFIRMED.items() if where != place for command in more}
        for command in set(commands) - others:
            assert (confirmed(command) == "required") == asks_at_once(functions()[place]), command


def test_every_command_of_the_tables_can_be_asked_for() -> None:
    assert {*REQUIRED, *OPTIONAL, *FIXED, *ALWAYS, *SOMETIMES} - set(forms.COMMANDS) == set()
    assert set(REQUIRED) & set(OPTIONAL) == set()
    assert {(cls, name) for cls, name in NAMED if get_type_hints(cls)[name] == Body} == set(NAMED)
    assert {(cls, name) for cls, name, tp in forms.FIELDS if tp == Body} == set(NAMED)


def test_the_demonstration_names_bodies_and_second_people_as_the_forms_ask() -> None:
    steps = [(step, asked_in(step)) for step in all_steps()]
    rules = {step.code: recorded_profile(asked.profile) for step, asked in steps if isinstance(asked, AdoptProfile)}
    for step, asked in steps:
        command = type(asked)
        if step.decision is None:
            assert decided(command) != "required", command
        else:
            assert decided(command) != "never", command
            assert step.decision.body in deciding_bodies(command, rules[step.code])
        assert confirmed(command) in ({"required", "optional"} if step.two else {"optional", "never"}), command
        assert second_person(command) or not step.two


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset[0])
def test_the_bodies_of_a_form_are_those_that_there_are_at_the_level(preset: tuple[str, str]) -> None:
    profile = recorded_profile(compose(*preset))
    there = set(bodies_at(profile))
    for cls in forms.COMMANDS:
        assert set(deciding_bodies(cls, profile)) <= there
    for cls, name in NAMED:
        assert set(bodies_in(cls, name, profile)) <= there
        assert bodies_in(cls, name, profile)


def test_nobody_decides_what_is_nobodys_act() -> None:
    profile = town()
    assert decided(p.CompleteProject) == "never"
    assert deciding_bodies(p.CompleteProject, profile) == ()
    assert deciding_bodies(v.ConfirmChoice, profile) == ()
    assert deciding_bodies(v.AnnounceResult, profile) == ("township_presidium",)


def test_the_body_of_a_meeting_or_report_is_a_field_of_what_began_it() -> None:
    assert {fixed_body(m.PassScrutineers), fixed_body(m.AdoptMethod)} == {"body"}
    assert "body" in get_type_hints(m.ConveneMeeting)
    assert fixed_body(r.DeliberateReport) in get_type_hints(r.PlanReport)
    assert fixed_body(v.AnnounceResult) == ""


def test_the_ways_of_a_body_are_ways_that_there_are() -> None:
    assert set(get_args(Resolution)) > DECIDED_WAYS


def test_who_is_offered_as_the_second_person_may_confirm() -> None:
    assert set(closed(Person, "role") or ()) == CONFIRMING
    assert set(closed(Person, "role") or ()) < set(choices(get_type_hints(Person)["role"]))


def town() -> Profile:
    return recorded_profile(compose(*PRESETS[1]))


def asked_in(step: Step) -> Command:
    return step.asked if isinstance(step.asked, Command) else step.asked(lambda _name: "示例编号")


def asked_at(name: str) -> dict[str, int]:
    """Every function of a decider that calls `name`, and how often it stands there."""
    told = {place: sum(1 for _ in calls_in(found, name)) for place, found in functions().items()}
    return {place: number for place, number in told.items() if number}


def times(place: str, commands: tuple[type[Command], ...]) -> int:
    """Once for each command, or once for all that come by the same line."""
    return 1 if place in TOGETHER else len(commands)


def calls_in(found: ast.AST, name: str) -> Iterator[ast.Call]:
    for each in ast.walk(found):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == name:
            yield each


@cache
def functions() -> dict[str, ast.FunctionDef]:
    """Every function of the four packages' deciders and of what they share, by its full name."""
    found = {}
    for path in (*ROOT.glob("*/deciders/*.py"), *ROOT.glob("domain/*/*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for each in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(each, ast.FunctionDef):
                found[f"{module}.{each.name}"] = each
    return found


def acts_looked_up(place: str) -> set[str]:
    """The acts of which the function asks for the bodies, in the call itself or in a name that it is given."""
    found = functions()[place]
    said = [each for call in calls_in(found, "decided_by") for each in call.args]
    names = {each.id for each in said if isinstance(each, ast.Name)}
    said += [
        each.value
        for each in found.body
        if isinstance(each, ast.Assign) and {one.id for one in each.targets if isinstance(one, ast.Name)} & names
    ]
    words = [each.value for one in said for each in ast.walk(one) if isinstance(each, ast.Constant)]
    return {word for word in words if word in ACTS}


def asks_at_once(found: ast.FunctionDef) -> bool:
    """Whether the function asks for a second person whatever the case: not within a condition, and not after one that returns."""
    for each in found.body:
        if isinstance(each, ast.If | ast.Match | ast.For):
            if any(isinstance(one, ast.Return) for one in ast.walk(each)):
                return False
        elif any(True for _ in calls_in(each, "two_people")):
            return True
    return False
