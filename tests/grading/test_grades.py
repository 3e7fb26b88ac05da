"""Does every row get the grade, the rates and the sentence that the rules say, and none where they cannot say?"""

from __future__ import annotations

import pytest

from tests.grading.sheets import graded, one, row, rules
from voting.grading import Grade, Row, Sheet, grade
from voting.shares import Notice


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (row(17), "satisfied"),
        (row(16, 13), "basically_satisfied"),
        (row(16, 1, 12), "basically_satisfied"),
        (row(16, 0, 13), "dissatisfied"),
        (row(0, 17, 12), "basically_satisfied"),
        (row(0, 0, 29), "dissatisfied"),
    ],
)
def test_the_first_grade_whose_share_is_reached_is_given(votes: Row, expected: Grade) -> None:
    item = one(votes)
    assert (item.grade, item.base, item.required, item.required_acceptable) == (expected, 33, 17, 17)


@pytest.mark.parametrize(
    ("half_is", "satisfied", "acceptable"),
    [("pass", "satisfied", "basically_satisfied"), ("fail", "basically_satisfied", "dissatisfied")],
)
def test_exactly_half_passes_or_fails_in_both_branches(half_is: str, satisfied: Grade, acceptable: Grade) -> None:
    assert one(row(17, 12), members=34, half_is=half_is).grade == satisfied
    assert one(row(10, 7, 12), members=34, half_is=half_is).grade == acceptable
    assert one(row(18), members=34, half_is=half_is).grade == "satisfied"


@pytest.mark.parametrize(
    ("base", "number", "needed"), [("all_members", 33, 17), ("attending", 29, 15), ("valid", 24, 12)]
)
def test_the_share_is_taken_of_the_base_that_the_rules_name(base: str, number: int, needed: int) -> None:
    item = one(row(11, 5, 4, abstain=4, invalid=5), base=base)
    assert (item.base, item.required) == (number, needed)


def test_given_thresholds_replace_one_half_each_by_itself() -> None:
    two_thirds = {"num": 2, "den": 3, "op": "ge"}
    more_than_half = {"num": 1, "den": 2, "op": "gt"}
    both = {"satisfied": two_thirds, "acceptable": more_than_half}
    item = one(row(21, 8), thresholds=both)
    assert (item.grade, item.required, item.required_acceptable) == ("basically_satisfied", 22, 17)
    assert one(row(22, 7), thresholds=both).grade == "satisfied"
    only_one = one(row(17), members=34, thresholds={"satisfied": two_thirds}, half_is="pass")
    assert (only_one.required, only_one.required_acceptable, only_one.grade) == (23, 17, "basically_satisfied")


def test_both_rates_are_printed_and_named_apart() -> None:
    item = one(row(28, 1))
    assert (item.satisfied_rate, item.acceptable_rate) == ("96.55", "100.00")


@pytest.mark.parametrize(
    ("rate_base", "digits", "satisfied", "acceptable"),
    [("valid", 2, "45.83", "66.67"), ("attending", 1, "37.9", "55.2"), ("all_members", 0, "33", "48")],
)
def test_rates_are_taken_of_their_own_base(rate_base: str, digits: int, satisfied: str, acceptable: str) -> None:
    item = one(row(11, 5, 4, abstain=4, invalid=5), rate_base=rate_base, percent_digits=digits)
    assert (item.satisfied_rate, item.acceptable_rate) == (satisfied, acceptable)


def test_a_rate_of_nothing_is_no_rate() -> None:
    item = one(row(0, invalid=29))
    assert (item.satisfied_rate, item.acceptable_rate, item.grade) == (None, None, "dissatisfied")


def test_where_nobody_voted_validly_there_is_no_grade_of_the_valid_votes() -> None:
    result = graded(row(0, invalid=29), base="valid")
    assert result.items[0].grade is None
    assert [(notice.code, notice.item) for notice in result.notices] == [("base_is_zero", "示例项目")]
    assert result.items[0].because.endswith("；有效票为0，不评等次。")


def test_missing_members_leave_the_grade_open_and_are_noticed() -> None:
    result = graded(row(28, 1), members=None, quorum=None)
    item = result.items[0]
    assert (item.grade, item.base, item.required) == (None, None, None)
    assert (item.satisfied_rate, item.acceptable_rate) == ("96.55", "100.00")
    assert result.notices == (Notice(code="base_not_given", message="未给出全体常委会组成人员人数，不评等次。"),)
    assert item.because.endswith("；未给出全体常委会组成人员人数，不评等次。")


def test_missing_attendance_leaves_open_what_rests_on_it() -> None:
    result = graded(row(28, 1), present=None, quorum=None, base="attending", rate_base="attending")
    assert result.items[0].grade is None
    assert result.items[0].satisfied_rate is None
    assert [notice.code for notice in result.notices] == ["base_not_given", "rate_base_not_given"]
    assert graded(row(28, 1), present=None, quorum=None).notices == ()


def test_a_row_that_does_not_add_up_is_noticed_by_name_and_kept() -> None:
    result = graded(row(28, 1), row(27, 1), row(27, 1, abstain=1), row(27, 1, invalid=2))
    assert [(notice.code, notice.item) for notice in result.notices] == [("row_sum", "示例项目")] * 2
    assert [notice.message for notice in result.notices] == [
        "《示例项目》五项合计28票，与实到29人不符，按原数保留。",
        "《示例项目》五项合计30票，与实到29人不符，按原数保留。",
    ]
    assert [item.satisfied_rate for item in result.items] == ["96.55", "96.43", "93.10", "96.43"]


def test_without_a_quorum_there_are_rates_but_no_grades() -> None:
    result = graded(row(16), present=16)
    assert result.quorum is not None
    assert (result.quorum.required, result.quorum.present, result.quorum.met) == (17, 16, False)
    assert (result.items[0].grade, result.items[0].satisfied_rate) == (None, "100.00")
    assert [notice.code for notice in result.notices] == ["no_quorum"]
    assert result.items[0].because.endswith("；实到人数不足法定人数，不评等次。")


def test_an_unchecked_quorum_is_noticed_and_no_rule_is_no_quorum() -> None:
    result = graded(row(28, 1), present=None)
    assert result.quorum is not None
    assert (result.quorum.required, result.quorum.met) == (17, None)
    assert [notice.code for notice in result.notices] == ["quorum_not_checked"]
    assert result.items[0].grade == "satisfied"
    assert graded(row(28, 1), quorum=None).quorum is None


def test_more_present_than_members_is_noticed() -> None:
    assert [notice.code for notice in graded(row(34), members=33, present=34).notices] == ["present_above_members"]
    assert graded(row(33), members=33, present=33).notices == ()


def test_the_sentence_says_votes_share_arithmetic_and_grade() -> None:
    base = "全体常委会组成人员（33人）的半数以上（须17张以上）"
    assert one(row(28, 1)).because == f"《示例项目》满意票28张，达到{base}，评为满意。"
    assert one(row(10, 9, 10)).because == (
        f"《示例项目》满意票10张，未达到{base}；满意与基本满意票合计19张，达到{base}，评为基本满意。"
    )
    assert one(row(10, 2, 17)).because == (
        f"《示例项目》满意票10张，未达到{base}；满意与基本满意票合计12张，未达到{base}，评为不满意。"
    )


@pytest.mark.parametrize(
    ("evaluators", "called"),
    [("deputies", "全体代表"), ("street_council", "全体议事会成员"), ("residents", "全体居民")],
)
def test_those_who_grade_are_called_by_their_name(evaluators: str, called: str) -> None:
    result = graded(row(28, 1), evaluators=evaluators)
    assert called in result.items[0].because
    assert result.quorum is not None
    assert result.quorum.because.startswith(called)


def test_a_title_is_said_where_the_item_is_a_reference() -> None:
    sheet = Sheet(rows=(Row(item="p-1", satisfied=29, title="示例道路"),), members=33, present=29)
    item = grade(sheet, rules()).items[0]
    assert item.item == "p-1"
    assert item.because.startswith("《示例道路》")


def test_the_words_of_the_profile_s_grades_are_used() -> None:
    assert "优良票10张" in one(row(10), grades=["优良", "合格", "不合格"], rectify_on=["不合格"]).because
