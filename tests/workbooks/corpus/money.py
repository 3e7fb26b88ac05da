"""What becomes of amounts as offices write them?"""

from __future__ import annotations

from tests.workbooks.cases import Case
from tests.workbooks.making import comma, formatted, stored, xlsx

HEADS = ["项目名称", "总投资（万元）"]
T = {"title": "示例小学"}


def of(*written: object) -> bytes:
    """A project for each way of writing."""
    return xlsx(HEADS, *(["示例小学", each] for each in written))


def read(*amounts: str) -> dict[int, dict[str, str]]:
    """What should be read of them, in the order of the rows; nothing for an empty one."""
    return {row: T | ({"total": amount} if amount else {}) for row, amount in enumerate(amounts, start=2)}


CASES = {
    "about, more than, and the unit in the cell": Case(
        make=lambda: of("约1200", "1200余", "1.2亿元", "12000000元", "约1.2亿元左右", "1亿2000万元", "¥1,200.00"),
        rows=read(
            "1200万元 约1200",
            "1200万元 1200余",
            "12000万元",
            "1200万元",
            "12000万元 约1.2亿元左右",
            "12000万元",
            "1200万元",
        ),
    ),
    "the unit of the heading and never by size": Case(
        make=lambda: xlsx(["项目名称", "总投资（元）"], ["示例小学", 1200], ["示例小学", 12000000]),
        rows=read("0.12万元", "1200万元"),
    ),
    "a hundred millions by the heading": Case(
        make=lambda: xlsx(["项目名称", "总投资:亿元"], ["示例小学", 0.12]), rows=read("1200万元")
    ),
    "the unit that the format prints": Case(
        make=lambda: xlsx(["项目名称", "总投资"], ["示例小学", 1200], finish=formatted(B2='0.00"万元"')),
        rows=read("1200万元"),
    ),
    "a format that shows another number than is stored": Case(
        make=lambda: xlsx(
            HEADS, ["示例小学", 12000000], ["示例路", 12000000], finish=formatted(B2="0!.0,", B3="#,##0,")
        ),
        rows={2: T, 3: {"title": "示例路"}},
        faults={"B2": "format_scales", "B3": "format_scales"},
    ),
    "what binary fractions leave behind": Case(
        make=lambda: stored(
            of(1, 1, 1), B2="<v>0.30000000000000004</v>", B3="<v>1234.5600000000001</v>", B4="<v>1.1000000000000001</v>"
        ),
        rows=read("0.3万元", "1234.56万元", "1.1万元"),
        notices=("第2行B列“总投资（万元）”：存的是0.30000000000000004，尾数是计算留下的，按0.3万元登记", "第3行"),
    ),
    "finer than a fen": Case(
        make=lambda: of(12.1234567, "12.1234567", "0.001元"),
        rows=read("", "", ""),
        faults={"B2": "money_too_fine", "B3": "money_too_fine", "B4": "money_too_fine"},
    ),
    "below zero": Case(
        make=lambda: of(-5, "-5", "−5万元"),
        rows=read("", "", ""),
        faults=dict.fromkeys(("B2", "B3", "B4"), "money_negative"),
    ),
    "more than any ledger holds": Case(make=lambda: of(9e14), rows=read(""), faults={"B2": "money_too_large"}),
    "what is no amount": Case(
        make=lambda: of("1,23", "1200万人", "12-15", bool(1)),
        rows=read("", "", "", ""),
        faults={"B2": "money_unreadable", "B3": "money_unreadable", "B4": "money_unreadable", "B5": "not_a_number"},
    ),
    "a percentage and a day where an amount belongs": Case(
        make=lambda: xlsx(HEADS, ["示例小学", 0.5], ["示例小学", 46022], finish=formatted(B2="0%", B3="yyyy/m/d")),
        rows=read("", ""),
        faults={"B2": "not_a_number", "B3": "not_a_number"},
    ),
    "nothing is nothing and zero is zero": Case(
        make=lambda: of(None, 0, "0", "0.00"), rows=read("", "0万元", "0万元", "0万元")
    ),
    "a number of a CSV with its separators": Case(
        make=lambda: comma(HEADS, ["示例小学", "1,234.56"], ["示例小学", " 1234.5600000000001"]),
        file="台账.csv",
        rows=read("1234.56万元", "1234.56万元"),
        notices=("第3行",),
    ),
    "a number in powers of ten": Case(make=lambda: stored(of(1), B2="<v>1.2E3</v>"), rows=read("1200万元")),
}
