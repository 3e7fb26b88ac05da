"""Which fields does a form have for a command, read off the command itself?

A form asks for what its command takes, no more and no less: what is called how stands in `api.pages.words`, what can be chosen
from what there is in `api.pages.forms.offered`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from api.pages.words import closed, hint, is_long, keys, label
from domain.deciders import Command

Kind = Literal[
    "text",
    "long",
    "whole",
    "money",
    "yes",
    "day",
    "one",
    "many",
    "lines",
    "ordered",
    "group",
    "rows",
    "keyed",
    "hidden",
]
"""A line or a paragraph of text; a whole number; an amount in 万元; yes or no; a day; one or several of a list; a text a line; several of a list in an order; parts
of one thing; several things of a kind; one figure or text for each key; what is known without asking."""

FEN: Final = "_fen"
DAY: Final = "_on"
YES_NO: Final = {"true": "是", "false": "否"}
ORDERED: Final = frozenset({"items"})
"""Lists whose order is that of the ballot."""
OMITTED: Final = frozenset({"profile"})
"""Fields for which there is a page of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: `name` as in JSON; `choices` of a closed list, or the keys of a keyed one; `inner` fields of its parts.

    `handed`: a file may be handed in here, or somebody named, instead of what the ledger holds.
    """

    name: str
    label: str
    kind: Kind
    hint: str = ""
    required: bool = False
    default: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    inner: tuple[Field, ...] = ()
    owner: type = object
    whole: bool = False
    handed: Literal["", "document", "person"] = ""

    def offering(self, choices: Mapping[str, str]) -> Field:
        """The same field with what there is to choose from."""
        kind: Kind = "one"
        if self.kind == "lines":
            kind = "ordered" if self.name in ORDERED else "many"
        return replace(self, kind=kind, choices=choices, hint="" if kind == "many" else self.hint)


@cache
def fields_of(cls: type) -> tuple[Field, ...]:
    """The fields of a command, or of a value in one, in the order in which it has them."""
    hints = get_type_hints(cls)
    return tuple(_field(cls, each, hints[each.name]) for each in fields(cls) if each.name not in OMITTED)


def _field(cls: type, found: Any, tp: Any) -> Field:
    optional = found.default is not MISSING or found.default_factory is not MISSING
    kind, inner, choices, whole = _kind(cls, found.name, _without_none(tp))
    default = "" if found.default in (MISSING, None) or is_dataclass(found.default) else _text(found.default)
    if NoneType in get_args(tp) and kind == "yes":
        kind, choices = "one", YES_NO
    return Field(
        name=found.name,
        label=label(cls, found.name),
        kind=kind,
        hint=hint(cls, found.name),
        required=not optional,
        default=default,
        choices=choices,
        inner=fields_of(inner) if inner is not None else (),
        owner=cls,
        whole=whole,
    )


def _kind(cls: type, name: str, tp: Any) -> tuple[Kind, type | None, Mapping[str, str], bool]:
    """The kind of a field, the class of its parts, what it may be, and whether its texts are whole numbers."""
    listed = closed(cls, name)
    if is_dataclass(tp):
        return "group", tp if isinstance(tp, type) else None, {}, False
    if get_origin(tp) is tuple:
        (one, _) = get_args(tp)
        if is_dataclass(one):
            return "rows", one if isinstance(one, type) else None, {}, False
        return ("many" if listed else "lines"), None, listed or {}, one is int
    if get_origin(tp) is dict:
        return "keyed", None, keys(cls, name) or {}, get_args(tp)[1] is int
    if listed is not None:
        return "one", None, listed, False
    return _simple(cls, name, tp), None, {}, tp is int


def _simple(cls: type, name: str, tp: Any) -> Kind:
    if tp is bool:
        return "yes"
    if tp is int:
        return "money" if name.endswith(FEN) else "whole"
    if tp is date or name.endswith(DAY):
        return "day"
    return "long" if is_long(cls, name) else "text"


def _without_none(tp: Any) -> Any:
    rest = [each for each in get_args(tp) if each is not NoneType]
    return rest[0] if NoneType in get_args(tp) and len(rest) == 1 else tp


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if isinstance(value, tuple | dict) else str(value)


__all__ = ["Command", "Field", "Kind", "fields_of"]
