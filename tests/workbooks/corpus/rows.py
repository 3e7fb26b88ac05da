"""Which lines are rows, and which belong together?"""

from __future__ import annotations

from tests.workbooks.cases import Case
from tests.workbooks.making import comma, merged, xlsx

HEADS = ["序号", "项目名称", "总投资（万元）", "子项名称", "子项投资（万元）"]
ONE = {"=serial": "1", "title": "示例小学", "total": "1200万元"}

CASES = {
    "a first row with one word in brackets is no row of units": Case(
        make=lambda: xlsx(["项目名称", "形象进度"], ["（暂名）"], ["示例小学", "（略）"]),
        rows={2: {"title": "（暂名）"}, 3: {"title": "示例小学", "progress": "（略）"}},
    ),
    "one project merged downwards over its sub-items": Case(
        make=lambda: xlsx(
            HEADS,
            [1, "示例小学", 1200, "教学楼", 800],
            [None, None, None, "操场", 400],
            [2, "示例路", 500, None, None],
            finish=merged("A2:A3", "B2:B3", "C2:C3"),
        ),
        rows={
            2: ONE | {"part": "教学楼", "part_cost": "800万元"},
            3: ONE | {"part": "操场", "part_cost": "400万元", "+": ""},
            4: {"=serial": "2", "title": "示例路", "total": "500万元"},
        },
    ),
    "merged by its number alone": Case(
        make=lambda: xlsx(
            HEADS, [1, "示例小学", 1200, "教学楼", 800], [None, "示例小学", None, "操场", 400], finish=merged("A2:A3")
        ),
        rows={
            2: ONE | {"part": "教学楼", "part_cost": "800万元"},
            3: {"=serial": "1", "title": "示例小学", "part": "操场", "part_cost": "400万元", "+": ""},
        },
    ),
    "an amount merged over two projects": Case(
        make=lambda: xlsx(HEADS, [1, "示例小学", 1200], [2, "示例路", None], finish=merged("C2:C3")),
        rows={2: ONE, 3: {"=serial": "2", "title": "示例路"}},
        faults={"C3": "cell_merged"},
    ),
    "the amount of a sub-item merged over two sub-items": Case(
        make=lambda: xlsx(
            HEADS,
            [1, "示例小学", 1200, "教学楼", 800],
            [None, None, None, "操场", None],
            finish=merged("A2:A3", "B2:B3", "C2:C3", "E2:E3"),
        ),
        rows={2: ONE | {"part": "教学楼", "part_cost": "800万元"}, 3: ONE | {"part": "操场", "+": ""}},
        faults={"E3": "cell_merged"},
    ),
    "a row without the name that it must have": Case(
        make=lambda: xlsx(HEADS, [1, "示例小学", 1200], [2, None, 500]),
        rows={2: ONE, 3: {"=serial": "2", "total": "500万元"}},
        faults={"B3": "cell_missing"},
    ),
    "rows numbered in advance and left empty": Case(
        make=lambda: xlsx(HEADS, [1, "示例小学", 1200], [2], [3], [4]), rows={2: ONE}
    ),
    "empty rows between": Case(
        make=lambda: xlsx(HEADS, [], [1, "示例小学", 1200], [], ["", " "], [2, "示例路", 500]),
        rows={3: ONE, 6: {"=serial": "2", "title": "示例路", "total": "500万元"}},
    ),
    "remarks and signatures below the table": Case(
        make=lambda: xlsx(
            HEADS,
            [1, "示例小学", 1200],
            ["注：本表每月5日前报送。"],
            ["填表人：示例", None, "审核人：示例"],
            ["单位负责人（签字）："],
        ),
        rows={2: ONE},
        notices=("第3行“注：本表每月5日前报送。”不是表里的一项", "第4行", "第5行"),
    ),
    "sections with a name of their own": Case(
        make=lambda: xlsx(
            HEADS,
            ["一、教育类（1个）"],
            [1, "示例小学", 1200],
            ["二、道路类"],
            [1, "示例路", 500],
            finish=merged("A2:E2", "A4:E4"),
        ),
        rows={3: ONE, 5: {"=serial": "1", "title": "示例路", "total": "500万元"}},
        notices=("第2行“一、教育类（1个）”", "第4行“二、道路类”"),
    ),
    "sections numbered in Chinese with their sums": Case(
        make=lambda: xlsx(
            HEADS, ["一", "教育类", 1200], [1, "示例小学", 1200], ["二", "道路类", 400], [2, "示例路", 500]
        ),
        rows={3: ONE, 5: {"=serial": "2", "title": "示例路", "total": "500万元"}},
        notices=("第4行C列“总投资（万元）”的合计写的是400万元，各行相加是500万元",),
    ),
    "rows that are all numbered in Chinese": Case(
        make=lambda: xlsx(HEADS, ["一", "示例小学", 1200], ["二", "示例路", 500]),
        rows={2: {"title": "示例小学", "total": "1200万元"}, 3: {"title": "示例路", "total": "500万元"}},
    ),
    "a CSV in which the parts of a project repeat its name alone": Case(
        make=lambda: comma(HEADS, ["1", "示例小学", "1200", "教学楼", "800"], ["", "示例小学", "", "操场", "400"]),
        file="台账.csv",
        rows={
            2: ONE | {"part": "教学楼", "part_cost": "800万元"},
            3: {"title": "示例小学", "part": "操场", "part_cost": "400万元", "+": ""},
        },
    ),
    "a CSV in which the same project stands in two rows": Case(
        make=lambda: comma(HEADS, ["1", "示例小学", "1200"], ["2", "示例小学", "500"]),
        file="台账.csv",
        rows={2: ONE, 3: {"=serial": "2", "title": "示例小学", "total": "500万元"}},
    ),
    "a file that was marked before": Case(
        make=lambda: xlsx(
            [*HEADS, "登记结果"],
            [1, "示例小学", 1200, None, None, "已登记：2026-01"],
            [2, "示例路", 500, None, None, "第3行…"],
        ),
        rows={
            2: ONE | {"!": "已登记：2026-01"},
            3: {"=serial": "2", "title": "示例路", "total": "500万元", "!": "第3行…"},
        },
    ),
}
