"""With which words does a sentence of the history name bodies, ways of voting, reasons and what is not published?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from domain.actors import BODIES
from domain.calendar import day_of, late, say_day
from domain.events import Decision, Envelope
from domain.profile import announcement_word, recorded_profile, vote_word
from projections.newest import LATE_AFTER_DAYS
from projections.words.sessions import HOW
from voting.states.counts import words_of


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reader may see of the numbers: those of votes, and those of grades or the grades alone."""

    votes: bool = True
    choice: bool = True
    grades: bool = True
    grade_counts: bool = True


INSIDE: Final = Shown()
"""Whoever works with the ledger, and the auditor."""
PUBLIC_BEFORE: Final = Shown(votes=False, choice=False, grades=False, grade_counts=False)
"""The public before the announcement."""

NO_GRADES: Final = "按本次测评办法，不公布票数"
NOT_YET: Final = "结果公布以后可见"


@dataclass(slots=True)
class Names:
    """What earlier events of the stream called things: titles by id, 票决 or 票选, who leads, and when an entry counts as late."""

    titles: dict[str, str] = field(default_factory=dict)
    vote: str = "票决"
    announcement: str = "公告"
    presidium: str = "主席团"
    sheet: str = "计票结果报告单"
    late_after_days: int = LATE_AFTER_DAYS

    def titled(self, ids: Iterable[str]) -> str:
        """《甲》、《乙》, in the order given; 无 where there is none."""
        return "、".join(f"《{self.titles.get(name, name)}》" for name in ids) or "无"

    def rules(self, recorded: dict[str, Any]) -> None:
        """Take over how the profile in force calls things."""
        profile = recorded_profile(recorded)
        self.vote, self.announcement = vote_word(profile), announcement_word(profile)
        self.presidium = words_of(profile).presidium
        self.late_after_days = profile.implementation.late_after_days


def inline(text: str) -> str:
    """A text of several lines or sentences as part of one sentence: on one line, without the stop at its end."""
    return "".join(line.strip() for line in text.splitlines()).rstrip("。；")


def paper(document: str) -> str:
    """（示例政发〔2024〕3号）; empty where none is named."""
    return f"（{document}）" if document else ""


def because(reason: str, word: str = "原因") -> str:
    """，原因：…; empty where none is given."""
    return f"，{word}：{inline(reason)}" if reason else ""


def meeting_said(meeting: str, otherwise: str) -> str:
    """A meeting by its title; `otherwise` where it is named by the id of its stream, which says nothing to people."""
    return otherwise if _STREAM.fullmatch(meeting) else meeting


_STREAM: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def decided(decision: Decision | None) -> str:
    """（大会主席团决定，举手表决，一致通过）; empty where nobody had to decide."""
    if decision is None:
        return ""
    parts = [f"{BODIES[decision.body]}决定"]
    if decision.how != "meeting_decision":  # 会议决定 says no more than that the body decided
        parts.append(HOW[decision.how])
    if decision.meeting:
        parts.insert(0, decision.meeting)
    if decision.unanimous:
        parts.append("一致通过")
    votes = {"赞成": decision.votes_for, "反对": decision.votes_against, "弃权": decision.votes_abstain}
    if given := "、".join(f"{word}{number}票" for word, number in votes.items() if number is not None):
        parts.append(given)
    if decision.clause:
        parts.append(f"依据{decision.clause}")
    return f"（{'，'.join(parts)}）"


def entered_late(envelope: Envelope, late_after_days: int) -> str:
    """【补录】 with both dates, where the entry came more than `late_after_days` after the day."""
    if not late(envelope.effective_on, envelope.at, late_after_days):
        return ""
    return f"【补录：{say_day(envelope.effective_on)}发生，{say_day(day_of(envelope.at))}登记】"


def is_told_late(sentence: str) -> bool:
    """Whether the sentence of an event says that it was entered late; any other ends with its full stop."""
    return sentence.endswith("登记】")
