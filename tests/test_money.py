"""Is every amount exact from paper to fen and back, and refused where it cannot be?"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.canonical import LARGEST_INTEGER
from domain.money import (
    FEN,
    LARGEST_FEN,
    Amount,
    MoneyFault,
    MoneyNegative,
    MoneyNotText,
    MoneyTooFine,
    MoneyTooLarge,
    MoneyUnitMissing,
    Unit,
    check_fen,
    parse_amount,
    print_amount,
    print_number,
    say_amount,
    show_amount,
)

UNITS = st.sampled_from(get_args(Unit))
FENS = st.integers(0, LARGEST_FEN)
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}

EXACT = {
    "0元": 0,
    "1,234.56万元": 1_234_560_000,
    "１，２３４．５６万元": 1_234_560_000,
    " 15.4 亿元 ": 154_000_000_000,
    "15.4亿": 154_000_000_000,
    "30.12亿": 301_200_000_000,
    "5430万": 5_430_000_000,
    "0.000001万元": 1,
    "12.340000元": 1_234,
    "1亿2000万元": 12_000_000_000,
    "1亿2000.5万元": 12_000_500_000,
    "1 亿 2000 万元": 12_000_000_000,
    "1亿2千万元": 12_000_000_000,
    "5千元": 500_000,
    "人民币100元整": 10_000,
    "￥100.00元": 10_000,
    "3元5角": 350,
    "3元5角8分": 358,
    "3元8分": 308,
}
APPROXIMATE = {
    "约3.2亿元": 32_000_000_000,
    "120余万元": 120_000_000,
    "100万元左右": 100_000_000,
    "近200万元": 200_000_000,
    "100多万元": 100_000_000,
    "3亿元多": 30_000_000_000,
    "120万余": 120_000_000,
    "大约 ５０ 万元": 50_000_000,
    "逾1.5亿元": 15_000_000_000,
    "人民币约5万元": 5_000_000,
}
UNREADABLE = [
    "", "万元", "约", "余万元", "三百万元", "上百万元", "1,23万元", "1,2345元", "1234,567元", "1.2.3万元", "1e5元", "1 234万元",
    "1. 5万元", "²万元", "½万元", "٣万元", "1万2", "5千", "100元5", "1万2亿元", "1亿20000万元", "1.5亿2000万元", "1亿元2000万元",
    "3.5元5角", "100万元（含税）", "100万美元", "100-200万元", "约" * 100 + "5元", "0x10元", ".5万元", "5.万元", "+5元", "五元",
]  # fmt: skip


@pytest.mark.parametrize("text", EXACT)
def test_what_offices_write_is_read_exactly(text: str) -> None:
    assert parse_amount(text) == Amount(fen=EXACT[text])


@pytest.mark.parametrize("text", APPROXIMATE)
def test_about_stays_about_with_its_text(text: str) -> None:
    amount = parse_amount(text)
    assert amount == Amount(fen=APPROXIMATE[text], approximate=True, text=text.replace(" ", ""))
    assert show_amount(amount) == amount.text


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_might_mean_two_things_means_nothing(text: str) -> None:
    with pytest.raises(MoneyFault) as refused:
        parse_amount(text, pointer="/budget")
    assert (refused.value.code, refused.value.pointer) == ("money_unreadable", "/budget")


@given(FENS, UNITS, st.integers(0, 12))
def test_reading_what_was_printed_is_the_identity(fen: int, unit: Unit, places: int) -> None:
    printed = print_amount(fen, unit, places=places)
    assert parse_amount(printed) == Amount(fen=fen)
    assert parse_amount(print_number(fen, unit, places=places), unit) == Amount(fen=fen)
    assert parse_amount(printed.translate(FULL_WIDTH)) == Amount(fen=fen)
    assert parse_amount(say_amount(fen)) == Amount(fen=fen)


@given(FENS, UNITS)
def test_thousands_separators_change_nothing(fen: int, unit: Unit) -> None:
    whole, dot, decimals = print_number(fen, unit).partition(".")
    assert parse_amount(f"{int(whole):,}{dot}{decimals}{unit}") == Amount(fen=fen)


@given(st.decimals(0, 10**6, allow_nan=False, places=9), UNITS)
def test_decimals_agree_with_decimal_arithmetic_or_are_too_fine(value: Decimal, unit: Unit) -> None:
    with localcontext() as context:
        context.prec = 60
        fen = value * YUAN[unit] * 100
    text = f"{value:f}{unit}"
    if fen != fen.to_integral_value():
        with pytest.raises(MoneyTooFine):
            parse_amount(text)
    elif fen <= LARGEST_FEN:
        assert parse_amount(text).fen == fen


@given(st.integers(0, 800_000), st.integers(0, 9_999), st.integers(0, 9_999))
def test_hundreds_of_millions_and_tens_of_thousands_add_up_exactly(yi: int, wan: int, yuan: int) -> None:
    together = parse_amount(f"{yi}亿{wan}万{yuan}元").fen
    assert together == parse_amount(f"{yi}亿元").fen + parse_amount(f"{wan}万元").fen + parse_amount(f"{yuan}元").fen
    assert together == (yi * 10**8 + wan * 10**4 + yuan) * 100


@given(st.text(max_size=80))
def test_any_text_is_an_amount_or_a_refusal(text: str) -> None:
    try:
        amount = parse_amount(text, "万元")
    except MoneyFault as fault:
        found: Any = fault.detail
    else:
        found = amount.fen
    assert found or found == 0


def test_a_part_of_a_fen_is_refused() -> None:
    for text in ("0.001元", "0.0000001万元", "约0.333333333333亿元", "1.234元"):
        with pytest.raises(MoneyTooFine):
            parse_amount(text)


def test_a_bare_number_takes_the_unit_of_its_column_and_needs_one() -> None:
    assert parse_amount("1234.56", "万元") == parse_amount("1234.56万元")
    assert parse_amount("3元", "万元").fen == 300
    with pytest.raises(MoneyUnitMissing):
        parse_amount("1234.56")


def test_amounts_below_zero_are_refused() -> None:
    for text in ("-5万元", "−5万元", "－5元", "约-5元"):
        with pytest.raises(MoneyNegative):
            parse_amount(text)


def test_amounts_that_no_event_can_hold_are_refused() -> None:
    assert LARGEST_FEN == LARGEST_INTEGER
    for text in ("100000000亿元", "9" * 40 + "元", "90071992547409.92元"):
        with pytest.raises(MoneyTooLarge):
            parse_amount(text)
    assert parse_amount("90071992547409.91元").fen == LARGEST_FEN


@pytest.mark.parametrize("value", [1234.56, 1234, None, Decimal("1.5"), True, ["1元"]])
def test_only_text_is_read(value: Any) -> None:
    with pytest.raises(MoneyNotText):
        parse_amount(value, "元")


@pytest.mark.parametrize(
    ("fen", "refusal"),
    [(1.0, MoneyNotText), (True, MoneyNotText), ("5", MoneyNotText), (-1, MoneyNegative), (2**53, MoneyTooLarge)],
)
def test_fen_are_integers_that_an_event_can_hold(fen: Any, refusal: type[MoneyFault]) -> None:
    with pytest.raises(refusal):
        check_fen(fen, pointer="/amount_fen")
    assert check_fen(LARGEST_FEN) == LARGEST_FEN


def test_columns_are_printed_with_as_many_decimals_as_they_want_and_never_rounded() -> None:
    assert print_number(100_000_000, "万元", places=2) == "100.00"
    assert print_number(123_456, "万元", places=2) == "0.123456"
    assert print_amount(-5, "元") == "-0.05元"
    assert print_amount(710_000_000_00, "亿元") == "7.1亿元"


def test_sentences_use_the_largest_unit_that_stays_short() -> None:
    said = [say_amount(fen) for fen in (0, 1_234, 1_234_560_000, 154_000_000_000, 12_000_500_000, 123_456_789)]
    assert said == ["0元", "12.34元", "1234.56万元", "15.4亿元", "12000.5万元", "1234567.89元"]


def test_units_are_powers_of_ten_thousand() -> None:
    assert FEN == {"元": 100, "万元": 100 * 10**4, "亿元": 100 * 10**8}
