"""How do two people each type the signed sheet of a round or an evaluation?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from api.accounts.refusals import NotSignedIn
from api.http import queries
from api.http.audience import COUNTERS
from api.http.json_body import parse_json
from api.http.reply import Reply
from api.http.resources import evaluations, rounds
from api.http.route import V1, Body, Call, Route
from api.http.shapes import CommandBody, read_command
from api.http.streams import stream_named
from api.refusals import BodyFault, EffectiveInFuture, OtherCongress, OtherTask, QueryInvalid
from api.sheets import GRADES, TOTALS, Kind, Seen, Typed, Typing
from api.usecases import Stated
from domain.calendar import DayOutOfRange
from domain.refusals import NotFound, StreamMoved


def _typing(call: Call, kind: Kind[Any]) -> Typing[Any]:
    queries.refuse_unknown(call, ())
    (named,) = call.path.values()
    return Typing(call.desk, call.actor, stream_named(named), kind)


def _type_in(kind: Kind[Any]) -> Callable[[Call], Reply]:
    def handle(call: Call) -> Reply:
        asked, stated = read_command(kind.typed, parse_json(call.body))
        if stated != Stated(effective_on=stated.effective_on):
            raise BodyFault("unknown_key", "另一个人自己录入，就是确认人；这里只写日期和报告单上的数。", pointer="")
        return Reply(content=_typing(call, kind).type_in(asked, stated.effective_on))

    return handle


def _seen(kind: Kind[Any]) -> Callable[[Call], Reply]:
    return lambda call: Reply(content=_typing(call, kind).seen())


def _doors(path: str, summary: str, kind: Kind[Any], reasons: tuple[Any, ...]) -> tuple[Route, Route]:
    always = (NotFound, OtherCongress, OtherTask, QueryInvalid)
    return (
        Route(
            method="PUT",
            path=f"{V1}{path}/reading",
            summary=f"录入自己看到的{summary}",
            audience=COUNTERS,
            handle=_type_in(kind),
            body=Body(shape=CommandBody(kind.typed)),
            answer=Typed,
            in_person=True,
            refusals=(*always, NotSignedIn, StreamMoved, EffectiveInFuture, DayOutOfRange, *reasons),
        ),
        Route(
            method="GET",
            path=f"{V1}{path}/reading",
            summary=f"{summary}录了几遍，哪里不一致",
            audience=COUNTERS,
            handle=_seen(kind),
            answer=Seen,
            refusals=always,
        ),
    )


ROUTES: Final = (
    *_doors(rounds.R, "计票结果报告单", TOTALS, rounds.REASONS),
    *_doors(evaluations.E, "测评结果报告单", GRADES, evaluations.REASONS),
)
