"""Does the row of an evaluation keep both rates apart, both readings of a correction, and the survey beside the grades?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from projections.models import SATISFACTION
from tests.given import CHAIR, envelope
from tests.projections.kit import folded
from tests.projections.play import DAY, Ledger, convene, evaluate, found, heads
from voting.commands import evaluations as e
from voting.commands import papers as p
from voting.deciders.evaluations import EVALUATION
from voting.events.evaluations import EvaluatedItem, GradeTotals

ROWS = [(40, 10, 8), (20, 15, 23), (5, 5, 48)]


def graded(rows: list[tuple[int, int, int]] = ROWS) -> tuple[Ledger, UUID, UUID]:
    ledger = Ledger()
    meeting = convene(ledger, found(ledger, "township"), "township")
    return ledger, meeting, evaluate(ledger, meeting, "township", rows, 58)


def row_of(ledger: Ledger, own: UUID) -> dict[str, Any]:
    return folded(SATISFACTION, ledger.log.events).shown(SATISFACTION)[str(own)]


def announced(ledger: Ledger, own: UUID) -> None:
    ledger.do(p.SignSheet(sha256="ab" * 32), envelope(on=DAY), own, EVALUATION)
    ledger.do(e.DeclareGrades(), envelope(on=DAY, second=CHAIR), own)
    asked = e.AnnounceGrades(number="通报1号", medium="示例网站")
    ledger.do(asked, envelope(on=DAY, body="township_presidium"), own)


def test_both_rates_stand_apart_beside_the_grade_and_its_reason() -> None:
    ledger, _, own = graded()
    row = row_of(ledger, own)
    assert [(line["title"], line["grade_word"]) for line in row["items"]] == [
        ("示例实事1", "满意"),
        ("示例实事2", "基本满意"),
        ("示例实事3", "不满意"),
    ]
    assert [(line["satisfied_rate"], line["acceptable_rate"]) for line in row["items"]] == [
        ("68.97", "86.21"),
        ("34.48", "60.34"),
        ("8.62", "17.24"),
    ]
    assert all(line["because"] for line in row["items"])
    assert row["agrees"] is True
    assert row["subject_word"] == "实施完成情况"


def test_a_correction_that_changes_no_grade_leaves_the_stage() -> None:
    ledger, _, own = graded()
    announced(ledger, own)
    change = (
        p.Change(field="/items/甲1/satisfied", before=40, after=41),
        p.Change(field="/items/甲1/dissatisfied", before=8, after=7),
    )
    ledger.do(e.CorrectEvaluation(changes=change, reason="录入看错一行"), envelope(on=DAY, second=CHAIR), own)
    row = row_of(ledger, own)
    assert row["status"] == "announced"
    assert [(both["what"], both["before"], both["after"]) for both in row["corrections"]] == [
        ("《示例实事1》满意票", 40, 41),
        ("《示例实事1》不满意票", 8, 7),
    ]
    assert row["items"][0]["satisfied_rate"] == "70.69"


def test_a_correction_that_changes_a_grade_takes_the_declaration_back() -> None:
    ledger, _, own = graded()
    announced(ledger, own)
    change = (
        p.Change(field="/items/甲2/satisfied", before=20, after=40),
        p.Change(field="/items/甲2/dissatisfied", before=23, after=3),
    )
    ledger.do(e.CorrectEvaluation(changes=change, reason="录入看错一行"), envelope(on=DAY, second=CHAIR), own)
    row = row_of(ledger, own)
    assert (row["status"], row["declared"], row["announced"]) == ("graded", None, None)
    assert row["superseded"][0]["announced"]["number"] == "通报1号"
    assert row["superseded"][0]["grades"][1]["grade"] == "basically_satisfied"


def test_a_survey_stands_beside_the_grades_and_changes_none() -> None:
    ledger, _, own = graded()
    before = row_of(ledger, own)["items"]
    answers = tuple(GradeTotals(item=f"甲{n}", satisfied=90, basically_satisfied=5, dissatisfied=5) for n in (1, 2, 3))
    asked = e.RecordSurvey(survey="phone", sample=120, responses=100, items=answers)
    ledger.do(asked, envelope(on=DAY), own)
    row = row_of(ledger, own)
    assert row["items"] == before
    (survey,) = row["surveys"]
    assert (survey["survey_word"], survey["sample"], survey["responses"]) == ("电话调查", 120, 100)
    assert survey["items"][0]["satisfied_rate"] == "90.00"


def test_an_evaluation_done_again_and_the_first_one_know_each_other() -> None:
    ledger, meeting, own = graded()
    announced(ledger, own)
    heads(ledger, meeting)
    items = (EvaluatedItem(id="甲3", title="示例实事3"),)
    asked = e.OpenEvaluation(
        meeting=str(meeting), project_year=2023, number=2, venue="plenary", items=items, re_evaluation_of=str(own)
    )
    again = ledger.do(asked, envelope(on=DAY))
    assert row_of(ledger, own)["evaluated_again"] == [str(again)]
    assert row_of(ledger, again)["re_evaluation_of"] == str(own)
    assert row_of(ledger, again)["items"][0]["grade"] is None
