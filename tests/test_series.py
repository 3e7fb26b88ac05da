"""Is the next number of a series found, whatever its length, and in few looks?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusals import NotFound
from domain.streams import congress_id, cycle_id
from domain.usecase import first_free
from projects.numbers import FINDING, PROJECT, PROPOSAL, SERIES, stream_said, sub_item, whole


@given(st.integers(0, 100_000))
def test_the_first_free_number_follows_the_last_taken_one(taken: int) -> None:
    looks: list[int] = []

    def is_taken(number: int) -> bool:
        looks.append(number)
        return number <= taken

    assert first_free(is_taken) == taken + 1
    assert len(looks) <= 2 * (taken + 1).bit_length() + 1


@given(st.integers(1949, 2199), st.integers(1, 99_999))
def test_a_number_that_is_said_is_read_back(year: int, number: int) -> None:
    for series in (PROJECT, PROPOSAL, FINDING):
        assert series.read(series.say(year, number)) == (year, number)


def test_what_is_said_names_its_stream_and_a_bare_year_the_year_of_work() -> None:
    congress = str(congress_id("990101"))
    said = {series.say(2024, 3): series.stream(congress, 2024, 3) for series in SERIES}
    assert {text: stream_said(congress, text) for text in said} == said
    assert stream_said(congress, "2024") == cycle_id(congress, 2024)
    for text in ("2024问-3", "2024票-003", "24", ""):
        with pytest.raises(NotFound):
            stream_said(congress, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "2024-3",
        "2024-003x",
        "2024征-001",
        "24-03",
        "2024-00",
        "2024-000",
        "２０２４-03",
        "2024-03-2",
        "2024-0003",
    ],
)
def test_what_is_no_number_of_a_project_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotFound, match="2026-03") as refused:
        PROJECT.read(text, "/project")
    assert refused.value.pointer == "/project"


def test_numbers_beyond_their_digits_grow_and_stay_unique() -> None:
    assert PROJECT.say(2024, 3) == "2024-03"
    assert PROJECT.say(2024, 120) == "2024-120"
    assert PROPOSAL.say(2024, 1200) == "2024征-1200"


def test_a_part_belongs_to_its_project() -> None:
    assert sub_item("2024-03", "2") == "2024-03-2"
    assert whole("2024-03-2") == whole("2024-03") == "2024-03"
