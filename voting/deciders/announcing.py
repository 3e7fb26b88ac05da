"""When may a result be declared in the hall 当场宣布, resolved on, confirmed and announced 公告?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.actors import decided_by, not_before, two_people
from domain.calendar import say_day
from domain.profile import announcement_word, body_for, vote_word
from domain.refusals import refuse_all
from domain.texts import filled
from voting.deciders.confirming import confirmed
from voting.deciders.settling import outdated
from voting.deciders.tallying import counted_under_rules
from voting.events.rounds import ChoiceConfirmed, ResolutionAdopted, ResultAnnounced, ResultDeclared
from voting.refusals.announcing import ConfirmationMissing, ResolutionMissing, SheetNotSigned
from voting.refusals.common import AlreadyDone, StepNotDue
from voting.refusals.settling import CarriedBack, NotTheWay, ReballotMissing, ShortfallStands, TieStands
from voting.states.rounds import Announced, Counted, Declared, Round, Void

if TYPE_CHECKING:
    from domain.events import Envelope
    from domain.profile import Profile
    from voting.commands.rounds import AdoptResolution, AnnounceResult, ConfirmChoice


def declare(state: Round, envelope: Envelope, reballot: Round | None = None) -> ResultDeclared:
    """The result as said in the hall; refused while a tie or a shortfall stands (rules.md P-06, invariant 5).

    `reballot` is the one whose result was carried back, as it stands now.
    """
    two_people(envelope, "宣布结果")
    stage = state.stage
    if not isinstance(stage, Counted):
        raise StepNotDue(_why_not_counted(state))
    not_before(envelope, "宣布结果", "录入计票结果", state.read_on)
    count = stage.count
    if stage.settled is None and count.outcome == "tied":
        raise TieStands(
            f"{len(count.tied)}个项目票数相等，名额只剩{count.tied_seats}个，须先按{vote_word(state.profile)}办法处理，现在不能宣布结果。",
            tied=len(count.tied), seats=count.tied_seats,
        )  # fmt: skip
    if stage.settled is None and count.outcome == "shortfall":
        raise ShortfallStands(
            f"应选{state.opened.seats}项，确定{len(count.selected)}项，还差{count.open_seats}项，须先按{vote_word(state.profile)}办法处理。",
            seats=state.opened.seats, selected=len(count.selected),
        )  # fmt: skip
    _still_carried(state, reballot)
    confirmed(state)
    selected = in_ballot_order(state, stage.selected)
    return ResultDeclared(selected=selected, open_seats=max(0, state.opened.seats - len(selected)))


def resolution(state: Round, command: AdoptResolution, envelope: Envelope) -> ResolutionAdopted:
    """作出决定, where the mode of decision is 票选+决定."""
    profile = state.profile
    bodies = body_for(profile, "resolution")
    if not bodies:
        raise NotTheWay("按本办法不需要再作出决定。")
    decided_by(envelope, "作出决定", bodies)
    _own_result(state)
    _declared(state, envelope, "作出决定")
    if state.resolved_on:
        raise AlreadyDone(f"已于{say_day(state.resolved_on)}作出决定。")
    refuse_all(filled(title=command.title))
    return ResolutionAdopted(title=command.title, document=command.document)


def confirm(state: Round, command: ConfirmChoice, envelope: Envelope) -> ChoiceConfirmed:
    """党工委确认, where a street's council has chosen."""
    bodies = body_for(state.profile, "confirmation")
    if not bodies:
        raise NotTheWay("人民代表大会的票决不需要党工委确认。")
    decided_by(envelope, "确认票选结果", bodies)
    _own_result(state)
    _declared(state, envelope, "确认票选结果")
    if state.confirmed_on:
        raise AlreadyDone(f"已于{say_day(state.confirmed_on)}确认。")
    return ChoiceConfirmed(document=command.document)


def announce(
    state: Round, command: AnnounceResult, envelope: Envelope, reballot: Round | None = None
) -> ResultAnnounced:
    """公告; blocked until declared, resolved on or confirmed where the mode asks, and the signed sheet is filed."""
    profile = state.profile
    street, said = profile.decision_mode == "street_poll", announcement_word(profile)
    act = f"{said}{vote_word(profile)}结果"
    decided_by(envelope, act, body_for(profile, "announced"))
    _own_result(state)
    declared = _declared(state, envelope, act)
    if body_for(profile, "resolution") and not state.resolved_on:
        raise ResolutionMissing("按本办法，作出决定之后才能公告。")
    if street and not state.confirmed_on:
        raise ConfirmationMissing("街道票选须经党工委确认之后才能公布。")
    if profile.evidence.signed_sheet == "block" and state.read_on and not state.papers.sheets:
        raise SheetNotSigned(f"签字的计票结果报告单（照片即可）归档之后才能{said}。")
    not_before(envelope, act, "作出决定", state.resolved_on)
    not_before(envelope, act, "党工委确认", state.confirmed_on)
    _still_carried(state, reballot)
    refuse_all(filled(number=command.number, medium=command.medium))
    return ResultAnnounced(
        number=command.number, medium=command.medium, document=command.document,
        selected=_in_published_order(state, profile, declared.counted.selected),
    )  # fmt: skip


def _why_not_counted(state: Round) -> str:
    match state.stage:
        case Declared() | Announced():
            return "本轮的结果已经宣布过了。"
        case Void():
            return "本轮已经作废，没有可以宣布的计票结果。"
        case _:
            return "本轮还没有录入计票结果，不能宣布。"


def _own_result(state: Round) -> None:
    if state.carries_to:
        raise CarriedBack(f"再投一轮的结果转回前一轮，由前一轮一并决定、确认和{announcement_word(state.profile)}。")


def _still_carried(state: Round, reballot: Round | None) -> None:
    """A re-ballot that was corrected or voided after it was carried back is carried back again first."""
    if outdated(state, reballot, state.carried):
        raise ReballotMissing("转回以后，再投一轮的结果又有变化，须先重新转回。")


def in_ballot_order(state: Round, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names in the order of the ballot."""
    return tuple(candidate.id for candidate in state.opened.candidates if candidate.id in names)


def _declared(state: Round, envelope: Envelope, act: str) -> Declared:
    if isinstance(state.stage, Announced):
        raise StepNotDue(f"本轮已经{announcement_word(state.profile)}，不能再{act}。")
    if not isinstance(state.stage, Declared):
        raise StepNotDue(f"当场宣布结果之后，才能{act}。")
    not_before(envelope, act, "宣布结果", state.stage.on)
    return state.stage


def _in_published_order(state: Round, profile: Profile, names: tuple[str, ...]) -> tuple[str, ...]:
    """O-09: ballot order, or the order of votes where the profile says so."""
    ordered = in_ballot_order(state, names)
    if profile.publication.order == "candidate" or state.reading is None:
        return ordered
    votes = {item.candidate: item.for_ for item in counted_under_rules(state, state.reading).items}
    return tuple(sorted(ordered, key=lambda name: -votes[name]))
