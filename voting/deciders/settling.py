"""How are a tie at the cut and a shortfall resolved: by re-ballot, presidium, lot, or by leaving seats open?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.actors import decided_by, not_before, two_people
from domain.profile import ballot_rules, body_for, vote_word
from domain.refusals import refuse_all
from domain.streams import round_id
from domain.texts import shown
from voting.commands.rounds import CallReballot, ResolveFrom, ResolveTie
from voting.deciders.tallying import counted_under_rules
from voting.events.rounds import ReballotCalled, ShortfallResolved, TieResolved
from voting.refusals.common import StepNotDue
from voting.refusals.settling import NothingToResolve, NotTheWay, ReballotMissing, TooManyReballots, WrongChoice
from voting.states.rounds import Counted, Round, Void

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.events import Envelope
    from domain.profile import Ballot
    from domain.refusals import Refusal
    from voting.commands.rounds import ResolveShortfall
    from voting.events.rounds import Resolution

WAYS = {
    "next_round": "按再投一次的结果",
    "presidium": "主席团决定",
    "expand": "票数相等的一并确定",
    "lot": "抽签",
    "accept_fewer": "按实际确定数",
    "defer_to_sc": "交常委会决定",
    "leave_open": "缺额保留",
}


def call_reballot(state: Round, command: CallReballot, envelope: Envelope) -> ReballotCalled:
    """The re-ballot that the outcome calls for: 重新投票, 再次票决 or 另行票决 (rules.md P-06 to P-08, V-01)."""
    profile = state.profile
    ballot = ballot_rules(state.profile)
    decided_by(envelope, "决定再投一次", body_for(profile, "reballot_called"))
    if state.reballot is not None:
        raise StepNotDue("已经决定再投一次。")
    not_before(envelope, "决定再投一次", "前一步", max(state.papers.last_on, state.read_on))
    match command.kind, state.stage:
        case "void_repeat", Void():
            opened = state.opened
            names = tuple(candidate.id for candidate in opened.candidates)
            return ReballotCalled(kind="void_repeat", candidates=names, seats=opened.seats)
        case "tie_break", Counted(count, None) if count.outcome == "tied":
            _reballots_left(state, ballot, ballot.tie_break == "revote_tied")
            return ReballotCalled(kind="tie_break", candidates=count.tied, seats=count.tied_seats)
        case "shortfall", Counted(count, None) if count.outcome == "shortfall":
            _reballots_left(state, ballot, ballot.shortfall == "revote_remaining")
            names = _remaining(state, ballot, count.selected, count.open_seats)
            return ReballotCalled(kind="shortfall", candidates=names, seats=count.open_seats)
        case _:
            raise NothingToResolve("本轮结果不需要这样再投一次。", pointer="/kind")


def _reballots_left(state: Round, ballot: Ballot, allowed: bool) -> None:  # noqa: FBT001 - a fact, not a switch
    if not allowed:
        raise NotTheWay(f"{vote_word(state.profile)}办法没有规定用再投一次处理这种情况。", pointer="/kind")
    if state.opened.reballots >= ballot.max_reballots:
        raise TooManyReballots(
            f"{vote_word(state.profile)}办法规定最多再投{ballot.max_reballots}次，已经用完。",
            pointer="/kind",
            most=ballot.max_reballots,
        )


def _remaining(state: Round, ballot: Ballot, selected: tuple[str, ...], seats: int) -> tuple[str, ...]:
    """P-08: the rest in order of votes, as many as the open seats and their own surplus take; equal votes stay together."""
    assert state.reading is not None
    items = counted_under_rules(state, state.reading).items
    rest = sorted((item for item in items if item.candidate not in selected), key=lambda item: -item.for_)
    surplus = ballot.revote_surplus
    most = len(rest) if surplus is None else seats + max(1, -(-seats * surplus.num // surplus.den))
    cut = rest[most - 1].for_ if most < len(rest) else -1
    kept = {item.candidate for item in rest if item.for_ >= cut}
    return tuple(candidate.id for candidate in state.opened.candidates if candidate.id in kept)


def resolve(state: Round, command: ResolveFrom, envelope: Envelope) -> TieResolved | ShortfallResolved:
    """What resolves the tie or the shortfall, when the method in force allows this way."""
    asked = command.asked
    tied = isinstance(asked, ResolveTie)
    counted = _unresolved(state, command, envelope)
    not_before(envelope, "处理", "录入计票结果", max(state.read_on, state.called_on))
    ways = _tie_ways(state) if tied else _shortfall_ways(state)
    if asked.how not in ways:
        named = "、".join(WAYS[way] for way in ways)
        raise NotTheWay(
            f"按{vote_word(state.profile)}办法，现在可以：{named}；不能用“{WAYS[asked.how]}”。", pointer="/how"
        )
    carried = asked.how == "next_round"
    selected = carried_back(state, command.reballot) if carried else asked.selected
    among = counted.count.tied if tied else _unselected(state, counted)
    if not carried:
        refuse_all(_choice(asked, among, counted.count.tied_seats if tied else counted.count.open_seats))
    if asked.how in ("presidium", "lot", "defer_to_sc"):
        decided_by(envelope, WAYS[asked.how], body_for(state.profile, "tie_resolved" if tied else "shortfall_resolved"))
    ordered = tuple(name for name in among if name in selected)
    source = asked.round if carried else ""
    if tied:
        return TieResolved(how=asked.how, among=among, selected=ordered, round=source)
    return ShortfallResolved(how=asked.how, selected=ordered, round=source)


def _unresolved(state: Round, command: ResolveFrom, envelope: Envelope) -> Counted:
    """The count whose tie or shortfall is to be resolved: once, and again when the re-ballot has come out otherwise since.

    A re-ballot may be corrected to its sheet, or voided and repeated, after it was carried back; then two people carry it again.
    """
    asked, counted = command.asked, state.counted
    wanted = "tied" if isinstance(asked, ResolveTie) else "shortfall"
    if counted is None or counted.count.outcome != wanted:
        raise NothingToResolve("本轮没有需要这样处理的结果。")
    if counted.settled is not None:
        if not state.carried or asked.how != "next_round" or not outdated(state, command.reballot, asked.round):
            raise NothingToResolve("本轮的结果已经处理过了。")
        two_people(envelope, "重新转回再投一轮的结果")
    return counted


def outdated(state: Round, reballot: Round | None, name: str) -> bool:
    """Whether what was carried back is no longer what the re-ballot `name` says."""
    counted = state.counted
    if not state.carried or counted is None:
        return False
    then = counted.settled or ()
    now = reballot.counted if reballot else None
    return name != state.carried or now is None or not _final(now) or set(now.selected) != set(then)


def _tie_ways(state: Round) -> tuple[Resolution, ...]:
    ballot = ballot_rules(state.profile)
    if ballot.tie_break == "presidium":
        return ("presidium",)
    if state.opened.reballots < ballot.max_reballots:
        return ("next_round",)
    return (ballot.if_still_tied,)


def _shortfall_ways(state: Round) -> tuple[Resolution, ...]:
    ballot = ballot_rules(state.profile)
    match ballot.shortfall:
        case "presidium_decides":
            return ("presidium",)
        case "defer_to_sc":
            return ("defer_to_sc",)
        case "revote_remaining" if state.opened.reballots < ballot.max_reballots:
            return ("next_round",)
        case _:
            return ("accept_fewer", "leave_open")


def carried_back(state: Round, reballot: Round | None) -> tuple[str, ...]:
    """Who is in by the re-ballot; it must be the one that this round called, and have nothing left to resolve."""
    call, own = state.reballot, state.opened
    if reballot is None or call is None or reballot.purpose != call.kind:
        raise ReballotMissing("没有找到本轮决定再投的那一轮。", pointer="/round")
    this = str(round_id(own.meeting, own.project_year, own.batch, own.number))
    names = tuple(candidate.id for candidate in reballot.opened.candidates)
    after = reballot.opened.number >= state.next_number
    if reballot.carries_to != this or not after or (names, reballot.opened.seats) != (call.candidates, call.seats):
        raise ReballotMissing("这不是本轮决定再投的那一轮。", pointer="/round")
    if reballot.counted is None or not _final(reballot.counted):
        why = "已经作废" if isinstance(reballot.stage, Void) else "还没有得出结果"
        raise ReballotMissing(f"再投的一轮{why}。", pointer="/round")
    return reballot.counted.selected


def _final(counted: Counted) -> bool:
    return counted.count.outcome == "decided" or counted.settled is not None


def _unselected(state: Round, counted: Counted) -> tuple[str, ...]:
    names = (candidate.id for candidate in state.opened.candidates)
    return tuple(name for name in names if name not in counted.count.selected)


def _choice(asked: ResolveTie | ResolveShortfall, among: tuple[str, ...], seats: int) -> Iterator[Refusal]:
    """Those whom the presidium or the lot brought in; a re-ballot says it by itself, and may bring in more where all tied are."""
    selected = asked.selected
    for number, name in enumerate(selected):
        if name not in among:
            yield WrongChoice(f"“{shown(name)}”不在可选的项目之中。", pointer=f"/selected/{number}")
    if len(set(selected)) != len(selected):
        yield WrongChoice("同一个项目写了两次。", pointer="/selected")
    exact = isinstance(asked, ResolveTie) and asked.how in ("presidium", "lot")
    none = asked.how in ("leave_open", "accept_fewer", "defer_to_sc")
    if len(selected) > seats or (exact and len(selected) != seats) or (none and selected):
        yield WrongChoice(
            f"名额{seats}个，选定{len(selected)}个。", pointer="/selected", seats=seats, selected=len(selected)
        )
