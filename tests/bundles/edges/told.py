"""Which evaluations, projects and half-told rounds lie at the edge of what is lawful?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.bundles.ballots import Json
from tests.bundles.edges.counts import ROUND, items
from tests.bundles.edges.edge import Edge, right, unread, wrong
from tests.bundles.recipes import Bundle
from tests.bundles.small import Told, about, announced, counted, opened, published, stream, telling, totals


def evaluated(rules: Json, row: Json, grade: str | None, **event: Any) -> Bundle:
    usual = {"base": "all_members", "half_is": "pass", "thresholds": None, "quorum": None} | rules
    begun = {
        "items": [{"id": "1", "title": "1"}],
        "members": 10,
        "present": 10,
        "profile": {"evaluation": usual},
    } | event
    grades = [{"item": "1", "grade": grade}]
    word = "evaluation"
    told: Told = [
        (word, "voting:EvaluationOpened", begun),
        (word, "voting:EvaluationTotalsRecorded", {"items": [{"item": "1", "satisfied": 0} | row]}),
        (word, "voting:EvaluationGraded", {"grades": grades, "cause": "entry"}),
        (word, "voting:EvaluationAnnounced", {"grades": grades, "number": "1", "medium": "示例"}),
    ]
    return telling(told, {"evaluations": [{"stream": str(stream(word)), "grades": grades}]})


def counted_papers() -> Bundle:
    """An evaluation on paper, of which as many were collected as issued."""
    whole = evaluated({}, {"satisfied": 5}, "satisfied")
    (opening, *rest) = [("evaluation", fact.topic, fact.event) for fact in whole.recipe.facts]
    issued = ("evaluation", "voting:BallotsIssued", {"printed": 10, "issued": 10})
    collected = ("evaluation", "voting:BallotsCollected", {"collected": 10})
    row = {"stream": str(stream("evaluation")), "grades": [{"item": "1", "grade": "satisfied"}]}
    return telling([opening, issued, collected, *rest], {"evaluations": [row]})


def evaluations() -> Iterator[Edge]:
    yield right("half is enough", evaluated({}, {"satisfied": 5}, "satisfied"))
    yield right("half is not enough", evaluated({"half_is": "fail"}, {"satisfied": 5}, "dissatisfied"))
    yield wrong(
        "half is said to be enough", evaluated({"half_is": "fail"}, {"satisfied": 5}, "satisfied"), "evaluations"
    )
    yield right("both together", evaluated({}, {"satisfied": 2, "basically_satisfied": 3}, "basically_satisfied"))
    yield right("abstentions are valid", evaluated({"base": "valid"}, {"satisfied": 2, "abstain": 3}, "dissatisfied"))
    yield right("invalid ones are not", evaluated({"base": "valid"}, {"satisfied": 2, "invalid": 3}, "satisfied"))
    yield right("nobody voted", evaluated({"base": "valid"}, {}, None))
    yield right("nobody is there", evaluated({}, {}, None, members=0, present=0))
    quorum = {"quorum": {"num": 1, "den": 2, "op": "gt", "of": "members"}}
    yield right("too few are present", evaluated(quorum, {"satisfied": 5}, None, present=5))
    yield right("enough are present", evaluated(quorum, {"satisfied": 6}, "satisfied", present=6))
    share = {"num": 7, "den": 10, "op": "ge"}
    yield right(
        "its own threshold",
        evaluated({"thresholds": {"satisfied": share, "acceptable": share}}, {"satisfied": 6}, "dissatisfied"),
    )
    yield right(
        "one threshold of its own",
        evaluated({"thresholds": {"satisfied": share}}, {"satisfied": 6}, "basically_satisfied"),
    )
    yield right("papers issued and collected", counted_papers())
    yield wrong("another item", evaluated({}, {"item": "2", "satisfied": 5}, "satisfied"), "evaluations")
    yield wrong("members are text", evaluated({}, {"satisfied": 5}, "satisfied", members="10"), "evaluations")


def project(
    *steps: tuple[str, Json], standing: str = "drafted", first: Json | None = None, number: str = "2024-03"
) -> Bundle:
    return telling(project_told(*steps, first=first), standings(standing, number))


def project_told(*steps: tuple[str, Json], first: Json | None = None) -> Told:
    begun: Json = {"project_year": 2024, "number": 3} | (first or {})
    topic = "ProjectTakenOver" if "standing" in begun else "ProjectDrafted"
    return [("project", f"projects:{each}", event) for each, event in [(topic, begun), *steps]]


def standings(standing: str, number: str = "2024-03") -> Json:
    return {"projects": [{"stream": str(stream("project")), "number": number, "standing": standing}]}


def by_name(what: str) -> tuple[str, Json]:
    return f"Project{what}", {}


def decided(outcome: Any) -> tuple[str, Json]:
    return "AdjustmentDecided", {"number": 1, "outcome": outcome}


def projects() -> Iterator[Edge]:
    chosen, assigned, done = by_name("Selected"), by_name("Assigned"), by_name("Completed")
    yield right("drafted", project())
    yield wrong("drafted, published as chosen", project(standing="chosen"), "projects")
    suspended, resumed = decided("suspended"), decided("resumed")
    yield right("suspended", project(chosen, suspended, standing="suspended"))
    yield wrong("suspended, published as chosen", project(chosen, suspended, standing="chosen"), "projects")
    yield right("suspended twice and resumed", project(chosen, suspended, suspended, resumed, standing="chosen"))
    yield right("assigned before it is chosen", project(assigned))
    yield right("assigned", project(chosen, assigned, standing="running"))
    yield right("assigned when completed", project(done, assigned, standing="completed"))
    yield right("listed without a ballot", project(by_name("Listed"), standing="chosen"))
    yield wrong("listed, published as drafted", project(by_name("Listed")), "projects")
    accepted, returned = by_name("Accepted"), ("AcceptanceReturned", {"reason": "示例"})
    yield right("accepted", project(chosen, assigned, done, accepted, standing="accepted"))
    yield wrong("accepted, published as completed", project(done, accepted, standing="completed"), "projects")
    yield right("returned", project(chosen, assigned, done, returned, standing="running"))
    yield right("resumed", project(chosen, assigned, decided("suspended"), decided("resumed"), standing="running"))
    yield right("resumed what was never suspended", project(chosen, decided("resumed"), standing="chosen"))
    yield right(
        "terminated while suspended", project(decided("suspended"), decided("terminated"), standing="terminated")
    )
    yield right("another outcome", project(chosen, decided("something"), standing="chosen"))
    yield wrong(
        "an adjustment without an outcome", project(chosen, ("AdjustmentDecided", {}), standing="chosen"), "projects"
    )
    yield wrong("an outcome that is no text", project(chosen, decided(True), standing="chosen"), "projects")  # noqa: FBT003 - JSON
    yield right("taken over", project(first={"standing": "accepted"}, standing="accepted"))
    yield right("the hundredth", project(first={"number": 100}, number="2024-100"))
    yield right("a year long ago", project(first={"project_year": 987}, number="0987-03"))
    yield wrong("its number is text", project(first={"number": "3"}), "projects")
    yield wrong("published under a longer number", project(number="2024-003"), "projects")
    yield unread("no standing at all", project(standing="somewhere"), "format")
    yield unread("no number at all", project(number="2024-3"), "format")


def partly(told: Told, hidden: set[int], results: Json | None = None, audience: str = "public") -> Bundle:
    """A bundle of these events without the contents at some positions, and with nothing that says they were erased."""
    bundle = telling(told, results, audience=audience)
    facts = [replace(fact, given=place not in hidden) for place, fact in enumerate(bundle.recipe.facts, 1)]
    return bundle.made_anew(facts=tuple(facts))


def withheld() -> Iterator[Edge]:
    """What the public is not told cannot be counted again, and what it is told is still compared."""
    shown = published("1", valid=10, invalid=0, items=items(c1=8, c2=7, c3=3))
    for position, what in enumerate(("opening", "figures", "count", "declaration"), 1):
        yield right(f"the {what} withheld", partly(ROUND, {position}, shown if position in {3, 4} else published("1")))
    yield wrong(
        "figures withheld, somebody else declared", partly([*ROUND[:3], *announced("2")], {2}, published("2")), "rounds"
    )
    yield wrong("count withheld, published otherwise", partly(ROUND, {3}, published("2")), "rounds")
    yield wrong("declaration withheld, not published", partly(ROUND, {4}), "rounds")
    yield right("announcement withheld, not published", partly(ROUND, {5}))
    yield wrong("figures withheld where nothing may be", partly(ROUND, {2}, shown, "auditor"), "withheld")
    void = [*ROUND, about("RoundVoided", reason="示例")]
    yield right("voided without a reason", partly(void, {6}))
    yield wrong("voided without a reason, still published", partly(void, {6}, published("1")), "rounds")
    tie = [opened(), totals(c1=8, c2=8, c3=3), counted(outcome="tied", tied=["1", "2"], tied_seats=1)]
    resolved = about("TieResolved", how="lot", among=["1", "2"], selected=["2"])
    step = about("RoundCorrected", field="/items/1/votes_for", before=8, after=9, reason="示例")
    other = about("RoundCorrected", field="/items/1/votes_against", before=2, after=1, reason="示例")
    told = [*tie, resolved, *announced("2"), step, other, counted("1"), *announced("1")]
    yield right("what was resolved is taken back", telling(told, published("1")))
    late = [*tie, resolved, *announced("2"), resolved]
    yield right("resolved anew, not announced yet", telling(late))
    yield wrong("resolved anew, still published", telling(late, published("2")), "rounds")
    yield wrong("resolved anew without a content, still published", partly(late, {7}, published("2")), "rounds")
    yield right("resolved anew and announced", telling([*late, *announced("2")], published("2")))
    yield wrong(
        "what was taken back is announced", telling([*told[:-2], *announced("1", "2")], published("1", "2")), "rounds"
    )
    yield right("what was resolved may have been taken back", partly(told, {3}, published("1")))
    yield right("what was announced may have been taken back", partly(told[:-2], {3}))
    yield right("what was announced may have been taken back, or not", partly(told[:-2], {3}, published("2")))
    chosen, adjusted = by_name("Selected"), decided("suspended")
    yield right("chosen, by the name of the event", partly(project_told(chosen), {2}, standings("chosen")))
    yield wrong("chosen, published otherwise", partly(project_told(chosen), {2}, standings("drafted")), "projects")
    yield right("adjusted, nobody says how", partly(project_told(chosen, adjusted), {3}))
    done = by_name("Completed")
    yield wrong("adjusted, then completed", partly(project_told(adjusted, done), {2}, standings("drafted")), "projects")
    yield right("adjusted, then resumed", partly(project_told(adjusted, decided("resumed")), {2}))
    yield right("a project of which nothing is told", partly(project_told(chosen), {1}))
    yield right("a project that is not public", partly(project_told(chosen), set()))
