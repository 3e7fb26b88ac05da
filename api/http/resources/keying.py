"""What is done and seen in the counting room, where papers are keyed one by one?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from api.http import queries
from api.http.audience import COUNTERS, REVIEWERS, SCRUTINEERS, TELLERS, Audience
from api.http.commands import EXISTING, KEY, VERSION, Written, recorded
from api.http.headers import expected_version, idempotency_key
from api.http.json_body import parse_json
from api.http.reply import ANY, Reply
from api.http.route import V1, Body, Call, Parameter, Route
from api.http.shapes import CommandBody, read_command
from api.http.streams import stream_named
from api.http.use_cases import vocabulary
from api.keying import acts, faces, keys, scrutineers_file, sealing
from api.keying.board import Room, bundles_in, enter, one_bundle
from api.refusals import BodyFault, OtherCongress, QueryInvalid
from api.usecases import Stated
from domain.deciders import Command
from domain.refusals import NotFound, Refusal
from domain.storage import KeyingClosed, KeyingMoved
from domain.storage.keying import select_keying
from voting.commands.rounds import SealKeyed
from voting.refusals import common, figures, papers
from voting.refusals import keying as refusals
from voting.states.bundles import Bundle, Decided, Face, Status

BUNDLES: Final = "/rounds/{round}/bundles"
ONE: Final = f"{BUNDLES}/{{bundle}}"
SERIALS: Final = "/rounds/{round}/serials"

REASONS: Final[tuple[type[Refusal], ...]] = (
    *(NotFound, OtherCongress, QueryInvalid, KeyingClosed),
    *(keys.KeyingKeyAway, faces.FaceDamaged),
    *vocabulary(refusals),
    *(common.StepNotDue, papers.WrongCountMethod, papers.PatternMalformed, papers.UnknownReason, figures.LawBroken),
)
CODE: Final = Parameter(
    name="Minsheng-Code", place="header", summary="与票一起密封的编号口令，八组、每组四位", required=True
)
SEED: Final = Parameter(
    name="seed", place="query", summary="封账以后在会场上当众产生的数（掷骰子、抽签），由它决定抽哪几张", required=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayOut(Command):
    """分捆: the running numbers of the first and the last paper."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPaper(Command):
    """逐票录入: a letter a candidate, or why the whole paper is invalid; `doubtful` sends it to a scrutineer."""

    marks: str = ""
    spoiled: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePaper(Command):
    """裁定: what the paper says, and why."""

    reason: str
    marks: str = ""
    spoiled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleSeen:
    """A bundle from outside: its numbers, where it stands, how many have keyed in it and how many have finished."""

    bundle: int
    first: int
    last: int
    status: Status
    tellers: int
    finished: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSeen:
    """One paper: as the caller keyed it, or as it stands after both had finished."""

    number: int
    marks: str
    spoiled: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A paper on which the tellers differ or which one of them doubts: both readings, nobody's name at them, and the decision."""

    number: int
    readings: tuple[PaperSeen, PaperSeen]
    decided: PaperSeen | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleInside(BundleSeen):
    """The same with what the caller may see of its papers: a teller his own, others nothing before both have finished."""

    papers: tuple[PaperSeen, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All bundles of a round; `laid_out` of the `collected` papers lie in one of them."""

    collected: int
    laid_out: int
    bundles: tuple[BundleSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGiven:
    """The scrutineers' file with its SHA-256, and the code that opens it; it is not given a second time."""

    file: str
    sha256: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """The papers that are drawn for the check, as they were sealed under their running numbers."""

    papers: int
    drawn: tuple[PaperSeen, ...]


def _lay_out(call: Call, room: Room) -> BundleSeen:
    asked = _asked(call, LayOut)
    acts.lay_out_bundle(room, _number(call, "bundle"), asked.first, asked.last)
    return _seen(_bundle(call, room))


def _key(call: Call, room: Room) -> PaperSeen:
    asked = _asked(call, KeyPaper)
    face = Face(marks=asked.marks, spoiled=asked.spoiled, doubtful=asked.doubtful)
    acts.key_paper(room, _number(call, "bundle"), _number(call, "number"), call.actor.person.ref, face)
    return _paper(_number(call, "number"), face)


def _finish(call: Call, room: Room) -> BundleSeen:
    acts.finish_bundle(room, _number(call, "bundle"), call.actor.person.ref)
    return _seen(_bundle(call, room))


def _decide(call: Call, room: Room) -> BundleSeen:
    asked = _asked(call, DecidePaper)
    decided = Decided(face=Face(marks=asked.marks, spoiled=asked.spoiled), reason=asked.reason)
    acts.decide_paper(room, _number(call, "bundle"), _number(call, "number"), call.actor.person.ref, decided)
    return _seen(_bundle(call, room))


def _review(call: Call, room: Room) -> BundleSeen:
    acts.review_bundle(room, _number(call, "bundle"), call.actor.person.ref)
    return _seen(_bundle(call, room))


def _restart(call: Call, room: Room) -> BundleSeen:
    acts.restart_bundle(room, _number(call, "bundle"), call.actor.person.ref)
    return _seen(_bundle(call, room))


def _board(_call: Call, room: Room) -> Board:
    staged = select_keying(room.desk.ledger, room.stream)
    found = bundles_in(room, staged) if staged is not None else []
    return Board(
        collected=room.collected,
        laid_out=sum(bundle.size for bundle in found),
        bundles=tuple(_seen(bundle) for bundle in found),
    )


def _inside(call: Call, room: Room) -> BundleInside:
    """A teller sees what he keyed himself, whoever else keyed; the others see both readings once both tellers have finished."""
    bundle = _bundle(call, room)
    person, own = call.actor.person, bundle.keyed.get(call.actor.person.ref)
    questions: tuple[Question, ...] = ()
    shown: dict[int, Face] = dict(own or {})
    if own is None and person.role != "teller" and bundle.compared:
        shown = {number: bundle.face(number) for number in bundle.numbers}
        questions = tuple(_question(bundle, number) for number in sorted({*bundle.in_question, *bundle.decided}))
    return BundleInside(
        **_outside(bundle), papers=tuple(_paper(number, shown[number]) for number in sorted(shown)), questions=questions
    )


def _export(_call: Call, room: Room) -> FileGiven:
    given = sealing.export(room)
    return FileGiven(file=given.file.decode(), sha256=given.sha256.hex(), code=given.code)


def _read_back(call: Call, room: Room) -> ReadBack:
    seed, code = call.query.get(SEED.name, ""), call.headers.get(CODE.name, "")
    if not seed:
        raise QueryInvalid("请在参数seed里写明当众产生的数。")
    serials, numbers = sealing.read_back(room, call.body, code, seed)
    drawn = tuple(_paper(number, serials.papers[number]) for number in numbers)
    return ReadBack(papers=len(serials.papers), drawn=drawn)


def _seal(call: Call) -> Reply:
    asked, stated = read_command(SealKeyed, parse_json(call.body))
    assert isinstance(asked, SealKeyed)
    room = enter(call.desk, call.actor, stream_named(call.path["round"]))
    sealed = sealing.seal(
        room,
        sealing.Asked(
            actor=call.actor,
            key=idempotency_key(call.headers),
            command=asked,
            stated=stated,
            version=expected_version(call.headers),
        ),
    )
    return recorded(sealed, begun=False)


def _bundle(call: Call, room: Room) -> Bundle:
    return one_bundle(room, select_keying(room.desk.ledger, room.stream, _number(call, "bundle")))


def _outside(bundle: Bundle) -> dict[str, Any]:
    return {
        "bundle": bundle.number,
        "first": bundle.first,
        "last": bundle.last,
        "status": bundle.status,
        "tellers": len(bundle.keyed),
        "finished": len(bundle.finished),
    }


def _seen(bundle: Bundle) -> BundleSeen:
    return BundleSeen(**_outside(bundle))


def _paper(number: int, face: Face) -> PaperSeen:
    return PaperSeen(number=number, marks=face.marks, spoiled=face.spoiled, doubtful=face.doubtful)


def _question(bundle: Bundle, number: int) -> Question:
    one, two = sorted((bundle.keyed[teller][number] for teller in bundle.finished), key=lambda face: face.reading)
    decided = bundle.decided.get(number)
    return Question(
        number=number,
        readings=(_paper(number, one), _paper(number, two)),
        decided=None if decided is None else _paper(number, decided.face),
        reason="" if decided is None else decided.reason,
    )


def _number(call: Call, name: str) -> int:
    found = queries.number_in(call.path[name])
    if found is None:
        raise refusals.BundleUnknown("捆的编号、票的编号都是数字。")
    return found


def _asked(call: Call, shape: type[Any]) -> Any:
    """Nobody decides or confirms it, so nothing of an envelope is taken."""
    asked, stated = read_command(shape, parse_json(call.body))
    if stated != Stated():
        raise BodyFault("unknown_key", "录入票面不写决定机构、确认人和日期。", pointer="")
    return asked


def _door(  # noqa: PLR0913 - a door has that many sides
    method: Any,
    path: str,
    summary: str,
    act: Callable[[Call, Room], Any],
    *,
    audience: Audience,
    answer: Any,
    body: Body | None = None,
    parameters: tuple[Parameter, ...] = (),
    further: tuple[type[Refusal], ...] = (),
) -> Route:
    """A door to the counting room: writes are repeatable by what they name, and leave no row of a command."""

    def handle(call: Call) -> Reply:
        queries.refuse_unknown(call, parameters)
        return Reply(content=act(call, enter(call.desk, call.actor, stream_named(call.path["round"]))))

    return Route(
        method=method, path=V1 + path, summary=summary, audience=audience, handle=handle, body=body, answer=answer,
        parameters=parameters, refusals=(*REASONS, *further),
    )  # fmt: skip


ROUTES: Final = (
    _door("PUT", ONE, "分捆", _lay_out, audience=COUNTERS, answer=BundleSeen, body=Body(shape=LayOut)),
    _door(
        "PUT", f"{ONE}/papers/{{number}}", "逐票录入", _key, audience=TELLERS, answer=PaperSeen, body=Body(shape=KeyPaper)
    ),
    _door("POST", f"{ONE}/finish", "录完一捆", _finish, audience=TELLERS, answer=BundleSeen),
    _door(
        "PUT", f"{ONE}/decisions/{{number}}", "裁定一张票", _decide, audience=SCRUTINEERS, answer=BundleSeen,
        body=Body(shape=DecidePaper),
    ),
    _door("POST", f"{ONE}/review", "复核一捆", _review, audience=REVIEWERS, answer=BundleSeen),
    _door("POST", f"{ONE}/restart", "一捆重录", _restart, audience=REVIEWERS, answer=BundleSeen),
    _door("GET", BUNDLES, "各捆到了哪一步", _board, audience=COUNTERS, answer=Board),
    _door("GET", ONE, "一捆票：计票人只看自己录的，两人都录完以后其他人看比对", _inside, audience=COUNTERS, answer=BundleInside),
    _door("POST", SERIALS, "导出编号对照（加密，给监票人密封）", _export, audience=REVIEWERS, answer=FileGiven),
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
    _door(
        "POST", f"{SERIALS}/check", "按当众产生的数抽票，读回编号对照", _read_back, audience=REVIEWERS, answer=ReadBack,
        body=Body(media_type=ANY, limit_bytes=2**24), parameters=(CODE, SEED),
        further=(scrutineers_file.FileUnreadable, sealing.SerialsDiffer),
    ),
)  # fmt: skip
