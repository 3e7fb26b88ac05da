"""Is a division code taken at its own level alone, and does scope follow the code?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.divisions import (
    LENGTHS,
    PROVINCES,
    DivisionFault,
    DivisionLevel,
    DivisionUnknown,
    Level,
    canonical,
    check_division,
    is_invented,
    padded,
    parent,
    within,
)

PAIR = st.integers(1, 89).map(lambda number: f"{number:02}")
PROVINCE = st.sampled_from(sorted(PROVINCES - {"11", "12", "31", "50"}))
CITY = st.builds("{}{}".format, PROVINCE, PAIR)
COUNTY = st.builds("{}{}".format, CITY, PAIR)
TOWN = st.builds("{}{}".format, COUNTY, st.integers(100, 399))
STREET = st.builds("{}{:03}".format, COUNTY, st.integers(1, 99))
CODES: dict[Level, st.SearchStrategy[str]] = {
    "province": PROVINCE, "city": CITY, "county": COUNTY, "township": TOWN, "street": STREET,
}  # fmt: skip
CODED = st.sampled_from(list(CODES)).flatmap(lambda level: st.tuples(st.just(level), CODES[level]))


@given(CODED, st.sampled_from([0, 6, 9, 12]))
def test_a_code_is_known_with_and_without_its_padding(coded: tuple[Level, str], digits: int) -> None:
    level, code = coded
    assert check_division(padded(code, digits), level) == code == canonical(padded(code, 12))


@given(CODED, st.sampled_from(list(LENGTHS)))
def test_a_code_is_taken_at_its_own_level_alone(coded: tuple[Level, str], other: Level) -> None:
    level, code = coded
    if other != level:
        with pytest.raises(DivisionLevel):
            check_division(code, other)


@given(CODED)
def test_going_up_ends_at_the_province_and_stays_within_every_place_passed(coded: tuple[Level, str]) -> None:
    _, code = coded
    above, passed = parent(code), [code]
    while above is not None:
        passed.append(above)
        above = parent(above)
    assert passed[-1] == code[:2]
    assert all(within(code, place) for place in passed)
    assert not any(within(place, code) for place in passed[1:])


@given(CODED, CODED)
def test_one_place_lies_in_another_only_if_it_can_go_up_to_it(one: tuple[Level, str], other: tuple[Level, str]) -> None:
    inner, outer = one[1], other[1]
    ways: list[str] = [inner]
    while (above := parent(ways[-1])) is not None:
        ways.append(above)
    assert within(padded(inner, 12), padded(outer, 6)) == (outer in ways)


@pytest.mark.parametrize(
    "code",
    ["", "9", "990", "99010", "9901011", "99010110", "9901011010", "9901011010101", "99-101", "９９０１０１", "99010a", " 990101",
     "990101\n", "٩٩٠١٠١", None, 990101, 99.0],
    ids=repr,
)  # fmt: skip
def test_what_is_not_two_four_six_nine_or_twelve_digits_is_no_code(code: Any) -> None:
    with pytest.raises(DivisionFault) as refused:
        check_division(code, "county", pointer="/code")
    assert (refused.value.code, refused.value.pointer) == ("division_form", "/code")


def test_a_code_of_no_province_is_refused() -> None:
    for code in ("00", "100101", "160101", "981234"):
        with pytest.raises(DivisionUnknown):
            check_division(code, "county")


def test_invented_places_begin_with_ninety_nine() -> None:
    assert check_division("990101", "county") == "990101"
    assert check_division("990101100", "township") == "990101100"
    assert is_invented("990101100")
    assert not is_invented("330203")


@pytest.mark.parametrize(
    ("code", "level"), [("990101001", "township"), ("990101100", "street"), ("990101203", "street")]
)
def test_a_street_is_no_town_and_a_town_is_no_street(code: str, level: Level) -> None:
    with pytest.raises(DivisionLevel, match="第7位为"):
        check_division(code, level)


def test_units_like_a_town_are_left_to_those_who_know_them() -> None:
    assert check_division("990101400", "township") == check_division("990101400", "street") == "990101400"


@pytest.mark.parametrize(
    ("code", "level"),
    [("990000", "county"), ("990100", "county"), ("990101000", "township"), ("990101101001", "township")],
)
def test_a_padded_code_of_a_higher_place_is_no_lower_place(code: str, level: Level) -> None:
    with pytest.raises(DivisionLevel):
        check_division(code, level)


@pytest.mark.parametrize("code", ["990001", "990001101", "990000101"])
def test_a_code_cannot_leave_out_its_city(code: str) -> None:
    with pytest.raises(DivisionFault, match="缺少市级的两位"):
        check_division(code, "county")


def test_a_town_of_a_city_without_counties_lies_below_the_city() -> None:
    assert check_division("990200101", "township") == "990200101"
    assert parent("990200101") == "9902"
    assert within("990200101", "990200")


def test_headings_of_the_list_are_no_cities() -> None:
    for heading in ("3101", "310100", "4290"):
        with pytest.raises(DivisionLevel, match="代码表里的分组"):
            check_division(heading, "city")
    assert (parent("310101"), parent("429004"), parent("310101001")) == ("31", "42", "310101")
