"""What is done and seen in the counting room while papers are keyed one by one?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.http.audience import COUNTERS, REVIEWERS, SCRUTINEERS, TELLERS
from api.http.counting_room import (
    BundleInside,
    BundleSeen,
    PaperSeen,
    asked_in_room,
    door,
    inside,
    number_in_path,
    outside,
    paper_seen,
)
from api.http.route import Body, Call
from api.keying import acts
from api.keying.board import Room, bundles_in, one_bundle
from domain.deciders import Command
from domain.storage.keying import select_keying
from voting.states.bundles import Bundle, Decided, Face

BUNDLES: Final = "/rounds/{round}/bundles"
ONE: Final = f"{BUNDLES}/{{bundle}}"


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
class Board:
    """All bundles of a round; `laid_out` of the `collected` papers lie in one of them."""

    collected: int
    laid_out: int
    bundles: tuple[BundleSeen, ...]


def _lay_out(call: Call, room: Room) -> BundleSeen:
    asked = asked_in_room(call, LayOut)
    acts.lay_out_bundle(room, number_in_path(call, "bundle"), asked.first, asked.last)
    return outside(_bundle(call, room))


def _key(call: Call, room: Room) -> PaperSeen:
    asked, number = asked_in_room(call, KeyPaper), number_in_path(call, "number")
    face = Face(marks=asked.marks, spoiled=asked.spoiled, doubtful=asked.doubtful)
    acts.key_paper(room, number_in_path(call, "bundle"), number, call.actor.person.ref, face)
    return paper_seen(number, face)


def _finish(call: Call, room: Room) -> BundleSeen:
    acts.finish_bundle(room, number_in_path(call, "bundle"), call.actor.person.ref)
    return outside(_bundle(call, room))


def _decide(call: Call, room: Room) -> BundleSeen:
    asked, number = asked_in_room(call, DecidePaper), number_in_path(call, "number")
    decided = Decided(face=Face(marks=asked.marks, spoiled=asked.spoiled), reason=asked.reason)
    acts.decide_paper(room, number_in_path(call, "bundle"), number, call.actor.person.ref, decided)
    return outside(_bundle(call, room))


def _review(call: Call, room: Room) -> BundleSeen:
    acts.review_bundle(room, number_in_path(call, "bundle"), call.actor.person.ref)
    return outside(_bundle(call, room))


def _restart(call: Call, room: Room) -> BundleSeen:
    acts.restart_bundle(room, number_in_path(call, "bundle"), call.actor.person.ref)
    return outside(_bundle(call, room))


def _board(_call: Call, room: Room) -> Board:
    staged = select_keying(room.desk.ledger, room.stream)
    found = bundles_in(room, staged) if staged is not None else []
    return Board(
        collected=room.collected,
        laid_out=sum(bundle.size for bundle in found),
        bundles=tuple(outside(bundle) for bundle in found),
    )


def _inside(call: Call, room: Room) -> BundleInside:
    return inside(_bundle(call, room), call.actor)


def _bundle(call: Call, room: Room) -> Bundle:
    return one_bundle(room, select_keying(room.desk.ledger, room.stream, number_in_path(call, "bundle")))


ROUTES: Final = (
    door("PUT", ONE, "分捆", _lay_out, audience=COUNTERS, answer=BundleSeen, body=Body(shape=LayOut)),
    door(
        "PUT", f"{ONE}/papers/{{number}}", "逐票录入", _key, audience=TELLERS, answer=PaperSeen, body=Body(shape=KeyPaper)
    ),
    door("POST", f"{ONE}/finish", "录完一捆", _finish, audience=TELLERS, answer=BundleSeen),
    door(
        "PUT", f"{ONE}/decisions/{{number}}", "裁定一张票", _decide, audience=SCRUTINEERS, answer=BundleSeen,
        body=Body(shape=DecidePaper),
    ),
    door("POST", f"{ONE}/review", "复核一捆", _review, audience=REVIEWERS, answer=BundleSeen),
    door("POST", f"{ONE}/restart", "一捆重录", _restart, audience=REVIEWERS, answer=BundleSeen),
    door("GET", BUNDLES, "各捆到了哪一步", _board, audience=COUNTERS, answer=Board),
    door("GET", ONE, "一捆票：计票人只看自己录的，其他人在两人录完以后看比对", _inside, audience=COUNTERS, answer=BundleInside),
)  # fmt: skip
