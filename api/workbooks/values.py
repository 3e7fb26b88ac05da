"""Which value stands in a cell, by the kind of its column?

Numbers are read from their digits, never through a float; nothing is rounded but what binary fractions left below a thousandth of a fen.
Raises `CellFault` or a refusal of `domain.money`, without a place: whoever reads the row adds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext
from typing import Final, NamedTuple

from api.workbooks.columns import Kind, Value
from api.workbooks.days import day_of_cell
from api.workbooks.grid import Cell
from api.workbooks.identities import holds_identity, quoted
from api.workbooks.number_formats import is_percent, plain, scales, unit_of, zeros
from api.workbooks.refusals import (
    CellError,
    FormatScales,
    FormulaUnstored,
    IdentityInCell,
    NotAChoice,
    NotANumber,
    NumberRounded,
    PercentUnclear,
)
from api.workbooks.table import Heading
from api.workbooks.wording import NONE, NOTHING, figures, half_width, line, lines
from domain.calendar import say_day
from domain.money import FEN, Amount, MoneyUnitMissing, Unit, parse_amount, print_number


class Read(NamedTuple):
    """What reading a cell answers: its value, none for an empty one, and what is to be said of it."""

    value: Value | None
    notice: str = ""


EXACT_DIGITS: Final = 15
"""A spreadsheet keeps so many digits of a number."""
_FIRST_INEXACT: Final = Decimal(10) ** EXACT_DIGITS
_NOISE_FEN: Final = Decimal("0.001")
_PRECISE: Final = 80
_BARE: Final = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_ROUNDED_IN_WORDS: Final = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,3}")
_LONGEST_DECIMAL: Final = 40
_MOST_CHOICES_SAID: Final = 12


def read_cell(cell: Cell, heading: Heading, year: int | None) -> Read:
    """The value of a cell; `year` is that of the table, for days that do not say theirs."""
    kind = heading.column.kind
    _refuse_unreadable(cell, kind)
    if cell.sort == "text" and half_width(cell.text) in (NOTHING if kind in ("text", "prose") else NONE):
        return Read(None)
    return _READERS[kind](cell, heading, year)


def _refuse_unreadable(cell: Cell, kind: Kind) -> None:
    """Refuse what has no value, and what is not what somebody typed."""
    if cell.sort == "error":
        raise CellError(f"显示为错误值“{quoted(cell.text)}”。请改正公式，或者直接填数。")
    if cell.sort == "unstored":
        raise FormulaUnstored("是公式，但文件里没有存下算出的结果。请用WPS或Excel打开，存一遍再导入。")
    if holds_identity(cell.text):
        raise IdentityInCell("里面有身份证号，台账一律不收。请删去身份证号再导入。")
    long = cell.sort == "number" and abs(Decimal(cell.text)) >= _FIRST_INEXACT
    if long or (
        cell.sort == "text" and kind not in ("prose", "words") and _ROUNDED_IN_WORDS.fullmatch(half_width(cell.text))
    ):
        raise NumberRounded(
            f"数字超过{EXACT_DIGITS}位，Excel只保留前{EXACT_DIGITS}位，后面的已经变成0。请先把这一列的格式设为“文本”，再照原件重新填写。"
        )


def _text(cell: Cell, *_: object) -> Read:
    return Read(line(_words(cell)) or None)


def _prose(cell: Cell, *_: object) -> Read:
    return Read(lines(_words(cell)) or None)


def _words(cell: Cell) -> str:
    """A cell as words: numbers as they are shown, as far as their format is about what they mean."""
    match cell.sort:
        case "number":
            return _number_in_words(cell)
        case "day":
            day = day_of_cell(cell, None)
            return day.text or say_day(day.on)
        case "truth":
            return "是" if cell.text == "1" else "否"
        case _:
            return cell.text


def _number_in_words(cell: Cell) -> str:
    if is_percent(cell.format):
        return f"{_percent_of(cell.text)}%"
    return without_noise(cell.text).zfill(zeros(cell.format))


def _amount(cell: Cell, heading: Heading, _: object) -> Read:
    if cell.sort not in ("text", "number") or is_percent(cell.format):
        raise NotANumber(f"“{quoted(_words(cell))}”不是金额。请填数，如“1234.56”。")
    if cell.sort == "text" and not _BARE.fullmatch(figures(cell.text)):
        return Read(_amount_in_words(cell.text, heading.unit))
    if scales(cell.format):
        raise FormatScales(f"存的是{cell.text}，显示出来的不是这个数。请把单元格格式改为“常规”，核对后再导入。")
    unit = unit_of(cell.format) or heading.unit
    if unit is None:
        raise MoneyUnitMissing(_NO_UNIT)
    return _exact_fen(figures(cell.text).replace(",", ""), unit)


_NO_UNIT: Final = "没有写明金额单位。请在表头写上，如“总投资（万元）”，或者在表头上方写“单位：万元”。"


def _amount_in_words(text: str, unit: Unit | None) -> Amount:
    """The amount that a text states; one without any digit is no amount at all."""
    if not re.search("[0-9]", half_width(text)):
        raise NotANumber(f"“{quoted(text)}”不是金额。请填数，如“1234.56”；没有的留空。")
    try:
        return parse_amount(line(text), unit)
    except MoneyUnitMissing:
        raise MoneyUnitMissing(_NO_UNIT) from None


def _exact_fen(number: str, unit: Unit) -> Read:
    """The amount, exactly; what binary fractions left behind it is rounded off and said."""
    with localcontext(prec=_PRECISE):
        exact = Decimal(number) * FEN[unit]
        nearest = exact.to_integral_value()
        noise = abs(exact - nearest)
        if not 0 < noise < _NOISE_FEN:
            return Read(parse_amount(number, unit))
    written = print_number(int(nearest), unit)
    return Read(parse_amount(written, unit), f"存的是{number}，尾数是计算留下的，按{written}{unit}登记。")


def without_noise(number: str) -> str:
    """A number with no more digits than a spreadsheet keeps; 0.1 + 0.2 is 0.3 again."""
    with localcontext(prec=EXACT_DIGITS):
        return plain(str(+Decimal(number)))


def _decimal(cell: Cell, *_: object) -> Read:
    number = _number(cell)
    exact = plain(number)
    quiet = without_noise(number) if cell.sort == "number" else exact
    return Read(quiet, f"存的是{exact}，尾数是计算留下的，按{quiet}登记。" if quiet != exact else "")


def _whole(cell: Cell, *_: object) -> Read:
    number = Decimal(_number(cell))
    if number != number.to_integral_value() or number < 0:
        raise NotANumber(f"“{quoted(cell.text)}”不是整数。")
    return Read(int(number))


def _number(cell: Cell) -> str:
    """The digits of a cell that holds a number and nothing else."""
    text = figures(cell.text)
    if cell.sort not in ("number", "text") or not _BARE.fullmatch(text) or len(text) > _LONGEST_DECIMAL:
        raise NotANumber(f"“{quoted(_words(cell))}”不是数。只填数字，单位、说明写在别的列。")
    if is_percent(cell.format):
        raise NotANumber(f"“{_number_in_words(cell)}”是百分数。这一列填数量。")
    if scales(cell.format):
        raise FormatScales(f"存的是{cell.text}，显示出来的不是这个数。请把单元格格式改为“常规”，核对后再导入。")
    return text.replace(",", "")


def _percent(cell: Cell, heading: Heading, _: object) -> Read:
    if cell.sort == "number" and is_percent(cell.format):
        return Read(_percent_of(cell.text))
    text = figures(cell.text)
    signed = text.endswith("%")
    bare = text.removesuffix("%").replace(",", "")
    if cell.sort not in ("number", "text") or not _BARE.fullmatch(bare) or len(bare) > _LONGEST_DECIMAL:
        raise NotANumber(f"“{quoted(_words(cell))}”不是百分数。请写成“97.6%”。")
    number = Decimal(bare)
    if not signed and not heading.percent and 0 < abs(number) <= 1:
        raise PercentUnclear(f"“{quoted(text)}”看不出是{text}%还是{_percent_of(bare)}%。请写成“97.6%”这样的形式。")
    return Read(without_noise(bare))


def _percent_of(number: str) -> str:
    return without_noise(str(Decimal(number) * 100))


def _choice(cell: Cell, heading: Heading, _: object) -> Read:
    word = half_width(_words(cell))
    choices: Mapping[str, str] = heading.column.choices
    for said, code in choices.items():
        if word in (half_width(said), code):
            return Read(code)
    known = list(choices)
    more = "等" if len(known) > _MOST_CHOICES_SAID else ""
    raise NotAChoice(f"“{quoted(cell.text)}”不能填。可以填的是：{'、'.join(known[:_MOST_CHOICES_SAID])}{more}。")


def _several(cell: Cell, *_: object) -> Read:
    parts = (line(part) for part in re.split(r"[、；;\n]", lines(_words(cell))))
    return Read(tuple(part for part in parts if part) or None)


def _day(cell: Cell, _: Heading, year: int | None) -> Read:
    if cell.sort == "truth":
        raise NotANumber("不是日期。请写成“2025-12-31”这样的形式。")
    return Read(day_of_cell(cell, year))


_READERS: Final[Mapping[Kind, Callable[[Cell, Heading, int | None], Read]]] = {
    "text": _text,
    "prose": _prose,
    "amount": _amount,
    "whole": _whole,
    "decimal": _decimal,
    "day": _day,
    "choice": _choice,
    "words": _several,
    "percent": _percent,
}
