"""What may happen next in a congress's year of work 年度工作, and what is refused?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from domain.actors import not_before, two_people
from domain.calendar import days_left, say_day
from domain.congress.refusals import CongressMergedAway
from domain.deciders import Command, Decider
from domain.ordinals import project_years
from domain.profile import VALUES
from domain.refusals import AlreadyExists, NotFound, Refusal, refuse_all
from domain.texts import clean, filled, prose, prose_if_any, said
from projects.commands import cycles as asked_for
from projects.commands.under import Under
from projects.deciders.checks import each_once, in_order, rules_of
from projects.deciders.groups import group_changed, group_formed
from projects.deciders.lists import (
    balloted,
    drawn_up,
    final_list_fixed,
    projects_listed,
    publicised,
    publicity_ended,
    submitted,
)
from projects.events.cycles import (
    CycleClosed,
    CycleOpened,
    CycleTakenOver,
    FeedbackNoticePublished,
    SolicitationClosed,
    SolicitationOpened,
)
from projects.numbers import PROPOSAL
from projects.refusals.common import NamedMoreThanOnce, NotNow
from projects.refusals.cycles import (
    ChannelNotAllowed,
    CycleIsClosed,
    CycleWasTakenOver,
    FeedbackIndividually,
    NotTheOrganiser,
    ReceivedImpossible,
    SolicitationTooShort,
    TooEarlyForYear,
)
from projects.states.cycles import Cycle, evolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.congress.state import Congress
    from domain.events import Envelope, Event
    from domain.profile import Profile

ORGANISERS: Final = VALUES["solicitation.organiser"]
MOST_RECEIVED = 10**6


def decide(state: Cycle | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes in this year of work; raises a `Refusal`."""
    if isinstance(command, Under) and isinstance(command.asked, asked_for.OpenCycle | asked_for.TakeOverCycle):
        if state is not None:
            raise AlreadyExists(f"{state.home.name}{state.project_year}年度的工作已经登记过了。")
        return [_begun(command.asked, command.congress, envelope)]
    if state is None:
        raise NotFound("没有找到这个年度的工作。")
    _goes_on(state, command, envelope)
    match command:
        case Under():
            return [_under(state, command, envelope)]
        case asked_for.WithProjects():
            return [_with_projects(state, command, envelope)]
        case asked_for.CloseSolicitation():
            return [_solicitation_closed(state, command, envelope)]
        case asked_for.EndPublicity():
            return [publicity_ended(state, command, envelope)]
        case asked_for.BallotList():
            return balloted(state, command, envelope)
        case asked_for.CloseCycle():
            return [_closed(state, command, envelope)]
        case _:
            raise AssertionError(f"not a command of a year of work: {command!r}")


def _under(state: Cycle, command: Under, envelope: Envelope) -> Event:
    _, profile = rules_of(command.congress)
    match command.asked:
        case asked_for.OpenSolicitation() as asked:
            return _solicitation_opened(state, asked, profile)
        case asked_for.PublishFeedbackNotice() as asked:
            return _notice(asked, profile)
        case asked_for.PubliciseList() as asked:
            return publicised(state, asked, profile)
        case asked_for.SubmitList() as asked:
            return submitted(state, asked, profile, envelope)
        case asked_for.ListProjects() as asked:
            return projects_listed(state, asked, profile, envelope)
        case asked:
            raise AssertionError(f"not a command of a year of work: {asked!r}")


def _with_projects(state: Cycle, command: asked_for.WithProjects, envelope: Envelope) -> Event:
    match command.asked:
        case asked_for.DrawUpPreliminaryList() as asked:
            return drawn_up(state, asked, command, envelope)
        case asked_for.FixFinalList() as asked:
            return final_list_fixed(state, asked, command, envelope)
        case asked_for.FormSupervisionGroup() as asked:
            return group_formed(state, asked, command)
        case asked_for.ChangeSupervisionGroup() as asked:
            return group_changed(state, asked, command)


def _goes_on(state: Cycle, command: Command, envelope: Envelope) -> None:
    """A closed year takes nothing more, one that was taken over only supervision groups; and nothing lies before its beginning."""
    year = f"{state.project_year}年度的工作"
    if state.closed_on:
        raise CycleIsClosed(f"{year}已于{say_day(state.closed_on)}结束，不再登记。")
    if state.taken_over and not isinstance(getattr(command, "asked", None), asked_for.GroupAsked):
        raise CycleWasTakenOver(f"{year}是照文件期初登记的，只能再登记监督小组。")
    if not state.taken_over:
        not_before(envelope, "这一步", f"{year}开始", state.opened_on)


def _begun(
    asked: asked_for.OpenCycle | asked_for.TakeOverCycle, congress: Congress, envelope: Envelope
) -> CycleOpened | CycleTakenOver:
    if congress.merged_into:
        raise CongressMergedAway(f"{congress.name}已经撤并，不再开始新的年度工作。", into=congress.merged_into)
    refuse_all(_year(asked.project_year, envelope))
    if isinstance(asked, asked_for.TakeOverCycle):
        return _taken_over(asked, congress, envelope)
    version, profile = rules_of(congress)
    return CycleOpened(
        congress=asked.congress, code=congress.code, congress_name=congress.name, level=congress.level,
        project_year=asked.project_year, decision_mode=profile.decision_mode, profile_version=version,
    )  # fmt: skip


def _year(year: int, envelope: Envelope) -> Iterator[Refusal]:
    faults = list(project_years(year))
    yield from faults
    on = date.fromisoformat(envelope.effective_on)
    if not faults and on.year < year - 1:
        yield TooEarlyForYear(f"{year}年度的工作最早在{year - 1}年开始，不在{say_day(on)}。", pointer="/project_year")


def _taken_over(asked: asked_for.TakeOverCycle, congress: Congress, envelope: Envelope) -> CycleTakenOver:
    """Figures as printed; no rule of ours is applied to them."""
    two_people(envelope, "期初登记往年")
    faults: list[Refusal] = [*filled(document=asked.document)]
    faults.extend(prose_if_any(notes=asked.notes))
    for place, figure in enumerate(asked.figures):
        faults.extend(fault.at(f"/figures/{place}") for fault in filled(name=figure.name, value=figure.value))
    refuse_all(faults)
    return CycleTakenOver(
        congress=asked.congress, code=congress.code, congress_name=congress.name, level=congress.level,
        project_year=asked.project_year, document=asked.document, figures=asked.figures, notes=asked.notes,
    )  # fmt: skip


def _solicitation_opened(state: Cycle, asked: asked_for.OpenSolicitation, profile: Profile) -> SolicitationOpened:
    """C-01, C-02, C-11: organiser, channels and the fewest days as the rules say, first and last day counted."""
    last = state.solicitations[-1] if state.solicitations else None
    if last is not None and not last.ended_on:
        raise NotNow(f"{say_day(last.from_on)}开始的征集还没有登记结束。")
    rules, faults = profile.solicitation, list[Refusal]()
    if asked.organiser != rules.organiser:
        faults.append(
            NotTheOrganiser(
                f"按规则由{ORGANISERS[rules.organiser]}组织征集，不由{ORGANISERS[asked.organiser]}组织。",
                pointer="/organiser",
            )
        )
    refuse_all(
        [*faults, *_window(state, asked, rules.min_days), *_channels(asked, profile), *clean(notice=asked.notice)]
    )
    return SolicitationOpened(
        organiser=asked.organiser, from_on=asked.from_on.isoformat(), to_on=asked.to_on.isoformat(),
        channels=asked.channels, notice=asked.notice,
    )  # fmt: skip


def _window(state: Cycle, asked: asked_for.OpenSolicitation, fewest: int) -> Iterator[Refusal]:
    reversed_ = list(in_order(asked.from_on, asked.to_on))
    yield from reversed_
    if asked.from_on.year < state.project_year - 1 or asked.to_on.year > state.project_year:
        yield TooEarlyForYear(
            f"{state.project_year}年度的征集应在{state.project_year - 1}年至{state.project_year}年之间，"
            f"现为{say_day(asked.from_on)}至{say_day(asked.to_on)}。",
            pointer="/from_on",
        )  # fmt: skip
    days = days_left(asked.to_on, asked.from_on) + 1
    if not reversed_ and days < fewest:
        yield SolicitationTooShort(
            f"征集时间首尾两天都算共{days}天，按规则至少{fewest}天。", pointer="/to_on", days=days, required=fewest
        )


def _channels(asked: asked_for.OpenSolicitation, profile: Profile) -> Iterator[Refusal]:
    allowed = profile.solicitation.channels
    for place, channel in enumerate(asked.channels):
        word = VALUES["solicitation.channels"][channel]
        if allowed and channel not in allowed:
            yield ChannelNotAllowed(f"规则没有规定“{word}”这个征集渠道。", pointer=f"/channels/{place}")
        if channel in asked.channels[:place]:
            yield NamedMoreThanOnce(f"征集渠道“{word}”出现了两次。", pointer=f"/channels/{place}")


def _solicitation_closed(state: Cycle, asked: asked_for.CloseSolicitation, envelope: Envelope) -> SolicitationClosed:
    if not state.solicitations or state.solicitations[-1].ended_on:
        raise NotNow("没有正在进行的征集。")
    not_before(envelope, "征集结束", "征集的最后一天", state.solicitations[-1].to_on)
    faults: list[Refusal] = [*clean(document=asked.document)]
    if asked.received is not None and not 0 <= asked.received <= MOST_RECEIVED:
        faults.append(
            ReceivedImpossible(f"征集件数应在0至{MOST_RECEIVED}之间，现为{said(asked.received)}。", pointer="/received")
        )
    refuse_all(faults)
    return SolicitationClosed(received=asked.received, document=asked.document)


def _notice(asked: asked_for.PublishFeedbackNotice, profile: Profile) -> FeedbackNoticePublished:
    """C-12: one notice for many, where the rules do not ask for an answer to each."""
    if profile.solicitation.feedback == "individual":
        raise FeedbackIndividually("按规则须向提出人逐件反馈，不能用一份公告集中反馈。")
    faults: list[Refusal] = [
        *each_once(asked.covers, "/covers", "建议项目"),
        *filled(medium=asked.medium),
        *clean(document=asked.document),
        *(prose(text=asked.text) if asked.text or not asked.document else ()),
    ]
    for place, number in enumerate(asked.covers):
        try:
            PROPOSAL.read(number, f"/covers/{place}")
        except NotFound as fault:
            faults.append(fault)
    refuse_all(faults)
    return FeedbackNoticePublished(covers=asked.covers, medium=asked.medium, document=asked.document, text=asked.text)


def _closed(state: Cycle, asked: asked_for.CloseCycle, envelope: Envelope) -> CycleClosed:
    not_before(envelope, "年度工作结束", "已登记的最后一步", state.last_on)
    refuse_all([*prose_if_any(summary=asked.summary), *clean(document=asked.document)])
    return CycleClosed(summary=asked.summary, document=asked.document)


CYCLE: Decider[Cycle | None] = Decider("Cycle", None, decide, evolve)
