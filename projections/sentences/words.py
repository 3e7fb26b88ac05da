"""With which words does a sentence of the history name bodies, ways of voting, reasons and what is not published?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from domain.actors import BODIES
from domain.calendar import day_of, late, say_day
from domain.events import Decision, Envelope

HOW: Final = {
    "show_of_hands": "举手表决",
    "secret_ballot": "无记名投票",
    "keypad": "按表决器表决",
    "meeting_decision": "会议决定",
}
OUTCOMES: Final = {
    "decided": "得出结果",
    "tied": "入选线上得票相同",
    "shortfall": "入选项目不足应选数",
    "void": "无效",
    "no_quorum": "不足法定人数",
}
REBALLOTS: Final = {"first": "", "void_repeat": "重新投票", "tie_break": "再次票决", "shortfall": "另行票决"}
GRADES: Final = {"satisfied": "满意", "basically_satisfied": "基本满意", "dissatisfied": "不满意", None: "未评定"}
WAYS: Final = {
    "next_round": "按再次投票的结果",
    "presidium": "由主席团决定",
    "expand": "并列全部入选",
    "lot": "抽签",
    "accept_fewer": "按实际入选数确定",
    "defer_to_sc": "交常委会另行决定",
    "leave_open": "缺额保留",
}
LATE_AFTER_DAYS: Final = 7
"""Where no profile of the stream says otherwise (`implementation.late_after_days`)."""


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

NO_VOTES: Final = "按本次会议票决办法，不公布得票数"
NO_GRADES: Final = "按本次测评办法，不公布票数"
NOT_YET: Final = "结果公布以后可见"


@dataclass(slots=True)
class Names:
    """What earlier events of the stream called things: titles by id, 票决 or 票选, and when an entry counts as late."""

    titles: dict[str, str] = field(default_factory=dict)
    vote: str = "票决"
    announcement: str = "公告"
    late_after_days: int = LATE_AFTER_DAYS

    def titled(self, ids: Iterable[str]) -> str:
        """《甲》、《乙》, in the order given; 无 where there is none."""
        return "、".join(f"《{self.titles.get(name, name)}》" for name in ids) or "无"

    def rules(self, profile: Mapping[str, object], vote: str, announcement: str) -> None:
        """Take over how the profile in force calls things."""
        self.vote, self.announcement = vote, announcement
        implementation = profile.get("implementation")
        if isinstance(implementation, Mapping):
            self.late_after_days = int(implementation["late_after_days"])


def decided(decision: Decision | None) -> str:
    """（大会主席团决定，举手表决，一致通过）; empty where nobody had to decide."""
    if decision is None:
        return ""
    parts = [f"{BODIES[decision.body]}决定", HOW[decision.how]]
    if decision.meeting:
        parts.insert(0, decision.meeting)
    if decision.unanimous:
        parts.append("一致通过")
    elif decision.votes_for is not None:
        against, abstain = decision.votes_against or 0, decision.votes_abstain or 0
        parts.append(f"赞成{decision.votes_for}票、反对{against}票、弃权{abstain}票")
    if decision.clause:
        parts.append(f"依据{decision.clause}")
    return f"（{'，'.join(parts)}）"


def entered_late(envelope: Envelope, late_after_days: int) -> str:
    """【补录】 with both dates, where the entry came more than `late_after_days` after the day."""
    if not late(envelope.effective_on, envelope.at, late_after_days):
        return ""
    return f"【补录：{say_day(envelope.effective_on)}发生，{say_day(day_of(envelope.at))}登记】"
