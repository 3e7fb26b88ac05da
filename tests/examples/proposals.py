"""Which examples stand for the events of a proposal 建议项目?"""

from dataclasses import replace

from domain.events import Envelope, Event
from domain.streams import cycle_id, proposal_id
from projects.events.proposals import (
    FeedbackGiven,
    ProposalAdopted,
    ProposalDeclined,
    ProposalMerged,
    ProposalPublished,
    ProposalReopened,
    ProposalReserved,
    ProposalSubmitted,
    ProposalTransferred,
    TransferNumberGiven,
)
from tests.examples.envelopes import COUNTY, recorded

PROPOSER = "7d0f4b86-91c2-4e37-a5d8-3c6b1f20e954"

EXAMPLES: tuple[tuple[Envelope, Event], ...] = (
    (
        replace(recorded("2023-09-18"), approved_by=None),
        ProposalSubmitted(
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            project_year=2024,
            number=1,
            channel="liaison_station",
            title="改造示例镇老旧农村公路",
            content="示例镇三条村道路面破损，雨天积水，请整修并加装护栏。",
            proposer_kind="deputy",
            proposer=PROPOSER,
            category="交通出行",
            place="示例镇",
            division="990101101",
            necessity="沿线一所小学、四个自然村每天通行。",
            feasibility="不新征地，当年可以完工。",
            estimate_fen=320_000_000,
            estimate_text="约320万元",
            earlier=("2022征-014", "2023征-009"),
        ),
    ),
    (
        recorded("2023-11-08"),
        ProposalAdopted(cost_fen=315_000_000, cost_text="约315万元", project="2024-03", unit="07"),
    ),
    (
        recorded("2023-11-08"),
        ProposalMerged(
            into=str(proposal_id(COUNTY, 2024, 1)), into_number="2024征-001", reason="同一条路的另一段，一并实施"
        ),
    ),
    (recorded("2023-11-08"), ProposalReserved(reason="用地手续须到下一年度才能办完")),
    (
        recorded("2023-11-08"),
        ProposalTransferred(to="deputy_suggestion", number="2023-018", reason="按代表建议交有关部门办理"),
    ),
    (recorded("2023-11-20"), TransferNumberGiven(number="示例热线202311-0457")),
    (
        recorded("2023-11-08"),
        ProposalDeclined(reason_code="DEBT_RISK", reason="须举债建设，超出本县财政承受能力"),
    ),
    (recorded("2023-11-29"), ProposalReopened(reason="上级补助资金已经落实，重新测算后不需要举债")),
    (
        recorded("2023-12-06"),
        FeedbackGiven(
            how="by_notice",
            text="已列入2024年度候选项目，感谢提出。",
            document="示政办函〔2023〕41号",
            notice=str(cycle_id(COUNTY, 2024)),
        ),
    ),
    (recorded("2023-12-08"), ProposalPublished(title="改造示例镇老旧农村公路")),
)
