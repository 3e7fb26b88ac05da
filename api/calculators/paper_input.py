"""Which marks stand on the papers of the input, and are they marks for candidates of this ballot?"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from api.calculators.faults import Path
from api.calculators.reader import Reader
from voting.counting import ABSTAIN, AGAINST, FOR, FOR_TWICE, UNMARKED, Papers

KEYS: Final = ("marks", "spoiled", "count")
MARKS: Final = {"for": FOR, "against": AGAINST, "abstain": ABSTAIN}
SPOILED: Final = ("illegible", "torn", "identifiable", "other")


def read_papers(value: Any, reader: Reader, candidates: tuple[str, ...]) -> Papers:
    """The papers as patterns of one letter a candidate.

    `marks` is an object (candidate to mark) or a list of the candidates approved, in which a name may stand twice as it
    may on paper. Without candidates, when those are at fault themselves, no mark is called unknown. A paper with a
    fault comes out as something: the reader refuses the whole document for it.
    """
    places = {name: place for place, name in enumerate(candidates)}
    patterns, spoiled = Counter[str](), Counter[str]()
    for index, paper in enumerate(reader.entries(value, ("papers",))):
        at = ("papers", index)
        members = reader.members(paper, at, KEYS)
        if not isinstance(paper, dict):
            continue
        times = reader.integer(members.get("count", 1), (*at, "count"), least=1)
        why = _spoiled(members, at, reader)
        pattern = _pattern(members["marks"], (*at, "marks"), reader, places) if "marks" in members else ""
        if why is None:
            patterns[pattern] += times or 0
        else:
            spoiled[why] += times or 0
    return Papers(patterns=tuple(patterns.items()), spoiled=tuple(spoiled.items()))


def _spoiled(members: dict[str, Any], at: Path, reader: Reader) -> str | None:
    """Why a paper is spoiled; None for one with marks. It is one or the other."""
    if ("marks" in members) == ("spoiled" in members):
        reader.fault(
            at, "marks_or_spoiled", "每张票应写明marks（标记）或spoiled（无效原因），二者取一；空白票写marks为{}。"
        )
        return None
    return reader.choice(members["spoiled"], (*at, "spoiled"), SPOILED) if "spoiled" in members else None


def _pattern(marks: Any, at: Path, reader: Reader, places: dict[str, int]) -> str:
    letters = [UNMARKED] * len(places)
    if isinstance(marks, dict):
        for name, mark in marks.items():
            letter = MARKS[mark] if isinstance(mark, str) and mark in MARKS else None
            if letter is None:
                reader.choice(mark, (*at, name), MARKS)
            place = _place(name, (*at, name), reader, places)
            if place is not None and letter is not None:
                letters[place] = letter
    elif isinstance(marks, list):
        for index, name in enumerate(marks):
            place = _place(name, (*at, index), reader, places)
            if place is not None:
                letters[place] = FOR if letters[place] == UNMARKED else FOR_TWICE
    else:
        reader.fault(at, "not_marks", "应为对象{候选项目: 标记}，或列出所赞成项目的列表[…]。")
    return "".join(letters)


def _place(name: Any, at: Path, reader: Reader, places: dict[str, int]) -> int | None:
    place = places.get(name) if isinstance(name, str) else None
    if place is None and not isinstance(name, str):
        reader.fault(at, "not_text", "应为候选项目的名称，加引号。")
    elif place is None and places:
        reader.fault(at, "unknown_candidate", "候选项目中没有这一项。")
    return place
