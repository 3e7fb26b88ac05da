"""Are the differences between two lists exactly those that a reader with both on the table would find?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusals import Faults, Refusal
from projects.commands.cycles import Explained
from projects.deciders.differences import differences, explained
from projects.events.cycles import Listed

LINES = st.builds(
    Listed,
    project=st.sampled_from([f"2024-0{number}" for number in range(1, 7)]),
    title=st.sampled_from(["甲", "乙"]),
    content=st.sampled_from(["", "丙"]),
    amount_fen=st.sampled_from([None, 1, 2]),
    amount_text=st.sampled_from(["", "约1分"]),
    deadline=st.sampled_from(["", "年底"]),
)
LISTS = st.lists(LINES, unique_by=lambda line: line.project, max_size=6).map(tuple)


def by_hand(before: tuple[Listed, ...], after: tuple[Listed, ...]) -> set[tuple[str, str]]:
    """Independent of the code: every pair of lines laid side by side."""
    found = {(new.project, "added") for new in after if new.project not in {old.project for old in before}}
    found |= {(old.project, "dropped") for old in before if old.project not in {new.project for new in after}}
    pairs = [(old, new) for old in before for new in after if old.project == new.project]
    for old, new in pairs:
        if old.title != new.title:
            found.add((old.project, "renamed"))
        if old.content != new.content:
            found.add((old.project, "content"))
        if (old.amount_fen, old.amount_text) != (new.amount_fen, new.amount_text):
            found.add((old.project, "amount"))
        if old.deadline != new.deadline:
            found.add((old.project, "deadline"))
    common = [(before.index(old), after.index(new)) for old, new in pairs]
    if any(one[0] < other[0] and one[1] > other[1] for one in common for other in common):
        found.add(("", "order"))
    return found


@given(LISTS, LISTS)
def test_differences_are_those_found_by_hand_each_once(before: tuple[Listed, ...], after: tuple[Listed, ...]) -> None:
    found = [(each.project, each.kind) for each in differences(before, after)]
    assert set(found) == by_hand(before, after)
    assert len(found) == len(set(found))


@given(LISTS)
def test_a_list_does_not_differ_from_itself(lines: tuple[Listed, ...]) -> None:
    assert explained(lines, lines, ()) == ()


@given(LISTS, LISTS, st.data())
def test_a_list_is_explained_exactly_by_its_differences(
    before: tuple[Listed, ...], after: tuple[Listed, ...], data: st.DataObject
) -> None:
    reasons = [Explained(project=each.project, kind=each.kind, reason="理由") for each in differences(before, after)]
    changes = explained(before, after, data.draw(st.permutations(reasons)))
    assert [(change.project, change.kind) for change in changes] == [(one.project, one.kind) for one in reasons]
    assert all(change.before != change.after for change in changes)
    for reason in reasons:
        with pytest.raises((Refusal, Faults)):
            explained(before, after, [one for one in reasons if one != reason])
        with pytest.raises((Refusal, Faults)):
            explained(before, after, [*reasons, reason])
    with pytest.raises((Refusal, Faults)):
        explained(before, after, [*reasons, Explained(project="2024-99", kind="added", reason="理由")])


def test_an_amount_without_figures_is_compared_by_its_words() -> None:
    line = Listed(project="2024-01", title="甲", amount_text="约1亿元")
    (only,) = differences((line,), (replace(line, amount_text="约2亿元"),))
    assert (only.before, only.after) == ("约1亿元", "约2亿元")
