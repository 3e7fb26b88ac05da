"""What does a published row say, figure by figure, in words that can be held against those of another day?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from domain.calendar import LAST_DAY, say_day
from domain.money import say_amount
from projections.ledger.figures import NAMES
from projections.ledger.lines import line
from projections.ledger.said import newest, since_start
from projections.model import Row
from projections.words.years import ADJUSTED
from projects.measures import AMOUNTS

Pairs = Iterator[tuple[str, str]]


def said_of(row: Row) -> dict[str, str]:
    """What stands in the row, by what it is called; what nothing is known of is left out."""
    say = SAYS.get(row["kind"], _status)
    return {word: text for word, text in say(row) if text}


def _project(row: Row) -> Pairs:
    year = max(row["years"], default=row["project_year"])
    last = max([year, *(int(each["period"][:4]) for each in row["reports"] if each["versions"])])
    brief = row["now"]["brief"]
    yield "项目名称", row["title"]
    yield "进展", row["standing_word"]
    yield "责任单位", row["unit_names"].get(row["unit"], "")
    yield "完成时限", brief["deadline_text"] or _day(brief["deadline_on"])
    yield "总投资", brief["total_text"] or _amount(brief["total_fen"])
    yield from _of_year(row, year)
    four = since_start(row, last)
    for name in NAMES:
        yield f"开工以来{AMOUNTS[name]}", _amount(four.of(name).fen)
    for grade in row["grades"]:
        yield f"{grade['project_year']}年度测评等次（{grade['title']}）", grade["grade_word"]
    for change in row["adjustments"]:
        yield f"第{change['number']}次调整", ADJUSTED[change["decided"]["outcome"]]


def _of_year(row: Row, year: int) -> Pairs:
    said = line(row, year, LAST_DAY)  # the light alone depends on the day, and is not told
    yield f"{year}年计划", _amount(said.plan.fen)
    if (report := newest(row, year)) is not None:
        percent = report.said.get("physical_percent")
        yield "形象进度", "" if percent is None else f"{percent}%"
    for target in said.targets:
        yield f"目标：{target.name}", f"{target.planned}{target.unit}"
        yield f"完成：{target.name}", "" if target.done is None else f"{target.done}{target.unit}"


def _round(row: Row) -> Pairs:
    yield "状态", row.get("status_word", "")
    yield "确定的项目", "、".join(item["title"] for item in row.get("items", ()) if item.get("selected"))
    for name in ("declared", "resolution", "confirmed", "announced"):
        if said := row.get(name):
            yield ACTS[name], _day(said["on"])


def _evaluation(row: Row) -> Pairs:
    yield "状态", row.get("status_word", "")
    for item in row.get("items", ()):
        yield item["title"], item.get("grade_word", "")
    for survey in row.get("surveys", ()):
        yield survey["survey_word"], f"{survey['responses']}份"


def _cycle(row: Row) -> Pairs:
    for step in row["steps"]:
        yield step["word"], step["status_word"]


def _report(row: Row) -> Pairs:
    yield "状态", row.get("status_word", "")
    for opinion in row.get("opinions", ()):
        yield f"审议意见第{opinion['id']}条", "已答复" if opinion["replies"] else "已印发"


def _status(row: Row) -> Pairs:
    yield "状态", row.get("status_word", "")


def _amount(fen: int | None) -> str:
    return "" if fen is None else say_amount(fen)


def _day(on: str) -> str:
    return say_day(on) if on else ""


ACTS: Final = {"declared": "当场宣布", "resolution": "作出决定", "confirmed": "确认", "announced": "公告"}
SAYS: Final[Mapping[Any, Callable[[Row], Pairs]]] = {
    "project": _project,
    "round": _round,
    "evaluation": _evaluation,
    "cycle": _cycle,
    "report": _report,
}
