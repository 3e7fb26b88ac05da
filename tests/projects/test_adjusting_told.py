"""Are adjustments and second looks told in the words of those who decide them?"""

from __future__ import annotations

from uuid import UUID

import pytest

from domain.events import Event, Recorded
from projections.sentences import tell
from projects.events import adjustments as a
from projects.events import followups as f
from tests.given import ENVELOPE
from tests.projects.adjusting import BRIEF, MOVED

DROPPED = a.Changed(field="targets", before="安装护栏300米", after="无")
ADDED = a.Changed(field="sub_items", before="无", after="南片（300万元）")
SESSION = "示例县第十七届人民代表大会第四次会议"
OWED = f.FollowUpOwed(
    number=1, cause="grade", plan_due_on="2025-01-25", rectify_due_on="2025-04-10", re_evaluate=False,
    evaluation="evaluation-1", item="2024-01", grade="dissatisfied",
)  # fmt: skip


def told(*events: Event) -> list[str]:
    recorded = [Recorded(UUID(int=1), number, ENVELOPE, event, number) for number, event in enumerate(events, 1)]
    return [one.sentence for one in tell(recorded)]


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (
            a.MinorChangeFiled(brief=BRIEF, changes=(DROPPED, ADDED), reason="重新设计。\n已经论证。", profile_version=1),
            "备案一般调整：取消目标任务“安装护栏300米”；增加子项“南片（300万元）”，原因：重新设计。已经论证。",
        ),
        (
            a.AdjustmentRequested(
                number=2, kind="terminate", brief=BRIEF, changes=(), crossed=(), reason="选址被否决", profile_version=1
            ),
            "第2项提请终止实施，原因：选址被否决。",
        ),
        (
            a.AdjustmentRequested(
                number=1, kind="adjust", brief=BRIEF, changes=(MOVED,), crossed=("deadline_days", "targets_pct"),
                reason="连续强降雨", profile_version=1,
            ),
            "第1项提请调整：完成时限由“2024年10月底（2024年10月31日）”改为“2024年12月20日”，属于重大调整（时限、目标任务），原因：连续强降雨。",
        ),
        (a.AdjustmentDecided(number=1, outcome="refused", brief=BRIEF, owed_to_session=False), "不同意第1项提请。"),
        (
            a.AdjustmentDecided(number=1, outcome="suspended", brief=BRIEF, owed_to_session=True),
            "同意第1项提请，暂缓实施，须向下次大会报告。",
        ),
        (
            a.AdjustmentDecided(number=1, outcome="resumed", brief=BRIEF, owed_to_session=False),
            "同意第1项提请，恢复实施。",
        ),
        (
            a.AdjustmentDecided(number=1, outcome="terminated", brief=BRIEF, owed_to_session=False, words="妥善收尾。"),
            "同意第1项提请，终止实施，妥善收尾。",
        ),
        (a.AdjustmentHeard(number=1, meeting=SESSION), f"向{SESSION}报告第1项调整。"),
        (a.AdjustmentHeard(number=1, meeting=str(UUID(int=7))), "向大会报告第1项调整。"),
        (OWED, "2024-01测评等次为“不满意”，须回头看（第1次）：整改方案2025年1月25日前报送，整改2025年4月10日前完成。"),
        (
            f.RectificationInspected(number=1, finding="仍有积水。", satisfactory=False),
            "第1次回头看现场核查，整改没有到位：仍有积水。",
        ),
        (
            f.FollowUpEscalated(number=1, how="questioning", reason="整改没有到位"),
            "第1次回头看升级处理，质询，原因：整改没有到位。",
        ),
    ],
)  # fmt: skip
def test_it_is_told(event: Event, sentence: str) -> None:
    assert told(event) == [sentence]


def test_a_second_grade_is_told_apart_from_the_first_one_corrected() -> None:
    again = f.ProjectReevaluated(number=1, evaluation="evaluation-2", item="2024-01", grade="满意", passed=True)
    corrected = f.ProjectReevaluated(number=1, evaluation="evaluation-1", item="2024-01", grade="满意", passed=True)
    failed = f.ProjectReevaluated(number=1, evaluation="evaluation-3", item="2024-01", grade="不满意", passed=False)
    assert told(OWED, again, failed, corrected)[1:] == [
        "第1次回头看再次测评，2024-01的等次为“满意”，通过。",
        "第1次回头看再次测评，2024-01的等次为“不满意”，没有通过。",
        "测评更正后重新公布，2024-01的等次为“满意”，第1次回头看的原因不再存在。",
    ]


@pytest.mark.parametrize("cause", ["survey", "body"])
def test_a_second_look_says_why_it_is_owed(cause: str) -> None:
    event = f.FollowUpOwed(
        number=1, cause=cause, plan_due_on="2025-01-25", rectify_due_on="2025-04-10", re_evaluate=True, item="2024-01",  # type: ignore[arg-type] # one of them
    )  # fmt: skip
    said = {"survey": "2024-01群众测评没有达到要求，须回头看（第1次）", "body": "2024-01要求回头看（第1次）"}
    assert told(event)[0].startswith(said[cause])
    assert "整改后再次测评" in told(event)[0]
