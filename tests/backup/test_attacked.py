"""Is a backup refused that was changed, cut, mixed up or is older than what was signed, and is nothing left of the attempt?"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from api.backup.archive import reading, writing
from api.backup.manifest import Manifest
from api.backup.restoring import Trusted, checked
from api.log.shelf import Shelf
from domain.refusals import Refusal
from domain.storage import BackupDamaged
from domain.storage.migrate import migrations
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import SignerKey
from domain.transparency.notes import sign_note
from tests.backup.conftest import NewPlace
from tests.backup.doctored import BYTES, HEADERS, Rows, doctored, without
from tests.backup.place import Place
from tests.log.notes import KEY, MORNING, note

Read = pytest.CaptureFixture[str]


@pytest.fixture
def backup(place: Place) -> Path:
    """Of twelve events, the first ten of which were signed."""
    place.record(7)
    place.sign()
    place.record(3, "b")
    place.sign()
    place.record(2)
    return place.backup()


@pytest.fixture
def elsewhere(new_place: NewPlace) -> Place:
    """Where nothing was ever recorded."""
    found = new_place()
    assert found.run("rebuild") == 0
    return found


def upto(position: int) -> Callable[[Rows], Rows]:
    return lambda rows: [row for row in rows if int(row.split(b"\t")[0]) <= position]


def changed(old: bytes, new: bytes) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        assert any(old in row for row in rows)
        return [row.replace(old, new, 1) for row in rows]

    return change


UNIT = "示例局5".encode().hex().encode()
OTHER = "示例局6".encode().hex().encode()

TRICKS: dict[str, tuple[dict[str, Callable[[Rows], Rows]], str]] = {
    "what an event says": ({BYTES: changed(UNIT, OTHER)}, "backup_damaged: 第5号的内容与标题行的承诺不符"),
    "an event without its bytes": ({BYTES: lambda rows: rows[:4] + rows[5:]}, "backup_damaged: 第5号的内容不见了"),
    "a blind": ({BYTES: lambda rows: [rows[0].replace(b"\\\\x", b"\\\\x00", 1), *rows[1:]]}, "backup_damaged: ledger.event_bytes"),
    "a header left out": ({HEADERS: lambda rows: rows[:4] + rows[5:]}, "backup_damaged: ledger.event_headers"),
    "two headers swapped": (
        {HEADERS: lambda rows: [*rows[:3], rows[4].replace(b"5", b"4", 1), rows[3].replace(b"4", b"5", 1), *rows[5:]]},
        "backup_damaged: 第4号的内容与标题行的承诺不符",
    ),
    "a topic that was signed": ({HEADERS: changed(b"congress:UnitRegistered", b"congress:UnitRenamed")}, "backup_forked: "),
    "a header twice": ({HEADERS: lambda rows: [*rows, rows[-1]]}, "backup_damaged: ledger.event_headers"),
    "an unreadable row": ({HEADERS: lambda rows: [b"x\n", *rows]}, "backup_damaged: ledger.event_headers"),
    "the last signed event": ({HEADERS: upto(9), BYTES: upto(9)}, "backup_behind: "),
    "the last unsigned event": ({HEADERS: upto(11), BYTES: upto(11)}, "backup_damaged: "),
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_a_change_is_found_though_the_list_was_changed_with_it(backup: Path, elsewhere: Place, trick: str) -> None:
    changes, refusal = TRICKS[trick]
    code, _, words = refusal.partition(": ")
    tricked = doctored(backup, changes, size=9 if trick == "the last signed event" else 12)
    found = refusal_of(elsewhere, tricked)
    assert found.code == code
    assert words in found.detail
    assert elsewhere.has_nothing()


def refused(place: Place, backup: Path) -> str:
    """The code with which a restore is refused."""
    return refusal_of(place, backup).code


def refusal_of(place: Place, backup: Path) -> Refusal:
    """With what a restore is refused."""
    from api.cli import root  # noqa: PLC0415 - beside `run`, which says a sentence and no code

    with place.here(), pytest.raises(Refusal) as caught:
        root.main(["restore", str(backup)], prog_name="minsheng", standalone_mode=False)
    return caught.value


def test_a_part_that_is_not_what_the_list_says_is_named(backup: Path, elsewhere: Place, capsys: Read) -> None:
    for changes in ({BYTES: changed(UNIT, OTHER)}, {"README.txt": lambda rows: rows[:-1]}):
        assert elsewhere.run("restore", doctored(backup, changes, covered=False)) == 1
        assert f"{next(iter(changes))}不是做备份时的样子" in capsys.readouterr().err
    assert elsewhere.run("restore", without(backup, lambda name: name == BYTES)) == 1
    assert elsewhere.has_nothing()


def test_no_cut_and_no_flipped_bit_gives_another_ledger(backup: Path, tmp_path: Path) -> None:
    whole, chance = backup.read_bytes(), random.Random(6)  # noqa: S311 - where to cut
    broken, trusted = tmp_path / "broken.zip", Trusted(Shelf(tmp_path / "nowhere"))
    with reading(backup) as found:
        sound = {file.name: found.read(file.name) for file in found.manifest.files}
    for _ in range(150):
        place = chance.randrange(len(whole))
        flipped = bytes([whole[place] ^ 1 << chance.randrange(8)])
        for damaged in (whole[:place], whole[:place] + flipped + whole[place + 1 :]):
            broken.write_bytes(damaged)
            try:
                with reading(broken) as found:
                    checked(found, broken, trusted)
                    assert {file.name: found.read(file.name) for file in found.manifest.files} == sound
            except BackupDamaged:
                continue
            assert len(damaged) == len(whole), "what was cut is refused; a bit in the zip's own dates harms nothing"


def test_no_single_bit_of_a_small_backup_can_be_turned_unseen(tmp_path: Path) -> None:
    rows = [b"1\t%d\n" % number for number in range(40)]
    with writing(tmp_path / "small.zip") as made:
        made.add("tables/example.txt", rows, ["one", "two"])
        made.close(Manifest(format=1, made_at="", structure=1, algorithm="sha256", size=0, root="0" * 64, checkpoint="", files=made.files))  # fmt: skip
    whole = (tmp_path / "small.zip").read_bytes()
    for turned in range(8 * len(whole)):
        place, bit = divmod(turned, 8)
        (tmp_path / "turned.zip").write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        with suppress(BackupDamaged), reading(tmp_path / "turned.zip") as found:
            checked(found, tmp_path / "turned.zip", Trusted(Shelf(tmp_path / "nowhere")))
            assert [row for file in found.manifest.files for row in found.lines(file)] == rows


def test_a_backup_older_than_what_was_signed_is_refused_with_what_is_missing_and_where_to_look(
    place: Place, new_place: NewPlace, capsys: Read
) -> None:
    place.record(4)
    old = place.backup()
    place.record(3)
    place.sign()
    elsewhere = new_place()
    elsewhere.believe(place)
    alone = elsewhere.folder / "old.zip"
    alone.write_bytes(old.read_bytes())
    found = refusal_of(elsewhere, alone)
    assert found.code == "backup_behind"
    assert "缺第5号到第7号，共3件" in found.detail
    assert "看备机、原来的数据文件夹、异地的备份" in found.detail
    newer = place.backup()
    assert elsewhere.run("restore", old) == 1
    assert f"{newer}更新，用它恢复" in capsys.readouterr().err
    assert elsewhere.run("restore", newer) == 0


def test_a_fork_is_refused_and_says_between_which_positions_it_differs(
    place: Place, new_place: NewPlace, capsys: Read
) -> None:
    elsewhere = new_place()
    place.record(2)
    assert elsewhere.run("restore", place.backup()) == 0
    place.sign()
    for each, stream in ((place, "a"), (elsewhere, "b")):
        each.record(3, stream)
    place.sign()
    third = new_place()
    third.believe(place)
    forked = elsewhere.backup()
    assert refused(third, forked) == "backup_forked"
    assert third.run("restore", forked) == 1
    assert "前2号对得上，第3号到第5号里有不同" in capsys.readouterr().err
    assert not any(third.rows().values())
    assert [each.size for each in third.shelf.all()] == [2, 5]


def test_a_backup_of_another_log_is_refused(backup: Path, new_place: NewPlace) -> None:
    elsewhere = new_place()
    other = SignerKey.draw("示例市台账")
    mark = Checkpoint(other.name, 1, bytes(32), MORNING)
    elsewhere.shelf.keep(sign_note(mark.text, other))
    assert refused(elsewhere, backup) == "other_log"


def test_only_what_a_log_of_the_policy_signed_is_believed(backup: Path, elsewhere: Place) -> None:
    elsewhere.trust().write_text(f"log {SignerKey.draw(KEY.name).verifier}\nquorum none\n", encoding="utf-8")
    assert refused(elsewhere, backup) == "signer_unknown"
    assert elsewhere.has_nothing()
    elsewhere.trust().write_text(f"log {KEY.verifier}\nquorum none\n", encoding="utf-8")
    assert elsewhere.run("restore", backup) == 0


def test_a_database_that_holds_anything_is_left_as_it_is(backup: Path, place: Place, elsewhere: Place) -> None:
    before = place.rows()
    assert refused(place, backup) == "database_not_empty"
    assert place.rows() == before
    elsewhere.execute("INSERT INTO ledger.people VALUES (gen_random_uuid(), 'k', 'w', 's')")
    assert refused(elsewhere, backup) == "database_not_empty"


def test_an_older_ledger_that_is_taken_for_an_empty_one_is_not_even_upgraded(backup: Path, place: Place) -> None:
    sql = "DELETE FROM ledger.migrations WHERE number = (SELECT max(number) FROM ledger.migrations)"
    place.execute(sql)
    assert refused(place, backup) == "database_not_empty"
    with psycopg.connect(place.url) as connection:
        (steps,) = connection.execute("SELECT count(*) FROM ledger.migrations").fetchone() or (0,)
    assert steps == len(migrations()) - 1


def test_a_log_that_lost_what_was_signed_is_not_put_aside(place: Place, capsys: Read) -> None:
    place.record(3)
    place.shelf.keep(note(4, root=bytes(32)))
    place.backups.mkdir()
    assert place.run("backup") == 1
    assert "签的是前4号，台账只有3号" in capsys.readouterr().err
    place.record(1)
    assert place.run("backup") == 1
    assert "前0号对得上，第1号到第4号里有不同" in capsys.readouterr().err
    assert list(place.backups.iterdir()) == []


def test_a_backup_of_a_newer_program_is_refused(backup: Path, elsewhere: Place) -> None:
    assert refused(elsewhere, doctored(backup, {}, structure=9999)) == "backup_newer"
    assert refused(elsewhere, doctored(backup, {}, format=2)) == "backup_newer"
    assert refused(elsewhere, doctored(backup, {}, algorithm="md5")) == "backup_damaged"
    assert refused(elsewhere, doctored(backup, {}, algorithm="sm3")) == "other_log"
    assert elsewhere.has_nothing()


def test_a_log_that_was_tampered_with_is_not_put_aside_as_a_sound_one(place: Place, backup: Path, capsys: Read) -> None:
    before = set(place.backups.iterdir())
    place.execute("ALTER TABLE ledger.event_bytes DISABLE TRIGGER USER")
    place.execute("UPDATE ledger.event_bytes SET state = state || ' ' WHERE position = 3")
    assert place.run("backup") == 1
    assert "第3号的内容与标题行的承诺不符" in capsys.readouterr().err
    assert set(place.backups.iterdir()) == before == {backup}
