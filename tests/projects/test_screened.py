"""What follows when a proposal was screened: is it answered once, taken back by two people, numbered and published?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.refusals import OutOfOrder, SamePerson, SecondPersonMissing
from domain.texts import UnfitText
from projects.commands import proposals as c
from projects.events import proposals as p
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.refusals.proposals import FeedbackEmpty, NothingToAnswer, NumberNotOwed, OtherFeedback
from tests.given import CLERK
from tests.projects.proposals import (
    ADOPT,
    ANSWER,
    DECLINE,
    EVERY_END,
    NOTICE,
    PUBLISH,
    REOPEN,
    RESERVE,
    TRANSFER,
    ask,
    merge,
    rules,
    taken,
)


def test_a_proposal_is_answered_reopened_and_published() -> None:
    answered = ask(ask(taken(), ADOPT).and_then(), ANSWER)
    answered.then(p.FeedbackGiven(how="individually", text="已列入候选"))
    ask(answered.and_then(), REOPEN).then(p.ProposalReopened(reason="上级补助已经落实"))
    ask(taken(), PUBLISH).then(p.ProposalPublished(title="改造农村公路"))


def test_a_transfer_number_is_owed_until_it_is_given_and_given_once() -> None:
    owed = ask(taken(), TRANSFER).and_then()
    number = c.GiveTransferNumber(number="示例-12")
    ask(owed, number, on="2023-11-07").refused(OutOfOrder)
    ask(owed, c.GiveTransferNumber(number="")).refused(UnfitText, pointer="/number")
    given_ = ask(owed, number).then(p.TransferNumberGiven(number="示例-12"))
    ask(given_, number).refused(NumberNotOwed, "示例-12，已经登记过了")
    ask(ask(taken(), replace(TRANSFER, number="示例-1")).and_then(), number).refused(NumberNotOwed, "示例-1，")
    ask(taken(), number).refused(NumberNotOwed, "没有转办")
    again = ask(ask(given_, REOPEN).and_then(), TRANSFER).and_then()
    ask(again, number).and_then()


@EVERY_END
def test_an_end_is_taken_back_by_two_people_with_a_reason(end: Any) -> None:
    ended = ask(taken(), end).and_then()
    ask(ended, REOPEN, second=None).refused(SecondPersonMissing)
    ask(ended, REOPEN, second=CLERK).refused(SamePerson)
    ask(ended, replace(REOPEN, reason="")).refused(UnfitText, pointer="/reason")
    ask(ended, REOPEN, on="2023-11-07").refused(OutOfOrder, pointer="/effective_on")
    reopened = ask(ended, REOPEN, on="2023-11-29").and_then()
    ask(reopened, REOPEN, on="2023-11-29").refused(NotNow, "还没有筛选结果")
    ask(reopened, DECLINE, on="2023-11-28").refused(OutOfOrder)
    ask(reopened, DECLINE, on="2023-11-29").and_then()


def test_every_end_is_answered_once() -> None:
    ask(taken(), ANSWER).refused(NothingToAnswer, "还没有筛选结果")
    for ended in (ask(taken(), end).and_then() for end in (ADOPT, RESERVE, TRANSFER, DECLINE)):
        ask(ended, ANSWER, on="2023-11-07").refused(OutOfOrder)
        answered = ask(ended, ANSWER).and_then()
        ask(answered, ANSWER).refused(NothingToAnswer, "2023年11月8日的结果已经逐一反馈过了")
        reopened = ask(answered, REOPEN).and_then()
        ask(reopened, ANSWER).refused(NothingToAnswer)
        ask(ask(reopened, DECLINE).and_then(), ANSWER).and_then()


def test_a_merged_proposer_is_answered_and_a_reserved_one_again_when_it_goes_on() -> None:
    ask(merge(taken(2), taken(1)).and_then(), ANSWER).and_then()
    reserved = ask(ask(taken(), RESERVE).and_then(), ANSWER).and_then()
    ask(ask(reserved, ADOPT).and_then(), ANSWER).and_then()


def test_proposers_are_answered_in_the_way_of_the_rules() -> None:
    ended = ask(taken(), ADOPT).and_then()
    for way, good, bad in (("individual", ANSWER, NOTICE), ("notice", NOTICE, ANSWER)):
        under = rules(solicitation={"feedback": way})
        ask(ended, good, under=under).and_then()
        ask(ended, bad, under=under).refused(OtherFeedback, "的办法规定", "/how")
    both = rules(solicitation={"feedback": "both"})
    answered = ask(ask(ended, ANSWER, under=both).and_then(), NOTICE, under=both).and_then()
    ask(answered, ANSWER, under=both).refused(NothingToAnswer, "已经逐一反馈过了")
    ask(answered, NOTICE, under=both).refused(NothingToAnswer, "已经集中公告反馈过了")


def test_an_answer_says_something_in_words_or_by_a_paper() -> None:
    ended = ask(taken(), ADOPT).and_then()
    ask(ended, c.GiveFeedback()).refused(FeedbackEmpty, pointer="/text")
    ask(ended, c.GiveFeedback(text=" ")).refused(UnfitText, pointer="/text")
    ask(ended, c.GiveFeedback(document=" ")).refused(UnfitText, pointer="/document")
    ask(ended, c.GiveFeedback(document="示政办函〔2023〕41号")).and_then()
    ask(ended, replace(ANSWER, notice="x")).refused(OtherFeedback, pointer="/notice")
    ask(ended, c.GiveFeedback(how="by_notice", text="见公告")).refused(FeedbackEmpty, pointer="/notice")


def test_a_proposal_is_published_once_under_a_reviewed_title() -> None:
    ask(taken(), PUBLISH, on="2023-09-17").refused(OutOfOrder)
    ask(taken(), c.PublishProposal(title="")).refused(UnfitText, pointer="/title")
    ask(ask(taken(), PUBLISH).and_then(), PUBLISH).refused(AlreadyRecorded, "2023年11月8日公开")
