"""Which checkpoints go into a bundle?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.bundle.shelved import CheckpointAhead, NothingSigned, is_signed, shelved, thinned
from api.log.shelf import Shelf, ShelfDamaged
from domain.transparency.checkpoints import Checkpoint, OtherLog
from domain.transparency.keys import SignerKey
from domain.transparency.notes import sign_note
from domain.transparency.policies import Policy
from tests.bundle.keys import KEY, ORIGIN, POLICY, publish

MORNING = datetime(2024, 1, 18, 2, 0, tzinfo=UTC)


def test_a_checkpoint_is_signed_for_whose_policy_knows_its_key(tmp_path: Path) -> None:
    publish(tmp_path, 3, bytes(32), MORNING)
    (place,) = Shelf(tmp_path).all()
    stranger = POLICY.replace(str(KEY.verifier).encode(), str(SignerKey.draw(ORIGIN).verifier).encode())
    assert [is_signed(place, Policy.parse(each)) for each in (POLICY, stranger)] == [True, False]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Four a day for three days, each of one event more."""
    for number in range(12):
        publish(tmp_path, number + 1, bytes(32), MORNING + timedelta(hours=6 * number))
    return Shelf(tmp_path)


def sizes(shelf: Shelf, most: int) -> list[int]:
    return [each.size for each in thinned(shelf.all(), most)]


def test_all_of_them_go_where_they_are_not_too_many(shelf: Shelf) -> None:
    assert sizes(shelf, 12) == list(range(1, 13))
    assert [each.size for each in shelved(shelf, 12).published] == list(range(1, 13))


def test_of_too_many_the_last_of_each_day_goes_and_those_with_a_timestamp(shelf: Shelf) -> None:
    # 02:00, 08:00, 14:00 and 20:00 of a day.
    assert sizes(shelf, 11) == [4, 8, 12]
    shelf.keep_token(shelf.all()[5], b"a token")
    assert sizes(shelf, 11) == [4, 6, 8, 12]


def test_an_empty_log_was_signed_in_vain(tmp_path: Path) -> None:
    publish(tmp_path, 0, bytes(32), MORNING)
    with pytest.raises(NothingSigned):
        shelved(Shelf(tmp_path), 0)


def test_more_than_there_is_is_evidence(shelf: Shelf) -> None:
    with pytest.raises(CheckpointAhead) as refused:
        shelved(shelf, 11)
    assert refused.value.numbers == {"signed": 12, "head": 11}


def test_a_checkpoint_of_another_log_is_refused(shelf: Shelf) -> None:
    other = SignerKey.draw(f"{ORIGIN}二")
    shelf.keep(sign_note(Checkpoint(other.name, 3, bytes(32), MORNING).text, other))
    with pytest.raises(OtherLog, match=f"{ORIGIN}二"):
        shelved(shelf, 12)


def test_a_file_that_is_no_checkpoint_is_named(shelf: Shelf) -> None:
    damaged = shelf.all()[4].path
    damaged.write_bytes(b"nothing")
    with pytest.raises(ShelfDamaged, match=damaged.name):
        shelved(shelf, 12)
