"""How is a chosen project handed to its unit, planned, changed, finished and, where it must be, carried over?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from domain.quantities import parse_quantity
from projects.events import adjustments as a
from projects.events import projects as j
from projects.events.cycles import SupervisionGroupFormed
from projects.events.progress import ExplanationAsked, ExplanationGiven, Voucher, VoucherFiled
from projects.events.values import Brief, TargetDone
from projects.states.changes import changes
from tests.seeds.beginning import session_in
from tests.seeds.desk import decided, later, moment
from tests.seeds.work import Project, Work

MILESTONES: Final = (
    ("完成施工图和招标", "03-31"), ("开工", "04-30"), ("基础完成", "06-30"), ("主体完成", "08-31"),
    ("设备安装", "10-15"), ("具备验收条件", "11-05"),
)  # fmt: skip


def carry_out(work: Work) -> None:
    """交办, 年度计划, 实施计划, 监督小组, and then each its own way."""
    for project in work.chosen:
        _assign(work, project)
        _milestones(work, project)
        if project.change == "minor":
            _file(work, project)
        elif project.change == "major":
            _adjust(work, project)
        if work.chance.random() < 0.25:
            _explain(work, project)
        if project.crosses:
            _carry_over(work, project)
            _finish(work, project, work.following, 9)
        else:
            _finish(work, project, work.year, 11)


def stands(project: Project) -> Brief:
    """The brief after the change that is made of it in the year."""
    brief = project.brief
    match project.change:
        case "minor":
            return replace(brief, total_fen=project.total_fen * 105 // 100)
        case "major":
            return replace(brief, total_fen=project.total_fen * 130 // 100)
        case _:
            return brief


def _assign(work: Work, project: Project) -> None:
    desk, seat, brief, minute = work.desk, work.seat, project.brief, 60 + project.number
    assigned = j.ProjectAssigned(
        unit=brief.unit, unit_name=seat.units[brief.unit], document=f"示例政办发〔{work.year}〕5号"
    )
    planned = j.AnnualPlanSet(
        year=work.year, amount_fen=planned_fen(project), sources=() if project.crosses else brief.sources, targets=brief.targets,
        document=f"示例发改〔{work.year}〕7号",
    )  # fmt: skip
    milestones = tuple(
        j.Milestone(id=str(place), name=name, due_on=f"{work.year}-{due}")
        for place, (name, due) in enumerate(_planned(work), start=1)
    )
    filed = j.PlanFiled(
        year=work.year, milestones=milestones, measures="专人负责，每月调度，按节点推进。", document="实施计划"
    )
    first = project.number % (len(work.people) - 5)
    formed = SupervisionGroupFormed(
        group=f"监督{project.number:02}", name=f"第{project.number}监督小组", projects=(project.says,),
        linked_member="" if seat.county else work.people[-1], leader=work.people[first], members=work.people[first + 1 : first + 4],
    )  # fmt: skip
    government = decided("government", work.government)
    desk(moment(f"{work.year}-01-26", minute), project.stream, assigned, role="government", by=government)
    desk(moment(f"{work.year}-02-02", minute), project.stream, planned, role="government")
    desk(moment(f"{work.year}-02-08", minute), project.stream, filed, role="unit")
    desk(moment(f"{work.year}-02-20", minute), work.cycle, formed)


def planned_fen(project: Project) -> int:
    """The year's amount: the whole, or half of what goes on in the next."""
    return project.total_fen // 2 if project.crosses else project.total_fen


def _planned(work: Work) -> tuple[tuple[str, str], ...]:
    return MILESTONES if work.seat.county else MILESTONES[1::2]


def _milestones(work: Work, project: Project) -> None:
    for place, (_, due) in enumerate(_planned(work), start=1):
        own, due_on = str(place), f"{work.year}-{due}"
        met_on = later(due_on, work.chance.randint(-12, 9))
        if met_on > due_on:
            missed = j.MilestoneMissed(milestone=own, reason="雨季停工，材料进场推迟。", expected_on=met_on)
            work.desk(moment(later(due_on, 1), 60 + project.number), project.stream, missed, role="unit")
        work.desk(moment(met_on, 300 + project.number), project.stream, j.MilestoneMet(milestone=own), role="unit")


def _file(work: Work, project: Project) -> None:
    brief = stands(project)
    filed = a.MinorChangeFiled(
        brief=brief, changes=changes(project.brief, brief), reason="材料涨价，由预备费解决。", profile_version=1,
        document=f"示例政办〔{work.year}〕{project.number}号",
    )  # fmt: skip
    at = moment(f"{work.year}-07-12", 60 + project.number)
    work.desk(at, project.stream, filed, role="government", by=decided("government", work.government))


def _adjust(work: Work, project: Project) -> None:
    """提请, 决定, 公布; what a standing committee decided is owed to the next session and heard there."""
    desk, seat, minute, brief = work.desk, work.seat, 60 + project.number, stands(project)
    changed = changes(project.brief, brief)
    asked = a.AdjustmentRequested(
        number=1, kind="adjust", brief=brief, changes=changed, crossed=("investment_pct",), reason="地质条件变化，增加桩基工程量。",
        profile_version=1, budget_effect="由本级预备费和上级补助解决。", document=f"示例政〔{work.year}〕40号",
    )  # fmt: skip
    agreed = a.AdjustmentDecided(
        number=1,
        outcome="adjusted",
        brief=brief,
        owed_to_session=seat.county,
        changes=changed,
        document="关于调整的决定",
    )
    announced = a.AdjustmentAnnounced(number=1, announcement="公告第7号", medium="示例人大网")
    own = project.stream
    desk(moment(f"{work.year}-08-20", minute), own, asked, role="government", by=decided("government", work.government))
    desk(moment(f"{work.year}-09-26", minute), own, agreed, by=decided(seat.adjusting))
    desk(moment(f"{work.year}-09-29", minute), own, announced, by=decided(seat.supervising))
    if seat.county:
        session = session_in(seat, work.following, 1)
        heard = a.AdjustmentHeard(number=1, meeting=str(session.stream), report="关于调整情况的报告")
        desk(moment(f"{work.following}-01-17", minute), own, heard, by=decided("congress"))


def _explain(work: Work, project: Project) -> None:
    asked = ExplanationAsked(
        number=1,
        alert="slow_disbursement",
        question="到位资金已过六成，支付不到两成，请说明原因。",
        due_on=f"{work.year}-09-24",
    )
    given = ExplanationGiven(number=1, answer="合同约定到货后付款，支付计划已报财政部门。", document="示例说明")
    minute = 60 + project.number
    work.desk(moment(f"{work.year}-09-10", minute), project.stream, asked)
    work.desk(moment(f"{work.year}-09-20", minute), project.stream, given, role="unit")


def _carry_over(work: Work, project: Project) -> None:
    desk, minute, year = work.desk, 60 + project.number, work.following
    carried = j.ProjectCarriedOver(
        from_year=work.year, to_year=year, reached="完成年度阶段性目标。", reason="跨年度项目续建。"
    )
    planned = j.AnnualPlanSet(
        year=year, amount_fen=project.total_fen - planned_fen(project), document=f"示例发改〔{year}〕5号"
    )
    filed = j.PlanFiled(
        year=year, milestones=(j.Milestone(id="1", name="全部完成", due_on=f"{year}-08-20"),), document="续建实施计划"
    )
    government = decided("government", work.government)
    desk(moment(f"{year}-01-07", minute), project.stream, carried, role="government", by=government)
    desk(moment(f"{year}-01-22", minute), project.stream, planned, role="government")
    desk(moment(f"{year}-02-12", minute), project.stream, filed, role="unit")
    desk(moment(f"{year}-08-18", minute), project.stream, j.MilestoneMet(milestone="1"), role="unit")


def _finish(work: Work, project: Project, year: int, month: int) -> None:
    """完工, 验收, 结算, 决算, 移交, 结余, and the vouchers that were owed."""
    desk, own, minute, chance = work.desk, project.stream, 500 + project.number, work.chance
    completed = f"{year}-{month:02}-{chance.randint(15, 28)}"
    accepted = later(completed, chance.randint(5, 20))
    done = tuple(_done(project, short=chance.random() < 0.08))
    unmet = tuple(
        target.id
        for target, one in zip(project.brief.targets, done, strict=True)
        if parse_quantity(one.done) < parse_quantity(target.planned)
    )
    desk(moment(completed, minute), own, j.ProjectCompleted(targets=done, summary="建设内容全部完成。"), role="unit")
    if chance.random() < 0.1:
        returned = j.AcceptanceReturned(reason="附属设施没有完成，补齐后再验收。", due_on=later(completed, 4))
        desk(moment(later(completed, 2), minute), own, returned, role="government")
        again = j.ProjectCompleted(targets=done, summary="附属设施已经补齐。")
        desk(moment(later(completed, 4), minute), own, again, role="unit")
    passed = j.ProjectAccepted(
        accepted_by=work.seat.units[project.brief.unit], unmet=unmet, document=f"验收单{project.says}"
    )
    desk(moment(accepted, minute), own, passed, role="government")
    spent, next_year = project.total_fen * 97 // 100, year + 1
    for number in range(1, 4):
        voucher = Voucher(of="paid", number=f"补支付凭证{project.says}-{number}", amount_fen=spent // 10)
        desk(moment(f"{next_year}-0{number}-05", minute), own, VoucherFiled(voucher=voucher), role="unit")
    settled = j.SettlementAudited(amount_fen=spent, document=f"结算审核{project.says}")
    approved = j.FinalAccountsApproved(amount_fen=spent, document=f"示例财建〔{next_year}〕{project.number}号")
    desk(moment(f"{next_year}-03-12", minute), own, settled, role="government")
    desk(moment(f"{next_year}-04-15", minute), own, approved, role="government")
    desk(moment(f"{next_year}-04-22", minute), own, j.ProjectHandedOver(to="所在嘎查村"), role="unit")
    surplus = j.SurplusReturned(amount_fen=project.total_fen - spent, document=f"缴款书{project.says}")
    desk(moment(f"{next_year}-05-06", minute), own, surplus, role="unit")


def _done(project: Project, *, short: bool) -> Iterator[TargetDone]:
    for target in project.brief.targets:
        planned = int(target.planned)
        yield TargetDone(target=target.id, done=str(planned * 97 // 100 if short else planned))
