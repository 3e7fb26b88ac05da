"""How are papers that were read from a file handed to the calculators?"""

from __future__ import annotations

from collections import Counter
from typing import Any

from api.opendata.cvr import MARKS
from api.opendata.cvr_reading import PapersRead
from api.opendata.refusals import CvrUnreadable
from voting.counting import FOR, FOR_TWICE, ILLEGIBLE, UNMARKED


def tally_case(read: PapersRead, *, due: int | None = None, present: int | None = None) -> dict[str, Any]:
    """The case in the words of `minsheng tally`, under the rules of a county unless somebody writes others into it.

    Raises `CvrUnreadable` for papers that the calculators' contract has no words for: one item illegible among others.
    """
    names = _names(read)
    heads = {name: value for name, value in (("due", due), ("present", present)) if value is not None}
    papers = [{"marks": _marks(pattern, names), "count": times} for pattern, times in read.papers.patterns]
    spoiled = [{"spoiled": reason, "count": times} for reason, times in read.papers.spoiled]
    return {"seats": read.seats, **heads, "candidates": names, "papers": [*papers, *spoiled]}


def _names(read: PapersRead) -> list[str]:
    """The titles where each stands once, else the ids."""
    often = Counter(read.titles)
    return list(read.titles if max(often.values()) == 1 else read.candidates)


def _marks(pattern: str, names: list[str]) -> Any:
    if ILLEGIBLE in pattern:
        raise CvrUnreadable("有的票只有个别项目无法辨认，minsheng tally的输入里没有这种写法。")
    if FOR_TWICE not in pattern:
        return {name: MARKS[letter] for name, letter in zip(names, pattern, strict=True) if letter != UNMARKED}
    if set(pattern) - {FOR, FOR_TWICE, UNMARKED}:
        raise CvrUnreadable("有的票同一项目写了两遍、别的项目又写了反对或者弃权，minsheng tally的输入里没有这种写法。")
    return [
        name
        for name, letter in zip(names, pattern, strict=True)
        for _ in range((UNMARKED, FOR, FOR_TWICE).index(letter))
    ]
