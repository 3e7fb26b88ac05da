"""Do callers who come together share one turn, and does each get the answer to his own question?"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest

from domain.storage.grouping import Group


def test_one_caller_alone_is_sent_alone() -> None:
    sent: list[list[int]] = []

    def send(questions: Sequence[int]) -> list[int]:
        sent.append(list(questions))
        return [question * 2 for question in questions]

    group = Group(send)
    assert [group.ask(question) for question in (1, 2, 3)] == [2, 4, 6]
    assert sent == [[1], [2], [3]]


def test_those_who_come_while_one_is_under_way_go_together_and_each_gets_his_own_answer() -> None:
    first_is_under_way, let_it_end = Event(), Event()
    sent: list[list[int]] = []

    def send(questions: Sequence[int]) -> list[int]:
        sent.append(list(questions))
        if questions == [0]:
            first_is_under_way.set()
            let_it_end.wait()
        return [question * 2 for question in questions]

    group = Group(send)
    with ThreadPoolExecutor(8) as callers:
        first = callers.submit(group.ask, 0)
        first_is_under_way.wait()
        others = [callers.submit(group.ask, number) for number in range(1, 8)]
        while len(group._waiting) < 7:  # noqa: SLF001 - the only sign that all have come
            sleep(0.001)
        let_it_end.set()
        assert [asked.result() for asked in (first, *others)] == [0, 2, 4, 6, 8, 10, 12, 14]
    assert [sorted(questions) for questions in sent] == [[0], [1, 2, 3, 4, 5, 6, 7]]


def test_no_group_is_larger_than_the_largest() -> None:
    sizes: list[int] = []

    def send(questions: Sequence[int]) -> list[int]:
        sizes.append(len(questions))
        sleep(0.002)
        return list(questions)

    group = Group(send, largest=3)
    with ThreadPoolExecutor(16) as callers:
        assert sorted(callers.map(group.ask, range(200))) == list(range(200))
    assert max(sizes) <= 3
    assert sum(sizes) == 200


def test_what_goes_wrong_is_told_to_those_it_concerns_and_the_next_are_served() -> None:
    class BrokenError(Exception):
        pass

    together = Barrier(4)
    sent = 0

    def send(questions: Sequence[str]) -> list[str]:
        nonlocal sent
        sent += len(questions)
        sleep(0.001)
        if "bad" in questions:
            raise BrokenError
        return list(questions)

    group = Group(send)

    def ask(question: str) -> str:
        together.wait()
        try:
            return group.ask(question)
        except BrokenError:
            return "broken"

    with ThreadPoolExecutor(4) as callers:
        for _ in range(50):
            answers = list(callers.map(ask, ["good", "bad", "good", "good"]))
            assert answers[1] == "broken"
            assert set(answers) <= {"good", "broken"}
    assert sent == 4 * 50, "nobody's question is sent twice: only he can know whether that is safe"
    assert group.ask("afterwards") == "afterwards"


def test_many_threads_over_many_turns_all_get_answers() -> None:
    def send(questions: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(caller, turn + 1) for caller, turn in questions]

    group = Group(send)

    def ask(caller: int) -> int:
        turn = 0
        for _ in range(300):
            answered, turn = group.ask((caller, turn))
            assert answered == caller
        return turn

    with ThreadPoolExecutor(16) as callers:
        assert list(callers.map(ask, range(16))) == [300] * 16


def test_an_answer_too_few_is_noticed() -> None:
    with pytest.raises(ValueError, match="zip"):
        Group[int, int](lambda _questions: []).ask(1)
