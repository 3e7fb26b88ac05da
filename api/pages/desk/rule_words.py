"""What do the rules say in words: the presets, the parameters that offices usually change, and their values?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.profile import VALUES

DECISIONS: Final[Mapping[str, str]] = {
    "county": "县级：代表大会票决",
    "township": "乡镇：代表大会票决",
    "guiyang": "代表票选后作出决定（例：贵阳）",
    "street": "街道：议事代表票选后由党工委确认",
    "report_only": "报告制：不票决，由政府列入",
    "report_vote": "对报告整体表决（例：上海杨浦）",
}
EVALUATIONS: Final[Mapping[str, str]] = {
    "sc_evaluation": "常委会会议测评",
    "congress_evaluation": "代表大会测评",
    "delegation_evaluation": "代表团会议测评",
    "council_evaluation": "街道议事会测评",
}
SHARES: Final = {
    "0/1": "不要求差额",
    "1/10": "10%",
    "1/5": "20%",
    "1/4": "25%",
    "3/10": "30%",
    "1/3": "三分之一",
    "1/2": "50%",
}
BARS: Final = {
    "none": "不设门槛",
    "gt 1/2": "超过半数",
    "ge 1/2": "达到半数",
    "ge 2/3": "达到三分之二",
    "gt 2/3": "超过三分之二",
}
YES_NO: Final = {"true": "是", "false": "否"}
_NONE: Final = {"none": "不公开"}
BASES: Final = {"all_deputies": "全体代表", "attending": "实到代表", "collected": "收回的票", "valid": "有效票"}

USUAL: Final[Mapping[str, Mapping[str, str]]] = {
    "candidate.surplus_min_ratio": SHARES,
    "candidate.allow_equal": YES_NO,
    "ballot.threshold": BARS,
    "ballot.threshold.base": BASES,
    "ballot.method": VALUES["ballot.method"],
    "ballot.count_method": VALUES["ballot.count_method"],
    "ballot.tie_break": {"revote_tied": "只对相同的再投一次", "presidium": "主席团决定", "expand": "相同的一并确定"},
    "ballot.if_still_tied": {"presidium": "主席团决定", "lot": "抽签", "leave_open": "名额空缺"},
    "ballot.shortfall": {
        "accept_fewer": "按实际达到的确定",
        "revote_remaining": "在其余候选项目中另行投票",
        "presidium_decides": "主席团决定",
        "defer_to_sc": "提请常委会决定",
    },
    "solicitation.feedback": {"individual": "逐件反馈", "notice": "集中公告反馈", "both": "逐件反馈或者集中公告"},
    "implementation.report_frequency": {"month": "按月", "quarter": "按季度"},
    "implementation.disbursed_means": {"treasury_to_unit": "国库拨到单位", "unit_to_payee": "单位付给收款人"},
    "implementation.paid_rate_base": {"received": "到位资金", "annual_plan": "年度计划"},
    "evaluation.base": {"all_members": "全体组成人员", "attending": "出席的", "valid": "有效票"},
    "evaluation.half_is": {"pass": "恰好半数算达到", "fail": "恰好半数不算达到"},
    "publication.candidates": {"list": "只公布名单", "with_amounts": "名单和金额"},
    "publication.votes": {**_NONE, "selected": "只公布确定的项目", "all": "全部公布"},
    "publication.order": {"candidate": "按候选次序", "votes": "按得票多少"},
    "publication.not_selected": {"hide": "不公布", "show": "公布"},
    "publication.hall": {"list": "只显示名单", "votes": "显示票数"},
    "publication.evaluation": {**_NONE, "grades": "公布等次", "counts": "公布票数"},
    "publication.findings": {**_NONE, "counts": "只公布件数", "closed": "公布已经销号的", "all": "全部公布"},
    "publication.proposals": {**_NONE, "counts": "只公布件数", "reviewed_titles": "公布审核过的标题"},
    "publication.money": {**_NONE, "by_project": "分项目公布"},
    "publication.survey": {**_NONE, "summary": "公布汇总"},
}
"""The parameters that offices change, by their paths in a profile, with what each value is called."""

LABELS: Final = {"ballot.threshold.base": "通过门槛按什么计算"}
"""What is called otherwise than in `domain.profile.WORDS`."""
