"""How does the office look at what people sent in, and record it or say why not?"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from api.http.audience import OFFICE
from api.http.reply import Reply
from api.http.route import Call
from api.incoming.proposals import KEPT, LONGEST, Incoming
from api.pages.forms.form import placed
from api.pages.inside import read
from api.pages.look import Crumb, page, redirect
from api.pages.posted import Posted, posted
from api.pages.routes import sent, shown
from api.refusals import Malformed
from domain.money import parse_amount
from domain.refusals import Faults, Refusal
from projects.commands.proposals import SubmitProposal

HERE: Final = "/desk/incoming"
REASONS: Final = ("广告、谩骂或者空话", "和已经收到的一样", "不是本人大范围内的事", "写了别人的个人信息，请改写后再提")
NOTHING: Final = Posted()


def _page(call: Call, given: Posted = NOTHING, faults: list[tuple[str, str]] | None = None) -> Reply:
    found = Incoming(call.desk, call.actor.congress)
    return page(
        call,
        "desk/incoming.html",
        title="群众提的建议",
        crumbs=(Crumb("工作台", "/desk"),),
        status=422 if faults else 200,
        waiting=found.waiting(),
        rejected=found.rejected(),
        days=KEPT.days,
        longest=LONGEST,
        reasons=REASONS,
        given=given,
        faults=faults or [],
        code=call.actor.congress,
    )


def _show(call: Call) -> Reply:
    return _page(call)


def _accept(call: Call) -> Reply:
    """Record it as the office words it."""
    given = posted(call)
    congress = read(call, "/congresses/{congress}", {"congress": call.actor.congress})
    try:
        estimate = (
            parse_amount(given.one("estimate"), "万元", pointer="/estimate").fen if given.one("estimate") else None
        )
        asked = SubmitProposal(
            congress=congress["stream"],
            project_year=_whole(given.one("year")),
            channel="public_online",
            proposer_kind="resident",
            title=given.one("title"),
            content=given.one("content"),
            place=given.one("place"),
            category=given.one("category"),
            estimate_fen=estimate,
        )
        answer = Incoming(call.desk, call.actor.congress).accept(call.actor, _one(given), asked)
    except Malformed:
        raise
    except (Refusal, Faults) as refused:
        return _page(call, given, placed(refused))
    return redirect(f"{HERE}?done={answer.position}")


def _reject(call: Call) -> Reply:
    """Say why it is not recorded."""
    given = posted(call)
    try:
        Incoming(call.desk, call.actor.congress).reject(_one(given), given.one("reason"))
    except Malformed:
        raise
    except (Refusal, Faults) as refused:
        return _page(call, given, placed(refused))
    return redirect(HERE)


def _one(given: Posted) -> UUID:
    try:
        return UUID(given.one("one"))
    except ValueError:
        raise Malformed("交来的不是这张表单，请刷新页面再填。") from None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == len("2026") else 0


ROUTES: Final = (
    shown(HERE, "群众提的建议", _show, OFFICE),
    sent(f"{HERE}/accepted", "收下群众提的建议", _accept, OFFICE),
    sent(f"{HERE}/rejected", "不收群众提的建议", _reject, OFFICE),
)
