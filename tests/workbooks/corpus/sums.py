"""What becomes of sums, numbers and percentages that a table states of itself?"""

from __future__ import annotations

from tests.workbooks.cases import Case
from tests.workbooks.making import formatted, merged, stored, xlsx

HEADS = ["序号", "项目名称", "年度计划（万元）", "完成投资（万元）"]
A = {"=serial": "1", "title": "示例小学", "plan": "1000万元", "completed": "500万元"}
B = {"=serial": "2", "title": "示例路", "plan": "200万元", "completed": "195.2万元"}
ROWS = ([1, "示例小学", 1000, 500], [2, "示例路", 200, 195.2])

CASES = {
    "the sum stands first and agrees": Case(
        make=lambda: xlsx(HEADS, ["合 计", None, 1200, 695.2], *ROWS), rows={3: A, 4: B}
    ),
    "the sum stands last and differs": Case(
        make=lambda: xlsx(HEADS, *ROWS, ["合计（2个）", None, 1300, 695.2], finish=merged("A4:B4")),
        rows={2: A, 3: B},
        notices=("第4行C列“年度计划（万元）”的合计写的是1300万元，各行相加是1200万元",),
    ),
    "sums between, below their rows": Case(
        make=lambda: xlsx(
            HEADS, ROWS[0], ["小计", None, 1000, 400], ROWS[1], ["小计", None, 200, 195.2], ["总计", None, 1200, 695.2]
        ),
        rows={2: A, 4: B},
        notices=("第3行D列“完成投资（万元）”的合计写的是400万元，各行相加是500万元",),
    ),
    "sums between, above their rows": Case(
        make=lambda: xlsx(HEADS, ["教育类小计", None, 1000, 500], ROWS[0], ["道路类小计", None, 300, 195.2], ROWS[1]),
        rows={3: A, 5: B},
        notices=("第4行C列“年度计划（万元）”的合计写的是300万元，各行相加是200万元",),
    ),
    "a sum over merged amounts counts them once": Case(
        make=lambda: xlsx(
            [*HEADS, "子项名称"],
            [*ROWS[0], "教学楼"],
            [None, None, None, None, "操场"],
            ROWS[1],
            ["合计", None, 1200, 695.2],
            finish=merged("A2:A3", "B2:B3", "C2:C3", "D2:D3"),
        ),
        rows={2: A | {"part": "教学楼"}, 3: A | {"part": "操场", "+": ""}, 4: B},
    ),
    "a sum over a faulty cell is not compared": Case(
        make=lambda: xlsx(HEADS, [1, "示例小学", "待定", 500], ROWS[1], ["合计", None, 1300, 695.2]),
        rows={2: {name: value for name, value in A.items() if name != "plan"}, 3: B},
        faults={"C2": "not_a_number"},
    ),
    "an error in a sum hurts nobody": Case(
        make=lambda: stored(
            xlsx(HEADS, *ROWS, ["合计", None, 1, 1]),
            C4="e|<f>SUM(X)</f><v>#REF!</v>",
            D4="<f>SUM(D2:D3)</f><v>695.2</v>",
        ),
        rows={2: A, 3: B},
    ),
    "a number out of turn": Case(
        make=lambda: xlsx(HEADS, ROWS[0], [3, *ROWS[1][1:]]),
        rows={2: A, 3: B | {"=serial": "3"}},
        notices=("第3行A列“序号”写的是3，按行数应为2",),
    ),
    "percentages that agree and one that does not": Case(
        make=lambda: xlsx(
            [*HEADS, "完成率"],
            [*ROWS[0], "50%"],
            [*ROWS[1], 0.9],
            [3, "示例桥", 300, 200, 2 / 3],
            finish=formatted(E3="0.0%", E4="0%"),
        ),
        rows={
            2: A | {"=rate": "50"},
            3: B | {"=rate": "90"},
            4: {
                "=serial": "3",
                "title": "示例桥",
                "plan": "300万元",
                "completed": "200万元",
                "=rate": "66.6666666666667",
            },
        },
        notices=("第3行E列“完成率”写的是90%，按本行的数算是97.6%",),
    ),
    "two percentages under the same head are left alone": Case(
        make=lambda: xlsx(["项目名称", "完成投资（万元）", "完成率", "完成率"], ["示例小学", 100, "70%", "80%"]),
        rows={2: {"title": "示例小学", "completed": "100万元"}},
        notices=("没有读的列：C列“完成率”、D列“完成率”",),
    ),
    "a percentage of the month's amount is not compared": Case(
        make=lambda: xlsx(
            ["项目名称", "年度计划（万元）", "本月完成投资（万元）", "完成率"], ["示例小学", 1000, 100, "70%"]
        ),
        rows={2: {"title": "示例小学", "plan": "1000万元", "completed": "100万元", "=rate": "70"}},
        notices=("按本期发生数读",),
    ),
}
