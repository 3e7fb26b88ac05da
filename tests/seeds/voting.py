"""How does a congress choose its projects in January?"""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from domain.streams import round_id
from projects.events.cycles import ListBalloted
from projects.events.projects import ProjectNotSelected, ProjectSelected
from tests.seeds.beginning import session_in
from tests.seeds.desk import Also, decided, later, moment
from tests.seeds.listing import fix, lines
from tests.seeds.work import Project, Work
from voting.events import meetings as m
from voting.events import papers as p
from voting.events import rounds as r

HEADS = 0.96
KEPT_DAYS = 30


def vote(work: Work) -> None:
    """会议, 票决, 公告."""
    first, last = (
        (f"{work.year}-01-16", f"{work.year}-01-19")
        if work.seat.county
        else (f"{work.year}-01-08", f"{work.year}-01-09")
    )
    day = later(first, 2) if work.seat.county else last
    meeting, title = _convene(work, first, last)
    _open(work, meeting, first)
    fix(work, moment(first if not work.seat.county else later(first, 1), 480))
    heads = _heads(work, meeting, day)
    own = round_id(str(meeting), work.year, 1, 1)
    opened = r.RoundOpened(
        **work.seat.home, meeting=str(meeting), meeting_title=title, project_year=work.year, batch=1, number=1, kind="first",
        candidates=tuple(r.Candidate(id=one.project, title=one.title, amount_fen=one.amount_fen, deadline=one.deadline) for one in lines(work)),
        seats=work.seat.projects, attendance=r.Attendance(number=1, due=heads.due, present=heads.present, on_leave=heads.on_leave, absent=0),
        final_list=r.FinalList(fixed_by=work.seat.presiding, fixed_on=first if not work.seat.county else later(first, 1), document="主席团会议通过"),
        profile_version=1, profile=work.seat.profile, meeting_ends_on=last, cycle=str(work.cycle),
    )  # fmt: skip
    balloted = Also(work.cycle, (ListBalloted(batch=1, round=str(own)),))
    work.desk(moment(day, 90), own, opened, also=(balloted,))
    _count(work, own, day, heads.present)
    _announce(work, own, day, last)


def _convene(work: Work, first: str, last: str) -> tuple[UUID, str]:
    seat = work.seat
    session = session_in(seat, work.year, 1)
    title = f"{seat.place}第{session.term}届人民代表大会第{session.number}次会议"
    convened = m.MeetingConvened(
        **seat.home, body="congress", term=session.term, session=session.number, title=title, from_on=first, to_on=last,
        in_office=seat.deputies, profile_version=1,
    )  # fmt: skip
    work.desk(moment(later(first, -1)), session.stream, convened)
    return session.stream, title


def _open(work: Work, meeting: UUID, first: str) -> None:
    """预备会议, 票决办法草案, 候选项目说明."""
    desk, stream = work.desk, meeting
    size = work.seat.deputies // 6
    formed = m.DelegationsFormed(
        delegations=tuple(m.Delegation(name=f"第{letter}代表团", deputies=size) for letter in "一二三四五六")
    )
    desk(moment(first, 30), stream, formed)
    desk(moment(first, 40), stream, m.SittingHeld(sitting=m.Sitting(kind="preparatory")))
    desk(moment(first, 60), stream, m.MethodProposed(profile_version=1), by=decided(work.seat.presiding))
    explained = m.CandidatesExplained(project_year=work.year, batch=1, explained_by=work.government)
    desk(moment(first, 90), stream, explained)


def _heads(work: Work, meeting: UUID, day: str) -> m.AttendanceCounted:
    """The plenary: 票决办法, 监票人, 计票人, 清点人数."""
    desk, stream, people = work.desk, meeting, work.people
    plenary = m.Sitting(kind="plenary", number=2)
    present = int(work.seat.deputies * HEADS) - work.chance.randrange(5)
    counted = m.AttendanceCounted(
        number=1,
        sitting=plenary,
        due=work.seat.deputies,
        present=present,
        on_leave=work.seat.deputies - present,
        absent=0,
    )
    congress = decided("congress", "全体会议", "show_of_hands")
    method = m.MethodAdopted(profile_version=1, title="民生实事项目票决办法")
    passed = m.ScrutineersPassed(chief=m.Officer(person=people[0]), scrutineers=(m.Officer(person=people[1]),))
    desk(moment(day, 30), stream, m.SittingHeld(sitting=plenary))
    desk(moment(day, 40), stream, method, by=congress)
    desk(moment(day, 45), stream, passed, by=congress)
    desk(moment(day, 46), stream, m.TellersNamed(chief=m.Officer(person=people[2])))
    desk(moment(day, 50), stream, counted)
    return counted


def _count(work: Work, own: UUID, day: str, present: int) -> None:
    """验箱, 发票, 收票, 录入: the chosen well above half, the others below them, no two alike."""
    desk = work.desk
    desk(moment(day, 92), own, p.BoxesInspected(boxes=2))
    desk(moment(day, 95), own, p.BallotsIssued(printed=present + 4, issued=present, surplus_voided=4))
    desk(moment(day, 120), own, p.BallotsCollected(collected=present))
    desk(moment(day, 121), own, p.ValidityDeclared(valid=True, issued=present, collected=present))
    places = {project.says: place for place, project in enumerate(_in_order(work))}
    invalid = work.chance.randrange(2)
    valid = present - invalid
    rows = tuple(
        r.ItemTotals(
            candidate=project.says, votes_for=(votes := valid - 1 - places[project.says]), votes_against=valid - votes
        )
        for project in work.candidates
    )
    totals = r.TotalsRecorded(
        method="reader_totals" if work.seat.county else "manual_totals", valid=valid, invalid=invalid, items=rows,
        invalid_by_reason={"over_marked": invalid} if invalid else {},
    )  # fmt: skip
    selected = tuple(project.says for project in work.chosen)
    desk(moment(day, 160), own, totals, r.RoundCounted(outcome="decided", selected=selected), two=True)
    desk(moment(day, 162), own, p.SheetSigned(sha256=sha256(own.bytes).hexdigest()))
    desk(moment(day, 165), own, r.ResultDeclared(selected=selected), two=True)


def _in_order(work: Work) -> list[Project]:
    """The candidates by votes, the chosen first."""
    others = [project for project in work.candidates if not project.chosen]
    return [*work.chance.sample(work.chosen, len(work.chosen)), *work.chance.sample(others, len(others))]


def _announce(work: Work, own: UUID, day: str, last: str) -> None:
    desk, number = work.desk, f"公告第{work.year % 100}号"
    announced = r.ResultAnnounced(
        number=number, medium="示例人大网", selected=tuple(project.says for project in work.chosen)
    )
    also = tuple(Also(project.stream, (_outcome(project, own, number),), day) for project in work.candidates)
    desk(moment(last, 300), own, announced, by=decided(work.seat.presiding), also=also)
    archived = p.PapersArchived(place="示例档案馆", packages=1, keep_until=later(last, KEPT_DAYS))
    desk(moment(last, 310), own, archived)
    desk(moment(later(last, KEPT_DAYS + 1)), own, p.PapersDestroyed(witnesses=2))


def _outcome(project: Project, own: UUID, announcement: str) -> ProjectSelected | ProjectNotSelected:
    if not project.chosen:
        return ProjectNotSelected(round=str(own), announcement=announcement, batch=1)
    return ProjectSelected(
        origin="voted", round=str(own), announcement=announcement, batch=1,
        amount_fen=project.brief.total_fen, deadline=project.brief.deadline_text,
    )  # fmt: skip
