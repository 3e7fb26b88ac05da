"""Are the rules read as articles before they are adopted, and is what is adopted what was read?"""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args, get_type_hints

import pytest

from api.pages.desk.rule_words import BARS, DECISIONS, EVALUATIONS, SHARES, USUAL, YES_NO
from api.pages.desk.rules import put, value_at
from domain.profile import DECISION_HALVES, EVALUATION_PRESETS, Ballot, Evaluation, Threshold, compose
from domain.profile.sections import Implementation, Publication, Solicitation
from tests.pages.posting import Visitor
from tests.pages.site import Site

SECTIONS = {
    "solicitation": Solicitation,
    "ballot": Ballot,
    "implementation": Implementation,
    "evaluation": Evaluation,
    "publication": Publication,
}


def test_every_preset_has_a_name() -> None:
    assert set(DECISIONS) == set(DECISION_HALVES)
    assert set(EVALUATIONS) == set(EVALUATION_PRESETS)


def test_what_can_be_chosen_is_what_the_rules_know() -> None:
    for path, values in USUAL.items():
        section, _, name = path.partition(".")
        if values is SHARES or values is BARS or values is YES_NO:
            continue
        hints = get_type_hints(Threshold if name == "threshold.base" else SECTIONS[section])
        assert set(values) == set(get_args(hints["base" if name == "threshold.base" else name])), path


@pytest.mark.parametrize("path", sorted(USUAL))
def test_a_parameter_that_is_changed_is_changed_and_nothing_else_is(path: str) -> None:
    for text in USUAL[path]:
        profile = compose()
        put(profile, path, text)
        assert value_at(profile, path) == text, text
        others = [each for each in USUAL if each != path and not each.startswith("ballot.threshold")]
        assert {each: value_at(profile, each) for each in others} == {
            each: value_at(compose(), each) for each in others
        }


def test_every_preset_is_read_as_articles(site: Site) -> None:
    clerk = Visitor(site, "clerk")
    for decision in DECISIONS:
        for evaluation in EVALUATIONS:
            said = clerk.get(f"/desk/rules?decision={decision}&evaluation={evaluation}")
            assert (said.status, "第一条" in said.words() or "这样还不能登记" in said.words()) == (200, True)


def test_what_was_read_is_what_is_adopted(fresh_site: Callable[[], Site]) -> None:
    clerk = Visitor(fresh_site(), "clerk")
    form = clerk.get("/desk/rules").hidden()
    looked = clerk.post("/desk/rules", {**form, "candidate.surplus_min_ratio": "1/2", "ballot.tie_break": "expand"})
    assert "差额不少于应选数的50%" in looked.words()
    assert "一并票决确定" in looked.words()
    said = clerk.post(
        "/desk/rules", {**form, "candidate.surplus_min_ratio": "1/2", "ballot.tie_break": "expand", "adopt": "1"}
    )
    assert said.leads.startswith("/desk/congress"), said.words()
    clerk.get(said.leads)
    again = clerk.get("/desk/rules").words()
    assert "现行的是第2版" in again
    assert "差额不少于应选数的50%" in again


def test_rules_against_each_other_are_not_adopted_and_the_page_says_why(fresh_site: Callable[[], Site]) -> None:
    clerk = Visitor(fresh_site(), "clerk")
    form = clerk.get("/desk/rules").hidden()
    papers = {**form, "ballot.count_method": "papers"}
    refused = clerk.post("/desk/rules", {**papers, "adopt": "1"})
    assert (refused.status, "须写明办法中允许的条款" in refused.words()) == (422, True)
    looked = clerk.post("/desk/rules", {**papers, "ballot.papers_clause": "票面内容打乱顺序后封存"})
    assert "票面内容的留存：票面内容打乱顺序后封存。" in looked.words()
