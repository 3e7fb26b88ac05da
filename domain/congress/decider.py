"""What may happen next to a congress: its registration, terms, roll, rules and units, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from domain.actors import not_before
from domain.calendar import say_day
from domain.congress.commands import (
    AdoptProfile,
    BeginTerm,
    ChangeRoll,
    EraseContentAt,
    MergeCongressInto,
    MergeUnit,
    RegisterCongress,
    RegisterUnit,
    RenameCongressTo,
    RenameUnit,
)
from domain.congress.erasing import erase_content
from domain.congress.events import (
    ROLL_REASONS,
    CongressMerged,
    CongressRegistered,
    CongressRenamed,
    ProfileAdopted,
    RollChanged,
    TermBegun,
)
from domain.congress.refusals import (
    CodeTaken,
    CongressMergedAway,
    DeputiesOutOfRange,
    MergedIntoItself,
    NothingDiffers,
    ProfileOfOtherLevel,
    RollAgainstReason,
    RollDiffers,
    TermNotBegun,
    TermNotNext,
    UnknownLabel,
)
from domain.congress.state import Congress, evolve
from domain.congress.units import merge_unit, register_unit, rename_unit
from domain.deciders import Command, Decider
from domain.divisions import LEVEL_NAMES, DivisionFault, canonical, check_division
from domain.profile import check_profile, recorded_profile, to_json
from domain.profile.shape import Place
from domain.refusals import AlreadyExists, Faults, NotFound, OutOfOrder, Refusal, refuse_all
from domain.texts import clean, filled, said, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.divisions import Level
    from domain.events import Envelope, Event

# 全国人大 itself has at most 3,000 (选举法 art. 16): beyond 9,999 somebody mistyped.
MOST_DEPUTIES: Final = 9_999
LAST_TERM: Final = 999
LABELS: Final = {"body": "会议名称", "presidium": "主席团名称", "division": "建制名称"}


def decide(state: Congress | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this congress; raises a `Refusal`, or `Faults` with several."""
    if isinstance(command, RegisterCongress):
        return [_register(state, command)]
    if state is None:
        raise NotFound("没有找到这个人大。")
    if isinstance(command, EraseContentAt):
        # The law does not ask whether the congress goes on.
        return [erase_content(state, command, envelope)]
    if state.merged_into:
        raise CongressMergedAway(f"{state.name}已经撤并，不能再登记新的内容。", into=state.merged_into)
    match command:
        case BeginTerm():
            return [_begin_term(state, command, envelope)]
        case ChangeRoll():
            return [_change_roll(state, command, envelope)]
        case AdoptProfile():
            return [_adopt(state, command)]
        case RenameCongressTo():
            return [_rename(state, command)]
        case MergeCongressInto():
            return [_merge(state, command)]
        case RegisterUnit():
            return [register_unit(state, command)]
        case RenameUnit():
            return [rename_unit(state, command)]
        case MergeUnit():
            return [merge_unit(state, command)]
        case _:
            raise AssertionError(f"not a command of a congress: {command!r}")


def _register(state: Congress | None, command: RegisterCongress) -> CongressRegistered:
    if state is not None:
        raise AlreadyExists(f"代码{command.code}已经登记为{state.name}。", pointer="/code")
    faults = [*_code(command.code, command.level), *filled(name=command.name), *_labels(command.labels)]
    refuse_all(faults)
    return CongressRegistered(
        code=canonical(command.code), level=command.level, name=command.name, labels=command.labels
    )


def _code(code: str, level: Level) -> Iterator[Refusal]:
    unseen = list(clean(code=code))
    if unseen:
        yield from unseen
        return
    try:
        check_division(code, level, pointer="/code")
    except DivisionFault as fault:
        yield fault


def _labels(labels: dict[str, str]) -> Iterator[Refusal]:
    for key, text in labels.items():
        if key in LABELS:
            yield from filled(**{f"labels/{key}": text})
        else:
            known = "、".join(f"{known}（{name}）" for known, name in LABELS.items())
            yield UnknownLabel(
                f"没有叫作“{shown(key)}”的叫法，可用的是：{known}。", pointer=Place("/labels").into(key).pointer
            )


def _begin_term(state: Congress, command: BeginTerm, envelope: Envelope) -> TermBegun:
    """A 届 follows the one before; the first one recorded may be any, because a ledger may begin late."""
    began_on = command.began_on.isoformat()
    faults: list[Refusal] = list(_deputies(command.deputies, "/deputies"))
    if command.term != state.term + 1 if state.term else not 1 <= command.term <= LAST_TERM:
        due = f"第{state.term + 1}届" if state.term else f"第1届至第{LAST_TERM}届之间"
        faults.append(TermNotNext(f"应为{due}，现为第{said(command.term)}届。", pointer="/term", before=state.term))
    if state.term and began_on <= state.term_began_on:
        faults.append(
            OutOfOrder(
                f"第{state.term}届始于{say_day(state.term_began_on)}，下一届不能始于{say_day(began_on)}。",
                pointer="/began_on",
            )
        )
    refuse_all(faults)
    not_before(envelope, "登记换届", "本届首日", began_on)
    return TermBegun(term=command.term, began_on=began_on, deputies=command.deputies)


def _deputies(number: int, pointer: str) -> Iterator[Refusal]:
    if not 1 <= number <= MOST_DEPUTIES:
        yield DeputiesOutOfRange(f"在任代表应为1至{MOST_DEPUTIES}人，现为{said(number)}人。", pointer=pointer)


def _change_roll(state: Congress, command: ChangeRoll, envelope: Envelope) -> RollChanged:
    if not state.term:
        raise TermNotBegun(f"{state.name}尚未登记换届，不知道在任代表人数。")
    refuse_all(_roll_faults(state, command))
    not_before(envelope, "代表名额变动", "上一次登记的人数", state.deputies_since)
    return RollChanged(before=command.before, after=command.after, reason=command.reason)


def _roll_faults(state: Congress, command: ChangeRoll) -> Iterator[Refusal]:
    before, after = command.before, command.after
    beyond = [*_deputies(before, "/before"), *_deputies(after, "/after")]
    if beyond:
        yield from beyond
        return
    if before != state.deputies:
        yield RollDiffers(
            f"登记的在任代表为{state.deputies}人，填报的变动前人数为{before}人。",
            pointer="/before", left=state.deputies, right=before,
        )  # fmt: skip
    elected = command.reason == "by_election"
    if before == after:
        yield NothingDiffers(f"变动前后都是{after}人。", pointer="/after")
    elif (after > before) is not elected:
        yield RollAgainstReason(
            f"{ROLL_REASONS[command.reason]}使人数{'增加' if elected else '减少'}，填报的却是由{before}人变为{after}人。",
            pointer="/reason", before=before, after=after,
        )  # fmt: skip


def _adopt(state: Congress, command: AdoptProfile) -> ProfileAdopted:
    """Recorded whole and as it was read: every parameter written out, shares as two integers."""
    faults = [*_other_level(state, command.profile.get("level")), *clean(document=command.document)]
    profile: dict[str, Any] = {}
    try:
        profile = to_json(check_profile(command.profile, "/profile"))
    except Faults as found:
        faults.extend(found.faults)
    last = max(state.profiles, default=0)
    if last and profile == to_json(recorded_profile(state.profiles[last])):
        faults.append(NothingDiffers(f"与第{last}版规则完全相同，不必重新登记。", pointer="/profile", version=last))
    refuse_all(faults)
    return ProfileAdopted(version=last + 1, profile=profile, document=command.document)


def _other_level(state: Congress, level: object) -> Iterator[Refusal]:
    for known, name in LEVEL_NAMES.items():
        if known == level != state.level:
            yield ProfileOfOtherLevel(
                f"{state.name}是{LEVEL_NAMES[state.level]}的，规则是{name}的。", pointer="/profile/level"
            )


def _rename(state: Congress, command: RenameCongressTo) -> CongressRenamed:
    name, code, holder = command.asked.name, canonical(command.asked.code), command.holder
    faults = [*filled(name=name), *_code(code, state.level)]
    if (name, code) == (state.name, state.code):
        faults.append(NothingDiffers(f"名称和代码仍是{name}、{code}。", pointer="/name"))
    if holder is not None:
        faults.append(CodeTaken(f"代码{code}已经登记为{holder.name}。", pointer="/code"))
    refuse_all(faults)
    return CongressRenamed(name=name, code=code, before_name=state.name, before_code=state.code)


def _merge(state: Congress, command: MergeCongressInto) -> CongressMerged:
    into, target = command.asked.into, command.target
    if target is None:
        raise MergedIntoItself(f"{state.name}不能并入自身。", pointer="/into")
    if target.merged_into:
        raise CongressMergedAway(f"{target.name}已经撤并，不能再并入。", pointer="/into", into=target.merged_into)
    return CongressMerged(into=into)


CONGRESS: Final[Decider[Congress | None]] = Decider("Congress", None, decide, evolve)
