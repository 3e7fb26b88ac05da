"""What may happen next to one round of the ballot, and what is refused?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from domain.actors import decided_by, not_before, two_people
from domain.deciders import Command, Decider
from domain.profile import announcement_word, ballot_rules, body_for, vote_word
from domain.refusals import AlreadyExists, NotFound, refuse_all
from domain.texts import filled, prose, said
from voting.commands.papers import SignSheet
from voting.commands.rounds import (
    AdoptResolution,
    AnnounceResult,
    AuditPapers,
    CallReballot,
    ConfirmChoice,
    CorrectRound,
    DeclareResult,
    OpenRoundAt,
    RecordTotals,
    RecountRound,
    ResolveFrom,
    ResultOf,
    SealPapers,
    TakeOverRoundOf,
    VoidRound,
)
from voting.deciders.announcing import announce, confirm, declare, resolution
from voting.deciders.checks import counts
from voting.deciders.confirming import confirms, papers_to_audit
from voting.deciders.correcting import changed_figures
from voting.deciders.opening import open_round
from voting.deciders.papers import PaperCommand, Standing, decide_papers
from voting.deciders.settling import call_reballot, resolve
from voting.deciders.takeover import take_over
from voting.deciders.tallying import count_reading, laws, read_sheet, seal, titles_of
from voting.events.papers import ValidityDeclared
from voting.events.rounds import (
    PapersAudited,
    PapersSealed,
    ResultAnnounced,
    ResultDeclared,
    RoundCorrected,
    RoundRecounted,
    RoundVoided,
    TotalsRecorded,
)
from voting.refusals.common import StepNotDue
from voting.refusals.papers import ReportMissing, SampleDiffers, WrongCountMethod
from voting.states.counts import totals_of
from voting.states.papers import Examined
from voting.states.readings import corrected
from voting.states.rounds import Announced, Round, TakenOver, Void, Voting, evolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.events import Envelope, Event
    from voting.states.rounds import Reading

PAPER_COMMANDS = get_args(PaperCommand)


def decide(state: Round | TakenOver | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this round; raises a `Refusal`."""
    if isinstance(command, OpenRoundAt | TakeOverRoundOf):
        if state is not None:
            raise AlreadyExists("这一轮已经登记过了。")
        return [open_round(command, envelope) if isinstance(command, OpenRoundAt) else take_over(command, envelope)]
    match state:
        case None:
            raise NotFound("没有找到这一轮。")
        case TakenOver():
            raise StepNotDue("补录的往年结果只记载文件所写，不能再登记过程。")
        case Round():
            not_before(envelope, "这一步", "开启", state.opened_on)
            return _decide_open(state, command, envelope)


def _decide_open(state: Round, command: Command, envelope: Envelope) -> Sequence[Event]:
    if isinstance(command, PAPER_COMMANDS):
        return _papers(state, command, envelope)
    match command:
        case RecordTotals():
            return _enter_totals(state, command, envelope)
        case SealPapers():
            return _enter_papers(state, command, envelope)
        case CallReballot():
            return [call_reballot(state, command, envelope)]
        case ResolveFrom():
            return [resolve(state, command, envelope)]
        case DeclareResult() | AnnounceResult():
            return [_say(state, ResultOf(asked=command), envelope)]
        case ResultOf():
            return [_say(state, command, envelope)]
        case AdoptResolution():
            return [resolution(state, command, envelope)]
        case ConfirmChoice():
            return [confirm(state, command, envelope)]
        case CorrectRound():
            return _correct(state, command, envelope)
        case RecountRound():
            return [_recount(state, command, envelope)]
        case AuditPapers():
            return [_audit(state, command, envelope)]
        case VoidRound():
            return [_void(state, command, envelope)]
        case _:
            raise AssertionError(f"not a command of a round: {command!r}")


def _say(state: Round, command: ResultOf, envelope: Envelope) -> ResultDeclared | ResultAnnounced:
    if isinstance(command.asked, AnnounceResult):
        return announce(state, command.asked, envelope, command.reballot)
    return declare(state, envelope, command.reballot)


def _papers(state: Round, command: PaperCommand, envelope: Envelope) -> Sequence[Event]:
    """A ballot that is declared invalid makes the round void: that is an outcome, not an error (V-01).

    The sheet 计票结果报告单 is signed however the votes were cast.
    """
    if ballot_rules(state.profile).method != "paper_secret" and not isinstance(command, SignSheet):
        raise WrongCountMethod(f"{vote_word(state.profile)}办法规定不用纸质票，没有发票、收票这些步骤。")
    ballot = Standing(
        opened_on=state.opened_on, ends_on=state.opened.meeting_ends_on, counted_on=state.read_on, marking=isinstance(state.stage, Voting),
        void=isinstance(state.stage, Void), keep_days=state.profile.archive.ballots_days_after_session,
    )  # fmt: skip
    event = decide_papers(state.papers, command, envelope, ballot)
    if isinstance(event, ValidityDeclared) and not event.valid:
        reason = f"收回{event.collected}张，多于发出{event.issued}张，本次投票无效。"
        return [event, RoundVoided(reason=reason)]
    return [event]


def _enter_totals(state: Round, command: RecordTotals, envelope: Envelope) -> Sequence[Event]:
    two_people(envelope, "录入计票结果")
    method = _entering(state, envelope)
    if method == "papers":
        raise WrongCountMethod(f"{vote_word(state.profile)}办法规定逐张录入票面，不能只录合计。")
    if method == "keypad_totals" and not command.vendor_report_sha256:
        raise ReportMissing("请附上表决器打印的报告的SHA-256，照片或者扫描件都行。", pointer="/vendor_report_sha256")
    reading = read_sheet(state, command.first, command.second, command.vendor_report_sha256)
    return [reading, count_reading(state, reading)]


def _enter_papers(state: Round, command: SealPapers, envelope: Envelope) -> Sequence[Event]:
    two_people(envelope, "封账")
    if _entering(state, envelope) != "papers":
        raise WrongCountMethod(f"{vote_word(state.profile)}办法规定只录合计，不保存票面内容。")
    reading = seal(state, command)
    return [reading, count_reading(state, reading)]


def _entering(state: Round, envelope: Envelope) -> str:
    """The method's way of counting, when numbers may be entered now: once, after the ballot was declared valid."""
    ballot = ballot_rules(state.profile)
    if not isinstance(state.stage, Voting):
        void = isinstance(state.stage, Void)
        raise StepNotDue("本轮已经作废。" if void else "本轮的计票结果已经录入；有误请走更正。")
    if ballot.method == "paper_secret" and not (isinstance(state.papers.stage, Examined) and state.papers.stage.valid):
        raise StepNotDue("清点收回票数并宣布有效之后，才能录入计票结果。")
    not_before(envelope, "录入计票结果", "宣布有效", state.papers.last_on)
    return ballot.count_method


def _correct(state: Round, command: CorrectRound, envelope: Envelope) -> Sequence[Event]:
    """The ledger is brought to the signed sheet; both readings stay, and the count is made again from the corrected one."""
    two_people(envelope, "更正")
    reading = _counted_reading(state, "更正")
    if not isinstance(reading, TotalsRecorded):
        raise WrongCountMethod("本轮逐张录入票面并已封账，没有可以更正的合计。")
    not_before(envelope, "更正", "录入计票结果", state.read_on)
    refuse_all([*prose(reason=command.reason), *changed_figures(reading, command.changes, titles_of(state))])
    for change in command.changes:
        reading = corrected(reading, change.field, change.after)
    refuse_all(laws(state, reading))
    corrections = [
        RoundCorrected(field=change.field, before=change.before, after=change.after, reason=command.reason)
        for change in command.changes
    ]
    return [*corrections, count_reading(state, reading, "correction")]


def _recount(state: Round, command: RecountRound, envelope: Envelope) -> RoundRecounted:
    """重新计票: a formal act of who leads the meeting; it stands beside the first count."""
    two_people(envelope, "录入重新计票结果")
    decided_by(envelope, "决定重新计票", body_for(state.profile, "reballot_called"))
    reading = _counted_reading(state, "重新计票")
    not_before(envelope, "重新计票", "录入计票结果", state.read_on)
    refuse_all(prose(reason=command.reason))
    second = read_sheet(state, command.first, command.second)
    counted = count_reading(state, second)
    recount = RoundRecounted(
        reason=command.reason, valid=second.valid, invalid=second.invalid, items=second.items,
        agrees=True, outcome=counted.outcome, selected=counted.selected,
    )  # fmt: skip
    return replace(recount, agrees=confirms(recount, totals_of(state, reading)))


def _audit(state: Round, command: AuditPapers, envelope: Envelope) -> PapersAudited:
    """抽查: as many papers as the method wants, by a seed that was made after the sealing."""
    two_people(envelope, "登记抽查")
    reading = _counted_reading(state, "抽查")
    not_before(envelope, "抽查", "封账", state.read_on)
    wanted = papers_to_audit(state)
    if not isinstance(reading, PapersSealed) or not reading.serial_commitment or not wanted:
        raise WrongCountMethod(f"{vote_word(state.profile)}办法没有规定抽查票面，或者本轮没有编号对照。")
    refuse_all([*filled(seed=command.seed), *counts(papers=command.papers, differing=command.differing)])
    if command.papers != wanted or command.differing > wanted:
        raise SampleDiffers(
            f"按办法抽查{wanted}张，登记的是抽查{said(command.papers)}张、不符{said(command.differing)}张。",
            pointer="/papers", wanted=wanted,
        )  # fmt: skip
    return PapersAudited(seed=command.seed, papers=command.papers, differing=command.differing)


def _counted_reading(state: Round, act: str) -> Reading:
    """The numbers that `act` goes back to, while their count stands."""
    if state.counted is None or state.reading is None:
        why = "本轮已经作废" if isinstance(state.stage, Void) else "还没有录入计票结果"
        raise StepNotDue(f"{why}，无从{act}。")
    return state.reading


def _void(state: Round, command: VoidRound, envelope: Envelope) -> RoundVoided:
    if state.counted is not None:
        two_people(envelope, "宣布已计票的一轮作废")
    decided_by(envelope, "宣布本轮作废", body_for(state.profile, "reballot_called"))
    if isinstance(state.stage, Void):
        raise StepNotDue("本轮已经作废。")
    if isinstance(state.stage, Announced):
        raise StepNotDue(f"本轮已经{announcement_word(state.profile)}，不能再宣布作废。")
    not_before(envelope, "宣布本轮作废", "前一步", max(state.papers.last_on, state.read_on))
    refuse_all(prose(reason=command.reason))
    return RoundVoided(reason=command.reason)


ROUND: Decider[Round | TakenOver | None] = Decider("Round", None, decide, evolve)
