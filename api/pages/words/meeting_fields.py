"""What are the fields called of a meeting, a round, its papers and an evaluation?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.http.resources.keying import DecidePaper, KeyPaper, LayOut
from api.sheets import TypeGrades, TypeTotals
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.events.evaluations import EvaluatedItem, GradeTotals
from voting.events.meetings import Delegation, Officer, Sitting
from voting.events.rounds import Candidate, FinalList, ItemTotals, PrintedItem

_RESOLUTION: Final = {"how": "怎样处理", "selected": "确定的项目", "round": "再投的一轮"}
_PUBLISHED: Final = {"number": "文号"}

LABELS: Final[Mapping[type, Mapping[str, str]]] = {
    m.ConveneMeeting: {"body": "哪个机构的会", "term": "第几届", "session": "第几次", "title": "会议全称"},
    m.FormDelegations: {"delegations": "各代表团"},
    Delegation: {"name": "代表团名称"},
    m.HoldSitting: {"sitting": "哪一次会"},
    Sitting: {"kind": "哪一种会", "number": "第几次"},
    m.ExplainCandidates: {"explained_by": "由谁作说明"},
    m.RecordDelegationOpinion: {"opinion": "审议意见"},
    m.ProposeMethod: {"document": "草案文件"},
    m.AdoptMethod: {"title": "办法名称"},
    m.PassScrutineers: {"chief": "总监票人", "scrutineers": "监票人"},
    m.NameTellers: {"chief": "总计票人", "tellers": "计票人"},
    Officer: {"person": "人员编号"},
    m.CountAttendance: {
        "sitting": "在哪次会上清点",
        "due": "应到",
        "present": "实到",
        "on_leave": "请假",
        "absent": "缺席",
    },
    r.OpenRound: {
        "number": "第几轮",
        "kind": "种类",
        "candidates": "候选项目",
        "final_list": "正式候选项目名单",
        "previous": "前一轮",
    },
    Candidate: {
        "id": "项目编号",
        "title": "项目名称",
        "amount_fen": "票上的金额（万元）",
        "deadline": "票上的完成时限",
    },
    FinalList: {"fixed_by": "由谁确定名单", "fixed_on": "确定名单的日期"},
    r.TakeOverRound: {
        "number": "第几轮",
        "meeting_title": "会议全称",
        "document": "所据文件",
        "items": "各项目的票数",
        "held_on": "会议日期",
    },
    PrintedItem: {"title": "项目名称", "selected": "是否确定", "id": "项目编号"},
    p.IssueBallots: {"colour": "票的颜色"},
    p.DeclareValidity: {"valid": "本次投票有效"},
    r.RecordTotals: {"first": "第一个人录的", "second": "第二个人录的"},
    r.RecountRound: {"first": "第一个人录的", "second": "第二个人录的"},
    r.Sheet: {"items": "各项目的票数"},
    TypeTotals: {"items": "各项目的票数"},
    ItemTotals: {"candidate": "项目"},
    p.SignSheet: {"sha256": "报告单的摘要"},
    r.AuditPapers: {"seed": "当众产生的数", "papers": "抽了几张", "differing": "不符几张"},
    r.CallReballot: {"kind": "种类"},
    r.ResolveTie: _RESOLUTION,
    r.ResolveShortfall: _RESOLUTION,
    r.AdoptResolution: {"title": "决定名称", "document": "决定文件"},
    r.ConfirmChoice: {"document": "确认文件"},
    r.AnnounceResult: {"number": "公告第几号", "document": "公告文件"},
    p.Change: {"field": "哪一栏", "before": "台账里的数", "after": "报告单上的数"},
    p.ArchivePapers: {"place": "存放地点", "keep_until": "保存至"},
    p.DestroyPapers: {"record_sha256": "销毁记录的摘要"},
    LayOut: {"first": "起始编号", "last": "截止编号"},
    KeyPaper: {"marks": "各项的记号", "spoiled": "整张无效的原因", "doubtful": "存疑"},
    DecidePaper: {"marks": "各项的记号", "spoiled": "整张无效的原因"},
    r.SealKeyed: {"file_sha256": "编号对照的摘要"},
    e.OpenEvaluation: {
        "number": "第几次测评",
        "subject": "测评什么",
        "venue": "测评场合",
        "items": "测评的项目",
        "report": "听取的报告",
        "re_evaluation_of": "前一次测评",
    },
    EvaluatedItem: {"id": "项目编号", "title": "项目名称"},
    e.RecordGrades: {"first": "第一个人录的", "second": "第二个人录的"},
    TypeGrades: {"items": "各项目的票数"},
    GradeTotals: {"item": "项目"},
    e.AnnounceGrades: _PUBLISHED,
    e.RecordSurvey: {"survey": "调查方式", "items": "各项目的答卷数", "document": "调查材料"},
}
