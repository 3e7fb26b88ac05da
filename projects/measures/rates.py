"""Which share of the plan is allotted, received, paid and completed, each printed with its base?

rules.md §6.0 and M-08: 下达率 = 下达 ÷ 年度计划, 到位率 = 到位 ÷ 年度计划, 拨付率 = 拨付 ÷ 到位 or ÷ 年度计划 (`paid_rate_base`),
投资完成率 = 完成投资 ÷ 年度计划. None is clamped at 100: 105.6% is lawful. A plan that was adjusted gives each rate twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from domain.percent import half_up
from projects.measures.money import Figures, Name

Disbursed = Literal["treasury_to_unit", "unit_to_payee"]
PaidBase = Literal["received", "annual_plan"]
BaseName = Literal[
    "annual_plan", "original_annual_plan", "adjusted_annual_plan", "total", "original_total", "adjusted_total", "received",
]  # fmt: skip

RATES: Final[dict[Name, str]] = {
    "allotted": "下达率",
    "received": "到位率",
    "paid": "拨付率",
    "completed": "投资完成率",
}
BASES: Final[dict[BaseName, str]] = {
    "annual_plan": "年度计划",
    "original_annual_plan": "原年度计划",
    "adjusted_annual_plan": "调整后年度计划",
    "total": "总投资",
    "original_total": "原总投资",
    "adjusted_total": "调整后总投资",
    "received": "到位资金",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan in fen, as first set and as it stands now (None where there is none): of one year, or the total since the start."""

    original: int | None
    adjusted: int | None = None
    of: Literal["annual_plan", "total"] = "annual_plan"

    @property
    def stands(self) -> int | None:
        """The plan as it stands now."""
        return self.original if self.adjusted is None else self.adjusted

    @property
    def bases(self) -> tuple[tuple[BaseName, int | None], ...]:
        """Against which bases a rate is printed: one plan, or both where they differ."""
        if self.adjusted is None or self.original is None or self.adjusted == self.original:
            return ((self.of, self.stands),)
        if self.of == "total":
            return (("original_total", self.original), ("adjusted_total", self.adjusted))
        return (("original_annual_plan", self.original), ("adjusted_annual_plan", self.adjusted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One rate against one base; `percent` is without its sign, and None where numerator or base is unknown or the base is 0."""

    name: Name
    numerator: int | None
    base: int | None
    of: BaseName
    percent: str | None


def rates(
    figures: Figures, plan: Plan, *, paid_base: PaidBase, disbursed_means: Disbursed, digits: int
) -> tuple[Rate, ...]:
    """The four rates in their order, those against a plan twice where it was adjusted.

    `figures` and `plan` are of one scope: the year's amounts against the annual plan, those since the start against the total.
    """
    shown = ((name, disbursed(figures, disbursed_means) if name == "paid" else figures.of(name)) for name in RATES)
    by_received = paid_of_received(paid_base, disbursed_means)
    return tuple(
        _rate(name, amount, of, base, digits)
        for name, amount in shown
        for of, base in (_received(figures) if name == "paid" and by_received else plan.bases)
    )


def paid_of_received(paid_base: PaidBase, disbursed_means: Disbursed) -> bool:
    """Whether the base of the 拨付率 is what was received; what the treasury gave is received itself, so its base is the plan."""
    return paid_base == "received" and disbursed_means == "unit_to_payee"


def disbursed(figures: Figures, means: Disbursed) -> int | None:
    """The amount of the office's column 拨付: what the treasury gave the unit (到位), or what the unit paid (支付)."""
    return figures.received if means == "treasury_to_unit" else figures.paid


def percent_of(share: Fraction, digits: int) -> str:
    """A share as a percentage with `digits` decimals, half-up, without the sign; ValueError where it is negative."""
    printed = half_up(share.numerator, share.denominator, digits)
    assert printed is not None, "the denominator of a fraction is not 0"
    return printed


def _received(figures: Figures) -> tuple[tuple[BaseName, int | None], ...]:
    return (("received", figures.received),)


def _rate(name: Name, amount: int | None, of: BaseName, base: int | None, digits: int) -> Rate:
    percent = None if amount is None or base is None else half_up(amount, base, digits)
    return Rate(name=name, numerator=amount, base=base, of=of, percent=percent)
