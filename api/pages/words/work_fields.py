"""What are the fields called of a progress report, an adjustment, a finding, an inspection, a report and a second look?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from projects.commands import adjustments as a
from projects.commands import findings as f
from projects.commands import followups as u
from projects.commands import inspections as i
from projects.commands import progress as g
from projects.commands import reports as r
from projects.events.progress import SubItemProgress, Voucher
from projects.events.reports import Opinion, OpinionReply

_REQUEST: Final = {"number": "第几项提请"}
_LOOK: Final = {"number": "第几次回头看"}

LABELS: Final[Mapping[type, Mapping[str, str]]] = {
    g.ReportProgress: {
        "period": "报告期",
        "year": "本年累计",
        "start": "开工累计",
        "received_by_source": "到位资金来源",
        "targets": "目标任务完成情况",
        "sub_items": "子项进度",
        "physical_percent": "形象进度",
        "problems": "存在问题",
        "next_steps": "下步措施",
        "vouchers": "凭证",
        "falls": "下降原因",
        "revises": "更正或者补报",
    },
    SubItemProgress: {
        "sub_item": "子项",
        "completed_fen": "子项完成投资（万元）",
        "targets": "目标任务完成情况",
        "note": "说明",
    },
    Voucher: {"of": "哪一项资金的", "number": "文号或者凭证号", "amount_fen": "金额（万元）", "document": "附件"},
    g.ReturnReport: {"period": "报告期"},
    g.AcceptReport: {"period": "报告期"},
    g.FileVoucher: {"voucher": "凭证"},
    g.AskExplanation: {"alert": "哪一种预警", "question": "要说明什么", "due_on": "答复期限"},
    g.GiveExplanation: {"number": "第几次要求说明", "answer": "说明"},
    a.FileMinorChange: {"brief": "调整后的全部内容", "reason": "原因"},
    a.RequestAdjustment: {
        "kind": "提请什么",
        "reason": "原因",
        "brief": "调整后的全部内容",
        "budget_effect": "对预算的影响",
    },
    a.DecideAdjustment: {
        **_REQUEST,
        "outcome": "怎样决定",
        "brief": "决定的全部内容",
        "document": "决定文件",
        "words": "决定的话",
    },
    a.AnnounceAdjustment: {**_REQUEST, "announcement": "公告第几号", "document": "决定文件"},
    a.HearAdjustment: {**_REQUEST, "report": "听取的报告"},
    f.RecordFinding: {
        "found_on": "发现日期",
        "source": "问题来源",
        "matter": "问题",
        "raised_by": "提出人",
        "inspection": "视察编号",
    },
    f.AssignFinding: {"unit": "责任单位", "due_on": "整改时限", "document": "交办文件"},
    f.AnswerFinding: {"measures": "怎样整改", "result": "整改结果"},
    f.AcceptAnswer: {"checked": "怎样看到的"},
    f.ReturnAnswer: {"due_on": "新的期限"},
    f.PressFinding: {"due_on": "办结期限"},
    f.EscalateFinding: {"due_on": "办结期限"},
    f.ReopenFinding: {"due_on": "整改时限"},
    i.PlanInspection: {
        "planned_on": "安排在哪一天",
        "kind": "哪一种视察",
        "title": "题目",
        "projects": "看哪些项目",
        "group": "监督小组",
    },
    i.HoldInspection: {
        "count": "几个人参加",
        "summary": "看到的情况",
        "participants": "参加人员",
        "places": "到了哪里",
        "projects": "看了哪些项目",
        "document": "视察报告",
    },
    i.HandOverInspectionOpinions: {"to": "转交给谁", "opinions": "意见", "reply_due_on": "答复期限"},
    r.PlanReport: {
        "due_on": "提交期限",
        "kind": "报告什么",
        "title": "题目",
        "heard_by": "由谁听取",
        "completion_year": "完成情况的年度",
        "candidates_year": "候选项目的年度",
    },
    r.SubmitReport: {"document": "报告文件", "summary": "报告摘要"},
    r.DeliberateReport: {"summary": "审议情况"},
    r.IssueOpinions: {"number": "文号", "items": "审议意见", "reply_due_on": "反馈期限"},
    Opinion: {"id": "序号", "text": "意见"},
    r.SubmitReply: {"replies": "研究处理情况"},
    OpinionReply: {"opinion": "第几条意见", "text": "怎样研究处理"},
    r.JudgeReply: {"verdict": "评判", "words": "意见", "again_by": "再次报告期限"},
    u.OpenFollowUp: {"reason": "原因", "item": "哪个子项"},
    u.FileRectificationPlan: {**_LOOK, "measures": "整改措施"},
    u.PlannedMeasure: {"problem": "问题", "measure": "措施"},
    u.ReportRectification: {**_LOOK, "text": "整改情况"},
    u.InspectRectification: {
        **_LOOK,
        "finding": "核查情况",
        "satisfactory": "核查合格",
        "inspection": "视察编号",
    },
    u.CloseFollowUp: _LOOK,
    u.EscalateFollowUp: {**_LOOK, "how": "怎样处理", "reason": "原因"},
}
