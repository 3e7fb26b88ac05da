"""What may a body decide on an adjustment that it was asked for 决定调整?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import decided_by, not_before
from domain.calendar import say_day
from domain.profile import body_for
from domain.refusals import NotFound, refuse_all
from domain.texts import clean, prose_if_any, said
from projects.deciders.checks import rules_of
from projects.deciders.major import changed
from projects.deciders.standing import may, may_next, say
from projects.events.adjustments import AdjustmentDecided
from projects.refusals.adjustments import BriefNotAdjusted, DecidedBeyondAsked, OutcomeUnfit, WrongAdjustingBody
from projects.refusals.common import AlreadyRecorded
from projects.states.adjustments import KINDS, OUTCOMES
from projects.states.changes import FIELDS, measured
from projects.states.projects import Chosen, Completed, Running, Suspended
from projects.thresholds import beyond

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.events import Envelope
    from domain.refusals import Refusal
    from projects.commands.adjustments import DecideAdjustment
    from projects.commands.under import Under
    from projects.events.adjustments import AdjustmentKind, AdjustmentRequested, Changed
    from projects.events.values import Brief
    from projects.states.adjustments import Adjustment
    from projects.states.projects import Project, Standing

STANDINGS: Final[dict[AdjustmentKind, tuple[type[Standing], ...]]] = {
    "adjust": (Chosen, Running, Completed),
    "suspend": (Chosen, Running),
    "resume": (Suspended,),
    "terminate": (Chosen, Running, Suspended),
}
"""Where a project must stand to be changed like this: a draft is revised, a suspended one resumed first."""

POINTERS: Final = {
    "title": "/brief/title",
    "content": "/brief/content",
    "amount": "/brief/total_fen",
    "deadline": "/brief/deadline_on",
    "place": "/brief/places",
    "targets": "/brief/targets",
    "sub_items": "/brief/sub_items",
}


def decide_adjustment(state: Project, command: Under, envelope: Envelope) -> AdjustmentDecided:
    """The body's decision; what it did not agree to stays as it was, and the promise stays whatever it decides."""
    asked: DecideAdjustment = command.asked
    _, profile = rules_of(command.congress)
    decision = decided_by(envelope, "调整", body_for(profile, "adjustment_decided"), WrongAdjustingBody)
    one = asked_for(state, asked.number)
    if one.decided is not None:
        raise AlreadyRecorded(f"第{asked.number}项提请已于{say_day(one.decided_on)}决定。", pointer="/number")
    kind = one.asked.kind
    not_before(envelope, f"决定{KINDS[kind]}", "提请", one.asked_on)
    refuse_all(_unfit(asked, kind))
    if asked.outcome != "refused":
        may_become(state, envelope, KINDS[kind], kind)
    brief, changes = _brief(state, asked, one.asked, command) if asked.outcome == "adjusted" else (state.brief, ())
    owed = profile.implementation.report_to_next_session and decision.body != "congress"
    return AdjustmentDecided(
        number=asked.number, outcome=asked.outcome, brief=brief, changes=changes,
        owed_to_session=owed and asked.outcome != "refused", document=asked.document, words=asked.words,
    )  # fmt: skip


def may_become(state: Project, envelope: Envelope, act: str, kind: AdjustmentKind) -> None:
    """Refuse a change of a project that does not stand where it can be changed like this, or did not on that day."""
    if kind == "adjust":
        may(state, envelope, act, *STANDINGS[kind])
        not_before(envelope, act, "确定", state.chosen_on)
    else:
        may_next(state, envelope, act, *STANDINGS[kind])


def asked_for(state: Project, number: int) -> Adjustment:
    """The adjustment with this number; raises `NotFound`."""
    one = state.adjustments.numbered(number)
    if one is None:
        raise NotFound(f"{say(state)}没有第{said(number)}项提请。", pointer="/number")
    return one


def _unfit(asked: DecideAdjustment, kind: AdjustmentKind) -> Iterator[Refusal]:
    yield from clean(document=asked.document)
    yield from prose_if_any(words=asked.words)
    if asked.outcome not in (OUTCOMES[kind], "refused"):
        yield OutcomeUnfit(f"提请的是{KINDS[kind]}，决定只能是同意{KINDS[kind]}或者不同意。", pointer="/outcome")
    elif asked.outcome != "adjusted" and asked.brief is not None:
        yield BriefNotAdjusted("只有同意调整的，才写调整后的内容。", pointer="/brief")


def _brief(
    state: Project, asked: DecideAdjustment, request: AdjustmentRequested, command: Under
) -> tuple[Brief, tuple[Changed, ...]]:
    """The brief as decided and what it changes: as asked for, or less than that."""
    if asked.brief is None:
        return request.brief, request.changes
    changes = changed(state, asked.brief, command.congress)
    wider = {change.field for change in changes} - {change.field for change in request.changes}
    wider |= beyond(*(measured(brief) for brief in (state.brief, request.brief, asked.brief)))
    refuse_all(
        DecidedBeyondAsked(f"决定的{FIELDS[field]}超出了提请的范围，须另行提请。", pointer=pointer)
        for field, pointer in POINTERS.items()
        if field in wider
    )
    return asked.brief, changes
