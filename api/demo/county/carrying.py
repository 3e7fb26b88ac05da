"""How were the ten chosen projects handed to their units and planned in February 2024?"""

from __future__ import annotations

from datetime import date
from typing import Final

from api.demo.county.briefs import CHOSEN
from api.demo.county.lists import chosen_brief
from api.demo.county.money import plan_2024
from api.demo.county.names import CYCLE, YEAR, project, said
from api.demo.steps import Asked, Enrol, Script, decided
from projects.commands.cycles import ChangeSupervisionGroup, FormSupervisionGroup
from projects.commands.projects import AssignProject, FilePlan, MeetMilestone, MissMilestone, PlannedMilestone
from projects.deciders.cycles import CYCLE as CYCLES
from projects.deciders.projects import PROJECT

# Name, day planned, day met; both in 2024, the last empty where it was not met in the year.
MILESTONES: Final = {
    1: (("开工", "03-31", "03-26"), ("主体完成", "09-30", "09-28"), ("竣工", "12-20", "12-12")),
    2: (("开工", "03-15", "03-13"), ("主管网完成", "08-31", "08-27"), ("全部通水", "11-25", "11-18")),
    3: (("完成施工招标", "03-31", "03-29"), ("3所学校主体封顶", "08-31", "09-20"), ("年度阶段性目标完成", "12-25", "12-20")),
    4: (("确定布点", "03-31", "03-25"), ("全部开园", "10-20", "10-15")),
    5: (("完成设计", "04-15", "04-12"), ("改造完工", "11-30", "12-05")),
    6: (("完成征地", "05-31", "08-09"), ("建成50公里", "11-30", "")),
    7: (("开工", "03-31", "03-27"), ("建成8个", "09-20", "09-18")),
    8: (("就业服务站开放", "03-31", "03-29"), ("年度任务完成", "12-31", "12-27")),
    9: (("完成选点", "04-30", "04-29"), ("建成400个", "11-30", "11-28")),
    10: (("开工", "04-15", "04-11"), ("建成7个", "11-30", "11-22")),
}  # fmt: skip
MISSED: Final = {
    (3, "2"): ("2024-09-02", "汛期停工18天。", date(2024, 9, 20)),
    (5, "2"): ("2024-12-02", "设备到货晚于合同约定。", date(2024, 12, 5)),
    (6, "1"): ("2024-06-03", "2个村的征地协议未签订。", date(2024, 8, 10)),
    (6, "2"): ("2024-12-02", "征地延误，已按程序调整完成时限。", None),
}
# The committee's offices that lead the supervision groups, and how many deputies each group has.
OFFICES: Final = ("示例县人大财经工委", "示例县人大教科文卫工委", "示例县人大农业农村工委", "示例县人大城建环资工委")
LED_BY: Final = {1: 3, 2: 2, 3: 1, 4: 1, 5: 1, 6: 2, 7: 1, 8: 0, 9: 3, 10: 3}
DEPUTIES: Final = 5


def carry_out(script: Script) -> None:
    """交办, 年度计划, 实施计划, 节点, 监督小组."""
    for number in CHOSEN:
        here, brief = script.on(PROJECT, project(number)), chosen_brief(number)
        assigned = AssignProject(unit=brief.unit, cooperating=brief.cooperating, document="示例政办发〔2024〕5号")
        here(f"2024-02-02T09:{number:02}", assigned, decided("government", "县政府常务会议"), role="government")
        here(f"2024-02-05T10:{number:02}", plan_2024(number), role="government")
        milestones = tuple(
            PlannedMilestone(id=str(place), name=name, due_on=date.fromisoformat(f"{YEAR}-{due}"))
            for place, (name, due, _) in enumerate(MILESTONES[number], start=1)
        )
        plan = FilePlan(
            year=YEAR, milestones=milestones, measures="专人负责，每月调度。", document="2024年民生实事项目实施计划"
        )
        here(f"2024-02-08T15:{number:02}", plan, role="unit")
        _milestones(script, number)
        script.on(CYCLES, CYCLE)(f"2024-02-26T09:{number:02}", _group(number))
    _other_leader(script)


def _other_leader(script: Script) -> None:
    """A group gets another leader in September."""

    def asked(enrol: Enrol) -> ChangeSupervisionGroup:
        members = tuple(enrol(f"示例监督代表{30 + place:03}") for place in range(DEPUTIES))
        return ChangeSupervisionGroup(
            group=group_of(6), name=named(6), projects=(said(6),), reason="原组长调离。", lead_office=OFFICES[LED_BY[6]],
            leader=enrol("示例组长11"), members=members,
        )  # fmt: skip

    script.on(CYCLES, CYCLE)("2024-09-02T09:30", asked)


def _milestones(script: Script, number: int) -> None:
    here = script.on(PROJECT, project(number))
    for place, (_, _, met) in enumerate(MILESTONES[number], start=1):
        if missed := MISSED.get((number, str(place))):
            on, reason, expected = missed
            here(f"{on}T11:00", MissMilestone(milestone=str(place), reason=reason, expected_on=expected), role="unit")
        if met:
            here(f"{YEAR}-{met}T16:{number:02}", MeetMilestone(milestone=str(place)), role="unit")


def completed_on(number: int) -> str:
    """The day on which the work of a project was done; none in 2024 for the two that go on."""
    met = MILESTONES[number][-1][2]
    return f"{YEAR}-{met}" if met and not chosen_brief(number).cross_year else ""


def group_of(number: int) -> str:
    """The group that watches over a project."""
    return f"监督{number:02}"


def named(number: int) -> str:
    """What that group is called."""
    return f"第{number}监督小组"


def _group(number: int) -> Asked:
    def asked(enrol: Enrol) -> FormSupervisionGroup:
        members = tuple(enrol(f"示例监督代表{number * DEPUTIES + place:03}") for place in range(DEPUTIES))
        return FormSupervisionGroup(
            group=group_of(number), name=named(number), projects=(said(number),),
            lead_office=OFFICES[LED_BY[number]], leader=enrol(f"示例组长{number:02}"), members=members,
        )  # fmt: skip

    return asked
