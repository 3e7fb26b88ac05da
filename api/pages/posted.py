"""What did a form send?"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from urllib.parse import parse_qsl

from python_multipart import parse_form
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field as FieldLike
from python_multipart.multipart import File as FileLike

from api.http.json_body import CONTROL
from api.http.reply import ANY, FILES, FORM
from api.http.route import Body, Call
from api.refusals import Malformed

MOST_FIELDS: Final = 20_000
LONGEST_NAME: Final = 300
NOT_THIS_FORM: Final = "交来的不是这张表单，请刷新页面再填。"
SMALL: Final = Body(media_type=FORM, limit_bytes=2**20)
WITH_FILES: Final = Body(media_type=FILES, limit_bytes=2**25)
EITHER: Final = Body(media_type=ANY, limit_bytes=2**25)
"""A form that takes files, and can be sent without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that was handed in with a form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """The texts of a form by name, in the order of the form; line ends as anywhere, no blanks around them; and its files."""

    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The text of a field, '' where it was not sent."""
        return (self.texts.get(name) or [""])[0]


def sent_either_way(call: Call) -> Posted:
    """The fields of a form, and its files where it takes any; raises `Malformed`."""
    return posted_with_files(call) if call.headers.get("content-type", "").startswith(FILES) else posted(call)


def posted(call: Call) -> Posted:
    """The fields of a form that takes no files; raises `Malformed`."""
    try:
        pairs = parse_qsl(
            call.body.decode(),
            keep_blank_values=True,
            strict_parsing=bool(call.body),
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise Malformed(NOT_THIS_FORM) from None
    return Posted(texts=_grouped(pairs))


def posted_with_files(call: Call) -> Posted:
    """The fields and files of a form; raises `Malformed`."""
    pairs: list[tuple[str, str]] = []
    files: dict[str, File] = {}

    def on_field(found: FieldLike) -> None:
        pairs.append(((found.field_name or b"").decode(), (found.value or b"").decode()))

    def on_file(found: FileLike) -> None:
        found.file_object.seek(0)
        content = found.file_object.read()
        name = (found.file_name or b"").decode()
        if content or name:
            files[(found.field_name or b"").decode()] = File(name=name, content=content)

    headers = {
        "Content-Type": call.headers.get("content-type", "").encode(),
        "Content-Length": str(len(call.body)).encode(),
    }
    try:
        parse_form(headers, BytesIO(call.body), on_field, on_file)
    except (FormParserError, ValueError):
        raise Malformed(NOT_THIS_FORM) from None
    return Posted(texts=_grouped(pairs), files=files)


def _grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if CONTROL.search(name) or len(name) > LONGEST_NAME:
            raise Malformed(NOT_THIS_FORM)
        found.setdefault(name, []).append(value.replace("\r\n", "\n").strip())
    return found


def unpacked(text: str) -> bytes:
    """The bytes of a file that a form carries on from one page to the next; raises `Malformed`."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed(NOT_THIS_FORM) from None
