"""Is this body one unambiguous piece of JSON that the log could hold?"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from api.http.pointers import child
from api.refusals import BodyFault
from domain.canonical import LARGEST_INTEGER
from domain.refusals import refuse_all

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 32
"""How many levels of objects and lists a body may have."""

UNSTORABLE: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\U0010ffff]|\x7f")
"""Control characters (tabs and line ends aside) and halves of surrogate pairs."""


class _Members(dict[str, Any]):
    """An object as it was written, with the names that occurred more than once."""

    twice: tuple[str, ...] = ()


def parse_json(raw: bytes) -> Any:
    """The value that `raw` stands for; raises `BodyFault`, or `Faults` with all of them.

    Refused with the place of each fault: a name twice in one object (RFC 8259 leaves its meaning open), fractions, integers
    from 2**53 on, text that PostgreSQL or UTF-8 cannot hold, nesting without end.
    """
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=_members, parse_constant=_no_constant)
    except RecursionError:
        raise _too_deep("") from None
    except ValueError as error:
        where = f"第{error.lineno}行第{error.colno}个字符处" if isinstance(error, json.JSONDecodeError) else ""
        raise BodyFault("not_json", f"提交的内容不是合法的JSON（UTF-8编码）{where}。", pointer="") from None
    refuse_all(_faults(value, "", 0))
    return value


def _members(pairs: list[tuple[str, Any]]) -> _Members:
    members = _Members(pairs)
    if len(members) != len(pairs):
        members.twice = tuple(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
    return members


def _no_constant(text: str) -> Any:
    raise ValueError(text)


def _faults(value: Any, pointer: str, depth: int) -> Iterator[BodyFault]:
    match value:
        case dict() | list() if depth == DEEPEST:
            yield _too_deep(pointer)
        case _Members():
            for name in value.twice:
                yield BodyFault("duplicate_name", "同一个名称出现了不止一次。", pointer=child(pointer, name))
            for name, item in value.items():
                if UNSTORABLE.search(name):
                    yield _bad_text(pointer)
                yield from _faults(item, child(pointer, name), depth + 1)
        case list():
            for index, item in enumerate(value):
                yield from _faults(item, child(pointer, index), depth + 1)
        case str() if UNSTORABLE.search(value):
            yield _bad_text(pointer)
        case float():
            yield BodyFault("not_whole_number", "数字应为整数，不带小数点。", pointer=pointer)
        case int() if abs(value) > LARGEST_INTEGER:
            yield BodyFault("number_too_large", "数字过大。", pointer=pointer, largest=LARGEST_INTEGER)


def _bad_text(pointer: str) -> BodyFault:
    return BodyFault("bad_text", "文字中含有不能保存的控制字符。", pointer=pointer)


def _too_deep(pointer: str) -> BodyFault:
    return BodyFault("too_deep", f"嵌套层数过多，最多{DEEPEST}层。", pointer=pointer, deepest=DEEPEST)
