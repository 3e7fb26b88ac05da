"""Does every voucher behind a project's money stand once, with its amount, its report and the hash of its paper?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from api.history import hashes_of
from api.printed.details import vouchers as printed
from domain.documents.events import DocumentFiled
from domain.streams import document_id
from projections.ledger.vouchers import vouchers_missing, vouchers_of
from projections.models import PROJECTS
from projects.events import progress as g
from tests.projections.kit import Log, folded
from tests.projections.years import COUNTY, HOME, W, Year, money

HASH = "9c1f" * 16
PAPER = document_id(str(COUNTY), HASH)
QUOTA = g.Voucher(of="allotted", number="示例财建〔2024〕1号", amount_fen=500 * W)


def row() -> Mapping[str, Any]:
    """示例学校 with a quota that two reports name, and a payment whose voucher came later than the payment."""
    year = Year()
    own = year.chosen()
    for period, on in (("2024-02", "2024-03-05"), ("2024-03", "2024-04-05")):
        year.report(own, period, on, money(500, 0, 300, 350), vouchers=(QUOTA,))
    paid = g.Voucher(of="paid", number="示例财支〔2024〕9号", amount_fen=200 * W, document=str(PAPER))
    year.add(own, "2024-04-20", g.VoucherFiled(voucher=paid))
    found = folded(PROJECTS, year.log.events).shown(PROJECTS)[str(own)]
    return {**found, "stream": str(own)}


def test_a_voucher_stands_once_with_its_report_or_as_handed_in_later() -> None:
    found = [(each.word, each.number, each.fen, each.period) for each in vouchers_of(row())]
    assert found == [
        ("下达", "示例财建〔2024〕1号", 500 * W, "2024-02"),
        ("支付", "示例财支〔2024〕9号", 200 * W, ""),
    ]
    assert vouchers_missing(row(), date(2024, 5, 1)) == ("paid",), "200 of the 300 are vouched for"


def test_the_paper_behind_a_voucher_is_told_by_its_hash() -> None:
    log = Log()
    filed = DocumentFiled(
        congress=HOME["congress"], code=HOME["code"], congress_name=HOME["congress_name"], sha256=HASH, kind="payment",
        title="示例支付凭证", media_type="application/pdf", size=9,
    )  # fmt: skip
    log.append(PAPER, filed)

    def history(stream: object) -> list[Any]:
        return [one for one in log.events if one.originator_id == stream]

    hashes = hashes_of(history, ("", "示例附件", str(COUNTY), *(each.document for each in vouchers_of(row()))))
    assert hashes == {str(PAPER): HASH}
    lines = list(printed(vouchers_of(row()), vouchers_missing(row(), date(2024, 5, 1)), hashes))
    assert lines[2].split() == ["支付", "示例财支〔2024〕9号", "200", "补交", HASH[:12]]
    assert lines[3] == "  支付的凭证不全。"
