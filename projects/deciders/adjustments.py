"""May a change of a project be filed, asked for, announced and reported to the session?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import decided_by, not_before
from domain.calendar import say_day
from domain.profile import body_for
from domain.refusals import refuse_all
from domain.texts import clean, filled, prose, prose_if_any
from projects.commands.adjustments import (
    AnnounceAdjustment,
    DecideAdjustment,
    FileMinorChange,
    HearAdjustment,
    RequestAdjustment,
)
from projects.deciders.checks import rules_of
from projects.deciders.decisions import asked_for, decide_adjustment, may_become
from projects.deciders.major import changed, merely_filed, rules_crossed
from projects.deciders.standing import say
from projects.events.adjustments import AdjustmentAnnounced, AdjustmentHeard, AdjustmentRequested, MinorChangeFiled
from projects.refusals.adjustments import (
    AdjustmentOpen,
    BriefMissing,
    BriefNotAdjusted,
    DecisionPaperMissing,
    NoMinorFiling,
    NotOwedToSession,
    WrongAdjustingBody,
)
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.states.adjustments import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.deciders import Command
    from domain.events import Body, Envelope, Event
    from domain.profile import Profile
    from domain.refusals import Refusal
    from projects.commands.under import Under
    from projects.events.adjustments import AdjustmentDecided, AdjustmentKind
    from projects.states.adjustments import Adjustment
    from projects.states.projects import Project

SESSION: Final[tuple[Body, ...]] = ("congress",)
ADJUSTMENT_COMMANDS: Final[tuple[type[Command], ...]] = (
    FileMinorChange, RequestAdjustment, DecideAdjustment, AnnounceAdjustment, HearAdjustment,
)  # fmt: skip


def decide_adjustments(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The events that `command`, asked for one of `ADJUSTMENT_COMMANDS`, makes; raises a `Refusal`."""
    match command.asked:
        case FileMinorChange() as asked:
            return [_file(state, asked, command, envelope)]
        case RequestAdjustment() as asked:
            return [_request(state, asked, command, envelope)]
        case DecideAdjustment():
            return [decide_adjustment(state, command, envelope)]
        case AnnounceAdjustment() as asked:
            return [_announce(state, asked, command, envelope)]
        case HearAdjustment() as asked:
            return [_hear(state, asked, envelope)]
        case _:
            raise AssertionError(f"not a command of an adjustment: {command!r}")


def _file(state: Project, asked: FileMinorChange, command: Under, envelope: Envelope) -> MinorChangeFiled:
    """M-12: the government decides a minor change itself and files it."""
    version, profile = rules_of(command.congress)
    bodies = body_for(profile, "minor_change_filed")
    if not bodies:
        raise NoMinorFiling(f"按{command.congress.name}的规则，变动不论大小都要提请决定，不能只备案。")
    decided_by(envelope, "一般调整", bodies, WrongAdjustingBody)
    _may_change(state, envelope, "备案调整", "adjust")
    refuse_all([*prose(reason=asked.reason), *clean(document=asked.document)])
    changes = changed(state, asked.brief, command.congress)
    refuse_all(merely_filed(state, asked.brief, profile))
    return MinorChangeFiled(
        brief=asked.brief, changes=changes, reason=asked.reason, profile_version=version, document=asked.document
    )


def _request(state: Project, asked: RequestAdjustment, command: Under, envelope: Envelope) -> AdjustmentRequested:
    """M-10: the government asks in time; which thresholds are crossed is kept with it."""
    version, profile = rules_of(command.congress)
    act = f"提请{KINDS[asked.kind]}"
    decided_by(envelope, act, body_for(profile, "adjustment_requested"), WrongAdjustingBody)
    _may_change(state, envelope, act, asked.kind)
    refuse_all(_unfit_request(asked))
    brief = asked.brief or state.brief
    adjusts = asked.kind == "adjust"
    return AdjustmentRequested(
        number=len(state.adjustments.by_number) + 1,
        kind=asked.kind,
        brief=brief,
        changes=changed(state, brief, command.congress) if adjusts else (),
        crossed=rules_crossed(state, brief, profile) if adjusts else (),
        reason=asked.reason,
        profile_version=version,
        budget_effect=asked.budget_effect,
        document=asked.document,
    )


def _unfit_request(asked: RequestAdjustment) -> Iterator[Refusal]:
    yield from prose(reason=asked.reason)
    yield from clean(document=asked.document)
    yield from prose_if_any(budget_effect=asked.budget_effect)
    if asked.kind == "adjust" and asked.brief is None:
        yield BriefMissing("提请调整，须写明调整后的全部内容。", pointer="/brief")
    if asked.kind != "adjust" and asked.brief is not None:
        yield BriefNotAdjusted(f"{KINDS[asked.kind]}不改变项目内容，要改的另行提请调整。", pointer="/brief")


def _may_change(state: Project, envelope: Envelope, act: str, kind: AdjustmentKind) -> None:
    """One change at a time, of a project that stands where it can be changed, after the change before it."""
    if state.adjustments.open is not None:
        number = state.adjustments.open.asked.number
        raise AdjustmentOpen(f"{say(state)}第{number}项提请还没有决定，决定之后才能{act}。", number=number)
    may_become(state, envelope, act, kind)
    not_before(envelope, act, "上一次调整", state.adjustments.stands_since)


def _announce(state: Project, asked: AnnounceAdjustment, command: Under, envelope: Envelope) -> AdjustmentAnnounced:
    """M-10: announced by the standing committee, in a township by its presidium."""
    _, profile = rules_of(command.congress)
    decided_by(envelope, "公布调整", body_for(profile, "adjustment_announced"), WrongAdjustingBody)
    one, decided = _decided(state, asked.number, "公布")
    if one.announced_on:
        raise AlreadyRecorded(f"第{asked.number}项调整已于{say_day(one.announced_on)}公布。", pointer="/number")
    not_before(envelope, "公布调整", "决定", one.decided_on)
    refuse_all(
        [*filled(announcement=asked.announcement, medium=asked.medium), *clean(document=asked.document)],
    )
    _with_paper(decided, asked, profile)
    return AdjustmentAnnounced(
        number=asked.number, announcement=asked.announcement, medium=asked.medium, document=asked.document
    )


def _with_paper(decided: AdjustmentDecided, asked: AnnounceAdjustment, profile: Profile) -> None:
    if profile.evidence.decision == "block" and not (decided.document or asked.document):
        raise DecisionPaperMissing("按规则，决定文件归档之后才能公布，请写明文件。", pointer="/document")


def _hear(state: Project, asked: HearAdjustment, envelope: Envelope) -> AdjustmentHeard:
    """M-10: what the standing committee decided is reported to the next full session."""
    decided_by(envelope, "听取调整情况的报告", SESSION, WrongAdjustingBody)
    one, decided = _decided(state, asked.number, "向大会报告")
    if not decided.owed_to_session:
        raise NotOwedToSession(f"第{asked.number}项调整由大会决定，或者没有同意，不须向大会报告。", pointer="/number")
    if one.heard_on:
        raise AlreadyRecorded(f"大会已于{say_day(one.heard_on)}听取第{asked.number}项调整的报告。", pointer="/number")
    not_before(envelope, "向大会报告", "决定", one.decided_on)
    refuse_all([*filled(meeting=asked.meeting), *clean(report=asked.report)])
    return AdjustmentHeard(number=asked.number, meeting=asked.meeting, report=asked.report)


def _decided(state: Project, number: int, act: str) -> tuple[Adjustment, AdjustmentDecided]:
    one = asked_for(state, number)
    if one.decided is None:
        raise NotNow(f"第{number}项提请还没有决定，决定之后才能{act}。", pointer="/number")
    return one, one.decided
