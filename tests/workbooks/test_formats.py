"""Is it understood what the format of a number says that the number does not?"""

from __future__ import annotations

import pytest

from api.workbooks.grid import Cell
from api.workbooks.number_formats import cell_of_number, is_percent, plain, scales, shown_of_day, unit_of, zeros

ACCOUNTING = r"_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * \"-\"??_ ;_ @_ "


@pytest.mark.parametrize(
    "code", ["0.00,", "#,##0,", "#,##0,,", "0!.0,", "0!.0000", r"0\.0,", '0"."0,', "#,##0,;(#,##0,)"]
)
def test_a_format_that_shows_a_smaller_number_is_known(code: str) -> None:
    assert scales(code)


@pytest.mark.parametrize(
    "code", ["General", "0.00", "#,##0.00", "#,##0.00_);(#,##0.00)", ACCOUNTING, '0.00"万元"', "@", "0%", "", "0.00_ "]
)
def test_a_format_that_shows_the_number_itself_is_known(code: str) -> None:
    assert not scales(code)


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ('0.00"万元"', "万元"),
        (r"0.00\元", "元"),
        ('#,##0"亿元"', "亿元"),
        ('0"百万元"', None),
        ('0"千元"', None),
        ("0.00", None),
    ],
)
def test_the_unit_that_a_format_prints_is_read_whole(code: str, unit: str | None) -> None:
    assert unit_of(code) == unit


@pytest.mark.parametrize(("code", "digits"), [("000000", 6), ("0", 1), ("0.00", 0), ("General", 0), ('"A"000', 3)])
def test_leading_zeros_are_counted(code: str, digits: int) -> None:
    assert zeros(code) == digits


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy/m/d", "day"),
        ('yyyy"年"m"月"', "month"),
        ("mmm-yy", "month"),
        ('m"月"d"日"', "day"),
        ("yyyy", "year"),
        ("[h]:mm", "day"),
    ],
)
def test_what_of_a_day_is_shown_is_known(code: str, shown: str) -> None:
    assert shown_of_day(code) == shown


def test_per_cent_is_a_sign_of_the_format_and_not_of_its_words() -> None:
    assert is_percent("0.0%")
    assert not is_percent('0.0"%"')


@pytest.mark.parametrize(
    ("stored", "cell"),
    [
        ("1.1000000000000001", Cell("number", "1.1", "")),
        ("1.2E3", Cell("number", "1200", "")),
        ("nan", Cell("error", "nan", "")),
        ("1,5", Cell("error", "1,5", "")),
        ("-0.0", Cell("number", "0", "")),
    ],
)
def test_a_stored_number_is_read_from_its_digits(stored: str, cell: Cell) -> None:
    assert cell_of_number(stored, "") == cell


def test_a_number_without_an_exponent_keeps_all_its_digits() -> None:
    assert [plain(each) for each in ("1E+3", "0.10", "100", "1E-7", "12345678901234567890")] == [
        "1000",
        "0.1",
        "100",
        "0.0000001",
        "12345678901234567890",
    ]
