"""What does the roll of deputies 代表名册 say?"""

from __future__ import annotations

from typing import Final

from api.layouts.common import SERIAL
from api.workbooks.columns import Column, Layout

ROLL: Final = Layout(
    name="roll",
    title="代表名册",
    columns=(
        SERIAL,
        Column(
            name="name",
            head="姓名",
            also=("代表姓名", "代表"),
            required=True,
            note="姓名、电话存放在台账之外，台账里只有编号；不填身份证号。",
        ),
        Column(name="delegation", head="代表团", also=("所属代表团", "代表小组", "选举单位")),
        Column(name="title", head="职务", also=("单位及职务", "工作单位及职务", "工作单位和职务")),
        Column(name="phone", head="联系电话", also=("电话", "手机", "手机号码", "联系方式")),
    ),
)
