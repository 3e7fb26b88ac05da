"""Which examples stand for the events of a meeting?"""

from tests.examples.envelopes import COUNTY, decided, recorded
from voting.events.meetings import (
    AttendanceCounted,
    CandidatesExplained,
    Delegation,
    DelegationOpinionRecorded,
    DelegationsFormed,
    MeetingConvened,
    MethodAdopted,
    MethodProposed,
    Officer,
    ScrutineersPassed,
    Sitting,
    SittingHeld,
    TellersNamed,
)

NORTH, SOUTH, TOWNSHIPS = "示例城北代表团", "示例城南代表团", "示例乡镇代表团"

EXAMPLES = (
    (
        recorded("2024-01-16"),
        MeetingConvened(
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            body="congress",
            term=17,
            session=3,
            title="示例县第十七届人民代表大会第三次会议",
            from_on="2024-01-16",
            to_on="2024-01-18",
            in_office=327,
            profile_version=2,
        ),
    ),
    (
        recorded("2024-01-15"),
        DelegationsFormed(
            delegations=(
                Delegation(name=NORTH, deputies=96),
                Delegation(name=SOUTH, deputies=88),
                Delegation(name=TOWNSHIPS, deputies=143),
            )
        ),
    ),
    (recorded("2024-01-18"), SittingHeld(sitting=Sitting(kind="presidium", number=3))),
    (
        recorded("2024-01-16"),
        CandidatesExplained(
            project_year=2024, batch=1, explained_by="示例县人民政府", document="民生实事候选项目情况说明"
        ),
    ),
    (
        recorded("2024-01-17"),
        DelegationOpinionRecorded(
            delegation=TOWNSHIPS,
            opinion="建议将农村公路项目的实施地点写明到村。",
            document="示例乡镇代表团审议意见",
        ),
    ),
    (
        decided("session_presidium", "2024-01-17"),
        MethodProposed(profile_version=2, document="票决办法（草案）"),
    ),
    (
        decided("congress", "2024-01-18", votes=(309, 2, 3)),
        MethodAdopted(profile_version=2, title="示例县民生实事项目人大代表票决办法", document="示人大〔2024〕3号"),
    ),
    (
        decided("congress", "2024-01-18"),
        ScrutineersPassed(
            chief=Officer(person="d2b7e9a4-13c6-47f8-a0d5-5b8c9e6f4a71", delegation=NORTH),
            scrutineers=(
                Officer(person="0a6f4a3d-9f0c-4c36-8a51-77a4b1d2c903", delegation=SOUTH),
                Officer(person="51c7d0de-4c8f-4f0c-9b1a-2f6f0e7f3b84", delegation=TOWNSHIPS),
            ),
        ),
    ),
    (
        decided("session_presidium", "2024-01-18", how="meeting_decision"),
        TellersNamed(
            chief=Officer(person="f7a3c518-6e2d-4b90-8c4f-0d1e7b9a6c35", delegation=SOUTH),
            tellers=(Officer(person="8e2b1f70-6a5d-4d2e-b3c4-90f1a7c65d12"),),
        ),
    ),
    (
        recorded("2024-01-18"),
        AttendanceCounted(
            number=1, sitting=Sitting(kind="plenary", number=3), due=327, present=314, on_leave=9, absent=4
        ),
    ),
)
