"""Does every word that the house says to the outside stand in its documents, and none that it does not say?"""

from __future__ import annotations

import re
from collections import Counter

from domain.events import Event
from tests.docs import house
from tests.docs.markdown import code, rows

EVENTS = {code(row["标识"]): row for row in rows("events.md", "标识")}
REFUSALS = rows("refusals.md", "代码")
TOLD = {
    "projects:ExplanationGiven": "answer",
    "projects:FeedbackGiven": "text",
    "projects:FeedbackNoticePublished": "text",
    "projects:FindingAnswered": "measures",
    "projects:FindingRecorded": "matter",
    "projects:InspectionHeld": "participants",
    "projects:InspectionOpinionsHandedOver": "opinions",
    "projects:ProgressReported": "narrative",
    "projects:ProposalPublished": "title",
    "projects:ProposalSubmitted": "proposer",
    "projects:PublicityEnded": "objections",
    "projects:RectificationPlanFiled": "measures",
    "projects:RectificationReported": "text",
    "projects:ReplySubmitted": "replies",
    "projects:ReportSubmitted": "summary",
    "projects:SupervisionGroupChanged": "members",
    "projects:SupervisionGroupFormed": "members",
    "voting:DelegationOpinionRecorded": "opinion",
    "voting:TellersNamed": "tellers",
}
"""The field of words or persons for the sake of which an event can be erased."""


def test_every_event_stands_in_the_table_and_nothing_else() -> None:
    assert set(EVENTS) == set(house.events())


def test_every_event_has_the_name_that_its_docstring_begins_with() -> None:
    named = {topic: row["事项"] for topic, row in EVENTS.items()}
    assert named == {topic: chinese_name(event) for topic, event in house.events().items()}


def test_what_can_be_erased_stands_in_the_table() -> None:
    erasable = {topic: row["可删内容"] for topic, row in EVENTS.items()}
    assert erasable == {topic: "不可" if event.DECIDES else "可" for topic, event in house.events().items()}


def test_what_can_be_erased_tells_what_somebody_said_or_saw_or_who_somebody_is() -> None:
    erasable = {topic: event for topic, event in house.events().items() if not event.DECIDES}
    assert set(erasable) == set(TOLD)
    assert {topic: field for topic, field in TOLD.items() if field not in erasable[topic].__dataclass_fields__} == {}


def test_every_code_stands_in_the_table_of_refusals_and_nothing_else() -> None:
    assert {code(row["代码"]) for row in REFUSALS} == house.codes()


def test_no_code_stands_twice() -> None:
    assert [name for name, times in Counter(code(row["代码"]) for row in REFUSALS).items() if times > 1] == []


def test_every_refusal_stands_under_its_own_title() -> None:
    named = {(code(row["代码"]), row["名称"]) for row in REFUSALS if "名称" in row}
    assert named == {(cls.code, cls.title) for cls in house.refusals()}


def test_no_two_refusals_share_a_code() -> None:
    counted = Counter(cls.code for cls in house.refusals())
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_refusal_says_when_it_comes() -> None:
    assert [row for row in REFUSALS if not all(row.values())] == []


def chinese_name(event: type[Event]) -> str:
    """The Chinese term with which the docstring of an event begins."""
    found = re.match(r"[\u4e00-\u9fff]+", event.__doc__ or "")
    assert found, f"{event.__name__} has no Chinese name"
    return found[0]
