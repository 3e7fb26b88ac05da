"""For which reasons is something about an evaluation alone not recorded?"""

from __future__ import annotations

from domain.refusals import WrongBody
from voting.refusals.announcing import SheetNotSigned
from voting.refusals.settling import NotTheWay


class OtherVenue(NotTheWay):
    """The method of evaluation names another place to grade at."""

    code = "other_venue"
    title = "测评办法规定了另一种测评场合"


class WrongEvaluatingBody(WrongBody):
    """The method of evaluation names another body."""

    code = "wrong_evaluating_body"
    title = "按测评办法，这件事不由该机构决定"


class GradesNotSigned(SheetNotSigned):
    """The signed 测评结果报告单 is not filed."""

    code = "grades_not_signed"
    title = "签字的测评结果报告单尚未归档"
