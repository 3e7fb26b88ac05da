"""What happened, by whom, when, on what basis: any event of the ledger, found, told, and proven to be in the signed tree?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, Final

import orjson

from api.http.audience import NAMES
from api.http.reply import Reply
from api.http.route import Call
from api.kinds_of_events import PARTS, called, part_of
from api.pages.audit.places import AUDITORS, congresses, crumbs, years
from api.pages.inside import read
from api.pages.kinds import OWN_PAGE
from api.pages.look import Crumb, page
from api.pages.routes import shown
from domain.actors import BODIES
from domain.events import topics
from domain.merkle import hasher, node_hash
from domain.refusals import NotFound

PER_PAGE: Final = 50
FILTERS: Final = (
    "congress", "from", "to", "stream", "part", "topic", "person", "in_role", "body", "late", "corrected", "before",
)  # fmt: skip
OWN_PAGES: Final[Mapping[str, str]] = {
    "rounds": "rounds", "evaluations": "evaluations", "proposals": "proposals", "meetings": "meetings",
    "findings": "findings", "inspections": "inspections", "reports": "reports", "projects": "projects",
    "progress": "projects", "adjustments": "projects", "followups": "projects",
}  # fmt: skip
"""On which page the record stands in which an event of a part stands."""


def _explorer(call: Call) -> Reply:
    asked = {name: call.query.get(name, "") for name in FILTERS}
    query: dict[str, Any] = {name: value for name, value in asked.items() if value}
    found = read(call, "/event-search", limit=PER_PAGE, **query)
    mine = congresses(call)
    return page(
        call,
        "audit/events.html",
        title="审计：台账里的每一件事",
        crumbs=(Crumb("首页", "/"),),
        asked=asked,
        found=found,
        books=[(each, years(call, each["code"])) for each in mine],
        parts=PARTS,
        bodies=BODIES,
        roles={role: word for role, word in NAMES.items() if role not in {"public", "system"}},
        topics=_topics(),
        filtered=any(value for name, value in asked.items() if name != "before"),
    )


def _topics() -> dict[str, list[tuple[str, str]]]:
    """Every kind of event by the part of the ledger to which it belongs, for a choice."""
    found: dict[str, list[tuple[str, str]]] = {word: [] for word in PARTS.values()}
    for topic in sorted(topics()):
        if part := part_of(topic):
            found[PARTS[part]].append((topic, called(topic)))
    return {word: kinds for word, kinds in found.items() if kinds}


def _event(call: Call) -> Reply:
    place = {"position": call.path["position"]}
    event, stored = read(call, "/events/{position}", place), read(call, "/events/{position}/stored", place)
    history = read(call, "/streams/{stream}/history", {"stream": event["stream"]})["entries"]
    at = next(number for number, each in enumerate(history) if each["position"] == event["position"])
    part = part_of(event["topic"])
    own = OWN_PAGES.get(part, "")
    return page(
        call,
        "audit/event.html",
        title=f"台账第{event['position']}号",
        crumbs=crumbs(),
        event=event,
        stored=stored,
        called=called(event["topic"]),
        part=PARTS.get(part, ""),
        record=f"/{own}/{event['stream']}" if own in OWN_PAGE else "",
        pretty=_pretty(stored["state"]),
        before=history[max(0, at - 3) : at],
        after=history[at + 1 : at + 4],
        length=len(history),
        roles=NAMES,
        bodies=BODIES,
        **_proof(call, event["position"]),
    )


def _pretty(state: str) -> str:
    try:
        return orjson.dumps(orjson.loads(state), option=orjson.OPT_INDENT_2).decode() if state else ""
    except orjson.JSONDecodeError:
        return state


def _proof(call: Call, position: int) -> dict[str, Any]:
    """The way up to the newest signed root, step by step; nothing where it is not signed yet."""
    try:
        found = read(call, "/log/leaves/{position}", {"position": str(position)})
    except NotFound as refused:
        return {"proof": None, "steps": [], "unproven": refused.detail}
    return {"proof": found, "steps": list(_climbed(found)), "unproven": ""}


def _climbed(found: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """Each hash on the way with what it is joined with, computed here once more."""
    hash_ = hasher(found["algorithm"])
    node = bytes.fromhex(found["leaf"])
    for number, each in zip(count(1), found["proof"], strict=False):
        beside = bytes.fromhex(each["hash"])
        left, right = (beside, node) if each["side"] == "left" else (node, beside)
        before, node = node, node_hash(left, right, hash_)
        yield {"number": number, **each, "before": before.hex(), "node": node.hex()}


ROUTES: Final = (
    shown("/audit", "审计：台账里的每一件事", _explorer, AUDITORS),
    shown("/audit/events/{position}", "审计：台账里的一件事", _event, AUDITORS),
)
