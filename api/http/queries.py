"""What do the parameters after the question mark ask for?"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from datetime import date
from typing import Final

import orjson

from api.desk import past_of
from api.http.json_body import CONTROL
from api.http.route import Call, Parameter
from api.past import AsOf
from api.refusals import QueryInvalid
from domain.calendar import FIRST_DAY, LAST_DAY, parse_day
from domain.divisions import canonical
from domain.refusals import Refusal
from domain.texts import shown
from projections.publication import audience_of
from projections.reading import Place

PATIENCE_S: Final = 2.0
"""How long a read waits for what was just written; an embedded database shows it within some milliseconds."""
MOST: Final = 200
USUAL: Final = 50
PAGING: Final = {"after", "limit", "at_least"}
"""What of a query does not say which list is asked for."""
UNREADABLE: Final = "\ufffd"
"""What stands in a query where its bytes are no UTF-8."""

_DIVISION: Final = re.compile(r"[0-9]{2,12}")
_YEAR: Final = re.compile(r"[0-9]{4}")
_NUMBER: Final = re.compile(r"[0-9]{1,15}")

AT_LEAST: Final = Parameter(
    name="at_least",
    place="query",
    summary="至少读到台账的这一号（登记时答复的position）；还没有整理到就稍等，等不到答not_yet",
    schema={"type": "integer", "minimum": 0},
)
CONGRESS: Final = Parameter(name="congress", place="query", summary="只要这个人大的（行政区划代码）")
WITHIN: Final = Parameter(name="within", place="query", summary="只要这个行政区划及其以下的（代码）")
AFTER: Final = Parameter(name="after", place="query", summary="接着上一页：上一页答复的next")
LIMIT: Final = Parameter(
    name="limit",
    place="query",
    summary=f"一页几条，不写是{USUAL}条",
    schema={"type": "integer", "minimum": 1, "maximum": MOST},
)
YEAR: Final = Parameter(name="year", place="query", summary="哪个年度（如2024）", schema={"type": "integer"})
AS_OF: Final = Parameter(
    name="as_of",
    place="query",
    summary="当时所知：到台账的这一号（position:48213）、这一天结束（2024-06-30）或者这一时刻为止已经登记的；不写是现在",
)
VALID_ON: Final = Parameter(
    name="valid_on",
    place="query",
    summary="当日实情：这一天（如2024-06-30）为止已经发生的，不管哪天补录；不写是as_of那一天",
    schema={"type": "string", "format": "date"},
)


def refuse_unknown(call: Call, parameters: tuple[Parameter, ...]) -> None:
    """Raise `QueryInvalid` for a parameter that this address does not know, or that stands there twice."""
    known = {parameter.name for parameter in parameters if parameter.place == "query"}
    for name in call.query:
        if name not in known:
            others = f"可用的有{'、'.join(sorted(known))}" if known else "也没有别的参数"
            raise QueryInvalid(f"这个地址没有参数“{shown(name)}”，{others}。")
        if len(call.query.getlist(name)) > 1:
            raise QueryInvalid(f"参数{name}写了不止一次。")
        if UNREADABLE in call.query[name]:
            raise QueryInvalid(f"参数{name}不是以UTF-8百分号编码的文字。")
        if CONTROL.search(call.query[name]):
            raise QueryInvalid(f"参数{name}中含有不能保存、看不见的字符。")


def at_least(call: Call) -> int:
    """The position that a read wants to have been reached, 0 where it names none."""
    return _number(call, AT_LEAST.name, 0)


def division(call: Call, parameter: Parameter) -> str:
    """A division code in its short form, '' where none is named."""
    text = call.query.get(parameter.name, "")
    if text and not _DIVISION.fullmatch(text):
        raise QueryInvalid(f"参数{parameter.name}应为2至12位数字的行政区划代码。")
    return canonical(text)


def year(call: Call) -> int:
    """The project year that a read asks for; it must name one."""
    return year_named(call.query.get(YEAR.name, ""))


def year_named(text: str) -> int:
    """The year that `text` names."""
    if not _YEAR.fullmatch(text) or not FIRST_DAY.year <= int(text) <= LAST_DAY.year:
        raise QueryInvalid(f"参数{YEAR.name}应为{FIRST_DAY.year}至{LAST_DAY.year}的年度，如2024。")
    return int(text)


def as_of(call: Call) -> AsOf:
    """The place in the log as of which a read asks; raises `PastUnknown` or `NotYet`."""
    return place(call, call.query.get(AS_OF.name, ""))


def place(call: Call, text: str) -> AsOf:
    """The place in the log that `text` means to the caller; raises `PastUnknown` or `NotYet`."""
    inside = audience_of(call.actor.role) == "inside"
    # A plus in an address is read as a blank.
    return past_of(call.desk, inside=inside, patience_s=PATIENCE_S).find(text.replace(" ", "+"))


def valid_on(call: Call) -> date | None:
    """The day by whose end things have happened that a read asks about, None where it names none."""
    text = call.query.get(VALID_ON.name)
    try:
        return None if text is None else parse_day(text)
    except Refusal as refused:
        raise QueryInvalid(f"参数{VALID_ON.name}：{refused.detail}") from None


def one_of(call: Call, parameter: Parameter, otherwise: str) -> str:
    """The choice that a read makes among those that a parameter allows."""
    text = call.query.get(parameter.name, otherwise)
    allowed = [*parameter.schema["enum"], otherwise]
    if text not in allowed:
        raise QueryInvalid(f"参数{parameter.name}只能是{'、'.join(parameter.schema['enum'])}，现为“{shown(text)}”。")
    return text


def limit(call: Call) -> int:
    """How many rows a page has."""
    found = _number(call, LIMIT.name, USUAL)
    if not 1 <= found <= MOST:
        raise QueryInvalid(f"参数{LIMIT.name}应在1至{MOST}之间。")
    return found


def after(call: Call) -> Place | None:
    """The place in a list after which a page begins."""
    text = call.query.get(AFTER.name)
    if text is None:
        return None
    try:
        place = orjson.loads(base64.urlsafe_b64decode(text))
    except (ValueError, binascii.Error):
        raise _not_a_cursor() from None
    match place:
        case [str(asked), str(congress), int(born), str(key)] if type(born) is int and (congress + key).isprintable():
            if asked != _asked(call):
                raise QueryInvalid(f"参数{AFTER.name}是另一次查询的next，条件要与那一次完全相同。")
            return congress, born, key
        case _:
            raise _not_a_cursor()


def cursor(call: Call, place: Place) -> str:
    """The text by which the list that the caller asks for, and no other, is taken up again after `place`."""
    return base64.urlsafe_b64encode(orjson.dumps((_asked(call), *place))).decode()


def _asked(call: Call) -> str:
    """Which list is asked for, in short."""
    asked = sorted((name, value) for name, value in call.query.multi_items() if name not in PAGING)
    return hashlib.sha256(orjson.dumps((call.route, asked))).hexdigest()[:16]


def number(call: Call, parameter: Parameter, otherwise: int) -> int:
    """The number that a parameter gives, `otherwise` where it is not there."""
    return _number(call, parameter.name, otherwise)


def _number(call: Call, name: str, otherwise: int) -> int:
    text = call.query.get(name)
    if text is None:
        return otherwise
    found = number_in(text)
    if found is None:
        raise QueryInvalid(f"参数{name}应为不超过15位的整数。")
    return found


def number_in(text: str) -> int | None:
    """The number of at most 15 digits that `text` is, None where it is none."""
    return int(text) if _NUMBER.fullmatch(text) else None


def _not_a_cursor() -> QueryInvalid:
    return QueryInvalid(f"参数{AFTER.name}须原样用上一页答复的next。")
