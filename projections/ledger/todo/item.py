"""What does one line of 待办 say?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from domain.calendar import days_left
from projections.ledger.figures import Behind, Events, Row

TodoRole = Literal["clerk", "chair", "government", "unit"]

ROLES: Final[dict[TodoRole, str]] = {
    "clerk": "人大经办",
    "chair": "人大负责人",
    "government": "政府办",
    "unit": "承办单位",
}

WORDS: Final = {
    "assign": "交办",
    "annual_plan": "下达年度计划",
    "plan": "报实施计划",
    "milestone": "完成节点",
    "report": "报进度",
    "check_report": "审核进度报告",
    "evidence": "补交凭证",
    "complete": "按期完工",
    "accept": "组织验收",
    "acceptance_paper": "补交验收材料",
    "settlement": "登记结算审定",
    "carry_over": "结转或者说明",
    "explanation": "作出说明",
    "decide_adjustment": "提请审议调整",
    "announce_adjustment": "公布调整决定",
    "decision_paper": "补交决定文件",
    "report_to_session": "向下次大会报告调整",
    "rectification_plan": "报整改方案",
    "rectification": "报整改情况",
    "inspect_rectification": "核查整改",
    "re_evaluate": "再次测评",
    "close_look": "回头看办结",
    "assign_finding": "交办问题",
    "answer_finding": "整改答复",
    "judge_finding": "认可或者退回整改",
    "close_finding": "问题销号",
    "submit_report": "提交专项报告",
    "deliberate_report": "听取和审议报告",
    "issue_opinions": "印发审议意见",
    "reply_opinions": "报告审议意见研究处理情况",
    "judge_reply": "评判研究处理情况",
    "close_report": "审议意见办结",
    "screen_proposal": "筛选建议项目",
    "feedback": "反馈建议项目",
    "transfer_number": "补登转办编号",
    "archive_papers": "封存票",
    "destroy_papers": "销毁票",
    "end_publicity": "登记公示结束",
    "press": "催办",
    "next_step": "年度工作下一步",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing to do: whose it is, what (`words` the sentence), until when, on which stream, and the events that ask for it.

    `due_on` is empty where no day is set; `days_left` is negative once it has passed. `number` is what people say: 2024-03,
    2024问-017; `unit` the responsible unit's number where one is meant.
    """

    role: TodoRole
    role_word: str
    what: str
    word: str
    words: str
    due_on: str
    days_left: int | None
    stream: str
    number: str
    code: str
    unit: str
    behind: Events


def item(  # noqa: PLR0913 - a line has that many sides
    role: TodoRole,
    what: str,
    words: str,
    day: date,
    *,
    row: Row,
    number: str,
    due_on: str = "",
    unit: str = "",
    behind: Events = (),
) -> Todo:
    """A line about a row, which has a stream and a division code."""
    return Todo(
        role=role,
        role_word=ROLES[role],
        what=what,
        word=WORDS[what],
        words=words,
        due_on=due_on,
        days_left=days_left(due_on, day) if due_on else None,
        stream=row["stream"],
        number=number,
        code=row["code"],
        unit=unit,
        behind=behind,
    )


def of_project(row: Row, role: TodoRole, what: str, words: str, day: date, **more: Any) -> Todo:
    """A line about a project, named by its title."""
    said = f"《{row['title']}》{words}。"
    return item(role, what, said, day, row=row, number=row["project"], unit=row["unit"], **more)


def pressing(each: Todo) -> Todo:
    """The same thing for whoever has to press for it, since its day has passed."""
    words = f"{each.words.removesuffix('。')}，向{each.role_word}催办。"
    return replace(each, role="clerk", role_word=ROLES["clerk"], what="press", word=WORDS["press"], words=words)


def act(row: Row, said: Row | None) -> Events:
    """The event of an act that a row of another model keeps."""
    if said is None or "position" not in said:
        return ()
    typed, late = said.get("recorded_on", ""), said.get("late", False)
    return (Behind(stream=row["stream"], position=said["position"], on=said["on"], recorded_on=typed, late=late),)
