"""Which examples stand for the events of a graded evaluation?"""

from tests.examples.envelopes import COMMITTEE, COUNTY, GRADING, decided, recorded
from tests.examples.profile import PROFILE
from voting.events.evaluations import (
    EvaluatedItem,
    EvaluationAnnounced,
    EvaluationCorrected,
    EvaluationDeclared,
    EvaluationGraded,
    EvaluationOpened,
    EvaluationTotalsRecorded,
    EvaluationVoided,
    GradeTotals,
    ItemGrade,
    SurveyRecorded,
)

DAY = "2024-01-05"
SCHOOLS, ROADS, WATER = "2023-01", "2023-02", "2023-03"
GRADES = (
    ItemGrade(item=SCHOOLS, grade="satisfied"),
    ItemGrade(item=ROADS, grade="basically_satisfied"),
    ItemGrade(item=WATER, grade="dissatisfied"),
)

EXAMPLES = (
    (
        recorded("2024-06-28"),
        EvaluationOpened(
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            meeting=COMMITTEE,
            meeting_title="示例县第十七届人大常委会第二十一次会议",
            body="standing_committee",
            project_year=2023,
            number=2,
            subject="rectification",
            venue="sc_meeting",
            items=(EvaluatedItem(id=WATER, title="示例县农村饮水管网更新", unit="示例县水利局"),),
            members=33,
            present=29,
            attendance=1,
            profile_version=2,
            profile=PROFILE,
            report="关于饮水管网整改情况的报告",
            re_evaluation_of=GRADING,
        ),
    ),
    (
        recorded(DAY),
        EvaluationTotalsRecorded(
            items=(
                GradeTotals(item=SCHOOLS, satisfied=28, basically_satisfied=1),
                GradeTotals(item=ROADS, satisfied=16, basically_satisfied=11, dissatisfied=2),
                GradeTotals(item=WATER, satisfied=5, basically_satisfied=9, dissatisfied=12, abstain=2, invalid=1),
            )
        ),
    ),
    (
        recorded(DAY),
        EvaluationGraded(
            grades=GRADES,
            cause="correction",
        ),
    ),
    (decided("standing_committee", DAY), EvaluationDeclared(grades=GRADES)),
    (
        decided("standing_committee", "2024-01-08"),
        EvaluationAnnounced(
            grades=GRADES, number="示人常〔2024〕2号", medium="示例县人大网站", document="测评结果通报"
        ),
    ),
    (
        recorded("2024-01-06"),
        EvaluationCorrected(
            field="/items/2023-02/satisfied", before=17, after=16, reason="报告单写的是16票，录入时错看"
        ),
    ),
    (decided("standing_committee", DAY), EvaluationVoided(reason="收回票多于发出票")),
    (
        recorded("2023-12-20"),
        SurveyRecorded(
            survey="phone",
            sample=2000,
            responses=1876,
            items=(GradeTotals(item=WATER, satisfied=1204, basically_satisfied=391, dissatisfied=212, abstain=69),),
            document="群众满意度电话调查报告",
        ),
    ),
)
