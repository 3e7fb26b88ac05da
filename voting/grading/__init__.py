"""How do the votes of an evaluation 测评 become grades and rates, with their reasons?"""

from voting.grading.grade import grade
from voting.grading.rules import EvaluationRules
from voting.grading.sheet import Grade, Graded, GradedItem, Row, Sheet

__all__ = ["EvaluationRules", "Grade", "Graded", "GradedItem", "Row", "Sheet", "grade"]
