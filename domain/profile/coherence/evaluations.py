"""Which rules of evaluation and follow-up cannot hold together?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.profile.coherence.ballots import saying, unreachable
from domain.profile.coherence.contradiction import Contradiction
from domain.profile.evaluation import Thresholds
from domain.profile.model import to_json
from domain.profile.words import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.profile.model import Profile

GRADES: Final = 3
WHOLE: Final = 100
PLACES: Final = {
    "deputies": ("plenary", "delegations", "supervision_group"),
    "sc_members": ("sc_meeting",),
    "street_council": ("street_council",),
    "residents": ("survey",),
}


class EvaluatorsPlace(Contradiction):
    """Who grades decides where: members of the standing committee in its meeting, deputies at the session (§8.1)."""

    code = "evaluators_place"
    title = "测评人与测评场合不配"
    touches = ("/evaluation/evaluators", "/evaluation/where")

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A meeting that these evaluators do not have."""
        rules = profile.evaluation
        fitting = PLACES[rules.evaluators]
        if rules.where not in fitting:
            yield "/evaluation/where", _places(rules.evaluators, fitting)


class EvaluatorsLevel(Contradiction):
    """Only a street has a resident council, and a street has no session (§1.2)."""

    code = "evaluators_level"
    title = "这一层级没有该测评场合"
    touches = ("/level", "/evaluation/evaluators", "/evaluation/where")

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A council outside a street, a session on one."""
        rules = profile.evaluation
        if rules.evaluators == "street_council" and profile.level != "street":
            yield "/evaluation/evaluators", "只有街道才有议事会，其他层级不能由议事会测评。"
        if rules.where in ("plenary", "delegations") and profile.level == "street":
            yield "/evaluation/where", "街道没有人民代表大会，不能在大会或者代表团会议上测评。"


class SurveyBase(Contradiction):
    """A survey knows its answers alone: no members, no attendance (§8.3)."""

    code = "survey_base"
    title = "群众测评只能按有效答卷计算"
    touches = ("/evaluation/evaluators",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Bases and a quorum that a survey does not have."""
        rules = profile.evaluation
        if rules.evaluators != "residents":
            return
        if rules.base != "valid":
            yield "/evaluation/base", "群众测评没有应到人数和到会人数，等次的分母只能是有效票（valid）。"
        if rules.rate_base != "valid":
            yield "/evaluation/rate_base", "群众测评没有应到人数和到会人数，满意率的分母只能是有效票（valid）。"
        if rules.quorum is not None:
            yield "/evaluation/quorum", "群众测评没有法定人数，应为空值（null）。"


class GradesWithoutReach(Contradiction):
    """A grade that nothing can reach, or a quorum above the whole."""

    code = "grade_out_of_reach"
    title = "测评的比例永远达不到"

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Each such share of the evaluation."""
        rules = profile.evaluation
        marks = rules.thresholds or Thresholds()
        shares = {
            "/evaluation/quorum": rules.quorum,
            "/evaluation/thresholds/satisfied": marks.satisfied,
            "/evaluation/thresholds/acceptable": marks.acceptable,
        }
        for pointer, share in shares.items():
            if share is not None and unreachable(share.num, share.den, share.op):
                yield pointer, f"{saying(share.num, share.den, share.op)}永远达不到。"


class RectifiedGrades(Contradiction):
    """Only a grade that exists, and not the best one, calls for 整改 (G-10)."""

    code = "rectify_on_grade"
    title = "须整改的等次不对"
    touches = ("/evaluation/grades",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """The best grade, 弃权, or a word that is no grade."""
        rules = profile.evaluation
        for index, grade in enumerate(rules.rectify_on):
            if grade not in rules.grades[1:GRADES]:
                allowed = "、".join(rules.grades[1:GRADES])
                yield f"/evaluation/rectify_on/{index}", f"须整改的等次只能是{allowed}，不能是“{grade}”。"


class UnmarkedAbstains(Contradiction):
    """未作标记 can only be 弃权 on a sheet that has a column for it (V-06, G-01)."""

    code = "unmarked_without_abstain"
    title = "测评票上没有弃权一栏"
    touches = ("/evaluation/grades",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Silence counted in a column that is not there."""
        rules = profile.evaluation
        if rules.unmarked == "abstain" and len(rules.grades) == GRADES:
            yield "/evaluation/unmarked", "测评等次里没有第四项（弃权），未作标记不能计为弃权。"


class WeightsSum(Contradiction):
    """Weights of a composite are parts of a whole (镇海2013: 60, 30, 10)."""

    code = "weights_sum"
    title = "综合权重合计须为100"

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Weights that sum to anything but 100."""
        weights = profile.evaluation.composite_weights
        if weights is not None and (total := sum(to_json(weights).values())) != WHOLE:
            yield "/evaluation/composite_weights", f"综合权重合计须为100，现为{total}。"


class FollowUpOrder(Contradiction):
    """The plan comes before the end of the rectification, and the last resort after a re-evaluation (G-10)."""

    code = "follow_up_order"
    title = "回头看的次序不对"
    touches = ("/follow_up/rectify_days", "/follow_up/re_evaluate")

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A plan due too late, a consequence of a re-evaluation that is not held."""
        rules = profile.follow_up
        if rules.plan_days > rules.rectify_days:
            yield (
                "/follow_up/plan_days",
                f"整改方案期限（{rules.plan_days}天）不能长于整改期限（{rules.rectify_days}天）。",
            )
        if not rules.re_evaluate and rules.if_still_bad is not None:
            yield "/follow_up/if_still_bad", "不再次测评，就没有“仍不满意”，应为空值（null）。"


def _places(evaluators: str, fitting: tuple[str, ...]) -> str:
    places = worded("evaluation.where", *fitting)
    return f"测评人为{worded('evaluation.evaluators', evaluators)}时，测评场合只能是{places}。"


EVALUATION_CONTRADICTIONS: tuple[type[Contradiction], ...] = (
    EvaluatorsPlace,
    EvaluatorsLevel,
    SurveyBase,
    GradesWithoutReach,
    RectifiedGrades,
    UnmarkedAbstains,
    WeightsSum,
    FollowUpOrder,
)
