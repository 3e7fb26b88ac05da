"""Which sessions do the tests play, step by step, up to where each test begins?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.congress.state import Congress
from domain.profile import compose
from domain.streams import round_id
from tests.given import CHAIR, Given, envelope, given
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND
from voting.events.meetings import Officer, Sitting
from voting.events.rounds import Candidate, FinalList, ItemTotals

if TYPE_CHECKING:
    from domain.divisions import Level
    from domain.events import Body
    from voting.states.meetings import Meeting

PLENARY = Sitting(kind="plenary", number=2)
MEETING_ID = "00000000-0000-5000-8000-000000000001"
ROUND_ID = str(round_id(MEETING_ID, 2024, 1, 1))
VOTING_DAY = "2024-01-18"


def congress(level: Level = "county", deputies: int = 327, differences: dict[str, Any] | None = None) -> Congress:
    """示例县 (or 示例镇, 示例街道) with a term and one profile: the level's decision half and its differences."""
    names: dict[str, str] = {"county": "示例县", "township": "示例镇", "street": "示例街道", "city": "示例市"}
    halves = {"county": "sc_evaluation", "township": "congress_evaluation", "street": "council_evaluation"}
    decision = "guiyang" if level == "city" else level
    profile = compose(decision, halves.get(level, "sc_evaluation"), differences or {})
    codes = {"county": "990101", "township": "990101101", "street": "990101001", "city": "9901"}
    return Congress(
        code=codes[level], level=level, name=names[level],
        term=17, term_began_on="2022-01-10", deputies=deputies, profiles={1: profile},
    )  # fmt: skip


def body_of(level: str) -> Body:
    """Whose meeting votes at this level."""
    return "street_council" if level == "street" else "congress"


def presiding(level: str) -> Body:
    """Who leads that meeting."""
    bodies: dict[str, Body] = {"township": "township_presidium", "street": "street_npc_office"}
    return bodies.get(level, "session_presidium")


def convened(of: Congress) -> Given[Any]:
    """The meeting, convened for 16 to 19 January 2024."""
    asked = m.ConveneMeeting(
        congress="congress-1", body=body_of(of.level), term=17, session=3, title=f"{of.name}第十七届人大第三次会议",
        from_on=date(2024, 1, 16), to_on=date(2024, 1, 19),
    )  # fmt: skip
    return given(MEETING).when(m.ConveneMeetingOf(asked=asked, congress=of), envelope(on="2024-01-02")).and_then()


def ready(of: Congress, present: int | None = None) -> Given[Any]:
    """Method adopted, scrutineers passed, heads counted on the voting day: a round can be opened."""
    due = of.deputies
    here = due if present is None else present
    chief = Officer(person="6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31")
    adopt = m.MethodOf(asked=m.AdoptMethod(profile_version=1, title="票决办法"), congress=of)
    plenary = envelope(on=VOTING_DAY, body=body_of(of.level))
    return (
        convened(of)
        .when(m.HoldSitting(sitting=PLENARY), envelope(on=VOTING_DAY)).and_then()
        .when(adopt, plenary).and_then()
        .when(m.PassScrutineers(chief=chief), plenary).and_then()
        .when(heads(of, due, here), envelope(on=VOTING_DAY)).and_then()
    )  # fmt: skip


def heads(of: Congress, due: int, present: int, **changes: Any) -> m.CountAttendanceAt:
    """Heads counted at the plenary; who is not there is on leave."""
    asked = m.CountAttendance(sitting=PLENARY, due=due, present=present, on_leave=due - present, absent=0)
    return m.CountAttendanceAt(asked=replace(asked, **changes), congress=of)


def candidates(number: int) -> tuple[Candidate, ...]:
    """That many candidates, 示例项目1, 示例项目2, …."""
    return tuple(Candidate(id=str(n), title=f"示例项目{n}", amount_fen=n * 100_000_00) for n in range(1, number + 1))


def opening(of: Congress, meeting: Meeting, number: int = 12, seats: int = 10, **changes: Any) -> r.OpenRoundAt:
    """The command that opens a first round of `number` candidates for `seats` seats."""
    fixed_by: Body = presiding(of.level)
    asked = r.OpenRound(
        meeting=MEETING_ID, project_year=2024, candidates=candidates(number), seats=seats,
        final_list=FinalList(fixed_by=fixed_by, fixed_on="2024-01-17"),
    )  # fmt: skip
    return r.OpenRoundAt(asked=replace(asked, **changes), meeting=meeting, congress=of)


def opened(of: Congress, number: int = 12, seats: int = 10, present: int | None = None) -> Given[Any]:
    """A first round, open."""
    meeting = ready(of, present).state
    assert meeting is not None
    return given(ROUND).when(opening(of, meeting, number, seats)).and_then()


def issue(papers: Given[Any], issued: int, collected: int) -> Given[Any]:
    """Boxes inspected, papers issued, collected."""
    return (
        papers.when(p.InspectBoxes(boxes=5)).and_then()
        .when(p.IssueBallots(printed=issued + 6, issued=issued, exchanged=2, surplus_voided=4)).and_then()
        .when(p.CollectBallots(collected=collected)).and_then()
    )  # fmt: skip


def examined(of: Congress, number: int = 12, seats: int = 10, present: int | None = None) -> Given[Any]:
    """A first round whose papers are all back and declared valid."""
    here = of.deputies if present is None else present
    return issue(opened(of, number, seats, present), here, here).when(p.DeclareValidity(valid=True)).and_then()


def sheet(votes_for: list[int], valid: int, invalid: int = 0) -> r.Sheet:
    """A signed sheet: the given approvals in candidate order, everything else against."""
    items = tuple(
        ItemTotals(candidate=str(n), votes_for=votes, votes_against=valid - votes)
        for n, votes in enumerate(votes_for, start=1)
    )
    return r.Sheet(valid=valid, invalid=invalid, items=items)


def counted(of: Congress, votes_for: list[int], seats: int, present: int | None = None) -> Given[Any]:
    """A first round whose sheet was typed by two people and counted."""
    here = of.deputies if present is None else present
    typed = sheet(votes_for, here)
    enter = r.RecordTotals(first=typed, second=typed)
    return examined(of, len(votes_for), seats, present).when(enter, envelope(second=CHAIR)).and_then()
