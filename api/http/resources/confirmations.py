"""How does the second person see what he is asked to confirm, and confirm it himself?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson

from api.accounts.attempts import count, day_begun
from api.accounts.passes import meeting_of
from api.accounts.refusals import NotSignedIn
from api.http import queries
from api.http.audience import COUNTERS, EVERYONE
from api.http.json_body import parse_json
from api.http.reply import Reply
from api.http.resources.accounts import SMALL, id_in
from api.http.route import V1, Body, Call, Route
from api.http.shapes import read_shape
from api.refusals import QueryInvalid
from api.shape import Shape
from domain.divisions import canonical
from domain.refusals import NotFound
from domain.storage.accounts import Line
from domain.storage.accounts.acts import insert_act
from domain.storage.accounts.confirmations import Confirmation, asked_by, confirm, refuse, waiting_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Shape):
    """What was seen, by its hash, and whether it is confirmed."""

    body_hash: str
    confirmed: bool = True


def _list(call: Call) -> Reply:
    queries.refuse_unknown(call, ())
    items = [
        {
            "confirmation": str(each.id),
            "asked_by": each.asked_by,
            "asked": orjson.loads(each.body),
            "body_hash": each.body_hash.hex(),
            "asked_at": each.asked_at,
            "expires_at": each.expires_at,
        }
        for each in _own(call)
    ]
    return Reply(content={"items": items})


def _asked(call: Call) -> Reply:
    """What the caller asked others to confirm here, with the key under which he sends it once more, and whether it is confirmed."""
    queries.refuse_unknown(call, ())
    _refuse_unless_himself(call)
    with call.desk.accounts().line() as line:
        found = asked_by(line, call.actor.person.ref, call.desk.clock())
    items = [
        {
            "confirmation": str(each.id),
            "key": each.key,
            "asked": orjson.loads(each.body),
            "second": {"ref": each.second_ref, "role": each.second_role},
            "asked_at": each.asked_at,
            "expires_at": each.expires_at,
            "confirmed_at": each.confirmed_at,
        }
        for each in _here(call, found)
    ]
    return Reply(content={"items": items})


def _decide(call: Call) -> Reply:
    asked, wanted = read_shape(Seen, parse_json(call.body)), id_in(call, "confirmation")
    found = next((each for each in _own(call) if each.id == wanted), None)
    if found is None or found.body_hash.hex() != asked.body_hash:
        raise NotFound("没有请您确认的这项内容，或者内容与您看到的不同，或者已经过期。")
    with call.desk.accounts().together() as line:
        if not asked.confirmed:
            refuse(line, found.id)
        elif not confirm(line, found.id, found.body_hash, call.desk.clock()):
            raise NotFound("这项内容刚刚过期，或者已经确认过。")
        _keep(line, call, found, confirmed=asked.confirmed)
    return Reply(content={})


def _keep(line: Line, call: Call, found: Confirmation, *, confirmed: bool) -> None:
    """Who confirmed what, or did not: an account with the time, whoever came with a session pass with the day alone."""
    now, ref = call.desk.clock(), call.actor.person.ref
    if call.actor.through == "pass":
        count(line, day_begun(now), "confirmation_given" if confirmed else "confirmation_refused", ref)
        return
    # By the key the command is found that was recorded; a hash would outlive what it is made from, which may be erased.
    said = {"asked_by": found.asked_by, "key": found.key, "role": call.actor.role}
    insert_act(line, now, ref, "confirmation_given" if confirmed else "confirmation_refused", UUID(ref), **said)


def _own(call: Call) -> list[Confirmation]:
    """What waits for the caller, in the role and the congress in which he is here; by a session pass, of his papers alone."""
    _refuse_unless_himself(call)
    with call.desk.accounts().line() as line:
        found = waiting_for(line, call.actor.person.ref, call.actor.role, call.desk.clock())
    here = _here(call, found)
    return [each for each in here if _is_his_task(call, each)] if call.actor.through == "pass" else here


def _here(call: Call, found: Iterable[Confirmation]) -> list[Confirmation]:
    """Those of the congress for which the caller is here."""
    return [each for each in found if canonical(each.congress) == canonical(call.actor.congress)]


def _refuse_unless_himself(call: Call) -> None:
    if call.actor.through not in {"session", "pass"}:
        raise NotSignedIn("确认由本人登录以后办理。")


def _is_his_task(call: Call, one: Confirmation) -> bool:
    """Whether it is about the papers for which the caller's pass was printed."""
    stream = orjson.loads(one.body)["stream"]
    counted = "" if stream is None else meeting_of(call.desk.accounts(), UUID(stream))
    return counted == call.actor.meeting and call.actor.papers in {"", stream}


ROUTES: Final = (
    Route(
        method="GET",
        path=f"{V1}/confirmations",
        summary="请您确认的内容",
        audience=COUNTERS,
        handle=_list,
        answer=dict[str, Any],
        refusals=(NotSignedIn, QueryInvalid),
    ),
    Route(
        method="GET",
        path=f"{V1}/confirmations/asked",
        summary="您请别人确认的内容",
        audience=EVERYONE - {"public", "system"},
        handle=_asked,
        answer=dict[str, Any],
        refusals=(NotSignedIn, QueryInvalid),
    ),
    Route(
        method="PUT",
        path=f"{V1}/confirmations/{{confirmation}}",
        summary="确认、不确认",
        audience=COUNTERS,
        handle=_decide,
        body=Body(shape=Seen, limit_bytes=SMALL),
        answer=dict[str, Any],
        refusals=(NotSignedIn, NotFound),
    ),
)
