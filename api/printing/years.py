"""How are 台账, money, targets and grades of a year printed?"""

from __future__ import annotations

from collections.abc import Iterator

from api.printing.table import NOTHING, amount, or_nothing, percent, table
from api.yearly import Grades, YearLedger, YearMoney, YearTargets
from projections.ledger.figures import NAMES
from projections.ledger.lines import Line
from projections.ledger.rates import Share
from projections.ledger.targets import Done

LEDGER = (
    "编号", "项目", "承办单位", "投票时金额", "年度计划", "下达", "到位", "支付", "完成投资", "投资完成率", "形象进度", "报告期",
    "亮灯", "状态",
)  # fmt: skip


def printed_ledger(answer: YearLedger) -> Iterator[str]:
    """台账: one line a project, the sums below, then what is strange or said of each."""
    rows = [_line(line) for line in answer.lines]
    total, four = answer.total, answer.total.year_to_date
    sums = [amount(four.of(name)) for name in NAMES]
    rate = percent(_rate(total.rates, "completed"))
    rows.append(["合计", f"{total.projects}项", "", amount(total.promised), amount(total.plan), *sums, rate, "", f"{total.reported}项已报", "", ""])  # fmt: skip
    yield f"金额为万元，各项资金是{answer.year}年本年累计，截至{answer.on}。"
    yield from table(LEDGER, rows, range(3, 11))
    for line in answer.lines:
        yield from (f"  {line.project} {said}" for said in _said(line))


def _line(line: Line) -> list[str]:
    four = line.year_to_date
    carried = "（结转）" if line.carried_over else ""
    late = "（补录）" if line.origin == "taken_over" else ""
    return [
        line.project,
        f"{line.title}{carried}{late}",
        or_nothing(line.unit_name),
        amount(line.promised),
        amount(line.plan),
        *(amount(four.of(name)) for name in NAMES),
        percent(_rate(line.rates, "completed")),
        percent(None if line.physical_percent is None else str(line.physical_percent)),
        f"{line.period}{line.checked if line.checked == '未审核' else ''}" or NOTHING,
        or_nothing(line.light_word),
        line.standing_word,
    ]


def _rate(rates: tuple[Share, ...], name: str) -> str | None:
    """The last of a rate's two where the plan was adjusted: against the plan that stands."""
    found = [share.percent for share in rates if share.name == name]
    return found[-1] if found else None


def _said(line: Line) -> Iterator[str]:
    if line.original_plan.fen != line.plan.fen:
        yield f"年度计划由{amount(line.original_plan)}万元调整为{amount(line.plan)}万元。"
    if line.total.fen != line.promised.fen and line.promised.fen is not None:
        yield f"投票时金额{amount(line.promised)}万元，现为{amount(line.total)}万元。"
    if line.flags:
        yield f"{'、'.join(flag.word for flag in line.flags)}。"
    late = sorted({event.on for name in ("paid", "completed") for event in line.year_to_date.of(name).behind if event.late})
    if late:
        yield f"补录：{'、'.join(late)}的数字迟登。"
    if line.problems:
        yield f"存在问题：{line.problems}"
    yield from (f"测评：{grade.item}{grade.grade_word}（{grade.meeting_title}）。" for grade in line.grades)


def printed_money(answer: YearMoney) -> Iterator[str]:
    """Money in groups with their sum."""
    money = answer.money
    yield f"金额为万元，{money.year}年，按{money.by_word}。"
    groups = [*money.groups, money.total]
    if money.by == "source":
        heads = ("来源", "项目", "年度计划", "开工以来到位")
        rows = [[each.name, str(len(each.streams)), amount(each.plan), amount(each.since_start.received)] for each in groups]  # fmt: skip
        yield from table(heads, rows, range(1, 4))
        return
    if money.by == "month":
        heads_of_month = ("报告期", "项目", "当期下达", "当期到位", "当期支付", "当期完成投资")
        rows = [[each.name, str(each.reported), *(amount(each.year_to_date.of(name)) for name in NAMES)] for each in groups]  # fmt: skip
        yield from table(heads_of_month, rows, range(1, 6))
        return
    heads_of_kind = (money.by_word, "项目", "年度计划", "下达", "到位", "支付", "完成投资", "到位率", "拨付率", "投资完成率")
    rows = [
        [
            each.name,
            str(len(each.streams)),
            amount(each.plan),
            *(amount(each.year_to_date.of(name)) for name in NAMES),
            *(percent(_rate(each.rates, name)) for name in NAMES[1:]),
        ]
        for each in groups
    ]
    yield from table(heads_of_kind, rows, range(1, 10))


def printed_targets(answer: YearTargets) -> Iterator[str]:
    """Every target of every project and sub-item."""
    rows = []
    for project in answer.projects:
        rows += [[project.project, project.title, *_target(each)] for each in project.targets]
        rows += [[part.item, part.title, *_target(each)] for part in project.sub_items for each in part.targets]
    yield from table(("编号", "项目", "目标任务", "计划", "完成", "任务完成率", "是否达到"), rows, range(3, 6))


def _target(each: Done) -> list[str]:
    met = {True: "达到", False: "未达到", None: "未报"}[each.met]
    bound = "≤" if each.at_most else ""
    done = NOTHING if each.done is None else f"{each.done}{each.unit}"
    return [each.name, f"{bound}{each.planned}{each.unit}", done, percent(each.percent), met]


def printed_grades(answer: Grades) -> Iterator[str]:
    """The grades of every project, year by year, and how many of each."""
    found = answer.satisfaction
    rows = [
        [grade.item, grade.title, str(grade.project_year), grade.grade_word, grade.meeting_title, grade.behind[0].on]
        for project in found.projects
        for grade in project.grades
    ]
    yield from table(("编号", "项目", "年度", "等次", "会议", "公布日期"), rows)
    for tally in found.years:
        counts = "、".join(f"{word}{count}项" for word, count in tally.grades.items())
        yield f"  {tally.project_year}年度：{counts}。"
