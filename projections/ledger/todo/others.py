"""What do years of work, findings, special reports, proposals and the papers of ballots still ask for?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from domain.calendar import say_day
from projections.ledger.figures import Row
from projections.ledger.todo.item import Todo, TodoRole, act, item

Step = tuple[TodoRole, str, str]
"""Whose step is next, which one, and what is said of it."""

FINDING: Final[dict[str, Step]] = {
    "unassigned": ("clerk", "assign_finding", "还没有交办"),
    "rectifying": ("unit", "answer_finding", "还没有答复"),
    "answered": ("clerk", "judge_finding", "已经答复，还没有认可"),
    "accepted": ("clerk", "close_finding", "整改已经认可，还没有销号"),
}
REPORT: Final[dict[str, Step]] = {
    "planned": ("government", "submit_report", "还没有提交"),
    "submitted": ("clerk", "deliberate_report", "已经提交，还没有听取和审议"),
    "deliberated": ("clerk", "issue_opinions", "已经审议，还没有印发审议意见"),
    "reply_owed": ("government", "reply_opinions", "审议意见的研究处理情况还没有报告"),
    "replied": ("clerk", "judge_reply", "研究处理情况已经报告，还没有评判"),
    "judged": ("clerk", "close_report", "已经评判，还没有办结"),
}


def of_cycle(row: Row, day: date) -> Iterator[Todo]:
    """The next step of a year and what is missing for it; a list that is publicised, with its last day."""
    year = f"{row['project_year']}年度"
    running = [batch for batch in row["batches"] if batch["publicised"] and not batch["publicity_ended"]]
    for batch in running:
        said = batch["publicised"]
        words = f"{year}第{batch['batch']}批名单公示到{say_day(said['to_on'])}为止，之后登记公示结束。"
        yield item(
            "clerk", "end_publicity", words, day, row=row, number="", due_on=said["to_on"], behind=act(row, said)
        )
    for sentence in row["missing"] if not running else ():
        yield item("clerk", "next_step", f"{year}：{sentence}", day, row=row, number="")


def of_finding(row: Row, day: date) -> Iterator[Todo]:
    """The next step of a finding that is open."""
    if row["status"] in FINDING:
        role, what, said = FINDING[row["status"]]
        words = f"{row['says']}“{row['matter']}”{said}。"
        behind, unit = act(row, row["acts"][-1]), "、".join(row["units"])
        yield item(role, what, words, day, row=row, number=row["says"], due_on=row["owed_on"], unit=unit, behind=behind)


def of_report(row: Row, day: date) -> Iterator[Todo]:
    """The next step of a special report that is open."""
    if row["status"] in REPORT:
        role, what, said = REPORT[row["status"]]
        words = f"{row['says']}《{row['title']}》{said}。"
        behind = act(row, row["acts"][-1])
        yield item(role, what, words, day, row=row, number=row["says"], due_on=row["owed_on"], behind=behind)


def of_proposals(rows: Iterable[Row], day: date) -> list[Todo]:
    """What proposals ask for, one line each; there may be hundreds, but each proposer waits for himself."""
    return [each for row in rows for each in _of_proposal(row, day)]


def _of_proposal(row: Row, day: date) -> Iterator[Todo]:
    named = f"{row['number']}《{row['title']}》"
    if row["status"] == "open":
        yield item("government", "screen_proposal", f"{named}还没有筛选。", day, row=row, number=row["number"])
    if row["feedback_owed"]:
        words = f"{named}{row['status_word']}，还没有反馈提出人。"
        yield item("government", "feedback", words, day, row=row, number=row["number"])
    if row["number_owed"]:
        words = f"{named}已经转办，还没有登记对方的编号。"
        yield item("government", "transfer_number", words, day, row=row, number=row["number"])


def of_papers(row: Row, day: date) -> Iterator[Todo]:
    """Papers that lie about after the announcement, and sealed ones whose days are over."""
    papers = row.get("papers") or {}
    if row.get("taken_over") or papers.get("collected") is None or papers.get("destroyed"):
        return
    sealed = papers.get("archived")
    named = f"{row['meeting_title']}{'票决' if row['kind'] == 'round' else '测评'}"
    if sealed is None and row["status"] in ("announced", "void"):
        yield item("clerk", "archive_papers", f"{named}的票还没有封存。", day, row=row, number="")
    if sealed is not None and sealed["keep_until"]:
        words = f"{named}的票保存到{sealed['keep_until']}，之后可以销毁（须有两人在场监督）。"
        yield item("clerk", "destroy_papers", words, day, row=row, number="", due_on=sealed["keep_until"])
