"""How is a table of open data described: which fields, in what unit, made of which events, opened by which key of publication?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from api.opendata.taken import Taken
from domain.profile.sections import Publication

Kind = Literal["string", "integer", "boolean", "date", "year", "yearmonth", "number"]
"""What stands in a field, in the words of the Table Schema; `number` is an exact decimal."""

KIND_WORDS: Final[Mapping[Kind, str]] = {
    "string": "文字",
    "integer": "整数",
    "boolean": "是否",
    "date": "日期",
    "year": "年度",
    "yearmonth": "年月",
    "number": "小数",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column: `events` are the topics from which it is made, `key` the key of `publication` that opens it, '' for always."""

    name: str
    head: str
    kind: Kind = "string"
    unit: str = ""
    events: tuple[str, ...]
    key: str = ""

    def __post_init__(self) -> None:
        """An assertion on a key that no profile has."""
        assert not self.key or self.key in Publication.__dataclass_fields__, self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its rows as the audience may see them, the fields that name a row, and what is withheld of it."""

    name: str
    title: str
    fields: tuple[Field, ...]
    keys: tuple[str, ...]
    rows: Callable[[Taken], Iterable[Mapping[str, Any]]]
    withheld: Callable[[Taken], tuple[str, ...]]
