"""Are the bytes of a leaf those that are written down, and can no two events have the same?"""

from __future__ import annotations

import struct
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.leaves import entry

STREAM = UUID("860668f9-ed42-56e7-b757-f971f0719b0e")
NUMBERS = st.integers(0, 2**63 - 1)
HEADERS = st.tuples(NUMBERS, st.uuids(), NUMBERS, st.text(max_size=30), st.binary(max_size=40))


def test_the_bytes_of_an_entry_are_those_written_down() -> None:
    assert entry(21, STREAM, 1, "voting:RoundOpened", bytes(range(32))).hex(" ", 1) == (
        "00 08 00 00 00 00 00 00 00 15 "
        "00 10 86 06 68 f9 ed 42 56 e7 b7 57 f9 71 f0 71 9b 0e "
        "00 08 00 00 00 00 00 00 00 01 "
        "00 12 76 6f 74 69 6e 67 3a 52 6f 75 6e 64 4f 70 65 6e 65 64 "
        "00 20 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f"
    )


@given(HEADERS)
def test_the_fields_are_read_back_from_the_entry(header: tuple[int, UUID, int, str, bytes]) -> None:
    rest, fields = entry(*header), []
    while rest:
        length = int.from_bytes(rest[:2], "big")
        fields.append(rest[2 : 2 + length])
        rest = rest[2 + length :]
    position, stream, version, topic, commitment = fields
    read = (
        int.from_bytes(position, "big"),
        UUID(bytes=stream),
        int.from_bytes(version, "big"),
        topic.decode(),
        commitment,
    )
    assert read == header
    assert (len(position), len(version)) == (8, 8)


@pytest.mark.parametrize(
    ("position", "version", "topic"),
    [(-1, 1, "a"), (2**64, 1, "a"), (1, -1, "a"), (1, 2**64, "a"), (1, 1, "字" * 22_000)],
)
def test_what_does_not_fit_is_refused_rather_than_cut(position: int, version: int, topic: str) -> None:
    with pytest.raises(struct.error):
        entry(position, STREAM, version, topic, bytes(32))
