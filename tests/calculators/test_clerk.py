"""Does the calculator agree with a clerk who reads every paper aloud, under any rules and on any papers?"""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.calculators import tally
from tests.calculators.cases import ask, computed
from tests.calculators.clerk import read_aloud

SHARE = {"num": st.integers(1, 3), "den": st.integers(3, 5), "op": st.sampled_from(["ge", "gt"])}
RULES = st.fixed_dictionaries(
    {},
    optional={
        "quorum": st.none() | st.fixed_dictionaries({**SHARE, "of": st.just("due")}),
        "threshold": st.none()
        | st.fixed_dictionaries(
            {**SHARE, "base": st.sampled_from(["all_deputies", "attending", "collected", "valid"])}
        ),
        "selection_rule": st.sampled_from(["at_most", "exactly", "unlimited"]),
        "unmarked_means": st.sampled_from(["abstain", "approve", "invalid"]),
        "blank_ballot": st.sampled_from(["valid", "invalid"]),
        "duplicate_mark": st.sampled_from(["count_once", "invalid"]),
        "mode": st.sampled_from(["top_k", "itemwise"]),
        "tie_break": st.sampled_from(["revote_tied", "presidium", "expand"]),
        "shortfall": st.sampled_from(["accept_fewer", "revote_remaining", "presidium_decides", "defer_to_sc"]),
    },
)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a lawful case of papers; any number of the roll may be left out."""
    names = ["甲", "乙", "丙", "丁"][: draw(st.integers(1, 4))]
    marked = st.dictionaries(st.sampled_from(names), st.sampled_from(["for", "for", "against", "abstain"]))
    listed = st.lists(st.sampled_from(names), max_size=4)
    spoiled = st.sampled_from(["illegible", "torn", "identifiable", "other"])
    paper = st.one_of(
        st.fixed_dictionaries({"marks": marked}, optional={"count": st.integers(1, 3)}),
        st.fixed_dictionaries({"marks": listed}, optional={"count": st.integers(1, 3)}),
        st.fixed_dictionaries({"spoiled": spoiled}, optional={"count": st.integers(1, 3)}),
    )
    papers: list[dict[str, Any]] = draw(st.lists(paper, max_size=7))
    collected = sum(each.get("count", 1) for each in papers)
    present = draw(st.integers(0, collected + 2))
    numbers = {
        "present": present,
        "due": draw(st.integers(present, present + 4)),
        "issued": draw(st.integers(max(0, collected - 1), collected + 4)),
        "collected": collected,
    }
    given_numbers = {key: number for key, number in numbers.items() if draw(st.booleans())}
    return {
        "preset": draw(st.sampled_from(["county", "township", "guiyang", "street"])),
        "seats": draw(st.integers(1, len(names))),
        "candidates": names,
        "papers": papers,
        "rules": draw(RULES),
        **given_numbers,
    }


@given(cases())
@settings(max_examples=400)
def test_the_calculator_and_the_clerk_agree(case: dict[str, Any]) -> None:
    content = computed(case)
    for key, value in case["rules"].items():
        assert content["rules"][key] == value
    said = {key: value for key, value in content.items() if key not in ("rules", "notices")}
    said["items"] = [{key: value for key, value in item.items() if key != "because"} for item in said["items"]]
    assert said == read_aloud(case, content["rules"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(cases(), st.data())
@settings(max_examples=200)
def test_whatever_stands_in_a_case_is_answered_or_refused_and_never_breaks(
    case: dict[str, Any], data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sorted(case)))
    answered = ask(tally, {**case, key: data.draw(JSON)})
    assert answered.exit_code in (0, 1, 2)
    assert answered.body.endswith(b"\n")
    assert ("errors" in answered.content) == (answered.exit_code > 0)


@given(st.binary(max_size=60))
def test_any_bytes_are_answered_or_refused(data: bytes) -> None:
    assert tally(data).exit_code in (1, 2)
