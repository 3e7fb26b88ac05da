"""Which shipped rules can a congress start from?"""

from __future__ import annotations

from typing import Any, Final

from api.http import queries
from api.http.audience import EVERYONE
from api.http.reply import Reply
from api.http.route import V1, Call, Parameter, Route
from api.refusals import QueryInvalid
from domain.profile import DECISION_HALVES, EVALUATION_PRESETS, compose
from domain.profile.refusals import UnknownPreset

DECISION: Final = Parameter(
    name="decision",
    place="query",
    summary="决定方式的预设，不写是county",
    schema={"type": "string", "enum": list(DECISION_HALVES)},
)
EVALUATION: Final = Parameter(
    name="evaluation",
    place="query",
    summary="测评方式的预设，不写是sc_evaluation",
    schema={"type": "string", "enum": list(EVALUATION_PRESETS)},
)


def _preset(call: Call) -> Reply:
    """A whole profile of two halves, to be changed where the congress's own 办法 differs, and adopted."""
    queries.refuse_unknown(call, (DECISION, EVALUATION))
    return Reply(content=compose(call.query.get("decision", "county"), call.query.get("evaluation", "sc_evaluation")))


ROUTES: Final = (
    Route(
        method="GET",
        path=f"{V1}/presets",
        summary="预设规则：一份完整的规则，可改动后登记",
        audience=EVERYONE,
        handle=_preset,
        answer=dict[str, Any],
        parameters=(DECISION, EVALUATION),
        refusals=(QueryInvalid, UnknownPreset),
    ),
)
