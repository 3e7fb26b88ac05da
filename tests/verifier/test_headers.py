"""Does a list of all headers show what a part of the ledger left out, and is no list believed that is not sound itself?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.bundles.damages.damage import edited
from tests.bundles.edges.edge import FIRST
from tests.bundles.recipes import Bundle
from tests.bundles.small import KEY, announced, counted, opened, stream, telling, totals
from tests.verifier.program import said

ROUND = [opened(), totals(c1=8, c2=7, c3=3), counted("1"), *announced("1")]


def part_of(whole: Bundle, headers: Bundle) -> Bundle:
    """What the congress recorded, with a list of the headers."""
    return replace(whole.made_anew(streams=(stream("congress"),)), headers=headers)


def test_a_list_of_the_headers_shows_that_nothing_is_left_out(tmp_path: Path) -> None:
    whole = telling([FIRST, *ROUND])
    found = said(part_of(whole, whole.made_anew(headers_only=True)), tmp_path / "part")
    assert (found.code, found.verdict("completeness")) == (0, "ok")


def test_a_list_of_another_tree_is_no_list_of_this_one(tmp_path: Path) -> None:
    # The chosen stream is the same in both; the signer signed two trees.
    whole, other = telling([FIRST, *ROUND]), telling([FIRST, opened(seats=2), *ROUND[1:]])
    found = said(part_of(whole, other.made_anew(headers_only=True)), tmp_path / "part")
    assert found.bad == {"completeness": ("false", None)}
    assert "片叶子的根" in found.detail("completeness")


def test_the_very_last_row_is_missed_too(tmp_path: Path) -> None:
    whole = telling([*ROUND, FIRST, FIRST])
    part = part_of(whole, whole.made_anew(headers_only=True))
    for name in ("entries.jsonl", "states.jsonl"):
        *lines, _ = part.files[name].splitlines(keepends=True)
        part = edited(part, name, b"".join(lines))
    assert said(part, tmp_path / "part").bad == {"completeness": ("false", len(ROUND) + 2)}


def test_a_list_that_is_false_itself_shows_nothing(tmp_path: Path) -> None:
    whole = telling([FIRST, *ROUND])
    listed = whole.made_anew(headers_only=True)
    rows = listed.files["entries.jsonl"]
    listed = edited(listed, "entries.jsonl", rows.replace(b"RoundCounted", b"RoundCountex"))
    found = said(part_of(whole, listed), tmp_path / "part")
    assert found.bad == {"completeness": ("unchecked", None)}
    assert "标题行都在树上" in found.detail("completeness")


def test_the_bundles_own_policy_finds_a_false_signature_all_the_same(tmp_path: Path) -> None:
    good = replace(telling([FIRST]), policy=None)
    assert said(good, tmp_path / "good").bad == {
        "signatures": ("unchecked", None),
        "witnesses": ("unchecked", None),
    }
    name = next(each for each in good.files if each.endswith(".note"))
    text = good.files[name].partition(b"\n\n")[0] + b"\n"
    forged = edited(good, name, text + b"\n" + KEY.line(bytes(64)))
    assert said(forged, tmp_path / "forged").verdict("signatures") == "false"
