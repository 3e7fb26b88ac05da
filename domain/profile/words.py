"""What does a clerk call each section and parameter of a profile?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from domain.profile.model import Profile

WORDS: Final[dict[str, str]] = {
    "level": "行政层级",
    "decision_mode": "决定方式",
    "labels": "叫法",
    "labels.ballot": "票的名称",
    "labels.body": "会议名称",
    "labels.presidium": "主席团名称",
    "solicitation": "征集",
    "solicitation.organiser": "组织者",
    "solicitation.start": "开始时间",
    "solicitation.min_days": "最少天数",
    "solicitation.channels": "来源渠道",
    "solicitation.feedback": "反馈方式",
    "solicitation.reserve_library": "储备库",
    "screening": "筛选论证",
    "screening.criteria": "筛选标准",
    "screening.negative_list": "不予列入的情形",
    "screening.exclude_upper_level": "排除上级安排项目",
    "screening.cost_required": "须有估算投资",
    "screening.pre_screen_vote": "评估论证会",
    "candidate": "候选项目",
    "candidate.surplus_min_ratio": "最低差额比例",
    "candidate.allow_equal": "允许等额",
    "candidate.review_steps": "审议环节",
    "candidate.publicity_days": "公示天数",
    "candidate.allow_cross_year": "允许跨年度",
    "candidate.materials_lead_days": "材料提前天数",
    "candidate.order": "排列顺序",
    "candidate.final_list_by": "正式候选项目确定机构",
    "ballot": "票决规则",
    "ballot.quorum": "法定人数",
    "ballot.method": "表决方式",
    "ballot.count_method": "计票方式",
    "ballot.collected_in": "投票地点",
    "ballot.style": "填写方式",
    "ballot.rank_aggregation": "排序票汇总办法",
    "ballot.selection_rule": "选择数量规定",
    "ballot.unmarked_means": "未作标记的含义",
    "ballot.blank_ballot": "空白票",
    "ballot.duplicate_mark": "重复标记",
    "ballot.illegible": "无法辨认的标记",
    "ballot.threshold": "通过门槛",
    "ballot.extra_gates": "附加门槛",
    "ballot.ranking": "排名办法",
    "ballot.mode": "确定方式",
    "ballot.tie_break": "票数相等的处理",
    "ballot.max_reballots": "再投次数上限",
    "ballot.if_still_tied": "再次相等的处理",
    "ballot.shortfall": "不足应选数的处理",
    "ballot.revote_surplus": "另行票决的差额",
    "ballot.shortfall_min_share": "另行票决的最低得票比例",
    "ballot.spot_audit": "抽查",
    "ballot.recount_margin": "重新计票的票差",
    "ballot.papers_clause": "允许留存票面内容的条款",
    "evidence": "附件要求",
    "evidence.signed_sheet": "计票结果报告单",
    "evidence.allotment": "指标文件",
    "evidence.payment": "支付凭证",
    "evidence.acceptance": "验收材料",
    "evidence.decision": "决定文件",
    "publication": "公开范围",
    "publication.candidates": "候选项目的公开",
    "publication.votes": "得票数的公开",
    "publication.order": "公布顺序",
    "publication.not_selected": "未获确定项目的公开",
    "publication.hall": "会场大屏",
    "publication.evaluation": "测评结果的公开",
    "publication.findings": "问题的公开",
    "publication.proposals": "建议项目的公开",
    "publication.money": "资金的公开",
    "publication.survey": "群众测评的公开",
    "publication.papers_min_repeat": "票面公开的最少相同票数",
    "implementation": "实施",
    "implementation.report_frequency": "进展报告周期",
    "implementation.plan_due_days": "实施计划期限",
    "implementation.disbursed_means": "“拨付”的口径",
    "implementation.paid_rate_base": "拨付率的分母",
    "implementation.late_after_days": "补录天数",
    "implementation.major_change": "重大调整",
    "implementation.minor_change_filing": "一般调整备案",
    "implementation.approver": "调整决定机构",
    "implementation.report_to_next_session": "向下次大会报告",
    "implementation.report_due_days": "进展报告期限",
    "implementation.investment_behind_points": "投资落后的预警界限",
    "implementation.disbursement_behind_points": "拨付缓慢的预警界限",
    "implementation.unchanged_reports": "进度没有变化的预警期数",
    "implementation.deadline_near_days": "临近完成时限的预警天数",
    "lights": "亮灯",
    "lights.scheme": "亮灯办法",
    "lights.red_below": "红灯界限",
    "lights.blue": "蓝灯条件",
    "lights.orange_below": "橙灯界限",
    "lights.yellow_below": "黄灯界限",
    "lights.green_within": "绿灯差距",
    "lights.yellow_within": "黄灯差距",
    "supervision": "监督",
    "supervision.groups": "监督小组",
    "supervision.group_size": "小组人数",
    "supervision.link_presidium_member": "主席团成员挂钩",
    "supervision.report": "听取报告周期",
    "supervision.problem_deadline_days": "问题整改期限",
    "opinions": "审议意见",
    "opinions.draft_days": "交办期限",
    "opinions.reply_months": "反馈期限",
    "evaluation": "测评规则",
    "evaluation.evaluators": "测评人",
    "evaluation.where": "测评场合",
    "evaluation.unit": "测评对象",
    "evaluation.quorum": "法定人数",
    "evaluation.base": "等次的分母",
    "evaluation.half_is": "恰好半数的含义",
    "evaluation.rate_base": "满意率的分母",
    "evaluation.percent_digits": "小数位数",
    "evaluation.rounding": "舍入办法",
    "evaluation.grades": "测评等次",
    "evaluation.unmarked": "未作标记的处理",
    "evaluation.thresholds": "等次门槛",
    "evaluation.rectify_on": "须整改的等次",
    "evaluation.composite_weights": "综合权重",
    "evaluation.rectify_below": "须整改的界限",
    "follow_up": "回头看",
    "follow_up.plan_days": "整改方案期限",
    "follow_up.rectify_days": "整改期限",
    "follow_up.re_evaluate": "再次测评",
    "follow_up.if_still_bad": "仍不满意的处理",
    "micro": "微实事",
    "micro.max_amount": "金额上限",
    "micro.decision": "决定方式",
    "rounding": "百分比",
    "rounding.percent_digits": "小数位数",
    "rounding.mode": "舍入办法",
    "archive": "归档",
    "archive.result": "结果的保管期限",
    "archive.process": "过程材料的保管期限",
    "archive.not_adopted": "未通过文件的保管期限",
    "archive.ballots_days_after_session": "票的保存天数",
}


VALUES: Final[dict[str, dict[str, str]]] = {
    "solicitation.organiser": {"government": "政府", "standing_committee": "人大常委会", "joint": "政府和人大共同"},
    "solicitation.channels": {
        "deputy_suggestion": "代表建议",
        "liaison_station": "代表联络站",
        "deputy_qr_code": "代表码",
        "hotline_12345": "12345热线",
        "petition": "信访",
        "gov_department": "部门申报",
        "township_report": "镇街申报",
        "public_online": "公开征集",
        "mail": "信函",
        "email": "电子邮件",
        "phone": "电话",
        "cppcc_member": "政协委员",
        "party_delegate": "党代表",
        "survey": "走访问卷",
        "media_monitoring": "网络舆情和媒体",
        "gov_investment_plan": "政府投资计划",
        "carry_over": "上年储备和历年反复提出",
    },
    "screening.negative_list": {
        "NOT_FINISHABLE_IN_YEAR": "当年不能完成且无年度阶段目标",
        "CONDITIONS_NOT_MET": "不具备实施条件",
        "ADDS_BURDEN": "增加群众或者企业负担",
        "DEBT_RISK": "增加政府债务风险",
        "STABILITY_RISK": "有稳定风险",
        "UPPER_LEVEL_ASSIGNED": "上级安排实施的项目",
        "INDIVIDUAL_INTEREST": "个别单位或者个人的诉求",
        "DUPLICATE": "与在建拟建项目重复",
        "OUT_OF_JURISDICTION": "不属于本级事权",
        "PROPERTY_MGMT_DUTY": "属于物业公司等其他主体的职责",
        "ILLEGAL": "不符合法律法规和政策",
        "ALREADY_PLANNED": "已列入其他计划",
    },
    "candidate.review_steps": {
        "gov_meeting": "政府专题会议",
        "joint_conference": "联席会议",
        "gov_exec": "政府常务会议",
        "party_committee": "党委会议",
        "sc_preview": "常委会预审",
        "presidium_preview": "乡镇主席团预审",
        "consultation": "征求代表意见",
    },
    "ballot.method": {"paper_secret": "无记名纸质票", "electronic_secret": "按表决器", "show_of_hands": "举手"},
    "ballot.count_method": {
        "manual_totals": "人工唱票只录合计",
        "reader_totals": "读票机合计",
        "keypad_totals": "表决器合计",
        "papers": "逐票录入",
    },
    "evaluation.evaluators": {
        "deputies": "代表",
        "sc_members": "常委会组成人员",
        "street_council": "议事会成员",
        "residents": "居民",
    },
    "evaluation.where": {
        "plenary": "全体会议",
        "delegations": "代表团会议",
        "sc_meeting": "常委会会议",
        "supervision_group": "监督小组",
        "street_council": "街道议事会",
        "survey": "问卷调查",
    },
}
"""What a clerk calls the values that a message names."""


def worded(path: str, *values: str) -> str:
    """Values of a parameter as a message names them, with what has to be typed: 读票机合计（reader_totals）."""
    return "、".join(f"{VALUES[path][value]}（{value}）" for value in values)


def vote_word(profile: Profile) -> str:
    """票决 where a congress decides, 票选 where others decide afterwards, 表决 in a standing committee, or 报告 (§1.2)."""
    words = {"street_poll": "票选", "ballot_plus_resolution": "票选", "sc_vote": "表决", "report_only": "报告"}
    return words.get(profile.decision_mode, "票决")


def announcement_word(profile: Profile) -> str:
    """公告, or on a street 公布: a street never announces 公告 (events.md, "Bodies and people")."""
    return "公布" if profile.level == "street" else "公告"


def spoken(path: tuple[str, ...]) -> str:
    """A parameter as a message names it: 票决规则的“通过门槛”（ballot.threshold.op）."""
    if not path:
        return "规则"
    keys = ".".join(path)
    section = WORDS.get(path[0], "")
    own = WORDS.get(".".join(path[:2]), "") if len(path) > 1 else ""
    named = f"{section}的“{own}”" if own else f"“{section}”"
    return f"{named}（{keys}）" if section else f"“{keys}”"
