"""What do the marks of a paper mean, and by which keys are they keyed?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

SPOILED: Final = {
    "illegible": "无法辨认",
    "torn": "残损",
    "identifiable": "有可辨认身份的标记",
    "other": "其他",
}
"""Why a whole paper is invalid; blank and over-marked ones are keyed mark by mark, and the rules judge them."""


class Mark(NamedTuple):
    """A mark: its letter as it is kept, the key for it, and its word."""

    letter: str
    key: str
    word: str


MARKS: Final = (
    Mark("f", "1", "赞成"),
    Mark("a", "2", "反对"),
    Mark("o", "3", "弃权"),
    Mark("-", "0", "未写"),
    Mark("F", "4", "重复写赞成"),
    Mark("?", "5", "无法辨认"),
)
WORDS: Final = {mark.letter: mark.word for mark in MARKS}
STATUSES: Final = {"keying": "正在录入", "differs": "等监票人裁定", "agreed": "等复核", "reviewed": "已复核"}


def said(face: Mapping[str, Any], place: int) -> str:
    """What a reading says of one candidate, or that the whole paper is invalid."""
    if face["spoiled"]:
        return f"整张无效（{SPOILED.get(face['spoiled'], face['spoiled'])}）"
    mark: str = face["marks"][place]
    return WORDS.get(mark, mark)


def face_in(texts: Mapping[str, Sequence[str]], width: int) -> dict[str, Any]:
    """The paper that a form says: a mark for each candidate, or why all of it is invalid."""
    spoiled = (texts.get("spoiled") or [""])[0]
    doubtful = {"doubtful": True} if texts.get("doubtful") else {}
    if spoiled:
        return {"spoiled": spoiled, **doubtful}
    marks = "".join((texts.get(f"mark/{place}") or [""])[0] for place in range(width))
    return {"marks": marks, **doubtful}
