"""In which small values do the rules of a profile speak: shares, bounds, lengths?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from domain.events import Value

Op = Literal["gt", "ge"]
LARGEST_TERM: Final = 10_000


@dataclass(frozen=True, slots=True)
class Range:
    """An integer from `low` to `high`, both allowed."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text of 1 to `longest` characters, printable, without blanks at either end."""

    longest: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list of `fewest` to `most` different entries."""

    fewest: int
    most: int


Count = Annotated[int, Range(0, LARGEST_TERM)]
Term = Annotated[int, Range(1, LARGEST_TERM)]
Percent = Annotated[int, Range(0, 100)]
Days = Annotated[int, Range(0, 3_650)]
Clause = Annotated[str, Text(200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Value):
    """`num` out of `den`: 差额比例 20 % is 1 of 5. Recorded as two integers, because events carry no decimals."""

    num: Count
    den: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Value):
    """More than (`gt` 超过) or at least (`ge` 以上, 民法典 art. 1259) `num` out of `den`."""

    num: Count
    den: Term
    op: Op = "ge"
