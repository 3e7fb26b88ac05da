"""Which session pass 会议口令 lets a scrutineer or teller in, for one meeting and one task, and when is it dead?"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID, uuid4

from api.accounts.base import Accounts
from api.accounts.halves import in_person
from api.accounts.refusals import PassUnfit
from api.accounts.secrets import draw_half, half_hash
from api.actor import Actor
from api.shape import Shape
from domain.calendar import end_of_day, parse_instant
from domain.deciders import Decider
from domain.divisions import canonical
from domain.events import Event
from domain.refusals import NotFound
from domain.storage import Statement, select_persons
from domain.storage.accounts.acts import insert_act
from domain.storage.accounts.confirmations import withdraw_word
from domain.storage.accounts.grants import grants_of
from domain.storage.accounts.passes import Pass, end_pass, insert_pass, passes_die, passes_of
from domain.storage.accounts.sessions import end_sessions_of_pass
from voting.deciders.evaluations import EVALUATION
from voting.deciders.rounds import ROUND
from voting.events.papers import SheetSigned
from voting.states.evaluations import Evaluation
from voting.states.meetings import Meeting
from voting.states.rounds import Round

TASKS: Final = {"scrutineer": "监票人", "teller": "计票人"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPass(Shape):
    """For whom (his reference from `people`), for which task; `papers`: the round or evaluation, else any of the meeting."""

    person: UUID
    task: Literal["scrutineer", "teller"]
    papers: UUID | None = None


def issue(accounts: Accounts, actor: Actor, meeting: UUID, state: Meeting, asked: NewPass) -> tuple[UUID, str]:
    """A pass and the first half of it to be printed, which is never shown again; raises `PassUnfit`, `NotSignedIn`."""
    by, now, ends = in_person(actor), accounts.now(), end_of_day(state.convened.to_on)
    if now >= ends:
        raise PassUnfit("这次会议已经开完，不再发会议口令。")
    if not select_persons(accounts.ledger, [asked.person]):
        raise PassUnfit("没有登记过这个人，请先登记人员。", pointer="/person")
    if _is_of_the_office(accounts, actor, asked.person):
        raise PassUnfit("这个人有经办、负责人的账号，用自己的账号办，不发会议口令。", pointer="/person")
    if asked.papers is not None and meeting_of(accounts, asked.papers) != str(meeting):
        raise PassUnfit("这次会议没有这一轮票决或者这次测评。", pointer="/papers")
    half, made = draw_half(), uuid4()
    one = Pass(
        made, half_hash("pass", half), None, asked.person, asked.task, actor.congress, meeting, asked.papers,
        by, None, now, ends,
    )  # fmt: skip
    with accounts.together() as line:
        if not insert_pass(line, one):
            raise PassUnfit("这个人在这次会议已经有一张会议口令；要换的先作废。", pointer="/person")
        insert_act(line, now, by, "pass_issued", None, id=str(made), task=asked.task, meeting=str(meeting))
    return made, half


def withdraw(accounts: Accounts, actor: Actor, meeting: UUID, one: UUID) -> None:
    """End a pass and what was opened with it; raises `NotFound`."""
    now = accounts.now()
    with accounts.together() as line:
        person = end_pass(line, meeting, one, now)
        if person is None:
            raise NotFound("没有这张会议口令，或者已经失效。")
        withdraw_word(line, str(person))
        end_sessions_of_pass(line, one, now)
        insert_act(line, now, actor.person.ref, "pass_withdrawn", None, id=str(one), meeting=str(meeting))


def issued(accounts: Accounts, meeting: UUID) -> list[Pass]:
    """All passes of a meeting."""
    with accounts.line() as line:
        return passes_of(line, meeting)


def dying(stream: UUID, state: Any, events: Iterable[Event], at: str) -> tuple[Statement, ...]:
    """What ends the passes of those who counted these papers, where these events are the signature under their sheet."""
    if not any(isinstance(event, SheetSigned) for event in events):
        return ()
    assert isinstance(state, Round | Evaluation), "a sheet is signed for a round or an evaluation"
    return (passes_die(UUID(state.opened.meeting), stream, parse_instant(at)),)


def meeting_of(accounts: Accounts, papers: UUID) -> str:
    """At which meeting these papers are counted; '' where this is neither a round nor an evaluation."""
    kinds: tuple[Decider[Any], ...] = (ROUND, EVALUATION)
    for decider in kinds:
        # What begins as something else is none of these, says the decider.
        with suppress(NotFound):
            state = accounts.ledger.load(decider, papers).state
            if isinstance(state, Round | Evaluation):
                return state.opened.meeting
    return ""


def _is_of_the_office(accounts: Accounts, actor: Actor, person: UUID) -> bool:
    with accounts.line() as line:
        grants = grants_of(line, person)
    return any(each.role in {"clerk", "chair"} and each.congress == canonical(actor.congress) for each in grants)
