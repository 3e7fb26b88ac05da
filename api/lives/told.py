"""What is an act of a published life, and in which words is it said who decided it?"""

from __future__ import annotations

from dataclasses import dataclass

from domain.canonical import from_json
from domain.events import Decision
from domain.money import say_amount
from projections.model import Row
from projections.sentences import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that happened: on which day, when it was recorded (empty where that is not kept), and a sentence."""

    on: str
    recorded_on: str
    sentence: str


def act(deed: Row, sentence: str) -> Act:
    """The deed of a row as a sentence, with the body that decided it."""
    return Act(
        on=deed["on"],
        recorded_on=deed.get("recorded_on", ""),
        sentence=f"{sentence}{decided(deed.get('decided_by'))}。",
    )


def decided(decision: Row | None) -> str:
    """（县人大常委会第二十次会议，人大常委会决定，举手表决，一致通过）; empty where nobody had to decide."""
    return words.decided(from_json(Decision, decision)) if decision else ""


def amount(fen: int | None, text: str = "") -> str:
    """An amount in the words of its paper, else in figures; empty where nothing says it, or it is not published."""
    return text or ("" if fen is None else say_amount(fen))


def after(said: str, word: str = "，") -> str:
    """What is said behind a comma, where something is."""
    return f"{word}{said}" if said else ""
