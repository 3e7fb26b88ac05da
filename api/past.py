"""Which position of the log, and which day, does a question about the past mean?

`position:48213` is the ledger after that event; a day is the end of that day in Shanghai; an instant is that instant. What was
recorded later does not exist for the answer, and days left or overdue are counted from the day that is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from api.refusals import NotYet, PastUnknown
from domain.calendar import SHANGHAI, day_of, end_of_day, parse_day, parse_instant
from domain.refusals import Refusal
from domain.storage import Ledger
from domain.texts import shown
from projections.models import MODELS
from projections.moments import position_before
from projections.reading import Reading
from projections.waiting import Waiting

_POSITION: Final = re.compile(r"position:(0|[1-9][0-9]{0,14})")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class AsOf:
    """The last position that counts, and the day on which it is asked from; None: all that there is, today."""

    position: int | None
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What it takes to find a place in the log by its number or by a time; by its number only for those who work `inside`.

    How long the log is tells how far a ballot has come that is not announced: outside nobody learns it by asking.
    """

    ledger: Ledger
    reading: Reading
    waiting: Waiting
    now: datetime
    inside: bool
    patience_s: float

    def find(self, text: str) -> AsOf:
        """The place that `text` means; raises `PastUnknown` with the range that there is, or `NotYet`."""
        if not text:
            return AsOf(None, self._today)
        if self.inside and (found := _POSITION.fullmatch(text)):
            return self._at(int(found[1]))
        end, day = self._meant(text)
        position = self._before(end) if day <= self._today else 0
        if not position:
            raise self._refused(f"不能查{shown(text)}")
        self._wait(position)
        return AsOf(position, day)

    @property
    def _today(self) -> date:
        return day_of(self.now)

    def _at(self, position: int) -> AsOf:
        recorded = self.ledger.at_position(position)
        if recorded is None:
            head = self.ledger.head()
            raise PastUnknown(f"台账现在是第1号至第{head}号，没有第{position}号。", first=1, last=head)
        self._wait(position)
        at = recorded.envelope.at
        return AsOf(position, day_of(at) if at else self._today)

    def _meant(self, text: str) -> tuple[datetime, date]:
        """The first instant that does not count any more, and the day that is meant."""
        try:
            if _DAY.fullmatch(text):
                day = parse_day(text)
                return end_of_day(day), day
            moment = parse_instant(text)
        except Refusal as refused:
            if _DAY.fullmatch(text):
                raise self._refused(refused.detail.removesuffix("。")) from None
            by_number = "position:号、" if self.inside else ""
            forms = f"{by_number}日期（2026-03-31）或者时刻（2026-03-31T15:00:00+08:00）"
            raise PastUnknown(f"应写成{forms}，现为“{shown(text)}”。") from None
        return moment + timedelta(microseconds=1), day_of(moment)

    def _before(self, end: datetime) -> int:
        """The last position before `end`, 0 where there is none; what is not folded yet is waited for only where it may matter."""
        found = position_before(self.reading, self.ledger.read_log, end)
        if found is None:
            head = self.ledger.head()
            self._wait(head)
            found = position_before(self.reading, self.ledger.read_log, end)
            return head if found is None else found
        return found

    def _refused(self, said: str) -> PastUnknown:
        """What is wrong with a time, and the times that there are."""
        if not self.ledger.head():
            return PastUnknown("台账里还没有任何登记。")
        began = parse_instant(self.ledger.read_log(0, 1)[0].envelope.at).astimezone(SHANGHAI)
        return PastUnknown(
            f"{said}；台账从北京时间{began:%Y-%m-%d %H:%M:%S}开始，到今天{self._today}为止。",
            first=str(began.date()),
            last=str(self._today),
        )

    def _wait(self, position: int) -> None:
        if not self.waiting.wait_for(position, self.patience_s, [model.name for model in MODELS]):
            raise NotYet(f"第{position}号登记已经收到，还在整理，请稍后再读。", asked=position)
