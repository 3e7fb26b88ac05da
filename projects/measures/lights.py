"""How far is a project on the whole, and under which light 亮灯 does it stand?

rules.md §6.1. Found there (双路街道 2025): progress below 30 % is red, completed and accepted is blue. Our choices, unverified: the
bounds between orange, yellow and green; the time-gap rule; and which one figure stands for a project, see `progress`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from projects.measures.targets import Aim, share

Light = Literal["red", "orange", "yellow", "green", "blue"]
Scheme = Literal["five_color", "time_gap"]

LIGHTS: Final[dict[Light, str]] = {"red": "红灯", "orange": "橙灯", "yellow": "黄灯", "green": "绿灯", "blue": "蓝灯"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LightRules:
    """The rules of the profile, in percent: `five_color` by bounds of progress, `time_gap` by how far it lags behind time."""

    scheme: Scheme = "five_color"
    red_below: int = 30
    orange_below: int = 60
    yellow_below: int = 90
    green_within: int = 5
    yellow_within: int = 15


def light(done: Fraction | None, planned: Fraction, rules: LightRules, *, blue: bool) -> Light | None:
    """The light of a project that is `done` so far (1 is the whole) where `planned` should be; `blue` is what the profile says.

    None where no progress was reported: unknown is not red (M-06, 未报).
    """
    if blue:
        return "blue"
    if done is None:
        return None
    return _by_gap((planned - done) * 100, rules) if rules.scheme == "time_gap" else _by_bounds(done * 100, rules)


def progress(
    aims: Iterable[Aim], *, physical_percent: int | None = None, invested: Fraction | None = None
) -> Fraction | None:
    """The one figure that stands for a project: 形象进度 where it is reported, else its least target, else its investment.

    The least and not the mean, because what one target exceeds does not make up for another (§6.0); a target without a report
    counts as nothing done once another one has a report. `at_most` targets say nothing about progress.
    """
    if physical_percent is not None:
        return Fraction(physical_percent, 100)
    counting = [aim for aim in aims if not aim.at_most and aim.planned > 0]
    if any(aim.done is not None for aim in counting):
        return min(share(aim) or Fraction(0) for aim in counting)
    return invested


def elapsed(from_on: date, to_on: date, on: date) -> Fraction:
    """How much of the time from `from_on` to the end of `to_on` is over at the end of `on`: 0 before, 1 afterwards."""
    if on < from_on:
        return Fraction(0)
    if on >= to_on:
        return Fraction(1)
    return Fraction((on - from_on).days + 1, (to_on - from_on).days + 1)


def _by_bounds(percent: Fraction, rules: LightRules) -> Light:
    if percent < rules.red_below:
        return "red"
    if percent < rules.orange_below:
        return "orange"
    return "yellow" if percent < rules.yellow_below else "green"


def _by_gap(gap: Fraction, rules: LightRules) -> Light:
    if gap <= rules.green_within:
        return "green"
    return "yellow" if gap <= rules.yellow_within else "red"
