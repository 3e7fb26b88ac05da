"""What do the twelve candidate projects of 示例县 promise for 2024, as the government drafts them?

All of it is invented. The ten that are chosen promise 15.4亿元 in all, as `ninghai-2013` prints it.
"""

from __future__ import annotations

from typing import Any, Final, cast

from api.demo.county.names import PLACES
from projects.events.values import Brief, Nature, Place, Sense, Source, SourceAmount, SubItem, Target

WAN: Final = 1_000_000
"""万元 in fen."""


def targets(*rows: tuple[str, str, str] | tuple[str, str, str, Sense]) -> tuple[Target, ...]:
    """目标任务 numbered in their order: name, how much, unit."""
    return tuple(
        Target(id=str(number), name=name, planned=planned, unit=unit, sense=rest[0] if rest else "at_least")
        for number, (name, planned, unit, *rest) in enumerate(rows, start=1)
    )


def sources(**wan: int) -> tuple[SourceAmount, ...]:
    """Amounts in 万元 by source."""
    return tuple(SourceAmount(source=cast("Source", source), amount_fen=amount * WAN) for source, amount in wan.items())


def places(*names: str) -> tuple[Place, ...]:
    """实施地点 with the code of each."""
    return tuple(Place(name=name, division=PLACES[name]) for name in names)


def brief(title: str, nature: Nature, unit: str, wan: int, until: tuple[str, str], **more: Any) -> Brief:
    """A brief; `until` is the last day and its words."""
    return Brief(
        title=title, nature=nature, unit=unit, total_fen=wan * WAN, deadline_on=until[0], deadline_text=until[1], **more
    )


END_OF_YEAR: Final = ("2024-12-31", "2024年12月底前")

BRIEFS: Final = (
    brief(
        "示例县城区停车位建设", "construction", "01", 5200, END_OF_YEAR, category="交通出行",
        content="利用边角地、闲置场地建设公共停车场3处，新增停车位600个。", places=places("示例街道"),
        targets=targets(("新增停车位", "600", "个")), sources=sources(county=2200, special_bond=3000),
        beneficiaries="城区居民6.2万人", cooperating=("03",),
    ),
    brief(
        "示例县农村供水管网改造", "construction", "02", 12600, ("2024-11-30", "2024年11月底前"), category="农村供水",
        content="改造12个村的供水主管网和入户管网。", places=places("示例河镇", "示例湖镇", "示例山乡"),
        targets=targets(("改造供水管网的村", "12", "个"), ("受益人口", "18600", "人")),
        sources=sources(province=6000, city=1600, county=5000),
    ),
    brief(
        "示例县学校和老旧小区改造", "construction", "03", 62000, ("2025-08-31", "2025年8月底前"), category="城乡住房",
        content="新建改扩建学校7所，新增学位7000个，改造老旧小区12个。", places=places("示例街道", "示例镇", "示例东镇"),
        targets=targets(("新建改扩建学校", "7", "所"), ("新增学位", "7000", "个"), ("改造老旧小区", "12", "个")),
        sub_items=(
            SubItem(
                id="1", title="学校新建改扩建", unit="04", amount_fen=43000 * WAN, places=places("示例镇", "示例东镇"),
                targets=targets(("新建改扩建学校", "7", "所"), ("新增学位", "7000", "个")),
            ),
            SubItem(
                id="2", title="老旧小区改造", unit="03", amount_fen=19000 * WAN, places=places("示例街道"),
                targets=targets(("改造老旧小区", "12", "个")),
            ),
        ),
        sources=sources(province=12000, county=20000, special_bond=30000), cooperating=("04",), cross_year=True,
        stage_goal="2024年底前完成3所学校、新增学位3000个、改造老旧小区7个。",
    ),
    brief(
        "示例县普惠托育服务", "service", "05", 3200, ("2024-10-31", "2024年10月底前"), category="托育",
        content="依托幼儿园和社区用房开办普惠托育点，新增托位300个。", places=places("示例街道", "示例镇"),
        targets=targets(("新增普惠托位", "300", "个")), sources=sources(province=800, county=1400, social_capital=1000),
    ),
    brief(
        "示例县乡镇卫生院提升", "construction", "05", 7500, END_OF_YEAR, category="医疗卫生",
        content="改造6所乡镇卫生院的门诊和病房，更新检验设备。", places=places("示例河镇", "示例湖镇", "示例山乡", "示例岭乡"),
        targets=targets(("提升乡镇卫生院", "6", "所")), sources=sources(central=2000, province=2500, county=3000),
    ),
    brief(
        "示例县农村公路改造", "construction", "06", 49000, ("2025-06-30", "2025年6月底前"), category="交通出行",
        content="拓宽改造农村公路80公里，增设错车道和护栏。", places=places("示例河镇", "示例山乡", "示例岭乡"),
        targets=targets(("改造农村公路", "80", "公里")),
        sources=sources(province=20000, city=6000, county=15000, special_bond=8000), cross_year=True,
        stage_goal="2024年底前建成50公里。", investment_code="2308-990101-04-01-000006",
        budget_code="990101240000000000006",
    ),
    brief(
        "示例县居家养老服务中心", "construction", "07", 4100, ("2024-09-30", "2024年9月底前"), category="养老",
        content="建成居家养老服务中心8个，提供日间照料和助餐。", places=places("示例镇", "示例东镇", "示例西镇", "示例河镇"),
        targets=targets(("建成居家养老服务中心", "8", "个")), sources=sources(city=600, county=2000, township=700, village_own=300),
    ),
    brief(
        "示例县稳就业促创业", "policy", "08", 2600, END_OF_YEAR, category="就业", total_text="约2600万元",
        content="开设就业服务站，组织技能培训和专场招聘，落实创业担保贷款贴息。",
        targets=targets(("新增城镇就业", "3000", "人"), ("城镇登记失业率", "3.5", "%", "at_most")),
        sources=sources(central=1000, county=1600),
    ),
    brief(
        "示例县公共充电设施", "construction", "09", 3200, END_OF_YEAR, category="公共设施",
        content="在停车场和村部建成公共充电桩位400个，可用率不低于95%。", places=places("示例街道", "示例东镇", "示例西镇"),
        targets=targets(("建成充电桩位", "400", "个"), ("充电桩可用率", "95", "%")),
        sources=sources(county=1200, social_capital=2000),
    ),
    brief(
        "示例县小微公园建设", "construction", "10", 4600, END_OF_YEAR, category="生态环境",
        content="利用零星地块建设公园7个。", places=places("示例街道", "示例镇"),
        targets=targets(("建成公园", "7", "个")), sources=sources(county=4600),
    ),
    brief(
        "示例县农贸市场改造", "construction", "11", 6200, END_OF_YEAR, category="商贸流通",
        content="改造4个农贸市场的排水、通风和摊位。", places=places("示例东镇", "示例西镇"),
        targets=targets(("改造农贸市场", "4", "个")), sources=sources(county=3200, social_capital=3000),
    ),
    brief(
        "示例县户外劳动者驿站", "service", "12", 900, ("2024-06-30", "2024年6月底前"), category="公共服务",
        content="建成户外劳动者驿站20个。", places=places("示例街道"),
        targets=targets(("建成驿站", "20", "个")), sources=sources(county=900),
    ),
)  # fmt: skip
CHOSEN: Final = range(1, 11)
"""The ten that the deputies choose."""
