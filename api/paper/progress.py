"""How far have the projects of a year come: the 台账 for those inside, and the table that is posted for everybody?

What is posted shows no more than the publication of the congress's rules lets through.
"""

from __future__ import annotations

from collections.abc import Sequence

from api.paper.asked import Asked, Printed
from api.paper.refusals import NotPrintable
from api.paper.sheets import DEADLINE, NUMBER, POSTER, TOTAL, Column, Sheet, footer
from api.printed.ledger import wan
from domain.calendar import say_day
from projections.ledger.figures import Money, total
from projections.ledger.lines import Line, Together, lines, summed
from projections.ledger.rates import Share
from projections.models import PROJECTS
from projections.publication import project_as_seen, settings_of


def board(asked: Asked) -> Printed:
    """项目实施情况公示表 A3, as everybody may see it: promise, unit, progress and grade of what was chosen and announced."""
    year = asked.extract.year
    rows = [project_as_seen(row, settings_of(row, row["publication"])) for row in asked.extract.rows(PROJECTS)]
    found = lines([row for row in rows if "standing" in row], year, asked.extract.days.day)
    if not found:
        raise NotPrintable(f"{year}年度没有已经公布的项目，不能张贴。")
    withheld = dict.fromkeys(said for row in rows if "standing" in row for said in row["withheld"])
    money = any(line.total.fen is not None for line in found)
    return Sheet(
        above=asked.extract.name,
        heading=f"{year}年民生实事项目实施情况公示表",
        below=f"截至{say_day(asked.extract.days.day)}，共{len(found)}项",
        on=asked.extract.days.day,
        columns=[
            NUMBER,
            Column(head="项目名称", width=13, align="left"),
            Column(head="责任单位", width=11),
            *([TOTAL] if money else []),
            DEADLINE,
            Column(head="进展", width=5),
            Column(head="目标任务完成情况", align="left"),
            Column(head="测评", width=5),
        ],
        rows=[[str(place), *_posted(line, money=money)] for place, line in enumerate(found, start=1)],
        notes=[f"{said}。" for said in withheld],
        papers=("a3-landscape",),
        sizes=POSTER,
    ).printed()


def _posted(line: Line, *, money: bool) -> list[str]:
    done = "\n".join(
        f"{each.name}：{'未报' if each.done is None else f'{each.done}{each.unit}'}"
        f"（计划{'不超过' if each.at_most else ''}{each.planned}{each.unit}）"
        for each in line.targets
    )
    amount = [line.total_text or wan(line.total)] if money else []
    deadline = line.deadline_text or (say_day(line.deadline_on) if line.deadline_on else "")
    return [line.title, line.unit_name, *amount, deadline, line.standing_word, done, _grade(line)]


def ledger(asked: Asked) -> Printed:
    """进度台账 A3: a line a project and all of them together, amounts in 万元."""
    extract = asked.extract
    rows = extract.rows(PROJECTS)
    found = lines(rows, extract.year, extract.days.day)
    if not found:
        raise NotPrintable(f"{extract.year}年度没有已确定的项目。")
    return Sheet(
        above=extract.name,
        heading=f"{extract.year}年民生实事项目进度台账",
        below=f"截至{say_day(extract.days.day)}，金额单位：万元",
        on=extract.days.day,
        columns=[
            NUMBER,
            Column(head="编号", width=4.4),
            Column(head="项目名称", width=11, align="left"),
            Column(head="责任单位", width=8),
            *(
                Column(head=head, width=4.2, align="right")
                for head in ("总投资", "年度计划", "到位", "支付", "完成投资")
            ),
            Column(head="完成率", width=3.6, align="right"),
            Column(head="形象\n进度", width=2.8, align="right"),
            DEADLINE,
            Column(head="进展", width=3.2),
            Column(head="灯", width=2.2),
            Column(head="报告期", width=4.2),
            Column(head="存在问题", align="left"),
            Column(head="下步措施", align="left"),
            Column(head="测评", width=4.2),
        ],
        rows=[_line(place, line) for place, line in enumerate(found, start=1)],
        total=[_total(summed(found, rows), total(line.total for line in found))],
        footer=footer(extract),
        papers=("a3-landscape",),
        sizes=(10.5, 10, 9.5, 9),
        flowing=9,
        roomy=0.4,
    ).printed()


def _line(place: int, line: Line) -> list[str]:
    physical = "" if line.physical_percent is None else f"{line.physical_percent}%"
    return [
        str(place), line.project, line.title, line.unit_name, *_amounts(line.total, line), _rate(line.rates), physical,
        line.deadline_text or line.deadline_on, line.standing_word, line.light_word.removesuffix("灯"), line.period,
        line.problems, line.next_steps, _grade(line),
    ]  # fmt: skip


def _total(whole: Together, totals: Money) -> list[str]:
    return ["", "", f"合计{whole.projects}项", "", *_amounts(totals, whole), _rate(whole.rates), *[""] * 8]


def _amounts(first: Money, row: Line | Together) -> tuple[str, ...]:
    year = row.year_to_date
    return tuple(map(wan, (first, row.plan, year.received, year.paid, year.completed)))


def _rate(shares: Sequence[Share]) -> str:
    """投资完成率 against the plan as it stands."""
    found = [share.percent for share in shares if share.name == "completed"]
    return f"{found[-1]}%" if found and found[-1] is not None else "—"


def _grade(line: Line) -> str:
    return line.grades[-1].grade_word if line.grades else ""
