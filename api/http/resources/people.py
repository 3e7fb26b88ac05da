"""How are the people whom a meeting names entered beside the log?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from api.http.audience import OFFICE
from api.http.commands import ALWAYS, KEY
from api.http.headers import idempotency_key
from api.http.json_body import parse_json
from api.http.reply import Reply
from api.http.route import V1, Body, Call, Route
from api.http.shapes import CommandBody, read_command
from api.persons import EnterPerson, enter
from api.refusals import BodyFault
from api.usecases import Stated
from domain.people import KeyFileInvalid, KeyFileMissing
from domain.texts import UnfitText


def _enter(call: Call) -> Reply:
    """Nobody decides or confirms it, so nothing of an envelope is taken."""
    key = idempotency_key(call.headers)
    asked, stated = read_command(EnterPerson, parse_json(call.body))
    assert isinstance(asked, EnterPerson)
    if stated != Stated():
        raise BodyFault("unknown_key", "登记人员不写决定机构、确认人和日期。", pointer="")
    found = enter(call.desk.people(), call.actor, key, asked, call.desk.clock)
    headers = {"Idempotency-Replayed": "true"} if found.replayed else {}
    return Reply(content={"person": found.person}, status=HTTPStatus.CREATED, headers=headers)


ROUTES: Final = (
    Route(
        method="POST",
        path=f"{V1}/people",
        summary="登记人员（姓名、电话存放在台账之外，台账里只有编号）",
        audience=OFFICE,
        handle=_enter,
        body=Body(shape=CommandBody(EnterPerson)),
        answer=dict[str, str],
        answer_status=HTTPStatus.CREATED,
        parameters=(KEY,),
        refusals=(*ALWAYS, UnfitText, KeyFileMissing, KeyFileInvalid),
    ),
)
