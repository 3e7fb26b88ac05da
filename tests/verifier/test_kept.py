"""Do the papers in an auditor's drawer show what the keeper of the key has done since, and are slips of the pen told from it?"""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from api.printed.anchor import check_group
from tests.bundles import notes, trees
from tests.bundles.edges.edge import FIRST
from tests.bundles.recipes import BEIJING, Bundle, Mark, note, summed
from tests.bundles.small import BEGAN, KEY, telling
from tests.verifier.program import Said, asked, said_of

HOUR = timedelta(hours=1)
MORNING, NOON = Mark(2, BEGAN + HOUR), Mark(4, BEGAN + 4 * HOUR)
DATED_BACK = 4


def signed_twice() -> Bundle:
    """Four events, the last two after the first root."""
    plain = telling([FIRST] * 4)
    facts = tuple(replace(fact, at=BEGAN + place * HOUR) for place, fact in enumerate(plain.recipe.facts))
    return plain.made_anew(facts=facts, marks=(replace(MORNING, time=BEGAN + 2 * HOUR), NOON))


def dated_back() -> Bundle:
    """The same ledger after its keeper dated the last event back and withdrew the root that is in the way."""
    good = signed_twice()
    *facts, last = good.recipe.facts
    return good.made_anew(facts=(*facts, replace(last, at=BEGAN)), marks=(NOON,))


def root_of(bundle: Bundle, size: int) -> str:
    return trees.root(bundle.recipe.leaves[:size], bundle.recipe.hash).hex()


def typed(bundle: Bundle, size: int) -> str:
    """As it stands on paper: sixteen groups and the check group."""
    root = root_of(bundle, size)
    return " ".join([root[at : at + 4] for at in range(0, 64, 4)] + [check_group(size, bytes.fromhex(root))])


def arguments(bundle: Bundle, folder: Path) -> list[str]:
    return bundle.laid_out(folder)[:-1]


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """What is said where no verdict is: the exit code is that of bad input."""
    with pytest.raises(SystemExit) as ended:
        asked(*words)
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert not printed.out
    return printed.err


def test_seventeen_groups_are_read_in_capitals_and_with_any_blanks(tmp_path: Path) -> None:
    bundle = signed_twice()
    words = arguments(bundle, tmp_path / "bundle")
    for size in range(5):
        plain = typed(bundle, size)
        for written in (plain, plain.upper(), plain.replace(" ", ""), f" {plain}\n", plain.replace(" ", "\u3000")):
            found = said_of(*words, "--root", written, "--size", size)
            assert (found.code, found.verdict("printed_root")) == (0, "ok")


def test_one_wrong_digit_anywhere_is_a_slip_of_the_typist_and_not_of_the_ledger(
    capsys: pytest.CaptureFixture[str],
) -> None:
    right = typed(signed_twice(), 4).replace(" ", "")
    for place, digit in enumerate(right):
        wrong = right[:place] + ("0" if digit != "0" else "1") + right[place + 1 :]
        # No file is read before: there is none, and nobody says so.
        said = refused(capsys, "/nowhere", "--policy", "/nowhere", "--root", wrong, "--size", 4)
        assert "校验组不符：--root或者--size抄错了" in said, place
    assert "校验组不符" in refused(capsys, "/nowhere", "--root", right, "--size", 3)


@pytest.mark.parametrize("digits", [0, 63, 65, 67, 69, 72])
def test_another_number_of_digits_is_no_root(digits: int, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--root", "0" * digits, "--size", 4)
    assert "--root是十六组、64位十六进制" in refused(capsys, "/nowhere", *words)


@pytest.mark.parametrize(
    "time",
    [
        "", "x", "2024-01-25", "20240125", "2024-01-25 16:00", "2024-01-25T08:00:00Z", "2024-01-25 16:00:00+00:00",
        "2024-02-30 16:00:00", "2024-01-25 24:00:00", "1706169600", "2024-01-25 16:00:00.5",
    ],
)  # fmt: skip
def test_a_time_written_in_another_way_is_refused(time: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--root", "0" * 64, "--size", 4, "--time", time)
    assert "--time写作“2024-01-25 16:00:00”，是北京时间" in refused(capsys, "/nowhere", *words)


def test_a_time_alone_belongs_to_no_root(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--time要与它们一起给" in refused(capsys, "/nowhere", "--time", "2024-01-25 16:00:00")


def held(bundle: Bundle, folder: Path, time: datetime, mark: str = "") -> Said:
    root = ("--root", root_of(bundle, 2), "--size", 2)
    return said_of(*arguments(bundle, folder), *root, "--time", f"{time.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}{mark}")


@pytest.mark.parametrize("mark", ["", "（北京时间）"])
def test_the_time_on_paper_shows_an_event_that_was_dated_back(mark: str, tmp_path: Path) -> None:
    good, changed = signed_twice(), dated_back()
    time = BEGAN + 2 * HOUR
    assert said_of(*arguments(changed, tmp_path / "alone")).code == 0
    assert held(changed, tmp_path / "changed", time, mark).bad == {"times": ("false", DATED_BACK)}
    assert held(good, tmp_path / "good", time, mark).bad == {}


def test_a_time_of_another_zone_would_not_be_that_of_the_paper(tmp_path: Path) -> None:
    assert held(signed_twice(), tmp_path / "bundle", BEGAN + 10 * HOUR).bad == {"times": ("false", 3)}


@pytest.mark.parametrize("kind", ["note", "zip", "folder"])
def test_a_kept_root_shows_an_event_that_was_dated_back(kind: str, tmp_path: Path) -> None:
    good = signed_twice()
    mark = good.recipe.marks[0]
    name = notes.note_name(2, mark.time)
    (tmp_path / "mine.note").write_bytes(good.files[name])
    kept = {
        "note": tmp_path / "mine.note",
        "zip": arguments(good, tmp_path / "old")[0],
        "folder": arguments(replace(good, folder=True), tmp_path / "unpacked")[0],
    }[kind]
    found = said_of(*arguments(dated_back(), tmp_path / "bundle"), "--kept", kept)
    assert found.code == 1
    assert (found.verdict("times"), found.position("times")) == ("false", DATED_BACK)
    # The root of four in an old bundle is that of another history; the lone note knows but the first two.
    assert found.verdict("root") == ("ok" if kind == "note" else "false")
    assert said_of(*arguments(good, tmp_path / "good"), "--kept", kept).bad == {}


def test_several_kept_roots_are_counted_and_the_largest_is_named(tmp_path: Path) -> None:
    good = signed_twice()
    words = arguments(good, tmp_path / "bundle")
    found = said_of(*words, "--kept", words[0], "--kept", words[0])
    assert (found.code, found.detail("checkpoints")) == (0, "2个签名的根。自己留着4个，最大的大小是4。")


def test_a_later_root_than_those_of_the_bundle_shows_that_it_is_old(tmp_path: Path) -> None:
    good = signed_twice()
    old = good.made_anew(marks=good.recipe.marks[:1], until=2)
    found = said_of(*arguments(old, tmp_path / "old"), "--kept", arguments(good, tmp_path / "new")[0])
    assert found.bad == {"checkpoints": ("unchecked", None)}
    assert found.code == 2


def test_what_was_kept_and_cannot_be_read_is_named_and_the_rest_is_checked(tmp_path: Path) -> None:
    words = arguments(signed_twice(), tmp_path / "bundle")
    (tmp_path / "folder.note").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / ".note").write_bytes(b"x")
    (tmp_path / "noise.zip").write_bytes(b"PK\5\6" + bytes(18))
    for name in ("nowhere.note", "nowhere.zip", "folder.note", "empty", ".note", "noise.zip"):
        found = said_of(*words, "--kept", tmp_path / name)
        assert (found.code, found.bad) == (2, {"checkpoints": ("unchecked", None)}), name
        assert f"{name}读不懂" in found.detail("checkpoints")


def test_a_fault_is_a_fault_beside_what_cannot_be_read(tmp_path: Path) -> None:
    good = signed_twice()
    (tmp_path / "noise.note").write_bytes(b"x")
    (tmp_path / "other.note").write_bytes(note(good.recipe, MORNING, bytes(32)))
    kept = ("--kept", tmp_path / "noise.note", "--kept", tmp_path / "other.note")
    found = said_of(*arguments(good, tmp_path / "bundle"), *kept)
    assert found.code == 1
    assert (found.verdict("checkpoints"), found.position("checkpoints")) == ("false", 2)


def test_a_list_of_headers_is_not_held_against_what_was_kept(tmp_path: Path) -> None:
    # It may be younger than the list, which is none the worse for it.
    good = signed_twice()
    part = good.made_anew(streams=(good.recipe.facts[0].stream,))
    listed = good.made_anew(marks=good.recipe.marks[:1], until=2, headers_only=True)
    words = arguments(replace(part, headers=listed), tmp_path / "part")
    found = said_of(*words, "--kept", arguments(good, tmp_path / "whole")[0])
    assert (found.code, found.verdict("completeness")) == (0, "ok")


def test_memory_does_not_grow_with_the_signatures_that_were_kept(tmp_path: Path) -> None:
    good = signed_twice()
    files = dict(good.files)
    for number in range(1, 101):
        signed = note(
            good.recipe, replace(NOON, time=NOON.time + timedelta(seconds=number)), bytes.fromhex(root_of(good, 4))
        )
        files[notes.note_name(4, NOON.time + timedelta(seconds=number))] = signed + KEY.line(bytes(100_000))
    kept = arguments(good.with_files(summed(files)), tmp_path / "kept")[0]
    words = arguments(good, tmp_path / "bundle")
    tracemalloc.start()
    found = said_of(*words, "--kept", kept)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (found.code, found.detail("checkpoints")) == (0, "2个签名的根。自己留着102个，最大的大小是4。")
    assert peak < 8 * 2**20
