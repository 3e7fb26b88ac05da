"""What do insiders call a kind of sitting, a re-ballot, a stage, a grade, a way to settle?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from voting.shares import numeral

ROUND_KINDS: Final = {
    "first": "第一轮{word}",
    "void_repeat": "重新投票",
    "tie_break": "再次{word}",
    "shortfall": "另行{word}",
}
ROUND_STATUSES: Final = {
    "voting": "正在投票计票",
    "counted": "已计票",
    "declared": "已当场宣布",
    "announced": "已{announcement}",
    "void": "已作废",
    "taken_over": "补录",
}
OUTCOMES: Final = {
    "decided": "有结果",
    "tied": "入选线上票数相等，须先处理",
    "shortfall": "不足应选数，须先处理",
    "void": "无效",
    "no_quorum": "不足法定人数",
}
RESOLUTIONS: Final = {
    "next_round": "按再投一次的结果",
    "presidium": "由{presidium}决定",
    "expand": "票数相等的一并确定",
    "lot": "抽签",
    "accept_fewer": "按实际确定数",
    "defer_to_sc": "交常委会决定",
    "leave_open": "缺额保留",
}
HOW: Final = {
    "show_of_hands": "举手表决",
    "secret_ballot": "无记名投票",
    "keypad": "按表决器表决",
    "meeting_decision": "会议决定",
}
GRADES: Final = {"satisfied": "满意", "basically_satisfied": "基本满意", "dissatisfied": "不满意", None: "未评定"}
EVALUATION_STATUSES: Final = {
    "marking": "正在测评",
    "graded": "已评定等次",
    "declared": "已当场宣布",
    "announced": "已公布",
    "void": "已作废",
}
SUBJECTS: Final = {"implementation": "实施完成情况", "rectification": "整改情况", "opinions": "审议意见办理情况"}
SURVEYS: Final = {"phone": "电话调查", "qr_code": "扫码问卷", "household": "入户调查", "online": "网络问卷"}


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
