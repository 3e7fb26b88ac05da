"""What do insiders call a kind of sitting, a re-ballot, a way of deciding, a stage, a grade, a reason?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from voting.shares import numeral

LEVELS = {"province": "省级", "city": "市级", "county": "县级", "township": "乡镇", "street": "街道"}
ROUND_KINDS = {
    "first": "第一轮{word}",
    "void_repeat": "重新投票",
    "tie_break": "再次{word}",
    "shortfall": "另行{word}",
}
ROUND_STATUSES = {
    "voting": "正在投票计票",
    "counted": "已计票",
    "declared": "已当场宣布",
    "announced": "已{announcement}",
    "void": "已作废",
    "taken_over": "补录",
}
OUTCOMES = {
    "decided": "有结果",
    "tied": "入选线上票数相等，须先处理",
    "shortfall": "不足应选数，须先处理",
    "void": "无效",
    "no_quorum": "不足法定人数",
}
RESOLUTIONS = {
    "next_round": "按再投一次的结果",
    "presidium": "由{presidium}决定",
    "expand": "票数相等的一并确定",
    "lot": "抽签",
    "accept_fewer": "按实际确定数",
    "defer_to_sc": "交常委会决定",
    "leave_open": "缺额保留",
}
HOW = {
    "show_of_hands": "举手表决",
    "secret_ballot": "无记名投票",
    "keypad": "按表决器表决",
    "meeting_decision": "会议决定",
}
GRADES = {"satisfied": "满意", "basically_satisfied": "基本满意", "dissatisfied": "不满意", None: "未评定"}
ROLL_REASONS = {
    "by_election": "补选",
    "resigned": "辞职",
    "terminated": "代表资格终止",
    "transferred": "调离",
    "died": "去世",
}
EVALUATION_STATUSES = {
    "marking": "正在测评",
    "graded": "已评定等次",
    "declared": "已当场宣布",
    "announced": "已公布",
    "void": "已作废",
}
SUBJECTS = {"implementation": "实施完成情况", "rectification": "整改情况", "opinions": "审议意见办理情况"}
SURVEYS = {"phone": "电话调查", "qr_code": "扫码问卷", "household": "入户调查", "online": "网络问卷"}
COUNT_METHODS = {
    "manual_totals": "人工唱票",
    "reader_totals": "读票机计票",
    "keypad_totals": "表决器计票",
    "papers": "逐张录入",
}
DECISION_MODES = {
    "congress_ballot": "由人民代表大会票决",
    "ballot_plus_resolution": "票选后作出决定",
    "report_vote": "对报告整体表决",
    "sc_vote": "由人大常委会表决",
    "street_poll": "街道票选后由党工委确认",
    "report_only": "由政府列入并报告",
}
ORGANISERS = {"government": "政府", "standing_committee": "人大常委会", "joint": "政府和人大共同"}
CHANGES = {
    "added": "增加",
    "dropped": "取消",
    "renamed": "更名",
    "content": "内容变动",
    "amount": "金额变动",
    "deadline": "时限变动",
    "order": "顺序变动",
}
PROPOSERS = {
    "resident": "群众",
    "deputy": "人大代表",
    "cppcc_member": "政协委员",
    "party_delegate": "党代表",
    "organisation": "单位",
    "government_department": "政府部门",
    "township": "镇街",
    "unknown": "未具名的提出人",
}
TRANSFERS = {
    "deputy_suggestion": "代表建议",
    "motion": "议案",
    "hotline_12345": "12345热线工单",
    "petition": "信访事项",
    "micro_project": "微实事",
    "department_routine": "部门日常工作",
    "upper_level": "上级事项",
}
PROPOSAL_STATUSES = {
    "open": "待筛选",
    "adopted": "列入",
    "merged": "合并",
    "reserved": "储备",
    "transferred": "转办",
    "declined": "不予列入",
}
FINDING_SOURCES = {
    "inspection": "视察",
    "deputy": "代表",
    "hotline_12345": "12345热线",
    "audit": "审计",
    "disciplinary_inspection": "巡察",
    "budget_alert": "预算预警",
    "special_inquiry": "专题询问",
    "public_survey": "群众测评",
}
FINDING_STATUSES = {
    "unassigned": "未交办",
    "rectifying": "整改中",
    "answered": "已答复",
    "accepted": "已认可",
    "closed": "已销号",
}
FINDING_ACTS = {
    "recorded": "问题登记",
    "assigned": "交办",
    "answered": "整改答复",
    "accepted": "认可整改",
    "returned": "退回整改",
    "pressed": "督办",
    "escalated": "挂牌督办",
    "closed": "销号",
    "reopened": "重新登记",
}
INSPECTION_KINDS = {
    "inspection": "视察",
    "research": "专题调研",
    "pre_session": "会前视察",
    "rectification": "整改核查",
}
INSPECTION_STATUSES = {"planned": "已安排", "held": "已进行", "called_off": "已取消"}
INSPECTION_ACTS = {"planned": "视察安排", "held": "视察进行", "handed_over": "视察意见转交", "called_off": "取消视察"}
REPORT_KINDS = {
    "candidates": "候选项目说明",
    "completion": "完成情况",
    "completion_and_candidates": "完成情况和候选项目说明",
    "mid_year": "年中进展",
    "rectification": "整改情况",
    "adjustment": "调整情况",
}
REPORT_STATUSES = {
    "planned": "待提交",
    "submitted": "待审议",
    "deliberated": "已审议",
    "reply_owed": "待报告研究处理情况",
    "replied": "待评判",
    "judged": "已评判",
    "closed": "已办结",
}
REPORT_ACTS = {
    "planned": "列入计划",
    "submitted": "提交报告",
    "deliberated": "听取和审议",
    "opinions_issued": "印发审议意见",
    "replied": "研究处理情况报告",
    "judged": "对研究处理情况的评判",
    "closed": "办结",
}
VERDICTS = {"satisfied": "满意", "basically_satisfied": "基本满意", "dissatisfied": "不满意"}

FEEDBACK = {"individually": "逐一反馈", "by_notice": "集中公告反馈"}


def sitting_word(sitting: Mapping[str, Any]) -> str:
    """A sitting by kind and number: 预备会议, 主席团第一次会议, 代表团第一次会议, 第二次全体会议."""
    number = numeral(sitting["number"])
    match sitting["kind"]:
        case "preparatory":
            return "预备会议" if sitting["number"] == 1 else f"第{number}次预备会议"
        case "presidium":
            return f"主席团第{number}次会议"
        case "delegation":
            return f"代表团第{number}次会议"
        case _:
            return f"第{number}次全体会议"


def round_kind_word(kind: str, word: str) -> str:
    """第一轮票决, 重新投票, 再次票选, 另行票决: `word` is what the vote is called here."""
    return ROUND_KINDS[kind].format(word=word)


def round_status_word(status: str, announcement: str) -> str:
    """The stage of a round; `announcement` is 公告, or what a street calls it."""
    return ROUND_STATUSES[status].format(announcement=announcement)
