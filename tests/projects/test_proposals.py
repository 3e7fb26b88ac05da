"""Is a proposal taken in, screened to one of five ends, answered, taken up again and published, each once and in order?"""

from __future__ import annotations

from projects.events import proposals as p
from tests.projects.proposals import (
    ADOPT,
    ANSWER,
    DECLINE,
    HOME,
    PERSON,
    PUBLISH,
    REOPEN,
    RESERVE,
    TRANSFER,
    ask,
    merge,
    submit,
    taken,
)


def test_a_proposal_is_taken_in_under_its_number() -> None:
    submit(7, place="示例镇").then(
        p.ProposalSubmitted(
            congress=HOME, code="990101", congress_name="示例县", level="county", project_year=2024, number=7,
            channel="liaison_station", title="改造示例镇农村公路", content="路面破损，请整修。", proposer_kind="deputy",
            proposer=PERSON, place="示例镇",
        )
    )  # fmt: skip


def test_the_screening_has_five_ends() -> None:
    ask(taken(), ADOPT).then(p.ProposalAdopted(cost_fen=300_000_000))
    ask(taken(), RESERVE).then(p.ProposalReserved(reason="用地手续下年才能办完"))
    ask(taken(), TRANSFER).then(p.ProposalTransferred(to="hotline_12345"))
    ask(taken(), DECLINE).then(p.ProposalDeclined(reason_code="DEBT_RISK", reason="须举债建设"))
    (merged,) = merge(taken(2), taken(1)).events
    assert isinstance(merged, p.ProposalMerged)
    assert merged.into_number == "2024征-001"


def test_a_proposal_is_answered_reopened_and_published() -> None:
    answered = ask(ask(taken(), ADOPT).and_then(), ANSWER)
    answered.then(p.FeedbackGiven(how="individually", text="已列入候选"))
    ask(answered.and_then(), REOPEN).then(p.ProposalReopened(reason="上级补助已经落实"))
    ask(taken(), PUBLISH).then(p.ProposalPublished(title="改造农村公路"))
