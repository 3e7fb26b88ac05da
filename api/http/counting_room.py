"""How does a request enter the counting room, and what does it show of bundles and papers?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from api.accounts.refusals import NotSignedIn
from api.actor import Actor
from api.http import queries
from api.http.audience import Audience
from api.http.json_body import parse_json
from api.http.reply import Reply
from api.http.route import V1, Body, Call, Parameter, Route
from api.http.shapes import read_command
from api.http.streams import stream_named
from api.http.vocabulary import vocabulary
from api.keying import faces, keys
from api.keying.board import Room, enter
from api.refusals import BodyFault, OtherCongress, OtherTask, QueryInvalid
from api.usecases import Stated
from domain.refusals import NotFound, Refusal
from domain.storage import KeyingClosed
from voting.refusals import common, figures, papers
from voting.refusals import keying as refusals
from voting.states.bundles import Bundle, Face, Status

REASONS: Final[tuple[type[Refusal], ...]] = (
    *(NotFound, NotSignedIn, OtherCongress, OtherTask, QueryInvalid, KeyingClosed),
    *(keys.KeyingKeyAway, faces.FaceDamaged),
    *vocabulary(refusals),
    *(common.StepNotDue, papers.WrongCountMethod, papers.PatternMalformed, papers.UnknownReason, figures.LawBroken),
)

MOST: Final = 10**9
"""No running number is larger."""


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
    readings: tuple[PaperSeen, ...]
    decided: PaperSeen | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleInside:
    """A bundle with what the caller may see of its papers: a teller his own, others nothing before both have finished."""

    bundle: BundleSeen
    papers: tuple[PaperSeen, ...]
    questions: tuple[Question, ...]


def outside(bundle: Bundle) -> BundleSeen:
    """What everybody who counts may see of a bundle."""
    return BundleSeen(
        bundle=bundle.number,
        first=bundle.first,
        last=bundle.last,
        status=bundle.status,
        tellers=len(bundle.keyed),
        finished=len(bundle.finished),
    )


def inside(bundle: Bundle, actor: Actor) -> BundleInside:
    """A teller sees what he keyed himself, whoever else keyed; the others see both readings once both tellers have finished."""
    shown = bundle.keyed.get(actor.person.ref)
    questions: list[Question] = []
    if shown is None and actor.role != "teller" and bundle.compared:
        shown = {number: bundle.face(number) for number in bundle.numbers}
        questions = [_question(bundle, number) for number in sorted({*bundle.in_question, *bundle.decided})]
    papers = tuple(paper_seen(number, face) for number, face in sorted((shown or {}).items()))
    return BundleInside(bundle=outside(bundle), papers=papers, questions=tuple(questions))


def paper_seen(number: int, face: Face) -> PaperSeen:
    """One paper under its running number."""
    return PaperSeen(number=number, marks=face.marks, spoiled=face.spoiled, doubtful=face.doubtful)


def number_in_path(call: Call, name: str) -> int:
    """The number of a bundle or a paper that the address names."""
    found = queries.number_in(call.path[name])
    if found is None or found > MOST:
        raise refusals.BundleUnknown(f"捆的编号、票的编号都是数字，不大于{MOST}。")
    return found


def asked_in_room(call: Call, shape: type[Any]) -> Any:
    """What was sent; nobody decides or confirms it, so nothing of an envelope is taken."""
    asked, stated = read_command(shape, parse_json(call.body))
    if stated != Stated():
        raise BodyFault("unknown_key", "录入票面不写决定机构、确认人和日期。", pointer="")
    return asked


def room_of(call: Call) -> Room:
    """The counting room of the round that the address names."""
    return enter(call.desk, call.actor, stream_named(call.path["round"]))


def door(  # noqa: PLR0913 - a door has that many sides
    method: Literal["GET", "POST", "PUT"],
    path: str,
    summary: str,
    act: Callable[[Call, Room], Any],
    *,
    audience: Audience,
    answer: Any,
    body: Body | None = None,
    parameters: tuple[Parameter, ...] = (),
    refusals: tuple[type[Refusal], ...] = (),
) -> Route:
    """A door to the counting room: writes are repeatable by what they name, and leave no row of a command."""

    def handle(call: Call) -> Reply:
        queries.refuse_unknown(call, parameters)
        return Reply(content=act(call, room_of(call)))

    return Route(
        method=method, path=V1 + path, summary=summary, audience=audience, handle=handle, body=body, answer=answer,
        parameters=parameters, refusals=(*REASONS, *refusals), in_person=method != "GET",
    )  # fmt: skip


def _question(bundle: Bundle, number: int) -> Question:
    both = sorted((bundle.keyed[teller][number] for teller in bundle.finished), key=lambda face: face.reading)
    decided = bundle.decided.get(number)
    return Question(
        number=number,
        readings=tuple(paper_seen(number, face) for face in both),
        decided=None if decided is None else paper_seen(number, decided.face),
        reason="" if decided is None else decided.reason,
    )
