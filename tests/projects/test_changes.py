"""Does everything that changes between two briefs come out, in words that a clerk would use?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.events.adjustments import Changed
from projects.events.values import Brief, Place, SourceAmount, SubItem, Target
from projects.states.changes import changes, measured, promised
from projects.states.projects import Promise
from tests.projects.adjusting import BRIEF, changed, goal

NOT_ADJUSTED = {"unit", "cooperating"}
OTHERS: dict[str, Any] = {
    "title": "示例县农村公路改造",
    "nature": "service",
    "category": "交通",
    "content": "",
    "places": (),
    "targets": (),
    "sub_items": (),
    "total_fen": None,
    "total_text": "约5000万元",
    "sources": (),
    "deadline_on": "",
    "deadline_text": "",
    "cross_year": True,
    "stage_goal": "完成路基",
    "beneficiaries": "沿线群众",
    "investment_code": "2401-990101-04-01-123456",
    "budget_code": "990101-24-0007",
    "unit": "03",
    "cooperating": (),
}


def test_every_field_of_a_brief_is_compared_but_for_the_units() -> None:
    assert set(OTHERS) == {field.name for field in fields(Brief)}
    found = {name: bool(changes(BRIEF, replace(BRIEF, **{name: value}))) for name, value in OTHERS.items()}
    assert found == {name: name not in NOT_ADJUSTED for name in OTHERS}


def test_nothing_changes_from_a_brief_to_itself() -> None:
    assert changes(BRIEF, BRIEF) == ()


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (changed(total_fen=5_500_000_000), ("amount", "5000万元", "5500万元")),
        (changed(total_text="约5500万元", total_fen=5_500_000_000), ("amount", "5000万元", "约5500万元（5500万元）")),
        (changed(total_fen=None), ("amount", "5000万元", "无")),
        (changed(total_text="5000万元"), ("amount", "5000万元", "5000万元")),
        (changed(sources=()), ("amount", "资金来源：县级4000万元", "资金来源：无")),
        (
            changed(deadline_on="2024-12-20", deadline_text=""),
            ("deadline", "2024年10月底（2024年10月31日）", "2024年12月20日"),
        ),
        (changed(deadline_on="", deadline_text=""), ("deadline", "2024年10月底（2024年10月31日）", "无")),
        (changed(places=(Place(name="示例乡"),)), ("place", "示例镇（990101101）", "示例乡")),
        (changed(content=""), ("content", "提升改造农村公路五十公里。", "无")),
        (changed(stage_goal="完成路基"), ("content", "年度阶段性目标：无", "年度阶段性目标：完成路基")),
        (changed(category="交通"), ("content", "类别：无", "类别：交通")),
        (changed(beneficiaries="沿线群众"), ("content", "受益范围：无", "受益范围：沿线群众")),
        (changed(investment_code="2401-99"), ("content", "投资项目代码：无", "投资项目代码：2401-99")),
        (changed(budget_code="24-0007"), ("content", "预算项目编码：无", "预算项目编码：24-0007")),
        (changed(cross_year=True), ("content", "跨年度：否", "跨年度：是")),
        (changed(nature="policy"), ("content", "项目性质：工程类", "项目性质：政策机制类")),
        (goal(1, "45"), ("targets", "改造公路50公里", "改造公路45公里")),
        (goal(1, None), ("targets", "改造公路50公里", "无")),
        (goal(2, "110"), ("targets", "每公里造价不超过100万元", "每公里造价不超过110万元")),
        (
            changed(targets=(*BRIEF.targets, Target(id="3", name="安装护栏", unit="米", planned="300"))),
            ("targets", "无", "安装护栏300米"),
        ),
        (
            changed(sub_items=BRIEF.sub_items[1:]),
            ("sub_items", "东片（3000万元；改造公路30公里）", "无"),
        ),
        (
            changed(sub_items=(BRIEF.sub_items[0], replace(BRIEF.sub_items[1], places=(), amount_fen=None))),
            ("sub_items", "西片（1500万元；示例村）", "西片"),
        ),
    ],
)  # fmt: skip
def test_a_change_is_said_for_people(after: Brief, said: tuple[str, str, str]) -> None:
    field, before, now = said
    assert changes(BRIEF, after) == (Changed(field=field, before=before, after=now),)


def test_two_lists_that_read_alike_are_still_two_lists() -> None:
    one = changed(places=(Place(name="示例镇、示例乡"),))
    two = changed(places=(Place(name="示例镇"), Place(name="示例乡")))
    (found,) = changes(one, two)
    assert found.before == found.after == "示例镇、示例乡"


def test_the_unit_of_a_sub_item_is_not_compared() -> None:
    assert changes(BRIEF, changed(sub_items=(replace(BRIEF.sub_items[0], unit="03"), BRIEF.sub_items[1]))) == ()


def test_the_order_in_which_places_are_written_is_no_change_of_site() -> None:
    here, there = Place(name="示例镇"), Place(name="示例乡")
    assert measured(changed(places=(here, there))) == measured(changed(places=(there, here)))


def test_the_promise_is_measured_with_the_amount_that_was_printed() -> None:
    printed = Promise(BRIEF, 4_900_000_000, "2024年10月底")
    assert promised(printed).amount_fen == 4_900_000_000
    assert promised(replace(printed, amount_fen=None)) == measured(BRIEF)


def test_words_stand_for_a_deadline_without_a_day() -> None:
    assert measured(changed(deadline_on="")).deadline == "2024年10月底"


PLANNED = st.sampled_from(["1", "2.5", "100"])
TARGETS = st.lists(
    st.builds(Target, id=st.sampled_from("123"), name=st.sampled_from("甲乙"), unit=st.just("个"), planned=PLANNED),
    max_size=3, unique_by=lambda target: target.id,
).map(tuple)  # fmt: skip
BRIEFS = st.builds(
    Brief,
    title=st.sampled_from("甲乙"), nature=st.sampled_from(["construction", "service"]), targets=TARGETS,
    total_fen=st.sampled_from([None, 100]), total_text=st.sampled_from(["", "1元"]),
    deadline_on=st.sampled_from(["", "2024-10-31"]), deadline_text=st.sampled_from(["", "2024年10月31日"]),
    sources=st.sampled_from([(), (SourceAmount(source="county", amount_fen=100),)]),
    sub_items=st.lists(
        st.builds(SubItem, id=st.sampled_from("12"), title=st.sampled_from("甲乙"), targets=TARGETS),
        max_size=2, unique_by=lambda item: item.id,
    ).map(tuple),
)  # fmt: skip


@given(before=BRIEFS, after=BRIEFS)
def test_two_briefs_differ_exactly_where_a_change_is_said(before: Brief, after: Brief) -> None:
    forth, back = changes(before, after), changes(after, before)
    ordered = [sorted(side.targets, key=lambda target: target.id) for side in (before, after)]
    items = [sorted(side.sub_items, key=lambda item: item.id) for side in (before, after)]
    same = replace(before, targets=(), sub_items=()) == replace(after, targets=(), sub_items=())
    assert bool(forth) is not (same and ordered[0] == ordered[1] and items[0] == items[1])
    said = sorted((change.field, change.before, change.after) for change in forth)
    assert sorted((change.field, change.after, change.before) for change in back) == said
