"""Which random but well-formed instances does a dataclass of JSON-native fields have?"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

import domain
import projects
import voting
from domain.canonical import LARGEST_INTEGER
from domain.events import topics

if TYPE_CHECKING:
    from types import ModuleType

    from domain.events import Event

T = TypeVar("T")

INTEGERS = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
SCALARS = st.none() | st.booleans() | INTEGERS | st.text()
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12
)


def instances_of(cls: type[T]) -> st.SearchStrategy[T]:
    """Instances of a dataclass, each field as its annotation says; a field with a default is often left at it."""
    hints = get_type_hints(cls)
    chosen = {}
    for field in fields(cls):  # type: ignore[arg-type] # a dataclass, which TypeVar cannot say
        values = values_of(hints[field.name])
        if field.default is not MISSING:
            values = st.just(field.default) | values
        chosen[field.name] = values
    return st.builds(cls, **chosen)


def values_of(hint: object) -> st.SearchStrategy[Any]:
    """Values that an annotation allows: text, int, bool, date, Literal, unions, tuple[X, ...], dict[str, X], nested."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of(*(values_of(arg) for arg in args))
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        item, dots = args
        assert dots is ..., f"a tuple of fixed length: {hint!r}"
        return st.lists(values_of(item), max_size=4).map(tuple)
    if origin is dict:
        assert args[0] is str, f"not a text key: {hint!r}"
        return st.dictionaries(st.text(), values_of(args[1]), max_size=4)
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return instances_of(hint)
    return PLAIN[hint]


PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(),
    int: INTEGERS,
    bool: st.booleans(),
    NoneType: st.none(),
    date: st.dates(),
    Any: JSON,
}


def modules_of(*packages: ModuleType) -> list[ModuleType]:
    """Every module below `packages`, imported."""
    return [
        importlib.import_module(found.name)
        for package in packages
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]


PURE_MODULES = modules_of(domain, projects, voting)

# What the ledger itself can record, whatever other tests have declared in the meantime.
EVENTS: dict[str, type[Event]] = {
    topic: cls
    for topic, cls in sorted(topics().items())
    if cls.__module__.split(".")[0] in ("domain", "projects", "voting")
}
