"""What does each kind of fault in a body mean to the one who sent it: which stable code, which Chinese sentence?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from api.calculators.faults import pointer_to
from api.refusals import BodyFault

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

KINDS: Final[dict[str, tuple[str, str]]] = {
    "missing": ("missing", "缺少这一项。"),
    "unexpected_keyword_argument": ("unknown_key", "没有这一项，请核对名称。"),
    "int_type": ("not_whole_number", "应为整数，不加引号，不带小数点。"),
    "string_type": ("not_text", "应为加引号的文字。"),
    "bool_type": ("not_true_or_false", "应为true或false。"),
    "date_type": ("not_a_day", "应为日期，写成“2024-01-18”的样子。"),
    "date_parsing": ("not_a_day", "没有这个日期；日期写成“2024-01-18”的样子。"),
    "literal_error": ("not_in_list", "只能是{allowed}之一。"),
    "tuple_type": ("not_a_list", "应为列表[…]。"),
    "dict_type": ("not_an_object", "应为对象{{…}}。"),
    "dataclass_type": ("not_an_object", "应为对象{{…}}。"),
}
"""Of each kind of fault that the validator reports: our code and our sentence."""

UNNAMED: Final = ("invalid", "不符合要求。")


def body_faults(error: ValidationError) -> list[BodyFault]:
    """Every fault that the validator found, in our words and with its RFC 6901 place."""
    return [_fault(found) for found in error.errors(include_url=False, include_input=False)]


def _fault(found: ErrorDetails) -> BodyFault:
    code, sentence = KINDS.get(found["type"], UNNAMED)
    allowed = _allowed(found)
    numbers: dict[str, Any] = {"allowed": allowed} if allowed else {}
    return BodyFault(code, sentence.format(allowed=allowed), pointer=pointer_to(found["loc"]), **numbers)


def _allowed(found: ErrorDetails) -> str:
    """The values that a closed list admits, as the validator names them: "'a', 'b' or 'c'"."""
    return "、".join(re.findall(r"'([^']*)'", found.get("ctx", {}).get("expected", "")))
