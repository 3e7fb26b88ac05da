"""What changed of the promises of 示例县, who decided it, and what had to be explained?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from api.demo.county.briefs import WAN, sources
from api.demo.county.lists import chosen_brief
from api.demo.county.names import NAME, NEXT_SESSION_TITLE, project
from api.demo.steps import Script, by, decided
from projects.commands.adjustments import (
    AnnounceAdjustment,
    DecideAdjustment,
    FileMinorChange,
    HearAdjustment,
    RequestAdjustment,
)
from projects.commands.progress import AskExplanation, GiveExplanation
from projects.deciders.projects import PROJECT

WIDER: Final = replace(
    chosen_brief(2), total_fen=13400 * WAN, sources=sources(province=6000, city=1600, county=5800)
)  # fmt: skip
LATER: Final = replace(chosen_brief(6), deadline_on="2025-12-31", deadline_text="2025年12月底前")


def change(script: Script) -> None:
    """备案 of 02, 调整 of 06, 要求说明 to 05."""
    _file(script)
    _adjust(script)
    _explain(script)


def _file(script: Script) -> None:
    """6.3 percent more, below the fifth from which the standing committee decides."""
    filed = FileMinorChange(brief=WIDER, reason="管材涨价，增加县级资金800万元。", document="示例政办〔2024〕31号")
    script.on(PROJECT, project(2))(
        "2024-07-12T09:00", filed, decided("government", "县政府常务会议"), role="government"
    )


def _adjust(script: Script) -> None:
    """Half a year later: decided between the sessions, announced, and owed to the next session until it was heard."""
    reason = "2个村征地延误，汛期又停工，2025年6月底前不能完成。"
    asked = RequestAdjustment(
        kind="adjust", brief=LATER, reason=reason, budget_effect="不增加总投资，2025年资金延后拨付。", document="示例政〔2024〕40号",
    )  # fmt: skip
    agreed = DecideAdjustment(
        number=1, outcome="adjusted", document="示例人常〔2024〕29号", words="同意调整完成时限，不得再延。"
    )
    announced = AnnounceAdjustment(number=1, announcement="公告第7号", medium=f"{NAME}人大网")
    heard = HearAdjustment(number=1, meeting=NEXT_SESSION_TITLE, report="关于农村公路改造项目调整情况的报告")
    (
        script.on(PROJECT, project(6))
        ("2024-08-20T09:00", asked, decided("government", "县政府常务会议"), role="government")
        ("2024-09-26T16:00", agreed, by("standing_committee", "县人大常委会第二十次会议"))
        ("2024-09-29T09:00", announced, by("standing_committee"))
        ("2025-01-15T16:00", heard, by("congress", "第二次全体会议"))
    )  # fmt: skip


def _explain(script: Script) -> None:
    """拨付缓慢: at the end of August 63 percent had arrived and 12 were paid."""
    asked = AskExplanation(
        alert="slow_disbursement", due_on=date(2024, 9, 24),
        question="截至8月底到位资金已过六成，支付不到两成，请说明原因和下一步安排。",
    )  # fmt: skip
    given = GiveExplanation(
        number=1, answer="设备采购合同约定到货后付款，首批设备10月到货，支付计划已报财政部门。", document="示例卫健〔2024〕52号",
    )  # fmt: skip
    script.on(PROJECT, project(5))("2024-09-10T09:00", asked)("2024-09-20T15:00", given, role="unit")
