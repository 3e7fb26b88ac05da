"""How do two people seal the papers on a page: the file for the scrutineers first, then the sealing?"""

from __future__ import annotations

from typing import Any, Final

from api.accounts.refusals import ConfirmationPending
from api.http.audience import REVIEWERS
from api.http.reply import Reply
from api.http.route import Call
from api.http.saving import BYTES
from api.pages.counting.room import address, board, crumbs_to, round_of, sentences
from api.pages.counting.steps import title_of
from api.pages.forms.seconds import BETWEEN, seconds
from api.pages.inside import door, send, versioned
from api.pages.look import new_key, page, redirect
from api.pages.posted import posted
from api.pages.routes import sent
from domain.refusals import Faults, Refusal

R: Final = "/rounds/{round}"
NAME: Final = "file_sha256"


def _export(call: Call) -> Reply:
    """Make the file and its code, and show them this once."""
    try:
        given = send(call, door("POST", f"{R}/serials"), call.path, {}).content
    except (Refusal, Faults) as refused:
        return board(call, round_of(call), sentences(refused))
    _, version = versioned(call, R, call.path)
    kept = {NAME: given.sha256, "_key": new_key(), "_version": str(version)}
    return _page(call, kept, file=given.file, secret=given.code)


def _give(call: Call) -> Reply:
    """The file that stands in the form, for saving: without a script a page cannot make one."""
    content = posted(call).one("file").encode()
    headers = {"Content-Disposition": 'attachment; filename="serials.json"'}
    return Reply(content=content, headers=headers, media_type=BYTES)


def _seal(call: Call) -> Reply:
    given = posted(call)
    kept = {name: given.one(name) for name in (NAME, "_key", "_version", "_second")}
    ref, _, role = kept["_second"].partition(BETWEEN)
    body = {NAME: kept[NAME], **({"approved_by": {"ref": ref, "role": role}} if ref else {})}
    version = int(kept["_version"] or 0)
    try:
        send(call, door("POST", f"{R}/papers"), call.path, body, key=kept["_key"], version=version)
    except ConfirmationPending:
        return _page(call, kept, waiting=seconds(call).get(kept["_second"], "对方"))
    except (Refusal, Faults) as refused:
        return _page(call, kept, faults=sentences(refused))
    return redirect(address(call))


def _page(call: Call, kept: dict[str, str], **values: Any) -> Reply:
    row = round_of(call)
    shown = {"file": "", "secret": "", "waiting": "", "faults": [], **values}
    return page(
        call,
        "counting/sealing.html",
        title="封账",
        crumbs=crumbs_to(row, inside=True),
        status=422 if shown["faults"] else 200,
        of=title_of(row),
        kept=kept,
        seconds=seconds(call) if call.actor.through else {},
        action=address(call),
        **shown,
    )


ROUTES: Final = (
    sent("/rounds/{round}/room/serials", "导出编号对照", _export, REVIEWERS),
    sent("/rounds/{round}/room/serials/file", "保存编号对照", _give, REVIEWERS),
    sent("/rounds/{round}/room/papers", "封账", _seal, REVIEWERS),
)
