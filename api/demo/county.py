"""How do 示例县's session of January 2024 and its evaluation of January 2025 run, step by step?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from api.demo import figures
from api.demo.steps import Enrol, Script, by
from domain.congress.commands import AdoptProfile, BeginTerm, RegisterCongress
from domain.congress.decider import CONGRESS
from domain.profile import compose
from domain.streams import congress_id, evaluation_id, meeting_id, round_id
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.evaluations import EVALUATION
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND
from voting.events.meetings import Delegation, Officer, Sitting
from voting.events.rounds import FinalList

CODE: Final = "990101"
NAME: Final = "示例县"
CONGRESS_ID: Final = congress_id(CODE)
SESSION: Final = meeting_id(str(CONGRESS_ID), "congress", 17, 3)
COMMITTEE: Final = meeting_id(str(CONGRESS_ID), "standing_committee", 17, 22)
FIRST: Final = round_id(str(SESSION), 2024, 1, 1)
SECOND: Final = round_id(str(SESSION), 2024, 1, 2)
EVALUATED: Final = evaluation_id(str(COMMITTEE), 2024, "implementation", 1)
PLENARY: Final = Sitting(kind="plenary", number=3)
AFTERNOON: Final = Sitting(kind="plenary", number=4)
SHEETS: Final = {name: digit * 64 for name, digit in (("first", "1"), ("second", "2"), ("evaluation", "3"))}


def county() -> Script:
    """All steps, in order."""
    script = Script(CODE)
    _register(script)
    _open_session(script)
    _first_round(script)
    _second_round(script)
    _announce(script)
    _evaluate(script)
    return script


def _register(script: Script) -> None:
    script.begin("2022-01-05T09:00", RegisterCongress(code=CODE, level="county", name=f"{NAME}人民代表大会"))
    congress = script.on(CONGRESS, CONGRESS_ID)
    congress("2022-01-10T09:00", BeginTerm(term=17, began_on=date(2022, 1, 10), deputies=figures.COUNTY_DUE))
    congress("2023-12-21T15:00", AdoptProfile(profile=compose("county", "sc_evaluation"), document="票决办法（草案）"))


def _open_session(script: Script) -> None:
    script.begin(
        "2024-01-08T09:00",
        m.ConveneMeeting(
            congress=str(CONGRESS_ID), body="congress", term=17, session=3, title=f"{NAME}第十七届人民代表大会第三次会议",
            from_on=date(2024, 1, 16), to_on=date(2024, 1, 19),
        ),
    )  # fmt: skip
    sizes = (66, 66, 65, 65, 65)
    delegations = tuple(
        Delegation(name=f"示例第{number}代表团", deputies=size)
        for number, size in zip("一二三四五", sizes, strict=True)
    )
    presidium = Sitting(kind="presidium", number=1)
    congress, leaders = by("congress", "第三次全体会议"), by("session_presidium", "主席团第一次会议")
    (
        script.on(MEETING, SESSION)
        ("2024-01-15T16:00", m.FormDelegations(delegations=delegations))
        ("2024-01-16T08:40", m.HoldSitting(sitting=Sitting(kind="preparatory")))
        ("2024-01-16T10:00", m.HoldSitting(sitting=presidium))
        ("2024-01-16T10:20", m.ProposeMethod(profile_version=1, document="票决办法（草案）"), leaders)
        ("2024-01-16T11:00", m.ExplainCandidates(project_year=2024, explained_by=f"{NAME}人民政府"))
        ("2024-01-17T15:30", m.RecordDelegationOpinion(delegation="示例第二代表团", opinion="建议农村供水项目写明受益村名单"))
        ("2024-01-18T08:30", m.HoldSitting(sitting=PLENARY))
        ("2024-01-18T08:45", m.AdoptMethod(profile_version=1, title=f"{NAME}民生实事项目票决办法"), congress)
        ("2024-01-18T08:50", _scrutineers, congress)
        ("2024-01-18T08:52", _tellers)
        ("2024-01-18T08:55", _heads(PLENARY, figures.COUNTY_PRESENT, on_leave=11))
    )  # fmt: skip


def _first_round(script: Script) -> None:
    """发314、收314 (lishui-2025); two candidates tied at the tenth place."""
    opening = r.OpenRound(
        meeting=str(SESSION), project_year=2024, candidates=figures.candidates(figures.COUNTY_TITLES), seats=10,
        final_list=FinalList(fixed_by="session_presidium", fixed_on="2024-01-17", document="主席团第二次会议通过"),
    )  # fmt: skip
    script.begin("2024-01-18T09:00", opening)
    here = figures.COUNTY_PRESENT
    typed = figures.sheet(figures.COUNTY_FOR, here - figures.COUNTY_INVALID, figures.COUNTY_AGAINST)
    typed = replace(typed, invalid=figures.COUNTY_INVALID, invalid_by_reason={"over_marked": figures.COUNTY_INVALID})
    (
        script.on(ROUND, FIRST)
        ("2024-01-18T09:02", p.InspectBoxes(boxes=figures.COUNTY_BOXES))
        ("2024-01-18T09:10", p.IssueBallots(printed=330, issued=here, exchanged=2, surplus_voided=14, colour="粉红色"))
        ("2024-01-18T09:40", p.CollectBallots(collected=here))
        ("2024-01-18T09:42", p.DeclareValidity(valid=True))
        ("2024-01-18T10:30", r.RecordTotals(first=typed, second=typed), None, two=True)
        ("2024-01-18T10:32", p.SignSheet(sha256=SHEETS["first"]))
        ("2024-01-18T10:40", r.CallReballot(kind="tie_break"), by("session_presidium", "主席团第三次会议"))
    )  # fmt: skip


def _second_round(script: Script) -> None:
    """再次票决 the same afternoon, among the two tied, heads counted again."""
    here = figures.REBALLOT_PRESENT
    script.on(MEETING, SESSION)("2024-01-18T14:30", m.HoldSitting(sitting=AFTERNOON))(
        "2024-01-18T14:40", _heads(AFTERNOON, here, on_leave=12)
    )
    again = r.OpenRound(meeting=str(SESSION), project_year=2024, number=2, kind="tie_break", previous=str(FIRST))
    script.begin("2024-01-18T14:45", again)
    typed = figures.sheet(figures.REBALLOT_FOR, here, ids=("10", "11"))
    (
        script.on(ROUND, SECOND)
        ("2024-01-18T14:47", p.InspectBoxes(boxes=figures.COUNTY_BOXES))
        ("2024-01-18T14:50", p.IssueBallots(printed=320, issued=here, surplus_voided=8, colour="浅黄色"))
        ("2024-01-18T15:05", p.CollectBallots(collected=here))
        ("2024-01-18T15:06", p.DeclareValidity(valid=True))
        ("2024-01-18T15:25", r.RecordTotals(first=typed, second=typed), None, two=True)
        ("2024-01-18T15:26", p.SignSheet(sha256=SHEETS["second"]))
        ("2024-01-18T15:28", r.DeclareResult(), None, two=True)
    )  # fmt: skip


def _announce(script: Script) -> None:
    (
        script.on(ROUND, FIRST)
        ("2024-01-18T15:30", r.ResolveTie(how="next_round", round=str(SECOND)))
        ("2024-01-18T15:35", r.DeclareResult(), None, two=True)
        ("2024-01-18T16:00", p.ArchivePapers(place=f"{NAME}档案馆", packages=5, keep_until=date(2024, 2, 18)))
        ("2024-01-19T10:00", r.AnnounceResult(number="公告第4号", medium=f"{NAME}人大网"), by("session_presidium"))
        ("2024-02-20T10:00", p.DestroyPapers(witnesses=2))
    )  # fmt: skip


def _evaluate(script: Script) -> None:
    """Eight rows as zhenhai-2021 printed them and two invented ones, one of them 不满意."""
    sitting = Sitting(kind="plenary")
    script.begin(
        "2025-01-03T09:00",
        m.ConveneMeeting(
            congress=str(CONGRESS_ID), body="standing_committee", term=17, session=22,
            title=f"{NAME}第十七届人大常委会第二十二次会议", from_on=date(2025, 1, 9), to_on=date(2025, 1, 9),
        ),
    )  # fmt: skip
    here, members = figures.MEMBERS_PRESENT, figures.MEMBERS
    heads = m.CountAttendance(sitting=sitting, due=members, present=here, on_leave=members - here, absent=0)
    script.on(MEETING, COMMITTEE)("2025-01-09T08:50", m.HoldSitting(sitting=sitting))("2025-01-09T08:55", heads)
    script.begin(
        "2025-01-09T09:30",
        e.OpenEvaluation(
            meeting=str(COMMITTEE), project_year=2024, venue="sc_meeting", items=figures.graded_items(),
            report="关于2024年民生实事项目完成情况的报告",
        ),
    )  # fmt: skip
    rows = figures.grade_rows()
    (
        script.on(EVALUATION, EVALUATED)
        ("2025-01-09T09:35", p.InspectBoxes(boxes=1))
        ("2025-01-09T09:40", p.IssueBallots(printed=here, issued=here))
        ("2025-01-09T10:00", p.CollectBallots(collected=here))
        ("2025-01-09T10:02", p.DeclareValidity(valid=True))
        ("2025-01-09T10:30", e.RecordGrades(first=rows, second=rows), None, two=True)
        ("2025-01-09T10:31", p.SignSheet(sha256=SHEETS["evaluation"]))
        ("2025-01-09T10:35", e.DeclareGrades(), None, two=True)
        ("2025-01-10T09:00", e.AnnounceGrades(number="通报第1号", medium=f"{NAME}人大网"), by("standing_committee"))
    )  # fmt: skip


def _heads(sitting: Sitting, present: int, on_leave: int) -> m.CountAttendance:
    due = figures.COUNTY_DUE
    return m.CountAttendance(
        sitting=sitting, due=due, present=present, on_leave=on_leave, absent=due - present - on_leave
    )


def _officer(enrol: Enrol, name: str) -> Officer:
    return Officer(person=enrol(name), delegation="示例第一代表团")


def _scrutineers(enrol: Enrol) -> m.PassScrutineers:
    others = tuple(_officer(enrol, f"示例监票人{number}") for number in "甲乙丙")
    return m.PassScrutineers(chief=_officer(enrol, "示例总监票人"), scrutineers=others)


def _tellers(enrol: Enrol) -> m.NameTellers:
    return m.NameTellers(chief=_officer(enrol, "示例总计票人"), tellers=(_officer(enrol, "示例计票人"),))
