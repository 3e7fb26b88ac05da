"""How far have the bundles of a counting room come, and what is there to do with each of them?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from api.http.audience import COUNTERS, REVIEWERS, TELLERS
from api.http.queries import number_in
from api.http.reply import Reply
from api.http.route import Call
from api.pages.counting.marks import STATUSES
from api.pages.counting.steps import steps_of, title_of
from api.pages.inside import door, read, send
from api.pages.look import Crumb, page, redirect
from api.pages.posted import posted
from api.pages.routes import sent, shown
from domain.refusals import Faults, Refusal

ROOM: Final = "/rounds/{round}/room"
BUNDLES: Final = "/rounds/{round}/bundles"
ONE: Final = f"{ROOM}/bundles/{{bundle}}"
USUAL: Final = 100
"""How many papers a bundle has where nobody says otherwise."""


def address(call: Call, rest: str = "") -> str:
    """The address of the room of this round, or of something in it."""
    return f"/rounds/{call.path['round']}/room{rest}"


def round_of(call: Call) -> dict[str, Any]:
    """The round, with everything that was recorded so far."""
    place = {"round": call.path["round"]}
    found: dict[str, Any] = read(call, "/rounds/{round}", place, at_least=call.desk.ledger.head())
    return found


def crumbs_to(row: Mapping[str, Any], *, inside: bool = False) -> tuple[Crumb, ...]:
    """The way to the room, and where `inside` into it."""
    to_round = Crumb(title_of(row), f"/rounds/{row['stream']}")
    return (to_round, Crumb("计票室", f"/rounds/{row['stream']}/room")) if inside else (to_round,)


def sentences(refused: Refusal | Faults) -> list[str]:
    """What was refused, in words."""
    return [fault.detail for fault in (refused.faults if isinstance(refused, Faults) else (refused,))]


def _show(call: Call) -> Reply:
    return board(call, round_of(call))


def board(
    call: Call, row: dict[str, Any], faults: list[str] | None = None, texts: Mapping[str, str] | None = None
) -> Reply:
    """The page of all bundles."""
    is_open = row["rules"]["count_method"] == "papers" and row["status"] == "voting" and row["papers"]["declared_valid"]
    found: dict[str, Any] = read(call, BUNDLES, {"round": call.path["round"]}) if is_open else {}
    bundles = found.get("bundles", [])
    through = [each for each in bundles if each["status"] == "reviewed"]
    whole = bool(found) and len(through) == len(bundles) and found["laid_out"] == found["collected"]
    return page(
        call,
        "counting/room.html",
        title="计票室",
        crumbs=crumbs_to(row),
        status=422 if faults else 200,
        row=row,
        of=title_of(row),
        steps=steps_of(row),
        board=found or None,
        bundles=bundles,
        through=sum(each["last"] - each["first"] + 1 for each in through),
        words=STATUSES,
        whole=whole,
        faults=faults or [],
        texts=texts or _next(found),
        keys=call.actor.role in TELLERS,
        reviews=call.actor.role in REVIEWERS,
        one_by_one=row["rules"]["count_method"] == "papers",
        action=address(call),
    )


def _next(found: Mapping[str, Any] | None) -> dict[str, str]:
    """The bundle that would come next: the papers after the last one, as many as there are usually."""
    if not found or found["laid_out"] >= found["collected"]:
        return {}
    number = max((each["bundle"] for each in found["bundles"]), default=0) + 1
    first = max((each["last"] for each in found["bundles"]), default=0) + 1
    last = min(first + USUAL - 1, found["collected"])
    return {"bundle": str(number), "first": str(first), "last": str(last)}


def _lay_out(call: Call) -> Reply:
    given = posted(call)
    texts = {name: given.one(name) for name in ("bundle", "first", "last")}
    body = {name: number_in(texts[name]) for name in ("first", "last")}
    try:
        place = {"round": call.path["round"], "bundle": texts["bundle"]}
        send(call, door("PUT", f"{BUNDLES}/{{bundle}}"), place, body)
    except (Refusal, Faults) as refused:
        return board(call, round_of(call), sentences(refused), texts)
    return redirect(address(call))


def _act(rest: str) -> Callable[[Call], Reply]:
    """Something done to a whole bundle."""

    def handle(call: Call) -> Reply:
        try:
            send(call, door("POST", f"{BUNDLES}/{{bundle}}/{rest}"), call.path, {})
        except (Refusal, Faults) as refused:
            return board(call, round_of(call), sentences(refused))
        return redirect(address(call))

    return handle


ROUTES: Final = (
    shown(ROOM, "计票室", _show, COUNTERS),
    sent(ROOM, "分捆", _lay_out, COUNTERS),
    sent(f"{ONE}/finish", "录完一捆", _act("finish"), TELLERS),
    sent(f"{ONE}/review", "复核一捆", _act("review"), REVIEWERS),
    sent(f"{ONE}/restart", "一捆重录", _act("restart"), REVIEWERS),
)
