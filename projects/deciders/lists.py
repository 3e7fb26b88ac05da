"""May a batch's list be drawn up, publicised, submitted, fixed, balloted or listed now?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.actors import BODIES, decided_by, not_before
from domain.calendar import days_left, say_day
from domain.ordinals import numbered
from domain.profile import Profile, body_for, candidates_lacking
from domain.refusals import NoSuchNumber, NotFound, OutOfOrder, Refusal, WrongBody, refuse_all
from domain.texts import clean, filled, prose, said
from projects.deciders.checks import in_order, rules_of
from projects.deciders.differences import explained
from projects.deciders.listing import in_categories, listable, listed, reviewed
from projects.events.cycles import (
    FinalListFixed,
    ListBalloted,
    ListPublicised,
    ListSubmitted,
    PreliminaryListDrawnUp,
    ProjectsListed,
    PublicityEnded,
)
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.refusals.cycles import (
    ListStands,
    NotByReport,
    NotPublicised,
    PublicityTooShort,
    SeatsOutOfList,
    TooFewCandidates,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.events import Envelope
    from projects.commands import cycles as asked_for
    from projects.states.cycles import Batch, Cycle

WHOLE_LISTS = ("report_only", "report_vote")
"""Modes under which a list stands or falls as a whole."""


def drawn_up(
    state: Cycle, asked: asked_for.DrawUpPreliminaryList, command: asked_for.WithProjects, envelope: Envelope
) -> PreliminaryListDrawnUp:
    """D-01, D-02: the government's list, after every step of review; drawn up anew until it is submitted."""
    version, profile = rules_of(command.congress)
    decided_by(envelope, "初定候选项目", body_for(profile, "preliminary_list"))
    _next_batch(state, asked.batch)
    refuse_all(
        [
            *listable(state, asked, command, profile, envelope),
            *reviewed(state, asked.steps, profile, envelope),
            *clean(document=asked.document),
        ]
    )
    return PreliminaryListDrawnUp(
        batch=asked.batch, items=listed(asked.items, command.projects), profile_version=version, document=asked.document,
        steps=tuple(step.recorded() for step in asked.steps),
    )  # fmt: skip


def _next_batch(state: Cycle, number: int) -> None:
    """Batches follow one another without a gap; one that was submitted is not drawn up again."""
    refuse_all(numbered(batch=number))
    follows = len(state.batches) + 1
    if number > follows:
        raise NoSuchNumber(f"下一批是第{follows}批，不是第{said(number)}批。", pointer="/batch", number=follows)
    batch = state.batches.get(number)
    if batch is not None and (batch.submitted_on or batch.final):
        raise NotNow(
            f"第{number}批名单已经提请或者确定，不能重新初定；变动在确定正式名单时写明理由。", pointer="/batch"
        )


def publicised(state: Cycle, asked: asked_for.PubliciseList, profile: Profile) -> ListPublicised:
    """D-09: for as many calendar days as the rules ask for, first and last day counted."""
    batch = batch_of(state, asked.batch)
    if batch.publicity is not None:
        raise AlreadyRecorded(f"第{asked.batch}批名单已经公示过。", pointer="/batch")
    if batch.submitted_on or batch.final:
        raise NotNow(f"第{asked.batch}批名单已经提请或者确定，不再公示。", pointer="/batch")
    faults: list[Refusal] = [
        *in_order(asked.from_on, asked.to_on),
        *filled(medium=asked.medium), *clean(document=asked.document),
    ]  # fmt: skip
    steps = batch.preliminary.steps
    first = steps[0].on if steps else batch.drawn_up_on
    if asked.from_on.isoformat() < first:
        faults.append(OutOfOrder(f"公示早于名单初次审议（{say_day(first)}）。", pointer="/from_on"))
    shown, required = days_left(asked.to_on, asked.from_on) + 1, profile.candidate.publicity_days
    if 0 < shown < required:
        faults.append(
            PublicityTooShort(
                f"公示首尾两天都算共{shown}天，按规则至少{required}天（自然日）。",
                pointer="/to_on",
                days=shown,
                required=required,
            )
        )
    refuse_all(faults)
    return ListPublicised(
        batch=asked.batch, from_on=asked.from_on.isoformat(), to_on=asked.to_on.isoformat(),
        medium=asked.medium, document=asked.document,
    )  # fmt: skip


def publicity_ended(state: Cycle, asked: asked_for.EndPublicity, envelope: Envelope) -> PublicityEnded:
    """Not before the last day; every objection with how it was settled."""
    batch = batch_of(state, asked.batch)
    if batch.publicity is None or batch.publicity.ended_on:
        raise NotNow(f"第{asked.batch}批名单没有正在进行的公示。", pointer="/batch")
    not_before(envelope, "公示结束", "公示的最后一天", batch.publicity.to_on)
    refuse_all(
        fault.at(f"/objections/{place}")
        for place, objection in enumerate(asked.objections)
        for fault in prose(matter=objection.matter, settled=objection.settled)
    )
    return PublicityEnded(batch=asked.batch, objections=asked.objections)


def submitted(state: Cycle, asked: asked_for.SubmitList, profile: Profile, envelope: Envelope) -> ListSubmitted:
    """The government submits, to a body that votes, leads the vote or hears reports."""
    decided_by(envelope, "提请审议候选项目", body_for(profile, "submitted"))
    batch = batch_of(state, asked.batch)
    if batch.submitted_on:
        raise AlreadyRecorded(f"第{asked.batch}批名单已于{say_day(batch.submitted_on)}提请。", pointer="/batch")
    if batch.final:
        raise NotNow(f"第{asked.batch}批名单已经确定。", pointer="/batch")
    faults: list[Refusal] = [*_publicity_over(batch, asked.batch, profile, envelope), *filled(document=asked.document)]
    not_before(envelope, "提请审议", "初定名单", batch.drawn_up_on)
    takers = dict.fromkeys(
        (*body_for(profile, "ballot"), *body_for(profile, "method_proposed"), *body_for(profile, "report_heard"))
    )
    if asked.submitted_to not in takers:
        named = "、".join(BODIES[body] for body in takers)
        faults.append(
            WrongBody(f"候选项目提请{named}审议，不能提请{BODIES[asked.submitted_to]}。", pointer="/submitted_to")
        )
    refuse_all(faults)
    return ListSubmitted(batch=asked.batch, document=asked.document, submitted_to=asked.submitted_to)


def final_list_fixed(
    state: Cycle, asked: asked_for.FixFinalList, command: asked_for.WithProjects, envelope: Envelope
) -> FinalListFixed:
    """E-03, D-07: by the body of the rules, with every difference from the preliminary list and its reason."""
    version, profile = rules_of(command.congress)
    decided_by(envelope, "确定正式候选项目", body_for(profile, "final_list"))
    batch = batch_of(state, asked.batch)
    if batch.stands:
        raise ListStands(f"第{asked.batch}批名单已经交付票决或者列入，不能再改。", pointer="/batch")
    _follows(batch, asked.batch, profile, envelope)
    refuse_all(
        [
            *listable(state, asked, command, profile, envelope),
            *in_categories(asked.items, command.projects, profile),
            *_seats(profile, len(asked.items), asked.seats),
            *clean(document=asked.document),
        ]
    )
    items = listed(asked.items, command.projects)
    return FinalListFixed(
        batch=asked.batch, items=items, seats=asked.seats, profile_version=version,
        changes=explained(batch.preliminary.items, items, asked.changes), document=asked.document,
    )  # fmt: skip


def _follows(batch: Batch, number: int, profile: Profile, envelope: Envelope) -> None:
    """On or after the preliminary list and, where there is a ballot, the submission; without one the publicity must be over."""
    act = "确定正式候选项目"
    not_before(envelope, act, "初定名单", batch.drawn_up_on)
    if batch.submitted_on:
        not_before(envelope, act, "提请审议", batch.submitted_on)
    elif profile.decision_mode == "report_only":
        refuse_all(_publicity_over(batch, number, profile, envelope))
    else:
        raise NotNow(f"第{number}批名单还没有提请审议。", pointer="/batch")
    if batch.final:
        not_before(envelope, act, "上一次确定", batch.final.on)


def _publicity_over(batch: Batch, number: int, profile: Profile, envelope: Envelope) -> Iterator[Refusal]:
    if batch.publicity is None and not profile.candidate.publicity_days:
        return
    if batch.publicity is None or not batch.publicity.ended_on:
        yield NotPublicised(f"第{number}批名单的公示还没有登记结束。", pointer="/batch")
    elif envelope.effective_on < batch.publicity.to_on:
        yield OutOfOrder(
            f"{say_day(envelope.effective_on)}早于公示的最后一天（{say_day(batch.publicity.to_on)}）。",
            pointer="/effective_on",
        )


def _seats(profile: Profile, candidates: int, seats: int) -> Iterator[Refusal]:
    if not 1 <= seats <= candidates:
        yield SeatsOutOfList(
            f"应选{said(seats)}项，名单{candidates}项：应选数须在1至{candidates}之间。",
            pointer="/seats", seats=seats, candidates=candidates,
        )  # fmt: skip
    elif profile.decision_mode in WHOLE_LISTS:
        if seats != candidates:
            yield SeatsOutOfList(f"不逐项票决的名单，应选数就是名单的项数{candidates}。", pointer="/seats")
    elif (needed := candidates_lacking(profile.candidate, candidates, seats)) is not None:
        yield TooFewCandidates(
            f"应选{seats}项，候选{candidates}项：按规则至少须有候选{needed}项。",
            pointer="/items", candidates=candidates, required=needed,
        )  # fmt: skip


def balloted(state: Cycle, asked: asked_for.BallotList, envelope: Envelope) -> Sequence[ListBalloted]:
    """A round was opened on the final list of a batch; told twice of the same round nothing more happens."""
    batch = batch_of(state, asked.batch)
    if batch.final is None:
        raise NotNow(f"第{asked.batch}批名单还没有确定，不能交付票决。", pointer="/batch")
    if batch.listed_on:
        raise ListStands(f"第{asked.batch}批名单已于{say_day(batch.listed_on)}列入，不再票决。", pointer="/batch")
    not_before(envelope, "交付票决", "确定正式候选项目", batch.final.on)
    return () if asked.round in batch.rounds else (ListBalloted(batch=asked.batch, round=asked.round),)


def projects_listed(
    state: Cycle, asked: asked_for.ListProjects, profile: Profile, envelope: Envelope
) -> ProjectsListed:
    """报告制: the government lists what is on the final list, once."""
    if profile.decision_mode != "report_only":
        raise NotByReport("按现行规则民生实事项目须经票决，不由政府直接列入。")
    decided_by(envelope, "列入年度民生实事", body_for(profile, "final_list"))
    batch = batch_of(state, asked.batch)
    if batch.final is None:
        raise NotNow(f"第{asked.batch}批名单还没有确定。", pointer="/batch")
    if batch.stands:
        raise ListStands(f"第{asked.batch}批名单已经交付票决或者列入。", pointer="/batch")
    not_before(envelope, "列入年度民生实事", "确定名单", batch.final.on)
    refuse_all(filled(document=asked.document))
    projects = tuple(item.project for item in batch.final.said.items)
    return ProjectsListed(batch=asked.batch, projects=projects, document=asked.document)


def batch_of(state: Cycle, number: int) -> Batch:
    """The batch under a number; raises `NotFound`."""
    found = state.batches.get(number)
    if found is None:
        raise NotFound(f"没有登记过第{said(number)}批的初定名单。", pointer="/batch")
    return found
