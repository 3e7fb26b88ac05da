"""Is this JSON of the shape that a section wants, and where is it not?

The shape is read off the section's dataclass: its attribute names are the JSON keys, its annotations the values allowed. A field
with a default may be left out, which is how a parameter can be added later without invalidating what was recorded.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from domain.profile.refusals import (
    MissingKey,
    RepeatedEntry,
    UnknownKey,
    WrongLength,
    WrongRange,
    WrongType,
    WrongValue,
)
from domain.profile.shares import LARGEST_TERM, Items, Range, Share, Text
from domain.profile.words import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.refusals import Refusal

BROKEN: Final[Any] = object()
LONGEST_SHOWN: Final = 20
LARGEST_SHOWN: Final = 10**15


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the handed-in JSON (`pointer`, RFC 6901) and where in a profile (`path`, keys from the top)."""

    pointer: str
    path: tuple[str, ...] = ()

    def into(self, key: str | int) -> Place:
        """The place of one key or list entry below this one."""
        text = str(key)
        escaped = text.replace("~", "~0").replace("/", "~1")
        return Place(f"{self.pointer}/{escaped}", (*self.path, text))

    def __str__(self) -> str:
        """The place in a clerk's words, with its keys in brackets."""
        return spoken(self.path)


def read(kind: Any, value: Any, place: Place, faults: list[Refusal], limits: tuple[Any, ...] = ()) -> Any:
    """`value` as `kind`, or `BROKEN` after adding to `faults` everything that is wrong with it."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        found = read(inner[0], value, place, faults, inner[1:])
    elif origin in (Union, UnionType):
        found = _one_of(inner, value, place, faults, limits)
    elif origin is Literal:
        found = _choice(inner, value, place, faults)
    elif origin is tuple:
        found = _list(inner[0], value, place, faults, limits)
    elif kind is Share and type(value) in (int, float):
        found = _decimal_share(value, place, faults)
    elif is_dataclass(kind):
        found = _section(kind, value, place, faults)
    else:
        found = _plain(kind, value, place, faults, limits)
    return found


def _section(cls: Any, value: Any, place: Place, faults: list[Refusal]) -> Any:
    if not isinstance(value, dict):
        return _wrong_type("一组参数", value, place, faults)
    known = _fields(cls)
    faults.extend(_unknown(key, known, place) for key in value if key not in known)
    found: dict[str, Any] = {}
    for name, (kind, required) in known.items():
        if name in value:
            found[name] = read(kind, value[name], place.into(name), faults)
        elif required:
            here = place.into(name)
            faults.append(MissingKey(f"缺少{here}。", pointer=here.pointer))
            found[name] = BROKEN
    return BROKEN if any(each is BROKEN for each in found.values()) else cls(**found)


@cache
def _fields(cls: Any) -> dict[str, tuple[Any, bool]]:
    """The keys of a section: the kind of each, and whether it must be given."""
    hints = get_type_hints(cls, include_extras=True)
    return {each.name: (hints[each.name], each.default is MISSING) for each in fields(cls)}


def _unknown(key: Any, known: Iterable[str], place: Place) -> Refusal:
    like = get_close_matches(str(key), list(known), n=1)
    hint = f"是不是“{like[0]}”？" if like else f"这里可用的是：{'、'.join(known)}。"
    return UnknownKey(f"{place}里没有参数“{key}”。{hint}", pointer=place.into(key).pointer)


def _one_of(kinds: tuple[Any, ...], value: Any, place: Place, faults: list[Refusal], limits: tuple[Any, ...]) -> Any:
    if value is None and NoneType in kinds:
        return None
    rest = [kind for kind in kinds if kind is not NoneType]
    groups = [kind for kind in rest if is_dataclass(kind)]
    plain = [kind for kind in rest if not is_dataclass(kind)]
    chosen = groups if groups and (isinstance(value, dict) or not plain) else plain
    return read(chosen[0], value, place, faults, limits)


def _choice(allowed: tuple[Any, ...], value: Any, place: Place, faults: list[Refusal]) -> Any:
    if isinstance(value, str) and value in allowed:
        return value
    faults.append(WrongValue(f"{place}只能是{'、'.join(allowed)}，现为{shown(value)}。", pointer=place.pointer))
    return BROKEN


def _list(kind: Any, value: Any, place: Place, faults: list[Refusal], limits: tuple[Any, ...]) -> Any:
    if not isinstance(value, (list, tuple)):
        return _wrong_type("列表", value, place, faults)
    bounds = next((each for each in limits if isinstance(each, Items)), Items(0, len(value)))
    if not bounds.fewest <= len(value) <= bounds.most:
        wanted = f"{place}应有{bounds.fewest}至{bounds.most}项，现有{len(value)}项。"
        faults.append(WrongLength(wanted, pointer=place.pointer))
        return BROKEN
    found = [read(kind, each, place.into(index), faults) for index, each in enumerate(value)]
    if BROKEN in found:
        return BROKEN
    repeated = [index for index, each in enumerate(found) if each in found[:index]]
    faults.extend(
        RepeatedEntry(f"{place}中{shown(value[index])}重复。", pointer=place.into(index).pointer) for index in repeated
    )
    return BROKEN if repeated else tuple(found)


def _decimal_share(value: float, place: Place, faults: list[Refusal]) -> Any:
    """A share written as a decimal (0.20), read exactly as printed; whatever has no small fraction is refused."""
    exact = Fraction(Decimal(repr(value))) if 0 <= value <= LARGEST_TERM else Fraction(-1)
    if exact >= 0 and max(exact.numerator, exact.denominator) <= LARGEST_TERM:
        return Share(num=exact.numerator, den=exact.denominator)
    faults.append(
        WrongRange(f"{place}应写成{{num, den}}，或四位以内的小数，现为{shown(value)}。", pointer=place.pointer)
    )
    return BROKEN


def _plain(kind: Any, value: Any, place: Place, faults: list[Refusal], limits: tuple[Any, ...]) -> Any:
    # bool is a kind of int in Python, but not in JSON.
    if type(value) is not kind:
        return _wrong_type(_NAMES[kind], value, place, faults)
    fault = next((each for limit in limits if (each := _beyond(limit, value, place))), None)
    if fault is None:
        return value
    faults.append(fault)
    return BROKEN


def _beyond(limit: Any, value: Any, place: Place) -> Refusal | None:
    match limit:
        case Range(low, high) if not low <= value <= high:
            return WrongRange(
                f"{place}应在{low}至{high}之间，现为{shown(value)}。", pointer=place.pointer, low=low, high=high
            )
        case Text(longest) if not 1 <= len(value) <= longest:
            return WrongLength(f"{place}应为1至{longest}个字，现为{len(value)}个字。", pointer=place.pointer)
        case Text() if value != value.strip() or not value.isprintable():
            return WrongValue(f"{place}前后不能有空格，也不能有换行等不可见字符。", pointer=place.pointer)
        case _:
            return None


def _wrong_type(wanted: str, value: Any, place: Place, faults: list[Refusal]) -> Any:
    faults.append(WrongType(f"{place}应为{wanted}，现为{shown(value)}。", pointer=place.pointer))
    return BROKEN


_NAMES: Final[dict[Any, str]] = {bool: "true或false", int: "整数", str: "文字"}


def shown(value: Any) -> str:
    """A JSON value as a message shows it, shortened."""
    if isinstance(value, str):
        return f"“{value[:LONGEST_SHOWN]}{'…' if len(value) > LONGEST_SHOWN else ''}”"
    if value is None or isinstance(value, bool):
        return {None: "空值null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        # A number of thousands of digits cannot even be printed.
        return f"数字{value}" if abs(value) < LARGEST_SHOWN else "过大的数字"
    return "列表" if isinstance(value, (list, tuple)) else "一组参数" if isinstance(value, dict) else "其他内容"
