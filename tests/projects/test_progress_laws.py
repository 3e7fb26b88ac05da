"""Whatever is asked in whatever order, do the reports that count never fall without a reason nor exceed their whole?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.refusals import Faults
from projects.commands.progress import AcceptReport, ReportProgress, ReturnReport
from projects.events.progress import SubItemProgress
from projects.events.values import TargetDone
from projects.refusals.progress import FallUnexplained
from tests.given import CHAIR, Given
from tests.projects.reporting import amounts, ask, month, on, running, stands

PERIODS = ("2024-11", "2024-12", "2025-01", "2025-02")
YUAN = st.none() | st.integers(0, 4)
PLACES = (
    "start.paid_fen",
    "start.completed_fen",
    "year.paid_fen",
    "target:1",
    "sub_item:1.completed_fen",
    "sub_item:2.completed_fen",
)
LATE = on("2025-04-01", second=CHAIR)


@st.composite
def reports(draw: st.DrawFn) -> ReportProgress:
    """A report of one of four months over a year's end, with small figures that often fall."""

    def said(*names: str) -> dict[str, int]:
        return {name: yuan for name in names if (yuan := draw(YUAN)) is not None}

    parts = {id_: draw(YUAN) for id_ in ("1", "2")}
    done = draw(YUAN)
    whole = {"completed": draw(st.integers(3, 8))} if any(parts.values()) or draw(st.booleans()) else {}
    return ReportProgress(
        period=draw(st.sampled_from(PERIODS)),
        year=amounts(**said("paid")),
        start=amounts(**said("paid"), **whole),
        targets=() if done is None else (TargetDone(target="1", done=str(done)),),
        sub_items=tuple(
            SubItemProgress(sub_item=id_, completed_fen=yuan * 100) for id_, yuan in parts.items() if yuan is not None
        ),
        narrative="进展",
    )


CHECKS = st.builds(AcceptReport, period=st.sampled_from(PERIODS))
RETURNS = st.builds(ReturnReport, period=st.sampled_from(PERIODS), reason=st.just("缺数"))


def played(asked: list[Any]) -> Given[Any]:
    """The project after everything that was recorded of what was asked."""
    state = running(years=(2024, 2025))
    for command in asked:
        outcome = ask(state, corrected(state, command), LATE)
        state = state if outcome.refusal else outcome.and_then()
    return state


def corrected(state: Given[Any], command: Any) -> Any:
    """The command as a willing clerk sends it again: with the reasons that were missing, without those that were not asked for."""
    if not isinstance(command, ReportProgress):
        return command
    behind = any(one.stated.period >= command.period for one in stands(state).progress.counting)
    command = replace(command, revises=behind, falls={})
    refusal = ask(state, command, LATE).refusal
    faults = refusal.faults if isinstance(refusal, Faults) else (refusal,)
    places = [str(fault.numbers["place"]) for fault in faults if isinstance(fault, FallUnexplained)]
    return replace(command, falls=dict.fromkeys(places, "更正"))


def wholes(known: dict[str, Any]) -> bool:
    """The oracle: the year within the start and the sub-items within the whole, wherever both are known."""
    parts = sum(known.get(f"sub_item:{n}.completed_fen", 0) for n in "12")
    paid = known.get("start.paid_fen")
    return parts <= known.get("start.completed_fen", 0) and (paid is None or known.get("year.paid_fen", 0) <= paid)


@given(st.lists(st.one_of(reports(), reports(), reports(), CHECKS), min_size=3, max_size=10))
def test_the_reports_that_count_are_sound_whatever_the_order_in_which_they_came(asked: list[Any]) -> None:
    known: dict[str, Any] = {}
    counting = [one.stated for one in stands(played(asked)).progress.counting]
    assert [one.period for one in counting] == sorted({one.period for one in counting})
    for place, report in enumerate(counting):
        if place and report.period[:4] != counting[place - 1].period[:4]:
            known.pop("year.paid_fen", None)
        for name, figure in stated(report).items():
            assert figure >= known.get(name, 0) or name in report.falls, (report.period, name)
            known[name] = figure
        assert wholes(known), report.period


def stated(report: Any) -> dict[str, Any]:
    """The oracle's own reading of a report's figures."""
    found = {
        "start.paid_fen": report.start.paid_fen,
        "start.completed_fen": report.start.completed_fen,
        "year.paid_fen": report.year.paid_fen,
        **{f"target:{one.target}": int(one.done) for one in report.targets},
        **{f"sub_item:{one.sub_item}.completed_fen": one.completed_fen for one in report.sub_items},
    }
    return {name: figure for name, figure in found.items() if figure is not None}


@given(st.lists(YUAN, min_size=1, max_size=10))
def test_a_fall_is_refused_exactly_where_the_last_known_figure_was_higher(paid: list[int | None]) -> None:
    state, last = running(years=(2024,)), None
    for number, yuan in enumerate(paid, 1):
        report = month(f"2024-{number:02}", start={} if yuan is None else {"paid": yuan}, narrative="进展")
        outcome = ask(state, report, LATE)
        if yuan is not None and last is not None and yuan < last:
            outcome.refused(FallUnexplained)
        else:
            state, last = outcome.and_then(), last if yuan is None else yuan
    assert stands(state).progress.known.get("start.paid_fen") == (None if last is None else last * 100)


@given(st.lists(st.one_of(reports(), reports(), CHECKS, RETURNS), min_size=3, max_size=10))
def test_whatever_was_recorded_is_what_was_reported_last_and_not_returned(asked: list[Any]) -> None:
    state = running(years=(2024, 2025))
    versions: dict[str, list[Any]] = {}
    for command in asked:
        outcome = ask(state, corrected(state, command), LATE)
        if outcome.refusal:
            continue
        state = outcome.and_then()
        match command:
            case ReportProgress():
                versions.setdefault(command.period, []).append(command.start)
            case ReturnReport():
                versions[command.period].pop()
            case _:
                pass
    counting = {one.stated.period: one.stated.start for one in stands(state).progress.counting}
    assert counting == {period: given_[-1] for period, given_ in versions.items() if given_}
