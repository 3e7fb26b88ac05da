"""What stands on a ballot 票决票?

Nothing on it tells one paper from another: no number, no code, no day of printing. The print run is the one paper, printed so many
times.
"""

from __future__ import annotations

from typing import Any, Final

from api.paper.asked import Asked, Printed
from api.paper.instructions import instructions
from api.paper.refusals import NotPrintable
from api.paper.rounds import Choice, votable
from domain.money import print_number
from domain.profile import Ballot, Profile, vote_word
from voting.states.counts import rules_of

COLUMNS: Final = {
    "approve_each": ("赞成", "反对", "弃权"),
    "select_k": ("选定",),
    "choose_one_variant": ("选定",),
    "rank": ("排序",),
}
"""The columns to be marked, by the style of the ballot."""


def ballot(asked: Asked) -> Printed:
    """The ballot of a round; raises `NotPrintable` where there is no list, no paper, or the round is over."""
    choice = votable(asked)
    rules = rules_of(choice.profile, choice.purpose)
    _check(rules, choice)
    word = vote_word(choice.profile)
    return Printed(
        template="ballot",
        title=f"{choice.meeting_title}{_title(choice)}",
        on=choice.on,
        data={
            "above": choice.meeting_title,
            "heading": _title(choice),
            "colour": asked.colour,
            "said": list(
                instructions(rules, choice.purpose, len(choice.candidates), choice.seats, word),
            ),
            "said_title": f"{word}说明",
            **_table(choice, COLUMNS[rules.style]),
        },
    )


def ballot_name(profile: Profile) -> str:
    """票决票 or 表决票 as the rules call it; a street's people choose and decide nothing, so theirs is a 票选票."""
    name = profile.labels.ballot
    return name.replace("表决", "票选") if profile.decision_mode == "street_poll" else name


def heading_of(choice: Choice, what: str) -> str:
    """2024年民生实事项目, of later batches （第2批）; `what` follows 民生实事."""
    return f"{choice.project_year}年民生实事{what}" + ("" if choice.batch == 1 else f"（第{choice.batch}批）")


def _title(choice: Choice) -> str:
    kind = "" if choice.kind == "first" else f"（{choice.kind_word}）"
    return f"{heading_of(choice, '项目')}{ballot_name(choice.profile)}{kind}"


def _table(choice: Choice, marks: tuple[str, ...]) -> dict[str, Any]:
    """The lines as recorded; a column that would be empty all the way down is left out. Widths are in letters."""
    amounts = [("" if one.amount_fen is None else print_number(one.amount_fen)) for one in choice.candidates]
    deadlines = [one.deadline for one in choice.candidates]
    told = [("总投资\n（万元）", 5, amounts), ("完成时限", 8.4, deadlines)]
    kept = [(head, width, cells) for head, width, cells in told if any(cells)]
    return {
        "heads": [{"word": head, "width": width} for head, width, _ in kept],
        "marks": list(marks),
        "rows": [
            {"title": one.title, "cells": [cells[place] for _, _, cells in kept]}
            for place, one in enumerate(choice.candidates)
        ],
    }


def _check(rules: Ballot, choice: Choice) -> None:
    if rules.method != "paper_secret":
        how = {"electronic_secret": "按表决器表决", "show_of_hands": "举手表决"}[rules.method]
        raise NotPrintable(f"按{vote_word(choice.profile)}办法，{choice.name}是{how}，没有纸质票。")
