"""What do tables of proposals say: those that an office keeps, and those that the 12345 hotline hands out?"""

from __future__ import annotations

from typing import Final

from api.layouts.common import SERIAL, turned
from api.workbooks.columns import Column, Layout
from domain.profile import VALUES
from projections.words.years import PROPOSERS

NUMBER: Final = Column(
    name="number",
    head="编号",
    also=("建议编号", "建议项目编号"),
    note="由台账给出，填报时留空；已经有编号的行不再登记。",
)
TITLE: Final = Column(
    name="title",
    head="项目名称",
    also=("建议项目名称", "建议名称", "建议项目", "项目", "事项名称", "标题"),
    required=True,
    note="一事一提。",
)
CONTENT: Final = Column(
    name="content",
    head="建设内容及规模",
    kind="prose",
    also=("建设内容", "主要内容", "项目内容", "内容", "具体内容", "主要建设内容", "建设规模"),
    required=True,
    note="不写个人姓名、电话。",
)
PLACE: Final = Column(name="place", head="实施地点", also=("建设地点", "地点", "所在地", "实施区域"))
CATEGORY: Final = Column(name="category", head="类别", also=("所属领域", "项目类别", "领域", "类型", "所属类别"))

PROPOSALS: Final = Layout(
    name="proposals",
    title="项目库台账",
    columns=(
        SERIAL,
        NUMBER,
        TITLE,
        CATEGORY,
        Column(
            name="channel",
            head="来源渠道",
            kind="choice",
            also=("来源", "征集渠道", "渠道", "征集方式", "建议来源"),
            required=True,
            choices=turned(VALUES["solicitation.channels"]),
        ),
        Column(
            name="proposer_kind",
            head="提出人类别",
            kind="choice",
            also=("提出主体", "提出人类型", "建议人类别", "推荐主体"),
            required=True,
            choices=turned(PROPOSERS),
        ),
        Column(
            name="proposer",
            head="提出人",
            also=("建议人", "推荐人", "联络人", "联系人", "姓名"),
            note="姓名、电话存放在台账之外，台账里只有编号；不填身份证号。",
        ),
        Column(name="phone", head="联系电话", also=("电话", "手机", "联系方式", "手机号码")),
        CONTENT,
        PLACE,
        Column(name="necessity", head="必要性", kind="prose", also=("项目必要性", "实施必要性")),
        Column(name="feasibility", head="可行性", kind="prose", also=("项目可行性", "实施可行性")),
        Column(
            name="estimate",
            head="估算总投资",
            kind="amount",
            also=("估算投资", "总投资", "投资估算", "投资额", "预计投资", "总投资额", "估算"),
        ),
        Column(
            name="received_on",
            head="收到日期",
            kind="day",
            also=("提出日期", "收到时间", "征集日期", "提出时间", "登记日期"),
            required=True,
        ),
        Column(name="earlier", head="历年同类建议编号", kind="words", also=("历年建议", "历年反复提出")),
    ),
)

HOTLINE: Final = Layout(
    name="hotline",
    title="12345热线工单",
    columns=(
        SERIAL,
        Column(
            name="ticket",
            head="工单编号",
            also=("工单号", "受理编号", "受理单号", "编号", "工单流水号"),
            required=True,
            note="登记为外部编号，同一工单不重复登记。",
        ),
        Column(name="title", head="诉求标题", also=("标题", "工单标题", "诉求主题", "主题", "项目名称"), required=True),
        Column(
            name="content",
            head="诉求内容",
            kind="prose",
            also=("工单内容", "内容", "来电内容", "诉求描述", "问题描述"),
            required=True,
        ),
        Column(name="category", head="诉求类别", also=("类别", "问题分类", "诉求分类", "归口分类", "事项类别")),
        Column(name="place", head="诉求地点", also=("地点", "事发地点", "所属区域", "问题地点", "诉求区域")),
        Column(
            name="received_on",
            head="来电时间",
            kind="day",
            also=("受理时间", "登记时间", "来电日期", "受理日期", "创建时间"),
            required=True,
        ),
    ),
)
