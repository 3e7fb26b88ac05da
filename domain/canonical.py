"""Which exact bytes stand for a value, and how are they read back into its class?

Canonical JSON as RFC 8785 orders it, over the part of JSON where no two writers differ: text, integers below 2**53, true, false,
null, lists, and objects whose keys are sorted. Floats do not occur. A field that equals its default is left out, so adding a field
with a default changes no bytes that were ever written; a field marked `stated` is always written.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

LARGEST_INTEGER = 2**53 - 1
LAST_OF_BASIC_PLANE = "\uffff"


def canonical_bytes(value: Any) -> bytes:
    """Canonical bytes of a JSON-native value; floats, big integers and non-text keys raise `TypeError`."""
    if _check(value):
        return orjson.dumps(_ordered(value))
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def to_json(value: Any) -> Any:
    """A dataclass instance as JSON-native data, fields that equal their default left out."""
    return _encode_any(value)


def from_json(cls: type[T], data: Any) -> T:
    """The reverse of `to_json`: an instance of `cls`; unknown or missing fields raise `TypeError`. `data` is used up."""
    return decoder(cls)(data)  # type: ignore[no-any-return] # made for this class


def texts_in(value: Any) -> Iterator[str]:
    """Every text in JSON-native data, in order; the names in objects are none of them."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from texts_in(item)
        case dict():
            yield from texts_in(list(value.values()))


def _check(value: Any) -> bool:
    """Whether some key lies beyond the basic plane, where orjson's order (by code point) is not that of RFC 8785 (by UTF-16)."""
    match value:
        case None | bool() | str():
            return False
        case int():
            if abs(value) > LARGEST_INTEGER:
                raise TypeError("integer beyond 2**53")
            return False
        case dict():
            beyond = False
            for key, item in value.items():
                if not isinstance(key, str):
                    raise TypeError(f"not a text key: {key!r}")
                beyond |= (not key.isascii() and max(key) > LAST_OF_BASIC_PLANE) | _check(item)
            return beyond
        case list() | tuple():
            beyond = False
            for item in value:
                beyond |= _check(item)
            return beyond
        case _:
            raise TypeError(f"not canonical JSON: {type(value).__name__}")


def _ordered(value: Any) -> Any:
    match value:
        case dict():
            return {key: _ordered(value[key]) for key in sorted(value, key=_utf_16)}
        case list() | tuple():
            return [_ordered(item) for item in value]
        case _:
            return value


def _utf_16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


@cache
def _encoder(cls: Any) -> Callable[[Any], Any]:
    plan = tuple((field.name, _default(field)) for field in fields(cls))

    def encode(value: Any) -> dict[str, Any]:
        found = {}
        for name, default in plan:
            item = getattr(value, name)
            if default is MISSING or item != default:
                found[name] = _encode_any(item)
        return found

    return encode


def _default(field: Any) -> Any:
    if field.metadata.get("stated"):
        return MISSING
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _encode_any(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case tuple() | list():
            return [_encode_any(item) for item in value]
        case dict():
            return {key: _encode_any(item) for key, item in value.items()}
        case _:
            cls: Any = type(value)
            return _encoder(cls)(value)


def decoder(cls: Any) -> Callable[[Any], Any]:
    """The typed decoder of a dataclass, made once from its annotations."""
    return _decoder(cls)


@cache
def _decoder(cls: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(cls)
    converters = tuple(
        (field.name, convert) for field in fields(cls) if (convert := _converter(hints[field.name])) is not None
    )
    if not converters:
        return lambda data: cls(**data)

    def decode(data: dict[str, Any]) -> Any:
        for name, convert in converters:
            item = data.get(name)
            if item is not None:
                data[name] = convert(item)
        return cls(**data)

    return decode


def field_readers(cls: Any) -> dict[str, Callable[[dict[str, Any]], Any]]:
    """By name, what reads one field of a dataclass out of parsed JSON: its default where it was left out."""
    hints = get_type_hints(cls)
    return {field.name: _reader(field, _converter(hints[field.name])) for field in fields(cls)}


def _reader(field: Any, convert: Callable[[Any], Any] | None) -> Callable[[dict[str, Any]], Any]:
    name = field.name
    default = field.default if field.default_factory is MISSING else field.default_factory()

    def read(data: dict[str, Any]) -> Any:
        item = data[name] if default is MISSING else data.get(name, default)
        return item if convert is None or item is None else convert(item)

    return read


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    """How a JSON value becomes what `hint` says; None where it already is."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        (only,) = (arg for arg in args if arg is not NoneType)
        return _converter(only)
    if origin is tuple:
        inner = _converter(args[0])
        return tuple if inner is None else _all(inner)
    if origin is dict:
        inner = _converter(args[1])
        return None if inner is None else lambda items: {key: inner(item) for key, item in items.items()}
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return decoder(hint)
    if hint in (str, int, bool, Any) or origin is Literal:
        return None
    raise TypeError(f"not a JSON-native annotation: {hint!r}")


def _all(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda items: tuple([convert(item) for item in items])
