"""How are proposals taken in, screened to their five ends and answered before a year begins?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from domain.events import Event
from domain.streams import proposal_id
from projects.events import proposals as p
from projects.events.cycles import CycleOpened, FeedbackNoticePublished, SolicitationClosed, SolicitationOpened
from projects.events.proposals import ProposerKind, TransferTo
from projects.numbers import PROPOSAL
from tests.seeds.desk import Also, decided, later, moment
from tests.seeds.places import CHANNELS
from tests.seeds.work import MATTERS, WAN, Project, Work

A_PROJECT: Final = 10
"""Proposals for every project that is chosen: 5,732 opinions and 558 projects in `ordos-2025`."""
WHO: Final[tuple[ProposerKind, ...]] = ("deputy", "resident", "resident", "resident", "government_department")
WAYS: Final[tuple[TransferTo, ...]] = (
    "department_routine",
    "hotline_12345",
    "deputy_suggestion",
    "petition",
    "micro_project",
)
DAYS: Final = 44


def solicit(work: Work) -> None:
    """年度工作, 征集, 筛选, 反馈."""
    desk, before, count = work.desk, work.year - 1, work.seat.projects * A_PROJECT
    opened = CycleOpened(**work.seat.home, project_year=work.year, decision_mode="congress_ballot", profile_version=1)
    desk(moment(f"{before}-08-21"), work.cycle, opened)
    window = SolicitationOpened(
        organiser="government", from_on=f"{before}-09-01", to_on=f"{before}-10-14", channels=CHANNELS, notice="征集公告"
    )
    desk(moment(f"{before}-09-01"), work.cycle, window, role="government")
    adopted = {adopted_for(work, project): project for project in work.candidates}
    for number in range(1, count + 1):
        _one(work, number, adopted)
    closed = SolicitationClosed(received=count)
    desk(moment(f"{before}-10-16"), work.cycle, closed, role="government", on=f"{before}-10-14")
    _notice(work, count)


def adopted_for(work: Work, project: Project) -> int:
    """The number of the proposal from which a candidate is drafted: the tenth, the twentieth, …, then the fifth, …."""
    place = project.number * A_PROJECT
    whole = work.seat.projects * A_PROJECT
    return place if place <= whole else place - whole - A_PROJECT // 2


def proposal(work: Work, number: int) -> UUID:
    """The stream of a proposal of the year."""
    return proposal_id(work.seat.congress, work.year, number)


def _one(work: Work, number: int, adopted: dict[int, Project]) -> None:
    desk, chance, count = work.desk, work.chance, work.seat.projects * A_PROJECT
    own, brought = proposal(work, number), (number - 1) * DAYS // count
    kind = chance.randrange(len(CHANNELS))
    entered = later(f"{work.year - 1}-09-01", brought)
    desk(moment(entered, 60 + number), own, _submitted(work, number, kind), role="government")
    screened = later(f"{work.year - 1}-10-20", number * 6 // count)
    meeting = decided("government", work.government)
    ends = list(_ends(work, number, adopted))
    desk(moment(screened, 60 + number), own, ends[0], role="government", by=meeting)
    for late in ends[1:]:
        desk(moment(f"{work.year - 1}-11-04", 60 + number), own, late, role="government")
    if _singly(number):
        answered = p.FeedbackGiven(
            how="individually", text="已研究，处理结果见答复。", document=f"示例办复〔{work.year - 1}〕{number}号"
        )
        desk(moment(f"{work.year - 1}-11-06", 60 + number), own, answered, role="government")
    if number in adopted:
        published = p.ProposalPublished(title=adopted[number].brief.title)
        desk(moment(f"{work.year - 1}-11-13", 60 + number), own, published)


def _submitted(work: Work, number: int, kind: int) -> p.ProposalSubmitted:
    chance = work.chance
    title, _, category, _, counted, measure = MATTERS[chance.randrange(len(MATTERS))]
    again = not work.first and chance.random() < 0.1
    earlier = PROPOSAL.say(work.year - 1, chance.randint(1, work.seat.projects * A_PROJECT)) if again else ""
    village = f"{work.seat.place}示例{chance.choice('甲乙丙丁')}村"
    return p.ProposalSubmitted(
        **work.seat.home, project_year=work.year, number=number, channel=CHANNELS[kind], title=f"{village}{title}",
        content=f"建议在{village}{counted}{chance.randint(1, 30)}{measure}，方便群众生产生活。", proposer_kind=WHO[kind],
        proposer=chance.choice(work.people) if kind < 4 else "", category=category, place=village,
        division=work.seat.code, estimate_fen=chance.randint(5, 900) * WAN, earlier=(earlier,) if earlier else (),
    )  # fmt: skip


def _ends(work: Work, number: int, adopted: dict[int, Project]) -> Iterator[Event]:
    """One of the five ends, and the number that a transfer was owed."""
    if number in adopted:
        brief = adopted[number].brief
        yield p.ProposalAdopted(cost_fen=brief.total_fen, unit=brief.unit)
        return
    drawn = work.chance.random()
    if drawn < 0.25:
        survivor = A_PROJECT * work.chance.randint(1, work.seat.projects)
        yield p.ProposalMerged(
            into=str(proposal(work, survivor)), into_number=PROPOSAL.say(work.year, survivor), reason="同一类事项"
        )
    elif drawn < 0.45:
        yield p.ProposalReserved(reason="前期条件还不具备，列入储备库。")
    elif drawn < 0.75:
        to = work.chance.choice(WAYS)
        given, late = f"示例转〔{work.year - 1}〕{number}号", work.chance.random() < 0.3
        yield p.ProposalTransferred(to=to, number="" if late else given)
        if late:
            yield p.TransferNumberGiven(number=given)
    else:
        yield p.ProposalDeclined(reason_code="CONDITIONS_NOT_MET", reason="用地和资金没有落实，当年不能完成。")


def _singly(number: int) -> bool:
    """Every fourth is answered by itself, all others by the notice."""
    return number % 4 == 1


def _notice(work: Work, count: int) -> None:
    covered = [number for number in range(1, count + 1) if not _singly(number)]
    document = f"关于{work.year}年民生实事项目建议办理情况的公告"
    notice = FeedbackNoticePublished(
        covers=tuple(PROPOSAL.say(work.year, number) for number in covered), medium="示例政务网", document=document
    )
    given = p.FeedbackGiven(how="by_notice", notice=str(work.cycle), document=document)
    also = tuple(Also(proposal(work, number), (given,)) for number in covered)
    work.desk(moment(f"{work.year - 1}-11-10"), work.cycle, notice, role="government", also=also)
