"""How does the session of 示例县's congress of January 2024 run, from the method to the announcement?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from api.demo import figures
from api.demo.county.lists import fix
from api.demo.county.names import CONGRESS, FIRST, NAME, SECOND, SESSION, YEAR, said
from api.demo.steps import Enrol, Script, by
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND
from voting.events.meetings import Delegation, Officer, Sitting

PLENARY: Final = Sitting(kind="plenary", number=3)
AFTERNOON: Final = Sitting(kind="plenary", number=4)


def decide_by_ballot(script: Script) -> None:
    """审议, 票决, 再次票决, 公告."""
    _open_session(script)
    fix(script)
    _first_round(script)
    _second_round(script)
    _announce(script)


def _open_session(script: Script) -> None:
    script.begin(
        "2024-01-08T09:00",
        m.ConveneMeeting(
            congress=CONGRESS, body="congress", term=17, session=3, title=f"{NAME}第十七届人民代表大会第三次会议",
            from_on=date(2024, 1, 16), to_on=date(2024, 1, 19),
        ),
    )  # fmt: skip
    sizes = (66, 66, 65, 65, 65)
    delegations = tuple(
        Delegation(name=f"示例第{number}代表团", deputies=size)
        for number, size in zip("一二三四五", sizes, strict=True)
    )
    congress, leaders = by("congress", "第三次全体会议"), by("session_presidium", "主席团第一次会议")
    (
        script.on(MEETING, SESSION)
        ("2024-01-15T16:00", m.FormDelegations(delegations=delegations))
        ("2024-01-16T08:40", m.HoldSitting(sitting=Sitting(kind="preparatory")))
        ("2024-01-16T10:00", m.HoldSitting(sitting=Sitting(kind="presidium", number=1)))
        ("2024-01-16T10:20", m.ProposeMethod(profile_version=1, document="票决办法（草案）"), leaders)
        ("2024-01-16T11:00", m.ExplainCandidates(project_year=YEAR, explained_by=f"{NAME}人民政府"))
        ("2024-01-17T15:30", m.RecordDelegationOpinion(delegation="示例第二代表团", opinion="建议农村供水项目写明受益村名单"))
        ("2024-01-17T15:40", m.RecordDelegationOpinion(delegation="示例第四代表团", opinion="建议小微公园改称口袋公园"))
        ("2024-01-17T17:00", m.HoldSitting(sitting=Sitting(kind="presidium", number=2)))
        ("2024-01-18T08:30", m.HoldSitting(sitting=PLENARY))
        ("2024-01-18T08:45", m.AdoptMethod(profile_version=1, title=f"{NAME}民生实事项目票决办法"), congress)
        ("2024-01-18T08:50", _scrutineers, congress)
        ("2024-01-18T08:52", _tellers)
        ("2024-01-18T08:55", heads(PLENARY, figures.COUNTY_PRESENT, on_leave=11))
    )  # fmt: skip


def _first_round(script: Script) -> None:
    """发314、收314 (lishui-2025); two candidates tied at the tenth place. List and seats are those of the year of work."""
    script.begin("2024-01-18T09:00", r.OpenRound(meeting=str(SESSION), project_year=YEAR))
    here = figures.COUNTY_PRESENT
    typed = figures.sheet(
        dict(zip(map(said, range(1, 13)), figures.COUNTY_FOR, strict=True)), here - figures.COUNTY_INVALID, figures.COUNTY_AGAINST
    )  # fmt: skip
    typed = replace(typed, invalid=figures.COUNTY_INVALID, invalid_by_reason={"over_marked": figures.COUNTY_INVALID})
    (
        script.on(ROUND, FIRST)
        ("2024-01-18T09:02", p.InspectBoxes(boxes=figures.COUNTY_BOXES))
        ("2024-01-18T09:10", p.IssueBallots(printed=330, issued=here, exchanged=2, surplus_voided=14, colour="粉红色"))
        ("2024-01-18T09:40", p.CollectBallots(collected=here))
        ("2024-01-18T09:42", p.DeclareValidity(valid=True))
        ("2024-01-18T10:30", r.RecordTotals(first=typed, second=typed), two=True)
        ("2024-01-18T10:32", p.SignSheet(sha256="1" * 64))
        ("2024-01-18T10:40", r.CallReballot(kind="tie_break"), by("session_presidium", "主席团第三次会议"))
    )  # fmt: skip


def _second_round(script: Script) -> None:
    """再次票决 the same afternoon, among the two tied, heads counted again."""
    here = figures.REBALLOT_PRESENT
    script.on(MEETING, SESSION)("2024-01-18T14:30", m.HoldSitting(sitting=AFTERNOON))(
        "2024-01-18T14:40", heads(AFTERNOON, here, on_leave=12)
    )
    again = r.OpenRound(meeting=str(SESSION), project_year=YEAR, number=2, kind="tie_break", previous=str(FIRST))
    script.begin("2024-01-18T14:45", again)
    typed = figures.sheet(dict(zip((said(10), said(11)), figures.REBALLOT_FOR, strict=True)), here)
    (
        script.on(ROUND, SECOND)
        ("2024-01-18T14:47", p.InspectBoxes(boxes=figures.COUNTY_BOXES))
        ("2024-01-18T14:50", p.IssueBallots(printed=320, issued=here, surplus_voided=8, colour="浅黄色"))
        ("2024-01-18T15:05", p.CollectBallots(collected=here))
        ("2024-01-18T15:06", p.DeclareValidity(valid=True))
        ("2024-01-18T15:25", r.RecordTotals(first=typed, second=typed), two=True)
        ("2024-01-18T15:26", p.SignSheet(sha256="2" * 64))
        ("2024-01-18T15:28", r.DeclareResult(), two=True)
    )  # fmt: skip


def _announce(script: Script) -> None:
    (
        script.on(ROUND, FIRST)
        ("2024-01-18T15:30", r.ResolveTie(how="next_round", round=str(SECOND)))
        ("2024-01-18T15:35", r.DeclareResult(), two=True)
        ("2024-01-18T16:00", p.ArchivePapers(place=f"{NAME}档案馆", packages=5, keep_until=date(2024, 2, 18)))
        ("2024-01-19T10:00", r.AnnounceResult(number="公告第4号", medium=f"{NAME}人大网"), by("session_presidium"))
        ("2024-02-20T10:00", p.DestroyPapers(witnesses=2))
    )  # fmt: skip


def heads(sitting: Sitting, present: int, on_leave: int) -> m.CountAttendance:
    """Those due of the congress, present, on leave, and the rest absent."""
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
