"""Which of the answers that everybody gets are still what they were, and need not be made again?

A year's board is made of everything that is known of its projects, and most visitors look at it while nothing is recorded. What
somebody without a name was answered holds until a read model has come further, or the day is over. Answers to others are never kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final
from weakref import WeakKeyDictionary

import orjson

from api.actor import ANONYMOUS
from api.http import queries
from api.http.route import Call, Route
from domain.calendar import day_of
from domain.storage import Ledger

MOST_BYTES: Final = 12 * 2**20
"""All that is kept of one ledger, in JSON."""


@dataclass(slots=True)
class Kept:
    """The newest answers, as far as they have room; whoever reads one leaves it as it is."""

    _lock: Lock = field(default_factory=Lock)
    _answers: OrderedDict[Hashable, tuple[int, Any]] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def answer(self, key: Hashable, make: Callable[[], bytes]) -> Any:
        """The JSON-native answer under this key, made where there is none."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key][1]
        said = make()
        answer = orjson.loads(said)
        with self._lock:
            self._bytes += len(said) - self._answers.pop(key, (0, None))[0]
            self._answers[key] = (len(said), answer)
            while self._bytes > MOST_BYTES and len(self._answers) > 1:
                self._bytes -= self._answers.popitem(last=False)[1][0]
        return answer


_KEPT: Final[WeakKeyDictionary[Ledger, Kept]] = WeakKeyDictionary()
_LOCK: Final = Lock()


def kept_of(call: Call) -> Kept:
    """The answers that are kept of the caller's ledger."""
    with _LOCK:
        return _KEPT.setdefault(call.desk.ledger, Kept())


def key_of(call: Call, route: Route, asked: Hashable) -> Hashable | None:
    """Under which key the answer is kept; None where it is not.

    How far the read models have come is asked before the answer is made: it is never older than its key.
    """
    names = {parameter.name for parameter in route.parameters}
    if call.actor != ANONYMOUS or not names & {queries.AS_OF.name, "from"} or queries.AT_LEAST.name in call.query:
        return None
    marks = tuple(sorted((name, mark.position) for name, mark in call.desk.reading.positions().items()))
    return route.path, asked, marks, day_of(call.desk.clock())
