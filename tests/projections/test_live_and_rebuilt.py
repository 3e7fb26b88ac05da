"""Do rows that were served live equal those of a rebuild, and rows as of a position those that stood there?"""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projections.model import ReadModel
from projections.models import MEETING_BOARD, MODELS, ROUND_RESULTS, SATISFACTION
from projections.reading import Reading
from tests.projections.histories import at_random, demonstration
from tests.projections.kit import Log, folded, held, rebuilt, running, versions
from tests.projections.random_sessions import at_random as sessions_at_random
from tests.projections.test_reading import reading_of
from voting.deciders.evaluations import EVALUATION
from voting.deciders.rounds import ROUND
from voting.events.evaluations import EvaluationOpened
from voting.events.rounds import RoundOpened
from voting.states import evaluations as graded
from voting.states import rounds as balloted

SEEDED = st.randoms(use_true_random=True)
NAMES = [model.name for model in MODELS]
STATUSES = {
    balloted.Voting: "voting",
    balloted.Counted: "counted",
    balloted.Declared: "declared",
    balloted.Announced: "announced",
    balloted.Void: "void",
    graded.Marking: "marking",
    graded.Graded: "graded",
    graded.Declared: "declared",
    graded.Announced: "announced",
    graded.Void: "void",
}


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rng=SEEDED)
def test_a_rebuild_equals_what_was_served_live_and_what_the_folds_make(reading_database: str, rng: Random) -> None:
    _same_live_and_rebuilt(reading_database, at_random(rng), rng)


def test_a_rebuild_of_the_demonstration_equals_what_was_served_live(reading_database: str) -> None:
    _same_live_and_rebuilt(reading_database, demonstration(), Random(1))  # noqa: S311 - sizes of batches, no secret


def _same_live_and_rebuilt(conninfo: str, history: Log, rng: Random) -> None:
    """Followed in batches of any size by one runner after the other, rebuilt, and folded in memory."""
    log = Log()
    rebuilt(conninfo, MODELS, log)
    while len(log.events) < len(history.events):
        with running(conninfo, MODELS, log, batch=rng.choice([1, 7, 100, 2000])) as (_, waiting):
            for _ in range(rng.randint(1, 4)):
                log.take(history.events[len(log.events) : len(log.events) + rng.randint(1, len(history.events) // 2)])
                # The last of them may find its runner gone: the next one goes on.
                assert rng.random() < 0.3 or waiting.wait_for(len(log.events), 60, NAMES)
    with running(conninfo, MODELS, log) as (_, waiting):
        assert waiting.wait_for(len(log.events), 60, NAMES)
    live = {name: versions(conninfo, name) for name in NAMES}
    rebuilt(conninfo, MODELS, log, batch=rng.choice([7, 100, 2000]))
    assert {name: versions(conninfo, name) for name in NAMES} == live
    for model in MODELS:
        assert held(conninfo, model.name) == folded(model, log.events).rows


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rng=SEEDED)
def test_rows_as_of_a_position_are_those_of_a_replay_up_to_it(reading_database: str, rng: Random) -> None:
    _same_then_and_now(reading_database, at_random(rng), rng)


def test_the_demonstration_as_of_a_position_is_that_of_a_replay_up_to_it(reading_database: str) -> None:
    _same_then_and_now(reading_database, demonstration(), Random(2))  # noqa: S311 - positions, no secret


def _same_then_and_now(conninfo: str, history: Log, rng: Random) -> None:
    """What is read as of a position, and what is read when nothing after it was ever recorded."""
    ends = rng.sample(range(len(history.events) + 1), 2)
    reading, then = reading_of(conninfo), {}
    for end in ends:
        replayed = Log()
        replayed.take(history.events[:end])
        rebuilt(conninfo, MODELS, replayed)
        then[end] = {model.name: (held(conninfo, model.name), _listed(reading, model)) for model in MODELS}
    rebuilt(conninfo, MODELS, history)
    for end in ends:
        for model in MODELS:
            assert (held(conninfo, model.name, end), _listed(reading, model, end)) == then[end][model.name]
            assert then[end][model.name][1] == folded(model, history.events[:end]).shown(model)


def _listed(reading: Reading, model: ReadModel, at: int | None = None) -> dict[str, dict[str, Any]]:
    shown = reading.rows(model, as_of=at, limit=10_000)
    assert all(at is None or row.since <= at for row in shown), "nothing is shown that was not recorded then"
    return {row.key: row.row for row in shown}


@settings(max_examples=40)
@given(rng=SEEDED)
def test_read_models_say_of_every_ballot_what_its_decider_believes(rng: Random) -> None:
    ledger = sessions_at_random(rng)
    rounds, grades, boards = (
        folded(model, ledger.log.events).shown(model) for model in (ROUND_RESULTS, SATISFACTION, MEETING_BOARD)
    )
    on_boards = {ballot["round"]: ballot for board in boards.values() for ballot in board["rounds"]}
    graded_on_boards = {ballot["evaluation"]: ballot for board in boards.values() for ballot in board["evaluations"]}
    for recorded in ledger.log.events:
        own = recorded.originator_id
        if isinstance(recorded.event, RoundOpened):
            state = ledger.state(ROUND, own)
            assert isinstance(state, balloted.Round)
            row = rounds[str(own)]
            assert row["status"] == on_boards[str(own)]["status"] == STATUSES[type(state.stage)]
            chosen = None if state.counted is None else set(state.counted.selected)
            assert (None if row["selected"] is None else set(row["selected"])) == chosen
            assert len(row["sheets"]) == len(state.papers.sheets)
            assert (row["reballot"] is not None) == (state.reballot is not None)
            assert row["agrees"] in (True, None), "the count made again is the one that was recorded"
        if isinstance(recorded.event, EvaluationOpened):
            evaluation = ledger.state(EVALUATION, own)
            assert evaluation is not None
            stage = evaluation.stage
            assert grades[str(own)]["status"] == graded_on_boards[str(own)]["status"] == STATUSES[type(stage)]
            assert grades[str(own)]["agrees"] is True
