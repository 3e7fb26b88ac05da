"""Does the verifier pass every good bundle, and name check and place of every damage and of every edge case?"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.bundles.damages import DAMAGES
from tests.bundles.edges import Edge, edges
from tests.bundles.maker import made, of_every_kind
from tests.bundles.recipes import Bundle
from tests.verifier.program import said

EDGES = {edge.name: edge for edge in edges()}
TRIES = 300


@pytest.fixture(scope="module")
def good() -> list[Bundle]:
    return of_every_kind()


def test_good_bundles_pass(good: list[Bundle], tmp_path: Path) -> None:
    for number, bundle in enumerate(good):
        found = said(bundle, tmp_path / str(number))
        assert (found.code, found.bad) == (0, {})
        assert {each["verdict"] for each in found.checks.values()} <= {"ok", "skipped"}


def test_no_good_bundle_raises_an_alarm(tmp_path: Path) -> None:
    alarms = {}
    for seed in range(100):
        found = said(made(random.Random(seed)), tmp_path / str(seed))  # noqa: S311 - the same bundles each time
        if found.code:
            alarms[seed] = found.bad
    assert alarms == {}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_found_where_it_was_done(name: str, good: list[Bundle], tmp_path: Path) -> None:
    chance = random.Random(name)  # noqa: S311 - the same damage each time
    tried = (DAMAGES[name](chance.choice(good), chance) for _ in range(TRIES))
    damaged = next(each for each in tried if each is not None)
    found = said(damaged.bundle, tmp_path / "bundle")
    assert (found.code, found.verdict(damaged.check)) == (damaged.code, damaged.verdict)
    assert found.position(damaged.check) == (damaged.position or found.position(damaged.check))
    assert found.detail(damaged.check)


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES)
def test_an_edge_case_is_read_as_the_page_says(edge: Edge, tmp_path: Path) -> None:
    found = said(edge.bundle, tmp_path / "bundle")
    assert found.code == edge.code, found.bad
    if edge.check:
        assert found.verdict(edge.check) == ("false" if edge.code == 1 else "unchecked")
    else:
        assert found.bad == {}
