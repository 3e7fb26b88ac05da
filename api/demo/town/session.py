"""How does 示例镇's session of January 2024 run, with one figure typed wrongly and brought to the signed sheet?"""

from __future__ import annotations

from datetime import date
from typing import Final

from api.demo import figures
from api.demo.steps import Script, by
from api.demo.town.lists import CANDIDATES
from api.demo.town.names import CONGRESS, CYCLE, NAME, ROUND_ID, SESSION, YEAR, said
from projects.commands.cycles import FixFinalList
from projects.deciders.cycles import CYCLE as CYCLES
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND
from voting.events.meetings import Officer, Sitting

PLENARY: Final = Sitting(kind="plenary", number=2)


def decide_by_ballot(script: Script) -> None:
    """审议, 票决, 更正, 公告."""
    _open_session(script)
    _vote(script)


def _open_session(script: Script) -> None:
    script.begin(
        "2024-01-18T17:00",
        m.ConveneMeeting(
            congress=CONGRESS, body="congress", term=19, session=3, title=f"{NAME}第十九届人民代表大会第三次会议",
            from_on=date(2024, 1, 24), to_on=date(2024, 1, 25),
        ),
    )  # fmt: skip
    due, here = figures.TOWN_DUE, figures.TOWN_PRESENT
    congress, leaders = by("congress", "第二次全体会议"), by("township_presidium", "主席团会议")
    fixed = FixFinalList(batch=1, items=CANDIDATES, seats=10, document="主席团会议通过")
    script.on(CYCLES, CYCLE)("2024-01-24T17:00", fixed, leaders)
    (
        script.on(MEETING, SESSION)
        ("2024-01-24T09:00", m.ProposeMethod(profile_version=1, document="票决办法（草案）"), leaders)
        ("2024-01-24T10:00", m.ExplainCandidates(project_year=YEAR, explained_by=f"{NAME}人民政府"))
        ("2024-01-25T08:30", m.HoldSitting(sitting=PLENARY))
        ("2024-01-25T08:40", m.AdoptMethod(profile_version=1, title=f"{NAME}民生实事项目票决办法"), congress)
        ("2024-01-25T08:45", lambda enrol: m.PassScrutineers(chief=Officer(person=enrol("示例镇总监票人"))), congress)
        ("2024-01-25T08:46", lambda enrol: m.NameTellers(chief=Officer(person=enrol("示例镇总计票人"))))
        ("2024-01-25T08:50", m.CountAttendance(sitting=PLENARY, due=due, present=here, on_leave=due - here, absent=0))
    )  # fmt: skip


def _vote(script: Script) -> None:
    """唱票: both typists misheard one figure; the signed sheet is the authority, so the ledger is brought to it."""
    script.begin("2024-01-25T09:00", r.OpenRound(meeting=str(SESSION), project_year=YEAR))
    here = figures.TOWN_PRESENT
    item, typed, signed = figures.TOWN_MISREAD
    heard = {said(n): typed if n == item else votes for n, votes in enumerate(figures.TOWN_FOR, start=1)}
    rows = figures.sheet(heard, here)
    changes = (
        p.Change(field=f"/items/{said(item)}/votes_for", before=typed, after=signed),
        p.Change(field=f"/items/{said(item)}/votes_abstain", before=here - typed, after=here - signed),
    )
    (
        script.on(ROUND, ROUND_ID)
        ("2024-01-25T09:02", p.InspectBoxes(boxes=1))
        ("2024-01-25T09:05", p.IssueBallots(printed=62, issued=here, surplus_voided=4, colour="浅绿色"))
        ("2024-01-25T09:20", p.CollectBallots(collected=here))
        ("2024-01-25T09:21", p.DeclareValidity(valid=True))
        ("2024-01-25T10:00", r.RecordTotals(first=rows, second=rows), two=True)
        ("2024-01-25T10:02", p.SignSheet(sha256="4" * 64))
        ("2024-01-25T10:05", r.CorrectRound(changes=changes, reason="录入时把41听成31，以签字的报告单为准"), two=True)
        ("2024-01-25T10:10", r.DeclareResult(), two=True)
        ("2024-01-25T11:00", r.AnnounceResult(number="公告第2号", medium=f"{NAME}政务公开栏"), by("township_presidium"))
        ("2024-01-25T11:10", p.ArchivePapers(place=f"{NAME}人大办公室", packages=1, keep_until=date(2024, 2, 25)))
        ("2024-02-26T09:00", p.DestroyPapers(witnesses=2))
    )  # fmt: skip
