"""What holds of every graded sheet, whatever the rules and the votes?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.profile import Evaluation
from tests.grading.sheets import rules
from voting.grading import GradedItem, Row, Sheet, grade

ORDER = [None, "dissatisfied", "basically_satisfied", "satisfied"]
VOTES = st.integers(0, 40)
ROWS = st.builds(
    Row,
    item=st.just("1"),
    satisfied=VOTES,
    basically_satisfied=VOTES,
    dissatisfied=VOTES,
    abstain=VOTES,
    invalid=VOTES,
)


@st.composite
def evaluations(draw: st.DrawFn, /, **fixed: object) -> Evaluation:
    share = st.fixed_dictionaries(
        {"num": st.integers(1, 3), "den": st.integers(3, 4), "op": st.sampled_from(["ge", "gt"])}
    )
    thresholds = st.fixed_dictionaries({}, optional={"satisfied": share, "acceptable": share})
    drawn = {
        "base": draw(st.sampled_from(["all_members", "attending", "valid"])),
        "half_is": draw(st.sampled_from(["pass", "fail"])),
        "rate_base": draw(st.sampled_from(["valid", "attending", "all_members"])),
        "percent_digits": draw(st.integers(0, 4)),
        "thresholds": draw(st.none() | thresholds),
        "quorum": draw(st.none() | share.map(lambda each: {**each, "of": "members"})),
    }
    return rules(**{**drawn, **fixed})


SHEETS = st.builds(Sheet, rows=st.tuples(ROWS), members=st.none() | VOTES, present=st.none() | VOTES)


def only(sheet: Sheet, evaluation: Evaluation) -> GradedItem:
    (item,) = grade(sheet, evaluation).items
    return item


@given(SHEETS, evaluations(base="all_members"))
def test_one_more_satisfied_vote_never_lowers_a_grade(sheet: Sheet, evaluation: Evaluation) -> None:
    (row,) = sheet.rows
    better = replace(row, satisfied=row.satisfied + 1)
    assert _order(only(replace(sheet, rows=(better,)), evaluation)) >= _order(only(sheet, evaluation))


@given(SHEETS, evaluations())
def test_a_vote_moved_up_never_lowers_a_grade(sheet: Sheet, evaluation: Evaluation) -> None:
    (row,) = sheet.rows
    moved = replace(row, satisfied=row.satisfied + row.dissatisfied, dissatisfied=0)
    assert _order(only(replace(sheet, rows=(moved,)), evaluation)) >= _order(only(sheet, evaluation))


@given(SHEETS, evaluations(half_is="fail", thresholds=None))
def test_letting_half_pass_never_lowers_a_grade(sheet: Sheet, evaluation: Evaluation) -> None:
    assert _order(only(sheet, replace(evaluation, half_is="pass"))) >= _order(only(sheet, evaluation))


@given(SHEETS, evaluations(thresholds=None))
def test_the_grade_is_what_exact_fractions_say(sheet: Sheet, evaluation: Evaluation) -> None:
    (row,) = sheet.rows
    graded = grade(sheet, evaluation)
    (item,) = graded.items
    base = {"all_members": sheet.members, "attending": sheet.present, "valid": row.valid}[evaluation.base]
    if not base or (graded.quorum and graded.quorum.met is False):
        assert item.grade is None
        return
    half = Fraction(base, 2)

    def reaches(votes: int) -> bool:
        return votes >= half if evaluation.half_is == "pass" else votes > half

    better = "satisfied" if reaches(row.satisfied) else "basically_satisfied"
    assert item.grade == (better if reaches(row.satisfied + row.basically_satisfied) else "dissatisfied")


@given(SHEETS, evaluations())
def test_rows_say_nothing_about_one_another_and_every_sentence_ends(sheet: Sheet, evaluation: Evaluation) -> None:
    alone = only(sheet, evaluation)
    other = Row(item="2", dissatisfied=3)
    assert grade(replace(sheet, rows=(other, *sheet.rows)), evaluation).items[1] == alone
    assert alone.because.endswith("。")
    assert "None" not in alone.because
    assert (alone.grade is None) == alone.because.endswith("不评等次。")


@given(SHEETS, evaluations(rate_base="valid"))
def test_the_acceptable_rate_is_never_below_the_satisfied_rate(sheet: Sheet, evaluation: Evaluation) -> None:
    item = only(sheet, evaluation)
    assert (item.satisfied_rate is None) == (item.acceptable_rate is None) == (sheet.rows[0].valid == 0)
    if item.satisfied_rate is not None and item.acceptable_rate is not None:
        assert Fraction(item.satisfied_rate) <= Fraction(item.acceptable_rate) <= 100


def _order(item: GradedItem) -> int:
    return ORDER.index(item.grade)
