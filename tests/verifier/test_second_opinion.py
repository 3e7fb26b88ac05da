"""Do two verifiers, in two languages, from one page, say the same?"""

import random
from itertools import islice
from pathlib import Path

import pytest

from tests.bundles.damages import DAMAGES
from tests.bundles.edges import Edge, edges
from tests.bundles.maker import made
from tests.second_verifier.opinions import Opinion, differences, laid_out, second

TWENTY = range(20240118, 20240138)
TRIES = 300


@pytest.mark.needs("node", debian="nodejs")
def test_both_verifiers_say_the_same_of_twenty_bundles_good_and_bad(tmp_path: Path) -> None:
    assert differences(TWENTY, tmp_path) == {}


@pytest.mark.needs("node", debian="nodejs")
def test_the_second_verifier_passes_good_bundles_and_finds_every_known_damage(tmp_path: Path) -> None:
    rng = random.Random(1)  # noqa: S311 - the same bundles each time
    good = [made(rng, events=events) for events in (1, 12, 30, 60, 60, 60, 120, 300)]
    several = (made(rng, events=60) for _ in range(TRIES))
    good += islice((each for each in several if each.headers is not None), 2)
    damaged = {}
    for name, damage in DAMAGES.items():
        found = (damage(rng.choice(good), rng) for _ in range(TRIES))
        damaged[name] = next(each for each in found if each is not None)
    bundles = [*good, *(each.bundle for each in damaged.values())]
    opinions = second(laid_out(bundles, tmp_path))
    assert [opinion.code for opinion in opinions[: len(good)]] == [0] * len(good)
    for (name, each), opinion in zip(damaged.items(), opinions[len(good) :], strict=True):
        verdict, position = opinion.of(each.check)
        assert (name, opinion.code, verdict) == (name, each.code, each.verdict)
        assert (name, position) == (name, each.position or position)


@pytest.mark.needs("node", debian="nodejs")
def test_the_second_verifier_says_what_is_right_at_the_edges_of_the_page(tmp_path: Path) -> None:
    cases = list(edges())
    opinions = second(laid_out([edge.bundle for edge in cases], tmp_path))
    assert [edge.name for edge, opinion in zip(cases, opinions, strict=True) if not says(opinion, edge)] == []


def says(opinion: Opinion, edge: Edge) -> bool:
    """Whether the exit code is right, and the check that is to blame is named."""
    blamed = {0: True, 1: "false", 2: "unchecked"}[edge.code]
    return opinion.code == edge.code and (blamed is True or opinion.of(edge.check)[0] == blamed)
