"""How far is a project: what share of the money and the targets, under which light, with which warnings?

Pure mathematics over integers (fen), fractions and days; nothing here knows an event. Sources: rules.md §6.0, §6.1, §6.2, M-04,
M-06, M-08 and M-09.
"""

from projects.measures.alerts import (
    ALERTS,
    Alert,
    AlertKind,
    behind_plan,
    deadline_near,
    milestones_overdue,
    no_change,
    payable,
    reports_overdue,
    slow_disbursement,
)
from projects.measures.flags import FLAGS, Flag, FlagKind, fallen, money_flags
from projects.measures.lights import LIGHTS, Light, LightRules, elapsed, light, progress
from projects.measures.money import (
    AMOUNTS,
    SOURCES,
    WITHOUT_SOURCE,
    Figures,
    left_without_source,
    missing_vouchers,
    own_figures,
)
from projects.measures.periods import Frequency, Period, expected_periods, read_period
from projects.measures.rates import BASES, RATES, Disbursed, PaidBase, Plan, Rate, paid_of_received, percent_of, rates
from projects.measures.targets import Aim, met, target_percent, unmet

__all__ = [
    "ALERTS",
    "AMOUNTS",
    "BASES",
    "FLAGS",
    "LIGHTS",
    "RATES",
    "SOURCES",
    "WITHOUT_SOURCE",
    "Aim",
    "Alert",
    "AlertKind",
    "Disbursed",
    "Figures",
    "Flag",
    "FlagKind",
    "Frequency",
    "Light",
    "LightRules",
    "PaidBase",
    "Period",
    "Plan",
    "Rate",
    "behind_plan",
    "deadline_near",
    "elapsed",
    "expected_periods",
    "fallen",
    "left_without_source",
    "light",
    "met",
    "milestones_overdue",
    "missing_vouchers",
    "money_flags",
    "no_change",
    "own_figures",
    "paid_of_received",
    "payable",
    "percent_of",
    "progress",
    "rates",
    "read_period",
    "reports_overdue",
    "slow_disbursement",
    "target_percent",
    "unmet",
]
