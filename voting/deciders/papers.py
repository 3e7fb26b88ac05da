"""What may happen next to the papers of a round or an evaluation, and what is refused?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.actors import not_before
from domain.calendar import days_after, say_day
from domain.documents.refusals import HashMalformed
from domain.refusals import refuse_all
from domain.texts import filled, said
from voting.commands.papers import (
    ArchivePapers,
    CollectBallots,
    DeclareValidity,
    DestroyPapers,
    InspectBoxes,
    IssueBallots,
    SignSheet,
)
from voting.deciders.checks import counts, hashes, summable
from voting.events.papers import (
    BallotsCollected,
    BallotsIssued,
    BoxesInspected,
    PapersArchived,
    PapersDestroyed,
    SheetSigned,
    ValidityDeclared,
)
from voting.refusals.common import StepNotDue
from voting.refusals.figures import LawBroken
from voting.refusals.papers import CollectedAboveIssued, CountMissing, KeepLonger, NotInvalid, WitnessesMissing
from voting.states.papers import Collected, Examined, Issued, NotIssued, Papers, Stage

if TYPE_CHECKING:
    from domain.events import Envelope

PaperCommand = (
    InspectBoxes | IssueBallots | CollectBallots | DeclareValidity | SignSheet | ArchivePapers | DestroyPapers
)
PaperEvent = (
    BoxesInspected
    | BallotsIssued
    | BallotsCollected
    | ValidityDeclared
    | SheetSigned
    | PapersArchived
    | PapersDestroyed
)
WITNESSES = 2
STAGES: tuple[type[Stage], ...] = (NotIssued, Issued, Collected, Examined)
TAKEN_AT: dict[type[PaperCommand], type[Stage]] = {
    InspectBoxes: NotIssued,
    IssueBallots: NotIssued,
    CollectBallots: Issued,
    DeclareValidity: Collected,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the ballot has come whose papers these are.

    `ends_on` is the meeting's last day, or the day of the opening where that is not known; `counted_on` a day, empty before the
    numbers are in; `marking`: nobody has counted or voided it yet; `keep_days` is how long its papers are kept (rules.md R-04).
    """

    opened_on: str
    ends_on: str
    counted_on: str
    marking: bool
    void: bool
    keep_days: int


def decide_papers(papers: Papers, command: PaperCommand, envelope: Envelope, ballot: Standing) -> PaperEvent:
    """The event that `command` makes on the papers of `ballot`."""
    not_before(envelope, "这一步", "前一步", max(ballot.opened_on, papers.last_on))
    match command, papers.stage:
        case InspectBoxes(boxes=boxes), NotIssued() if ballot.marking:
            refuse_all(counts(boxes=boxes))
            if boxes == 0:
                raise CountMissing("至少有一个票箱。", pointer="/boxes")
            return BoxesInspected(boxes=boxes)
        case IssueBallots(), NotIssued() if ballot.marking:
            return _issued(command)
        case CollectBallots(collected=collected), Issued() if ballot.marking:
            refuse_all(counts(collected=collected))
            return BallotsCollected(collected=collected)
        case DeclareValidity(), Collected() as stage if ballot.marking:
            return _validity(command, stage)
        case SignSheet(), _ if ballot.counted_on:
            return _sheet(command)
        case ArchivePapers(), Issued() | Collected() | Examined() if ballot.counted_on or ballot.void:
            return _archived(papers, command, ballot)
        case DestroyPapers(), _ if papers.archived_on and not papers.destroyed_on:
            return _destroyed(papers, command, envelope)
        case _ if ballot.void:
            raise StepNotDue(f"已经作废，票的流程停在“{_word(papers)}”，还可以封存、销毁。")
        case _:
            gone = "这一步已经走过了" if _passed(papers, command, ballot) else "还不能走这一步"
            raise StepNotDue(f"票的流程现在是“{_word(papers)}”，{gone}。")


def _passed(papers: Papers, command: PaperCommand, ballot: Standing) -> bool:
    """Whether a step that cannot be taken lies behind, not ahead."""
    if isinstance(command, DestroyPapers):
        return bool(papers.destroyed_on)
    due = TAKEN_AT.get(type(command))
    return due is not None and (not ballot.marking or STAGES.index(type(papers.stage)) > STAGES.index(due))


def _word(papers: Papers) -> str:
    if papers.destroyed_on:
        return "已销毁"
    if papers.archived_on:
        return "已封存"
    match papers.stage:
        case NotIssued():
            return "未发票"
        case Issued():
            return "已发票"
        case Collected():
            return "已清点"
        case Examined():
            return "已宣布是否有效"


def _issued(command: IssueBallots) -> BallotsIssued:
    parts = (command.issued, command.exchanged, command.surplus_voided)
    faults = list(counts(printed=command.printed, issued=parts[0], exchanged=parts[1], surplus_voided=parts[2]))
    if sum(parts) != command.printed and summable(command.printed, *parts):
        faults.append(
            LawBroken(
                f"印制{command.printed}张，不等于发出{parts[0]}张、换票{parts[1]}张、余票作废{parts[2]}张之和{sum(parts)}张。",
                pointer="/printed", left=command.printed, right=sum(parts),
            )
        )  # fmt: skip
    refuse_all(faults)
    return BallotsIssued(
        printed=command.printed, issued=command.issued, exchanged=command.exchanged,
        surplus_voided=command.surplus_voided, colour=command.colour,
    )  # fmt: skip


def _validity(command: DeclareValidity, stage: Collected) -> ValidityDeclared:
    """V-01: the ballot is valid if and only if no more came back than went out."""
    told = f"发出{stage.issued}张，收回{stage.collected}张"
    numbers = {"issued": stage.issued, "collected": stage.collected}
    if command.valid and stage.collected > stage.issued:
        raise CollectedAboveIssued(f"{told}，收回多于发出，本次投票无效，应当重新投票。", pointer="/valid", **numbers)
    if not command.valid and stage.collected <= stage.issued:
        raise NotInvalid(f"{told}，收回不多于发出，本次投票有效。", pointer="/valid", **numbers)
    return ValidityDeclared(valid=command.valid, issued=stage.issued, collected=stage.collected)


def _sheet(command: SignSheet) -> SheetSigned:
    if not command.sha256:
        raise HashMalformed("请给出报告单照片或扫描件的SHA-256（64位小写十六进制）。", pointer="/sha256")
    refuse_all(hashes(sha256=command.sha256))
    return SheetSigned(sha256=command.sha256)


def _archived(papers: Papers, command: ArchivePapers, ballot: Standing) -> PapersArchived:
    """R-04: kept for the profile's days after the meeting at least."""
    if papers.archived_on:
        raise StepNotDue(f"票已于{say_day(papers.archived_on)}封存。")
    refuse_all([*filled(place=command.place), *counts(packages=command.packages)])
    least = days_after(ballot.ends_on, ballot.keep_days)
    keep_until = command.keep_until or least
    if keep_until < least:
        raise KeepLonger(f"票至少应保存至{say_day(least)}。", pointer="/keep_until", days=ballot.keep_days)
    return PapersArchived(place=command.place, packages=command.packages, keep_until=keep_until.isoformat())


def _destroyed(papers: Papers, command: DestroyPapers, envelope: Envelope) -> PapersDestroyed:
    not_before(envelope, "票销毁", "封存", papers.archived_on)
    if envelope.effective_on <= papers.keep_until:
        raise KeepLonger(f"票应保存至{say_day(papers.keep_until)}。", pointer="/effective_on")
    if command.witnesses < WITNESSES:
        raise WitnessesMissing(
            f"销毁须有{WITNESSES}人在场监督，现为{said(command.witnesses)}人。", pointer="/witnesses"
        )
    refuse_all([*counts(witnesses=command.witnesses), *hashes(record_sha256=command.record_sha256)])
    return PapersDestroyed(witnesses=command.witnesses, record_sha256=command.record_sha256)
