"""What do insiders call the standing of a project, the end of a proposal, the stages of a finding, an inspection, a report?"""

from __future__ import annotations

from typing import Final

from domain.profile import VALUES
from projects.states import adjustments, changes, proposals

DECISION_MODES: Final = {
    "congress_ballot": "由人民代表大会票决",
    "ballot_plus_resolution": "票选后作出决定",
    "report_vote": "对报告整体表决",
    "sc_vote": "由人大常委会表决",
    "street_poll": "街道票选后由党工委确认",
    "report_only": "由政府列入并报告",
}
ORGANISERS: Final = VALUES["solicitation.organiser"]
CHANGES: Final = {
    "added": "增加",
    "dropped": "取消",
    "renamed": "更名",
    "content": "内容变动",
    "amount": "金额变动",
    "deadline": "时限变动",
    "order": "顺序变动",
}
STANDINGS: Final = {
    "drafted": "拟提",
    "not_chosen": "未获确定",
    "chosen": "已确定，待交办",
    "running": "实施中",
    "completed": "已完工，待验收",
    "accepted": "已验收",
    "suspended": "暂缓实施",
    "terminated": "终止实施",
}
ORIGINS: Final = {"voted": "票决", "street_poll": "票选", "listed": "报告制列入", "taken_over": "补录"}
NATURES: Final = changes.NATURES
CHECKED: Final = {"unchecked": "未审核", "accepted": "已审核", "returned": "已退回"}
ADJUSTMENTS: Final = adjustments.KINDS
ADJUSTED: Final = {
    "adjusted": "决定调整",
    "suspended": "决定暂缓实施",
    "resumed": "决定恢复实施",
    "terminated": "决定终止实施",
    "refused": "不同意",
}
LINKS: Final = {
    "split_from": "拆分自",
    "merged_into": "并入",
    "bundled_in": "打捆于",
    "continues": "续建自",
    "replaces": "替换",
    "same_as_upper": "与上级同项",
}
CHOSEN: Final = frozenset({"chosen", "running", "completed", "accepted", "suspended", "terminated"})
"""The standings of what stands in the 台账: it was voted for, listed or taken over."""
PROPOSERS: Final = {
    "resident": "群众",
    "deputy": "人大代表",
    "cppcc_member": "政协委员",
    "party_delegate": "党代表",
    "organisation": "单位",
    "government_department": "政府部门",
    "township": "镇街",
    "unknown": "未具名的提出人",
}
TRANSFERS: Final = {
    "deputy_suggestion": "代表建议",
    "motion": "议案",
    "hotline_12345": "12345热线工单",
    "petition": "信访事项",
    "micro_project": "微实事",
    "department_routine": "部门日常工作",
    "upper_level": "上级事项",
}
PROPOSAL_STATUSES: Final = {
    "open": "待筛选",
    "adopted": "列入",
    "merged": "合并",
    "reserved": "储备",
    "transferred": "转办",
    "declined": "不予列入",
}
FEEDBACK: Final = proposals.FEEDBACK
FINDING_SOURCES: Final = {
    "inspection": "视察",
    "deputy": "代表",
    "hotline_12345": "12345热线",
    "audit": "审计",
    "disciplinary_inspection": "巡察",
    "budget_alert": "预算预警",
    "special_inquiry": "专题询问",
    "public_survey": "群众测评",
}
FINDING_STATUSES: Final = {
    "unassigned": "未交办",
    "rectifying": "整改中",
    "answered": "已答复",
    "accepted": "已认可",
    "closed": "已销号",
}
FINDING_ACTS: Final = {
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
INSPECTION_KINDS: Final = {
    "inspection": "视察",
    "research": "专题调研",
    "pre_session": "会前视察",
    "rectification": "整改核查",
}
INSPECTION_STATUSES: Final = {"planned": "已安排", "held": "已进行", "called_off": "已取消"}
INSPECTION_ACTS: Final = {
    "planned": "视察安排",
    "held": "视察进行",
    "handed_over": "视察意见转交",
    "called_off": "取消视察",
}
REPORT_KINDS: Final = {
    "candidates": "候选项目说明",
    "completion": "完成情况",
    "completion_and_candidates": "完成情况和候选项目说明",
    "mid_year": "年中进展",
    "rectification": "整改情况",
    "adjustment": "调整情况",
}
REPORT_STATUSES: Final = {
    "planned": "待提交",
    "submitted": "待审议",
    "deliberated": "已审议",
    "reply_owed": "待报告研究处理情况",
    "replied": "待评判",
    "judged": "已评判",
    "closed": "已办结",
}
REPORT_ACTS: Final = {
    "planned": "列入计划",
    "submitted": "提交报告",
    "deliberated": "听取和审议",
    "opinions_issued": "印发审议意见",
    "replied": "研究处理情况报告",
    "judged": "对研究处理情况的评判",
    "closed": "办结",
}
