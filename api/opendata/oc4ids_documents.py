"""Which papers belong to a project in an OC4IDS package: those that its row names and that are filed, each by its hash?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from api.opendata.oc4ids_values import at, kept_if
from api.opendata.taken import Taken
from domain.canonical import texts_in
from domain.documents.events import DocumentFiled
from domain.streams import document_id
from projections.model import Row

Value = dict[str, Any]
HASH_LETTERS = 64


def documents_of(taken: Taken, row: Row) -> Iterator[Value]:
    """The announcement by its number, then every filed paper by its SHA-256; outsiders find those filed as public."""
    promise = row["promise"]
    if promise and promise.get("announcement"):
        title = promise["announcement"]
        yield {
            "id": f"announcement-{title}",
            "title": title,
            "documentType": "announcement",
            "datePublished": at(promise["on"]),
        }
    seen: set[str] = set()
    for text in texts_in(row):
        filed = _filed(taken, text)
        if filed is not None and filed.sha256 not in seen and (taken.inside or filed.access == "public"):
            seen.add(filed.sha256)
            yield _document(filed)


def _document(filed: DocumentFiled) -> Value:
    return kept_if(
        {
            "id": f"sha256:{filed.sha256}",
            "title": filed.title,
            "documentType": f"minsheng-{filed.kind}",
            "description": filed.number,
            "format": filed.media_type,
            "language": "zh",
            "author": filed.issuer,
            "datePublished": at(filed.dated_on),
        }
    )


def _filed(taken: Taken, text: str) -> DocumentFiled | None:
    """The paper that a text names by the id of its filing or by its hash."""
    stream = _stream(taken, text)
    history = taken.source.history(stream, taken.position) if stream else ()
    first = history[0].event if history else None
    return first if isinstance(first, DocumentFiled) and first.congress == taken.stream else None


def _stream(taken: Taken, text: str) -> UUID | None:
    if len(text) == HASH_LETTERS:
        return document_id(taken.stream, text)
    try:
        return UUID(text) if str(UUID(text)) == text else None
    except ValueError:
        return None
