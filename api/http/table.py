"""Which routes does the service have, all resources together?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import orjson

from api.http.audience import EVERYONE
from api.http.openapi import openapi
from api.http.reply import Reply
from api.http.resources import (
    accounts,
    adjustments,
    calculators,
    confirmations,
    congresses,
    cycles,
    differences,
    documents,
    erasures,
    evaluations,
    event_bytes,
    event_search,
    events,
    findings,
    followups,
    hall,
    halves,
    history,
    inspections,
    keying,
    ledger,
    log,
    log_proofs,
    meetings,
    methods,
    oidc,
    passes,
    people,
    presets,
    progress,
    projects,
    proposals,
    records,
    reports,
    rounds,
    sealing,
    service,
    session,
    sheets,
    tokens,
    told,
)
from api.http.route import V1, Call, Route

RESOURCES: Final = (
    session,
    oidc,
    confirmations,
    tokens,
    accounts,
    records,
    passes,
    halves,
    congresses,
    erasures,
    presets,
    people,
    cycles,
    proposals,
    meetings,
    rounds,
    methods,
    keying,
    sealing,
    sheets,
    hall,
    projects,
    progress,
    adjustments,
    findings,
    inspections,
    reports,
    evaluations,
    followups,
    ledger,
    documents,
    history,
    told,
    event_search,
    events,
    event_bytes,
    differences,
    log,
    log_proofs,
    calculators,
    service,
)


def self_described(routes: Sequence[Route]) -> tuple[Route, ...]:
    """The routes and one more, at which they and it are described as OpenAPI 3.1."""

    @cache
    def document() -> bytes:
        return orjson.dumps(openapi(everything))

    def handle(_call: Call) -> Reply:
        return Reply(content=document())

    described = Route(
        method="GET",
        path=f"{V1}/openapi.json",
        summary="接口说明（OpenAPI 3.1）",
        audience=EVERYONE,
        handle=handle,
        answer=dict[str, Any],
    )
    everything = (*routes, described)
    return everything


ROUTES: Final = self_described([route for resource in RESOURCES for route in resource.ROUTES])
