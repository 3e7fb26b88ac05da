"""What may happen next to one proposal, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import not_before, two_people
from domain.calendar import say_day
from domain.deciders import Command, Decider
from domain.refusals import AlreadyExists, NotFound, Refusal, refuse_all
from domain.texts import clean, filled, prose, prose_if_any
from projects.commands import proposals as c
from projects.commands.under import Under
from projects.deciders.checks import rules_of
from projects.deciders.screening import screened
from projects.deciders.submitting import submitted
from projects.events import proposals as p
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.refusals.proposals import FeedbackEmpty, NothingToAnswer, NumberNotOwed, OtherFeedback
from projects.states.proposals import FEEDBACK, Open, Proposal, Transferred, evolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.congress.state import Congress
    from domain.events import Envelope, Event

ENDS = (c.AdoptProposal, c.MergeProposal, c.ReserveProposal, c.TransferProposal, c.DeclineProposal)
SETTINGS: Final[dict[p.FeedbackHow, str]] = {"individually": "individual", "by_notice": "notice"}
"""What the rules call each way of feedback; `both` allows either."""


def decide(state: Proposal | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this proposal; raises a `Refusal`."""
    if isinstance(command, c.SubmittedUnder):
        if state is not None:
            raise AlreadyExists(f"{state.says}已经登记过了。")
        return [submitted(command, envelope)]
    if state is None:
        raise NotFound("没有找到这条建议项目。")
    assert isinstance(command, Under), f"not a command of a proposal: {command!r}"
    asked = command.asked
    if isinstance(asked, ENDS):
        return [screened(state, command, envelope)]
    match asked:
        case c.GiveTransferNumber():
            return [_numbered(state, asked, envelope)]
        case c.ReopenProposal():
            return [_reopened(state, asked, envelope)]
        case c.GiveFeedback():
            return [_answered(state, asked, command.congress, envelope)]
        case c.PublishProposal():
            return [_published(state, asked, envelope)]
        case _:
            raise AssertionError(f"not a command of a proposal: {asked!r}")


def _numbered(state: Proposal, asked: c.GiveTransferNumber, envelope: Envelope) -> p.TransferNumberGiven:
    if not isinstance(state.standing, Transferred):
        raise NumberNotOwed(f"{state.says}没有转办，不欠转办编号。")
    if state.standing.number:
        raise NumberNotOwed(f"{state.says}的转办编号是{state.standing.number}，已经登记过了。", pointer="/number")
    not_before(envelope, "登记转办编号", "转办", state.since)
    refuse_all(filled(number=asked.number))
    return p.TransferNumberGiven(number=asked.number)


def _reopened(state: Proposal, asked: c.ReopenProposal, envelope: Envelope) -> p.ProposalReopened:
    two_people(envelope, "重新研究建议项目")
    if isinstance(state.standing, Open):
        raise NotNow(f"{state.says}还没有筛选结果，不需要重新研究。")
    not_before(envelope, "重新研究", "上次筛选", state.since)
    refuse_all(prose(reason=asked.reason))
    return p.ProposalReopened(reason=asked.reason)


def _answered(state: Proposal, asked: c.GiveFeedback, congress: Congress, envelope: Envelope) -> p.FeedbackGiven:
    """C-12: every proposer is told of the end, a merged one's as well, and once in each way."""
    if isinstance(state.standing, Open):
        raise NothingToAnswer(f"{state.says}还没有筛选结果，有了结果再反馈。")
    if asked.how in state.answered:
        raise NothingToAnswer(f"{state.says}{say_day(state.since)}的结果已经{FEEDBACK[asked.how]}过了。")
    not_before(envelope, "反馈", "筛选", state.since)
    refuse_all(_unfit_feedback(asked, congress))
    return p.FeedbackGiven(how=asked.how, text=asked.text, document=asked.document, notice=asked.notice)


def _unfit_feedback(asked: c.GiveFeedback, congress: Congress) -> Iterator[Refusal]:
    _, profile = rules_of(congress)
    allowed = profile.solicitation.feedback
    if allowed not in ("both", SETTINGS[asked.how]):
        other = next(FEEDBACK[way] for way, setting in SETTINGS.items() if setting == allowed)
        yield OtherFeedback(f"{congress.name}的办法规定{other}，不能{FEEDBACK[asked.how]}。", pointer="/how")
    yield from clean(document=asked.document)
    yield from prose_if_any(text=asked.text)
    if not (asked.text or asked.document or asked.notice):
        yield FeedbackEmpty("请写明反馈了什么，或者反馈的文号。", pointer="/text")
    if asked.notice and asked.how == "individually":
        yield OtherFeedback("逐一反馈不写集中公告。", pointer="/notice")
    if asked.how == "by_notice" and not asked.notice:
        yield FeedbackEmpty("请写明是哪一次集中反馈公告。", pointer="/notice")


def _published(state: Proposal, asked: c.PublishProposal, envelope: Envelope) -> p.ProposalPublished:
    if state.published_on:
        raise AlreadyRecorded(f"{state.says}已于{say_day(state.published_on)}公开。")
    not_before(envelope, "公开", "提出", state.submitted_on)
    refuse_all(filled(title=asked.title))
    return p.ProposalPublished(title=asked.title)


PROPOSAL: Decider[Proposal | None] = Decider("Proposal", None, decide, evolve)
