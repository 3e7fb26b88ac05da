"""What do the list of candidates 候选项目一览表 and the monthly ledger 进度台账 say, line by line?

A project whose 项目名称 is merged downwards over several lines has sub-items or several targets: one in each line.
"""

from __future__ import annotations

from typing import Final

from api.layouts.common import SERIAL, by_source, turned
from api.workbooks.columns import Column, Layout
from projections.words.years import NATURES

NUMBER: Final = Column(
    name="number",
    head="项目编号",
    also=("编号", "项目序号"),
    down=True,
    note="由台账给出（如2026-03），拟提时留空；已经有编号的行不再拟提。",
)
TITLE: Final = Column(
    name="title", head="项目名称", also=("项目", "实事项目名称", "候选项目名称", "民生实事项目"), required=True, down=True
)  # fmt: skip
SUB_ITEM: Final = Column(name="sub_item", head="子项名称", also=("子项", "子项目", "子项目名称", "建设子项"))
UNIT: Final = Column(
    name="unit",
    head="责任单位",
    also=("牵头单位", "承办单位", "实施单位", "责任部门", "牵头责任单位", "建设单位", "主办单位"),
    down=True,
    note="写承办单位登记的名称或者编号。",
)
TOTAL: Final = Column(
    name="total",
    head="总投资",
    kind="amount",
    also=("估算总投资", "总投资金额", "投资总额", "计划总投资", "项目总投资", "总投资额"),
    down=True,
)
YES: Final = {"是": "yes", "否": "no"}
AT: Final = {"不少于": "at_least", "不超过": "at_most"}

CANDIDATES: Final = Layout(
    name="candidates",
    title="候选项目一览表",
    subject="title",
    columns=(
        SERIAL,
        NUMBER,
        TITLE,
        Column(name="category", head="类别", also=("所属领域", "项目类别", "领域"), down=True),
        Column(
            name="nature",
            head="项目性质",
            kind="choice",
            also=("性质",),
            required=True,
            down=True,
            choices=turned(dict(NATURES)),
        ),
        Column(
            name="content",
            head="建设内容及规模",
            kind="prose",
            also=("建设内容", "主要内容", "项目内容", "内容", "主要建设内容及规模", "主要建设内容", "项目论述"),
            required=True,
            down=True,
        ),
        Column(name="places", head="实施地点", kind="words", also=("建设地点", "地点"), down=True),
        SUB_ITEM,
        Column(name="sub_amount", head="子项投资", kind="amount", also=("子项金额",)),
        TOTAL,
        *by_source("from", "资金来源"),
        UNIT,
        Column(
            name="cooperating",
            head="配合单位",
            kind="words",
            also=("协办单位", "配合部门", "责任配合单位", "参与单位"),
            down=True,
        ),
        Column(name="target", head="目标任务", also=("年度目标", "目标名称", "任务名称", "指标名称")),
        Column(name="target_sense", head="目标要求", kind="choice", choices=AT, note="不写是“不少于”。"),
        Column(name="target_planned", head="计划数", kind="decimal", also=("目标数", "计划数量", "目标值", "任务数")),
        Column(name="target_unit", head="计量单位", also=("单位", "计算单位")),
        Column(
            name="deadline",
            head="完成时限",
            kind="day",
            also=("完成时间", "建设期限", "计划完成时间", "计划完成时限", "时限"),
            required=True,
            down=True,
        ),
        Column(
            name="cross_year",
            head="是否跨年",
            kind="choice",
            also=("跨年度", "是否跨年度"),
            choices=YES,
            down=True,
            note="不写是“否”。",
        ),
        Column(name="stage_goal", head="年度阶段性目标", also=("阶段性目标", "年度阶段目标"), down=True),
        Column(name="beneficiaries", head="受益范围", also=("受益人口", "受益群众", "受益对象"), down=True),
        Column(name="investment_code", head="投资项目代码", also=("投资项目统一代码", "项目代码"), down=True),
        Column(name="budget_code", head="预算项目编码", also=("预算项目代码",), down=True),
        Column(name="proposals", head="来源建议编号", kind="words", also=("建议编号", "关联建议编号"), down=True),
    ),
)

PROGRESS: Final = Layout(
    name="progress",
    title="进度台账",
    subject="title",
    columns=(
        SERIAL,
        NUMBER,
        TITLE,
        Column(name="total", head="总投资", kind="amount", also=TOTAL.also, recomputed=True, down=True),
        Column(
            name="plan",
            head="年度计划投资",
            kind="amount",
            also=("年度计划", "年度投资计划", "年度投资", "本年计划投资", "当年计划投资"),
            recomputed=True,
            down=True,
        ),
        Column(
            name="allotted",
            head="下达资金",
            kind="amount",
            also=("资金下达", "已下达资金", "下达", "指标下达"),
            down=True,
            periodic=True,
        ),
        Column(
            name="received",
            head="到位资金",
            kind="amount",
            also=("资金到位", "已到位资金", "到位", "累计到位资金", "实际到位资金"),
            down=True,
            periodic=True,
        ),
        Column(
            name="disbursed",
            head="拨付资金",
            kind="amount",
            also=("资金拨付", "已拨付资金", "拨付", "累计拨付资金"),
            down=True,
            periodic=True,
            note="按本人大规则，是拨到单位（到位）还是付给收款人（支付）。",
        ),
        Column(
            name="paid",
            head="支付资金",
            kind="amount",
            also=("资金支付", "已支付资金", "支付", "累计支付资金", "实际支付资金"),
            down=True,
            periodic=True,
        ),
        Column(
            name="completed",
            head="完成投资",
            kind="amount",
            also=("累计完成投资", "已完成投资", "投资完成额", "完成投资额", "年度完成投资"),
            down=True,
            periodic=True,
        ),
        Column(
            name="rate",
            head="完成率",
            kind="percent",
            also=("投资完成率", "完成比例"),
            recomputed=True,
            ratio=("completed", "plan"),
            down=True,
        ),
        *by_source("received", "到位资金来源"),
        *(
            Column(name=f"start_{name}", head=f"开工累计/{word}", kind="amount", also=(f"开工以来{word}",), down=True)
            for name, word in (
                ("allotted", "下达资金"),
                ("received", "到位资金"),
                ("paid", "支付资金"),
                ("completed", "完成投资"),
            )
        ),
        Column(
            name="progress",
            head="形象进度",
            kind="prose",
            also=("工程形象进度", "工程进度", "进展情况", "目前进展", "项目进展", "工作进展", "进度情况"),
            down=True,
            note="百分数或者文字。",
        ),
        Column(name="narrative", head="进展说明", kind="prose", also=("进展情况说明", "实施情况"), down=True),
        SUB_ITEM,
        Column(name="sub_completed", head="子项完成投资", kind="amount", note="开工累计。"),
        Column(name="target", head="目标任务", also=("年度目标", "目标名称", "任务名称", "指标名称")),
        Column(
            name="target_done",
            head="完成数",
            kind="decimal",
            also=("累计完成数", "完成数量", "已完成数", "任务完成数"),
        ),
        Column(name="target_rate", head="任务完成率", kind="percent", recomputed=True),
        Column(
            name="allotment_numbers",
            head="指标文号",
            kind="words",
            also=("资金下达文号", "下达文号"),
            down=True,
        ),
        Column(
            name="payment_numbers",
            head="支付凭证号",
            kind="words",
            also=("凭证号", "支付凭证", "拨款凭证号"),
            down=True,
        ),
        Column(
            name="problems",
            head="存在问题",
            kind="prose",
            also=("存在的问题", "困难问题", "存在问题及困难", "主要问题"),
            down=True,
        ),
        Column(
            name="next_steps",
            head="下步措施",
            kind="prose",
            also=("下一步措施", "下步工作措施", "下一步工作", "下步打算", "下一步计划", "下一步工作计划"),
            down=True,
        ),
        Column(
            name="falls",
            head="下降原因",
            kind="prose",
            also=("累计数下降原因",),
            down=True,
            note="累计数比上次少的，写明审减、退回或者更正。",
        ),
        Column(name="unit", head="责任单位", also=UNIT.also, recomputed=True, down=True),
        Column(
            name="light", head="状态灯", also=("状态", "进度状态", "督办灯", "亮灯情况"), recomputed=True, down=True
        ),
    ),
)
