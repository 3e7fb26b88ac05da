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

FEEDBACK = {"individually": "逐一反馈", "by_notice": "集中公告反馈"}
ORGANISERS = {"government": "政府", "standing_committee": "人大常委会", "joint": "政府和人大联合"}


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
