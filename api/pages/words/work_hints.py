"""What do the forms of the work of a year say below their fields: lists, proposals, projects, progress and supervision?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from projects.commands import adjustments as a
from projects.commands import cycles as c
from projects.commands import findings as f
from projects.commands import followups as u
from projects.commands import inspections as i
from projects.commands import progress as g
from projects.commands import projects as p
from projects.commands import proposals as w
from projects.commands import reports as r
from projects.events.cycles import Printed
from projects.events.progress import SubItemProgress, Voucher
from projects.events.reports import Opinion, OpinionReply
from projects.events.values import Amounts, Brief, SourceAmount, SubItem, Target, TargetDone

PERSON: Final = "登记人员时给的编号，不写姓名。"
PROJECT: Final = "项目编号，例如2026-03。"
EACH_PROJECT: Final = "一行一个项目编号，例如2026-03。"
AS_RULES: Final = "留空按规则的期限。"
PERIOD: Final = "按月的写2026-03，按季的写2026-Q1。"
IN_WORDS: Final = "文件、票上写的是约数的，照写，例如约2600万元。"
SERIAL: Final = "从1起依次编。"
AGAIN: Final = "已经登记过、现在更改的才写。"
SOFAR: Final = "从开工算起的累计数，没有的留空，不要填0。"
TARGET_DONE: Final = "从开工算起的累计数，只写数，用目标任务的计量单位。"

_GROUP: Final = {
    "group": "自己编，例如1；以后照这个编号调整。",
    "projects": EACH_PROJECT,
    "linked_member": f"{PERSON}规则规定挂钩的才写。",
    "leader": PERSON,
    "members": f"一行一个，{PERSON}",
}

HINTS: Final[Mapping[type, Mapping[str, str]]] = {
    c.TakeOverCycle: {
        "document": "照哪份文件登记，发文字号或者文件名称。",
        "figures": "照文件上印的写，没有印的不写。",
    },
    Printed: {"name": "例如票决项目。", "value": "照原样写，例如8项、约3.2亿元。"},
    c.OpenSolicitation: {"channels": "公告没有写明渠道的，一个也不选。"},
    c.CloseSolicitation: {"received": "公告印了件数的照写，没有印的留空。"},
    c.DrawUpPreliminaryList: {"items": f"按次序，{EACH_PROJECT}名称、金额、时限从项目里来。"},
    c.FixFinalList: {
        "items": f"按票上的次序，{EACH_PROJECT}",
        "changes": "与初定名单的每一处差别，写一句理由；没有差别的不写。",
    },
    c.Explained: {"project": "顺序变动的留空。"},
    c.SubmitList: {"document": "政府提请的文号或者议案名称。"},
    c.PublishFeedbackNotice: {"covers": "一行一个建议编号，例如2026征-001。", "text": "写了公告文件的可以不写。"},
    c.FormSupervisionGroup: _GROUP,
    c.ChangeSupervisionGroup: {**_GROUP, "group": "要调整的那个小组的编号。"},
    w.SubmitProposal: {
        "title": "一事一提。",
        "content": "不写个人姓名、电话。",
        "proposer": f"{PERSON}没有登记的留空。",
        "division": "实施地点的，4、6、9或者12位数字；没有的留空。",
        "estimate_text": IN_WORDS,
        "earlier": "一行一个建议编号，例如2025征-008。",
    },
    w.AdoptProposal: {"cost_text": IN_WORDS, "project": "已经拟提项目的写，例如2026-03。"},
    w.MergeProposal: {"into": "建议编号，例如2026征-001，可以是往年的。"},
    w.TransferProposal: {"number": "对方的编号；还没有的留空，给了以后再登记。"},
    w.GiveFeedback: {
        "text": "写了答复文号的可以不写。",
        "document": "答复的文号，口头答复的留空。",
        "notice": "集中反馈随公告一起登记，这里留空。",
    },
    w.PublishProposal: {"title": "不出现人名和可以认出人的话。"},
    p.DraftProject: {"proposals": "据哪几条列入的建议项目，一行一个，例如2026征-001。"},
    Brief: {
        "total_fen": "就是票上印的总投资。",
        "total_text": IN_WORDS,
        "deadline_on": "最后一天。",
        "deadline_text": "文件、票上怎样写的，例如2026年底前。",
        "cross_year": "跨年度的，须写明年度阶段性目标。",
        "cooperating": "一行一个单位编号。",
        "beneficiaries": "例如城区居民6.2万人。",
        "investment_code": "投资项目在线平台的代码，没有的留空。",
    },
    Target: {"id": SERIAL, "unit": "例如个、公里、人。", "planned": "只写数，可以有小数。"},
    SubItem: {"id": SERIAL, "unit": "与整个项目相同的留空。"},
    SourceAmount: {"amount_fen": "同一来源只写一行。"},
    Amounts: dict.fromkeys(("allotted_fen", "received_fen", "paid_fen", "completed_fen"), "没有的留空，不要填0。"),
    TargetDone: {
        "target": "目标任务的序号，例如1。",
        "done": TARGET_DONE,
        "counted_by": "哪个机构核定的，没有的留空。",
    },
    p.TakeOverProject: {
        "document": "照哪份文件登记，发文字号或者文件名称。",
        "selected_how": "例如第十九届人民代表大会第二次会议票决。",
        "past_round": "期初登记过那次票决的写它的编号。",
        "printed": "照文件上印的写，没有印的留空。",
    },
    p.AssignProject: {
        "leader": "写职务，不写姓名。",
        "document": "改由其他单位承办的，须写依据的文件。",
        "cooperating": "一行一个单位编号。",
    },
    p.SetAnnualPlan: {"reason": "已经下达、现在调整的才写。"},
    p.FilePlan: {"milestones": "按日期先后；已经完成的节点须原样保留。"},
    p.PlannedMilestone: {"id": SERIAL},
    p.MeetMilestone: {"milestone": "节点的序号，例如1。"},
    p.MissMilestone: {"milestone": "节点的序号，例如1。"},
    p.CompleteProject: {"targets": "进度报告里报过的可以不写。"},
    p.AcceptProject: {"accepted_by": "写机构，不写姓名。"},
    p.AuditSettlement: {"reason": AGAIN},
    p.ApproveFinalAccounts: {"reason": AGAIN},
    p.HandOverProject: {"to": "写机构，例如某镇人民政府。", "reason": AGAIN},
    p.ReturnSurplus: {"amount_fen": "到现在一共上缴多少。", "reason": AGAIN},
    p.CarryOverProject: {"reached": "到这时完成了多少，例如清淤3.9公里。"},
    p.LinkProject: {
        "other": PROJECT,
        "other_title": "别的人大的项目才写。",
        "other_code": "别的人大的项目才写。",
    },
    g.ReportProgress: {
        "period": PERIOD,
        "year": "从1月1日到报告期末。",
        "start": "从开工到报告期末；本年开工的与本年累计相同。",
        "received_by_source": "开工累计到位资金分来源。",
        "physical_percent": "0至100的整数，只有工程类项目写。",
        "falls": "累计数比上次少的写，例如审减、退回、更正。",
        "revises": "报过的要更正，或者漏报的要补上；须由第二个人确认。",
    },
    SubItemProgress: {"sub_item": "子项的序号，例如1。", "completed_fen": SOFAR},
    Voucher: {"number": "指标文号或者支付凭证号。", "amount_fen": "凭证上没有写的留空。"},
    g.ReturnReport: {"period": PERIOD},
    g.AcceptReport: {"period": PERIOD},
    g.GiveExplanation: {"number": "要求说明的序号，例如1。"},
    a.FileMinorChange: {"brief": "写调整后的全部内容，没有变的照旧。"},
    a.RequestAdjustment: {"brief": "提请调整的写调整后的全部内容；暂缓、恢复、终止的不写。"},
    a.DecideAdjustment: {"brief": "只同意一部分的，写决定的全部内容；照提请决定的不写。"},
    a.HearAdjustment: {"report": "报告的名称，没有的留空。"},
    a.AnnounceAdjustment: {
        "announcement": "照公告上印的写，例如公告第7号。",
        "document": "决定时登记过的可以不写。",
    },
    f.RecordFinding: {
        "projects": EACH_PROJECT,
        "matter": "不写个人姓名、电话。",
        "raised_by": f"{PERSON}没有的留空。",
        "inspection": "视察发现的写，例如2026视-001。",
    },
    f.AssignFinding: {"due_on": AS_RULES},
    f.ReturnAnswer: {"due_on": AS_RULES},
    f.PressFinding: {"due_on": AS_RULES},
    f.EscalateFinding: {"due_on": AS_RULES},
    f.ReopenFinding: {"due_on": AS_RULES},
    f.AcceptAnswer: {"checked": "例如现场看过，可以不写。"},
    i.PlanInspection: {"projects": EACH_PROJECT, "group": "小组的名称或者编号，没有的留空。"},
    i.HoldInspection: {
        "participants": f"一行一个，{PERSON}",
        "projects": "一行一个项目编号；留空就是安排的那些。",
        "places": "一行一处。",
        "document": "比安排的日期早的，须写依据的文件。",
    },
    i.HandOverInspectionOpinions: {"to": "写机构，例如县人民政府办公室。", "opinions": "一行一条。"},
    r.PlanReport: {
        "completion_year": "报告完成情况、整改情况的写，别的留空。",
        "candidates_year": "报告候选项目的写，别的留空。",
        "projects": f"{EACH_PROJECT}不限于哪几个项目的留空。",
    },
    r.IssueOpinions: {"reply_due_on": AS_RULES},
    Opinion: {"id": SERIAL, "unit": "由哪个单位办，没有写明的留空。", "projects": EACH_PROJECT},
    OpinionReply: {"opinion": "意见的序号，例如1。"},
    r.JudgeReply: {"again_by": "要求再次报告的才写。"},
    u.OpenFollowUp: {"item": "子项的编号，例如2026-03-2；整个项目的留空。"},
    u.FileRectificationPlan: {"number": "回头看的序号，例如1。", "measures": "再报的代替前一份。"},
    u.ReportRectification: {"number": "回头看的序号，例如1。"},
    u.InspectRectification: {"number": "回头看的序号，例如1。", "inspection": "安排过视察的写，例如2026视-001。"},
    u.CloseFollowUp: {"number": "回头看的序号，例如1。"},
    u.EscalateFollowUp: {"number": "回头看的序号，例如1。", "how": "规则规定哪一种，就是哪一种。"},
}
