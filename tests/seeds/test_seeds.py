"""Would the deciders have recorded a generated history just so, and is it the same every time?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from uuid import UUID

import pytest

from api.actor import Actor
from api.usecases import Request, Stated, execute
from domain.calendar import parse_day
from domain.events import Envelope, Event
from domain.storage import Ledger
from tests.seeds.asking import ASKED, asked, use_case
from tests.seeds.desk import Act
from tests.seeds.history import acts, recorded
from tests.seeds.places import BANNERS, PROJECTS, TOWNSHIPS, Seat, seats
from voting.events.evaluations import EvaluationOpened

SMALL = seats(1, 1, {"county": 2, "township": 2})


def test_the_scale_is_that_of_the_published_case() -> None:
    everywhere = seats()
    assert len(everywhere) == BANNERS * (1 + TOWNSHIPS)
    assert sum(seat.projects for seat in everywhere) == 558
    assert {seat.level for seat in everywhere} == PROJECTS.keys()


@pytest.mark.parametrize("seed", [1, 2])
def test_every_act_is_what_its_command_records(ledger: Ledger, seed: int) -> None:
    evaluations: set[UUID] = set()
    for number, act in enumerate(acts(seed, SMALL, years=2)):
        first = act.entries[0]
        if isinstance(first.events[0], EvaluationOpened):
            evaluations.add(first.stream)
        answer = execute(ledger, _request(act, number, evaluations), clock=lambda at=act.at: datetime.fromisoformat(at))
        history = ledger.read_log(answer.position - sum(len(entry.events) for entry in act.entries), 2000)
        made = [(one.originator_id, _without_key(one.envelope), one.event) for one in history]
        assert made == [
            (entry.stream, _without_key(entry.envelope), event) for entry in act.entries for event in entry.events
        ]
    made = list(recorded(acts(seed, SMALL, years=2)))
    assert ledger.head() == len(made)


def _request(act: Act, number: int, evaluations: set[UUID]) -> Request:
    entry = act.entries[0]
    command, envelope = asked(entry.events[0]), entry.envelope
    case = use_case(command, entry.stream, evaluations)
    code = envelope.by.ref.split("-")[1]
    stated = Stated(
        effective_on=parse_day(envelope.effective_on), decided_by=envelope.decided_by, approved_by=envelope.approved_by
    )
    return Request(
        use_case=case, command=command, actor=Actor(person=envelope.by, congress=code), key=str(number), stated=stated,
        stream=None if case.begins_stream else entry.stream,
    )  # fmt: skip


def _without_key(envelope: Envelope) -> Envelope:
    return replace(envelope, command_id="")
