"""What do the pinned rules make of the figures of a round's sheet?"""

from __future__ import annotations

from typing import Any

from domain.profile import Profile, to_json
from projections.model import Row, plain
from projections.rules import ballot_of
from voting.counting import Case, Count, ItemTotal, LawsBroken, Papers, StyleNotCounted, Totals, Words, count
from voting.events.rounds import PapersSealed, RoundCounted, RoundKind
from voting.states.counts import rules_of, words_of


def rules_for(profile: Profile, kind: RoundKind) -> dict[str, Any]:
    """The ballot rules of a round of this kind, as the row keeps them."""
    return to_json(rules_of(profile, kind))


def words_for(profile: Profile) -> dict[str, Any]:
    """How sentences about this round call things; a street's or 贵阳's choice is 票选, never 票决."""
    return plain(words_of(profile))  # type: ignore[no-any-return] # an object, from a dataclass


def sums_of(fixed: Row, papers: Row, sealed: PapersSealed) -> dict[str, Any]:
    """The figures that sealed papers add up to, as a sheet would have them."""
    votes = Papers(
        patterns=tuple((pattern.marks, pattern.count) for pattern in sealed.patterns),
        spoiled=tuple(sealed.spoiled.items()),
    )
    box = count(_case(fixed, papers, votes), ballot_of(fixed["rules"])).papers
    return {
        "method": "papers",
        "valid": box.valid,
        "invalid": box.invalid,
        "invalid_by_reason": dict(box.by_reason),
        "figures": [
            _figures(candidate["id"], line) for candidate, line in zip(fixed["candidates"], box.items, strict=True)
        ],
    }


def recounted(fixed: Row, papers: Row, sheet: Row, event: RoundCounted) -> dict[str, Any]:
    """The full count of a sheet with its reasons, made again, and whether it says what was recorded (`agrees`, 核验).

    Where it cannot be made a notice says why: what was decided stays decided.
    """
    lines = {line["candidate"]: line for line in sheet["figures"]}
    votes = Totals(
        items=tuple(_total(lines[candidate["id"]]) for candidate in fixed["candidates"]), invalid=sheet["invalid"]
    )
    try:
        counted = count(_case(fixed, papers, votes), ballot_of(fixed["rules"]))
    except (LawsBroken, StyleNotCounted) as error:
        return {"items": [], "agrees": False, "notices": [_not_counted(str(error))]}
    return {**_explained(counted), "agrees": (counted.outcome, counted.selected) == (event.outcome, event.selected)}


def _case(fixed: Row, papers: Row, votes: Totals | Papers) -> Case:
    back = "collected" in papers
    return Case(
        candidates=tuple(candidate["id"] for candidate in fixed["candidates"]),
        titles=tuple(candidate["title"] for candidate in fixed["candidates"]),
        seats=fixed["seats"],
        due=fixed["attendance"]["due"],
        present=fixed["attendance"]["present"],
        issued=papers["issued"] if back else None,
        collected=papers["collected"] if back else None,
        votes=votes,
        words=Words(**fixed["words"]),
    )


def _explained(counted: Count) -> dict[str, Any]:
    names = ("candidate", "rank", "required", "passed", "status", "rule", "because")
    return {
        "items": [{name: getattr(item, name) for name in names} for item in counted.items],
        "because": counted.because,
        "rule": counted.rule,
        "quorum": plain(counted.quorum),
        "notices": plain(counted.notices),
    }


def _not_counted(why: str) -> dict[str, Any]:
    return {"code": "not_counted", "item": None, "message": f"未能核验：{why}。"}


def _total(line: Row) -> ItemTotal:
    return ItemTotal(
        for_=line["votes_for"],
        against=line["votes_against"],
        abstain=line["votes_abstain"],
        not_pressed=line["not_pressed"],
    )


def _figures(candidate: str, line: ItemTotal) -> dict[str, Any]:
    return {
        "candidate": candidate,
        "votes_for": line.for_,
        "votes_against": line.against,
        "votes_abstain": line.abstain,
        "not_pressed": line.not_pressed,
    }
