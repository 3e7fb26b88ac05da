"""Can a clerk get whole rules to start from, and adopt them as they are?"""

from __future__ import annotations

import pytest

from domain.profile import DECISION_HALVES, EVALUATION_PRESETS, check_profile
from tests.api.kit import Caller

PRESETS = "/api/v1/presets"


@pytest.mark.parametrize(
    ("decision", "evaluation"),
    [("county", "sc_evaluation"), ("township", "congress_evaluation"), ("street", "council_evaluation")],
)
def test_a_preset_is_a_whole_profile_that_passes_its_check(api: Caller, decision: str, evaluation: str) -> None:
    answer = api.get(f"{PRESETS}?decision={decision}&evaluation={evaluation}")
    assert check_profile(answer.json).level in (decision, "county")


def test_without_a_name_it_is_the_countys(api: Caller) -> None:
    assert api.get(PRESETS).json["decision_mode"] == "congress_ballot"


def test_an_unknown_name_is_refused_with_the_known_ones(api: Caller) -> None:
    answer = api.get(f"{PRESETS}?decision=village")
    assert answer.codes == ["unknown_preset"]
    assert all(name in answer.json["detail"] for name in DECISION_HALVES)
    assert EVALUATION_PRESETS
