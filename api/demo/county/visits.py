"""What did the deputies of 示例县 go and see in 2024 and 2025, and what was found there and elsewhere (all of it invented)?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from projects.events.findings import FindingSource
from projects.events.inspections import InspectionKind

BEFORE_THE_SESSION: Final = "2024视-001"
SECOND_LOOK: Final = "2025视-001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An inspection: planned on a day for another one, held then by so many, entered `entered` where that is later."""

    number: str
    planned: str
    day: str
    title: str
    projects: tuple[int, ...]
    seen: str
    count: int
    kind: InspectionKind = "inspection"
    entered: str = ""
    advice: str = ""


VISITS: Final = (
    Visit(
        number=BEFORE_THE_SESSION, planned="2023-12-28", day="2024-01-05", title="会前视察候选项目", projects=(2, 3, 5), count=24,
        seen="看了3个候选项目的现场，听取政府说明。", kind="pre_session",
    ),
    Visit(
        number="2024视-002", planned="2024-04-08", day="2024-04-17", title="视察城建类项目", projects=(1, 3, 10), count=11,
        seen="3个项目均已开工，发现2个问题。", advice="施工期间保障学生和行人通行。",
    ),
    Visit(
        number="2024视-003", planned="2024-06-03", day="2024-06-12", title="视察卫生养老项目", projects=(5, 7), count=9,
        seen="养老服务中心进度较快，卫生院设备采购滞后，发现2个问题。", entered="2024-06-28",
    ),
    Visit(
        number="2024视-004", planned="2024-08-26", day="2024-09-05", title="视察供水和公路项目", projects=(2, 6), count=10,
        seen="供水主管网基本完成，公路进度滞后，发现1个问题。", advice="抓紧征地，倒排工期。",
    ),
    Visit(
        number=SECOND_LOOK, planned="2025-05-06", day="2025-05-14", title="核查充电设施整改", projects=(9,), count=8,
        seen="抽查120个桩位，116个可用。", kind="rectification",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding: recorded and found on these days, from where, about what, assigned to whom until when."""

    number: str
    recorded: str
    found: str
    project: int
    matter: str
    unit: str
    due: date
    source: FindingSource = "inspection"
    inspection: str = ""
    place: str = ""
    raised_by: str = ""


FOUND: Final = (
    Found(
        number="2024问-001", recorded="2024-04-18", found="2024-04-17", project=1, inspection="2024视-002", unit="01",
        matter="停车场出入口与人行道冲突。", place="示例街道", due=date(2024, 5, 18),
    ),
    Found(
        number="2024问-002", recorded="2024-04-18", found="2024-04-17", project=3, inspection="2024视-002", unit="03",
        matter="施工围挡占用学生上学通道。", place="示例镇", due=date(2024, 5, 10),
    ),
    Found(
        number="2024问-003", recorded="2024-05-21", found="2024-05-20", project=2, source="hotline_12345", unit="02",
        matter="换管以后出水浑浊。", place="示例湖镇", due=date(2024, 6, 5),
    ),
    Found(
        number="2024问-004", recorded="2024-06-28", found="2024-06-12", project=7, inspection="2024视-003", unit="07",
        matter="助餐设备没有配齐。", place="示例西镇", due=date(2024, 7, 20),
    ),
    Found(
        number="2024问-005", recorded="2024-06-28", found="2024-06-12", project=5, inspection="2024视-003", unit="05",
        matter="检验设备没有采购计划。", due=date(2024, 7, 28),
    ),
    Found(
        number="2024问-006", recorded="2024-09-06", found="2024-09-05", project=6, inspection="2024视-004", unit="06",
        matter="错车道少于设计数量。", place="示例岭乡", due=date(2024, 10, 10),
    ),
    Found(
        number="2024问-007", recorded="2024-11-12", found="2024-11-11", project=9, source="deputy", unit="09",
        matter="部分桩位长期断电，扫码不能充电。", place="示例东镇", due=date(2024, 12, 12), raised_by="示例监督代表045",
    ),
    Found(
        number="2025问-001", recorded="2025-03-20", found="2025-03-19", project=3, source="audit", unit="03",
        matter="两处工地的监理日志不全。", due=date(2025, 4, 20),
    ),
)  # fmt: skip
