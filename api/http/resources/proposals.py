"""What can be recorded and asked about a proposal 建议项目?"""

from __future__ import annotations

from typing import Final

from api.http.audience import OFFICE, Audience
from api.http.commands import command
from api.http.use_cases import on, vocabulary
from projects.commands.proposals import (
    AdoptProposal,
    DeclineProposal,
    GiveFeedback,
    GiveTransferNumber,
    MergeProposal,
    PublishProposal,
    ReopenProposal,
    ReserveProposal,
    SubmitProposal,
    TransferProposal,
)
from projects.deciders.proposals import PROPOSAL
from projects.refusals import common, proposals

SCREENERS: Final[Audience] = OFFICE | {"government"}
"""政府牵头征集和筛选; a township's two accounts can do everything."""

REASONS: Final = vocabulary(common, proposals)
P: Final = "/proposals/{proposal}"

ROUTES: Final = (
    command("/proposals", on(PROPOSAL, SubmitProposal), "登记建议项目", audience=SCREENERS, refusals=REASONS),
    command(f"{P}/adoption", on(PROPOSAL, AdoptProposal), "列入", audience=SCREENERS, refusals=REASONS),
    command(f"{P}/merger", on(PROPOSAL, MergeProposal), "合并", audience=SCREENERS, refusals=REASONS),
    command(f"{P}/reserve", on(PROPOSAL, ReserveProposal), "储备", audience=SCREENERS, refusals=REASONS),
    command(f"{P}/transfer", on(PROPOSAL, TransferProposal), "转办", audience=SCREENERS, refusals=REASONS),
    command(f"{P}/transfer-number", on(PROPOSAL, GiveTransferNumber), "转办编号", audience=SCREENERS, refusals=REASONS),
    command(f"{P}/refusal", on(PROPOSAL, DeclineProposal), "不予列入", audience=SCREENERS, refusals=REASONS),
    command(f"{P}/reopening", on(PROPOSAL, ReopenProposal), "重新研究", audience=SCREENERS, refusals=REASONS),
    command(f"{P}/feedback", on(PROPOSAL, GiveFeedback), "反馈", audience=SCREENERS, refusals=REASONS),
    command(f"{P}/publication", on(PROPOSAL, PublishProposal), "审核后公开", audience=OFFICE, refusals=REASONS),
)
