"""Do the verifier's own tree, JSON and shapes agree with what was written apart from it?"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.canonical import canonical_bytes
from domain.merkle import root_of
from tests.bundles import trees
from tests.bundles.damages.damage import edited
from tests.bundles.edges.edge import FIRST
from tests.bundles.recipes import Mark
from tests.bundles.small import BEGAN, telling
from tests.strategies import JSON
from tests.verifier.program import said, verify

SIZES = (1, 2, 3, 255, 256, 257, 511, 512, 513, 767)


@given(JSON)
@example({"😀": 1, "\uffff": 2})
@example({"\U000f0000": 1, "\uffff": 2})
@example({"a": 9007199254740991, "b": [-9007199254740991, 1234567890123456]})
def test_canonical_bytes_are_read_as_what_they_say(value: Any) -> None:
    assert verify.canonical(canonical_bytes(value)) == value


@given(JSON, st.sampled_from([{"indent": 1}, {"separators": (", ", ":")}, {"ensure_ascii": True}]))
def test_the_same_value_in_other_bytes_is_refused(value: Any, how: dict[str, Any]) -> None:
    other = json.dumps(value, **{"ensure_ascii": False, "separators": (",", ":"), **how}).encode(
        "utf-8", "surrogatepass"
    )
    if other == canonical_bytes(value):
        assert verify.canonical(other) == value
    else:
        with pytest.raises(ValueError, match=r"."):
            verify.canonical(other)


@given(JSON.filter(lambda value: isinstance(value, dict) and len(value) > 1))
def test_another_order_of_names_is_refused(value: dict[str, Any]) -> None:
    rows = [canonical_bytes({name: item})[1:-1] for name, item in value.items()]
    ordered = canonical_bytes(value)
    for other in (b"{" + b",".join(rows) + b"}", b"{" + b",".join(rows[::-1]) + b"}"):
        if other != ordered:
            with pytest.raises(ValueError, match=r"."):
                verify.canonical(other)


def test_of_several_faults_the_one_at_the_lowest_position_is_told() -> None:
    report = verify.Report()
    for position in (None, 7, 9, 3, None, 5):
        report.fault("rounds", position, str(position))
    report.fault("rounds", 3, "another at the same place")
    report.fault("projects", None, "nowhere")
    report.fault("projects", None, "nowhere again")
    assert report.faults == {"rounds": (3, "3"), "projects": (None, "nowhere")}


def test_the_first_thing_that_is_wrong_with_a_project_is_told() -> None:
    project = verify.Project(4, lambda _name: None)
    project.take(4, "projects:ProjectDrafted", {"project_year": 2024, "number": 3})
    for position in (7, 9):
        project.take(position, "projects:AdjustmentDecided", {"number": 1})
    assert project.wrong is not None
    assert project.wrong[0] == 7


def test_a_readme_of_any_length_is_read_to_its_end_and_is_no_fault(tmp_path: Path) -> None:
    bundle, long = telling([FIRST]), "示例\n".encode() * 200_000
    longer = edited(bundle, "README.txt", long)
    assert said(longer, tmp_path / "bundle").code == 0
    written, *_ = longer.laid_out(tmp_path / "again")
    assert verify.Bundle(Path(written)).read("README.txt") == long


@pytest.mark.parametrize("size", SIZES)
def test_every_root_of_a_tree_is_that_of_the_service(size: int, tmp_path: Path) -> None:
    bundle = telling([FIRST] * size)
    bundle.laid_out(tmp_path / "bundle")
    read = verify.Bundle(tmp_path / "bundle" / "bundle.zip")
    read.read_manifest()
    read.read_format()
    leaves = bundle.recipe.leaves
    wanted = {*range(min(size, 4)), *range(max(0, size - 3), size + 1), *(each for each in SIZES if each <= size)}
    found = read.tree(wanted)
    assert found == {each: root_of(leaves[:each]) for each in wanted | {0}}


@pytest.mark.parametrize(
    "size", [1, 255, 256, 257, 256**2, 256**2 + 1, 1000 * 256, 1000 * 256 + 1, 256 * 1000501, 256 * 1234067 + 8]
)
def test_tiles_have_the_names_of_the_format(size: int) -> None:
    names = list(verify.tile_names(0, size))
    assert len(names) == -(-size // 256)
    assert (
        names[:2] == ["tile/0/000" + ("" if size >= 256 else f".p/{size}"), "tile/0/001"][: len(names)] or size == 257
    )
    if size == 256 * 1234067 + 8:
        assert names[-1] == "tile/0/x001/x234/067.p/8"
    if size == 256 * 1000501:
        assert names[-1] == "tile/0/x001/x000/500"
    if size <= 1000 * 256 + 1:
        assert set(names) == {
            name for name in trees.tiles([bytes(32)] * size, lambda _: bytes(32)) if "/0/" in name[:7]
        }


def test_checkpoints_of_every_size_are_held_against_the_leaves(tmp_path: Path) -> None:
    sizes = [0, 1, 2, 255, 256, 257, 300]
    marks = tuple(Mark(size, BEGAN + timedelta(seconds=size)) for size in sizes)
    for several, verdict in ((1, "skipped"), (2, "ok"), (7, "ok")):
        found = said(telling([FIRST] * 300, marks=marks[-several:]), tmp_path / str(several))
        assert (found.code, found.verdict("checkpoints")) == (0, verdict)
        assert found.detail("checkpoints") == f"{several}个签名的根。"


@pytest.mark.parametrize(
    ("value", "shape", "fits"),
    [
        ({"a": 1}, {"a": int}, True), ({"a": 1, "b": 1}, {"a": int}, False), ({}, {"a": int}, False), ([], {"a": int}, False),
        (0, int, True), (-1, int, False), (True, int, False), (True, bool, True), (1, bool, False), ("", str, True),
        (None, None, True), (0, None, False), ([1, 2], [int], True), ([1, "2"], [int], False), ("ab", [str], False),
        (None, (None, int), True), (1, (None, int), True), ("", (None, int), False),
        ("a1", verify.re.compile("[a-z][0-9]"), True), ("a12", verify.re.compile("[a-z][0-9]"), False),
        (1, verify.re.compile("1"), False),
    ],
)  # fmt: skip
def test_a_shape_is_exact(value: object, shape: object, fits: bool) -> None:
    assert verify.fits(value, shape) is fits


def test_a_hash_of_the_upper_level_is_found_by_its_first_leaf(tmp_path: Path) -> None:
    bundle = telling([FIRST] * 513)
    assert said(bundle, tmp_path / "good").verdict("tiles") == "ok"
    name = "tile/1/000.p/2"
    data = bundle.files[name]
    found = said(edited(bundle, name, data[:63] + bytes([data[63] ^ 1])), tmp_path / "bad")
    assert found.bad == {"tiles": ("false", 257)}
