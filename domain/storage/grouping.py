"""How do commands that arrive together share one commit?

A commit waits for the disk, and commits of a log that keeps its order wait for one another; so what arrives while one is under
way goes together into the next. There is no thread for it: whoever finds nobody at work sends for all who wait, answers them,
and hands on to the first who came meanwhile. The queue is as long as there are callers, and nothing is left over at shutdown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

# Those who were answered together are likely back at once: to wait for them is worth this part of the time that a commit took.
PATIENCE = 0.25


class _Bell:
    """Rings once for one who waits; a bare lock, because an `Event` costs more than all the rest of a turn."""

    __slots__ = ("_lock",)

    def __init__(self) -> None:
        self._lock = Lock()
        self._lock.acquire()

    def wait(self, seconds: float = -1) -> None:
        self._lock.acquire(timeout=seconds)

    def ring(self) -> None:
        self._lock.release()


class _Ticket(Generic[Q, A]):
    """One caller's question; the bell rings when it is answered, or when it is his turn to send."""

    __slots__ = ("answers", "bell", "error", "question")

    def __init__(self, question: Q) -> None:
        self.question = question
        self.bell = _Bell()
        self.answers: list[A] = []
        self.error: BaseException | None = None


class Group(Generic[Q, A]):
    """`ask` hands a question to `send`, together with those of other threads; `send` answers them in order, or raises for all."""

    def __init__(self, send: Callable[[Sequence[Q]], Sequence[A]], largest: int = 64) -> None:
        self._send = send
        self._largest = largest
        self._mutex = Lock()
        self._somebody_sends = False
        self._waiting: deque[_Ticket[Q, A]] = deque()
        self._last_size, self._last_seconds = 1, 0.0
        self._all_back: _Bell | None = None

    def ask(self, question: Q) -> A:
        """The answer to `question`; what `send` raised is raised to everybody whose question it took."""
        ticket = _Ticket[Q, A](question)
        with self._mutex:
            wait = self._somebody_sends
            self._somebody_sends = True
            if wait:
                self._waiting.append(ticket)
                self._ring_if_all_are_back()
        if wait:
            ticket.bell.wait()
        if not ticket.answers and ticket.error is None:
            self._send_for(ticket)
        if ticket.error is not None:
            raise ticket.error
        return ticket.answers[0]

    def _send_for(self, first: _Ticket[Q, A]) -> None:
        group = [first, *self._others()]
        began = monotonic()
        try:
            answers = self._send([ticket.question for ticket in group])
            for ticket, answer in zip(group, answers, strict=True):
                ticket.answers.append(answer)
        except BaseException as error:
            for ticket in group:
                ticket.error = error
            raise
        finally:
            self._last_size, self._last_seconds = len(group), monotonic() - began
            self._hand_on()
            for ticket in group[1:]:
                ticket.bell.ring()

    def _others(self) -> list[_Ticket[Q, A]]:
        """Those who wait, after a moment's patience."""
        all_back = _Bell()
        with self._mutex:
            self._all_back = all_back
            self._ring_if_all_are_back()
        all_back.wait(self._last_seconds * PATIENCE)
        with self._mutex:
            self._all_back = None
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), self._largest - 1))]

    def _ring_if_all_are_back(self) -> None:
        if self._all_back is not None and len(self._waiting) + 1 >= self._last_size:
            self._all_back.ring()
            self._all_back = None

    def _hand_on(self) -> None:
        with self._mutex:
            self._somebody_sends = bool(self._waiting)
            heir = self._waiting.popleft() if self._waiting else None
        if heir:
            heir.bell.ring()
