"""Which rates and flags do the amounts of a year give, each with its base and the events behind both?"""

from __future__ import annotations

from dataclasses import dataclass

from projections.ledger.figures import Events, Four, Money, Row, rules_of, together
from projections.ledger.said import digits_of, disbursed, plan
from projects.measures import AMOUNTS, BASES, FLAGS, RATES, Flag, Rate, money_flags, rates
from projects.measures.money import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A rate with its amount and its base: 投资完成率, 完成投资 of 年度计划, 105.6, never clamped."""

    name: str
    word: str
    amount_word: str
    of: str
    of_word: str
    percent: str | None
    behind: Events


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """What is lawful and yet strange: 支付大于到位, 应付未付, a rate over 100%."""

    flag: str
    word: str
    fen: int | None
    percent: str | None


def shares_of(rows: list[Row], four: Four, original: Money, stands: Money) -> tuple[Share, ...]:
    """The four rates of amounts of a year, each with its base and the events behind both."""
    if not rows:
        return ()
    found, paid = _rates(rows[0], four, original, stands), disbursed(rows[0])
    alike = len({_of_paid(row) for row in rows}) == 1
    return tuple(_share(rate, four, original, stands, paid) for rate in found if alike or rate.name != "paid")


def _of_paid(row: Row) -> tuple[str, str]:
    """What the rules mean by 拨付 and of what it is a share; congresses that mean different things have no rate of it together."""
    rules = rules_of(row)["implementation"]
    return rules["disbursed_means"], rules["paid_rate_base"]


def _share(rate: Rate, four: Four, original: Money, stands: Money, paid: Name) -> Share:
    base = {"received": four.received, "original_annual_plan": original}.get(rate.of, stands)
    name = paid if rate.name == "paid" else rate.name
    return Share(
        name=rate.name,
        word=RATES[rate.name],
        amount_word=AMOUNTS[name],
        of=rate.of,
        of_word=BASES[rate.of],
        percent=rate.percent,
        behind=together(four.of(name).behind, base.behind),
    )


def flags_of(row: Row, of_year: Four, of_start: Four, original: Money, stands: Money) -> tuple[Flagged, ...]:
    """The flags of the amounts since the start and of the year's rates."""
    found = money_flags(of_start.figures, _rates(row, of_year, original, stands))
    return tuple(
        Flagged(flag=flag.kind, word=_flag_word(flag), fen=flag.amount, percent=flag.percent) for flag in found
    )


def _flag_word(flag: Flag) -> str:
    """投资完成率超过100%, 应付未付."""
    name = flag.subject.partition("/")[0]
    return next((word for rate, word in RATES.items() if rate == name), "") + FLAGS[flag.kind]


def _rates(row: Row, four: Four, original: Money, stands: Money) -> tuple[Rate, ...]:
    rules = rules_of(row)["implementation"]
    return rates(
        four.figures,
        plan(original, stands),
        paid_base=rules["paid_rate_base"],
        disbursed_means=rules["disbursed_means"],
        digits=digits_of(row),
    )
