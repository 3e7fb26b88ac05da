"""How is a bundle keyed, paper by paper, by somebody who sees nothing of what the other teller keys, and how are both compared?"""

from __future__ import annotations

from typing import Any, Final

from api.http.audience import COUNTERS, REVIEWERS, SCRUTINEERS, TELLERS
from api.http.queries import number_in
from api.http.reply import Reply
from api.http.route import Call
from api.pages.counting.marks import MARKS, SPOILED, STATUSES, face_in, said
from api.pages.counting.room import BUNDLES, ONE, address, crumbs_to, round_of, sentences
from api.pages.counting.steps import title_of
from api.pages.inside import door, read, send
from api.pages.look import page, redirect
from api.pages.posted import posted
from api.pages.routes import sent, shown
from domain.refusals import Faults, Refusal


def _show(call: Call) -> Reply:
    return _bundle(call)


def _bundle(call: Call, faults: list[str] | None = None, number: int | None = None) -> Reply:
    row = round_of(call)
    found = read(call, f"{BUNDLES}/{{bundle}}", {name: call.path[name] for name in ("round", "bundle")})
    values: dict[str, Any] = {
        "crumbs": crumbs_to(row, inside=True),
        "row": row,
        "of": title_of(row),
        "bundle": found["bundle"],
        "papers": {paper["number"]: paper for paper in found["papers"]},
        "faults": faults or [],
        "status": 422 if faults else 200,
        "marks": MARKS,
        "spoiled": SPOILED,
        "word": STATUSES[found["bundle"]["status"]],
        "action": address(call, f"/bundles/{call.path['bundle']}"),
        "room": address(call),
    }
    title = f"第{found['bundle']['bundle']}捆"
    if call.actor.role in TELLERS and found["bundle"]["status"] == "keying":
        return page(call, "counting/keying.html", title=f"{title}录入", **values, **_keying(call, found, number))
    return page(
        call,
        "counting/compared.html",
        title=title,
        **values,
        questions=found["questions"],
        said=said,
        decides=call.actor.role in SCRUTINEERS,
        reviews=call.actor.role in REVIEWERS,
    )


def _keying(call: Call, found: dict[str, Any], number: int | None) -> dict[str, Any]:
    """Which paper is keyed now: the one that is asked for, else the first that he has not keyed."""
    bundle = found["bundle"]
    numbers = range(bundle["first"], bundle["last"] + 1)
    own = {paper["number"] for paper in found["papers"]}
    left = [each for each in numbers if each not in own]
    asked = number or number_in(call.query.get("number", ""))
    current = asked if asked in numbers else next(iter(left), numbers[-1])
    keyed = next((paper for paper in found["papers"] if paper["number"] == current), None)
    return {
        "number": current,
        "keyed": keyed,
        "left": len(left),
        "api": f"/api/v1/rounds/{call.path['round']}/bundles/{bundle['bundle']}/papers/",
        "own": found["papers"],
    }


def _key(call: Call) -> Reply:
    """As the page keys it where there is no script: one paper, and on to the next."""
    width = len(round_of(call)["candidates"])
    number = number_in(call.path["number"]) or 0
    try:
        send(
            call, door("PUT", f"{BUNDLES}/{{bundle}}/papers/{{number}}"), call.path, face_in(posted(call).texts, width)
        )
    except (Refusal, Faults) as refused:
        return _bundle(call, sentences(refused), number)
    return redirect(address(call, f"/bundles/{call.path['bundle']}"))


def _decide(call: Call) -> Reply:
    given = posted(call)
    asked = face_in(given.texts, len(round_of(call)["candidates"]))
    asked.pop("doubtful", None)
    try:
        body = {**asked, "reason": given.one("reason")}
        send(call, door("PUT", f"{BUNDLES}/{{bundle}}/decisions/{{number}}"), call.path, body)
    except (Refusal, Faults) as refused:
        return _bundle(call, [f"{call.path['number']}号：{each}" for each in sentences(refused)])
    return redirect(address(call, f"/bundles/{call.path['bundle']}"))


ROUTES: Final = (
    shown(ONE, "一捆票", _show, COUNTERS),
    sent(f"{ONE}/papers/{{number}}", "逐票录入", _key, TELLERS),
    sent(f"{ONE}/decisions/{{number}}", "裁定一张票", _decide, SCRUTINEERS),
)
