"""What do the four amounts say beside their rates: the month's own figures, what has no source, what has no voucher?

rules.md §6.0, M-08, M-09: four amounts in integer fen, never merged, all cumulative; the month's own figure is derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Name = Literal["allotted", "received", "paid", "completed"]

AMOUNTS: Final[dict[Name, str]] = {"allotted": "下达", "received": "到位", "paid": "支付", "completed": "完成投资"}
SOURCES: Final[dict[str, str]] = {
    "central": "中央",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "township": "乡镇",
    "special_bond": "专项债",
    "social_capital": "社会资本",
    "village_own": "村集体及自筹",
    "other": "其他",
}
WITHOUT_SOURCE: Final = "未分来源"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """下达、到位、支付、完成投资, cumulative in one scope (this year, or since the start), in fen; None where nothing was reported."""

    allotted: int | None = None
    received: int | None = None
    paid: int | None = None
    completed: int | None = None

    def of(self, name: Name) -> int | None:
        """The amount of this name."""
        return {
            "allotted": self.allotted,
            "received": self.received,
            "paid": self.paid,
            "completed": self.completed,
        }[name]


def own_figures(reports: Sequence[Figures]) -> tuple[Figures, ...]:
    """Each period's own figures from cumulative ones, oldest first, all of one scope (for the year's: of one year).

    The first stands from nothing. A period without a figure has no own one, and the next that has one carries what came since the
    last known. Negative where a figure fell (审减、退回、更正). The own figures of a name sum to its last cumulative one.
    """
    own = {name: tuple(_steps([report.of(name) for report in reports])) for name in AMOUNTS}
    return tuple(
        Figures(
            allotted=own["allotted"][i],
            received=own["received"][i],
            paid=own["paid"][i],
            completed=own["completed"][i],
        )
        for i in range(len(reports))
    )


def left_without_source(total: int, parts: Iterable[int]) -> int:
    """未分来源: what is left of `total` beside its parts by source; negative where the parts exceed it."""
    return total - sum(parts)


def missing_vouchers(start: Figures, vouchers: Mapping[Name, Sequence[int | None]]) -> tuple[Name, ...]:
    """缺凭证: which of 下达, 到位, 支付 is reported without vouchers behind the whole of it.

    A voucher without an amount stands for whatever it is about; where all have amounts, they have to reach the reported one.
    """
    return tuple(name for name in _VOUCHED if _uncovered(start.of(name) or 0, vouchers.get(name, ())))


_VOUCHED: Final[tuple[Name, ...]] = ("allotted", "received", "paid")


def _steps(cumulative: Sequence[int | None]) -> Iterable[int | None]:
    before = 0
    for figure in cumulative:
        yield None if figure is None else figure - before
        before = before if figure is None else figure


def _uncovered(amount: int, vouchers: Sequence[int | None]) -> bool:
    stated = [voucher for voucher in vouchers if voucher is not None]
    return amount > sum(stated) and len(stated) == len(vouchers)
