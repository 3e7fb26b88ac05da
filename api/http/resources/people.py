"""How are the people whom a meeting names entered beside the log, read back and corrected?"""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import Any, Final, Literal

from api.http import queries
from api.http.audience import OFFICE, Audience
from api.http.commands import ALWAYS, KEY
from api.http.headers import idempotency_key
from api.http.json_body import parse_json
from api.http.readings import reading
from api.http.reply import Reply
from api.http.resources.accounts import SMALL, id_in
from api.http.route import V1, Body, Call, Route
from api.http.shapes import CommandBody, read_command, read_shape
from api.persons import EnterPerson, enter
from api.reading_persons import Wanted, correct, read_person
from api.refusals import BodyFault, QueryInvalid
from api.usecases import Stated
from domain.people import KeyFileInvalid, KeyFileMissing, PersonDamaged, PersonKeyUnknown
from domain.refusals import NotFound
from domain.storage.accounts.reads import Read
from domain.texts import UnfitText

ENTERERS: Final[Audience] = OFFICE | {"government"}
"""政府牵头征集: whoever takes proposals down takes down who made them; who that is, it does not read back."""


def _enter(call: Call) -> Reply:
    """Nobody decides or confirms it, so nothing of an envelope is taken."""
    key = idempotency_key(call.headers)
    asked = _person_in(call)
    found = enter(call.desk.people(), call.actor, key, asked, call.desk.clock)
    headers = {"Idempotency-Replayed": "true"} if found.replayed else {}
    return Reply(content={"person": found.person}, status=HTTPStatus.CREATED, headers=headers)


def _show(call: Call) -> Reply:
    queries.refuse_unknown(call, ())
    return _read(call, reading(call, id_in(call, "person"), whole=False))


def _show_whole(call: Call) -> Reply:
    wanted = read_shape(Wanted, parse_json(call.body))
    return _read(call, reading(call, id_in(call, "person"), whole=True, reason=wanted.reason))


def _read(call: Call, asked: Read) -> Reply:
    return Reply(content=asdict(read_person(call.desk.people(), asked)))


def _correct(call: Call) -> Reply:
    correct(call.desk.people(), call.actor, id_in(call, "person"), _person_in(call), call.desk.clock)
    return Reply(content={})


def _person_in(call: Call) -> EnterPerson:
    asked, stated = read_command(EnterPerson, parse_json(call.body))
    assert isinstance(asked, EnterPerson)
    if stated != Stated():
        raise BodyFault("unknown_key", "登记、更正人员不写决定机构、确认人和日期。", pointer="")
    return asked


def _one(method: Literal["GET", "POST", "PUT"], path: str, summary: str, handle: Any, shape: Any, *more: Any) -> Route:
    return Route(
        method=method,
        path=f"{V1}/people/{{person}}{path}",
        summary=summary,
        audience=OFFICE,
        handle=handle,
        body=Body(shape=shape, limit_bytes=SMALL) if shape else None,
        answer=dict[str, str],
        refusals=(NotFound, KeyFileMissing, KeyFileInvalid, PersonKeyUnknown, PersonDamaged, *more),
    )


ROUTES: Final = (
    Route(
        method="POST",
        path=f"{V1}/people",
        summary="登记人员（姓名、电话存放在台账之外，台账里只有编号）",
        audience=ENTERERS,
        handle=_enter,
        body=Body(shape=CommandBody(EnterPerson)),
        answer=dict[str, str],
        answer_status=HTTPStatus.CREATED,
        parameters=(KEY,),
        refusals=(*ALWAYS, UnfitText, KeyFileMissing, KeyFileInvalid),
    ),
    _one("GET", "", "看一个人是谁（姓名、电话遮去一部分，看了留记录）", _show, None, QueryInvalid),
    _one("POST", "/reading", "看一个人的姓名、电话（写明用途，看了留记录）", _show_whole, Wanted, UnfitText),
    _one("PUT", "", "更正一个人的姓名、电话", _correct, CommandBody(EnterPerson), UnfitText),
)
