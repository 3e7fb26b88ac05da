"""Which examples stand for the events of a finding 问题?"""

from domain.events import Envelope, Event
from projects.events.findings import (
    AnswerAccepted,
    AnswerReturned,
    FindingAnswered,
    FindingAssigned,
    FindingClosed,
    FindingEscalated,
    FindingPressed,
    FindingRecorded,
    FindingReopened,
)
from tests.examples.envelopes import COUNTY, SHEET_ID, decided, recorded

DEPUTY = "9d1f6b3a-58c2-4e07-b6a4-3c7e0f2d8b15"

EXAMPLES: tuple[tuple[Envelope, Event], ...] = (
    (
        recorded("2024-05-22"),
        FindingRecorded(
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            year=2024,
            number=17,
            found_on="2024-05-20",
            projects=("2024-01", "2024-06"),
            source="inspection",
            matter="路面已经铺好，排水沟没有接通，雨后积水。",
            place="示例村村口",
            raised_by=DEPUTY,
            inspection="2024视-003",
            documents=(SHEET_ID,),
        ),
    ),
    (
        recorded("2024-05-24"),
        FindingAssigned(unit="03", unit_name="示例县交通运输局", due_on="2024-06-23", document="示政办函〔2024〕31号"),
    ),
    (
        recorded("2024-06-21"),
        FindingAnswered(
            measures="接通排水沟120米，清理沉沙井。",
            result="6月18日雨后查看，没有积水。",
            documents=(SHEET_ID,),
        ),
    ),
    (recorded("2024-06-26"), AnswerAccepted(checked="雨后到现场看过，没有积水。")),
    (recorded("2024-06-26"), AnswerReturned(reason="东侧仍有约10米没有接通。", due_on="2024-07-10")),
    (
        recorded("2024-07-12"),
        FindingPressed(reason="超过期限两天，没有答复。", due_on="2024-07-20", document="督办单〔2024〕5号"),
    ),
    (
        decided("standing_committee", "2024-07-25", votes=(29, 0, 2)),
        FindingEscalated(reason="两次督办，仍没有整改到位。", due_on="2024-08-25", document="示人常〔2024〕12号"),
    ),
    (recorded("2024-08-20"), FindingClosed(conclusion="排水沟全部接通，完成整改。")),
    (recorded("2024-09-30"), FindingReopened(reason="沉沙井又淤塞，雨后再次积水。", due_on="2024-10-30")),
)
