"""Which sheets and corrections might a clerk type, right or wrong?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from voting.commands import papers as p
from voting.commands import rounds as r
from voting.events.rounds import ItemTotals

if TYPE_CHECKING:
    from random import Random

    from tests.voting.model.round import RoundModel

REASON = "以签字的报告单为准"
HUGE = 2**53 - 1


def sheet(rng: Random, round_: RoundModel) -> r.Sheet:
    """A signed sheet that holds: approvals as they fall, often equal."""
    most = round_.handed_in
    invalid = min(most, rng.choice([0, 0, 0, 1]))
    valid = most - invalid
    levels = [rng.randint(0, valid), rng.randint(valid // 2, valid), valid]
    rows = []
    for name in round_.candidates:
        votes = rng.choice(levels)
        abstain = rng.choice([0, valid - votes])
        rows.append(
            ItemTotals(candidate=name, votes_for=votes, votes_against=valid - votes - abstain, votes_abstain=abstain)
        )
    reasons = {"torn": invalid} if invalid and rng.random() < 0.7 else {}
    return r.Sheet(valid=valid, invalid=invalid, items=tuple(rows), invalid_by_reason=reasons)


def level_sheet(rng: Random, round_: RoundModel, *, level: bool) -> r.Sheet:
    """A sheet on which everybody has as many approvals as the others, all or none; or nobody as many as another."""
    valid = round_.handed_in
    same = rng.choice([valid, valid, 0])
    rows = []
    for place, name in enumerate(round_.candidates):
        votes = same if level else max(0, valid - place)
        rows.append(ItemTotals(candidate=name, votes_for=votes, votes_against=valid - votes))
    return r.Sheet(valid=valid, invalid=0, items=tuple(rows))


def broken(rng: Random, round_: RoundModel) -> r.Sheet:
    """A sheet that lacks a row, has one too many, or does not add up; now and then nothing is wrong with it."""
    typed, number = sheet(rng, round_), rng.choice([-1, 0, 1, 3, HUGE])
    first = typed.items[0]
    bent: list[dict[str, Any]] = [
        {},
        {"valid": number},
        {"invalid": number},
        {"items": typed.items[1:]},
        {"items": (*typed.items, first)},
        {"items": (*typed.items, replace(first, candidate="x"))},
        {"items": (replace(first, not_pressed=number), *typed.items[1:])},
        {"invalid_by_reason": {"blank": number}},
        {"invalid_by_reason": {"eaten": typed.invalid}},
    ]
    return replace(typed, **rng.choice(bent))


def correction(rng: Random, round_: RoundModel) -> r.CorrectRound:
    """A correction of one round's sheet: approvals moved to or from the votes against, or a reason why papers are invalid."""
    assert round_.sheet is not None
    on = round_.sheet
    name = rng.choice(round_.candidates)
    harmless = [(f"/items/{name}/votes_against", f"/items/{name}/votes_abstain")]
    if "/invalid_by_reason/torn" in on.figures:
        harmless.append(("/invalid_by_reason/torn", "/invalid_by_reason/blank"))
    if rng.random() < 0.4:
        one, other = rng.choice(harmless)
        changes = [(one, on[one], on[other]), (other, on[other], on[one])]
    else:
        for_, against = f"/items/{name}/votes_for", f"/items/{name}/votes_against"
        after = rng.randint(0, max(0, on[for_] + on[against]))
        changes = [(for_, on[for_], after), (against, on[against], on[for_] + on[against] - after)]
    moved = tuple(p.Change(field=field, before=before, after=after) for field, before, after in changes)
    return r.CorrectRound(changes=moved, reason=REASON)


def wrong_correction(rng: Random, round_: RoundModel) -> r.CorrectRound:
    """A correction of figures that may not be there, from readings that may be others."""
    numbers = [-1, 0, 1, 3, round_.handed_in, HUGE]
    fields = ["/valid", "/invalid", "/items/1/votes_for", "/items/x/votes_for", "/nothing", ""]
    changes = tuple(
        p.Change(field=rng.choice(fields), before=rng.choice(numbers), after=rng.choice(numbers))
        for _ in range(rng.randint(0, 2))
    )
    return r.CorrectRound(changes=changes, reason=rng.choice([REASON, ""]))
