"""How are keyed papers sealed, checked against what was sealed, or given up with a round that is void?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from api.cases import on
from api.http.audience import COUNTERS, OFFICE, REVIEWERS
from api.http.commands import EXISTING, KEY, VERSION, Written, command, recorded, request_of
from api.http.counting_room import REASONS, PaperSeen, door, paper_seen, room_of
from api.http.headers import expected_version, idempotency_key
from api.http.json_body import parse_json
from api.http.reply import ANY, Reply
from api.http.resources import rounds
from api.http.route import V1, Body, Call, Parameter, Route
from api.http.second import confirmed
from api.http.shapes import CommandBody, read_command
from api.keying import scrutineers_file, sealing
from api.keying.board import Room
from api.refusals import QueryInvalid
from domain.storage import KeyingMoved
from voting.commands.rounds import SealKeyed, VoidRound
from voting.deciders.rounds import ROUND

SERIALS: Final = "/rounds/{round}/serials"

CODE: Final = Parameter(
    name="Minsheng-Code", place="header", summary="与票一起密封的口令，八组、每组四位", required=True
)
SEED: Final = Parameter(
    name="seed", place="query", summary="封账以后在会场上当众产生的数（掷骰子、抽签），由它决定抽哪几张", required=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGiven:
    """The scrutineers' file with its SHA-256, and the code that opens it; neither is given a second time."""

    file: str
    sha256: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """The papers that are drawn for the check, as they were sealed under their running numbers."""

    papers: int
    drawn: tuple[PaperSeen, ...]


def _export(_call: Call, room: Room) -> FileGiven:
    given = sealing.export(room)
    return FileGiven(file=given.file.decode(), sha256=given.sha256.hex(), code=given.code)


def _seal(call: Call) -> Reply:
    key, version = idempotency_key(call.headers), expected_version(call.headers)
    asked, stated = read_command(SealKeyed, parse_json(call.body))
    assert isinstance(asked, SealKeyed)
    wanted = sealing.Asked(actor=call.actor, key=key, command=asked, stated=stated, version=version)
    return recorded(sealing.seal(room_of(call), wanted, partial(confirmed, call.desk)), begun=False)


def _void(call: Call) -> Reply:
    room = room_of(call)
    request = request_of(call, on(ROUND, VoidRound), stream=room.stream, version=expected_version(call.headers))
    return recorded(sealing.void(room, confirmed(call.desk, request)), begun=False)


def _read_back(call: Call, room: Room) -> ReadBack:
    seed = call.query.get(SEED.name, "")
    if not seed:
        raise QueryInvalid("请在参数seed里写明当众产生的数。")
    serials, numbers = sealing.read_back(room, call.body, call.headers.get(CODE.name, ""), seed)
    drawn = tuple(paper_seen(number, serials.papers[number]) for number in numbers)
    return ReadBack(papers=len(serials.papers), drawn=drawn)


ROUTES: Final = (
    door("POST", SERIALS, "导出编号对照（加密，给监票人密封）", _export, audience=REVIEWERS, answer=FileGiven),
    Route(
        method="POST",
        path=f"{V1}/rounds/{{round}}/papers",
        summary="封账",
        audience=COUNTERS,
        handle=_seal,
        body=Body(shape=CommandBody(SealKeyed)),
        answer=Written,
        parameters=(KEY, VERSION),
        refusals=(*EXISTING, *REASONS, KeyingMoved, sealing.FileOutdated),
    ),
    door(
        "POST", f"{SERIALS}/check", "按当众产生的数抽票，读回编号对照", _read_back, audience=REVIEWERS, answer=ReadBack,
        body=Body(media_type=ANY, limit_bytes=2**24), parameters=(CODE, SEED),
        refusals=(scrutineers_file.FileUnreadable, sealing.SerialsDiffer),
    ),
    replace(
        command(f"{rounds.R}/voiding", on(ROUND, VoidRound), "本轮作废", audience=OFFICE, refusals=rounds.REASONS),
        handle=_void,
    ),
)  # fmt: skip
