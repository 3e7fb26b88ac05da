"""What did people of 示例县 ask for in the autumn of 2023: which matters, where, at what cost, and what became of each?

136 proposals as `meilan-2025` counts them, over the same four channels; all matters and places are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from api.demo.county.names import PLACES

Fate = Literal["adopted", "merged", "reserved", "transferred", "declined"]

TOWNS: Final = tuple(PLACES)


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter that was asked for in several places, and its fate.

    Of a matter with a `candidate` (its number among the twelve) the first place is adopted, save where all are merged, and the
    others are merged into it; `to` is the way of a 转办 or the code of a refusal.
    """

    title: str
    category: str
    content: str
    wan: int
    places: tuple[str, ...]
    fate: Fate
    candidate: int = 0
    to: str = ""
    why: str = ""


def _wished(  # noqa: PLR0913, PLR0917 - a row of the table below, in its order
    title: str, category: str, content: str, wan: int, count: int, since: int, fate: Fate, to: int | str = "", why: str = ""
) -> Matter:  # fmt: skip
    """A matter in `count` of the eight towns, beginning with the one at `since`; `wan` is what it costs in one of them."""
    places = tuple(f"{TOWNS[(since + place) % len(TOWNS)]}{title}" for place in range(count))
    candidate, way = (to, "") if isinstance(to, int) else (0, to)
    return Matter(title, category, content, wan, places, fate, candidate, way, why)


MATTERS: Final = (
    _wished("新增公共停车位", "交通出行", "利用边角地和闲置场地建设公共停车位，缓解停车难。", 900, 5, 0, "adopted", 1),
    _wished("供水管网改造", "农村供水", "更换老旧供水管网，解决枯水期和末梢水压不足。", 1100, 6, 3, "adopted", 2),
    _wished("老旧小区改造", "城乡住房", "改造老旧小区的雨污管网、屋面和公共照明。", 1600, 4, 0, "adopted", 3),
    _wished("学校扩建", "教育", "扩建学校，增加学位，化解大班额。", 6100, 3, 1, "merged", 3),
    _wished("普惠托育点", "托育", "依托幼儿园和社区用房开办普惠托育点。", 260, 3, 0, "adopted", 4),
    _wished("卫生院改造", "医疗卫生", "改造门诊和病房，更新检验设备。", 1250, 3, 4, "adopted", 5),
    _wished("通村公路拓宽", "交通出行", "拓宽通村公路，增设错车道和护栏。", 3000, 5, 3, "adopted", 6),
    _wished("居家养老服务中心", "养老", "建设日间照料和助餐服务场所。", 510, 4, 1, "adopted", 7),
    _wished("家门口就业服务站", "就业", "开设就业服务站，组织技能培训和招聘。", 90, 2, 0, "adopted", 8),
    _wished("公共充电桩", "公共设施", "在停车场和村部建设公共充电桩。", 200, 3, 2, "adopted", 9),
    _wished("小公园", "生态环境", "利用零星地块建设小公园。", 650, 2, 0, "adopted", 10),
    _wished("农贸市场改造", "商贸流通", "改造排水、通风和摊位。", 1550, 2, 1, "adopted", 11),
    _wished("户外劳动者驿站", "公共服务", "为环卫工人、快递员提供歇脚、饮水、充电的地方。", 45, 1, 0, "adopted", 12),
    _wished("图书馆分馆", "文化", "设图书馆分馆和自习室。", 380, 3, 1, "reserved", why="选址未定，列入储备库，明年再论证。"),
    _wished("全民健身中心", "体育", "建设室内体育场馆。", 2600, 3, 0, "reserved", why="用地指标未落实，列入储备库。"),
    _wished("游泳馆", "体育", "建设公共游泳馆。", 1900, 2, 3, "reserved", why="运营主体未定，列入储备库。"),
    _wished("公益性公墓", "殡葬", "建设公益性公墓。", 700, 2, 5, "reserved", why="规划选址在办理中，列入储备库。"),
    _wished("康养中心", "养老", "建设医养结合的康养中心。", 3800, 3, 4, "reserved", why="与养老专项规划一并论证，列入储备库。"),
    _wished("生活污水处理", "生态环境", "建设集中式生活污水处理设施。", 1300, 4, 3, "reserved", why="勘察设计尚未完成，列入储备库。"),
    _wished("文化礼堂", "文化", "建设村级文化礼堂。", 220, 4, 4, "reserved", why="与乡村建设项目统筹安排，列入储备库。"),
    _wished("候车亭", "交通出行", "建设有座椅和到站信息的候车亭。", 60, 3, 0, "reserved", why="待公交线路调整后实施，列入储备库。"),
    _wished("路灯不亮", "城市管理", "多处路灯长期不亮，请尽快修复。", 5, 7, 1, "transferred", "hotline_12345"),
    _wished("公交线路调整", "交通出行", "调整公交线路和班次，方便学生和老人。", 80, 6, 2, "transferred", "deputy_suggestion"),
    _wished("用电增容", "公共设施", "用电高峰经常跳闸，请增容改造。", 120, 4, 0, "transferred", "department_routine"),
    _wished("村道划线", "交通出行", "在事故多发路段划线、设反光镜。", 8, 6, 2, "transferred", "micro_project"),
    _wished("垃圾清运", "城市管理", "垃圾桶满溢，清运不及时。", 10, 5, 3, "transferred", "hotline_12345"),
    _wished("征地补偿核实", "土地", "请核实征地补偿款的发放。", 0, 2, 6, "transferred", "petition"),
    _wished("省道改线", "交通出行", "省道穿镇而过，请争取改线。", 0, 2, 4, "transferred", "upper_level"),
    _wished("校门口信号灯", "交通安全", "在学校门口增设信号灯和减速带。", 15, 4, 1, "transferred", "department_routine"),
    _wished("饮用水源保护规定", "生态环境", "建议制定饮用水源保护的规定。", 0, 2, 3, "transferred", "motion"),
    _wished("厂区道路", "企业服务", "为厂区修建专用道路。", 300, 4, 1, "declined", "INDIVIDUAL_INTEREST", "属个别单位的要求，受益面窄。"),
    _wished("小区电梯维修", "物业", "小区电梯故障，请政府出资维修。", 20, 6, 0, "declined", "PROPERTY_MGMT_DUTY", "属物业服务企业的责任，已告知启用维修资金的办法。"),
    _wished("高铁站", "交通出行", "争取设立高铁站。", 0, 3, 0, "declined", "OUT_OF_JURISDICTION", "属上级事权，已向上级反映。"),
    _wished("三甲医院", "医疗卫生", "新建三级甲等医院。", 90000, 3, 1, "declined", "DEBT_RISK", "投资超出本县财力。"),
    _wished("商业综合体", "商贸流通", "引进大型商业综合体。", 50000, 3, 0, "declined", "CONDITIONS_NOT_MET", "属市场行为，不具备由政府实施的条件。"),
    _wished("统一更换门牌并收费", "社会管理", "统一更换门牌，费用由住户承担。", 60, 2, 2, "declined", "ADDS_BURDEN", "增加群众负担。"),
    _wished("河堤步道", "生态环境", "沿河建设健身步道。", 500, 5, 3, "declined", "ALREADY_PLANNED", "已列入水系连通工程，2024年内建成。"),
    _wished("公共厕所", "环境卫生", "新建公共厕所。", 35, 5, 2, "declined", "DUPLICATE", "与正在实施的公厕建设重复。"),
)  # fmt: skip
