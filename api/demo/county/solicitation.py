"""How were 136 proposals taken in, screened to their five ends and answered between September and November 2023?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final, cast

from api.demo.county.briefs import BRIEFS
from api.demo.county.names import CHANNELS, CONGRESS, CYCLE, PLACES, YEAR, proposal
from api.demo.county.wishes import MATTERS, Matter
from api.demo.steps import Enrol, Script, decided
from domain.deciders import Command
from domain.profile.sections import Channel, DeclineCode
from projects.commands import cycles as c
from projects.commands import proposals as p
from projects.deciders.cycles import CYCLE as CYCLES
from projects.deciders.proposals import PROPOSAL
from projects.events.proposals import ProposerKind, TransferTo
from projects.numbers import PROPOSAL as NUMBERS

OPENED: Final = date(2023, 9, 4)
CLOSED: Final = date(2023, 10, 13)
RECEIVED: Final = 136
# How many came over which of the four channels, invented; and who proposes over it, and what he is called in the table of people.
OVER: Final[dict[str, tuple[int, ProposerKind, str]]] = {
    "deputy_suggestion": (52, "deputy", "示例代表"),
    "cppcc_member": (21, "cppcc_member", "示例委员"),
    "public_online": (38, "resident", "示例居民"),
    "gov_department": (25, "government_department", ""),
}
# The office enters twice a week what came in.
ENTERED: Final = tuple(
    date.fromisoformat(f"2023-{day}")
    for day in ("09-05", "09-08", "09-12", "09-15", "09-19", "09-22", "09-26", "09-29", "10-05", "10-10", "10-13")
)
SCREENED: Final = ("2023-10-18", "2023-10-20", "2023-10-24", "2023-10-26")
# Under which number the other way took it at once, or later; what is in neither list is owed its number.
AT_ONCE: Final = {"hotline_12345": "12345-23{:04}", "petition": "示例信〔2023〕{}号", "micro_project": "微2023-{:03}"}
LATER: Final = {
    "deputy_suggestion": "第17届第{}号建议", "department_routine": "示例政办督〔2023〕{}号", "motion": "议案线索第{}号",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """One proposal under its number; `into` is the number of the survivor where it is merged."""

    number: int
    title: str
    matter: Matter
    channel: Channel
    into: int = 0

    @property
    def fate(self) -> str:
        """What became of it."""
        return "merged" if self.into else self.matter.fate

    @property
    def singly(self) -> bool:
        """Deputies whose proposal goes elsewhere or nowhere are answered one by one, all others by the notice."""
        return self.channel == "deputy_suggestion" and self.fate in {"transferred", "declined"}


@cache
def wishes() -> tuple[Wish, ...]:
    """All proposals in the order of their numbers, matters and channels scattered over the weeks."""
    lines = [(matter, place) for matter in MATTERS for place in range(len(matter.places))]
    channels = [channel for channel, (count, _, _) in OVER.items() for _ in range(count)]
    assert len(lines) == len(channels) == RECEIVED
    order = [number * 53 % RECEIVED for number in range(1, RECEIVED + 1)]
    adopted = {
        lines[line][0].candidate: number
        for number, line in enumerate(order, start=1)
        if lines[line][0].fate == "adopted" and lines[line][1] == 0
    }
    return tuple(
        Wish(
            number, matter.places[place], matter, cast("Channel", channels[number * 37 % RECEIVED]),
            into=adopted[matter.candidate] if matter.fate == "merged" or (matter.fate == "adopted" and place) else 0,
        )
        for number, (matter, place) in enumerate((lines[line] for line in order), start=1)
    )  # fmt: skip


def adopted_for(candidate: int) -> str:
    """The number of the proposal from which a candidate project is drafted."""
    (found,) = (wish for wish in wishes() if wish.fate == "adopted" and wish.matter.candidate == candidate)
    return NUMBERS.say(YEAR, found.number)


def solicit(script: Script) -> None:
    """征集, 筛选, 反馈."""
    script.begin("2023-09-01T09:00", c.OpenCycle(congress=CONGRESS, project_year=YEAR))
    year = script.on(CYCLES, CYCLE)
    year("2023-09-04T09:00", c.OpenSolicitation(
        organiser="government", from_on=OPENED, to_on=CLOSED, channels=cast("tuple[Channel, ...]", CHANNELS),
        notice="关于公开征集2024年民生实事项目建议的公告",
    ), role="government")  # fmt: skip
    for wish in wishes():
        _submitted(script, wish)
    year("2023-10-16T09:00", c.CloseSolicitation(received=RECEIVED), role="government", happened=str(CLOSED))
    for wish in wishes():
        _screened(script, wish)
    _answered(script)


def _submitted(script: Script, wish: Wish) -> None:
    happened = OPENED + timedelta(days=(wish.number - 1) * ((CLOSED - OPENED).days + 1) // RECEIVED)
    entered = min(day for day in ENTERED if day >= happened)
    _, kind, called = OVER[wish.channel]
    place = next(place for place in PLACES if wish.title.startswith(place))

    def asked(enrol: Enrol) -> Command:
        return p.SubmitProposal(
            congress=CONGRESS, project_year=YEAR, channel=wish.channel, title=wish.title, content=wish.matter.content,
            proposer_kind=kind, proposer=enrol(f"{called}{wish.number:03}") if called else "", category=wish.matter.category,
            place=place, division=PLACES[place], estimate_fen=wish.matter.wan * 1_000_000 or None,
        )  # fmt: skip

    script.begin(_minute(entered, wish.number), asked, role="government", happened=str(happened))


def _screened(script: Script, wish: Wish) -> None:
    day = date.fromisoformat(SCREENED[(wish.number - 1) * len(SCREENED) // RECEIVED])
    meeting = decided("government", "县政府民生实事项目专题会议")
    script.on(PROPOSAL, proposal(wish.number))(_minute(day, wish.number), _end(wish), meeting, role="government")


def _end(wish: Wish) -> Command:
    matter = wish.matter
    match wish.fate:
        case "merged":
            return p.MergeProposal(into=NUMBERS.say(YEAR, wish.into), reason="同一类事项，合并研究。")
        case "adopted":
            brief = BRIEFS[matter.candidate - 1]
            return p.AdoptProposal(cost_fen=brief.total_fen, cost_text=brief.total_text, unit=brief.unit)
        case "reserved":
            return p.ReserveProposal(reason=matter.why)
        case "transferred":
            number = AT_ONCE.get(matter.to, "").format(wish.number)
            return p.TransferProposal(to=cast("TransferTo", matter.to), number=number)
        case _:
            return p.DeclineProposal(reason_code=cast("DeclineCode", matter.to), reason=matter.why)


def _answered(script: Script) -> None:
    """转办编号 as they come back, single answers, one notice for the rest, and the titles that the public may see."""
    for wish in wishes():
        here = script.on(PROPOSAL, proposal(wish.number))
        if wish.fate == "transferred" and (later := LATER.get(wish.matter.to)):
            here(
                _minute(date(2023, 11, 3), wish.number),
                p.GiveTransferNumber(number=later.format(wish.number)),
                role="government",
            )
        if wish.singly:
            answer = p.GiveFeedback(text=wish.matter.why or "已转有关方面办理，办理结果由承办单位答复。")
            here(_minute(date(2023, 11, 8), wish.number), answer, role="government")
        if wish.fate == "adopted":
            here(_minute(date(2023, 11, 13), wish.number), p.PublishProposal(title=wish.title))
    notice = c.PublishFeedbackNotice(
        covers=tuple(NUMBERS.say(YEAR, wish.number) for wish in wishes() if not wish.singly), medium="示例县人民政府网",
        document="关于2024年民生实事项目建议采纳情况的公告", text="逐条说明采纳、合并、储备、转办和不予列入的情况。",
    )  # fmt: skip
    script.on(CYCLES, CYCLE)("2023-11-10T09:00", notice, role="government")


def _minute(day: date, number: int) -> str:
    """A moment of the working day, later for a later number."""
    return f"{day}T{9 + number // 20:02}:{number % 20 * 3:02}"
