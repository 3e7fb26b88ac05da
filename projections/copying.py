"""How do many versions of rows reach a table in one message?

psycopg looks at every value of a COPY to find out its type, and writes it as text that the server must read again. Here the types
are known, so the rows are written in the server's own binary form (`COPY … (FORMAT binary)`): a signature, then for each row the
number of its columns and for each column its length and its bytes, -1 for null, and -1 instead of a row at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from struct import Struct
from typing import Final

import orjson

from projections.versions import Version

COLUMNS: Final = 5
_BEGIN: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END: Final = b"\xff\xff"
_KEY: Final = Struct("!hi").pack
_LENGTH: Final = Struct("!i").pack
_BORN_AND_SINCE: Final = Struct("!iqiq").pack
# A jsonb in binary form is its version, 1, and the text.
_ROW: Final = Struct("!ib").pack
_NULL: Final = _LENGTH(-1)


def copied(versions: Iterable[Version]) -> bytes:
    """The whole message for the columns key, congress, born, since, row."""
    parts = [_BEGIN]
    for key, congress, born, since, row in versions:
        key_bytes, congress_bytes = key.encode(), congress.encode()
        parts += (
            _KEY(COLUMNS, len(key_bytes)),
            key_bytes,
            _LENGTH(len(congress_bytes)),
            congress_bytes,
            _BORN_AND_SINCE(8, born, 8, since),
        )
        if row is None:
            parts.append(_NULL)
        else:
            text = orjson.dumps(row)
            parts += (_ROW(len(text) + 1, 1), text)
    parts.append(_END)
    return b"".join(parts)
