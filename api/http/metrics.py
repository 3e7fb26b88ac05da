"""Which figures does whoever watches over the service get, none of which tells anything of a ballot?

They are scraped every few seconds, with the time beside them: so less is counted than is noted in the log (`api.http.noting`), and
nothing at a door at which a ballot may be. The head of the log is not among them, for it grows with what is recorded of a ballot; nor is how
many events a read model lacks, but for how many whole minutes it has lacked any; nor how many connections are open, but how many
requests wait for one.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.http.route import V1
from api.log.shelf import Shelf
from domain.refusals import Refusal
from domain.storage import ConnectionLost
from projections.models import MODELS

if TYPE_CHECKING:
    from datetime import datetime

    from api.desk import Desk
    from api.http.noting import Noted
    from projections.bookmarks import Bookmark

NEAR: Final = frozenset({"streams", "events", "meetings", "documents"})
"""Doors through which a ballot is looked at as anything else is, or at which its sheet is handed in: only a time would tell which."""
MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Behind:
    """A read model lacks what stood at `position` since the moment `since`, when it was looked at first."""

    position: int
    since: datetime


class Metrics(Collector):
    """The figures of one service: what it was told (`count`), and what its desk says when somebody looks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._requests: Counter[tuple[str, str, str]] = Counter()
        self._behind: dict[str, Behind] = {}
        self._lock = threading.Lock()

    def count(self, noted: Noted) -> None:
        """One request that may be noted was answered; not counted where a ballot may have been what it asked about."""
        if not NEAR.isdisjoint(noted.route.removeprefix(V1).split("/")):
            return
        with self._lock:
            self._requests[noted.method, noted.route, _kind(noted.status)] += 1

    def collect(self) -> Iterator[Metric]:
        """All figures, as Prometheus asks for them; those of the database are missing where it does not answer."""
        yield self._counted()
        yield self._signed()
        answers = GaugeMetricFamily("minsheng_database_up", "数据库是否答得出来")
        try:
            found = list(self._asked())
        except (Refusal, ConnectionLost):
            found = []
        answers.add_metric([], float(bool(found)))
        yield answers
        yield from found

    def _counted(self) -> Metric:
        told = CounterMetricFamily(
            "minsheng_requests",
            "答复过的请求；票决、测评、录票、会议口令、确认的不计",
            labels=["method", "route", "status"],
        )
        with self._lock:
            for labels, number in sorted(self._requests.items()):
                told.add_metric(labels, number)
        return told

    def _signed(self) -> Metric:
        told = GaugeMetricFamily("minsheng_checkpoint_age_seconds", "最新的签名的根是多久以前签的")
        folder = self._desk.checkpoints
        try:
            newest = None if folder is None else Shelf(folder).newest()
        except (Refusal, OSError):
            newest = None
        if newest is not None:
            told.add_metric([], (self._desk.clock() - newest.time).total_seconds())
        return told

    def _asked(self) -> Iterator[Metric]:
        behind = GaugeMetricFamily(
            "minsheng_reading_behind_minutes", "整理落后了几分钟，不到一分钟的是0", labels=["model"]
        )
        stuck = GaugeMetricFamily("minsheng_reading_stuck", "整理是否停在某一号之前", labels=["model"])
        head, marks, now = self._desk.ledger.head(), self._desk.reading.positions(), self._desk.clock()
        for model in MODELS:
            mark = marks.get(model.name)
            behind.add_metric([model.name], self._minutes(model.name, head, mark, now))
            stuck.add_metric([model.name], float(mark is None or bool(mark.trouble)))
        waiting = GaugeMetricFamily("minsheng_database_waiting", "正在等一条数据库连接的请求")
        waiting.add_metric([], self._desk.ledger.waiting())
        yield from (behind, stuck, waiting)

    def _minutes(self, name: str, head: int, mark: Bookmark | None, now: datetime) -> int:
        """For how many whole minutes a model has lacked something: nobody learns from it what was recorded just now."""
        position = -1 if mark is None else mark.position
        with self._lock:
            known = self._behind.get(name)
            if known is None or position >= known.position:
                known = self._behind[name] = Behind(head, now)
            return 0 if position >= head else (now - known.since) // MINUTE


def _kind(status: int) -> str:
    """The class of a status; too many requests by themselves."""
    return str(status) if status == HTTPStatus.TOO_MANY_REQUESTS else f"{status // 100}xx"
