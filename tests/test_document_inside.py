"""Is every file looked into that can be something else than it says, without ever being unpacked?"""

from __future__ import annotations

import struct
import tracemalloc
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.documents.bytes import store_bytes
from domain.documents.inside import LARGEST_DIRECTORY, LARGEST_UNPACKED, MOST_ENTRIES, charset_of, fault_inside
from domain.documents.kinds import FORMATS
from domain.refusals import Refusal
from tests.test_document_bytes import filing

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFD = "application/ofd"
INSIDE: Mapping[str, tuple[str, ...]] = {
    WORD: ("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
    SHEET: ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
    OFD: ("OFD.xml", "Doc_0/Document.xml"),
}
TEXT = "示例县，301票\n"


def zipped(*names: str, content: bytes = b"<x/>") -> bytes:
    """An archive with these files in it."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return made.getvalue()


def code_of(media_type: str, content: bytes) -> str:
    """The code for which the file is refused, '' where it is stored."""
    try:
        store_bytes(filing(content, media_type), content)
    except Refusal as refused:
        return refused.code
    return ""


@pytest.mark.parametrize("media_type", INSIDE)
def test_a_file_with_the_parts_of_its_format_is_stored(media_type: str) -> None:
    assert code_of(media_type, zipped(*INSIDE[media_type])) == ""


@pytest.mark.parametrize("media_type", INSIDE)
@pytest.mark.parametrize(
    "names", [("a.txt",), ("[Content_Types].xml",), ("word/", "xl/", "[Content_Types].xml"), ("x/OFD.xml",)]
)
def test_any_other_archive_is_not_that_format(media_type: str, names: tuple[str, ...]) -> None:
    assert code_of(media_type, zipped(*names)) == "bytes_differ"


def test_one_office_format_is_not_another() -> None:
    for media_type in INSIDE:
        for other in INSIDE:
            assert (code_of(media_type, zipped(*INSIDE[other])) == "") == (media_type == other)


@pytest.mark.parametrize(
    "macro",
    ["word/vbaProject.bin", "xl/vbaProject.bin", "xl\\VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml", "word/vbaData.xml"],
)
@pytest.mark.parametrize("media_type", [WORD, SHEET])
def test_a_file_with_macros_is_refused_whatever_it_calls_itself(media_type: str, macro: str) -> None:
    assert code_of(media_type, zipped(*INSIDE[media_type], macro)) == "document_macros"


def test_a_file_with_a_password_is_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"EncryptedPackage".ljust(600, b"\x00")
    assert code_of(WORD, ole) == "document_encrypted"
    assert code_of("application/msword", ole) == ""
    flagged = bytearray(zipped(*INSIDE[OFD]))
    at = flagged.index(b"PK\x01\x02") + 8
    flagged[at] |= 1
    assert code_of(OFD, bytes(flagged)) == "document_encrypted"


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        doubled = zipped(*INSIDE[WORD], "word/document.xml")
    assert code_of(WORD, doubled) == "document_archive"


def test_what_would_unpack_without_end_is_refused_without_unpacking_it() -> None:
    bomb = bytearray(zipped(*INSIDE[WORD]))
    at = bomb.index(b"PK\x01\x02")
    struct.pack_into("<L", bomb, at + 24, LARGEST_UNPACKED)
    assert code_of(WORD, bytes(bomb)) == "document_archive"


def test_a_directory_without_end_is_refused_unread() -> None:
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    many = b"PK\x03\x04" + entry * (LARGEST_DIRECTORY // len(entry) + 1)
    size = len(many) - 4
    whole = many + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, size, 4, 0)
    tracemalloc.start()
    try:
        assert code_of(WORD, whole) == "document_archive"
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()
    assert MOST_ENTRIES * 46 < LARGEST_DIRECTORY


@pytest.mark.parametrize("cut", [1, 10, 22, 60])
def test_an_archive_that_is_cut_off_or_has_something_behind_it_is_refused(cut: int) -> None:
    whole = zipped(*INSIDE[WORD])
    assert code_of(WORD, whole[:-cut]) == "document_archive"
    assert code_of(WORD, whole + b"x" * cut) == "document_archive"


@given(st.binary(max_size=200), st.integers(0, 400), st.sampled_from(sorted(FORMATS)))
def test_whatever_the_bytes_are_they_are_kept_or_refused_by_name(noise: bytes, at: int, media_type: str) -> None:
    whole = zipped(*INSIDE[WORD])
    for content in (noise, b"PK\x03\x04" + noise, whole[:at] + noise + whole[at + len(noise) :]):
        fault = fault_inside(FORMATS[media_type], content)
        assert fault is None or fault.code in {
            "bytes_differ",
            "document_archive",
            "document_macros",
            "document_encrypted",
        }


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("gbk"), "gb18030"),
        ("示例㐀𠀀县".encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (b"", "utf-8"),
        (TEXT.encode("utf-16-le"), None),
        (b"\xff\xfe\x00\xd8", None),
        (b"\x81", None),
        (b"a\x1b[31mb", None),
        (b"MZ\x90\x00", None),
    ],
)
@pytest.mark.parametrize("media_type", ["text/csv", "text/plain"])
def test_a_text_is_text_in_one_of_three_ways_or_refused(media_type: str, content: bytes, charset: str | None) -> None:
    assert charset_of(content) == charset
    if content:
        assert code_of(media_type, content) == ("" if charset else "bytes_differ")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_what_a_text_is_said_to_be_reads_as_it_was_written(text: str, encoding: str) -> None:
    charset = charset_of(text.encode(encoding))
    # What reads as UTF-8 is taken for it, as browsers and editors do.
    assert charset == encoding or (charset == "utf-8" and text.encode(encoding).decode("utf-8") is not None)


def test_a_character_that_ends_beyond_a_slice_is_read_whole() -> None:
    assert charset_of(b"a" * (2**20 - 1) + TEXT.encode()) == "utf-8"
    assert charset_of(b"a" * (2**20 - 1) + TEXT.encode("gb18030")) == "gb18030"
