"""What becomes of days as offices say them?"""

from __future__ import annotations

from datetime import date, datetime

from tests.workbooks.cases import Case
from tests.workbooks.making import edited, formatted, xlsx

HEADS = ["项目名称", "完成时限"]
T = {"title": "示例小学"}
END = "2026-12-31"


def of(*written: object) -> bytes:
    """A project for each way of writing."""
    return xlsx(HEADS, *(["示例小学", each] for each in written))


def read(*days: str) -> dict[int, dict[str, str]]:
    """What should be read of them, in the order of the rows; nothing for an empty one."""
    return {row: T | ({"deadline": day} if day else {}) for row, day in enumerate(days, start=2)}


CASES = {
    "one day in many spellings": Case(
        make=lambda: of(
            "2026-12-31",
            "2026.12.31",
            "2026/12/31",
            "２０２６年１２月３１日",
            "20261231",
            20261231,
            46387,
            "46387",
            "2026年12月31号",
            "2026-12-31 00:00:00",
        ),
        rows=read(*[END] * 10),
    ),
    "days and moments of Excel": Case(
        make=lambda: of(date(2026, 12, 31), datetime.fromisoformat("2026-12-31T08:30:00")), rows=read(END, END)
    ),
    "a longer time is its last day and its words": Case(
        make=lambda: of(
            "2026年12月底",
            "2026年12月",
            "2026.12",
            2026.12,
            "2026年底前",
            "2026年第四季度",
            "2026年6月上旬",
            "2026年3月至12月",
            "2026年度",
            "2026年上半年",
            202612,
        ),
        rows=read(
            f"{END} 2026年12月底",
            f"{END} 2026年12月",
            f"{END} 2026.12",
            f"{END} 2026.12",
            f"{END} 2026年底前",
            f"{END} 2026年第四季度",
            "2026-06-10 2026年6月上旬",
            f"{END} 2026年3月至12月",
            f"{END} 2026年度",
            "2026-06-30 2026年上半年",
            f"{END} 202612",
        ),
    ),
    "the year stands above the heads": Case(
        make=lambda: xlsx(
            ["示例县2026年民生实事项目"],
            HEADS,
            ["示例小学", "第四季度"],
            ["示例小学", "12月31日前"],
            ["示例小学", "年底"],
        ),
        rows={
            3: T | {"deadline": f"{END} 第四季度"},
            4: T | {"deadline": f"{END} 12月31日前"},
            5: T | {"deadline": f"{END} 年底"},
        },
        notices=("没有写年份的日期，按2026年读",),
    ),
    "the year is said by whoever asks": Case(
        make=lambda: xlsx(["2025年12月报送2026年项目"], HEADS, ["示例小学", "四季度"]),
        options={"year": 2026},
        rows={3: T | {"deadline": f"{END} 四季度"}},
        notices=("没有写年份的日期，按2026年读",),
    ),
    "the year stands above the heads in Chinese": Case(
        make=lambda: xlsx(["示例县二〇二六年民生实事项目"], HEADS, ["示例小学", "十二月底"], ["示例小学", "四季度"]),
        rows={3: T, 4: T | {"deadline": f"{END} 四季度"}},
        faults={"B3": "day_unclear"},
        notices=("没有写年份的日期，按2026年读",),
    ),
    "no year anywhere": Case(
        make=lambda: of("第四季度", "12月底"), rows=read("", ""), faults={"B2": "day_unclear", "B3": "day_unclear"}
    ),
    "two years above the heads": Case(
        make=lambda: xlsx(["2025年12月报送2026年项目"], HEADS, ["示例小学", "四季度"]),
        rows={3: T},
        faults={"B3": "day_unclear"},
    ),
    "what may be two days or none": Case(
        make=lambda: of(
            "2026.1", 2026.1, "2026年12月前", "2026年2月30日", "长期", "待定", 3, "2026年13月", "1900-01-01", bool(1)
        ),
        rows=read(*[""] * 10),
        faults={f"B{row}": "day_unclear" for row in range(2, 11)} | {"B11": "not_a_number"},
    ),
    "a month that Excel took for its first day": Case(
        make=lambda: xlsx(HEADS, ["示例小学", date(2026, 12, 1)], finish=formatted(B2='yyyy"年"m"月"')),
        rows=read(f"{END} 2026年12月"),
    ),
    "a year alone, and a moment whose hour alone is shown": Case(
        make=lambda: xlsx(
            HEADS, ["示例小学", date(2026, 1, 1)], ["示例小学", 46387.5], finish=formatted(B2="yyyy", B3="h:mm")
        ),
        rows=read(f"{END} 2026年", END),
    ),
    "a day in the built-in format of Chinese Excel": Case(
        make=lambda: edited(
            xlsx(HEADS, ["示例小学", date(2026, 12, 31)]),
            lambda xml: xml.replace('numFmtId="14"', 'numFmtId="31"').replace('numFmtId="164"', 'numFmtId="31"'),
            "xl/styles.xml",
        ),
        rows=read(END),
    ),
    "a workbook that counts days from 1904": Case(
        make=lambda: edited(
            xlsx(HEADS, ["示例小学", 46387 - 1462], finish=formatted(B2="yyyy/m/d")),
            lambda xml: xml.replace("<workbookPr/>", '<workbookPr date1904="1"/>'),
            "xl/workbook.xml",
        ),
        rows=read(END),
    ),
    "a day where a text belongs": Case(
        make=lambda: xlsx(["项目名称", "形象进度"], ["示例小学", date(2026, 3, 31)]),
        rows={2: T | {"progress": "2026年3月31日"}},
    ),
}
