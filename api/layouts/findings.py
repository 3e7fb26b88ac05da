"""What does the list of problems 问题清单 say, with whoever is to put them right 责任清单?"""

from __future__ import annotations

from typing import Final

from api.layouts.common import SERIAL, turned
from api.workbooks.columns import Column, Layout
from projections.words.years import FINDING_SOURCES

FINDINGS: Final = Layout(
    name="findings",
    title="问题清单",
    columns=(
        SERIAL,
        Column(
            name="number",
            head="问题编号",
            also=("编号",),
            note="由台账给出（如2026问-017），填报时留空；已经有编号的行不再登记。",
        ),
        Column(
            name="projects",
            head="涉及项目",
            kind="words",
            also=("项目", "项目名称", "所属项目"),
            required=True,
            down=True,
            note="项目编号或者名称。",
        ),
        Column(
            name="matter",
            head="问题",
            kind="prose",
            also=("存在问题", "问题描述", "问题内容", "具体问题", "主要问题"),
            required=True,
        ),
        Column(
            name="source",
            head="问题来源",
            kind="choice",
            also=("来源",),
            required=True,
            choices=turned(FINDING_SOURCES),
        ),
        Column(
            name="found_on",
            head="发现日期",
            kind="day",
            also=("发现时间", "提出日期", "提出时间"),
            required=True,
        ),
        Column(name="place", head="地点", also=("问题地点", "发现地点", "实施地点")),
        Column(
            name="unit",
            head="责任单位",
            also=("整改单位", "整改责任单位", "承办单位", "牵头单位"),
            note="写了就一并交办。",
        ),
        Column(
            name="due_on",
            head="整改时限",
            kind="day",
            also=("完成时限", "整改期限", "整改完成时限", "时限"),
            note="不写按规则的期限。",
        ),
    ),
)
