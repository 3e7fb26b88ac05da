"""Which examples stand for the events of the adjustment of a project 调整?"""

from dataclasses import replace

from domain.events import Envelope, Event
from projects.events.adjustments import (
    AdjustmentAnnounced,
    AdjustmentDecided,
    AdjustmentHeard,
    AdjustmentRequested,
    Changed,
    MinorChangeFiled,
)
from projects.events.values import Brief, Place, SourceAmount, SubItem, Target
from tests.examples.envelopes import decided

SCHOOLS = Brief(
    title="示例县中小学校午休设施",
    nature="construction",
    category="教育",
    content="为示例县城区十二所中小学配置可躺式课桌椅，改造午休教室。",
    places=(Place(name="示例县城区", division="990101"),),
    unit="07",
    cooperating=("02",),
    targets=(
        Target(id="1", name="改造午休教室", unit="间", planned="240"),
        Target(id="2", name="生均费用", unit="元", planned="900", sense="at_most"),
    ),
    sub_items=(
        SubItem(
            id="1",
            title="小学部分",
            unit="07",
            amount_fen=400_000_000,
            targets=(Target(id="1", name="改造学校", unit="所", planned="8"),),
            places=(Place(name="示例镇"),),
        ),
    ),
    total_fen=650_000_000,
    total_text="约650万元",
    sources=(SourceAmount(source="county", amount_fen=650_000_000),),
    deadline_on="2024-08-31",
    deadline_text="2024年8月底",
    beneficiaries="中小学生约一万人",
    investment_code="2401-990101-04-01-123456",
    budget_code="990101-24-0007",
)
LATER = replace(SCHOOLS, deadline_on="2024-12-20", deadline_text="2024年12月20日")
SOONER = replace(SCHOOLS, deadline_on="2024-11-30", deadline_text="2024年11月底")
FEWER = replace(
    SCHOOLS,
    targets=(Target(id="1", name="改造午休教室", unit="间", planned="232"), SCHOOLS.targets[1]),
)

EXAMPLES: tuple[tuple[Envelope, Event], ...] = (
    (
        decided("government", "2024-04-10", how="meeting_decision"),
        MinorChangeFiled(
            brief=FEWER,
            changes=(Changed(field="targets", before="改造午休教室240间", after="改造午休教室232间"),),
            reason="一所学校整体迁建，八间教室不再改造",
            profile_version=2,
            document="示政办函〔2024〕31号",
        ),
    ),
    (
        decided("government", "2024-07-15", how="meeting_decision"),
        AdjustmentRequested(
            number=1,
            kind="adjust",
            brief=LATER,
            changes=(Changed(field="deadline", before="2024年8月底（2024年8月31日）", after="2024年12月20日"),),
            crossed=("deadline_days",),
            reason="七月连续强降雨，暑期施工时间不足",
            profile_version=2,
            budget_effect="不增加预算",
            document="示政〔2024〕22号",
        ),
    ),
    (
        decided("standing_committee", "2024-07-30", votes=(27, 1, 2)),
        AdjustmentDecided(
            number=1,
            outcome="adjusted",
            brief=SOONER,
            owed_to_session=True,
            changes=(
                Changed(
                    field="deadline", before="2024年8月底（2024年8月31日）", after="2024年11月底（2024年11月30日）"
                ),
            ),
            document="示人常〔2024〕14号",
            words="同意推迟，不晚于2024年11月底",
        ),
    ),
    (
        decided("standing_committee", "2024-08-02", how="meeting_decision"),
        AdjustmentAnnounced(
            number=1, announcement="公告（第9号）", medium="示例县人大网站", document="示人常公告〔2024〕9号"
        ),
    ),
    (
        decided("congress", "2025-01-09"),
        AdjustmentHeard(
            number=1, meeting="示例县第十七届人民代表大会第四次会议", report="关于2024年民生实事项目调整情况的报告"
        ),
    ),
)
