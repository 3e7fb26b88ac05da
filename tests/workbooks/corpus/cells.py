"""What becomes of cells as offices fill them?"""

from __future__ import annotations

from tests.workbooks.cases import Case
from tests.workbooks.making import comma, formatted, stored, xlsx

T = {"title": "示例小学"}
DASHES = ["项目名称", "总投资（万元）", "学位数", "完成时限", "实施地点", "形象进度"]

CASES = {
    "numbers as text, with full width, blanks and separators": Case(
        make=lambda: xlsx(
            ["项目名称", "学位数", "长度", "总投资（万元）"],
            ["示例小学", "１，２００ ", " 4．30", "　1 234.5 6"],
            ["示例路", "1,200", "4.3", "1,234.56"],
        ),
        rows={
            2: T | {"seats": "1200", "length": "4.3"},
            3: {"title": "示例路", "seats": "1200", "length": "4.3", "total": "1234.56万元"},
        },
        faults={"D2": "money_unreadable"},
    ),
    "words where a number belongs": Case(
        make=lambda: xlsx(
            ["项目名称", "学位数", "长度", "占比", "总投资（万元）"], ["示例小学", "三百", "约4公里", "过半", "待定"]
        ),
        rows={2: T},
        faults={"B2": "not_a_number", "C2": "not_a_number", "D2": "not_a_number", "E2": "not_a_number"},
    ),
    "dashes and strokes for nothing": Case(
        make=lambda: xlsx(DASHES, ["示例小学", "—", "/", "无", "－", "/"]), rows={2: T}
    ),
    "an error value in a column that is read": Case(
        make=lambda: stored(xlsx(["项目名称", "总投资（万元）"], ["示例小学", 1]), B2="e|<f>1/0</f><v>#DIV/0!</v>"),
        rows={2: T},
        faults={"B2": "cell_error"},
    ),
    "an error value in a column that is not read": Case(
        make=lambda: stored(xlsx(["项目名称", "备注", "学位数"], ["示例小学", 1]), B2="e|<f>1/0</f><v>#N/A</v>"),
        rows={2: T},
        notices=("没有读的列：B列“备注”",),
    ),
    "a formula counts by its stored value": Case(
        make=lambda: stored(
            xlsx(["项目名称", "总投资（万元）", "形象进度"], ["示例小学", 1, 1]),
            B2="<f>SUM(D2:E2)</f><v>1200</v>",
            C2='str|<f>"主体"&amp;F2</f><v>主体封顶</v>',
        ),
        rows={2: T | {"total": "1200万元", "progress": "主体封顶"}},
    ),
    "a formula without its stored value": Case(
        make=lambda: xlsx(["项目名称", "总投资（万元）"], ["示例小学", "=600*2"]),
        rows={2: T},
        faults={"B2": "formula_unstored"},
    ),
    "a formula that answers an empty text": Case(
        make=lambda: stored(xlsx(["项目名称", "总投资（万元）"], ["示例小学", 1]), B2='str|<f>IF(1,"")</f><v></v>'),
        rows={2: T},
    ),
    "a number of seventeen digits that Excel has rounded": Case(
        make=lambda: stored(
            xlsx(["项目名称", "联系电话", "项目编号"], ["示例小学", 1, "x"]),
            B2="<v>12345678901234500</v>",
            C2="<v>1.23456789012345E+17</v>",
        ),
        rows={2: T},
        faults={"B2": "number_rounded", "C2": "number_rounded"},
    ),
    "a number that a CSV has in powers of ten": Case(
        make=lambda: comma(["项目名称", "联系电话"], ["示例小学", "1.23457E+17"]),
        file="台账.csv",
        rows={2: T},
        faults={"B2": "number_rounded"},
    ),
    "a number of seventeen digits as text": Case(
        make=lambda: xlsx(["项目名称", "项目编号"], ["示例小学", "12345678901234567"]),
        rows={2: T | {"number": "12345678901234567"}},
    ),
    "a code that is shown with leading zeros": Case(
        make=lambda: xlsx(["项目名称", "项目编号"], ["示例小学", 12], finish=formatted(B2="000000")),
        rows={2: T | {"number": "000012"}},
    ),
    "codes and telephones that Excel took for numbers": Case(
        make=lambda: xlsx(["项目名称", "联系电话", "项目编号"], ["示例小学", 13800000000, 3.0]),
        rows={2: T | {"phone": "13800000000", "number": "3"}},
    ),
    "per cent in every spelling": Case(
        make=lambda: xlsx(
            ["项目名称", "占比"],
            ["甲", "97.6%"],
            ["乙", "９７．６％"],
            ["丙", 0.976],
            ["丁", 97.6],
            ["戊", 0.7],
            ["己", "1"],
            ["庚", 0],
            finish=formatted(B4="0.0%"),
        ),
        rows={
            n: {"title": t} | ({"share": s} if s else {})
            for n, t, s in (
                (2, "甲", "97.6"),
                (3, "乙", "97.6"),
                (4, "丙", "97.6"),
                (5, "丁", "97.6"),
                (6, "戊", ""),
                (7, "己", ""),
                (8, "庚", "0"),
            )
        },
        faults={"B6": "percent_unclear", "B7": "percent_unclear"},
    ),
    "per cent by the heading": Case(
        make=lambda: xlsx(["项目名称", "占比（%）"], ["示例小学", 0.7]), rows={2: T | {"share": "0.7"}}
    ),
    "progress as a number that is shown per cent": Case(
        make=lambda: xlsx(["项目名称", "形象进度"], ["示例小学", 0.85], finish=formatted(B2="0%")),
        rows={2: T | {"progress": "85%"}},
    ),
    "several words in one cell": Case(
        make=lambda: xlsx(["项目名称", "实施地点"], ["示例小学", "示例镇、示例街道；示例村\n示例社区 "]),
        rows={2: T | {"places": "示例镇|示例街道|示例村|示例社区"}},
    ),
    "a word to choose, with blanks, and one that is none": Case(
        make=lambda: xlsx(["项目名称", "项目性质"], ["示例小学", " 新　建"], ["示例路", "改造"]),
        rows={2: T | {"nature": "new"}, 3: {"title": "示例路"}},
        faults={"B3": "not_a_choice"},
    ),
    "blanks, line ends and invisible characters in a text": Case(
        make=lambda: xlsx(["项目名称", "形象进度"], ["\u200b示例\n小学　", "一、主体　封顶\r\n二、装修 \n"]),
        rows={2: T | {"progress": "一、主体封顶\n二、装修"}},
    ),
    "yes and no of Excel": Case(
        make=lambda: xlsx(["项目名称", "形象进度", "总投资（万元）"], ["示例小学", True, False]),
        rows={2: T | {"progress": "是"}},
        faults={"C2": "not_a_number"},
    ),
    "an identity number within a text": Case(
        make=lambda: xlsx(["项目名称", "形象进度"], ["示例小学", "联系人证号11010519491231002X"]),
        rows={2: T},
        faults={"B2": "identity_in_cell"},
    ),
    "a column headed identity number": Case(
        make=lambda: xlsx(["项目名称", "身份证号码", "学位数"], ["示例小学", "不详", 3]),
        rows={2: T | {"seats": "3"}},
        notices=("B列“身份证号码”是身份证号，没有读",),
    ),
    "identity numbers under another head": Case(
        make=lambda: xlsx(["项目名称", "联系电话"], ["示例小学", "11010519491231002X"], ["示例路", "13800000000"]),
        rows={2: T, 3: {"title": "示例路"}},
        notices=("B列“联系电话”是身份证号，没有读",),
    ),
    "a formula in a CSV": Case(
        make=lambda: comma(["项目名称", "形象进度"], ["示例小学", "=cmd|' /C calc'!A0"]),
        file="台账.csv",
        rows={2: T},
        faults={"B2": "formula_unstored"},
    ),
    "a code that a system shielded in a CSV": Case(
        make='项目名称,项目编号,形象进度\n示例小学,"=""0012""",\'=1+1\n'.encode,
        file="台账.csv",
        rows={2: T | {"number": "0012", "progress": "=1+1"}},
    ),
    "a text that begins like a formula": Case(
        make=lambda: stored(xlsx(["项目名称", "形象进度"], ["示例小学", "x"]), B2="inlineStr|<is><t>=1+1</t></is>"),
        rows={2: T | {"progress": "=1+1"}},
    ),
    "a text in pieces with its sound above it": Case(
        make=lambda: stored(
            xlsx(["项目名称"], ["x"], ["y"]),
            A2='inlineStr|<is><r><t>示例</t></r><r><rPr><b/></rPr><t>小学</t></r><rPh sb="0" eb="1"><t>shili</t></rPh></is>',
        ),
        rows={2: T, 3: {"title": "y"}},
    ),
}
