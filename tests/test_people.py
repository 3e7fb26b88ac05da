"""Does what is known of a person open with the key file alone, and is a wrong key file noticed and said?"""

from __future__ import annotations

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import files
from domain.people import (
    KeyFileExists,
    KeyFileInvalid,
    KeyFileMissing,
    PersonalData,
    PersonDamaged,
    PersonKeys,
    PersonKeyUnknown,
    seal,
    unseal,
)
from domain.storage import SealedPerson

SOMEBODY = PersonalData(name="示例·甲", phone="13800000000", title="经办")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> PersonKeys:
    return PersonKeys.create(tmp_path_factory.mktemp("keys") / "person.key")


@given(st.builds(PersonalData, name=st.text(), phone=st.text(), title=st.text()), st.uuids())
def test_what_was_sealed_is_unsealed_the_same(keys: PersonKeys, data: PersonalData, ref: UUID) -> None:
    assert unseal(seal(ref, data, keys), keys) == data


def test_every_person_has_a_key_of_its_own(keys: PersonKeys) -> None:
    one, two = seal(uuid4(), SOMEBODY, keys), seal(uuid4(), SOMEBODY, keys)
    assert len({one.wrapped_key, two.wrapped_key, one.sealed, two.sealed}) == 4
    mixed = one._replace(sealed=two.sealed)
    with pytest.raises(PersonDamaged):
        unseal(mixed, keys)


def test_a_row_passed_off_as_anothers_or_changed_in_one_bit_does_not_open(keys: PersonKeys) -> None:
    person = seal(uuid4(), SOMEBODY, keys)
    forged: list[SealedPerson] = [person._replace(ref=uuid4())]
    places = (0, 11, 12, -17, -1)
    forged += [person._replace(wrapped_key=flipped(person.wrapped_key, place)) for place in places]
    forged += [person._replace(sealed=flipped(person.sealed, place)) for place in places]
    forged += [person._replace(wrapped_key=b""), person._replace(sealed=person.sealed[:12])]
    for row in forged:
        with pytest.raises(PersonDamaged, match="打不开"):
            unseal(row, keys)


def test_the_key_file_is_for_its_owners_eyes_alone(tmp_path: Path) -> None:
    path = tmp_path / "person.key"
    mask = os.umask(0)
    try:
        made = PersonKeys.create(path)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert PersonKeys.read(path) == made
    assert list(tmp_path.iterdir()) == [path]


def test_a_key_file_is_never_replaced_not_even_by_two_who_start_at_once(tmp_path: Path) -> None:
    path = tmp_path / "person.key"

    def create(_: int) -> PersonKeys | None:
        with suppress(KeyFileExists):
            return PersonKeys.create(path)
        return None

    with ThreadPoolExecutor(8) as starters:
        made = [keys for keys in starters.map(create, range(8)) if keys]
    assert made == [PersonKeys.read(path)]
    with pytest.raises(KeyFileExists, match="没有改动它"):
        PersonKeys.create(path)
    assert made == [PersonKeys.read(path)]


@pytest.mark.parametrize("step", ["sync", "sync_folder"])
def test_nobody_is_sealed_with_a_key_that_a_power_cut_would_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Neither its bytes nor its name: names that were entered meanwhile could never be read again."""

    def gone(_what: object) -> None:
        raise OSError(errno.EIO, "示例")

    monkeypatch.setattr(files, step, gone)
    with pytest.raises(OSError, match="示例"):
        PersonKeys.create(tmp_path / "person.key")


def test_a_missing_key_file_is_said_in_words_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "person.key"
    with pytest.raises(KeyFileMissing, match=r"找不到个人信息密钥文件.*请从备份中放回") as missing:
        PersonKeys.read(path)
    assert (missing.value.code, missing.value.numbers["path"]) == ("key_file_missing", str(path))


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"not a key\n", b"\xff\xfe", b"0123456789abcdef " + b"00" * 32, b"a b c\n"]
)
def test_a_file_that_holds_no_whole_key_is_said_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "person.key"
    path.write_bytes(content)
    with pytest.raises(KeyFileInvalid, match="个人信息密钥文件") as invalid:
        PersonKeys.read(path)
    assert invalid.value.code == "key_file_invalid"


def test_one_mistyped_digit_of_a_key_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "person.key"
    PersonKeys.create(path)
    text = path.read_text().strip()
    path.write_text(text[:-1] + ("0" if text[-1] != "0" else "1"))
    with pytest.raises(KeyFileInvalid, match="第1行不是完好的密钥"):
        PersonKeys.read(path)


def test_the_key_file_of_another_ledger_is_said_in_words(tmp_path: Path, keys: PersonKeys) -> None:
    person = seal(uuid4(), SOMEBODY, keys)
    with pytest.raises(PersonKeyUnknown, match="请放回配套的密钥文件") as unknown:
        unseal(person, PersonKeys.create(tmp_path / "other.key"))
    assert unknown.value.code == "person_key_unknown"


def test_a_newer_key_in_the_file_seals_what_is_new_and_the_older_opens_what_is_old(
    tmp_path: Path, keys: PersonKeys
) -> None:
    newer = PersonKeys.create(tmp_path / "newer.key")
    both_path = tmp_path / "both.key"
    both_path.write_text(keys.path.read_text() + newer.path.read_text())
    both = PersonKeys.read(both_path)
    assert unseal(seal(uuid4(), SOMEBODY, keys), both) == SOMEBODY
    assert seal(uuid4(), SOMEBODY, both).key_id == newer.newest[0]


def test_neither_persons_nor_keys_get_into_the_programs_own_log(keys: PersonKeys) -> None:
    assert SOMEBODY.name not in repr(SOMEBODY)
    assert keys.newest[1].hex() not in repr(keys)
    assert repr(keys.newest[1]) not in repr(keys)


def flipped(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1
    return bytes(changed)
