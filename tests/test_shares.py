"""Is the number that a share asks for exact, and is the share said as insiders say it?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.shares import missed, reached, required


@dataclass(frozen=True)
class Part:
    num: int
    den: int
    op: str


@pytest.mark.parametrize(("due", "needed"), [(327, 218), (195, 130), (52, 35), (588, 392), (60, 40), (3, 2), (1, 1)])
def test_two_thirds_of_those_due_rounds_up(due: int, needed: int) -> None:
    assert required(due, Part(2, 3, "ge")) == needed


@pytest.mark.parametrize(("base", "needed"), [(327, 164), (195, 98), (45, 23), (34, 18), (33, 17), (1, 1), (2, 2)])
def test_more_than_half_is_the_next_whole_number(base: int, needed: int) -> None:
    assert required(base, Part(1, 2, "gt")) == needed


def test_half_or_more_includes_exactly_half() -> None:
    assert required(34, Part(1, 2, "ge")) == 17
    assert required(33, Part(1, 2, "ge")) == 17


def test_a_share_of_nothing_is_still_one_vote() -> None:
    assert required(0, Part(2, 3, "ge")) == 1
    assert required(0, Part(1, 2, "gt")) == 1


@given(st.integers(1, 10**6), st.integers(1, 100), st.integers(1, 100))
def test_the_needed_number_is_the_smallest_that_fulfils_the_share(base: int, num: int, den: int) -> None:
    share = Fraction(base * num, den)
    reaching, exceeding = required(base, Part(num, den, "ge")), required(base, Part(num, den, "gt"))
    assert reaching - 1 < share <= reaching
    assert exceeding - 1 <= share < exceeding


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Part(2, 3, "ge"), "达到应到代表三分之二以上"),
        (Part(2, 3, "gt"), "超过应到代表三分之二"),
        (Part(1, 2, "ge"), "达到应到代表半数以上"),
        (Part(1, 2, "gt"), "超过应到代表半数"),
        (Part(2, 4, "gt"), "超过应到代表半数"),
        (Part(1, 1, "ge"), "达到应到代表全部"),
        (Part(60, 100, "ge"), "达到应到代表百分之六十以上"),
        (Part(7, 12, "ge"), "达到应到代表十二分之七以上"),
        (Part(21, 99, "ge"), "达到应到代表九十九分之二十一以上"),
        (Part(1, 120, "gt"), "超过应到代表120分之一"),
    ],
)
def test_shares_are_said_in_words(part: Part, said: str) -> None:
    assert reached("应到代表", part) == said
    assert missed("应到代表", part) == f"未{said}"
