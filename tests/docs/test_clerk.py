"""Does the clerks' handbook lead through every step, with the persons it needs and the refusals that really come?"""

from __future__ import annotations

import re

from tests.docs import house
from tests.docs.markdown import rows, text

HANDBOOK = text("clerk.md")
STEPS = dict(re.findall(r"^### (.+)\n\n((?:- .+\n)+)", HANDBOOK, re.MULTILINE))
EVENTS = {row["事项"]: row for row in rows("events.md", "标识")}


def test_every_event_is_spoken_of() -> None:
    assert {name for name in EVENTS if name not in HANDBOOK} == set()


def test_every_step_is_that_of_an_event_and_says_four_things() -> None:
    assert set(STEPS) <= set(EVENTS)
    said = {step: re.findall(r"^- (.+?)：", lines, re.MULTILINE) for step, lines in STEPS.items()}
    assert said == {step: ["需要", "谁定", "两人", "拦下"] for step in STEPS}


def test_a_step_needs_two_people_where_the_table_of_events_says_so() -> None:
    said = {step: "两人：要\n" in lines for step, lines in STEPS.items()}
    assert said == {step: EVENTS[step]["两人"] == "要" for step in STEPS}


def test_a_step_names_a_body_where_the_table_of_events_does() -> None:
    said = {step: "谁定：—" not in lines for step, lines in STEPS.items() if "正式名单" not in lines}
    assert said == {step: EVENTS[step]["决定机构"] != "—" for step in said}


def test_what_stands_in_bold_is_the_title_of_a_refusal() -> None:
    handbook = HANDBOOK.partition("## 一、")[2]
    titles = {cls.title for cls in house.refusals()}
    assert set(re.findall(r"\*\*(.+?)\*\*", handbook)) <= titles
