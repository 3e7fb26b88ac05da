"""How is what happened to a proposal 建议项目 told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.events import Event
from domain.money import say_amount
from domain.profile import VALUES
from projections.sentences.words import Names, Shown, because
from projections.words.years import PROPOSERS, TRANSFERS
from projects.events import proposals as p
from projects.numbers import PROPOSAL


def submitted(event: p.ProposalSubmitted, _names: Names, _shown: Shown) -> str:
    """建议项目提出; who proposed is a kind and a channel, never a name."""
    number = PROPOSAL.say(event.project_year, event.number)
    channel = VALUES["solicitation.channels"].get(event.channel, event.channel)
    place = f"，地点{event.place}" if event.place else ""
    estimate = _amount("，估算投资", event.estimate_fen, event.estimate_text)
    again = f"，历年同一事项{'、'.join(event.earlier)}" if event.earlier else ""
    return f"{PROPOSERS[event.proposer_kind]}通过{channel}提出建议项目{number}《{event.title}》{place}{estimate}{again}"


def adopted(event: p.ProposalAdopted, _names: Names, _shown: Shown) -> str:
    """列入."""
    project = f"，拟提项目{event.project}" if event.project else ""
    return f"筛选结果：列入{_amount('，估算投资', event.cost_fen, event.cost_text)}{project}"


def merged(event: p.ProposalMerged, _names: Names, _shown: Shown) -> str:
    """合并."""
    return f"筛选结果：合并到{event.into_number}，来源保留，仍向提出人反馈{because(event.reason, '理由')}"


def reserved(event: p.ProposalReserved, _names: Names, _shown: Shown) -> str:
    """储备."""
    return f"筛选结果：储备，进入储备库{because(event.reason, '理由')}"


def transferred(event: p.ProposalTransferred, _names: Names, _shown: Shown) -> str:
    """转办."""
    number = f"，编号{event.number}" if event.number else "，转办编号待补"
    return f"筛选结果：转办为{TRANSFERS[event.to]}{number}{because(event.reason, '理由')}"


def numbered(event: p.TransferNumberGiven, _names: Names, _shown: Shown) -> str:
    """转办编号."""
    return f"登记转办编号{event.number}"


def declined(event: p.ProposalDeclined, _names: Names, _shown: Shown) -> str:
    """不予列入."""
    code = VALUES["screening.negative_list"].get(event.reason_code, event.reason_code)
    return f"筛选结果：不予列入（{code}）{because(event.reason, '理由')}"


def reopened(event: p.ProposalReopened, _names: Names, _shown: Shown) -> str:
    """重新研究."""
    return f"撤回筛选结果，重新研究{because(event.reason, '理由')}"


def answered(event: p.FeedbackGiven, _names: Names, _shown: Shown) -> str:
    """反馈."""
    way = "以集中公告向提出人反馈" if event.how == "by_notice" else "向提出人逐一反馈"
    document = f"（{event.document}）" if event.document else ""
    text = f"：{event.text.removesuffix('。')}" if event.text else ""
    return f"{way}{document}{text}"


def published(event: p.ProposalPublished, _names: Names, _shown: Shown) -> str:
    """公开."""
    return f"经审核，以《{event.title}》为题公开"


def _amount(word: str, amount_fen: int | None, text: str) -> str:
    """The amount in its paper's words where there are any."""
    said = text or ("" if amount_fen is None else say_amount(amount_fen))
    return f"{word}{said}" if said else ""


TELLS: Final[Mapping[type[Event], Any]] = {
    p.ProposalSubmitted: submitted,
    p.ProposalAdopted: adopted,
    p.ProposalMerged: merged,
    p.ProposalReserved: reserved,
    p.ProposalTransferred: transferred,
    p.TransferNumberGiven: numbered,
    p.ProposalDeclined: declined,
    p.ProposalReopened: reopened,
    p.FeedbackGiven: answered,
    p.ProposalPublished: published,
}
