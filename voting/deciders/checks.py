"""Which small checks do several deciders make?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.documents.refusals import HashMalformed
from domain.profile import recorded_profile
from domain.refusals import Refusal
from domain.texts import said
from voting.refusals.figures import NegativeNumber, TooMany, TypedDifferently
from voting.refusals.meetings import UnknownProfileVersion
from voting.states.figures import NAMES, spoken
from voting.states.readings import figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.congress.state import Congress
    from domain.profile import Profile
    from voting.events.evaluations import EvaluationTotalsRecorded
    from voting.events.rounds import TotalsRecorded

MOST: Final = 10**9
SHA256: Final = re.compile("[0-9a-f]{64}")


def profile_of(congress: Congress, version: int) -> Profile:
    """The congress's profile under `version`; raises `UnknownProfileVersion`."""
    profile = congress.profiles.get(version)
    if profile is None:
        raise UnknownProfileVersion(
            f"{congress.name}没有登记过第{said(version)}版规则。", pointer="/profile_version", version=version
        )
    return recorded_profile(profile)


def counts(**numbers: int) -> Iterator[Refusal]:
    """A fault for every number of people or papers that there cannot be; the argument's name is its pointer."""
    for name, number in numbers.items():
        yield from countable(number, f"/{name}", NAMES.get(name, "数字"))


def countable(number: int, pointer: str, name: str = "数字") -> Iterator[Refusal]:
    """A fault where so many people or papers cannot be: fewer than none, or more than could ever be counted by hand.

    `name` is what the number is called in the sentence.
    """
    if number < 0:
        yield NegativeNumber(f"{name}不能小于零，现为{said(number)}。", pointer=pointer, number=number)
    elif number > MOST:
        yield TooMany(f"{name}过大，现为{said(number)}。", pointer=pointer, most=MOST)


def summable(*numbers: int) -> bool:
    """Whether the numbers are small enough to be added and printed; where one is not, a fault has said so already."""
    return all(abs(number) <= MOST for number in numbers)


def hashes(**texts: str) -> Iterator[Refusal]:
    """A fault for every text that is given and is no SHA-256 in lower-case hex; the argument's name is its pointer."""
    for name, text in texts.items():
        if text and not SHA256.fullmatch(text):
            yield HashMalformed("请给出文件的SHA-256（64位小写十六进制）。", pointer=f"/{name}")


def typed_twice(
    first: TotalsRecorded | EvaluationTotalsRecorded,
    second: TotalsRecorded | EvaluationTotalsRecorded,
    titles: Mapping[str, str],
) -> Iterator[Refusal]:
    """A fault for every figure that the two typists read differently, both readings printed; `titles` by id of their rows."""
    one, two = figures(first), figures(second)
    if len(first.items) != len(second.items):
        yield TypedDifferently(
            f"第一次录入{len(first.items)}行，第二次录入{len(second.items)}行，请核对报告单。",
            pointer="/second/items", left=len(first.items), right=len(second.items),
        )  # fmt: skip
    for place in sorted(one.keys() | two.keys()):
        left, right = one.get(place), two.get(place)
        if left != right:
            yield TypedDifferently(
                f"{spoken(place, titles)}：第一次录入{_or_missing(left)}，第二次录入{_or_missing(right)}，请核对报告单。",
                pointer=f"/second{place}", left=left, right=right,
            )  # fmt: skip


def _or_missing(number: int | None) -> str:
    return "为空" if number is None else said(number)
