"""What do the units report every month, and what does the government's office say to it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from projects.events import progress as p
from projects.events.values import Amounts, SourceAmount, TargetDone
from tests.seeds.carrying import planned_fen
from tests.seeds.desk import later, moment
from tests.seeds.work import Project, Work

MONTHS: Final = range(2, 13)
ON: Final = range(1, 9)
ALLOTTED: Final = (30, 30, 60, 60, 60, 80, 80, 100, 100, 100, 100)
NOTHING: Final = Amounts(allotted_fen=0, received_fen=0, paid_fen=0, completed_fen=0)
WORDS: Final = (
    (10, "正在办理前期手续和招标。"),
    (40, "已经开工，基础部分正在施工，材料和人员按计划进场。"),
    (80, "主体部分正在施工，整体进度与计划相符，安全和质量检查没有发现问题。"),
    (200, "正在收尾，配套设施同步安装。"),
)


def report(work: Work) -> None:
    """进度报告 and their check, February to December, and of what goes on from January to August of the next year."""
    for project in work.chosen:
        done = 0
        for month, done in zip(MONTHS, _curve(work), strict=True):
            _month(work, project, f"{work.year}-{month:02}", done, month)
        if project.crosses:
            for month, more in zip(ON, _curve(work)[3:], strict=True):
                _month(work, project, f"{work.following}-{month:02}", more, month, before=done)


def _curve(work: Work) -> list[int]:
    """完成投资 in percent of the year's, month by month."""
    chance = work.chance
    return [*sorted(chance.sample(range(97), len(MONTHS) - 1)), chance.randint(97, 102)]


def _month(  # noqa: PLR0913, PLR0917 - a month of a project, with what came before it
    work: Work, project: Project, period: str, done: int, month: int, before: int | None = None
) -> None:
    """One report, accepted; now and then sent back first, corrected afterwards, or entered late."""
    chance, own, minute = work.chance, project.stream, 60 + project.number
    said = _said(work, project, period, done, month, before)
    on = later(f"{period}-28", chance.randint(6, 11))
    entered, drawn = on, chance.random()
    if drawn < 0.06:
        work.desk(moment(on, minute), own, said, role="unit")
        returned = p.ReportReturned(period=period, reason="完成投资与监理计量不符，请核对后重报。")
        work.desk(moment(on, 300 + minute), own, returned, role="government")
        on = entered = later(on, 1)
    elif drawn < 0.12:
        entered = later(on, 1)
    work.desk(moment(entered, minute), own, said, role="unit", on=on)
    checked = later(entered, chance.randint(1, 3))
    work.desk(moment(checked, 200 + minute), own, p.ReportAccepted(period=period), role="government")
    if drawn > 0.97:
        again = _said(work, project, period, done, month, before, revises=True)
        work.desk(moment(later(checked, 3), minute), own, again, role="unit", two=True)
        work.desk(moment(later(checked, 4), minute), own, p.ReportAccepted(period=period), role="government")


def _said(  # noqa: PLR0913, PLR0917 - a report of a month of a project, with what came before it
    work: Work, project: Project, period: str, done: int, month: int, before: int | None, *, revises: bool = False
) -> p.ProgressReported:
    going_on = before is not None
    allotted = 100 if going_on else ALLOTTED[month - 2]
    planned = project.total_fen - planned_fen(project) if going_on else planned_fen(project)
    year = _amounts(planned, done, allotted)
    earlier = _amounts(planned_fen(project), before, 100) if before is not None else NOTHING
    start = _sum(year, earlier)
    share = (before or 0) // 2 + done // 2 if project.crosses else done
    return p.ProgressReported(
        period=period, year=year, start=start, targets=tuple(_targets(project, share)), sub_items=_sub_items(project, start, share),
        received_by_source=_by_source(project, start) if month % 3 == 0 else (),
        physical_percent=min(100, share) if project.brief.nature == "construction" else None,
        narrative=next(words for below, words in WORDS if share < below), next_steps="按节点推进。",
        problems="个别标段劳动力不足。" if work.chance.random() < 0.2 else "", revises=revises,
        vouchers=(p.Voucher(of="paid", number=f"支付凭证{project.says}-{period}", amount_fen=year.paid_fen),) if done else (),
    )  # fmt: skip


def _amounts(planned: int, done: int, allotted: int) -> Amounts:
    """The four amounts at the end of a month, each of which rises with what is built."""
    completed = planned // 100 * done
    return Amounts(
        allotted_fen=planned // 100 * allotted, received_fen=planned // 100 * min(100, done + 5),
        paid_fen=completed * 85 // 100, completed_fen=completed,
    )  # fmt: skip


def _sum(one: Amounts, other: Amounts) -> Amounts:
    return Amounts(
        allotted_fen=(one.allotted_fen or 0) + (other.allotted_fen or 0),
        received_fen=(one.received_fen or 0) + (other.received_fen or 0),
        paid_fen=(one.paid_fen or 0) + (other.paid_fen or 0),
        completed_fen=(one.completed_fen or 0) + (other.completed_fen or 0),
    )


def _targets(project: Project, share: int) -> Iterator[TargetDone]:
    for target in project.brief.targets:
        yield TargetDone(target=target.id, done=str(int(target.planned) * share // 100))


def _sub_items(project: Project, start: Amounts, share: int) -> tuple[p.SubItemProgress, ...]:
    half = (start.completed_fen or 0) // 2
    return tuple(
        p.SubItemProgress(
            sub_item=item.id, completed_fen=half,
            targets=tuple(TargetDone(target=one.id, done=str(int(one.planned) * share // 100)) for one in item.targets),
        )
        for item in project.brief.sub_items
    )  # fmt: skip


def _by_source(project: Project, start: Amounts) -> tuple[SourceAmount, ...]:
    """What arrived, split as promised."""
    received = start.received_fen or 0
    return tuple(
        SourceAmount(source=one.source, amount_fen=one.amount_fen * received // project.total_fen)
        for one in project.brief.sources
    )
