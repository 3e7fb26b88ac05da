"""What does the report of a keypad system 表决器统计表 say of each candidate?"""

from __future__ import annotations

from typing import Final

from api.layouts.common import SERIAL
from api.workbooks.columns import Column, Layout

KEYPAD: Final = Layout(
    name="keypad",
    title="表决器统计表",
    columns=(
        SERIAL,
        Column(name="number", head="项目编号", also=("编号", "候选项目编号")),
        Column(
            name="title",
            head="项目名称",
            also=("候选项目", "候选项目名称", "议题", "表决事项", "项目", "议题名称"),
            required=True,
        ),
        Column(name="for", head="赞成", kind="whole", also=("赞成票", "同意", "赞成票数", "同意票数"), required=True),
        Column(name="against", head="反对", kind="whole", also=("反对票", "不同意", "反对票数"), required=True),
        Column(name="abstain", head="弃权", kind="whole", also=("弃权票", "弃权票数"), required=True),
        Column(
            name="not_pressed",
            head="未按",
            kind="whole",
            also=("未按键", "未表决", "未按表决器", "未投票"),
            required=True,
            note="未按不是弃权。",
        ),
    ),
)
