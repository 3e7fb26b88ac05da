"""When does the screening of a proposal end 列入, 合并, 储备, 转办, 不予列入?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import not_before
from domain.calendar import say_day
from domain.congress.refusals import MergedIntoItself
from domain.profile import VALUES
from domain.refusals import NotFound, OutOfOrder, Refusal, refuse_all
from domain.texts import clean, prose, prose_if_any, shown
from projects.commands import proposals as c
from projects.deciders.checks import known_units, rules_of
from projects.deciders.submitting import fen
from projects.events import proposals as p
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.refusals.proposals import (
    AdoptingWithoutCost,
    DisposingWithoutReason,
    NoReserveLibrary,
    ReasonNotListed,
    SurvivorGone,
)
from projects.states.proposals import GONE, Adopted, Declined, Merged, Open, Proposal, Reserved, Transferred

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.congress.state import Congress
    from domain.events import Envelope, Event
    from domain.profile import Profile
    from projects.commands.under import Under

ALWAYS: Final = frozenset({"ILLEGAL", "OUT_OF_JURISDICTION", "DUPLICATE", "INDIVIDUAL_INTEREST"})
"""What no congress's list can make eligible: law, competence, what is being built already (rules.md §2.5), and C-09."""
WORDS: Final = {Adopted: "列入", Merged: "合并", Reserved: "储备", Transferred: "转办", Declined: "不予列入"}


def screened(state: Proposal, command: Under, envelope: Envelope) -> Event:
    """One of the five ends; a reserved proposal may be given another end in any later year, the others only once reopened."""
    asked = command.asked
    _, profile = rules_of(command.congress)
    _due(state, asked, envelope)
    match asked:
        case c.AdoptProposal():
            assert isinstance(command, c.AdoptedUnder)
            refuse_all(_adopting(command, asked, profile))
            return p.ProposalAdopted(
                cost_fen=asked.cost_fen, cost_text=asked.cost_text, project=asked.project, unit=asked.unit
            )
        case c.MergeProposal():
            assert isinstance(command, c.MergedUnder)
            return _merged(state, command, asked, envelope)
        case c.ReserveProposal():
            if not profile.solicitation.reserve_library:
                raise NoReserveLibrary(f"按{command.congress.name}的办法没有储备库，不能储备。")
            refuse_all(_why(asked.reason, "储备"))
            return p.ProposalReserved(reason=asked.reason)
        case c.TransferProposal():
            refuse_all([*clean(number=asked.number), *prose_if_any(reason=asked.reason)])
            return p.ProposalTransferred(to=asked.to, number=asked.number, reason=asked.reason)
        case c.DeclineProposal():
            refuse_all([*_listed(asked.reason_code, command.congress, profile), *_why(asked.reason, "不予列入")])
            return p.ProposalDeclined(reason_code=asked.reason_code, reason=asked.reason)
        case _:
            raise AssertionError(f"not an end of the screening: {asked!r}")


def _due(state: Proposal, asked: object, envelope: Envelope) -> None:
    standing = state.standing
    if isinstance(standing, Reserved) and isinstance(asked, c.ReserveProposal):
        raise AlreadyRecorded(f"{state.says}{say_day(state.since)}起在储备库。")
    if not isinstance(standing, Open | Reserved):
        raise NotNow(
            f"{state.says}已于{say_day(state.since)}{WORDS[type(standing)]}，要改变结果，请先登记重新研究和理由。"
        )
    not_before(envelope, "筛选", "提出或者上一步", state.since)


def _adopting(command: c.AdoptedUnder, asked: c.AdoptProposal, profile: Profile) -> Iterator[Refusal]:
    if profile.screening.cost_required and not asked.cost_fen:
        yield AdoptingWithoutCost("列入的建议项目须写明估算投资，且大于零。", pointer="/cost_fen")
    elif asked.cost_fen is not None:
        yield from fen(asked.cost_fen, "/cost_fen")
    yield from clean(cost_text=asked.cost_text)
    if asked.project and command.project is None:
        yield NotFound(f"没有登记过项目{shown(asked.project)}。", pointer="/project")
    yield from known_units(command.congress, "/unit", asked.unit)


def _merged(state: Proposal, command: c.MergedUnder, asked: c.MergeProposal, envelope: Envelope) -> p.ProposalMerged:
    survivor = command.survivor
    if survivor is None:
        raise NotFound(f"没有登记过建议项目{shown(asked.into)}。", pointer="/into")
    if survivor.says == state.says:
        raise MergedIntoItself(f"{state.says}不能合并到自己。", pointer="/into")
    if isinstance(survivor.standing, GONE):
        on, word = say_day(survivor.since), WORDS[type(survivor.standing)]
        into = f"到{survivor.standing.into}" if isinstance(survivor.standing, Merged) else ""
        raise SurvivorGone(f"{survivor.says}自己已于{on}{word}{into}，不能再并入。", pointer="/into")
    if envelope.effective_on < survivor.submitted_on:
        on = say_day(survivor.submitted_on)
        raise OutOfOrder(f"{survivor.says}{on}才提出，不能在此之前并入。", pointer="/effective_on")
    refuse_all(prose_if_any(reason=asked.reason))
    return p.ProposalMerged(into=command.into, into_number=survivor.says, reason=asked.reason)


def _why(reason: str, end: str) -> Iterator[Refusal]:
    if not reason.strip():
        yield DisposingWithoutReason(f"{end}须写明理由，并向提出人反馈。", pointer="/reason")
    else:
        yield from prose(reason=reason)


def _listed(code: str, congress: Congress, profile: Profile) -> Iterator[Refusal]:
    """§2.5: the reason stands on the congress's list, if it has one; D-11: projects of the level above where it leaves them out."""
    words, listed = VALUES["screening.negative_list"], profile.screening.negative_list
    if code in ALWAYS or code in listed:
        return
    upper = code == "UPPER_LEVEL_ASSIGNED"
    if profile.screening.exclude_upper_level if upper else not listed:
        return
    known = [each for each in words if each in listed or each in ALWAYS]
    named = "、".join(words[each] for each in known) if listed or not upper else f"“{words[code]}”以外的各种情形"
    yield ReasonNotListed(f"按{congress.name}的办法，可以不予列入的是：{named}。", pointer="/reason_code")
