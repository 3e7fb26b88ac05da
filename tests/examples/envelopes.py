"""Who stands on the envelopes of the examples, and where do the examples take place?"""

from dataclasses import replace

from domain.events import Basis, Body, Decision, Envelope, How, Person, Ref
from domain.streams import congress_id, cycle_id, document_id, evaluation_id, meeting_id, round_id

COUNTY = str(congress_id("990101"))
TOWN = str(congress_id("990101101"))
CYCLE = str(cycle_id(COUNTY, 2024))
MEETING = str(meeting_id(COUNTY, "congress", 17, 3))
COMMITTEE = str(meeting_id(COUNTY, "standing_committee", 17, 21))
FIRST = str(round_id(MEETING, 2024, 1, 1))
SECOND = str(round_id(MEETING, 2024, 1, 2))
GRADING = str(evaluation_id(COMMITTEE, 2023, "implementation", 1))
SHEET = "6f1c0d0f6a5e4b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e"
SHEET_ID = str(document_id(COUNTY, SHEET))

CLERK = Person(ref="3b9f6c2e-7a41-4d58-9c06-1f2e8a5b7d31", role="clerk")
CHAIR = Person(ref="c4d81a77-20be-4f63-8b95-6e0d3f9a1c52", role="chair")
# What a clerk records, a chair confirms, and a document and an outside number stand behind.
RECORDED = Envelope(
    at="2024-01-18T07:42:13.508112Z",
    by=CLERK,
    command_id="01HMEXAMPLE0000000000000001",
    effective_on="2024-01-18",
    approved_by=CHAIR,
    basis=(Basis(document="示人大〔2024〕3号", article="第九条"),),
    refs=(Ref(system="代表建议", number="2023-018", title="关于改善示例镇农村道路的建议"),),
)


def recorded(on: str) -> Envelope:
    """Typed on the afternoon of the day on which it happened."""
    return replace(RECORDED, at=f"{on}T07:42:13.508112Z", effective_on=on)


def decided(
    body: Body, on: str = "2024-01-18", how: How = "show_of_hands", votes: tuple[int, int, int] | None = None
) -> Envelope:
    """Decided by a body: with a count of votes, or unanimously 一致通过."""
    votes_for, votes_against, votes_abstain = votes or (None, None, None)
    decision = Decision(
        body=body,
        how=how,
        meeting="示例县第十七届人民代表大会第三次会议",
        votes_for=votes_for,
        votes_against=votes_against,
        votes_abstain=votes_abstain,
        unanimous=votes is None,
        clause="票决办法第六条",
    )
    return replace(recorded(on), decided_by=decision)
