"""Do rows that were served live equal those of a rebuild, and rows as of a position those that stood there?"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projections.models import MEETING_BOARD, MODELS, ROUND_RESULTS, SATISFACTION
from projections.reading import Reading
from tests.projections.kit import Log, folded, held, rebuilt, running, versions
from tests.projections.play import at_random
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


@pytest.mark.parametrize("batch", [1, 7, 2000])
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rng=SEEDED)
def test_a_rebuild_equals_what_was_served_live_row_for_row(reading_database: str, batch: int, rng: Random) -> None:
    history = at_random(rng).log
    log = Log()
    rebuilt(reading_database, MODELS, log)
    with running(reading_database, MODELS, log, batch=batch) as (_, waiting):
        for recorded in history.events:
            log.take([recorded])
        assert waiting.wait_for(len(log.events), 60, NAMES)
        live = {name: versions(reading_database, name) for name in NAMES}
    rebuilt(reading_database, MODELS, log)
    for name in NAMES:
        assert versions(reading_database, name) == live[name]
    for model in MODELS:
        assert held(reading_database, model.name) == folded(model, log.events).rows


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rng=SEEDED, data=st.data())
def test_rows_as_of_a_position_are_those_that_the_events_up_to_it_make(
    reading_database: str, rng: Random, data: st.DataObject
) -> None:
    history = at_random(rng).log
    rebuilt(reading_database, MODELS, history)
    reading: Reading = reading_of(reading_database)
    for _ in range(3):
        at = data.draw(st.integers(0, len(history.events)))
        for model in MODELS:
            rows = folded(model, history.events[:at])
            assert held(reading_database, model.name, at) == rows.rows
            shown = reading.rows(model, as_of=at, limit=1000)
            assert {row.key: row.row for row in shown} == rows.shown(model)
            assert all(row.since <= at for row in shown), "nothing is shown that was not recorded then"


@settings(max_examples=40)
@given(rng=SEEDED)
def test_read_models_say_of_every_ballot_what_its_decider_believes(rng: Random) -> None:
    ledger = at_random(rng)
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
