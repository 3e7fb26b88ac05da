"""Is every head under which offices keep a column recognised, and none taken for another?"""

from __future__ import annotations

import pytest

from api.layouts import CANDIDATES, LAYOUTS, PROGRESS
from api.workbooks.columns import Column, Layout
from api.workbooks.heads import Heads, find_heads
from api.workbooks.headwords import unit_in_head, units_above
from api.workbooks.opening import open_book
from tests.workbooks.making import merged, xlsx

WORDS = [
    (layout, column, head)
    for layout in LAYOUTS.values()
    for column in layout.columns
    for head in (column.head, *column.also)
]


def heads_of(layout: Layout, *rows: list[str], merges: tuple[str, ...] = ()) -> Heads:
    """What is recognised in these rows."""
    found = find_heads(open_book(xlsx(*rows, finish=merged(*merges)), "a.xlsx").sheets[0], layout)
    assert found is not None
    return found


def test_every_head_of_every_table_means_its_own_column() -> None:
    taken: dict[tuple[str, str], set[str]] = {}
    for layout, column, head in WORDS:
        taken.setdefault((layout.name, head), set()).add(column.name)
    assert {key: names for key, names in taken.items() if len(names) > 1} == {}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_head_is_recognised_with_blanks_a_star_and_its_unit(layout: Layout) -> None:
    for column in layout.columns:
        for head in (column.head, *column.also):
            others = [each.head for each in layout.columns if each.required and each is not column]
            written = f"* {' '.join(head)}{'（万元）' if column.kind == 'amount' else ''}"
            found = heads_of(layout, [*others, written])
            assert found.headings[column.name].text.startswith("*"), head
            assert (found.unread, found.twice) == ({}, {}), head


def test_the_monthly_ledger_is_recognised_as_offices_head_it() -> None:
    heads = [
        "序号",
        "项目",
        "总投资",
        "年度计划",
        "到位资金",
        "拨付资金",
        "完成投资",
        "完成率",
        "形象进度",
        "存在问题",
        "下步措施",
        "责任单位",
        "状态灯",
        "报告期",
    ]
    found = heads_of(PROGRESS, heads)
    assert list(found.headings) == [
        "serial",
        "title",
        "total",
        "plan",
        "received",
        "disbursed",
        "completed",
        "rate",
        "progress",
        "problems",
        "next_steps",
        "unit",
        "light",
    ]
    assert list(found.unread.values()) == ["报告期"]


def test_the_list_of_candidates_is_recognised_under_two_rows_of_heads() -> None:
    found = heads_of(
        CANDIDATES,
        ["序号", "项目名称", "建设内容及规模", "总投资", "资金来源（万元）", "", "", "责任单位", "完成时限", "备注"],
        ["", "", "", "（万元）", "省", "县（区）级", "自筹资金", "", "", ""],
        merges=("A1:A2", "B1:B2", "C1:C2", "E1:G1", "H1:H2", "I1:I2", "J1:J2"),
    )
    assert [
        found.headings[name].letter for name in ("total", "from_province", "from_county", "from_village_own")
    ] == list("DEFG")
    assert {found.headings[name].unit for name in ("total", "from_province", "from_county")} == {"万元"}
    assert [column.name for column in found.missing] == ["nature"]


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("总投资（万元）", "万元"),
        ("总投资（单位：亿元）", "亿元"),
        ("总投资\n(人民币元)", "元"),
        ("总投资/万元", "万元"),
        ("总投资：万元", "万元"),
        ("总投资万元", "万元"),
        ("总投资（万元，含税）", "万元"),
        ("总投资", None),
        ("总投资（元某段）", None),
        ("单元数", None),
        ("总投资（千元）", None),
        ("总投资：百万元", None),
        ("总投资百万元", None),
    ],
)
def test_the_unit_of_a_head_is_what_stands_in_it(head: str, unit: str | None) -> None:
    assert unit_in_head(head) == unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("单位：万元", {"万元"}),
        ("（金额单位:人民币万元）", {"万元"}),
        ("单位：公里、万元    2026年3月", {"万元"}),
        ("填报单位：示例局  单位：亿元", {"亿元"}),
        ("填报单位：元某县示例局", set()),
        ("责任单位：万元村", set()),
        ("单位：百万元", set()),
        ("单位：千元", set()),
        ("单位：万元　单位：元", {"万元", "元"}),
    ],
)
def test_the_unit_above_a_table_is_no_organ(text: str, units: set[str]) -> None:
    assert units_above(text) == units


def test_a_column_without_a_head_of_ours_is_unread() -> None:
    layout = Layout(name="t", title="示例", columns=(Column(name="a", head="甲"), Column(name="b", head="乙")))
    assert heads_of(layout, ["甲", "乙", "丙"]).unread == {"C": "丙"}
