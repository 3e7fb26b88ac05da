"""Which papers belong to a project in an OC4IDS package: those that its row names and that are filed, each by its hash?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from api.opendata.oc4ids_values import at, kept_if
from api.opendata.taken import Taken
from domain.documents.events import DocumentFiled
from domain.streams import document_id
from projections.model import Row

Value = dict[str, Any]
HASH_LETTERS: Final = 64
OF_THE_RULES: Final = frozenset({"rules", "publication"})
BY_NUMBER: Final = frozenset({"announcement", "document"})
"""Under these names a row has the number or the title of a paper, where it is not one that was filed."""


def documents_of(taken: Taken, row: Row) -> Iterator[Value]:
    """The announcement and other papers by their numbers, and every filed paper by its SHA-256; outsiders find those filed as public."""
    seen: set[str] = set()
    for name, text in _named({name: part for name, part in row.items() if name not in OF_THE_RULES}):
        filed = _filed(taken, text)
        if filed is not None and (taken.inside or filed.access == "public"):
            said = _document(filed)
        elif name in BY_NUMBER and _stream(taken, text) is None:
            said = {"id": f"{name}-{text}", "title": text, "documentType": name}
        else:
            continue
        if said["id"] not in seen:
            seen.add(said["id"])
            yield said


def _named(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a row under the name that it has."""
    match value:
        case str() if value:
            yield name, value
        case dict():
            for key, each in value.items():
                yield from _named(each, key)
        case list():
            for each in value:
                yield from _named(each, name)


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
