"""Under which name and of which kind is a file given out for saving?

Source: RFC 6266 for the header, RFC 8187 for names beyond ASCII. A name comes from a title that somebody typed: what means a place
in a folder, ends a line or turns the direction of writing is none of it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from domain.documents.inside import charset_of

if TYPE_CHECKING:
    from domain.documents.kinds import Format

LONGEST: Final = 80
"""A name that every file system takes, in characters."""
BYTES: Final = "application/octet-stream"
_PLACES: Final = re.compile(r'[/\\:*?"<>|]+')
_AS_THEY_ARE: Final = "!#$&+-.^_`|~"
"""The signs beside letters and digits that RFC 8187 leaves as they are."""


def disposition(title: str, known: Format) -> str:
    """The value of `Content-Disposition`: for saving, under a harmless name, in ASCII for programs that know no other."""
    return attachment(title, known.suffix)


def attachment(title: str, suffix: str) -> str:
    """The same of a file that was made here, by its ending."""
    name = f"{file_name(title)}.{suffix}"
    return f"attachment; filename=\"file.{suffix}\"; filename*=UTF-8''{quote(name, safe=_AS_THEY_ARE)}"


def file_name(title: str) -> str:
    """The title as the name of a file, without its ending."""
    kept = "".join(sign for sign in title if unicodedata.category(sign)[0] != "C" and sign not in "\u2028\u2029")
    return _PLACES.sub("_", kept)[:LONGEST].strip(". _") or "附件"


def content_type(media_type: str, known: Format, content: bytes) -> str:
    """The value of `Content-Type`; of texts how they are encoded, and of what claims to be one and is none, bytes."""
    if known.marks:
        return media_type
    charset = charset_of(content)
    return BYTES if charset is None else f"{media_type}; charset={charset}"
