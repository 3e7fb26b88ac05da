"""How do commands that arrive together share one commit?

A commit waits for the disk, and commits of a log that keeps its order wait for one another; so what arrives while one is under
way goes together into the next. There is no thread for it: whoever finds nobody at work sends for all who wait, answers them,
and hands on to the first who came meanwhile. The queue is as long as there are callers, and nothing is left over at shutdown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from threading import Condition, Event, Lock
from time import monotonic
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

PATIENCE = 0.25


class _Ticket(Generic[Q, A]):
    """One caller's question; `woken` when it is answered, or when it is his turn to send."""

    __slots__ = ("answers", "error", "question", "woken")

    def __init__(self, question: Q) -> None:
        self.question = question
        self.woken = Event()
        self.answers: list[A] = []
        self.error: BaseException | None = None


class Group(Generic[Q, A]):
    """`ask` hands a question to `send`, together with those of other threads; `send` answers them in order, or raises for all."""

    def __init__(self, send: Callable[[Sequence[Q]], Sequence[A]], largest: int = 64) -> None:
        self._send = send
        self._largest = largest
        self._mutex = Lock()
        self._enough = Condition(self._mutex)
        self._last_size, self._last_seconds = 1, 0.0
        self._somebody_sends = False
        self._waiting: deque[_Ticket[Q, A]] = deque()

    def ask(self, question: Q) -> A:
        """The answer to `question`; what `send` raised is raised to everybody whose question it took."""
        ticket = _Ticket[Q, A](question)
        with self._mutex:
            wait = self._somebody_sends
            self._somebody_sends = True
            if wait:
                self._waiting.append(ticket)
                if len(self._waiting) + 1 >= self._last_size:
                    self._enough.notify()
        if wait:
            ticket.woken.wait()
        if not ticket.answers and ticket.error is None:
            self._send_for(ticket)
        if ticket.error is not None:
            raise ticket.error
        return ticket.answers[0]

    def _send_for(self, first: _Ticket[Q, A]) -> None:
        group = [first]
        with self._mutex:
            # Those who were answered together are likely back at once: worth a fraction of the time that a commit takes.
            self._enough.wait_for(lambda: len(self._waiting) + 1 >= self._last_size, self._last_seconds * PATIENCE)
            while self._waiting and len(group) < self._largest:
                group.append(self._waiting.popleft())
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
                ticket.woken.set()

    def _hand_on(self) -> None:
        with self._mutex:
            self._somebody_sends = bool(self._waiting)
            heir = self._waiting.popleft() if self._waiting else None
        if heir:
            heir.woken.set()
