"""Does whoever looks on the shelf find whole checkpoints, in order, and never one in place of another?"""

from __future__ import annotations

from pathlib import Path

import pytest

from api.log.shelf import Shelf, ShelfDamaged, ShelfTaken
from domain import files
from domain.transparency.notes import cosign
from tests.log.notes import MORNING, WITNESS, checkpoint, note


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "公布")


def test_a_shelf_that_nobody_made_yet_is_empty(shelf: Shelf) -> None:
    assert (shelf.all(), shelf.newest(), shelf.upto(9)) == ([], None, [])


def test_checkpoints_stand_in_order_of_size_and_then_of_time(shelf: Shelf) -> None:
    for size, seconds in ((12, 30), (3, 0), (12, 90), (100_000, 95)):
        shelf.keep(note(size, seconds))
    assert [(each.size, (each.time - MORNING).seconds) for each in shelf.all()] == [
        (3, 0),
        (12, 30),
        (12, 90),
        (100_000, 95),
    ]
    assert [each.size for each in shelf.upto(12)] == [3, 12, 12]
    newest = shelf.newest()
    assert newest is not None
    assert newest.checkpoint == checkpoint(100_000, 95)
    assert newest.path.name == "000000100000-1706169695.note"
    assert newest.raw == note(100_000, 95).encoded


def test_signatures_are_added_and_none_is_ever_lost(shelf: Shelf) -> None:
    bare = note(5)
    more = bare.signed(cosign(bare.text, WITNESS, 1_706_169_600))
    for each in (bare, more, bare):
        shelf.keep(each)
    (found,) = shelf.all()
    assert found.note == more


def test_another_root_under_the_same_size_and_time_is_refused(shelf: Shelf) -> None:
    shelf.keep(note(5))
    with pytest.raises(ShelfTaken):
        shelf.keep(note(5, root=b"\1" * 32))
    (found,) = shelf.all()
    assert found.note == note(5)


@pytest.mark.parametrize("raw", [b"", b"x", note(5).encoded[:-9], note(6).encoded, note(5, 1).encoded])
def test_what_its_name_does_not_say_is_not_read(shelf: Shelf, raw: bytes) -> None:
    kept = shelf.keep(note(5))
    kept.path.write_bytes(raw)
    with pytest.raises(ShelfDamaged, match="000000000005"):
        _ = kept.checkpoint


def test_what_else_lies_in_the_folder_is_no_checkpoint(shelf: Shelf) -> None:
    kept = shelf.keep(note(5))
    for name in ("说明.txt", ".draft-1", "5-6.note", f"{kept.path.name}.bak"):
        (shelf.folder / name).write_text("x")
    shelf.keep_token(kept, b"token")
    assert shelf.all() == [kept]
    assert kept.token == b"token"


@pytest.mark.parametrize("step", ["sync", "rename"])
def test_after_a_crash_the_old_file_stands_or_the_new_one_never_a_part(
    shelf: Shelf, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = note(5)
    kept = shelf.keep(bare)

    def crash(*_: object) -> None:
        raise OSError("crashed")

    with monkeypatch.context() as patched:
        patched.setattr(files, step, crash)
        with pytest.raises(OSError, match="crashed"):
            shelf.keep(bare.signed(cosign(bare.text, WITNESS, 7)))
    assert kept.note == bare
    assert [path.name for path in shelf.folder.iterdir()] == [kept.path.name]
