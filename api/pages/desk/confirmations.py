"""What does the second person read before he confirms, and what becomes of what was asked for?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from api.accounts.refusals import ConfirmationPending
from api.http.audience import COUNTERS, EVERYONE, NAMES
from api.http.commands import Written
from api.http.reply import Reply
from api.http.route import V1, Call
from api.pages.desk.wording import Worded, worded
from api.pages.forms.seconds import called
from api.pages.inside import door, read, send, versioned
from api.pages.look import Crumb, page, redirect
from api.pages.posted import posted
from api.pages.records import page_of
from api.pages.routes import sent, shown
from domain.refusals import Faults, NotFound, Refusal

HERE: Final = "/desk/confirmations"
ASKED: Final = "/desk/asked"
CRUMBS: Final = (Crumb("工作台", "/desk"),)
UNSAID: Final = "这是连同文件一起交来的，这里只能不确认；请交来的人从上传附件的页面办理。"
Row = dict[str, Any]


def _confirmations(call: Call) -> Reply:
    return _waiting(call)


def _waiting(call: Call, faults: Refusal | None = None) -> Reply:
    rows = read(call, "/confirmations")["items"]
    items = [_item(call, row, called(call, row["asked_by"])) for row in rows]
    return page(
        call, "desk/confirmations.html", title="请您确认", crumbs=CRUMBS, items=items, decided=_decided(call),
        fault=faults.detail if faults else "", status=422 if faults else 200,
    )  # fmt: skip


def _item(call: Call, row: Row, who: str) -> Row:
    return {
        **row,
        "who": who,
        "worded": worded(call, row["asked"]),
    }


def _decided(call: Call) -> str:
    return {"yes": "已经确认。录入的人再点一次“登记”，就记进台账。", "no": "已经不确认，没有登记什么。"}.get(
        call.query.get("decided", ""), ""
    )


def _decide(call: Call) -> Reply:
    given = posted(call)
    confirmed = given.one("confirmed") == "yes"
    place = {"confirmation": given.one("confirmation")}
    body = {"body_hash": given.one("body_hash"), "confirmed": confirmed}
    try:
        send(call, door("PUT", "/confirmations/{confirmation}"), place, body)
    except NotFound as refused:
        return _waiting(call, refused)
    return redirect(f"{HERE}?decided={'yes' if confirmed else 'no'}")


def _asked(call: Call) -> Reply:
    return _own(call)


def _own(call: Call, confirmation: str = "", faults: tuple[str, ...] = ()) -> Reply:
    items = [
        {**_item(call, row, _second(call, row["second"])), "faults": faults if row["confirmation"] == confirmation else ()}
        for row in read(call, "/confirmations/asked")["items"]
    ]  # fmt: skip
    return page(
        call, "desk/asked.html", title="我请别人确认的", crumbs=CRUMBS, items=items, status=422 if faults else 200
    )


def _second(call: Call, second: Mapping[str, str]) -> str:
    return called(call, second["ref"], next((word for role, word in NAMES.items() if role == second["role"]), ""))


def _record(call: Call) -> Reply:
    """Send what was asked for once more, under its own key and as it stands there: it is recorded once however often."""
    wanted = posted(call).one("confirmation")
    found = next((row for row in read(call, "/confirmations/asked")["items"] if row["confirmation"] == wanted), None)
    if found is None:
        raise NotFound("没有这一项：已经登记了，或者过了24小时，或者对方没有确认。")
    known = worded(call, found["asked"])
    if known is None:
        return _own(call, wanted, (UNSAID,))
    body = {**found["asked"]["fields"], **found["asked"]["stated"]}
    version = _version(call, known)
    try:
        reply = send(call, known.door, known.place, body, key=found["key"], version=version)
    except ConfirmationPending:
        return _own(call, wanted, ("对方还没有确认。",))
    except (Refusal, Faults) as refused:
        return _own(call, wanted, tuple(each.detail for each in _faults(refused)))
    written = reply.content
    assert isinstance(written, Written)
    return redirect(page_of(known.door.path, written.stream, known.year, written.position))


def _version(call: Call, known: Worded) -> int:
    """Of the record as it stands now: what was confirmed is what is recorded, and is decided on what stands there."""
    if not known.place:
        return 0
    return versioned(call, known.door.path.removeprefix(V1).rpartition("/")[0], known.place)[1]


def _faults(refused: Refusal | Faults) -> tuple[Any, ...]:
    return tuple(refused.faults) if isinstance(refused, Faults) else (refused,)


ROUTES: Final = (
    shown(HERE, "请您确认", _confirmations, COUNTERS),
    sent(HERE, "确认、不确认", _decide, COUNTERS),
    shown(ASKED, "我请别人确认的", _asked, EVERYONE - {"public", "system"}),
    sent(ASKED, "登记已经确认的", _record, EVERYONE - {"public", "system"}),
)
