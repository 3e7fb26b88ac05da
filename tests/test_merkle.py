"""Are roots and proofs those of RFC 9162, does every right proof pass, and does no wrong one?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymerkle  # type: ignore[import-untyped, unused-ignore] # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.merkle import (
    HASHERS,
    CompactRange,
    check_consistency,
    check_inclusion,
    hasher,
    leaf_hash,
    node_hash,
    prove_consistency,
    prove_inclusion,
    root_of,
    sha256,
    sm3,
)

LARGEST = 66
FOREIGN = sha256(b"of another tree")
LEAVES = [leaf_hash(str(number).encode()) for number in range(LARGEST)]
ROOTS = [root_of(LEAVES[:size]) for size in range(LARGEST + 1)]

ENTRIES = st.lists(st.binary(max_size=40), min_size=1, max_size=200)

# The eight leaves by which Certificate Transparency tests its implementations, their roots and some of their proofs:
# google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc; transparency-dev/merkle, proof/verify_test.go.
REFERENCE = json.loads((Path(__file__).parent / "data/certificate_transparency.json").read_text(encoding="utf-8"))
# A proof of each kind from a log of 961,984,013 leaves.
ARGON = json.loads((Path(__file__).parent / "data/argon2020.json").read_text(encoding="utf-8"))


def test_the_roots_of_the_reference_tree() -> None:
    leaves = reference_leaves()
    assert [root_of(leaves[:size]).hex() for size in range(9)] == REFERENCE["roots"]


@pytest.mark.parametrize("vector", REFERENCE["inclusion"])
def test_the_inclusion_proofs_of_the_reference_tree(vector: dict[str, Any]) -> None:
    index, size, proof = vector["index"], vector["size"], in_bytes(vector["proof"])
    leaves = reference_leaves()[:size]
    assert prove_inclusion(index, leaves) == proof
    assert check_inclusion(leaves[index], index, size, proof, root_of(leaves))


@pytest.mark.parametrize("vector", REFERENCE["consistency"])
def test_the_consistency_proofs_of_the_reference_tree(vector: dict[str, Any]) -> None:
    old_size, new_size, proof = vector["old_size"], vector["new_size"], in_bytes(vector["proof"])
    leaves = reference_leaves()[:new_size]
    assert prove_consistency(old_size, leaves) == proof
    assert check_consistency(old_size, new_size, root_of(leaves[:old_size]), root_of(leaves), proof)


def test_the_proofs_that_a_log_of_a_thousand_million_leaves_gave() -> None:
    root, size = bytes.fromhex(ARGON["root"]), ARGON["size"]
    leaf, index, inclusion = bytes.fromhex(ARGON["leaf_hash"]), ARGON["leaf_index"], in_bytes(ARGON["inclusion"])
    assert check_inclusion(leaf, index, size, inclusion, root)
    assert not check_inclusion(leaf, index + 1, size, inclusion, root)
    old_size, old_root = ARGON["old_size"], bytes.fromhex(ARGON["old_root"])
    assert check_consistency(old_size, size, old_root, root, in_bytes(ARGON["consistency"]))
    assert not check_consistency(old_size, size * 2, old_root, root, in_bytes(ARGON["consistency"]))


def test_sm3_is_that_of_the_standard() -> None:
    # GB/T 32905-2016, appendix A.
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3(b"abcd" * 16).hex() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_a_log_has_one_of_two_hashes() -> None:
    assert (hasher("sha256"), hasher("sm3")) == (sha256, sm3)
    for name in ("", "SHA256", "md5", "sha512"):
        with pytest.raises(ValueError, match="no hash of a log"):
            hasher(name)


@pytest.mark.parametrize("name", HASHERS)
def test_leaf_and_node_are_told_apart_by_their_first_byte(name: str) -> None:
    hash_ = hasher(name)
    left, right = leaf_hash(b"left", hash_), leaf_hash(b"right", hash_)
    assert left == hash_(b"\x00left")
    assert node_hash(left, right, hash_) == hash_(b"\x01" + left + right) == root_of([left, right], hash_)
    assert leaf_hash(left + right, hash_) != node_hash(left, right, hash_)


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_leaf_of_every_small_tree_is_proven_and_no_wrong_proof_passes(size: int) -> None:
    for index in range(size):
        proof = prove_inclusion(index, LEAVES[:size])
        assert check_inclusion(LEAVES[index], index, size, proof, ROOTS[size])
        for wrong in wrong_proofs(proof):
            assert not check_inclusion(LEAVES[index], index, size, wrong, ROOTS[size])
        for other in {*range(-1, size + 1)} - {index}:
            assert not check_inclusion(LEAVES[index], other, size, proof, ROOTS[size])
        for leaf in (FOREIGN, LEAVES[index - 1] if size > 1 else FOREIGN, ROOTS[size] if size > 1 else FOREIGN, b""):
            assert not check_inclusion(leaf, index, size, proof, ROOTS[size])
        for root in (FOREIGN, ROOTS[size - 1], ROOTS[0], b""):
            assert not check_inclusion(LEAVES[index], index, size, proof, root)


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_a_leaf_proven_in_one_tree_is_not_proven_in_another_or_in_one_of_another_height(size: int) -> None:
    for index in range(size):
        proof = prove_inclusion(index, LEAVES[:size])
        for other in {*range(LARGEST + 1)} - {size}:
            assert not check_inclusion(LEAVES[index], index, other, proof, ROOTS[other])
        # A root does not say how many leaves it has, and the way to a leaf may be the same in a tree a little larger.
        for other in (0, -size, size // 2, size * 2):
            assert not check_inclusion(LEAVES[index], index, other, proof, ROOTS[size])


@pytest.mark.parametrize("new_size", range(LARGEST + 1))
def test_every_tree_is_proven_to_be_where_every_later_one_began_and_no_wrong_proof_passes(new_size: int) -> None:
    new_root = ROOTS[new_size]
    for old_size in range(new_size + 1):
        old_root = ROOTS[old_size]
        proof = prove_consistency(old_size, LEAVES[:new_size])
        assert check_consistency(old_size, new_size, old_root, new_root, proof)
        for wrong in wrong_proofs(proof):
            assert not check_consistency(old_size, new_size, old_root, new_root, wrong)
        for root in (FOREIGN, b"", *ROOTS[:old_size], *ROOTS[old_size + 1 :]):
            assert not check_consistency(old_size, new_size, root, new_root, proof)
        if old_size:
            for root in (FOREIGN, b"", *ROOTS[:new_size], *ROOTS[new_size + 1 :]):
                assert not check_consistency(old_size, new_size, old_root, root, proof)


@pytest.mark.parametrize("new_size", range(1, LARGEST + 1))
def test_a_consistency_proof_is_good_for_its_earlier_size_alone(new_size: int) -> None:
    for old_size in range(1, new_size):
        proof = prove_consistency(old_size, LEAVES[:new_size])
        for other in {*range(-1, new_size + 2)} - {old_size}:
            assert not check_consistency(other, new_size, ROOTS[old_size], ROOTS[new_size], proof)
        for other in (0, -new_size, new_size // 2, new_size * 2):
            assert not check_consistency(old_size, other, ROOTS[old_size], ROOTS[new_size], proof)


def test_a_tree_that_shrank_is_no_continuation() -> None:
    for new_size, old_size in pairwise(range(LARGEST)):
        proof = prove_consistency(new_size, LEAVES[:old_size])
        assert not check_consistency(old_size, new_size, ROOTS[old_size], ROOTS[new_size], proof)
        assert not check_consistency(old_size, new_size, ROOTS[old_size], ROOTS[new_size], [])


def test_a_tree_that_forked_has_no_proof() -> None:
    for old_size in range(1, LARGEST):
        forked = [*LEAVES[: old_size - 1], FOREIGN, *LEAVES[old_size:]]
        proof = prove_consistency(old_size, forked)
        assert check_consistency(old_size, LARGEST, root_of(forked[:old_size]), root_of(forked), proof)
        assert not check_consistency(old_size, LARGEST, ROOTS[old_size], root_of(forked), proof)
        assert not check_consistency(old_size, LARGEST, root_of(forked[:old_size]), ROOTS[LARGEST], proof)


def test_hashes_of_another_length_prove_nothing() -> None:
    # What is cut from one is added to the other, so that the bytes that are hashed stay the same.
    left, right = LEAVES[0], LEAVES[1]
    root = node_hash(left, right)
    assert check_inclusion(left, 0, 2, [right], root)
    assert not check_inclusion(left + right[:1], 0, 2, [right[1:]], root)
    assert not check_inclusion(left[:-1], 0, 2, [left[-1:] + right], root)
    assert not check_consistency(1, 2, left + right[:1], root, [right[1:]])


def test_a_check_answers_yes_or_no() -> None:
    proof = prove_inclusion(1, LEAVES[:3])
    assert check_inclusion(LEAVES[1], 1, 3, proof, ROOTS[3]) is True
    assert {check_inclusion(LEAVES[1], index, 3, proof, ROOTS[3]) for index in (0, 2, 3)} == {False}
    proof = prove_consistency(2, LEAVES[:3])
    assert check_consistency(2, 3, ROOTS[2], ROOTS[3], proof) is True
    for size, wrong in ((2, []), (4, proof), (1, proof), (3, proof), (0, proof)):
        assert check_consistency(size, 3, ROOTS[2], ROOTS[3], wrong) is False


def test_what_is_not_there_cannot_be_proven() -> None:
    for index in (-1, 3, 4):
        with pytest.raises(IndexError):
            prove_inclusion(index, LEAVES[:3])
    for size in (-1, 4):
        with pytest.raises(IndexError):
            prove_consistency(size, LEAVES[:3])
    with pytest.raises(IndexError):
        prove_inclusion(0, [])


def test_a_size_beyond_all_measure_is_answered_at_once() -> None:
    proof = [FOREIGN] * 2000
    assert not check_inclusion(FOREIGN, 1, 2**5000, proof, FOREIGN)
    assert not check_consistency(3, 2**5000 + 1, FOREIGN, FOREIGN, proof)


@given(ENTRIES, st.data())
def test_roots_and_proofs_are_those_of_pymerkle(entries: list[bytes], data: st.DataObject) -> None:
    theirs = pymerkle.InmemoryTree(algorithm="sha256")
    theirs.append_entries(entries)
    leaves = [leaf_hash(entry) for entry in entries]
    size = data.draw(st.integers(1, len(entries)))
    old_size = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, size - 1))
    root, old_root = root_of(leaves[:size]), root_of(leaves[:old_size])
    assert (root, old_root) == (theirs.get_root(size), theirs.get_root(old_size))
    # Their paths begin with the leaf itself.
    assert [leaves[index], *prove_inclusion(index, leaves[:size])] == theirs.prove_inclusion(index + 1, size).path
    proof = prove_consistency(old_size, leaves[:size])
    assert proof == ([] if old_size == size else as_in_the_rfc(theirs.prove_consistency(old_size, size)))


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=300), st.sampled_from(list(HASHERS)), st.data())
def test_a_compact_range_goes_on_where_it_was_left(leaves: list[bytes], name: str, data: st.DataObject) -> None:
    hash_ = hasher(name)
    cut = data.draw(st.integers(0, len(leaves)))
    begun = CompactRange(hash_=hash_)
    for leaf in leaves[:cut]:
        begun.append(leaf)
    assert begun.root() == by_definition(leaves[:cut], name)
    kept = CompactRange(begun.size, begun.hashes, hash_)
    kept.extend(leaves[cut:])
    whole = CompactRange(hash_=hash_)
    whole.extend(leaves)
    assert kept == whole
    assert whole.root() == by_definition(leaves, name)
    assert (begun.size, kept.size) == (cut, len(leaves))
    assert begun.root() == by_definition(leaves[:cut], name), "what goes on from it leaves it as it is"


def test_a_compact_range_holds_its_full_subtrees_the_largest_first() -> None:
    for size in range(LARGEST + 1):
        tree = CompactRange()
        tree.extend(LEAVES[:size])
        ends = [
            sum(1 << bit for bit in range(8) if size >> bit & 1 and bit >= low) for low in range(8) if size >> low & 1
        ]
        edges = [0, *sorted(ends)]
        assert tree.hashes == [root_of(LEAVES[low:high]) for low, high in pairwise(edges)]


@pytest.mark.parametrize(
    ("size", "hashes"),
    [(0, [FOREIGN]), (1, []), (3, [FOREIGN]), (4, [FOREIGN, FOREIGN]), (-1, [FOREIGN]), (2, [b"short"])],
)
def test_hashes_that_do_not_fit_the_size_are_no_compact_range(size: int, hashes: list[bytes]) -> None:
    with pytest.raises(ValueError, match="no compact range"):
        CompactRange(size, hashes)


def wrong_proofs(proof: Sequence[bytes]) -> Iterator[list[bytes]]:
    """The proof gone, cut short, made longer, with one hash exchanged or in another's place, or shorter by a byte."""
    if proof:
        yield []
    yield from ([*proof, FOREIGN], [FOREIGN, *proof], [*proof, b""], [b"", *proof])
    for place, right in enumerate(proof):
        without = [*proof[:place], *proof[place + 1 :]]
        yield without
        yield [*proof[: place + 1], right, *proof[place + 1 :]]
        for wrong in (FOREIGN, right[:-1], right + b"\x00", bytes([right[0] ^ 8]) + right[1:]):
            yield [*proof[:place], wrong, *proof[place + 1 :]]
    yield from ([*proof[:at], two, one, *proof[at + 2 :]] for at, (one, two) in enumerate(pairwise(proof)))


def as_in_the_rfc(proof: pymerkle.ConsistencyProof) -> list[bytes]:
    """Their proof of consistency begins with the first new leaf; what belongs to new leaves alone is one hash in the RFC."""
    seed = proof.subset.index(1)
    beside, *new = proof.path[:seed]
    for each in new:
        beside = node_hash(beside, each)
    known = proof.prior_size.bit_count() == 1
    return [*([] if known else [proof.path[seed]]), beside, *proof.path[seed + 1 :]]


def by_definition(leaves: Sequence[bytes], name: str) -> bytes:
    """The root as RFC 9162, 2.1.1 writes it down."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hasher(name)(b"")
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return hasher(name)(b"\x01" + by_definition(leaves[:k], name) + by_definition(leaves[k:], name))


def reference_leaves() -> list[bytes]:
    """The leaf hashes of the reference tree."""
    return [leaf_hash(bytes.fromhex(entry)) for entry in REFERENCE["entries"]]


def in_bytes(proof: Sequence[str]) -> list[bytes]:
    """A proof that is printed in hex."""
    return [bytes.fromhex(each) for each in proof]
