"""How does somebody let a program of his own in, and shut it out again?"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Literal

from api.accounts import refusals
from api.accounts.tokens import list_tokens, make_token, revoke
from api.http import queries
from api.http.audience import ADMINISTRATORS, STAFF
from api.http.json_body import parse_json
from api.http.reply import Reply
from api.http.resources.accounts import SMALL, id_in
from api.http.route import V1, Body, Call, Route
from api.http.shapes import read_shape
from api.refusals import QueryInvalid
from api.shape import Shape
from domain.refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken(Shape):
    """For what the token is, whether it may write, and for how many days, at most 90."""

    purpose: str
    scope: Literal["read", "write"] = "read"
    days: int = 30


def _make(call: Call) -> Reply:
    asked = read_shape(NewToken, parse_json(call.body))
    made, secret = make_token(
        call.desk.accounts(), call.actor, scope=asked.scope, purpose=asked.purpose, days=asked.days
    )
    return Reply(content={"token": str(made), "secret": secret}, status=HTTPStatus.CREATED)


def _list(call: Call) -> Reply:
    queries.refuse_unknown(call, ())
    return Reply(content={"items": [each._asdict() for each in list_tokens(call.desk.accounts(), call.actor)]})


def _revoke(call: Call) -> Reply:
    revoke(call.desk.accounts(), call.actor, id_in(call, "token"))
    return Reply(content={})


ROUTES: Final = (
    Route(
        method="POST",
        path=f"{V1}/tokens",
        summary="生成本人的访问令牌",
        audience=STAFF,
        handle=_make,
        body=Body(shape=NewToken, limit_bytes=SMALL),
        answer=dict[str, str],
        answer_status=HTTPStatus.CREATED,
        refusals=(refusals.NotSignedIn, refusals.GrantUnfit),
    ),
    Route(
        method="GET",
        path=f"{V1}/tokens",
        summary="访问令牌列表",
        audience=STAFF | ADMINISTRATORS,
        handle=_list,
        answer=dict[str, Any],
        refusals=(refusals.NotSignedIn, QueryInvalid),
    ),
    Route(
        method="DELETE",
        path=f"{V1}/tokens/{{token}}",
        summary="撤销访问令牌",
        audience=STAFF | {"security_admin"},
        handle=_revoke,
        answer=dict[str, Any],
        refusals=(refusals.NotSignedIn, NotFound),
    ),
)
