"""What happens to a document 附件: filed by its hash, replaced by another?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from domain.events import Event, stated

Access = Literal["public", "internal"]
Retention = Literal["permanent", "30y", "10y", "temp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFiled(Event):
    """附件归档: the hash of the bytes and what the paper is; the bytes lie beside the log under this hash."""

    TOPIC: ClassVar[str] = "document:DocumentFiled"
    congress: str
    code: str
    congress_name: str
    sha256: str
    kind: str
    title: str
    media_type: str
    size: int
    number: str = ""
    issuer: str = ""
    dated_on: str = ""
    paper_place: str = ""
    access: Access = stated("internal")
    retention: Retention = stated("30y")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReplaced(Event):
    """附件替换: the document that takes its place, and why; the old bytes and hash stay."""

    TOPIC: ClassVar[str] = "document:DocumentReplaced"
    replaced_by: str
    reason: str
