"""Is text that can be read in two ways, or not at all, refused and never guessed at?"""

from __future__ import annotations

import json

import pytest

from api.calculators import grade, tally
from tests.calculators.cases import EXAMPLE, ask, ballot, computed, faults


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe{\x00}\x00", "not_utf8"),
        ('{"seats": "示例'.encode("gb18030"), "not_utf8"),
        (b"{", "not_json"),
        (b"{} {}", "not_json"),
        (b"{'seats': 1}", "not_json"),
        (b'{"seats": 01}', "not_json"),
        (b'{"seats": 1,}', "not_json"),
        (b'{"a": "\x01"}', "not_json"),
        (b"[" * 200_000, "too_deep"),
        (b'{"a":' * 200_000, "too_deep"),
    ],
)
def test_what_cannot_be_read_is_malformed(data: bytes, code: str) -> None:
    assert faults(data) == [("", code)]
    assert faults(data, grade) == [("", code)]


def test_a_syntax_error_says_its_line_and_column() -> None:
    answered = ask(tally, b'{"seats": 1,\n "due": }')
    assert answered.content["errors"][0]["detail"] == "第2行第9个字符处不是合法的JSON。"


def test_a_byte_order_mark_is_passed_over() -> None:
    assert ask(tally, b"\xef\xbb\xbf" + json.dumps(EXAMPLE).encode()).exit_code == 0


def test_chinese_is_read_raw_or_escaped_and_answered_raw() -> None:
    document = ballot([{"marks": ["示例道路"]}]) | {"candidates": ["示例道路"]}
    raw = tally(json.dumps(document, ensure_ascii=False).encode())
    assert raw == tally(json.dumps(document, ensure_ascii=True).encode())
    assert "示例道路" in raw.body.decode()


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        (b'{"seats": 1, "candidates": ["A"], "papers": [], "seats": 1}', "/seats"),
        (b'{"seats": 1, "candidates": ["A"], "papers": [{"marks": {"A": "for", "A": "for"}}]}', "/papers/0/marks/A"),
        (b'{"seats": 1, "candidates": ["A"], "papers": [{"count": 1, "marks": [], "count": 1}]}', "/papers/0/count"),
        (
            b'{"seats": 1, "candidates": ["A"], "papers": [], "rules": {"mode": "top_k", "mode": "top_k"}}',
            "/rules/mode",
        ),
        (b'{"seats": 1, "candidates": ["A"], "papers": [], "\\u0073eats": 1}', "/seats"),
    ],
)
def test_a_name_twice_in_one_object_is_malformed(data: bytes, pointer: str) -> None:
    assert faults(data) == [(pointer, "duplicate_name")]


def test_a_name_three_times_is_one_fault_and_a_lost_object_has_none_of_its_own() -> None:
    assert faults(b'{"seats": 1, "candidates": ["A"], "papers": [], "seats": 2, "seats": 1}') == [
        ("/seats", "duplicate_name")
    ]
    lost = b'{"seats": 1, "candidates": ["A"], "rules": {"mode": 1, "mode": 1}, "papers": [], "rules": {}}'
    assert faults(lost) == [("/rules", "duplicate_name")]


def test_a_name_twice_comes_together_with_every_other_fault() -> None:
    data = b'{"seats": 1, "candidates": ["A"], "papers": [], "due": -1, "due": -1}'
    assert faults(data) == [("/due", "duplicate_name"), ("/due", "out_of_range")]


def test_the_same_name_in_two_objects_is_no_repetition() -> None:
    assert computed(ballot([{"marks": ["A"]}, {"marks": ["A"]}]))["papers"]["valid"] == 2


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 5000, "-" + "1" * 5000])
def test_endless_and_unreal_numbers_are_refused_where_they_stand(number: str) -> None:
    document = f'{{"seats": 1, "candidates": ["A"], "papers": [], "due": {number}}}'
    assert faults(document.encode()) == [("/due", "not_whole_number")]


def test_halves_of_characters_are_refused_and_do_not_break_the_answer() -> None:
    data = b'{"seats": 1, "candidates": ["\\ud83d"], "papers": []}'
    assert faults(data) == [("/candidates/0", "bad_text")]
    name = b'{"seats": 1, "candidates": ["A"], "papers": [], "\\udead": 1}'
    assert faults(name) == [("", "bad_text"), ("/?", "unknown_key")]
    whole = b'{"seats": 1, "candidates": ["\\ud83d\\ude00"], "papers": [{"marks": ["\\ud83d\\ude00"]}]}'
    assert computed(whole)["selected"] == ["\U0001f600"]
