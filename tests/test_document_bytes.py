"""Do only those bytes go beside the log that the event describes?"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from domain.documents.bytes import store_bytes
from domain.documents.commands import FileDocument
from domain.documents.kinds import FORMATS
from domain.documents.refusals import BytesDiffer
from domain.refusals import Faults
from domain.streams import congress_id

SCAN = b"%PDF-1.7 the signed sheet"


def filing(content: bytes, media_type: str = "application/pdf") -> FileDocument:
    return FileDocument(
        congress=str(congress_id("990101")),
        sha256=sha256(content).hexdigest(),
        kind="signed_sheet",
        title="计票结果报告单",
        media_type=media_type,
        size=len(content),
    )


def test_bytes_are_stored_under_the_hash_that_we_computed_ourselves() -> None:
    statement = store_bytes(filing(SCAN), SCAN)
    assert statement.params == (sha256(SCAN).digest(), SCAN, len(SCAN), "application/pdf")
    assert statement.sql.count("%s") == len(statement.params)


def test_the_same_bytes_stored_again_change_nothing() -> None:
    assert "ON CONFLICT DO NOTHING" in store_bytes(filing(SCAN), SCAN).sql


def test_bytes_with_another_hash_are_refused() -> None:
    other = SCAN[:-1] + b"T"
    with pytest.raises(BytesDiffer, match=sha256(other).hexdigest()) as refused:
        store_bytes(filing(SCAN), other)
    assert refused.value.pointer == "/sha256"


def test_bytes_of_another_length_are_refused() -> None:
    with pytest.raises(BytesDiffer, match=f"收到{len(SCAN)}字节") as refused:
        store_bytes(replace(filing(SCAN), size=len(SCAN) + 1), SCAN)
    assert refused.value.pointer == "/size"


def test_cut_off_bytes_are_refused_for_hash_and_length_at_once() -> None:
    with pytest.raises(Faults) as refused:
        store_bytes(filing(SCAN), SCAN[:-1])
    assert [fault.pointer for fault in refused.value.faults] == ["/sha256", "/size"]


@pytest.mark.parametrize("media_type", [name for name, known in FORMATS.items() if known.marks])
def test_a_file_that_only_claims_its_format_is_refused(media_type: str) -> None:
    program = b"MZ\x90\x00 a program"
    with pytest.raises(BytesDiffer, match="收到的文件不是") as refused:
        store_bytes(filing(program, media_type), program)
    assert refused.value.pointer == "/media_type"


@pytest.mark.parametrize(
    ("media_type", "content"),
    [(name, mark + b" and the rest") for name, known in FORMATS.items() if not known.parts for mark in known.marks],
)
def test_a_file_that_begins_as_its_format_does_is_stored(media_type: str, content: bytes) -> None:
    assert store_bytes(filing(content, media_type), content).params
