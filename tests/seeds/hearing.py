"""Which reports are heard in the middle of the year and at its end, and what comes of the opinions on them?"""

from __future__ import annotations

from typing import Final

from domain.calendar import months_after
from domain.streams import report_id
from projects.events import reports as r
from tests.seeds.beginning import Session, session_in
from tests.seeds.desk import decided, later, moment
from tests.seeds.work import Work

REPLY_MONTHS: Final = 3


def hear(work: Work) -> None:
    """年中进展 with 审议意见 and the reply; 完成情况."""
    _mid_year(work)
    _completion(work)


def graded_on(work: Work) -> str:
    """The day on which the year is graded: by the committee in January, by a township's deputies in December."""
    return f"{work.following}-01-10" if work.seat.county else f"{work.year}-12-26"


def graded_at(work: Work) -> Session:
    """The meeting of that day."""
    if work.seat.county:
        return session_in(work.seat, work.following, 1, "standing_committee")
    return session_in(work.seat, work.year, 12)


def _mid_year(work: Work) -> None:
    desk, seat, year = work.desk, work.seat, work.year
    # A county's first of a calendar year is on the completion of the year before, where that is kept here.
    own = report_id(seat.congress, year, number := 1 if work.first or not seat.county else 2)
    planned = r.ReportPlanned(
        **seat.home, year=year, number=number, kind="mid_year", title=f"{year}年民生实事项目年中进展情况的报告",
        heard_by=seat.supervising, due_on=f"{year}-07-31",
    )  # fmt: skip
    some = [work.chance.choice(work.chosen) for _ in range(3)]
    items = tuple(
        r.Opinion(id=str(place), text="抓紧推进，按期完成。", unit=one.brief.unit, projects=(one.says,))
        for place, one in enumerate(some, start=1)
    )
    replies = tuple(r.OpinionReply(opinion=item.id, text="已经列入每周调度，按节点推进。") for item in items)
    issued_on = f"{year}-07-28"
    issued = r.OpinionsIssued(
        number=f"示例人〔{year}〕21号", items=items, reply_due_on=months_after(issued_on, REPLY_MONTHS).isoformat()
    )
    body = decided(seat.supervising)
    desk(moment(f"{year}-02-26"), own, planned)
    desk(moment(f"{year}-07-15"), own, r.ReportSubmitted(document=f"示例政〔{year}〕35号"), role="government")
    desk(moment(f"{year}-07-25"), own, r.ReportDeliberated(meeting="年中会议", summary="听取报告，分组审议。"), by=body)
    desk(moment(issued_on), own, issued, by=body)
    desk(
        moment(f"{year}-10-22"),
        own,
        r.ReplySubmitted(replies=replies, document=f"示例政〔{year}〕51号"),
        role="government",
    )
    desk(moment(f"{year}-11-28"), own, r.ReplyJudged(verdict="basically_satisfied", words="基本落实。"), by=body)
    desk(moment(f"{year}-12-02"), own, r.ReportClosed(conclusion="研究处理情况报告已评判，办结。"))


def _completion(work: Work) -> None:
    desk, seat, day = work.desk, work.seat, graded_on(work)
    due_in = int(day[:4])
    meeting = graded_at(work).stream
    own = report_id(seat.congress, due_in, 1 if seat.county else 2)
    planned = r.ReportPlanned(
        **seat.home, year=due_in, number=1 if seat.county else 2, kind="completion", due_on=day,
        title=f"{work.year}年民生实事项目完成情况的报告", heard_by=seat.supervising, completion_year=work.year,
    )  # fmt: skip
    desk(moment(f"{work.year}-12-03"), own, planned)
    desk(moment(later(day, -4)), own, r.ReportSubmitted(document=f"示例政〔{due_in}〕1号"), role="government")
    desk(moment(day, 20), own, r.ReportDeliberated(meeting=str(meeting)), by=decided(seat.supervising))
    desk(moment(later(day, 3)), own, r.ReportClosed(conclusion="审议后当场测评，办结。"))
