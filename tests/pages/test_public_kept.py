"""Is an answer that is kept for everybody given again only while it holds, and to nobody else?"""

from __future__ import annotations

import pytest

from api.pages.kept import MOST_BYTES, Kept


def test_an_answer_is_made_once_and_given_again() -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("once")
        return b'{"a":1}'

    kept = Kept()
    assert [kept.answer("key", make) for _ in range(3)] == [{"a": 1}] * 3
    assert made == ["once"]


def test_the_oldest_answers_go_when_there_is_no_room() -> None:
    kept, large = Kept(), b'"%s"' % (b"x" * (MOST_BYTES // 2))
    for key in ("first", "second", "third"):
        kept.answer(key, lambda: large)
    said = {key: kept.answer(key, lambda: b'"again"') for key in ("third", "first")}
    assert (said["third"] == "again", said["first"]) == (False, "again")


def test_what_failed_is_not_kept() -> None:
    def fails() -> bytes:
        raise ValueError("示例")

    kept = Kept()
    with pytest.raises(ValueError, match="示例"):
        kept.answer("key", fails)
    assert kept.answer("key", lambda: b"1") == 1
