"""Which examples stand for the events of a project's progress, money and explanations 进度?"""

from domain.events import Envelope, Event
from projects.events.progress import (
    ExplanationAsked,
    ExplanationGiven,
    ProgressReported,
    ReportAccepted,
    ReportReturned,
    SubItemProgress,
    Voucher,
    VoucherFiled,
)
from projects.events.values import Amounts, SourceAmount, TargetDone
from tests.examples.envelopes import SHEET_ID, recorded

NOTICE = Voucher(of="allotted", number="示财建〔2024〕17号", amount_fen=1_200_000_000, document=SHEET_ID)

EXAMPLES: tuple[tuple[Envelope, Event], ...] = (
    (
        recorded("2024-06-03"),
        ProgressReported(
            period="2024-05",
            year=Amounts(
                allotted_fen=1_200_000_000, received_fen=900_000_000, paid_fen=610_000_000, completed_fen=735_500_000
            ),
            start=Amounts(
                allotted_fen=1_500_000_000,
                received_fen=1_200_000_000,
                paid_fen=910_000_000,
                completed_fen=1_035_500_000,
            ),
            received_by_source=(
                SourceAmount(source="province", amount_fen=400_000_000),
                SourceAmount(source="county", amount_fen=750_000_000),
            ),
            targets=(TargetDone(target="1", done="18.6", counted_by="示例县交通运输局", document="已完工路段清单"),),
            sub_items=(
                SubItemProgress(
                    sub_item="1",
                    completed_fen=620_000_000,
                    targets=(TargetDone(target="1", done="11.2"),),
                    note="示例镇至示例村段已通车",
                ),
            ),
            physical_percent=46,
            narrative="路基工程完成，开始铺设路面。",
            problems="示例村段两处管线尚未迁改。",
            next_steps="六月底前完成管线迁改。",
            vouchers=(NOTICE,),
            falls={"year.paid_fen": "退回施工单位多付的预付款"},
            documents=(SHEET_ID,),
            revises=True,
        ),
    ),
    (recorded("2024-06-05"), ReportReturned(period="2024-05", reason="支付数与国库集中支付系统不一致，请核对后再报。")),
    (recorded("2024-06-07"), ReportAccepted(period="2024-05")),
    (
        recorded("2024-06-11"),
        VoucherFiled(
            voucher=Voucher(of="paid", number="示例国库支付2024-0611", amount_fen=610_000_000, document=SHEET_ID)
        ),
    ),
    (
        recorded("2024-07-10"),
        ExplanationAsked(
            number=1,
            alert="slow_disbursement",
            question="到位资金九成尚未支付，原因是什么，何时付清？",
            due_on="2024-07-25",
        ),
    ),
    (
        recorded("2024-07-22"),
        ExplanationGiven(
            number=1, answer="因施工单位更换收款账户，已于七月中旬办妥，八月底前付清。", document=SHEET_ID
        ),
    ),
)
