"""Is the input one JSON document that can be read in one way only?"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from api.calculators.faults import Fault, Malformed, Path, pointer_to

# No number of this ledger is longer; Python itself refuses to read integers of more than 4,300 digits.
LONGEST_INTEGER: Final = 100
LONE_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
ESCAPED_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")

# The way from a value back to the document: its parent's way and its own name or index.
Trail = tuple["Trail", str | int] | None


def parse(data: bytes) -> tuple[Any, list[Fault]]:
    """The document, and the faults that leave the rest of it readable: a name twice, text that is not Unicode.

    Raises Malformed where nothing can be read: empty, not UTF-8, not JSON, nested too deeply. A byte order mark is
    passed over, as Windows editors write one. NaN, Infinity and endless integers come out as floats, which no place of
    a case takes, so each is refused where it stands.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable("not_utf8", f"不是UTF-8编码的文字（第{error.start + 1}个字节）。") from None
    if not text.strip():
        raise _unreadable("empty", "输入是空的，应为一个JSON对象。")
    repeated: dict[int, list[str]] = {}

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        read = dict(pairs)
        if len(read) != len(pairs):
            repeated[id(read)] = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
        return read

    try:
        document = json.loads(text, object_pairs_hook=members, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise _unreadable("not_json", f"第{error.lineno}行第{error.colno}个字符处不是合法的JSON。") from None
    except RecursionError:
        raise _unreadable("too_deep", "嵌套层数过多。") from None
    return document, [*_twice(document, repeated), *_not_unicode(text, document)]


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_INTEGER else float("inf")


def _unreadable(code: str, detail: str) -> Malformed:
    return Malformed([Fault("", code, detail)])


def _twice(document: Any, repeated: dict[int, list[str]]) -> Iterator[Fault]:
    """The places of repeated names; an object that fell away under a repeated name has none of its own."""
    for trail, value in _walk(document) if repeated else ():
        for name in repeated.get(id(value), ()) if isinstance(value, dict) else ():
            yield Fault(pointer_to((*_path(trail), name)), "duplicate_name", f"同一个对象里“{name}”出现了不止一次。")


def _not_unicode(text: str, document: Any) -> Iterator[Fault]:
    for trail, value in _walk(document) if ESCAPED_SURROGATE.search(text) else ():
        names = value if isinstance(value, dict) else (value,)
        if any(isinstance(name, str) and LONE_SURROGATE.search(name) for name in names):
            yield Fault(pointer_to(_path(trail)), "bad_text", "文字中含有残缺的字符。")


def _walk(document: Any) -> Iterator[tuple[Trail, Any]]:
    """Every value with the way to it, in the order of the document; a stack of our own, as depth is the sender's choice."""
    waiting: list[tuple[Trail, Any]] = [(None, document)]
    while waiting:
        trail, value = waiting.pop()
        yield trail, value
        if isinstance(value, dict):
            waiting.extend(reversed([((trail, name), each) for name, each in value.items()]))
        elif isinstance(value, list):
            waiting.extend(reversed([((trail, index), each) for index, each in enumerate(value)]))


def _path(trail: Trail) -> Path:
    steps: list[str | int] = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))
