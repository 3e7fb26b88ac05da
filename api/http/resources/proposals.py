"""What can be recorded and asked about a proposal 建议项目?"""

from __future__ import annotations

from typing import Any, Final

from api.cases import on
from api.http import queries
from api.http.audience import EVERYONE, OFFICE, Audience
from api.http.commands import command
from api.http.filters import OPEN, YEAR
from api.http.reads import many, one, wait
from api.http.reply import Reply
from api.http.route import V1, Call, Route
from api.http.vocabulary import vocabulary
from api.refusals import NotYet, PastUnknown, QueryInvalid
from api.scope import sees_inside
from domain.refusals import NotFound
from domain.streams import congress_id
from projections.proposals import PROPOSALS, read_funnel
from projections.publication import published
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

FUNNEL: Final = (queries.AT_LEAST, queries.AS_OF, queries.CONGRESS, queries.YEAR)
LINKS: Final = {
    "proposal": f"{V1}/proposals/{{stream}}",
    "history": f"{V1}/streams/{{stream}}/history",
    "event": f"{V1}/events/{{position}}",
}
"""Where the streams lie that the funnel names: the proposals themselves, and the events behind any figure."""


def _funnel(call: Call) -> Reply:
    """How a year's solicitation ran into projects; outside, what is published of it."""
    queries.refuse_unknown(call, FUNNEL)
    code, year = queries.division(call, queries.CONGRESS), queries.year(call)
    if not code:
        raise QueryInvalid("请用参数congress写明是哪个人大（行政区划代码）。")
    wait(call, PROPOSALS)
    found = read_funnel(call.desk.reading, str(congress_id(code)), year, queries.as_of(call).position)
    if found is None:
        raise NotFound(f"没有登记过{year}年度的征集。")
    if sees_inside(call.actor, found["code"], found["kind"]):
        return Reply(content={**published(found, "inside"), "links": LINKS})
    return Reply(content=published(found, "public"))


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
    many("/proposals", PROPOSALS, "建议项目", YEAR, OPEN),
    one(P, PROPOSALS, "建议项目"),
    Route(
        method="GET",
        path=f"{V1}/proposal-funnel",
        summary="一个年度从征集到确定项目的漏斗",
        audience=EVERYONE,
        handle=_funnel,
        answer=dict[str, Any],
        parameters=FUNNEL,
        refusals=(QueryInvalid, PastUnknown, NotFound, NotYet),
    ),
)
