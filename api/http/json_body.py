"""Is this body one unambiguous piece of JSON that the log could hold?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from api.calculators.faults import Malformed, Path, pointer_to
from api.calculators.strict_json import parse
from api.refusals import BodyFault
from domain.canonical import LARGEST_INTEGER
from domain.refusals import Faults, refuse_all
from domain.texts import LONGEST_PROSE

DEEPEST: Final = 32
"""How many levels of objects and lists a body may have."""

CONTROL: Final = re.compile(
    "[^\t\n\r -~\xa0-\ud7ff\ue000-\U0010ffff]|[\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Characters that PostgreSQL or a page cannot hold (control characters, tabs and line ends aside, and halves of characters), and
those that make a text read otherwise than it was typed: marks without width, turns of the direction of writing."""


def parse_json(raw: bytes) -> Any:
    """The value that `raw` stands for; raises `BodyFault`, or `Faults` with all of them.

    Refused with the place of each fault: a name twice in one object (RFC 8259 leaves its meaning open), fractions, integers
    from 2**53 on, text that cannot be stored, nesting without end.
    """
    try:
        value, faults = parse(raw)
    except Malformed as malformed:
        raise Faults(BodyFault(fault.code, fault.detail, pointer=fault.pointer) for fault in malformed.faults) from None
    found = [BodyFault(fault.code, fault.detail, pointer=fault.pointer) for fault in faults]
    seen = {fault.pointer for fault in found}
    refuse_all([*found, *(fault for fault in _unstorable(value, ()) if fault.pointer not in seen)])
    return value


def _unstorable(value: Any, path: Path) -> Iterator[BodyFault]:
    match value:
        case dict() | list() if len(path) == DEEPEST:
            yield BodyFault("too_deep", f"嵌套层数过多，最多{DEEPEST}层。", pointer=pointer_to(path), deepest=DEEPEST)
        case dict():
            if any(map(CONTROL.search, value)):
                yield BodyFault("bad_text", "名称中含有不能保存的字符。", pointer=pointer_to(path))
            for name, item in value.items():
                yield from _unstorable(item, (*path, name))
        case list():
            for index, item in enumerate(value):
                yield from _unstorable(item, (*path, index))
        case str() if CONTROL.search(value):
            yield BodyFault("bad_text", "文字中含有不能保存的字符。", pointer=pointer_to(path))
        case str() if len(value) > LONGEST_PROSE:
            detail = f"最多{LONGEST_PROSE}个字，现为{len(value)}个字。"
            yield BodyFault("text_too_long", detail, pointer=pointer_to(path), longest=LONGEST_PROSE)
        case float():
            yield BodyFault("not_whole_number", "数字应为整数，不带小数点，也不能过长。", pointer=pointer_to(path))
        case int() if abs(value) > LARGEST_INTEGER:
            yield BodyFault("number_too_large", "数字过大。", pointer=pointer_to(path), largest=LARGEST_INTEGER)
