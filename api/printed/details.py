"""What does the table of the 台账 have no room for: unit, period, targets, what is strange, what is said of each project?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from api.printed.columns import table, wrapped
from api.printed.ledger import said_amount
from domain.money import print_number, say_amount
from projections.ledger.figures import NAMES
from projections.ledger.lines import Line
from projections.ledger.rates import Flagged
from projections.ledger.satisfaction_years import Satisfaction
from projections.ledger.targets import Aimed, Done
from projections.ledger.vouchers import Vouched
from projects.measures import AMOUNTS
from projects.measures.money import Name


def details(lines: Iterable[Line]) -> Iterator[str]:
    """A paragraph a project."""
    for line in lines:
        yield from wrapped("；".join(_said(line)) + "。", 10, f"  {line.project}")


def _said(line: Line) -> Iterator[str]:
    marks = (("结转", line.carried_over), ("补录", line.origin == "taken_over"))
    named = "、".join(word for word, holds in marks if holds)
    yield (line.unit_name or "未明确单位") + (f"（{named}）" if named else "")
    codes = (("投资项目代码", line.investment_code), ("预算项目编码", line.budget_code))
    yield from (f"{word}{code}" for word, code in codes if code)
    yield _period(line)
    if line.original_plan.fen != line.plan.fen:
        yield f"年度计划由{said_amount(line.original_plan)}调整为{said_amount(line.plan)}"
    if line.promised.fen is not None and line.total.fen != line.promised.fen:
        yield f"承诺{said_amount(line.promised)}，现为{said_amount(line.total)}"
    yield from (_flag(flag) for flag in line.flags)
    late = {event.on for name in NAMES for event in line.year_to_date.of(name).behind if event.late}
    if late:
        yield f"补录{'、'.join(sorted(late))}的数字"
    if line.problems:
        yield f"存在问题：{line.problems.removesuffix('。')}"
    if line.next_steps:
        yield f"下步措施：{line.next_steps.removesuffix('。')}"


def _period(line: Line) -> str:
    """Which report the figures are from, and what they say beside the table."""
    if not line.period:
        return "本年没有进度报告"
    checked = f"（{line.checked}）" if line.checked == "未审核" else ""
    physical = "" if line.physical_percent is None else f"，形象进度{line.physical_percent}%"
    allotted = line.year_to_date.allotted
    return f"报到{line.period}{checked}，下达{said_amount(allotted)}{physical}"


def _flag(flag: Flagged) -> str:
    """应付未付400万元, 投资完成率超过100%（105.6%）."""
    if flag.percent is not None:
        return f"{flag.word}（{flag.percent}%）"
    return flag.word if flag.fen is None else f"{flag.word}{say_amount(flag.fen)}"


def targets(projects: Iterable[Aimed]) -> Iterator[str]:
    """Every target of every project and sub-item: planned, done, and whether it is met."""
    rows: list[Sequence[str]] = []
    counted: list[str] = []
    for project in projects:
        counted += [f"{project.project} {each.name}{_counted(each)}" for each in project.targets if each.counted_by]
        rows += [(project.project, project.title, *_target(each)) for each in project.targets]
        rows += [(part.item, part.title, *_target(each)) for part in project.sub_items for each in part.targets]
    heads = ("编号", "项目", "目标任务", "计划", "完成", "完成率", "是否达到")
    yield from table(heads, rows, (10, 28, 20, -12, -12, -8, 8))
    yield from (f"  {line}" for line in counted)


def _counted(each: Done) -> str:
    """Who counted what is done, and on which list."""
    return f"由{each.counted_by}清点" + (f"（{each.document}）" if each.document else "")


def _target(each: Done) -> tuple[str, ...]:
    met = {True: "达到", False: "未达到", None: "未报"}[each.met]
    planned = f"{'≤' if each.at_most else ''}{each.planned}{each.unit}"
    done = "—" if each.done is None else f"{each.done}{each.unit}"
    percent = "—" if each.percent is None else f"{each.percent}%"
    return each.name, planned, done, percent, met


def vouchers(found: Sequence[Vouched], missing: Iterable[Name], hashes: Mapping[str, str]) -> Iterator[str]:
    """Every voucher with its amount and the hash of its paper where that is filed; then what lacks vouchers."""
    rows = [
        (
            each.word,
            each.number,
            "—" if each.fen is None else print_number(each.fen),
            each.period or "补交",
            hashes.get(each.document, "")[:12] or each.document,
        )
        for each in found
    ]
    if rows:
        yield from table(("金额", "凭证号", "万元", "报告期", "附件SHA-256"), rows, (8, 34, -10, 10, 36))
    for name in missing:
        yield f"  {AMOUNTS[name]}的凭证不全。"


def grades(found: Satisfaction) -> Iterator[str]:
    """The grades of every project, year by year, and how many of each."""
    rows = [
        (grade.item, grade.title, str(grade.project_year), grade.grade_word, grade.behind[0].on, grade.meeting_title)
        for project in found.projects
        for grade in project.grades
    ]
    yield from table(("编号", "项目", "年度", "等次", "公布日期", "会议"), rows, (10, 26, 4, 8, 10, 40))
    for tally in found.years:
        counts = "、".join(f"{word}{count}项" for word, count in tally.grades.items())
        subject = {"implementation": "", "rectification": "整改以后", "opinions": "审议意见办理"}[tally.subject]
        yield f"  {tally.project_year}年度{subject}：{counts}。"
