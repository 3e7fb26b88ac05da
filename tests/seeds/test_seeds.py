"""Would the deciders have recorded a generated history just so, and is it the same every time?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice
from typing import cast
from uuid import UUID

import pytest

from api.actor import Actor
from api.usecases import Request, Stated, execute
from domain.calendar import parse_day
from domain.events import Envelope
from domain.storage import Ledger
from tests.memory import Memory
from tests.seeds.asking import asked, use_case
from tests.seeds.desk import Act
from tests.seeds.history import acts, recorded
from tests.seeds.places import BANNERS, PROJECTS, TOWNSHIPS, seats
from voting.events.evaluations import EvaluationOpened

SMALL = seats(1, 1, {"county": 3, "township": 2})


def test_the_scale_is_that_of_the_published_case() -> None:
    everywhere = seats()
    assert len(everywhere) == BANNERS * (1 + TOWNSHIPS)
    assert sum(seat.projects for seat in everywhere) == 558
    assert {seat.level for seat in everywhere} == PROJECTS.keys()


@pytest.mark.parametrize(("seed", "years"), [(0, 1), (1, 2), (2, 4)])
def test_every_act_is_what_its_command_records(seed: int, years: int) -> None:
    ledger, evaluations = Memory(), set[UUID]()
    for number, act in enumerate(acts(seed, SMALL, years=years)):
        first, before = act.entries[0], len(ledger.events)
        if isinstance(first.events[0], EvaluationOpened):
            evaluations.add(first.stream)
        clock = partial(datetime.fromisoformat, act.at)
        execute(cast("Ledger", ledger), _request(act, number, evaluations), clock=clock)
        made = [(one.originator_id, _without_key(one.envelope), one.event) for one in ledger.events[before:]]
        told = [(entry.stream, _without_key(entry.envelope), event) for entry in act.entries for event in entry.events]
        assert made == told


def test_the_same_seed_makes_the_same_log_however_much_of_it_is_read() -> None:
    whole = list(recorded(acts(7, SMALL, years=2)))
    assert [one.position for one in whole] == list(range(1, len(whole) + 1))
    assert list(islice(recorded(acts(7, SMALL)), 500)) == whole[:500]
    assert list(recorded(acts(8, SMALL, years=2))) != whole


def test_moments_never_go_back() -> None:
    moments = [act.at for act in acts(3, SMALL, years=3)]
    assert moments == sorted(moments)


def _request(act: Act, number: int, evaluations: set[UUID]) -> Request:
    entry = act.entries[0]
    command, envelope = asked(entry.events[0]), entry.envelope
    case = use_case(command, entry.stream, evaluations)
    stated = Stated(
        effective_on=parse_day(envelope.effective_on), decided_by=envelope.decided_by, approved_by=envelope.approved_by
    )
    return Request(
        use_case=case, command=command, actor=Actor(person=envelope.by, congress=envelope.by.ref.split("-")[1]), key=str(number),
        stated=stated, stream=None if case.begins_stream else entry.stream,
    )  # fmt: skip


def _without_key(envelope: Envelope) -> Envelope:
    return replace(envelope, command_id="")
