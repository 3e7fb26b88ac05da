"""How many votes does a share of a base ask for, and how do insiders say that share?"""

from __future__ import annotations

from typing import Protocol

_NUMERALS = "零一二三四五六七八九十"


class Share(Protocol):
    """A part of a base: `num`/`den`, reached (`ge`, 以上 includes the number) or exceeded (`gt`, 过)."""

    @property
    def num(self) -> int:
        """The upper number."""

    @property
    def den(self) -> int:
        """The lower number, at least 1."""

    @property
    def op(self) -> str:
        """`ge` or `gt`."""


def required(base: int, share: Share) -> int:
    """Count what is needed: `ge` rounds up (327 × 2/3 → 218), `gt` is the next whole number (327/2 → 164, 34/2 → 18).

    At least 1, so that no votes decide nothing where the base is 0 (rules.md B-02, P-02; 民法典 art. 1259).
    """
    exact = base * share.num
    needed = exact // share.den + 1 if share.op == "gt" else -(-exact // share.den)
    return max(1, needed)


def reached(whole: str, share: Share) -> str:
    """Say that the share of `whole` is reached: 达到应到代表三分之二以上, 超过全体代表（327人）的半数."""
    part = _part(share.num, share.den)
    if share.op == "gt":
        return f"超过{whole}{part}"
    return f"达到{whole}{part}" + ("" if part == "全部" else "以上")


def missed(whole: str, share: Share) -> str:
    """Say that it is not: 未达到…以上, 未超过…的半数."""
    return f"未{reached(whole, share)}"


def _part(num: int, den: int) -> str:
    if 2 * num == den:
        return "半数"
    if num == den:
        return "全部"
    return f"{'百' if den == 100 else numeral(den)}分之{numeral(num)}"  # noqa: PLR2004 百分之 is how percents are said


def numeral(number: int) -> str:
    """Write a number up to 99 as Chinese numerals (第二次, 三分之二), a larger one with digits."""
    if number <= 10:  # noqa: PLR2004 the numerals stand for nought to ten
        return _NUMERALS[number]
    tens, ones = divmod(number, 10)
    if tens > 9:  # noqa: PLR2004 likewise
        return str(number)
    return f"{_NUMERALS[tens] if tens > 1 else ''}十{_NUMERALS[ones] if ones else ''}"
