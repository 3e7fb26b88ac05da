"""How were the visits of 示例县's deputies held, and what became of what they and others found?"""

from __future__ import annotations

from datetime import date

from api.demo.county.carrying import DEPUTIES, named
from api.demo.county.names import CONGRESS, said
from api.demo.county.visits import FOUND, VISITS, Found, Visit
from api.demo.steps import Enrol, Script, by
from projects.commands import findings as f
from projects.commands import inspections as i
from projects.deciders.findings import FINDING
from projects.deciders.inspections import INSPECTION
from projects.numbers import FINDING as FINDINGS
from projects.numbers import INSPECTION as INSPECTIONS


def supervise(script: Script) -> None:
    """视察, 问题, 整改, 督办, 销号."""
    for visit in VISITS:
        _visit(script, visit)
    _called_off(script)
    for found in FOUND:
        _record(script, found)
    _rectified(script)
    _pressed(script)
    _escalated(script)
    _deputy_again(script)


def _visit(script: Script, visit: Visit) -> None:
    seen = tuple(map(said, visit.projects))
    first = visit.projects[0]
    planned = i.PlanInspection(
        congress=CONGRESS, planned_on=date.fromisoformat(visit.day), kind=visit.kind, title=visit.title, projects=seen,
        group="" if visit.kind == "pre_session" else named(first),
    )  # fmt: skip

    def held(enrol: Enrol) -> i.HoldInspection:
        watching = tuple(enrol(f"示例监督代表{first * DEPUTIES + place:03}") for place in range(DEPUTIES))
        return i.HoldInspection(count=visit.count, summary=visit.seen, participants=watching)

    script.begin(f"{visit.planned}T09:00", planned)
    here = script.on(INSPECTION, INSPECTIONS.named(CONGRESS, visit.number))
    here(f"{visit.entered or visit.day}T17:00", held, happened=visit.day)
    if visit.advice:
        handed = i.HandOverInspectionOpinions(to="县人民政府办公室", opinions=(visit.advice,))
        here(f"{visit.day}T17:30", handed)


def _called_off(script: Script) -> None:
    planned = i.PlanInspection(
        congress=CONGRESS, planned_on=date(2024, 11, 14), kind="research", title="调研充电设施选点", projects=(said(9),)
    )
    script.begin("2024-11-04T09:00", planned)
    off = i.CallOffInspection(reason="降雪封路，改为书面了解。")
    script.on(INSPECTION, INSPECTIONS.named(CONGRESS, "2024视-005"))("2024-11-13T09:00", off)


def _record(script: Script, found: Found) -> None:
    def recorded(enrol: Enrol) -> f.RecordFinding:
        return f.RecordFinding(
            congress=CONGRESS, found_on=date.fromisoformat(found.found), source=found.source, projects=(said(found.project),),
            matter=found.matter, place=found.place, inspection=found.inspection,
            raised_by=enrol(found.raised_by) if found.raised_by else "",
        )  # fmt: skip

    minute = int(found.number[-3:])
    script.begin(f"{found.recorded}T18:{minute:02}", recorded)
    assigned = f.AssignFinding(unit=found.unit, due_on=found.due, document=f"整改交办单{found.number}")
    script.on(FINDING, FINDINGS.named(CONGRESS, found.number))(f"{found.recorded}T18:{minute + 20:02}", assigned)


def _rectified(script: Script) -> None:
    """Answered in time, seen to be right, closed; the second at the second go."""
    closed = {
        "2024问-001": ("05-10", "调整出入口位置，增设减速带。", "2024-05-14", "2024-05-15"),
        "2024问-003": ("06-03", "冲洗管网，水质检测合格。", "2024-06-06", "2024-06-07"),
        "2024问-004": ("07-19", "设备已到位并试运行。", "2024-07-25", "2024-07-26"),
    }
    for number, (answered, result, accepted, on) in closed.items():
        here = script.on(FINDING, FINDINGS.named(CONGRESS, number))
        here(f"2024-{answered}T10:00", f.AnswerFinding(measures="立行立改。", result=result), role="unit")
        _settle(script, number, accepted, on)
    (
        script.on(FINDING, FINDINGS.named(CONGRESS, "2024问-002"))
        ("2024-05-08T10:00", f.AnswerFinding(measures="移动围挡。", result="围挡外移1米。"), role="unit")
        ("2024-05-12T10:00", f.ReturnAnswer(reason="没有设警示和夜间照明。", due_on=date(2024, 5, 25)), two=True)
        ("2024-05-22T10:00", f.AnswerFinding(measures="设警示牌和照明。", result="上学时段有专人值守。"), role="unit")
    )  # fmt: skip
    _settle(script, "2024问-002", "2024-05-24", "2024-05-27")


def _pressed(script: Script) -> None:
    """Nothing by the deadline: 督办, then answered."""
    pressed = f.PressFinding(reason="期限已过没有答复。", due_on=date(2024, 8, 30), document="督办单2024-01")
    (
        script.on(FINDING, FINDINGS.named(CONGRESS, "2024问-005"))
        ("2024-08-05T10:00", pressed)
        ("2024-08-28T10:00", f.AnswerFinding(measures="编制采购计划。", result="设备采购已挂网，10月到货。"), role="unit")
    )  # fmt: skip
    _settle(script, "2024问-005", "2024-09-03", "2024-09-05")


def _escalated(script: Script) -> None:
    """Sent back, late again, and put on the standing committee's own list: 挂牌督办."""
    again = f.EscalateFinding(
        reason="退回以后逾期没有整改到位。", due_on=date(2024, 12, 20), document="示例人常〔2024〕35号"
    )
    (
        script.on(FINDING, FINDINGS.named(CONGRESS, "2024问-006"))
        ("2024-10-08T10:00", f.AnswerFinding(measures="补建错车道。", result="补建3处。"), role="unit")
        ("2024-10-15T10:00", f.ReturnAnswer(reason="设计11处，仍少5处。", due_on=date(2024, 11, 15)), two=True)
        ("2024-11-28T16:00", again, by("standing_committee", "县人大常委会第二十一次会议"))
        ("2024-12-18T10:00", f.AnswerFinding(measures="增派施工力量。", result="11处全部建成。"), role="unit")
    )  # fmt: skip
    _settle(script, "2024问-006", "2024-12-24", "2024-12-25")


def _deputy_again(script: Script) -> None:
    """The deputy who raised it did not agree in December; what he saw in May settled it."""
    (
        script.on(FINDING, FINDINGS.named(CONGRESS, "2024问-007"))
        ("2024-12-10T10:00", f.AnswerFinding(measures="通知运营企业检修。", result="已修复12个。"), role="unit")
        ("2024-12-16T10:00", f.ReturnAnswer(reason="仍有30多个不能用。", due_on=date(2025, 1, 15)), two=True)
        ("2025-04-08T10:00", f.AnswerFinding(measures="更换运营企业，逐个检修。", result="400个桩位可用389个。"), role="unit")
    )  # fmt: skip
    _settle(script, "2024问-007", "2025-05-15", "2025-05-16")


def _settle(script: Script, number: str, accepted: str, closed: str) -> None:
    here = script.on(FINDING, FINDINGS.named(CONGRESS, number))
    here(f"{accepted}T15:00", f.AcceptAnswer(checked="现场核实，已经解决。"), two=True)
    here(f"{closed}T15:00", f.CloseFinding(conclusion="整改到位。"))
