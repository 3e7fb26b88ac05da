"""Is an event, and an earlier root, proven by the service to whoever knows the root that was signed?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.desk import Desk
from api.log.shelf import Shelf
from domain.merkle import check_consistency, check_inclusion, prove_consistency, prove_inclusion, root_of, sha256
from domain.storage import Ledger
from domain.storage.tree import read_leaves
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import sign_note
from tests.api.kit import Caller, Hands, calling
from tests.bundle.keys import KEY, ORIGIN
from tests.storage.told import ENVELOPE, append

EVENTS = 1100
SIGNED = 1051
SIZES = (1, 2, 3, 255, 256, 257, 511, 512, 700, 768, 1024, 1025, 1050, SIGNED)


@pytest.fixture
def leaves(ledger: Ledger) -> list[bytes]:
    ledger.append([append("a", 0, EVENTS)], envelope=ENVELOPE, command=None)
    return ledger.read(lambda connection: read_leaves(connection, 0, EVENTS, sha256))


@pytest.fixture
def log(leaves: list[bytes], desk: Desk, hands: Hands, tmp_path: Path) -> Iterator[Caller]:
    """The service over a log of which all but the last events are signed."""
    shelf = Shelf(tmp_path / "checkpoints")
    root = root_of(leaves[:SIGNED])
    shelf.keep(sign_note(Checkpoint(ORIGIN, SIGNED, root, datetime(2024, 1, 18, tzinfo=UTC)).text, KEY))
    with calling(replace(desk, checkpoints=shelf.folder), hands) as caller:
        yield caller


@pytest.mark.parametrize("position", SIZES)
def test_a_leaf_is_proven_as_by_whoever_has_all_leaves(position: int, log: Caller, leaves: list[bytes]) -> None:
    said = log.get(f"/api/v1/log/leaves/{position}", None).json
    proof = [bytes.fromhex(each["hash"]) for each in said["proof"]]
    assert proof == prove_inclusion(position - 1, leaves[:SIGNED])
    assert bytes.fromhex(said["leaf"]) == leaves[position - 1]
    assert check_inclusion(leaves[position - 1], position - 1, SIGNED, proof, bytes.fromhex(said["root"]))
    assert said["fits"] is True
    for each in said["proof"]:
        assert bytes.fromhex(each["hash"]) == root_of(leaves[each["first"] - 1 : each["last"]])
        assert (each["last"] < position) == (each["side"] == "left")


@pytest.mark.parametrize("size", SIZES)
def test_an_earlier_root_is_proven_as_by_whoever_has_all_leaves(size: int, log: Caller, leaves: list[bytes]) -> None:
    said = log.get(f"/api/v1/log/roots/{size}", None).json
    proof = [bytes.fromhex(each) for each in said["proof"]]
    assert bytes.fromhex(said["was"]) == root_of(leaves[:size])
    assert proof == prove_consistency(size, leaves[:SIGNED])
    assert check_consistency(size, SIGNED, bytes.fromhex(said["was"]), bytes.fromhex(said["root"]), proof)
    assert said["fits"] is True


@pytest.mark.parametrize("path", ["leaves/0", "leaves/1052", "leaves/1100", "leaves/x", "roots/0", "roots/1052"])
def test_nothing_is_told_of_what_is_not_signed_yet(path: str, log: Caller) -> None:
    assert log.get(f"/api/v1/log/{path}", None).status == 404


def test_before_anything_is_signed_nothing_is_proven(desk: Desk, hands: Hands) -> None:
    with calling(desk, hands) as caller:
        assert caller.get("/api/v1/log/leaves/1", None).status == 404


def test_a_log_that_does_not_lead_to_the_signed_root_says_so(
    leaves: list[bytes], desk: Desk, hands: Hands, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path / "checkpoints")
    other = root_of([*leaves[: SIGNED - 1], sha256(b"another")])
    shelf.keep(sign_note(Checkpoint(ORIGIN, SIGNED, other, datetime(2024, 1, 18, tzinfo=UTC)).text, KEY))
    with calling(replace(desk, checkpoints=shelf.folder), hands) as caller:
        assert caller.get("/api/v1/log/leaves/7", None).json["fits"] is False
        assert caller.get("/api/v1/log/roots/7", None).json["fits"] is False
