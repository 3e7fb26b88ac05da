"""Which examples stand for the events of an inspection 视察调研?"""

from domain.events import Envelope, Event
from projects.events.inspections import (
    InspectionCalledOff,
    InspectionHeld,
    InspectionOpinionsHandedOver,
    InspectionPlanned,
)
from tests.examples.envelopes import COUNTY, recorded

EXAMPLES: tuple[tuple[Envelope, Event], ...] = (
    (
        recorded("2024-05-10"),
        InspectionPlanned(
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            year=2024,
            number=3,
            kind="inspection",
            title="农村公路和停车位建设视察",
            planned_on="2024-05-20",
            projects=("2024-01", "2024-06"),
            group="第一监督小组",
        ),
    ),
    (
        recorded("2024-05-20"),
        InspectionHeld(
            count=12,
            summary="公路进度正常，村口排水没有接通；停车位开工晚于计划。",
            participants=("9d1f6b3a-58c2-4e07-b6a4-3c7e0f2d8b15", "2e8c4f70-91ab-4d36-8f5e-6a0b7c3d1e94"),
            places=("示例村", "示例广场"),
            projects=("2024-01", "2024-06"),
            document="视察报告",
        ),
    ),
    (
        recorded("2024-05-24"),
        InspectionOpinionsHandedOver(
            to="示例县人民政府",
            opinions=("尽快接通村口排水沟。", "倒排停车位工期。"),
            reply_due_on="2024-06-24",
            document="示人办函〔2024〕7号",
        ),
    ),
    (recorded("2024-05-18"), InspectionCalledOff(reason="连日大雨，改期另行安排。")),
)
