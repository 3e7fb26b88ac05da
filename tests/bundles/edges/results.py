"""Which results are published, resolved or carried on although the log says something else, or nothing?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.bundles.ballots import Json
from tests.bundles.edges.counts import ROUND, items
from tests.bundles.edges.edge import Edge, right, wrong
from tests.bundles.edges.told import by_name, decided, evaluated, partly, project_told, standings
from tests.bundles.recipes import Bundle
from tests.bundles.small import Told, about, announced, counted, opened, published, stream, telling, totals

VOTES: Json = {"valid": 10, "invalid": 0}
TIE = [opened(), totals(c1=8, c2=8, c3=3), counted(outcome="tied", tied=["1", "2"], tied_seats=1)]


def not_given() -> Iterator[Edge]:
    """What a bundle does not give cannot be said in its results."""
    yield right("opening withheld, announcement told", partly(ROUND, {1, 2, 3, 4}, published("1")))
    yield wrong("opening withheld, published otherwise", partly(ROUND, {1}, published("3")), "rounds")
    yield wrong(
        "opening withheld, votes told", partly(ROUND, {1}, published("1", **VOTES, items=items(c1=8))), "rounds"
    )
    yield wrong(
        "figures withheld, votes invented", partly(ROUND, {2}, published("1", **VOTES, items=items(c1=9))), "rounds"
    )
    yield wrong("announcement withheld, published", partly(ROUND, {5}, published("3")), "rounds")
    void = [*ROUND, about("RoundVoided", reason="示例")]
    yield wrong("opening withheld, voided, published", partly(void, {1, 6}, published("1")), "rounds")
    yield wrong("headers alone, with a result", telling(ROUND, published("1"), headers_only=True), "rounds")
    chosen = project_told(by_name("Selected"), decided("suspended"))
    yield wrong("a standing that nothing tells", partly(chosen, {1}, standings("running")), "projects")
    yield wrong("a standing as before a hidden decision", partly(chosen, {3}, standings("chosen")), "projects")
    yield wrong("a standing after a hidden decision", partly(chosen, {3}, standings("suspended")), "projects")
    graded = evaluated({}, {"satisfied": 5}, "satisfied")
    told = [("evaluation", fact.topic, fact.event) for fact in graded.recipe.facts]
    for hidden, grade, code in (({1, 2, 3}, "satisfied", 0), ({1}, "dissatisfied", 1), ({4}, "satisfied", 1)):
        row = {"stream": str(stream("evaluation")), "grades": [{"item": "1", "grade": grade}]}
        bundle = partly(told, hidden, {"evaluations": [row]})
        yield Edge(f"evaluation with {hidden} withheld, {grade}", bundle, code, "evaluations" if code else "")


def stale() -> Iterator[Edge]:
    """A reading that changed is counted again before anybody announces or publishes what follows."""
    now = published("1", **VOTES, items=items(c1=1, c2=9, c3=3))
    yield wrong("read anew after the announcement", telling([*ROUND, totals(c1=1, c2=9, c3=3)], now), "rounds")
    swap = [
        about("RoundCorrected", field=f"/items/1/{column}", before=before, after=10 - before, reason="示例")
        for column, before in (("votes_for", 8), ("votes_against", 2))
    ]
    yield wrong("corrected and not counted, published", telling([*ROUND, *swap], published("1")), "rounds")
    yield right("corrected and not counted, not published", telling([*ROUND, *swap]))
    yield wrong("corrected and announced", telling([*ROUND[:3], *swap, *announced("1")], published("1")), "rounds")
    yield wrong(
        "collected after the count",
        telling([*ROUND[:3], about("BallotsCollected", collected=10), *announced("1")]),
        "rounds",
    )
    yield wrong(
        "announced after it was voided",
        telling([*ROUND[:3], about("RoundVoided", reason="示例"), *announced("1")]),
        "rounds",
    )


def resolved(topic: str = "TieResolved", *selected: str, **event: Any) -> tuple[str, str, Json]:
    return about(topic, how="lot", selected=list(selected), **event)


def reballot(*selected: str, word: str = "again", **event: Any) -> Told:
    """The two who were tied once more, for the one seat."""
    begun = opened(event.pop("ids", ("1", "2")), kind="tie_break", previous=str(stream("round")), **event)
    votes = totals(c1=8 if "1" in selected else 2, c2=8 if "2" in selected else 2)
    return [(word, topic, told) for _, topic, told in (begun, votes, counted(*selected))]


def resolutions() -> Iterator[Edge]:
    """A tie or a shortfall is resolved among those and for the seats that the count left open, and as the re-ballot came out."""

    def announcing(*told: tuple[str, str, Json], names: Sequence[str], **recipe: Any) -> Bundle:
        return telling([*TIE, *told, *announced(*names)], published(*names), **recipe)

    yield wrong(
        "nothing to resolve", telling([*ROUND[:3], resolved("ShortfallResolved", "3"), *announced("1", "3")]), "rounds"
    )
    yield wrong("a tie resolved as a shortfall", announcing(resolved("ShortfallResolved", "2"), names=["2"]), "rounds")
    yield wrong("a tie resolved for another", announcing(resolved("TieResolved", "3"), names=["3"]), "rounds")
    yield wrong("a tie resolved for all", announcing(resolved("TieResolved", "1", "2"), names=["1", "2"]), "rounds")
    void = counted(outcome="void", open_seats=1)
    issued = about("BallotsIssued", printed=9, issued=9)
    told = [opened(), issued, totals(c1=8, c2=7, c3=3), void, resolved("TieResolved", "4"), *announced("4")]
    yield wrong("a void ballot resolved", telling(told, published("4")), "rounds")
    few = [opened(seats=2, rules={"shortfall": "presidium_decides"}), totals(c1=8, c2=2, c3=3)]
    short = [*few, counted("1", outcome="shortfall", open_seats=1)]
    for selected, code in ((["3"], 0), (["1"], 1), (["2", "3"], 1), (["3", "3"], 1), (["4"], 1), ([], 0)):
        names = ["1", *selected]
        bundle = telling([*short, resolved("ShortfallResolved", *selected), *announced(*names)], published(*names))
        yield Edge(f"shortfall of one resolved with {selected}", bundle, code, "rounds" if code else "")
    back = {"round": str(stream("again"))}
    carried = resolved("TieResolved", "1", **back)
    yield right("carried back", announcing(*reballot("1"), carried, names=["1"]))
    yield wrong("carried back, who lost there", announcing(*reballot("2"), carried, names=["1"]), "rounds")
    yield wrong("carried back before it was counted", announcing(*reballot("1")[:2], carried, names=["1"]), "rounds")
    yield wrong(
        "carried back after it was voided",
        announcing(*reballot("1"), ("again", "voting:RoundVoided", {}), carried, names=["1"]),
        "rounds",
    )
    yield wrong(
        "carried back from other candidates",
        announcing(*reballot("1", ids=("1", "2", "3")), carried, names=["1"]),
        "rounds",
    )
    yield wrong("carried back from nowhere", announcing(carried, names=["1"]), "rounds")
    yield right("carried back from another bundle", announcing(carried, names=["1"], streams=(stream("round"),)))
    itself = resolved("TieResolved", "1", "2", round=str(stream("round")))
    yield wrong("carried back from itself", announcing(itself, names=["1", "2"]), "rounds")
    late = [("again", "voting:RoundCorrected", {"field": f"/items/{each}/{column}", "before": a, "after": b}) for each, column, a, b in (
        ("1", "votes_for", 8, 2), ("1", "votes_against", 2, 8), ("2", "votes_for", 2, 8), ("2", "votes_against", 8, 2),
    )]  # fmt: skip
    other = [*late, ("again", "voting:RoundCounted", counted("2")[2])]
    yield wrong(
        "corrected since it was carried back", announcing(*reballot("1"), carried, *other, names=["1"]), "rounds"
    )


def choices() -> Iterator[Edge]:
    """A project is chosen by the round that announced it, where the list of the year was voted on."""

    def listed(
        topic: str,
        standing: str,
        *told: tuple[str, str, Json],
        cycle: str = "示例",
        first: str = "2024-04",
        **event: Any,
    ) -> Bundle:
        begun = opened(("2024-03", "2024-04"), cycle=cycle)
        votes = totals(**{"c2024-03": 3, "c2024-04": 3} | {f"c{first}": 8})
        rest = [counted(first), *announced(first)] if not told else list(told)
        said = project_told((topic, {"round": str(stream("round"))} | event))
        shown = published(first) if not told else {}
        return telling([begun, votes, *rest, *said], shown | standings(standing))

    yield right("not chosen, as announced", listed("ProjectNotSelected", "not_chosen"))
    lost = listed("ProjectNotSelected", "not_chosen", first="2024-03")
    yield wrong("not chosen, although it was announced", lost, "projects")
    yield wrong("chosen, although another was announced", listed("ProjectSelected", "chosen"), "projects")
    yield wrong("chosen before the announcement", listed("ProjectSelected", "chosen", counted("2024-04")), "projects")
    yield right("chosen by a round that was on no list", listed("ProjectSelected", "chosen", cycle=""))
    yield right("chosen by a round that is nowhere", listed("ProjectSelected", "chosen", round=str(stream("no"))))
    yield wrong("chosen by a round that is a number", listed("ProjectSelected", "chosen", round=1), "projects")


def many() -> Iterator[Edge]:
    """More candidates than anybody counts by hand."""
    for number, code in ((200, 0), (201, 2)):
        begun, votes = (
            opened([str(each) for each in range(number)]),
            totals(**{f"c{each}": 0 for each in range(number)}),
        )
        told = [begun, votes, counted(open_seats=1), *announced()]
        yield Edge(f"a ballot of {number} candidates", telling(told, published()), code, "rounds" if code else "")
        if code:
            yield wrong("a ballot of too many, published otherwise", telling(told, published("1")), "rounds")


def places() -> Iterator[Edge]:
    """An event stands in a record of its kind, which begins once."""
    yield wrong(
        "a round voided as an evaluation",
        telling([*ROUND, about("EvaluationVoided", reason="示例")], published("1")),
        "evaluations",
    )
    yield wrong("something before the opening", telling([about("Something"), *ROUND]), "rounds")
    yield wrong("opened twice", telling([*ROUND[:3], opened(("3",)), *announced("1")], published("1")), "rounds")
    taken = project_told(("ProjectTakenOver", {"project_year": 2024, "number": 4, "standing": "accepted"}))
    yield wrong("taken over although drafted", telling(taken, standings("drafted")), "projects")
    yield wrong(
        "an adjustment in a round",
        telling([*ROUND, ("round", "projects:AdjustmentDecided", {"outcome": "adjusted"})], published("1")),
        "projects",
    )
    yield wrong(
        "a project in a round",
        telling([*ROUND, ("round", "projects:ProjectCompleted", {})], published("1")),
        "projects",
    )
