"""What can be asked of a document, and what has to be read before it can be decided?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.congress.usecases import read_congress, stream_named
from domain.documents.commands import FileDocument, FileDocumentOf, ReplaceDocument, ReplaceDocumentBy
from domain.documents.decider import DOCUMENT
from domain.refusals import NotFound
from domain.streams import document_id
from domain.usecase import UseCase

if TYPE_CHECKING:
    from uuid import UUID

    from domain.usecase import Reader


def _begins(command: FileDocument) -> UUID:
    return document_id(str(stream_named(command.congress, "/congress")), command.sha256)


def _file(read: Reader, _stream: UUID, command: FileDocument) -> FileDocumentOf:
    """The congress whose paper it is, under the one spelling of its id."""
    stream = stream_named(command.congress, "/congress")
    congress = read_congress(read, stream, "/congress")
    return FileDocumentOf(asked=replace(command, congress=str(stream)), congress=congress)


def _replace(read: Reader, stream: UUID, command: ReplaceDocument) -> ReplaceDocumentBy:
    """The document that takes the place, unless it is the document itself."""
    by = stream_named(command.replaced_by, "/replaced_by")
    successor = None if by == stream else read(DOCUMENT, by)
    if successor is None and by != stream:
        raise NotFound("没有找到用来替换的附件，请先归档。", pointer="/replaced_by")
    return ReplaceDocumentBy(asked=replace(command, replaced_by=str(by)), successor=successor)


USE_CASES: Final = (
    UseCase(FileDocument, DOCUMENT, begins=_begins, inform=_file),
    UseCase(ReplaceDocument, DOCUMENT, inform=_replace),
)
