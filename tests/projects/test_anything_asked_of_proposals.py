"""Is whatever is asked of a proposal, as it stands, either recorded or refused, and does it never break anything?"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.canonical import LARGEST_INTEGER
from domain.events import Envelope
from domain.refusals import Faults, Refusal
from projections.proposals import PROPOSALS
from projects.application.proposals import USE_CASES
from projects.commands import proposals as c
from tests.given import CHAIR, envelope
from tests.projections.kit import folded
from tests.projections.solicited import Year
from tests.projects.proposals import ADOPT, DECLINE, RESERVE, TRANSFER, rules
from tests.stateful import checked
from tests.strategies import instances_of

if TYPE_CHECKING:
    from random import Random
    from uuid import UUID

LONG = bool(os.environ.get("LONG_TESTS"))
ENDS = ((), (ADOPT,), (RESERVE,), (TRANSFER,), (DECLINE,), (c.MergeProposal(into="2024征-001"),))
TEXTS = (
    "",
    " ",
    "\x00",
    "示例",
    "甲；乙",
    "2024征-001",
    "2024征-003",
    "2023征-001",
    "2024-01",
    "999999",
    "龘" * 3000,
    "12",
)
NUMBERS = (0, 1, -1, 2024, 2023, LARGEST_INTEGER, -LARGEST_INTEGER)
CASES = pytest.mark.parametrize("case", USE_CASES, ids=[case.command.__name__ for case in USE_CASES])


def played() -> tuple[Year, list[UUID]]:
    """A proposal in each standing."""
    year = Year(rules(solicitation={"feedback": "both"}))
    proposals = [year.submit() for _ in ENDS]
    for own, asked in zip(proposals, ENDS, strict=True):
        year.ask(own, *asked)
    return year, proposals


def aimed(rng: Random, command: Any, congress: str) -> Any:
    """The command with about every second text and number in it replaced by one that means something here."""
    hints = get_type_hints(type(command))
    changes: dict[str, Any] = {"congress": rng.choice([congress, congress, "示例"])} if "congress" in hints else {}
    for name, hint in hints.items():
        value = getattr(command, name)
        if name in changes or get_origin(hint) is Literal or rng.random() < 0.5:
            continue
        if isinstance(value, str):
            changes[name] = rng.choice(TEXTS)
        elif isinstance(value, int):
            changes[name] = rng.choice(NUMBERS)
        elif isinstance(value, tuple):
            changes[name] = tuple(rng.choice(TEXTS) for _ in value)
    return replace(command, **changes)


@CASES
def test_anything_at_all_is_recorded_or_refused(case: Any) -> None:
    year, proposals = played()
    log = len(year.desk.log.events)

    @settings(max_examples=2000 if LONG else 40)
    @given(asked=instances_of(case.command), stated=instances_of(Envelope), rng=st.randoms(use_true_random=True))
    def ask(asked: Any, stated: Envelope, rng: Random) -> None:
        command = aimed(rng, asked, str(year.desk.home))
        on = rng.choice([replace(stated, effective_on="2023-12-29"), envelope(on="2023-12-29", second=CHAIR)])
        for stream in [None] if case.begins_stream else proposals:
            try:
                year.desk.ask(command, replace(on, at="2024-01-02T02:00:00.000000Z"), stream)
            except (Refusal, Faults) as refusal:
                checked(refusal)
            assert folded(PROPOSALS, year.desk.log.events).listed()
            year.desk.forget(log)

    ask()
