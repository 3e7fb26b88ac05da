"""Which examples stand for the events of the second look at a project 回头看?"""

from domain.events import Envelope, Event
from domain.streams import evaluation_id
from projects.events.followups import (
    FollowUpClosed,
    FollowUpEscalated,
    FollowUpOwed,
    Measure,
    ProjectReevaluated,
    RectificationInspected,
    RectificationPlanFiled,
    RectificationReported,
)
from tests.examples.envelopes import COMMITTEE, GRADING, decided, recorded

AGAIN = str(evaluation_id(COMMITTEE, 2024, "rectification", 1))

EXAMPLES: tuple[tuple[Envelope, Event], ...] = (
    (
        recorded("2025-01-10"),
        FollowUpOwed(
            number=1,
            cause="grade",
            plan_due_on="2025-01-25",
            rectify_due_on="2025-04-10",
            re_evaluate=True,
            evaluation=GRADING,
            item="2024-06",
            grade="不满意",
        ),
    ),
    (
        decided("standing_committee", "2025-02-20"),
        FollowUpOwed(
            number=2,
            cause="body",
            plan_due_on="2025-03-07",
            rectify_due_on="2025-05-21",
            re_evaluate=True,
            item="2024-06-2",
            reason="代表视察发现充电车位长期被占用",
        ),
    ),
    (
        recorded("2025-01-23"),
        RectificationPlanFiled(
            number=1,
            measures=(
                Measure(problem="两处停车场未按期开放", measure="完成消防验收后开放", due_on="2025-03-15"),
                Measure(problem="收费标准没有公示", measure="在入口公示收费标准"),
            ),
            document="示住建函〔2025〕3号",
        ),
    ),
    (
        recorded("2025-04-02"),
        RectificationReported(
            number=1, text="两处停车场已于三月底开放，收费标准已在全部入口公示。", document="示住建函〔2025〕19号"
        ),
    ),
    (
        recorded("2025-04-18"),
        RectificationInspected(
            number=1,
            finding="抽查四处停车场，均已开放并公示收费标准。",
            satisfactory=True,
            inspection="2025视-002",
            document="回头看核查记录（2025年4月18日）",
        ),
    ),
    (
        recorded("2025-06-12"),
        ProjectReevaluated(number=1, evaluation=AGAIN, item="2024-06", grade="基本满意", passed=True),
    ),
    (
        recorded("2025-06-20"),
        FollowUpClosed(number=1, conclusion="再次测评基本满意，整改完成。", document="示人常办〔2025〕11号"),
    ),
    (
        decided("standing_committee", "2025-06-26"),
        FollowUpEscalated(
            number=2, how="inquiry", reason="整改期限已过，仍未报告整改情况", document="示人常〔2025〕8号"
        ),
    ),
)
