"""How does the other of two people print the second half of a session pass or of sign-in codes?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from api.accounts.halves import second_halves
from api.accounts.refusals import NotSignedIn
from api.http.audience import OFFICE
from api.http.reply import Reply
from api.http.resources.accounts import id_in
from api.http.route import V1, Call, Route
from domain.refusals import NotFound, SamePerson


def _print(call: Call) -> Reply:
    halves = second_halves(call.desk.accounts(), call.actor, id_in(call, "printed"))
    return Reply(content={"halves": halves}, status=HTTPStatus.CREATED)


ROUTES: Final = (
    Route(
        method="POST",
        path=f"{V1}/halves/{{printed}}",
        summary="打印会议口令、代表登录码的后半",
        audience=OFFICE,
        handle=_print,
        answer=dict[str, list[str]],
        answer_status=HTTPStatus.CREATED,
        refusals=(NotSignedIn, SamePerson, NotFound),
    ),
)
