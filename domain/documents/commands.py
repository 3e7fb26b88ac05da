"""What can be asked to be recorded about a document?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.congress.state import Congress
from domain.deciders import Command
from domain.documents.events import Access, Retention
from domain.documents.state import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDocument(Command):
    """附件归档: the paper behind `sha256` (64 hex digits) of `size` bytes; `congress` is the id of the congress's stream.

    The stream's id and not the division code: codes change, and meetings and rounds name their congress in the same way.
    `retention` null is the term that the congress's rules give to this kind.
    """

    congress: str
    sha256: str
    kind: str
    title: str
    media_type: str
    size: int
    number: str = ""
    issuer: str = ""
    dated_on: date | None = None
    paper_place: str = ""
    access: Access = "internal"
    retention: Retention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDocumentOf(Command):
    """The filing asked for, with the congress whose paper it is."""

    asked: FileDocument
    congress: Congress


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceDocument(Command):
    """附件替换: the id of the document that takes its place, filed before, and why."""

    replaced_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceDocumentBy(Command):
    """The replacement asked for, with the document that takes its place; None where that is the document itself."""

    asked: ReplaceDocument
    successor: Document | None
