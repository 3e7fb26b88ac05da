"""Do head, standby and clock let the next tree be signed only when they agree with what was signed?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.log.comparing import HeadDiffers, SignerWaits, compare_with_head, compare_with_rows, held_by, is_due
from api.log.memory import Remembered
from domain.merkle import CompactRange, sha256
from domain.storage import Tree
from tests.log.notes import MORNING, checkpoint, note

LEAVES = [sha256(bytes([number])) for number in range(12)]


def tree(size: int) -> CompactRange:
    grown = CompactRange()
    grown.extend(LEAVES[:size])
    return grown


def head(size: int, *, standby: bool = False, hashes: list[bytes] | None = None) -> Tree:
    return Tree(size, hashes or tree(size).hashes, "sha256", None if standby else "0/1")


SIGNED = Remembered.of(note(5, root=tree(5).root()), tree(5))
OTHER = [sha256(b"x")] * 2


@pytest.mark.parametrize("found", [head(5), head(6), head(12), head(5, standby=True)])
def test_a_head_that_may_have_grown_is_looked_into(found: Tree) -> None:
    compare_with_head(SIGNED, found)


@pytest.mark.parametrize("found", [head(4), head(0), head(5, hashes=OTHER), head(5)._replace(algorithm="sm3")])
def test_a_head_that_cannot_have_grown_is_refused(found: Tree) -> None:
    with pytest.raises(HeadDiffers):
        compare_with_head(SIGNED, found)
    compare_with_head(None, found)


def test_a_standby_that_is_behind_did_not_shrink() -> None:
    with pytest.raises(SignerWaits):
        compare_with_head(SIGNED, head(4, standby=True))


def test_rows_that_make_another_tree_than_the_head_are_refused() -> None:
    compare_with_rows(tree(6), head(6), head(6, standby=True))
    with pytest.raises(HeadDiffers):
        compare_with_rows(tree(6), head(6, hashes=OTHER), None)
    with pytest.raises(SignerWaits, match="与主库的不同"):
        compare_with_rows(tree(6), head(6), head(6, standby=True, hashes=OTHER))


def test_no_more_is_signed_than_primary_and_standby_have() -> None:
    assert held_by(head(6, standby=True), head(12), SIGNED) == 6
    assert held_by(head(5, standby=True), head(5), SIGNED) == 5
    assert held_by(head(0, standby=True), head(5), None) == 0
    for held, primary in ((head(6), head(12)), (head(7, standby=True), head(6)), (head(4, standby=True), head(12))):
        with pytest.raises(SignerWaits):
            held_by(held, primary, SIGNED)


@pytest.mark.parametrize(
    ("size", "seconds", "at_once", "other_key", "due"),
    [
        (5, 0, True, False, False),
        (5, 86_399, True, False, False),
        (5, 86_400, False, False, True),
        (5, 0, True, True, False),
        (5, 1, False, True, True),
        (6, 0, True, False, True),
        (6, 7, False, False, False),
        (6, 8, False, False, True),
    ],
)
def test_it_is_time_to_sign(size: int, seconds: int, *, at_once: bool, other_key: bool, due: bool) -> None:
    now = MORNING + timedelta(seconds=seconds)
    assert is_due(checkpoint(5), size, now, at_once=at_once, other_key=other_key) is due


def test_a_clock_that_went_back_is_no_time_to_sign() -> None:
    with pytest.raises(SignerWaits, match="请校准"):
        is_due(checkpoint(5), 6, MORNING - timedelta(seconds=1), at_once=True, other_key=False)
