"""Does a year of work stay whole whatever is asked of it, in whatever order?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.events import Body
from domain.refusals import Faults, Refusal
from projects.commands import cycles as c
from projects.deciders.cycles import CYCLE
from projects.deciders.differences import differences
from projects.deciders.listing import listed
from projects.states.cycles import Cycle
from projects.states.projects import Chosen, NotChosen
from tests.given import CHAIR, envelope
from tests.projects import years
from tests.projects.years import NUMBERS, naming, project, under

BODIES: tuple[Body | None, ...] = ("government", "session_presidium", "standing_committee", None)


def command(rng: Random, state: Cycle) -> Any:
    """Something that may be asked, often what would come next."""
    batch = rng.choice([1, 1, 2, 3])
    items = tuple(rng.sample(NUMBERS, rng.randint(1, 12))) if rng.random() < 0.4 else NUMBERS
    others = [
        project(number, rng.choice([None, NotChosen("2024-01-20"), Chosen("2024-01-20")]), title=rng.choice("甲乙"))
        for number in range(1, rng.choice([1, 1, 5]))
    ]
    at = state.batches.get(batch)
    lines = naming(years.DRAW_UP, *others).projects
    changes = (
        tuple(
            c.Explained(project=each.project, kind=each.kind, reason="理由")
            for each in differences(at.preliminary.items, listed(items, lines))
        )
        if at
        else ()
    )
    return rng.choice([
        naming(replace(years.DRAW_UP, batch=batch, items=items), *others),
        under(replace(years.PUBLICISE, batch=batch)),
        c.EndPublicity(batch=batch),
        under(replace(years.SUBMIT, batch=batch)),
        naming(replace(years.FIX, batch=batch, items=items, seats=rng.randint(0, 11), changes=changes), *others),
        naming(replace(years.FIX, batch=batch, items=items, seats=max(1, len(items) * 5 // 6), changes=changes), *others),
        c.BallotList(batch=batch, round=f"round-{rng.randint(1, 3)}"),
        under(c.ListProjects(batch=batch, document="示例文件")),
        naming(c.FormSupervisionGroup(group=str(rng.randint(1, 2)), name="组", projects=items[:1], members=("p-1",)), *others),
        c.CloseSolicitation(),
        c.CloseCycle() if rng.random() < 0.02 else c.EndPublicity(batch=batch),
    ])  # fmt: skip


def body_of(rng: Random, asked: Any) -> Body | None:
    """Mostly whoever decides it."""
    if rng.random() < 0.2:
        return rng.choice(BODIES)
    return "session_presidium" if isinstance(getattr(asked, "asked", None), c.FixFinalList) else "government"


@settings(max_examples=20)
@given(rng=st.randoms(use_true_random=True))
def test_no_illegal_step_is_ever_recorded(rng: Random) -> None:
    begun = rng.choice([years.drawn_up, years.publicised, years.submitted])
    state, on = begun().state, date(2024, 1, 6)
    for _ in range(50):
        asked = command(rng, state)
        on += timedelta(days=rng.choice([0, 0, 1, 2, -1]))
        by = envelope(on=on.isoformat(), body=body_of(rng, asked), how="meeting_decision", second=CHAIR)
        try:
            events = CYCLE.decide(state, asked, by)
        except (Refusal, Faults):
            continue
        before = state
        for event in events:
            state = CYCLE.evolve(state, event, by)
        check(before, state)


def check(before: Cycle, after: Cycle) -> None:
    """What holds after every step that was recorded."""
    assert not before.closed_on, "nothing follows the end"
    assert list(after.batches) == list(range(1, len(after.batches) + 1))
    for number, batch in after.batches.items():
        was = before.batches.get(number)
        if batch.final is not None:
            items = batch.final.said.items
            explained = {(change.project, change.kind) for change in batch.final.said.changes}
            assert explained == {(each.project, each.kind) for each in differences(batch.preliminary.items, items)}
            assert 1 <= batch.final.said.seats <= len(items)
            assert 5 * (len(items) - batch.final.said.seats) >= batch.final.said.seats, "a fifth more, at least"
            assert batch.submitted_on >= batch.drawn_up_on
            assert batch.final.on >= batch.submitted_on
            assert batch.publicity
            assert batch.publicity.ended_on
        if was is not None and was.stands:
            assert (batch.final, batch.preliminary) == (was.final, was.preliminary)
        assert batch.final or not batch.rounds
