"""Which projects of 示例县 were completed, accepted, settled, and which went on into 2025?"""

from __future__ import annotations

from datetime import date
from typing import Final

from api.demo.county.briefs import WAN
from api.demo.county.carrying import completed_on
from api.demo.county.money import ON, plan_2025
from api.demo.county.names import project
from api.demo.county.reporting import DONE, JOBLESS, LAST, USABLE
from api.demo.steps import Script, decided
from domain.deciders import Command
from projects.commands import projects as p
from projects.deciders.projects import PROJECT
from projects.events.values import TargetDone

# 验收, by whom.
FINISHED: Final = {
    1: ("2024-12-26", "县住房和城乡建设部门"),
    2: ("2024-12-05", "县水利部门"),
    4: ("2024-11-08", "县卫生健康部门"),
    5: ("2024-12-30", "县卫生健康部门"),
    7: ("2024-10-18", "县民政部门"),
    8: ("2025-01-06", "县人力资源和社会保障部门"),
    9: ("2024-12-25", "县发展和改革部门"),
    10: ("2024-12-18", "县住房和城乡建设部门"),
}
EXTRA: Final = {8: (JOBLESS[-1],), 9: (USABLE[LAST],)}
# 结算审定 and its amount in 万元; 07 and 09 still wait for theirs.
SETTLED: Final = {1: ("2025-04-16", 5200), 2: ("2025-04-18", 13000), 5: ("2025-05-20", 7280), 10: ("2025-03-26", 4600)}
REACHED: Final = {
    3: "3所学校、3050个学位、7个小区已完成，年度阶段性目标完成。",
    6: "建成46公里，完成时限已经调整。",
}


def finish(script: Script) -> None:
    """完工, 验收, 结算, 决算, 移交, 结转续建."""
    for number, (accepted, by) in FINISHED.items():
        here, document = script.on(PROJECT, project(number)), f"验收报告2024-{number:02}"
        here(f"{completed_on(number)}T17:00", _completed(number), role="unit")
        here(f"{accepted}T10:00", p.AcceptProject(accepted_by=by, document=document), role="government")
    _returned(script)
    _settled(script)
    for number in ON:
        _carried_over(script, number)


def _completed(number: int) -> Command:
    done = (*map(str, DONE[number]), *EXTRA.get(number, ()))
    targets = tuple(TargetDone(target=str(place), done=one) for place, one in enumerate(done, start=1))
    return p.CompleteProject(targets=targets, summary="建设内容全部完成。")


def _returned(script: Script) -> None:
    """The parks were accepted at the second go."""
    missing = p.ReturnAcceptance(reason="第3处公园的照明没有接通，补齐后再验收。", due_on=date(2024, 12, 15))
    script.on(PROJECT, project(10))("2024-12-06T10:00", missing, role="government")(
        "2024-12-13T17:00", _completed(10), role="unit"
    )


def _settled(script: Script) -> None:
    (
        script.on(PROJECT, project(4))
        ("2025-01-20T09:00", p.AuditSettlement(amount_fen=3150 * WAN, document="结算审核2025-04"), role="government")
        ("2025-03-18T09:00", p.ApproveFinalAccounts(amount_fen=3150 * WAN, document="示例财建〔2025〕19号"), role="government")
        ("2025-03-25T09:00", p.HandOverProject(to="各托育点所在街道、镇"), role="unit")
        ("2025-04-02T09:00", p.ReturnSurplus(amount_fen=50 * WAN, document="缴款书2025-04"), role="unit")
    )  # fmt: skip
    for number, (day, wan) in SETTLED.items():
        settled = p.AuditSettlement(amount_fen=wan * WAN, document=f"结算审核2025-{number:02}")
        script.on(PROJECT, project(number))(f"{day}T09:00", settled, role="government")


def _carried_over(script: Script, number: int) -> None:
    carried = p.CarryOverProject(to_year=2025, reached=REACHED[number], reason="跨年度项目，按阶段性目标续建。")
    milestones = {
        3: (("其余4所学校完工", date(2025, 7, 31)), ("其余5个小区完工", date(2025, 8, 20))),
        6: (("建成60公里", date(2025, 6, 30)), ("全部建成", date(2025, 12, 20))),
    }[number]
    plan = p.FilePlan(
        year=2025, document="2025年续建项目实施计划",
        milestones=tuple(p.PlannedMilestone(id=str(at), name=name, due_on=due) for at, (name, due) in enumerate(milestones, start=1)),
    )  # fmt: skip
    (
        script.on(PROJECT, project(number))
        (f"2025-01-07T09:{number:02}", carried, decided("government", "县政府常务会议"), role="government")
        (f"2025-01-22T09:{number:02}", plan_2025(number), role="government")
        (f"2025-02-12T09:{number:02}", plan, role="unit")
    )  # fmt: skip
