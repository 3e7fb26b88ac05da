"""Which small checks do several deciders make?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.profile import recorded_profile
from domain.refusals import Refusal
from voting.refusals import NegativeNumber, TypedDifferently, UnknownProfileVersion
from voting.states.readings import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.congress.state import Congress
    from domain.profile import Profile
    from voting.events.evaluations import EvaluationTotalsRecorded
    from voting.events.rounds import TotalsRecorded


def profile_of(congress: Congress, version: int) -> Profile:
    """The congress's profile under `version`; raises `UnknownProfileVersion`."""
    profile = congress.profiles.get(version)
    if profile is None:
        raise UnknownProfileVersion(
            f"{congress.name}没有登记过第{version}版规则。", pointer="/profile_version", version=version
        )
    return recorded_profile(profile)


def counts(**numbers: int) -> Iterator[Refusal]:
    """A fault for every number below nought; the argument's name is its pointer."""
    for name, number in numbers.items():
        if number < 0:
            yield NegativeNumber(f"数字不能小于零：{number}。", pointer=f"/{name}", number=number)


def typed_twice(
    first: TotalsRecorded | EvaluationTotalsRecorded, second: TotalsRecorded | EvaluationTotalsRecorded
) -> Iterator[Refusal]:
    """A fault for every figure that the two typists read differently, both readings printed."""
    one, two = figures(first), figures(second)
    for place in sorted(one.keys() | two.keys()):
        left, right = one.get(place), two.get(place)
        if left != right:
            yield TypedDifferently(
                f"第一次录入为{_or_missing(left)}，第二次录入为{_or_missing(right)}，请核对报告单。",
                pointer=f"/second{place}", left=left, right=right,
            )  # fmt: skip


def _or_missing(number: int | None) -> str:
    return "空" if number is None else str(number)
