"""What do the headers of a write say: which request is this, and which version did its sender see?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from api.refusals import IdempotencyKeyInvalid, IdempotencyKeyMissing, VersionInvalid, VersionMissing

if TYPE_CHECKING:
    from starlette.datastructures import Headers

KEY: Final = re.compile(r'"?([!#-~]{1,200})"?')
VERSION: Final = re.compile(r'"([1-9][0-9]{0,14})"')


def idempotency_key(headers: Headers) -> str:
    """The caller's own number for this request: 1 to 200 printable ASCII characters, in quotes or without."""
    given = headers.get("idempotency-key")
    if given is None:
        raise IdempotencyKeyMissing("每次登记都要带请求头Idempotency-Key，重试时保持不变，内容不同时换一个。")
    if (found := KEY.fullmatch(given)) is None:
        raise IdempotencyKeyInvalid("Idempotency-Key须为1至200个可打印的ASCII字符，不含空格。")
    return found[1]


def expected_version(headers: Headers) -> int:
    """The stream version that the caller saw, from `If-Match: "7"` (RFC 9110 §13.1.1)."""
    given = headers.get("if-match")
    if given is None:
        raise VersionMissing('请在请求头If-Match中写明您看到的版本号，例如If-Match: "7"。')
    if (found := VERSION.fullmatch(given)) is None:
        raise VersionInvalid('If-Match须为加双引号的一个版本号，例如"7"。')
    return int(found[1])


def version_tag(version: int) -> str:
    """The `ETag` of a stream at `version`."""
    return f'"{version}"'
