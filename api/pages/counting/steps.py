"""What is done of a round or an evaluation, what is next, and where is it done?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from api.http.audience import INSIDERS
from api.http.reply import Reply
from api.http.route import Call
from api.pages.inside import read
from api.pages.look import Crumb, page
from api.pages.routes import shown

Row = Mapping[str, Any]
DO: Final = "/do"


class Step(NamedTuple):
    """One thing on the way: its word, what came of it, whether it is done, and the page on which it is done."""

    word: str
    came: str
    stands: Literal["done", "next", "later"]
    address: str = ""


class _Way(NamedTuple):
    word: str
    came: str | None
    address: str = ""


def steps_of(row: Row) -> list[Step]:
    """Every step in order, the first that is not done as the next one; none where the ballot is void or was taken over."""
    if row["status"] in {"void", "taken_over"}:
        return []
    found: list[Step] = []
    for way in _ways(row):
        open_already = any(step.stands == "next" for step in found)
        stands: Literal["done", "next", "later"] = "later" if open_already else "next"
        if way.came is not None and not open_already:
            stands = "done"
        found.append(Step(way.word, way.came or "", stands, way.address if stands == "next" else ""))
    return found


def next_of(row: Row) -> Step | None:
    """What is to be done next; None where all is done."""
    return next((step for step in steps_of(row) if step.stands == "next"), None)


def _ways(row: Row) -> Iterator[_Way]:
    kind = "rounds" if row["kind"] == "round" else "evaluations"
    own = f"/{kind}/{row['stream']}"
    by_paper = row["kind"] != "round" or row["rules"]["method"] == "paper_secret"
    papers = row["papers"]
    if by_paper:
        # A ballot may be counted without a word of the boxes.
        boxes = "未登记" if papers["boxes"] is None and papers["issued"] is not None else _count(papers["boxes"], "个")
        yield _Way("验箱", boxes, f"{DO}{own}/boxes")
        yield _Way("发票", _count(papers["issued"], "张"), f"{DO}{own}/issued")
        yield _Way("收回", _count(papers["collected"], "张"), f"{DO}{own}/collected")
        yield _Way("宣布有效", "有效" if papers["declared_valid"] else None, f"{DO}{own}/validity")
    counted = row["counted_on" if row["kind"] == "round" else "graded_on"]
    one_by_one = row["kind"] == "round" and row["rules"]["count_method"] == "papers"
    yield _Way("封账" if one_by_one else "录入", _on(counted), f"{own}/{'room' if one_by_one else 'sheet'}")
    if row["kind"] == "round":
        yield from _settling(row, own)
    yield _Way("签字", _on(row["sheets"][-1]["on"]) if row["sheets"] else None, f"{own}/sheet#signed")
    yield _Way("当场宣布", _on_act(row["declared"]), f"{DO}{own}/declaration")
    if row.get("decision_mode") == "ballot_plus_resolution":
        yield _Way("作出决定", _on_act(row["resolution"]), f"{DO}{own}/resolution")
    if row.get("decision_mode") == "street_poll":
        yield _Way("党工委确认", _on_act(row["confirmed"]), f"{DO}{own}/confirmation")
    yield _Way(
        row["announcement_word"], _on_act(row["announced"] or row.get("announced_with")), f"{DO}{own}/announcement"
    )


def _settling(row: Row, own: str) -> Iterator[_Way]:
    outcome = (row["result"] or {}).get("outcome")
    if outcome == "tied":
        yield _Way("同票处理", _on_act(row["settled"]), f"{DO}{own}/tie")
    elif outcome == "shortfall":
        yield _Way("缺额处理", _on_act(row["settled"]), f"{DO}{own}/shortfall")


def _count(number: int | None, unit: str) -> str | None:
    return None if number is None else f"{number}{unit}"


def _on(day: str | None) -> str | None:
    return None if not day else f"{int(day[5:7])}月{int(day[8:])}日"


def _on_act(act: Any) -> str | None:
    return _on(act["on"]) or "" if isinstance(act, Mapping) and "on" in act else "" if act else None


def _show(path: str, name: str) -> Any:
    def handle(call: Call) -> Reply:
        row = read(call, path, call.path)
        return page(
            call,
            "counting/steps.html",
            title=f"{title_of(row)}办到哪一步",
            crumbs=(Crumb(title_of(row), f"{name}/{row['stream']}"),),
            row=row,
            steps=steps_of(row),
        )

    return handle


def title_of(row: Row) -> str:
    """What the ballot or the evaluation is called."""
    said = row["kind_word"] if row["kind"] == "round" else f"{row['subject_word']}测评"
    return f"{row['meeting_title']}{said}"


ROUTES: Final = (
    shown("/rounds/{round}/steps", "票决办到哪一步", _show("/rounds/{round}", "/rounds"), INSIDERS),
    shown(
        "/evaluations/{evaluation}/steps",
        "测评办到哪一步",
        _show("/evaluations/{evaluation}", "/evaluations"),
        INSIDERS,
    ),
)
