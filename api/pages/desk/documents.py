"""How does a paper get into the archive, and which papers are still owed?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Final

from api.accounts.refusals import ConfirmationPending
from api.http.audience import COUNTERS
from api.http.commands import Written
from api.http.reply import Reply
from api.http.resources.documents import SAID
from api.http.resources.ledger import WATCHERS
from api.http.route import Call
from api.pages.desk.todos import line_of
from api.pages.forms.field import fields_of
from api.pages.forms.form import Form, placed
from api.pages.forms.handed import BYTES, SUFFIXES, is_reference
from api.pages.forms.reading import read_form
from api.pages.inside import door, hand_in, read
from api.pages.look import Crumb, new_key, page, redirect
from api.pages.posted import WITH_FILES, posted_with_files
from api.pages.routes import sent, shown
from api.refusals import BodyFault
from api.usecases import Stated
from domain.documents.commands import FileDocument
from domain.documents.kinds import FORMATS
from domain.refusals import Faults, Refusal, refuse_all

HERE: Final = "/desk/documents"
OWED: Final = frozenset({"evidence", "acceptance_paper", "decision_paper"})
"""What of 待办 asks for a paper."""
FILE: Final = "file"
FIELDS: Final = tuple(each for each in (*fields_of(FileDocument), *fields_of(Stated)) if each.name in SAID)


def _documents(call: Call) -> Reply:
    return _page(call, Form(fields=FIELDS, hidden=(("_key", new_key()),)))


def _file(call: Call) -> Reply:
    given = posted_with_files(call)
    found = read_form(FIELDS, given.texts)
    key = given.one("_key") or new_key()
    form = Form(fields=FIELDS, values=found.values, given=True, hidden=(("_key", key),))
    file = given.files.get(FILE)
    try:
        refuse_all(found.faults)
        if file is None or not file.content:
            raise BodyFault("no_file", "请选择文件。", pointer=f"/{FILE}")
        kind = SUFFIXES.get(PurePath(file.name).suffix.lower().removeprefix("."), BYTES)
        said = {name: str(value) for name, value in found.body.items()}
        place = {"congress": call.actor.congress}
        reply = hand_in(
            call, door("POST", "/congresses/{congress}/documents"), place, file.content, kind=kind, said=said, key=key
        )
    except ConfirmationPending as pending:
        raise AssertionError("nobody confirms a paper that is filed") from pending
    except (Refusal, Faults) as refused:
        form.faults = [
            (FILE if place in ("media_type", "size", "sha256") else place, said) for place, said in placed(refused)
        ]
        return _page(call, form, status=422)
    written = reply.content
    assert isinstance(written, Written)
    return redirect(f"{HERE}?filed={written.stream}&done={written.position}")


def _page(call: Call, form: Form, status: int = 200) -> Reply:
    return page(
        call,
        "desk/documents.html",
        title="附件归档",
        crumbs=(Crumb("工作台", "/desk"),),
        status=status,
        form=form,
        formats="、".join(dict.fromkeys(each.name for each in FORMATS.values())),
        filed=_filed(call),
        owed=_owed(call),
    )


def _filed(call: Call) -> Mapping[str, Any] | None:
    """The paper that was just filed."""
    stream = call.query.get("filed", "")
    found: Mapping[str, Any] | None = (
        read(call, "/documents/{document}", {"document": stream}) if is_reference(stream) else None
    )
    return found


def _owed(call: Call) -> list[Any]:
    """The papers that somebody of this congress owes, whoever it is."""
    if call.actor.role not in WATCHERS:
        return []
    rows = read(call, "/todo", congress=call.actor.congress, unit=call.actor.unit or None)["items"]
    return [line_of(call, row) for row in rows if row["what"] in OWED]


ROUTES: Final = (
    shown(HERE, "附件归档", _documents, COUNTERS),
    sent(HERE, "附件归档", _file, COUNTERS, WITH_FILES),
)
