"""Which examples stand for the events of a project 民生实事项目, from its draft to its last account?"""

from dataclasses import replace

from domain.events import Decision, Envelope, Event
from domain.streams import round_id
from projects.events.projects import (
    AcceptanceReturned,
    AnnualPlanSet,
    FinalAccountsApproved,
    Milestone,
    MilestoneMet,
    MilestoneMissed,
    PlanFiled,
    ProjectAccepted,
    ProjectAssigned,
    ProjectCarriedOver,
    ProjectCompleted,
    ProjectDrafted,
    ProjectHandedOver,
    ProjectLinked,
    ProjectListed,
    ProjectNotSelected,
    ProjectRevised,
    ProjectSelected,
    ProjectTakenOver,
    SettlementAudited,
    SurplusReturned,
)
from projects.events.values import Amounts, Brief, Place, SourceAmount, SubItem, Target, TargetDone
from tests.examples.envelopes import COUNTY, FIRST, SHEET, TOWN, recorded

PLACES = (Place(name="示例镇至示例乡", division="990101101"), Place(name="示例乡敬老院门前"))
KILOMETRES = Target(id="1", name="提升农村公路", unit="公里", planned="42.5")
ACCIDENTS = Target(id="2", name="事故多发路段", unit="处", planned="3", sense="at_most")
ROADS = Brief(
    title="示例县农村公路提升",
    nature="construction",
    category="交通出行",
    content="提升示例镇、示例乡农村公路42.5公里，加装护栏。",
    places=PLACES,
    unit="07",
    cooperating=("11", "15"),
    targets=(KILOMETRES, ACCIDENTS),
    sub_items=(
        SubItem(
            id="1",
            title="示例镇段",
            unit="07",
            amount_fen=3_000_000_000,
            targets=(replace(KILOMETRES, planned="25"),),
            places=PLACES[:1],
        ),
        SubItem(id="2", title="示例乡段", amount_fen=2_000_000_000),
    ),
    total_fen=5_200_000_000,
    total_text="约5200万元",
    sources=(
        SourceAmount(source="province", amount_fen=1_800_000_000),
        SourceAmount(source="county", amount_fen=3_000_000_000),
    ),
    deadline_on="2025-06-30",
    deadline_text="2025年6月底",
    cross_year=True,
    stage_goal="2024年底前完成路基和25公里路面。",
    beneficiaries="沿线九个行政村1.6万人",
    investment_code="2401-990101-04-01-000001",
    budget_code="990101240000000000007",
)
PAST = Brief(title="示例镇自来水入户", nature="policy", unit="03", total_text="约300万元", deadline_text="2023年底")


def by_government(on: str) -> Envelope:
    """Decided by the government in its own meeting."""
    decision = Decision(body="government", meeting="示例县人民政府常务会议", unanimous=True)
    return replace(recorded(on), decided_by=decision)


EXAMPLES: tuple[tuple[Envelope, Event], ...] = (
    (
        recorded("2023-11-10"),
        ProjectDrafted(
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            project_year=2024,
            number=1,
            brief=ROADS,
            proposals=("2024征-001", "2024征-018"),
        ),
    ),
    (
        recorded("2023-11-24"),
        ProjectRevised(brief=replace(ROADS, total_fen=5_000_000_000, sources=()), reason="县财政评审核减"),
    ),
    (
        recorded("2024-06-03"),
        ProjectTakenOver(
            congress=TOWN,
            code="990101101",
            congress_name="示例镇人民代表大会",
            level="township",
            project_year=2023,
            number=1,
            brief=PAST,
            document="示例镇2023年民生实事项目进展情况报告",
            standing="running",
            selected_on="2023-01-12",
            selected_how="票决确定",
            printed=Amounts(
                allotted_fen=200_000_000, received_fen=180_000_000, paid_fen=120_000_000, completed_fen=210_000_000
            ),
            figures_on="2024-05-31",
            past_round=str(round_id(f"taken over by {TOWN}", 2023, 1, 1)),
            notes="原件没有分来源。",
        ),
    ),
    (
        recorded("2024-01-18"),
        ProjectSelected(
            origin="voted",
            round=FIRST,
            announcement="公告第4号",
            batch=1,
            amount_fen=5_200_000_000,
            amount_text="约5200万元",
            deadline="2025年6月底",
            project_year=2025,
        ),
    ),
    (recorded("2024-01-18"), ProjectNotSelected(round=FIRST, announcement="公告第4号", batch=1)),
    (
        by_government("2024-02-02"),
        ProjectListed(
            batch=1,
            document="示例县2024年民生实事项目清单",
            amount_fen=96_000_000,
            amount_text="96万元",
            deadline="2024年9月底",
            project_year=2025,
        ),
    ),
    (
        recorded("2024-02-20"),
        AnnualPlanSet(
            year=2024,
            amount_fen=3_400_000_000,
            sources=(SourceAmount(source="county", amount_fen=3_000_000_000),),
            targets=(replace(KILOMETRES, planned="25"),),
            reason="省级补助推迟到2025年下达",
            document="示财建〔2024〕12号",
        ),
    ),
    (
        by_government("2024-02-05"),
        ProjectAssigned(
            unit="07",
            unit_name="示例县交通运输局",
            cooperating=("11", "15"),
            leader="分管副县长",
            document="示政办发〔2024〕6号",
        ),
    ),
    (
        recorded("2024-02-08"),
        PlanFiled(
            year=2024,
            milestones=(
                Milestone(id="1", name="开工", due_on="2024-04-10"),
                Milestone(id="2", name="25公里路面完成", due_on="2024-12-20"),
            ),
            measures="每月调度一次，县交通运输局专人驻点。",
            document="示例县农村公路提升实施计划",
        ),
    ),
    (recorded("2024-04-09"), MilestoneMet(milestone="1", document="开工令")),
    (
        recorded("2024-12-23"),
        MilestoneMissed(milestone="2", reason="连续降雨，路面推迟摊铺。", expected_on="2025-01-20"),
    ),
    (
        recorded("2025-06-25"),
        ProjectCompleted(
            targets=(
                TargetDone(target="1", done="43", counted_by="示例县交通工程质量监督站", document=SHEET),
                TargetDone(target="2", done="4"),
            ),
            summary="两段路面、护栏全部完成。",
            document="完工报告",
        ),
    ),
    (
        recorded("2025-07-18"),
        ProjectAccepted(accepted_by="示例县交通运输局验收组", unmet=("2",), document="示交验〔2025〕3号"),
    ),
    (recorded("2025-07-02"), AcceptanceReturned(reason="示例乡段护栏缺120米。", due_on="2025-07-15")),
    (
        recorded("2025-09-08"),
        SettlementAudited(amount_fen=4_986_512_300, document="示审结〔2025〕21号", reason="扣回甲供材料款"),
    ),
    (
        recorded("2025-10-15"),
        FinalAccountsApproved(amount_fen=5_061_200_000, document="示财建〔2025〕88号", reason="计入监理费"),
    ),
    (
        recorded("2025-10-20"),
        ProjectHandedOver(to="示例镇人民政府、示例乡人民政府", document="移交清单", reason="分段移交"),
    ),
    (
        recorded("2025-11-03"),
        SurplusReturned(amount_fen=138_800_000, document="缴款书", reason="补缴利息"),
    ),
    (
        recorded("2025-01-06"),
        ProjectCarriedOver(from_year=2024, to_year=2025, reached="路基全部完成，路面完成22公里。", reason="跨年度项目"),
    ),
    (
        recorded("2024-03-01"),
        ProjectLinked(
            kind="same_as_upper", other="2024-07", other_title="示例市四好农村路", other_code="9901",
        ),
    ),
)  # fmt: skip
