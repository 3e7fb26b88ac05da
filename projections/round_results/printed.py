"""What does a document say of a past ballot, and do its figures add up?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from projections.model import plain
from voting.events.rounds import PrintedItem, RoundTakenOver
from voting.states.figures import quoted


def taken_over(event: RoundTakenOver) -> dict[str, Any]:
    """The row of a past ballot 补录: figures as printed, unknown ones None, and what does not add up said beside them."""
    figures = plain(event)
    items = [
        {
            "candidate": str(number),
            "title": item.title,
            "for": item.votes_for,
            "against": item.votes_against,
            "abstain": item.votes_abstain,
            "selected": item.selected,
        }
        for number, item in enumerate(event.items, start=1)
    ]
    names = (
        "congress",
        "code",
        "congress_name",
        "project_year",
        "batch",
        "number",
        "meeting_title",
        "seats",
        "document",
        "notes",
    )
    return {
        **{name: figures[name] for name in names},
        "status": "taken_over",
        "held_on": event.held_on,
        "attendance": {"due": event.due, "present": event.present},
        "papers": {"issued": event.issued, "collected": event.collected},
        "valid": event.valid,
        "invalid": event.invalid,
        "items": items,
        "contradictions": list(contradictions(event)),
    }


def contradictions(event: RoundTakenOver) -> Iterator[str]:
    """A sentence for each pair of printed figures that cannot both be right; nothing is repaired."""
    e = event
    yield from _above("实到", e.present, "应到", e.due, "人")
    yield from _above("发出", e.issued, "实到", e.present, "")
    yield from _above("收回", e.collected, "发出", e.issued, "张")
    if e.collected is not None and e.valid is not None and e.invalid is not None and e.collected != e.valid + e.invalid:
        yield f"收回{e.collected}张，有效{e.valid}张与无效{e.invalid}张合计{e.valid + e.invalid}张，按原文保留。"
    for item in e.items:
        yield from _row(item, e.valid)
    yield from _chosen(e)


def _above(name: str, number: int | None, most_name: str, most: int | None, unit: str) -> Iterator[str]:
    if number is not None and most is not None and number > most:
        yield f"{name}{number}{unit}，多于{most_name}{most}{unit}，按原文保留。"


def _row(item: PrintedItem, valid: int | None) -> Iterator[str]:
    if valid is None or item.votes_for is None:
        return
    whole = item.votes_against is not None and item.votes_abstain is not None
    total = item.votes_for + (item.votes_against or 0) + (item.votes_abstain or 0)
    if total > valid or (whole and total != valid):
        yield f"{quoted(item.title)}的票数合计{total}张，有效票{valid}张，按原文保留。"


def _chosen(event: RoundTakenOver) -> Iterator[str]:
    """Seats against those chosen, and nobody chosen who had fewer votes than somebody who was not."""
    chosen = [item for item in event.items if item.selected]
    rest = [item for item in event.items if item.selected is False]
    if (
        event.seats is not None
        and all(item.selected is not None for item in event.items)
        and len(chosen) != event.seats
    ):
        yield f"应选{event.seats}项，列为确定的有{len(chosen)}项，按原文保留。"
    best = max(
        (item for item in rest if item.votes_for is not None), key=lambda item: item.votes_for or 0, default=None
    )
    for item in chosen:
        if best is not None and item.votes_for is not None and item.votes_for < (best.votes_for or 0):
            yield (
                f"{quoted(item.title)}{item.votes_for}票列为确定，{quoted(best.title)}{best.votes_for}票未列为确定，按原文保留。"
            )
