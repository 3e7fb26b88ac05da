"""With which statement do a document's bytes go beside the log, under the hash that its event holds?"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from domain.documents.inside import POINTER, encrypted, fault_inside, is_encrypted_office
from domain.documents.kinds import FORMATS
from domain.documents.refusals import BytesDiffer
from domain.refusals import refuse_all
from domain.storage.terms import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.documents.commands import FileDocument
    from domain.documents.kinds import Format
    from domain.refusals import Refusal

# The same bytes filed by another congress are there already, and they are the same bytes.
_STORE: Final = """
INSERT INTO ledger.document_bytes (sha256, bytes, size, media_type) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


def store_bytes(command: FileDocument, content: bytes) -> Statement:
    """What runs in the transaction of the append that files the document.

    Raises `BytesDiffer`, or `Faults` with several, where hash, length or format of `content` are not those of the command.
    """
    refuse_all(_differences(command, content))
    return Statement(_STORE, (bytes.fromhex(command.sha256), content, len(content), command.media_type))


def _differences(command: FileDocument, content: bytes) -> Iterator[Refusal]:
    found = sha256(content).hexdigest()
    if found != command.sha256:
        yield BytesDiffer(f"收到的文件的SHA-256为{found}，与填报的不同，请重新上传。", pointer="/sha256", found=found)
    if len(content) != command.size:
        yield BytesDiffer(f"收到{len(content)}字节，与填报的大小不同。", pointer="/size", found=len(content))
    known = FORMATS.get(command.media_type)
    if known is not None and (fault := _other_than(known, content)) is not None:
        yield fault


def _other_than(known: Format, content: bytes) -> Refusal | None:
    """Why this is no file of the format, or none that can be kept."""
    if not known.marks or content.startswith(known.marks):
        return fault_inside(known, content)
    if is_encrypted_office(known, content):
        return encrypted()
    return BytesDiffer(f"收到的文件不是{known.name}，请核对文件格式。", pointer=POINTER)
