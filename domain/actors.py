"""Who may do what: which body decides an act, and where do two different people have to stand behind it?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.calendar import say_day
from domain.refusals import DecidedByMissing, OutOfOrder, SamePerson, SecondPersonMissing, VotesImpossible, WrongBody
from domain.texts import UnfitText, clean, filled, said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from domain.events import Body, Decision, Envelope, How, Person, Role
    from domain.refusals import Refusal

REF: Final = re.compile(r"[!-~]{1,100}")
"""How a person is named everywhere: a reference that cannot hold a Chinese name."""

NOBODY: Final[frozenset[Role]] = frozenset({"public", "system"})
"""Roles in which nobody confirms what another recorded."""

CONFIRMING: Final[frozenset[Role]] = frozenset({"clerk", "chair", "scrutineer", "teller"})
"""Roles in which one confirms: the office, and those who count."""

COUNTED: Final[frozenset[How]] = frozenset({"show_of_hands", "secret_ballot", "keypad"})
"""Ways of deciding that have a count."""

MOST_VOTES: Final = 10**6

BODIES: Final[dict[Body, str]] = {
    "congress": "人民代表大会",
    "session_presidium": "大会主席团",
    "township_presidium": "乡镇人大主席团",
    "standing_committee": "人大常委会",
    "chairpersons_meeting": "主任会议",
    "working_office": "人大常委会工作机构",
    "delegation": "代表团",
    "street_council": "街道议事会",
    "street_party_committee": "街道党工委",
    "street_npc_office": "人大街道工委",
    "government": "政府",
    "party_committee": "党委",
}


def decided_by(envelope: Envelope, act: str, bodies: Collection[Body], wrong: type[WrongBody] = WrongBody) -> Decision:
    """The decision on the envelope, if it was taken by one of `bodies`; `act` is the act's Chinese name.

    Raises `DecidedByMissing` or `WrongBody`, both naming the bodies that may decide it; `wrong` is how the
    latter is called where another paper than the 票决办法 says so.
    """
    named = "、".join(BODIES[body] for body in bodies)
    decision = envelope.decided_by
    if decision is None:
        raise DecidedByMissing(f"{act}是{named}的决定，请写明由谁决定、怎样表决。", pointer="/decided_by")
    if decision.body not in bodies:
        raise wrong(
            f"{act}由{named}决定，不由{BODIES[decision.body]}决定。", pointer="/decided_by/body", body=decision.body
        )
    return decision


def two_people(envelope: Envelope, act: str) -> Person:
    """The second person on the envelope; raises `SecondPersonMissing` or `SamePerson`."""
    second = envelope.approved_by
    if second is None:
        raise SecondPersonMissing(f"{act}需要两个人：一人录入，另一人确认。", pointer="/approved_by")
    if second.ref == envelope.by.ref:
        raise SamePerson(f"{act}的录入人和确认人不能是同一个人。", pointer="/approved_by/ref")
    if second.role not in CONFIRMING:
        raise SecondPersonMissing(
            f"{act}由人大经办、人大负责人或者监票人、计票人确认，其他人不能确认。", pointer="/approved_by/role"
        )
    return second


def unfit_envelope(envelope: Envelope) -> Iterator[Refusal]:
    """A fault for everything stated on the envelope that could not stand there for ever, whatever the act is."""
    if (second := envelope.approved_by) is not None:
        if not REF.fullmatch(second.ref):
            yield UnfitText("确认人的编号须为1至100个可打印的ASCII字符，不写姓名。", pointer="/approved_by/ref")
        if second.role in NOBODY:
            yield SecondPersonMissing("确认人须是办理这件事的人，不能是公众或者系统。", pointer="/approved_by/role")
    if (decision := envelope.decided_by) is not None:
        stated = [*clean(meeting=decision.meeting, clause=decision.clause), *_votes(decision)]
        yield from (fault.at("/decided_by") for fault in stated)
    for place, basis in enumerate(envelope.basis):
        stated = [*filled(document=basis.document), *clean(article=basis.article)]
        yield from (fault.at(f"/basis/{place}") for fault in stated)
    for place, ref in enumerate(envelope.refs):
        stated = [*filled(system=ref.system, number=ref.number), *clean(title=ref.title)]
        yield from (fault.at(f"/refs/{place}") for fault in stated)


def _votes(decision: Decision) -> Iterator[Refusal]:
    """Nobody votes less than zero times, and who decides unanimously has no votes against."""
    counted = {
        "votes_for": decision.votes_for,
        "votes_against": decision.votes_against,
        "votes_abstain": decision.votes_abstain,
    }
    for name, votes in counted.items():
        if votes is not None and not 0 <= votes <= MOST_VOTES:
            yield VotesImpossible(f"票数应在0至{MOST_VOTES}之间，现为{said(votes)}。", pointer=f"/{name}")
    if decision.how in COUNTED and not decision.unanimous and decision.votes_for is None:
        yield VotesImpossible(
            "举手、投票或者按表决器的，请写明赞成、反对、弃权各多少票，或者一致通过。", pointer="/votes_for"
        )
    if decision.votes_for is not None and decision.votes_for <= (decision.votes_against or 0):
        yield VotesImpossible(
            f"赞成{said(decision.votes_for)}票，反对{said(decision.votes_against or 0)}票，没有通过，不能当作决定登记。",
            pointer="/votes_for",
        )
    if decision.unanimous and (decision.votes_against or decision.votes_abstain):
        yield VotesImpossible("写了一致通过，又写了反对或者弃权的票数。", pointer="/unanimous")


def not_before(envelope: Envelope, act: str, earlier: str, earlier_on: str) -> None:
    """Refuse an act dated before the one that it stands on (days as ISO text, so text order is day order)."""
    if envelope.effective_on < earlier_on:
        raise OutOfOrder(
            f"{act}的日期（{say_day(envelope.effective_on)}）早于{earlier}（{say_day(earlier_on)}）。",
            pointer="/effective_on",
        )
