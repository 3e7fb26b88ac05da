"""By which rules was a round of the ballot decided, in the sentences of the 票决办法, with the numbers of that day?"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from api.http import queries
from api.http.audience import EVERYONE
from api.http.reads import ONE, wait
from api.http.reply import Reply
from api.http.route import V1, Call, Route
from api.http.streams import stream_named
from api.paper.words import clauses
from api.paper.words.clauses import Numbers
from api.refusals import NotYet, PastUnknown, QueryInvalid
from domain.profile import Profile, recorded_profile
from domain.refusals import NotFound
from projections.model import Row
from projections.models import ROUND_RESULTS
from projections.publication import listed, published
from voting.events.rounds import RoundKind, RoundOpened
from voting.states.counts import rules_of


def _rules(call: Call) -> Reply:
    """The rules that were pinned when the round was opened; whoever asks, only once its result is published."""
    queries.refuse_unknown(call, ONE)
    wait(call, ROUND_RESULTS)
    key = stream_named(call.path["round"])
    shown = call.desk.reading.row(ROUND_RESULTS, str(key), queries.as_of(call).position)
    if shown is None or not listed(shown.row):
        raise NotFound("没有找到票决结果。")
    row = published({"stream": shown.key, **shown.row}, "public")
    return Reply(content={"stream": shown.key, "rules": _said(call, key, row) if "quorum" in row else []})


def _said(call: Call, stream: UUID, row: Row) -> list[str]:
    """Quorum, threshold, choice, ties and shortfalls; nothing of a past round, and nothing where the opening was erased."""
    opened = call.desk.ledger.first(stream).event
    if not isinstance(opened, RoundOpened):
        return []
    kind: RoundKind = opened.repeats if opened.kind == "void_repeat" else opened.kind
    return list(sentences(recorded_profile(opened.profile), kind, _numbers(row)))


def sentences(profile: Profile, kind: RoundKind, known: Numbers) -> tuple[str, ...]:
    """The clauses of a 票决办法 by which a round of this kind is decided."""
    rules = rules_of(profile, kind)
    return (
        clauses.quorum(profile, rules, known),
        clauses.threshold(profile, rules, known),
        clauses.choice(profile, rules, known),
        clauses.tie(profile, rules),
        clauses.shortfall(profile, rules),
    )


def _numbers(row: Row) -> Numbers:
    heads = row["attendance"] or {}
    return Numbers(seats=row["seats"], due=heads.get("due"), present=heads.get("present"))


ROUTES: Final = (
    Route(
        method="GET",
        path=f"{V1}/rounds/{{round}}/rules",
        summary="一轮票决按哪些规则确定",
        audience=EVERYONE,
        handle=_rules,
        answer=dict[str, object],
        parameters=ONE,
        refusals=(QueryInvalid, PastUnknown, NotFound, NotYet),
    ),
)
