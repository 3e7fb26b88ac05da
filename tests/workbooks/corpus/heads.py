"""What becomes of heads as offices draw them?"""

from __future__ import annotations

from tests.workbooks.cases import Case
from tests.workbooks.making import book, merged, xlsx

TWO = {"title": "示例小学", "total": "1200万元"}

CASES = {
    "what brackets say of an amount may make another amount of it": Case(
        make=lambda: xlsx(
            ["项目名称", "完成投资（上月，万元）", "总投资（估算）（万元）", "联系电话（手机）"],
            ["示例小学", 100, 1200, "1"],
        ),
        rows={2: TWO | {"phone": "1"}},
        notices=("没有读的列：B列“完成投资（上月，万元）”",),
    ),
    "an organ and a place are no unit of money": Case(
        make=lambda: xlsx(
            ["填报单位：元某县示例局", None, "责任单位：万元村"],
            ["项目名称", "总投资（元某段）", "学位数"],
            ["示例小学", 1200, 3],
        ),
        rows={3: {"title": "示例小学", "seats": "3"}},
        notices=("没有读的列：B列“总投资（元某段）”",),
    ),
    "the unit stands beside the date in one line": Case(
        make=lambda: xlsx(
            ["填报单位：示例局    单位：平方米、万元   2026年3月31日"], ["项目名称", "总投资"], ["示例小学", 1200]
        ),
        rows={3: TWO},
    ),
    "the heads stand again at the top of the second page": Case(
        make=lambda: xlsx(
            ["序号", "项目名称", "总投资（万元）"],
            [1, "示例小学", 1200],
            ["序号", "项目名称", "总投资（万元）"],
            [2, "示例路", 500],
        ),
        rows={2: TWO | {"=serial": "1"}, 4: {"=serial": "2", "title": "示例路", "total": "500万元"}},
        notices=("第3行“序号项目名称总投资（万元）”不是表里的一项，没有读",),
    ),
    "a name over a group of rows is merged across them": Case(
        make=lambda: xlsx(
            ["项目名称", "总投资（万元）", "学位数"], ["示例街道"], ["示例小学", 1200], finish=merged("A2:C2")
        ),
        rows={3: TWO},
        notices=("第2行“示例街道”不是表里的一项，没有读",),
    ),
    "title lines, the date and the unit stand above the heads": Case(
        make=lambda: xlsx(
            ["示例县2026年民生实事项目进度台账"],
            [None, "填报单位：示例局", None, "单位：万元"],
            [],
            ["序号", "项目名称", "总投资"],
            [1, "示例小学", 1200],
            finish=merged("A1:C1"),
        ),
        rows={5: TWO | {"=serial": "1"}},
    ),
    "heads have blanks, line ends, full width and stars": Case(
        make=lambda: xlsx(["序　号", "*项 目\n名 称", "总\n投资（万元）＊"], [1, "示例小学", 1200]),
        rows={2: TWO | {"=serial": "1"}},
    ),
    "one head is merged across two below it": Case(
        make=lambda: xlsx(
            ["序号", "项目名称", "资金来源（万元）", None],
            [None, None, "中央", "县级"],
            [1, "示例小学", 800, 400.5],
            finish=merged("A1:A2", "B1:B2", "C1:D1"),
        ),
        rows={3: {"=serial": "1", "title": "示例小学", "central": "800万元", "county": "400.5万元"}},
    ),
    "heads stand in three rows": Case(
        make=lambda: xlsx(
            ["序号", "项目名称", "投资情况", None, None],
            [None, None, "总投资", "资金来源", None],
            [None, None, None, "中央", "县"],
            [1, "示例小学", 1200, 800, 400],
            finish=merged("A1:A3", "B1:B3", "C1:E1", "C2:C3", "D2:E2"),
        ),
        rows={},
        refused=(
            ("money_unit_missing", "第3行C列“投资情况/总投资”"),
            ("money_unit_missing", "中央"),
            ("money_unit_missing", "县"),
        ),
    ),
    "three rows of heads with the unit in the uppermost": Case(
        make=lambda: xlsx(
            ["序号", "项目名称", "投资情况（亿元）", None, None],
            [None, None, "总投资", "资金来源", None],
            [None, None, None, "中央", "县"],
            [1, "示例小学", 0.12, "800万元", 0.04],
            finish=merged("A1:A3", "B1:B3", "C1:E1", "C2:C3", "D2:E2"),
        ),
        rows={4: TWO | {"=serial": "1", "central": "800万元", "county": "400万元"}},
    ),
    "a row of units stands below the heads": Case(
        make=lambda: xlsx(["项目名称", "总投资", "学位数"], [None, "（万元）", "（个）"], ["示例小学", 1200, 300]),
        rows={3: TWO | {"seats": "300"}},
    ),
    "a row that numbers the columns stands below the heads": Case(
        make=lambda: xlsx(["序号", "项目名称", "总投资（万元）"], ["甲", "1", "2"], [1, "示例小学", 1200]),
        rows={3: TWO | {"=serial": "1"}},
        notices=("第2行“甲12”不是表里的一项，没有读",),
    ),
    "heads merged down over two rows without a second head": Case(
        make=lambda: xlsx(
            ["序号", "项目名称", "总投资（万元）"], [], [1, "示例小学", 1200], finish=merged("A1:A2", "B1:B2", "C1:C2")
        ),
        rows={3: TWO | {"=serial": "1"}},
    ),
    "offices say it in other words": Case(
        make=lambda: xlsx(["编号", "实事项目名称", "投资总额/万元", "性质"], ["2026-01", "示例小学", 1200, "新建"]),
        rows={2: TWO | {"number": "2026-01", "nature": "new"}},
    ),
    "columns stand in another order beside others that mean nothing to us": Case(
        make=lambda: xlsx(["备注", "总投资（万元）", "项目名称", "审核意见"], ["无", 1200, "示例小学", "同意"]),
        rows={2: TWO},
        notices=("没有读的列：A列“备注”、D列“审核意见”。",),
    ),
    "the table does not begin in the first column": Case(
        make=lambda: xlsx([None, None, "项目名称", "总投资（万元）"], [None, None, "示例小学", 1200]),
        rows={2: TWO},
    ),
    "the amounts of the month are read as such": Case(
        make=lambda: xlsx(["项目名称", "本月完成投资（万元）"], ["示例小学", 100]),
        rows={2: {"title": "示例小学", "completed": "100万元"}},
        notices=("B列“本月完成投资（万元）”按本期发生数读",),
    ),
    "of the month's and the cumulative amounts the cumulative ones are read": Case(
        make=lambda: xlsx(
            ["项目名称", "完成投资（万元）", None],
            [None, "本月", "开工以来累计"],
            ["示例小学", 100, 700],
            finish=merged("A1:A2", "B1:C1"),
        ),
        rows={3: {"title": "示例小学", "completed": "700万元"}},
        notices=("没有读的列：B列“完成投资（万元）/本月”",),
    ),
    "cumulative to the end of the month is cumulative": Case(
        make=lambda: xlsx(["项目名称", "截至本月底累计完成投资（万元）"], ["示例小学", 700]),
        rows={2: {"title": "示例小学", "completed": "700万元"}},
    ),
    "its own head goes before the words of others": Case(
        make=lambda: xlsx(["项目", "项目名称", "总投资（万元）"], ["教育类", "示例小学", 1200]),
        rows={2: TWO},
        notices=("没有读的列：A列“项目”",),
    ),
    "of two sheets the one whose heads fit is read": Case(
        make=lambda: book(
            {"说明": [["本表由示例局填报"]], "附件1": [["项目名称", "总投资（万元）"], ["示例小学", 1200]]}
        ),
        rows={2: TWO},
        notices=("没有读的工作表：“说明”。",),
    ),
    "of two sheets the one with the name of the table is read": Case(
        make=lambda: book(
            {
                "示例台账": [["项目名称", "总投资（万元）"], ["示例小学", 1200]],
                "上月": [["项目名称", "总投资（万元）"], ["示例小学", 900]],
            }
        ),
        rows={2: TWO},
        notices=("没有读的工作表：“上月”。",),
    ),
    "of two sheets the one that is named is read": Case(
        make=lambda: book(
            {
                "3月": [["项目名称", "总投资（万元）"], ["示例小学", 1200]],
                "2月": [["项目名称", "总投资（万元）"], ["示例小学", 900]],
            }
        ),
        options={"sheet": "3月"},
        rows={2: TWO},
        notices=("没有读的工作表：“2月”。",),
    ),
}
