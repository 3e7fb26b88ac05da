"""What are the fields called of a year of work, a proposal and a project?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from projects.commands import cycles as c
from projects.commands import projects as p
from projects.commands import proposals as w
from projects.events.cycles import Objection, Printed
from projects.events.values import Amounts, Brief, Place, SourceAmount, SubItem, Target, TargetDone

_GROUP: Final = {
    "group": "小组编号",
    "name": "小组名称",
    "projects": "监督的项目",
    "lead_office": "牵头机构",
    "linked_member": "挂钩的主席团成员",
    "leader": "组长",
    "members": "组员",
}

LABELS: Final[Mapping[type, Mapping[str, str]]] = {
    c.TakeOverCycle: {"document": "所据文件", "figures": "文件上印的数"},
    Printed: {"name": "什么数", "value": "文件上怎样印"},
    c.OpenSolicitation: {"organiser": "由谁组织", "channels": "来源渠道", "notice": "公告名称"},
    c.CloseSolicitation: {"received": "收到几件"},
    c.DrawUpPreliminaryList: {"items": "候选项目", "steps": "审议环节"},
    c.Review: {"step": "哪一个环节", "body": "哪个机构", "on": "哪一天", "meeting": "哪次会议"},
    c.EndPublicity: {"objections": "收到的意见"},
    Objection: {"matter": "意见内容", "settled": "怎样处理"},
    c.SubmitList: {"document": "提请的文件", "submitted_to": "提请哪个机构"},
    c.FixFinalList: {"items": "正式候选项目", "changes": "与初定名单的差别"},
    c.Explained: {"kind": "哪种差别", "project": "哪个项目"},
    c.ListProjects: {"document": "列入的文件"},
    c.PublishFeedbackNotice: {"covers": "反馈哪些建议项目", "document": "公告文件", "text": "公告内容"},
    c.FormSupervisionGroup: _GROUP,
    c.ChangeSupervisionGroup: _GROUP,
    w.SubmitProposal: {
        "channel": "来源渠道",
        "title": "项目名称",
        "content": "建设内容及规模",
        "proposer_kind": "提出人类别",
        "proposer": "提出人",
        "place": "实施地点",
        "necessity": "必要性",
        "feasibility": "可行性",
        "estimate_fen": "估算总投资（万元）",
        "estimate_text": "估算总投资的文字",
        "earlier": "历年同类建议编号",
    },
    w.AdoptProposal: {"cost_fen": "估算投资（万元）", "cost_text": "估算投资的文字", "project": "项目编号"},
    w.MergeProposal: {"into": "并入哪一条"},
    w.TransferProposal: {"to": "转到哪里", "number": "转办编号"},
    w.GiveTransferNumber: {"number": "转办编号"},
    w.DeclineProposal: {"reason_code": "属于哪一种情形", "reason": "具体理由"},
    w.GiveFeedback: {"how": "反馈方式", "text": "答复内容", "document": "答复文号", "notice": "集中反馈公告"},
    w.PublishProposal: {"title": "公开的标题"},
    p.DraftProject: {"proposals": "来源建议编号"},
    Brief: {
        "title": "项目名称",
        "nature": "项目性质",
        "content": "建设内容及规模",
        "total_fen": "总投资（万元）",
        "total_text": "总投资的文字",
        "deadline_on": "完成时限",
        "deadline_text": "完成时限的文字",
        "cross_year": "跨年度实施",
        "stage_goal": "年度阶段性目标",
        "beneficiaries": "受益范围",
        "investment_code": "投资项目代码",
        "budget_code": "预算项目编码",
    },
    Place: {"name": "地点"},
    Target: {"id": "序号", "name": "目标任务", "unit": "计量单位", "planned": "计划数", "sense": "目标要求"},
    SubItem: {"id": "序号", "title": "子项名称", "amount_fen": "子项投资（万元）"},
    SourceAmount: {"source": "资金来源", "amount_fen": "金额（万元）"},
    Amounts: {
        "allotted_fen": "下达资金（万元）",
        "received_fen": "到位资金（万元）",
        "paid_fen": "支付资金（万元）",
        "completed_fen": "完成投资（万元）",
    },
    TargetDone: {"target": "目标任务", "done": "完成数", "counted_by": "由谁核定", "document": "核定材料"},
    p.TakeOverProject: {
        "document": "所据文件",
        "standing": "现在的状态",
        "selected_on": "确定日期",
        "selected_how": "怎样确定的",
        "printed": "文件上印的数",
        "figures_on": "数截止到哪一天",
        "past_round": "哪一次往年票决",
    },
    p.AssignProject: {"leader": "责任领导", "document": "交办文件"},
    p.SetAnnualPlan: {
        "year": "哪一年度",
        "amount_fen": "年度计划投资（万元）",
        "targets": "年度目标任务",
        "reason": "调整原因",
    },
    p.FilePlan: {"year": "哪一年度", "milestones": "节点", "measures": "保障措施"},
    p.PlannedMilestone: {"id": "序号", "name": "节点名称", "due_on": "完成日期"},
    p.MeetMilestone: {"milestone": "哪个节点"},
    p.MissMilestone: {"milestone": "哪个节点", "reason": "原因", "expected_on": "预计完成日期"},
    p.CompleteProject: {"targets": "目标任务完成情况"},
    p.AcceptProject: {"accepted_by": "由谁验收", "document": "验收文件"},
    p.ReturnAcceptance: {"due_on": "补齐期限"},
    p.AuditSettlement: {"amount_fen": "审定金额（万元）", "document": "审定文件", "reason": "更改原因"},
    p.ApproveFinalAccounts: {"amount_fen": "决算金额（万元）", "document": "批复文件", "reason": "更改原因"},
    p.HandOverProject: {"to": "移交给谁", "document": "移交清单", "reason": "更改原因"},
    p.ReturnSurplus: {"amount_fen": "上缴金额（万元）", "document": "缴款文件", "reason": "更改原因"},
    p.CarryOverProject: {"to_year": "转入哪个年度", "reached": "已经完成多少", "reason": "原因"},
    p.LinkProject: {
        "kind": "怎样关联",
        "other": "对方项目编号",
        "other_title": "对方项目名称",
        "other_code": "对方行政区划代码",
    },
}
