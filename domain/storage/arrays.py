"""How does a list go to PostgreSQL as one parameter, at the price of a join?

psycopg looks at every element of a list to find out its type. Here the type is known, so the list is written in the server's
own binary form (`array_recv`): one dimension, no nulls, the elements' type, their number, lower bound 1, and then the length
and the bytes of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import Struct
from uuid import UUID

import psycopg
from psycopg.adapt import Dumper
from psycopg.pq import Format

_HEAD = Struct("!5i").pack
_LENGTH = Struct("!i").pack
_BIGINT = Struct("!iq").pack

_UUID, _UUIDS = 2950, 2951
_INT8, _INT8S = 20, 1016
_TEXT, _TEXTS = 25, 1009
_BYTEA, _BYTEAS = 17, 1001


class Packed(bytes):
    """An array in the server's binary form; each subclass is one type of array."""

    __slots__ = ()


class Uuids(Packed):
    """A uuid[]."""

    __slots__ = ()


class Bigints(Packed):
    """A bigint[]."""

    __slots__ = ()


class Texts(Packed):
    """A text[]."""

    __slots__ = ()


class Byteas(Packed):
    """A bytea[]."""

    __slots__ = ()


def uuids(items: Sequence[UUID]) -> Uuids:
    """`items` as a uuid[]."""
    return Uuids(_fixed(_UUID, [item.bytes for item in items], 16))


def bigints(items: Sequence[int]) -> Bigints:
    """`items` as a bigint[]; beyond 64 bits raises `struct.error`."""
    return Bigints(_head(_INT8, len(items)) + b"".join([_BIGINT(8, item) for item in items]))


def texts(items: Iterable[str]) -> Texts:
    """`items` as a text[]."""
    return Texts(_variable(_TEXT, [item.encode() for item in items]))


def byteas(items: Sequence[bytes]) -> Byteas:
    """`items` as a bytea[]."""
    return Byteas(_variable(_BYTEA, items))


def digests(items: Sequence[bytes]) -> Byteas:
    """`items` of 32 bytes each as a bytea[]."""
    return Byteas(_fixed(_BYTEA, items, 32))


def _fixed(element: int, items: Sequence[bytes], size: int) -> bytes:
    length = _LENGTH(size)
    return _head(element, len(items)) + (length + length.join(items) if items else b"")


def _variable(element: int, items: Sequence[bytes]) -> bytes:
    return _head(element, len(items)) + b"".join([_LENGTH(len(item)) + item for item in items])


def _head(element: int, count: int) -> bytes:
    return _HEAD(1, 0, element, count, 1) if count else _HEAD(0, 0, element, 0, 0)[:12]


def _register() -> None:
    for cls, array in ((Uuids, _UUIDS), (Bigints, _INT8S), (Texts, _TEXTS), (Byteas, _BYTEAS)):
        form = {"oid": array, "format": Format.BINARY, "dump": lambda _self, packed: packed}
        psycopg.adapters.register_dumper(cls, type(f"{cls.__name__}Dumper", (Dumper,), form))


_register()
