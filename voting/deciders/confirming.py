"""Has everything that the method wants to see confirmed been confirmed before the result is declared?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.profile import ballot_rules, vote_word
from voting.deciders.tallying import handed_in_of
from voting.refusals.announcing import AuditDiffers, AuditMissing, RecountDue
from voting.states.counts import count_of, totals_of
from voting.states.readings import figures

if TYPE_CHECKING:
    from voting.counting import Count
    from voting.events.rounds import RoundRecounted, TotalsRecorded
    from voting.states.rounds import Round


def confirmed(state: Round) -> None:
    """Refuse while a spot audit is missing or found something else, or while the votes are too close and no recount says the same."""
    ballot, reading = ballot_rules(state.profile), state.reading
    if reading is None:
        return
    recounted = any(confirms(recount, totals_of(state, reading)) for recount in state.recounts)
    if papers_to_audit(state) and not state.audits:
        raise AuditMissing(
            f"{vote_word(state.profile)}办法规定抽查{papers_to_audit(state)}张票，抽查之后才能宣布结果。"
        )
    if state.audits and state.audits[-1].differing and not recounted:
        raise AuditDiffers(
            f"抽查{state.audits[-1].papers}张，{state.audits[-1].differing}张与封账的不符，须重新计票，与登记的一致才能宣布结果；不一致的，本轮作废。",
            differing=state.audits[-1].differing,
        )  # fmt: skip
    margin = None if ballot.recount_margin is None else closest(count_of(state, reading))
    if margin is not None and ballot.recount_margin is not None and margin <= ballot.recount_margin and not recounted:
        raise RecountDue(
            f"票差最小处{margin}票，不超过办法规定的{ballot.recount_margin}票，须重新计票，与登记的一致才能宣布结果。",
            margin=margin, limit=ballot.recount_margin,
        )  # fmt: skip


def confirms(recount: RoundRecounted, reading: TotalsRecorded) -> bool:
    """Whether a recount says what the reading says; why papers are invalid is not asked again, and rows may stand in any order."""
    again = replace(reading, valid=recount.valid, invalid=recount.invalid, items=recount.items, invalid_by_reason={})
    return figures(again) == figures(replace(reading, invalid_by_reason={}))


def papers_to_audit(state: Round) -> int:
    """How many papers the method wants read back: all of them where not so many were cast; none without a spot audit."""
    audit = ballot_rules(state.profile).spot_audit
    return 0 if audit == "off" else min(audit.papers, handed_in_of(state))


def closest(counted: Count) -> int | None:
    """The fewest votes by which anybody is in or out: between the last who is in and the first who is not, and at the bar.

    A tie at the cut is no vote apart. None where nothing depends on votes.
    """
    chosen = [item for item in counted.items if item.status == "selected"]
    left = [item for item in counted.items if item.status in ("not_selected", "tied")]
    apart = [min(item.for_ for item in chosen) - max(item.for_ for item in left)] if chosen and left else []
    tied = [0] if counted.tied is not None else []
    bars = [
        abs(item.for_ - item.required)
        for item in counted.items
        if item.required is not None and item.status in ("selected", "below_threshold")
    ]
    return min((*apart, *tied, *bars), default=None)
