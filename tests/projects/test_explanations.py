"""Is an explanation asked for and given once, and a voucher filed that was owed?"""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from domain.money import MoneyNegative
from domain.refusals import OutOfOrder
from domain.texts import UnfitText
from projects.commands.progress import AskedAbout, AskExplanation, FileVoucher, GiveExplanation
from projects.events.progress import ExplanationAsked, ExplanationGiven, Voucher, VoucherFiled
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.refusals.progress import DueBeforeAsked, NoSuchExplanation
from projects.states.projects import Chosen, Running, Suspended, Terminated
from tests.given import CLERK, Given
from tests.projects.reporting import ask, done, month, on, running, stands

JULY = on("2024-07-10", by=CLERK)
ASK = AskExplanation(alert="slow_disbursement", question="到位资金为什么没有支付？", due_on=date(2024, 7, 25))
GIVE = GiveExplanation(number=1, answer="收款账户变更，已办妥。", document="示例说明")
VOUCHER = Voucher(of="allotted", number="示财建〔2024〕17号", amount_fen=120)


def test_what_is_asked_has_the_next_number_and_is_answered_once() -> None:
    asked = ask(running(), ASK, JULY).then(
        ExplanationAsked(number=1, alert="slow_disbursement", question=ASK.question, due_on="2024-07-25")
    )
    second = done(asked, ASK, on("2024-07-11"))
    assert list(stands(second).progress.explanations) == [1, 2]
    given = ask(second, GIVE, on("2024-07-22")).then(
        ExplanationGiven(number=1, answer=GIVE.answer, document=GIVE.document)
    )
    assert [one.given_on for one in stands(given).progress.explanations.values()] == ["2024-07-22", ""]
    ask(given, GIVE, on("2024-07-23")).refused(AlreadyRecorded, "2024年7月22日", pointer="/number")


@pytest.mark.parametrize("alert", get_args(AskedAbout))
def test_every_warning_may_be_asked_about(alert: AskedAbout) -> None:
    done(running(), AskExplanation(alert=alert, question="原因是什么？", due_on=date(2024, 7, 25)), JULY)


@pytest.mark.parametrize("number", [0, -1, 2, 10**40])
def test_an_answer_names_what_was_asked(number: int) -> None:
    asked = done(running(), ASK, JULY)
    ask(asked, GiveExplanation(number=number, answer="已办妥。"), on("2024-07-22")).refused(
        NoSuchExplanation, pointer="/number"
    )


def test_an_answer_is_due_after_it_was_asked_for_and_given_after_it_too() -> None:
    late = AskExplanation(alert="payable", question="何时付清？", due_on=date(2024, 7, 9))
    ask(running(), late, JULY).refused(DueBeforeAsked, pointer="/due_on")
    asked = done(running(), ASK, JULY)
    ask(asked, GIVE, on("2024-07-09")).refused(OutOfOrder)
    done(asked, GIVE, on("2024-08-30"))


def test_a_question_and_an_answer_say_something() -> None:
    ask(running(), AskExplanation(alert="other", question=" ", due_on=date(2024, 7, 25)), JULY).refused(
        UnfitText, pointer="/question"
    )
    asked = done(running(), ASK, JULY)
    ask(asked, GiveExplanation(number=1, answer=""), on("2024-07-22")).refused(UnfitText, pointer="/answer")
    ask(asked, GiveExplanation(number=1, answer="已办妥。", document=" "), on("2024-07-22")).refused(
        UnfitText, pointer="/document"
    )


def test_nothing_is_asked_of_a_project_before_it_was_assigned_or_drafted() -> None:
    ask(running(Chosen("2024-01-18")), ASK, JULY).refused(NotNow, "还没有交办")
    ask(running(), ASK, on("2023-10-31")).refused(OutOfOrder)
    ask(running(), FileVoucher(voucher=VOUCHER), on("2023-10-31")).refused(OutOfOrder)


@pytest.mark.parametrize(
    "standing",
    [Suspended("2024-03-01", Running("2024-02-01")), Terminated("2024-03-01")],
    ids=["suspended", "terminated"],
)
def test_a_project_that_stands_still_still_explains_and_files_what_it_owes(standing: Suspended | Terminated) -> None:
    done(done(running(standing), ASK, JULY), GIVE, on("2024-07-22"))
    done(running(standing), FileVoucher(voucher=VOUCHER), JULY)


def vouchers(state: Given[object]) -> list[tuple[str, str, int | None]]:
    return [(one.of, one.number, one.amount_fen) for one in stands(state).progress.all_vouchers]


def test_a_voucher_is_filed_once_whether_with_a_report_or_after_it() -> None:
    filed = ask(running(), FileVoucher(voucher=VOUCHER), JULY).then(VoucherFiled(voucher=VOUCHER))
    ask(filed, FileVoucher(voucher=VOUCHER), JULY).refused(AlreadyRecorded, pointer="/voucher/number")
    reported = done(running(), month(vouchers=(VOUCHER,)))
    ask(reported, FileVoucher(voucher=VOUCHER), JULY).refused(AlreadyRecorded)
    other = Voucher(of="paid", number=VOUCHER.number)
    assert vouchers(done(reported, FileVoucher(voucher=other), JULY)) == [
        ("allotted", VOUCHER.number, 120), ("paid", VOUCHER.number, None),
    ]  # fmt: skip


def test_a_voucher_that_comes_again_with_the_next_report_counts_once() -> None:
    reported = done(running(), month(vouchers=(VOUCHER,)))
    again = done(reported, month("2024-04", vouchers=(VOUCHER,)), on("2024-05-06"))
    assert vouchers(again) == [("allotted", VOUCHER.number, 120)]


def test_a_voucher_has_a_number_and_an_amount_that_can_be() -> None:
    ask(running(), FileVoucher(voucher=Voucher(of="paid", number=" ")), JULY).refused(
        UnfitText, pointer="/voucher/number"
    )
    ask(running(), FileVoucher(voucher=Voucher(of="paid", number="1", amount_fen=-1)), JULY).refused(
        MoneyNegative, pointer="/voucher/amount_fen"
    )
