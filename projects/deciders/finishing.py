"""May a project be completed 完工, accepted 验收, and its last accounts be closed?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import not_before
from domain.calendar import say_day
from domain.quantities import parse_quantity, print_quantity
from domain.refusals import OutOfOrder, Refusal, refuse_all
from domain.texts import clean, filled, prose, prose_if_any, shown
from projects.commands.projects import (
    AcceptProject,
    ApproveFinalAccounts,
    AuditSettlement,
    CompleteProject,
    HandOverProject,
    ReturnAcceptance,
    ReturnSurplus,
)
from projects.deciders.briefs import repeated, unfit_amount, unfit_quantity
from projects.deciders.checks import rules_of
from projects.deciders.standing import may, may_next, say
from projects.events.projects import (
    AcceptanceReturned,
    FinalAccountsApproved,
    ProjectAccepted,
    ProjectCompleted,
    ProjectHandedOver,
    SettlementAudited,
    SurplusReturned,
)
from projects.events.values import TargetDone
from projects.measures import Aim, unmet
from projects.refusals.common import NamedMoreThanOnce, NotNow
from projects.refusals.projects import AcceptancePaperMissing, ReasonMissing, TargetNotReported, UnknownTarget
from projects.states.projects import Accepted, Completed, Running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from domain.deciders import Command
    from domain.events import Envelope, Event
    from projects.commands.under import Under
    from projects.states.projects import Project

FINISHING_COMMANDS: Final[tuple[type[Command], ...]] = (
    CompleteProject, AcceptProject, ReturnAcceptance, AuditSettlement, ApproveFinalAccounts, HandOverProject, ReturnSurplus,
)  # fmt: skip


def decide_finishing(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The event that the command makes on this project; raises a `Refusal`."""
    match command.asked:
        case CompleteProject() as asked:
            return [_complete(state, asked, envelope)]
        case AcceptProject() as asked:
            return [_accept(state, asked, command, envelope)]
        case ReturnAcceptance() as asked:
            return [_return(state, asked, envelope)]
        case AuditSettlement() as asked:
            _settle(state, asked, envelope)
            return [SettlementAudited(amount_fen=asked.amount_fen, document=asked.document, reason=asked.reason)]
        case ApproveFinalAccounts() as asked:
            _approve(state, asked, envelope)
            return [FinalAccountsApproved(amount_fen=asked.amount_fen, document=asked.document, reason=asked.reason)]
        case HandOverProject() as asked:
            _hand_over(state, asked, envelope)
            return [ProjectHandedOver(to=asked.to, document=asked.document, reason=asked.reason)]
        case asked:
            assert isinstance(asked, ReturnSurplus)
            _surplus(state, asked, envelope)
            return [SurplusReturned(amount_fen=asked.amount_fen, document=asked.document, reason=asked.reason)]


def _complete(state: Project, asked: CompleteProject, envelope: Envelope) -> ProjectCompleted:
    """完工: every target with what was done of it, here or in a report."""
    may_next(state, envelope, "登记完工", Running)
    refuse_all(
        [
            *_unfit_targets(state, asked),
            *clean(document=asked.document),
            *prose_if_any(summary=asked.summary),
        ]
    )
    return ProjectCompleted(targets=_with_reported(state, asked), summary=asked.summary, document=asked.document)


def _with_reported(state: Project, asked: CompleteProject) -> tuple[TargetDone, ...]:
    """Every target with what was done: as named here, or else as reported last."""
    named, reported = {one.target: one for one in asked.targets}, _reported(state)
    return tuple(
        named.get(target.id) or TargetDone(target=target.id, done=print_quantity(reported[target.id]))
        for target in state.brief.targets
    )


def _reported(state: Project) -> dict[str, Fraction]:
    """What the reports that count say last of the project's targets."""
    figures = ((target.id, state.progress.known.get(f"target:{target.id}")) for target in state.brief.targets)
    return {id_: figure for id_, figure in figures if figure is not None}


def _unfit_targets(state: Project, asked: CompleteProject) -> Iterator[Refusal]:
    known = {target.id: target for target in state.brief.targets}
    named = [done.target for done in asked.targets]
    for place, done in enumerate(asked.targets):
        if done.target not in known:
            yield UnknownTarget(f"没有编号为“{shown(done.target)}”的目标任务。", pointer=f"/targets/{place}/target")
        yield from unfit_quantity(done.done, f"/targets/{place}/done")
        stated = clean(counted_by=done.counted_by, document=done.document)
        yield from (fault.at(f"/targets/{place}") for fault in stated)
    for place in repeated(named):
        yield NamedMoreThanOnce(f"目标任务{shown(named[place])}出现了两次。", pointer=f"/targets/{place}/target")
    reported = _reported(state)
    for id_, target in known.items():
        if id_ not in named and id_ not in reported:
            yield TargetNotReported(
                f"目标任务“{shown(target.name)}”没有写明完成了多少。", pointer="/targets", target=id_
            )


def _accept(state: Project, asked: AcceptProject, command: Under, envelope: Envelope) -> ProjectAccepted:
    """验收通过; an unmet target is named, not averaged away (rules.md §6.0)."""
    may_next(state, envelope, "登记验收", Completed)
    refuse_all([*filled(accepted_by=asked.accepted_by), *clean(document=asked.document)])
    _, profile = rules_of(command.congress)
    if profile.evidence.acceptance == "block" and not asked.document:
        raise AcceptancePaperMissing("按票决办法，验收文件归档之后才能登记验收。", pointer="/document")
    return ProjectAccepted(accepted_by=asked.accepted_by, unmet=_unmet(state), document=asked.document)


def _unmet(state: Project) -> tuple[str, ...]:
    """The targets that are not met; of a project taken over as completed, those that its reports say are not."""
    reported = _reported(state)
    done = reported if state.done is None else {id_: parse_quantity(text) for id_, text in state.done.items()}
    return unmet(
        Aim(
            id=target.id, planned=parse_quantity(target.planned), done=done.get(target.id), at_most=target.sense == "at_most"
        )
        for target in state.brief.targets
        if state.done is not None or target.id in reported
    )  # fmt: skip


def _return(state: Project, asked: ReturnAcceptance, envelope: Envelope) -> AcceptanceReturned:
    may_next(state, envelope, "退回验收", Completed)
    due_on = str(asked.due_on or "")
    refuse_all(prose(reason=asked.reason))
    if due_on and due_on < envelope.effective_on:
        raise OutOfOrder(
            f"补齐期限{say_day(due_on)}早于退回的日期{say_day(envelope.effective_on)}。", pointer="/due_on"
        )
    return AcceptanceReturned(reason=asked.reason, due_on=due_on)


def _settle(state: Project, asked: AuditSettlement, envelope: Envelope) -> None:
    _finished(state, "登记结算审定", envelope)
    refuse_all([*unfit_amount(asked.amount_fen, "/amount_fen"), *clean(document=asked.document)])
    _again(state.work.settled_on, "结算审定", asked.reason, envelope)


def _approve(state: Project, asked: ApproveFinalAccounts, envelope: Envelope) -> None:
    """竣工财务决算 stands on the audited settlement."""
    _finished(state, "批复竣工财务决算", envelope)
    if not state.work.settled_on:
        raise NotNow(f"{say(state)}结算审定之后，才能批复竣工财务决算。")
    not_before(envelope, "批复竣工财务决算", "结算审定", state.work.settled_on)
    refuse_all([*unfit_amount(asked.amount_fen, "/amount_fen"), *clean(document=asked.document)])
    _again(state.work.accounts_on, "竣工财务决算", asked.reason, envelope)


def _hand_over(state: Project, asked: HandOverProject, envelope: Envelope) -> None:
    """建设工程质量管理条例 art. 16: 验收合格 comes before use."""
    may_next(state, envelope, "移交", Accepted)
    refuse_all([*filled(to=asked.to), *clean(document=asked.document)])
    _again(state.work.handed_over_on, "移交", asked.reason, envelope)


def _surplus(state: Project, asked: ReturnSurplus, envelope: Envelope) -> None:
    _finished(state, "登记结余资金上缴", envelope)
    refuse_all([*unfit_amount(asked.amount_fen, "/amount_fen"), *clean(document=asked.document)])
    _again(state.work.surplus_on, "结余资金上缴", asked.reason, envelope)


def _finished(state: Project, act: str, envelope: Envelope) -> None:
    """After completion; what is recorded after acceptance may have happened before it."""
    may(state, envelope, act, Completed, Accepted)
    not_before(envelope, act, "完工", state.completed_on)


def _again(before_on: str, what: str, reason: str, envelope: Envelope) -> None:
    """Recorded before, it is recorded again only with a reason."""
    refuse_all(prose_if_any(reason=reason))
    if before_on:
        not_before(envelope, what, "上一次登记", before_on)
        if not reason:
            raise ReasonMissing(f"{what}已于{say_day(before_on)}登记，更改的请写明原因。", pointer="/reason")
