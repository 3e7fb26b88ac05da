"""How does the office print session passes 会议口令 for those who count, and take them back?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from api.accounts.halves import in_person
from api.accounts.passes import TASKS, NewPass, issue, issued, withdraw
from api.accounts.refusals import NotSignedIn, PassUnfit
from api.http import queries
from api.http.audience import OFFICE
from api.http.json_body import parse_json
from api.http.reply import Reply
from api.http.resources.accounts import SMALL, id_in
from api.http.route import V1, Body, Call, Route
from api.http.shapes import read_shape
from api.http.streams import stream_named
from api.refusals import OtherCongress, QueryInvalid
from api.scope import refuse_outside
from domain.congress.decider import CONGRESS
from domain.refusals import NotFound
from voting.deciders.meetings import MEETING
from voting.states.meetings import Meeting

PASSES: Final = f"{V1}/meetings/{{meeting}}/passes"


def _issue(call: Call) -> Reply:
    in_person(call.actor)
    asked = read_shape(NewPass, parse_json(call.body))
    stream, state = _meeting(call)
    made, half = issue(call.desk.accounts(), call.actor, stream, state, asked)
    content = {"pass": str(made), "task": TASKS[asked.task], "meeting": state.convened.title, "half": half}
    return Reply(content=content, status=HTTPStatus.CREATED)


def _list(call: Call) -> Reply:
    queries.refuse_unknown(call, ())
    stream, _ = _meeting(call)
    items = [
        {
            "pass": str(one.id),
            "person": str(one.person),
            "task": one.task,
            "papers": str(one.papers) if one.papers else None,
            "issued_by": one.issued_by,
            "issued_at": one.issued_at,
            "complete": one.second_by is not None,
            "ends_at": one.ended_at or one.ends_at,
        }
        for one in issued(call.desk.accounts(), stream)
    ]
    return Reply(content={"items": items})


def _withdraw(call: Call) -> Reply:
    stream, _ = _meeting(call)
    withdraw(call.desk.accounts(), call.actor, stream, id_in(call, "pass"))
    return Reply(content={})


def _meeting(call: Call) -> tuple[UUID, Meeting]:
    """The meeting in the address, if it is of the caller's congress; raises `NotFound`, `OtherCongress`."""
    stream, ledger = stream_named(call.path["meeting"]), call.desk.ledger
    state = ledger.load(MEETING, stream).state
    if state is None:
        raise NotFound("没有找到这次会议。")

    def code_today(congress: UUID) -> str:
        found = ledger.load(CONGRESS, congress).state
        return found.code if found is not None else ""

    refuse_outside(call.actor, state, code_today)
    return stream, state


REASONS: Final = (NotFound, OtherCongress)

ROUTES: Final = (
    Route(
        method="POST",
        path=PASSES,
        summary="发会议口令，打印前半",
        audience=OFFICE,
        handle=_issue,
        body=Body(shape=NewPass, limit_bytes=SMALL),
        answer=dict[str, str],
        answer_status=HTTPStatus.CREATED,
        refusals=(PassUnfit, NotSignedIn, *REASONS),
    ),
    Route(
        method="GET",
        path=PASSES,
        summary="会议口令列表",
        audience=OFFICE,
        handle=_list,
        answer=dict[str, Any],
        refusals=(QueryInvalid, *REASONS),
    ),
    Route(
        method="DELETE",
        path=f"{PASSES}/{{pass}}",
        summary="作废会议口令",
        audience=OFFICE,
        handle=_withdraw,
        answer=dict[str, Any],
        refusals=REASONS,
    ),
)
