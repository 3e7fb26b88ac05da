"""How does the audit administrator see who read whose data, and what was tried and refused?"""

from __future__ import annotations

from typing import Any, Final

from api.accounts.attempts import attempts
from api.http import queries
from api.http.reply import Reply
from api.http.resources.accounts import AFTER, AUDIT, after
from api.http.route import V1, Call, Route
from api.refusals import QueryInvalid
from domain.storage.accounts.reads import read_reads


def _reads(call: Call) -> Reply:
    queries.refuse_unknown(call, (AFTER, queries.LIMIT))
    with call.desk.accounts().line() as line:
        found = read_reads(line, after(call), queries.limit(call))
    return Reply(content={"items": [each._asdict() for each in found]})


def _attempts(call: Call) -> Reply:
    queries.refuse_unknown(call, (AFTER, queries.LIMIT))
    found = attempts(call.desk.accounts(), after(call), queries.limit(call))
    return Reply(content={"items": [each._asdict() for each in found]})


def _route(path: str, summary: str, handle: Any) -> Route:
    return Route(
        method="GET",
        path=V1 + path,
        summary=summary,
        audience=AUDIT,
        handle=handle,
        answer=dict[str, Any],
        parameters=(AFTER, queries.LIMIT),
        refusals=(QueryInvalid,),
    )


ROUTES: Final = (
    _route("/reads", "谁看过个人信息、内部附件", _reads),
    _route("/attempts", "没有办成的和按次数记的", _attempts),
)
