"""Which examples stand for the events of the year of work 年度工作?"""

from domain.events import Envelope, Event
from projects.events import cycles as c
from projects.events.values import Reviewed
from tests.examples.envelopes import CHAIR, CLERK, COUNTY, FIRST, decided, recorded

LINES = (
    c.Listed(
        project="2024-01",
        title="示例县农村公路提升",
        content="改造农村公路32公里，增设会车道48处",
        amount_fen=5_200_000_000,
        deadline="2024年12月底",
    ),
    c.Listed(
        project="2024-02",
        title="示例县老旧小区改造",
        content="改造老旧小区6个",
        amount_fen=3_600_000_000,
        amount_text="约3600万元",
        deadline="2024年11月底",
    ),
    c.Listed(project="2024-03", title="示例县普惠性托位新增"),
)
EXAMPLES: tuple[tuple[Envelope, Event], ...] = (
    (
        recorded("2023-09-01"),
        c.CycleOpened(
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            project_year=2024,
            decision_mode="congress_ballot",
            profile_version=2,
        ),
    ),
    (
        recorded("2024-05-20"),
        c.CycleTakenOver(
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            project_year=2022,
            document="示例县2022年民生实事完成情况报告",
            figures=(c.Printed(name="征集建议项目", value="118件"), c.Printed(name="总投资", value="约3.2亿元")),
            notes="报告只印了合计",
        ),
    ),
    (
        recorded("2023-09-04"),
        c.SolicitationOpened(
            organiser="government",
            from_on="2023-09-04",
            to_on="2023-10-13",
            channels=("deputy_suggestion", "public_online"),
            notice="关于征集2024年度民生实事项目的公告",
        ),
    ),
    (recorded("2023-10-13"), c.SolicitationClosed(received=136, document="示例县民生实事建议项目汇总表")),
    (
        decided("government", "2023-12-22", how="meeting_decision"),
        c.PreliminaryListDrawnUp(
            batch=1,
            items=LINES[:2],
            steps=(
                Reviewed(step="gov_exec", body="government", on="2023-11-22", meeting="县政府第40次常务会议"),
                Reviewed(step="party_committee", body="party_committee", on="2023-12-05"),
                Reviewed(
                    step="sc_preview", body="standing_committee", on="2023-12-21", document="示人常办〔2023〕31号"
                ),
            ),
            profile_version=2,
            document="2024年度民生实事候选项目（初稿）",
        ),
    ),
    (
        recorded("2023-12-06"),
        c.ListPublicised(
            batch=1, from_on="2023-12-06", to_on="2023-12-12", medium="示例县人民政府网站", document="公示"
        ),
    ),
    (
        recorded("2023-12-13"),
        c.PublicityEnded(
            batch=1,
            objections=(
                c.Objection(matter="建议把示例镇北段公路也列进来", settled="已列入2025年度储备库，已经书面答复"),
            ),
        ),
    ),
    (
        decided("government", "2024-01-05", how="meeting_decision"),
        c.ListSubmitted(batch=1, document="示政〔2024〕2号", submitted_to="congress"),
    ),
    (
        decided("session_presidium", "2024-01-17"),
        c.FinalListFixed(
            batch=1,
            items=(LINES[2], LINES[0]),
            seats=1,
            profile_version=2,
            changes=(
                c.ListChange(
                    project="2024-03",
                    kind="added",
                    reason="示例城南代表团审议时提出",
                    after="示例县普惠性托位新增",
                ),
                c.ListChange(
                    project="2024-02",
                    kind="dropped",
                    reason="上级安排实施，不再票决",
                    before="示例县老旧小区改造",
                ),
            ),
            document="正式候选项目名单",
        ),
    ),
    (recorded("2024-01-18"), c.ListBalloted(batch=1, round=FIRST)),
    (
        decided("government", "2024-02-01", how="meeting_decision"),
        c.ProjectsListed(batch=1, projects=("2024-01", "2024-03"), document="示政发〔2024〕3号"),
    ),
    (
        recorded("2024-02-20"),
        c.FeedbackNoticePublished(
            covers=("2024征-001", "2024征-002"),
            medium="示例县人民政府网站",
            document="建议项目办理情况公告",
            text="两件建议项目均已列入2024年度候选项目。",
        ),
    ),
    (
        recorded("2024-03-01"),
        c.SupervisionGroupFormed(
            group="1",
            name="第一监督小组",
            projects=("2024-01",),
            lead_office="示例县人大常委会城建环资工委",
            linked_member=CHAIR.ref,
            leader=CHAIR.ref,
            members=(CLERK.ref, CHAIR.ref),
        ),
    ),
    (
        recorded("2024-06-01"),
        c.SupervisionGroupChanged(
            group="1",
            name="第一监督小组",
            projects=("2024-01", "2024-03"),
            reason="托位项目并入本组",
            lead_office="示例县人大常委会城建环资工委",
            linked_member=CHAIR.ref,
            leader=CHAIR.ref,
            members=(CLERK.ref,),
        ),
    ),
    (
        recorded("2025-06-30"),
        c.CycleClosed(summary="10个项目全部完成，1个项目再次测评合格", document="2024年度民生实事工作总结"),
    ),
)
