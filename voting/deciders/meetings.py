"""What may happen next at a meeting, and what is refused?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from domain.actors import BODIES, decided_by, not_before
from domain.calendar import say_day
from domain.congress.refusals import CongressMergedAway, TermNotBegun
from domain.deciders import Command, Decider
from domain.ordinals import LAST_NUMBER, numbered, project_years
from domain.profile import bodies_at, body_for
from domain.refusals import AlreadyExists, NotFound, OutOfOrder, Refusal, WrongBody, refuse_all
from domain.texts import UnfitText, clean, filled, prose, said, shown
from voting.commands.meetings import (
    ConveneMeetingOf,
    CountAttendanceAt,
    ExplainCandidates,
    FormDelegations,
    HoldSitting,
    MethodOf,
    NameTellers,
    PassScrutineers,
    ProposeMethod,
    RecordDelegationOpinion,
)
from voting.deciders.checks import counts, profile_of, summable
from voting.events.meetings import (
    AttendanceCounted,
    CandidatesExplained,
    DelegationOpinionRecorded,
    DelegationsFormed,
    MeetingConvened,
    MethodAdopted,
    MethodProposed,
    ScrutineersPassed,
    SittingHeld,
    TellersNamed,
)
from voting.refusals.common import AlreadyDone, NamedTwice
from voting.refusals.figures import LawBroken
from voting.refusals.meetings import DaysReversed, OutsideMeeting, SittingNotHeld, UnknownProfileVersion
from voting.shares import numeral
from voting.states.meetings import Meeting, evolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.congress.state import Congress
    from domain.events import Body, Envelope, Event
    from voting.commands.meetings import CountAttendance
    from voting.events.meetings import Officer, Sitting

# Whose members are those that the congress's roll counts; a standing committee's are on no roll here.
WHOLE_ROLL = ("congress", "street_council")
SITTINGS = {"preparatory": "预备会议", "presidium": "主席团会议", "delegation": "代表团会议", "plenary": "全体会议"}


REFERENCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def decide(state: Meeting | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this meeting; raises a `Refusal`."""
    if isinstance(command, ConveneMeetingOf):
        if state is not None:
            raise AlreadyExists(f"{state.convened.title}已经登记过了。")
        return [_convene(command)]
    if state is None:
        raise NotFound("没有找到这次会议。")
    _within(state, command, envelope)
    match command:
        case FormDelegations():
            return [_delegations(state, command)]
        case HoldSitting():
            return [_sitting(state, command)]
        case ExplainCandidates():
            return [_explained(state, command)]
        case RecordDelegationOpinion():
            return [_opinion(state, command)]
        case MethodOf():
            return [_method(state, command, envelope)]
        case PassScrutineers():
            decided_by(envelope, "通过监票人", {state.convened.body})
            refuse_all(_officers(command.chief, command.scrutineers, "/scrutineers"))
            return [ScrutineersPassed(chief=command.chief, scrutineers=command.scrutineers)]
        case NameTellers():
            refuse_all(_officers(command.chief, command.tellers, "/tellers"))
            return [TellersNamed(chief=command.chief, tellers=command.tellers)]
        case CountAttendanceAt():
            return [_attendance(state, command, envelope)]
        case _:
            raise AssertionError(f"not a command of a meeting: {command!r}")


def _convene(command: ConveneMeetingOf) -> MeetingConvened:
    asked, congress = command.asked, command.congress
    if congress.merged_into:
        raise CongressMergedAway(f"{congress.name}已经撤并，不能再召开会议。", into=congress.merged_into)
    faults: list[Refusal] = [*filled(title=asked.title), *numbered(term=asked.term, session=asked.session)]
    if asked.to_on < asked.from_on:
        faults.append(
            DaysReversed(f"会期{say_day(asked.from_on)}至{say_day(asked.to_on)}，结束早于开始。", pointer="/to_on")
        )
    if congress.deputies == 0:
        faults.append(TermNotBegun(f"{congress.name}尚未登记换届和在任代表人数。", pointer="/congress"))
    elif asked.term != congress.term:
        faults.append(
            TermNotBegun(
                f"{congress.name}现在是第{congress.term}届，不是第{asked.term}届。", pointer="/term", term=asked.term
            )
        )
    elif asked.from_on.isoformat() < congress.term_began_on:
        faults.append(OutOfOrder(f"第{asked.term}届从{say_day(congress.term_began_on)}起。", pointer="/from_on"))
    version = max(congress.profiles, default=0) if asked.profile_version is None else asked.profile_version
    if version not in congress.profiles:
        faults.append(
            UnknownProfileVersion(
                f"{congress.name}没有登记过第{said(version)}版规则。", pointer="/profile_version", version=version
            )
        )
    refuse_all(faults)
    _body_exists(congress, asked.body, version)
    return MeetingConvened(
        congress=asked.congress, code=congress.code, congress_name=congress.name, level=congress.level,
        body=asked.body, term=asked.term, session=asked.session, title=asked.title,
        from_on=asked.from_on.isoformat(), to_on=asked.to_on.isoformat(),
        in_office=congress.deputies, profile_version=version,
    )  # fmt: skip


def _body_exists(congress: Congress, body: Body, version: int) -> None:
    """A street has no congress, a township no standing committee (events.md, "Bodies and people")."""
    bodies = bodies_at(profile_of(congress, version))
    if body not in bodies:
        named = "、".join(BODIES[known] for known in bodies)
        raise WrongBody(f"这一层级没有{BODIES[body]}，可以召开会议的是{named}。", pointer="/body", body=body)


def _within(state: Meeting, command: Command, envelope: Envelope) -> None:
    """Delegations may be formed before the first day; whatever the meeting itself does lies within its days."""
    on, convened = envelope.effective_on, state.convened
    too_early = on < convened.from_on and not isinstance(command, FormDelegations)
    if too_early or on > convened.to_on:
        raise OutsideMeeting(
            f"{convened.title}会期为{say_day(convened.from_on)}至{say_day(convened.to_on)}，{say_day(on)}不在会期之内。",
            pointer="/effective_on",
        )


def _delegations(state: Meeting, command: FormDelegations) -> DelegationsFormed:
    faults: list[Refusal] = []
    names = [delegation.name for delegation in command.delegations]
    for number, delegation in enumerate(command.delegations):
        wrong = [*filled(name=delegation.name), *counts(deputies=delegation.deputies)]
        faults.extend(fault.at(f"/delegations/{number}") for fault in wrong)
    if len(set(names)) != len(names):
        faults.append(NamedTwice("代表团名称重复。", pointer="/delegations"))
    total = sum(delegation.deputies for delegation in command.delegations)
    if total != state.convened.in_office and summable(*(delegation.deputies for delegation in command.delegations)):
        faults.append(
            LawBroken(
                f"各代表团合计{said(total)}人，与在任代表{state.convened.in_office}人不符。",
                pointer="/delegations", left=total, right=state.convened.in_office,
            )
        )  # fmt: skip
    refuse_all(faults)
    return DelegationsFormed(delegations=command.delegations)


def _sitting(state: Meeting, command: HoldSitting) -> SittingHeld:
    refuse_all(fault.at("/sitting") for fault in numbered(number=command.sitting.number))
    if state.held(command.sitting):
        raise AlreadyDone(f"{_named(command.sitting)}已经登记过了。", pointer="/sitting")
    return SittingHeld(sitting=command.sitting)


def _explained(state: Meeting, command: ExplainCandidates) -> CandidatesExplained:
    refuse_all(
        [
            *filled(explained_by=command.explained_by),
            *project_years(command.project_year),
            *numbered(batch=command.batch),
        ]
    )
    if (command.project_year, command.batch) in state.explained:
        raise AlreadyDone("这一批候选项目已经作过说明。", pointer="/batch")
    return CandidatesExplained(
        project_year=command.project_year, batch=command.batch,
        explained_by=command.explained_by, document=command.document,
    )  # fmt: skip


def _opinion(state: Meeting, command: RecordDelegationOpinion) -> DelegationOpinionRecorded:
    faults: list[Refusal] = [*filled(delegation=command.delegation), *prose(opinion=command.opinion)]
    names = {delegation.name for delegation in state.delegations}
    if state.delegations and command.delegation not in names:
        faults.append(NotFound(f"没有名为“{shown(command.delegation)}”的代表团。", pointer="/delegation"))
    refuse_all(faults)
    return DelegationOpinionRecorded(delegation=command.delegation, opinion=command.opinion, document=command.document)


def _method(state: Meeting, command: MethodOf, envelope: Envelope) -> MethodProposed | MethodAdopted:
    asked = command.asked
    profile = profile_of(command.congress, asked.profile_version)
    if state.adopted is not None:
        raise AlreadyDone(f"本次会议已于{say_day(state.adopted.on)}通过票决办法。")
    if isinstance(asked, ProposeMethod):
        decided_by(envelope, "提出票决办法草案", body_for(profile, "method_proposed"))
        return MethodProposed(profile_version=asked.profile_version, document=asked.document)
    decision = decided_by(envelope, "通过票决办法", body_for(profile, "method_adopted"))
    if decision.body != state.convened.body:
        raise WrongBody(
            f"这是{BODIES[state.convened.body]}的会议，不能通过{BODIES[decision.body]}的票决办法。",
            pointer="/decided_by/body", body=decision.body,
        )  # fmt: skip
    if state.proposed is not None:
        not_before(envelope, "通过票决办法", "提出草案", state.proposed.on)
    refuse_all(filled(title=asked.title))
    return MethodAdopted(profile_version=asked.profile_version, title=asked.title, document=asked.document)


def _officers(chief: Officer, others: tuple[Officer, ...], pointer: str) -> Iterator[Refusal]:
    """Everybody is named by his reference, never by his name, and nobody twice."""
    yield from _reference(chief, "/chief")
    seen = {chief.person}
    for number, officer in enumerate(others):
        yield from _reference(officer, f"{pointer}/{number}")
        if officer.person in seen:
            yield NamedTwice("同一个人写了两次。", pointer=f"{pointer}/{number}/person")
        seen.add(officer.person)


def _reference(officer: Officer, pointer: str) -> Iterator[Refusal]:
    if not REFERENCE.fullmatch(officer.person):
        yield UnfitText("请写登记人员时答复的编号，不写姓名。", pointer=f"{pointer}/person")
    yield from (fault.at(pointer) for fault in clean(delegation=officer.delegation))


def _attendance(state: Meeting, command: CountAttendanceAt, envelope: Envelope) -> AttendanceCounted:
    asked = command.asked
    _held(state, asked.sitting, envelope)
    faults: list[Refusal] = list(
        counts(due=asked.due, present=asked.present, on_leave=asked.on_leave, absent=asked.absent)
    )
    faults.extend(_heads_add_up(state, asked, command.congress))
    refuse_all(faults)
    number = 1 if state.heads is None else state.heads.counted.number + 1
    return AttendanceCounted(
        number=number, sitting=asked.sitting, due=asked.due,
        present=asked.present, on_leave=asked.on_leave, absent=asked.absent,
    )  # fmt: skip


def _held(state: Meeting, sitting: Sitting, envelope: Envelope) -> None:
    held_on = state.held(sitting)
    if not held_on:
        raise SittingNotHeld(f"没有登记过{_named(sitting)}。", pointer="/sitting")
    not_before(envelope, "清点人数", "会议举行", held_on)


def _named(sitting: Sitting) -> str:
    number = numeral(sitting.number) if 0 < sitting.number <= LAST_NUMBER else said(sitting.number)
    return f"第{number}次{SITTINGS[sitting.kind]}"


def _heads_add_up(state: Meeting, heads: CountAttendance, congress: Congress) -> Iterator[Refusal]:
    """B-03: 应到 are all deputies in office, when the meeting was convened or since a by-election or resignation."""
    if not summable(heads.due, heads.present, heads.on_leave, heads.absent):
        return
    total = heads.present + heads.on_leave + heads.absent
    if total != heads.due:
        yield LawBroken(
            f"实到{heads.present}、请假{heads.on_leave}、缺席{heads.absent}，合计{total}，与应到{heads.due}不符。",
            pointer="/due", left=heads.due, right=total,
        )  # fmt: skip
    in_office = (state.convened.in_office, congress.deputies)
    if state.convened.body in WHOLE_ROLL and heads.due not in in_office:
        yield LawBroken(
            f"应到{heads.due}人，不等于在任{in_office[-1]}人；请假、缺席的也计入应到。",
            pointer="/due", left=heads.due, right=in_office[-1],
        )  # fmt: skip


MEETING: Decider[Meeting | None] = Decider("Meeting", None, decide, evolve)
