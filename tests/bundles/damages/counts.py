"""Which damages are done to what was counted and graded by the keeper of the ledger, who computes everything else again?"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.bundles.ballots import Json
from tests.bundles.damages.damage import Damaged, Damages
from tests.bundles.damages.keeper import event_changed, given, placed, readable
from tests.bundles.recipes import Bundle, Fact
from tests.bundles.stories import ERASED

DAMAGES = Damages()


@DAMAGES
def pattern_changed(bundle: Bundle, rng: Random) -> Damaged | None:
    """One way of filling in the paper counted once more than it was: the papers are more than were collected."""

    def change(event: Json) -> bool:
        if event["patterns"]:
            rng.choice(event["patterns"])["count"] += 1000
        return bool(event["patterns"])

    found = event_changed(bundle, rng, "rounds", "voting:PapersSealed", change)
    return placed(after(found, "voting:RoundCounted"))


def after(damaged: Damaged | None, topic: str) -> Damaged | None:
    """The fault shows at the next event of this topic in the stream; nowhere where none follows with its content."""
    if damaged is None:
        return None
    recipe, position = damaged.bundle.recipe, damaged.position
    stream = recipe.facts[position - 1].stream
    later = [
        (row["position"], fact)
        for row, fact in recipe.included()
        if fact.stream == stream and row["position"] > position
    ]
    if not later or later[0][1].topic != topic or not recipe.gives(later[0][1]):
        return None
    return replace(damaged, position=later[0][0])


@DAMAGES
def total_changed(bundle: Bundle, rng: Random) -> Damaged | None:
    """One vote more for one candidate than there are valid papers."""

    def change(event: Json) -> bool:
        row = rng.choice(event["items"])
        row["votes_for"] += 1
        return True

    return placed(after(event_changed(bundle, rng, "rounds", "voting:TotalsRecorded", change), "voting:RoundCounted"))


@DAMAGES
def count_changed(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(event: Json) -> bool:
        if event["selected"] and rng.random() < 0.5:
            event["selected"] = event["selected"][1:]
        else:
            event["open_seats"] = event.get("open_seats", 0) + 1
        return True

    return placed(event_changed(bundle, rng, "rounds", "voting:RoundCounted", change))


@DAMAGES
def outcome_changed(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(event: Json) -> bool:
        event["outcome"] = rng.choice(
            [each for each in ("decided", "tied", "void", "no_quorum") if each != event["outcome"]]
        )
        return True

    return placed(event_changed(bundle, rng, "rounds", "voting:RoundCounted", change))


@DAMAGES
def correction_of_another_figure(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(event: Json) -> bool:
        event |= rng.choice(
            [{"before": event["before"] + 1}, {"field": "/items/nobody/votes_for"}, {"field": "/seats"}]
        )
        return True

    return placed(event_changed(bundle, rng, "rounds", "voting:RoundCorrected", change))


@DAMAGES
def announced_somebody_else(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(event: Json) -> bool:
        event["selected"] = event["selected"][1:] if event["selected"] else ["2024-77"]
        return True

    topic = rng.choice(["voting:ResultAnnounced", "voting:ResultDeclared"])
    return placed(event_changed(bundle, rng, "rounds", topic, change))


@DAMAGES
def recounted_otherwise(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(event: Json) -> bool:
        event["selected"] = [*event["selected"], "2024-77"]
        return True

    return placed(event_changed(bundle, rng, "rounds", "voting:RoundRecounted", change))


@DAMAGES
def resolved_otherwise(bundle: Bundle, rng: Random) -> Damaged | None:
    """Somebody came in by the presidium's word who was not to be chosen from."""

    def change(event: Json) -> bool:
        changed = bool(event["selected"])
        event["selected"] = ["2024-77"]
        return changed

    topic = rng.choice(["voting:TieResolved", "voting:ShortfallResolved"])
    return placed(event_changed(bundle, rng, "rounds", topic, change))


@DAMAGES
def style_that_nobody_counts(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(event: Json) -> bool:
        rules = event["profile"]["ballot"]
        rules |= rng.choice([{"style": "rank"}, {"extra_gates": [{"base": "valid", "op": "gt", "num": 1, "den": 2}]}])
        return True

    found = event_changed(bundle, rng, "rounds", "voting:RoundOpened", change)
    if found is None or not counted(bundle, found.position):
        return None
    return replace(found, verdict="unchecked", position=0)


def counted(bundle: Bundle, opened: int) -> bool:
    """Whether the round opened at this position was counted, readably, within the bundle."""
    stream = bundle.recipe.facts[opened - 1].stream
    counts = [each for each in given(bundle, "voting:RoundCounted") if each[1].stream == stream]
    return any(readable(bundle, each) for each in counts)


def is_opening(found: tuple[int, Fact]) -> bool:
    return found[1].topic == "voting:RoundOpened"


def is_counted(bundle: Bundle, found: tuple[int, Fact]) -> bool:
    """Whether the next event of the stream counts what this one recorded."""
    later = [
        each for row, each in bundle.recipe.included() if row["position"] > found[0] and each.stream == found[1].stream
    ]
    return bool(later) and later[0].topic == "voting:RoundCounted"


@DAMAGES
def reading_lawfully_erased(bundle: Bundle, rng: Random) -> Damaged | None:
    """The figures of a round are gone, with an erasure that says so: nobody can count it again."""
    erasures = given(bundle, ERASED)
    if bundle.recipe.audience == "public" or not erasures:
        return None
    last, erasure = erasures[-1]
    topics = ("voting:RoundOpened", "voting:TotalsRecorded", "voting:PapersSealed")
    found = [
        each for each in given(bundle, *topics) if each[0] < last and (is_opening(each) or is_counted(bundle, each))
    ]
    if not found:
        return None
    position, fact = rng.choice(found)
    facts = list(bundle.recipe.facts)
    facts[position - 1] = replace(fact, erased=True)
    facts[last - 1] = replace(erasure, event=erasure.event | {"positions": [*erasure.event["positions"], position]})
    anew_ = bundle.with_nothing_held().made_anew(facts=tuple(facts))
    return Damaged(anew_, "rounds", "unchecked")


@DAMAGES
def graded_otherwise(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(event: Json) -> bool:
        row = rng.choice(event["grades"])
        grades = ["satisfied", "basically_satisfied", "dissatisfied", None]
        row["grade"] = rng.choice([each for each in grades if each != row["grade"]])
        return True

    topic = rng.choice(["Graded", "Declared", "Announced"])
    return placed(event_changed(bundle, rng, "evaluations", f"voting:Evaluation{topic}", change))


@DAMAGES
def evaluation_corrected_from_another_figure(bundle: Bundle, rng: Random) -> Damaged | None:
    def change(event: Json) -> bool:
        event |= rng.choice(
            [{"before": event["before"] + 1}, {"field": "/items/nobody/satisfied"}, {"field": "/members"}]
        )
        return True

    return placed(event_changed(bundle, rng, "evaluations", "voting:EvaluationCorrected", change))
