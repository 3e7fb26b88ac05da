"""What is the heading of a part of a form, or of one row of a list in it, and which fields want room for several lines?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_type_hints

from api.reading_persons import Wanted
from domain.congress.commands import EraseContent
from domain.documents.commands import ReplaceDocument
from domain.events import Basis, Decision, Person, Ref
from projects.commands.cycles import Explained, Review
from projects.commands.followups import PlannedMeasure
from projects.commands.projects import PlannedMilestone
from projects.events.cycles import Objection, Printed
from projects.events.progress import SubItemProgress, Voucher
from projects.events.reports import Opinion, OpinionReply
from projects.events.values import Amounts, Brief, Place, SourceAmount, SubItem, Target, TargetDone
from voting.commands.papers import Change
from voting.commands.rounds import Sheet
from voting.events.evaluations import EvaluatedItem, GradeTotals
from voting.events.meetings import Delegation, Officer, Sitting
from voting.events.rounds import Candidate, FinalList, ItemTotals, PrintedItem


def title_of(cls: type) -> str:
    """The heading of a nested part, or of one row of a list; raises `KeyError` where nobody has said it."""
    return TITLES[cls]


def is_long(cls: type, field: str) -> bool:
    """Whether a text may be several lines; the deciders refuse a line break in every other one."""
    return field in LONG and (cls, field) not in ONE_LINE and get_type_hints(cls)[field] is str


LONG: Final = frozenset({
    "answer", "budget_effect", "checked", "conclusion", "content", "feasibility", "finding", "matter", "measure", "measures",
    "narrative", "necessity", "next_steps", "note", "notes", "opinion", "problem", "problems", "question", "reached", "reason",
    "result", "settled", "stage_goal", "summary", "text", "words",
})  # fmt: skip
"""Fields, by their names, that hold prose."""

ONE_LINE: Final = frozenset({
    (EraseContent, "reason"), (ReplaceDocument, "reason"), (Wanted, "reason"), (OpinionReply, "opinion"),
})  # fmt: skip
"""Where a field of such a name holds a line, or a number."""

TITLES: Final[Mapping[type, str]] = {
    Amounts: "资金",
    Basis: "依据",
    Brief: "项目内容",
    Candidate: "候选项目",
    Change: "更正的一栏",
    Decision: "由谁决定",
    Delegation: "代表团",
    EvaluatedItem: "测评的项目",
    Explained: "差别",
    FinalList: "正式候选项目名单",
    GradeTotals: "一项的票数",
    ItemTotals: "一项的票数",
    Objection: "公示意见",
    Officer: "监票人、计票人",
    Opinion: "审议意见",
    OpinionReply: "研究处理情况",
    Person: "确认人",
    Place: "实施地点",
    PlannedMeasure: "整改措施",
    PlannedMilestone: "节点",
    Printed: "文件上印的数",
    PrintedItem: "项目票数",
    Ref: "外部编号",
    Review: "审议环节",
    Sheet: "计票结果报告单",
    Sitting: "会议",
    SourceAmount: "资金来源",
    SubItem: "子项",
    SubItemProgress: "子项进度",
    Target: "目标任务",
    TargetDone: "目标任务完成情况",
    Voucher: "凭证",
}
