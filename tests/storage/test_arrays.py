"""Does the server read our packed arrays as the lists that they are?"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.storage.arrays import Packed, bigints, byteas, texts, uuids
from tests.storage.conftest import Database

# One connection serves all examples: they leave nothing behind.
MANY_EXAMPLES = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def connection(shared_database: Database) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(shared_database.service, autocommit=True) as opened:
        yield opened


def echo(connection: psycopg.Connection[Any], packed: Packed) -> object:
    (found,) = connection.execute("SELECT %b", (packed,), binary=True).fetchone() or (None,)
    return found


@MANY_EXAMPLES
@given(
    st.lists(st.uuids()),
    st.lists(st.integers(-(2**63), 2**63 - 1)),
    st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))),
    st.lists(st.binary()),
)
def test_packed_arrays_come_back_as_the_lists_they_were(
    connection: psycopg.Connection[Any], ids: list[UUID], numbers: list[int], words: list[str], blobs: list[bytes]
) -> None:
    assert echo(connection, uuids(ids)) == ids
    assert echo(connection, bigints(numbers)) == numbers
    assert echo(connection, texts(words)) == words
    assert echo(connection, byteas(blobs)) == blobs


def test_a_number_beyond_64_bits_is_refused() -> None:
    with pytest.raises(struct.error):
        bigints([2**63])
