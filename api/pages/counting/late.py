"""How is a whole session entered afterwards on one screen: all of it in one transaction, or nothing?"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from api.accounts.refusals import ConfirmationPending
from api.cases import on
from api.http.audience import OFFICE
from api.http.problems import code_of
from api.http.reply import Reply
from api.http.route import Call
from api.http.second import confirmed
from api.pages.counting.cells import Cells
from api.pages.counting.late_fields import SECOND, Late, announcing, late_of
from api.pages.counting.late_steps import Ask, Session
from api.pages.counting.sheet import NO_PHOTOGRAPH, media_type_of
from api.pages.forms.form import SAID, Form
from api.pages.forms.reading import read_form
from api.pages.forms.seconds import BETWEEN, seconds
from api.pages.look import Crumb, carried, new_key, page, redirect
from api.pages.posted import WITH_FILES, Posted, posted_with_files, unpacked
from api.pages.routes import sent, shown
from api.together import Together
from api.usecases import Request, Stated
from domain.events import Person
from domain.refusals import Faults, Refusal
from voting.states.figures import REASONS

PATH: Final = "/desk/session/rounds"
KEY: Final = "_key"
PHOTO: Final = "photo"
CARRIED: Final = "_photo"
"""The photograph while the second person is waited for: whoever typed is not asked for it once more."""


@dataclass(slots=True)
class Screen:
    """The screen as it was filled in."""

    late: Late
    form: Form
    cells: Cells
    body: dict[str, Any]
    reading: dict[str, Any]
    photo: bytes
    key: str


def _show(call: Call) -> Reply:
    late = late_of(call)
    form = Form(fields=late.fields(), values={name: [text] for name, text in late.known().items()})
    return _page(call, Screen(late, form, late.cells(), {}, {}, b"", new_key()))


def _take(call: Call) -> Reply:
    screen = _filled(call, posted_with_files(call))
    if screen.form.faults or screen.cells.faults:
        return _page(call, screen)
    session = Session(late=screen.late, body=screen.body, reading=screen.reading, photo=screen.photo)
    if call.desk.ledger.command(call.actor.person.ref, f"{screen.key}:round") is not None:
        return redirect(f"/rounds/{session.round}")
    position = _record(call, screen, session)
    if screen.form.faults or screen.cells.faults:
        return _page(call, screen)
    if position is None:
        return _page(call, screen, waiting=True)
    return redirect(carried(f"/rounds/{session.round}", "", done=position, at_least=position))


def _filled(call: Call, given: Posted) -> Screen:
    """Read the screen; whatever is missing or no figure is a fault at its place."""
    late = late_of(call)
    found = read_form(late.fields(), given.texts)
    form = Form(fields=late.fields(), values=found.values, given=True)
    body = found.body
    for each in late.fields():
        value = body.get(each.name)
        if value is None and each.required:
            form.faults.append((each.name, "请填写这一项。"))
        elif each.kind == "whole" and value is not None and not isinstance(value, int):
            form.faults.append((each.name, SAID["not_whole_number"]))
        elif each.kind == "day" and value is not None and not _is_day(value):
            form.faults.append((each.name, SAID["not_a_day"]))
    form.faults += [(fault.pointer.removeprefix("/"), fault.detail) for fault in found.faults]
    cells = late.cells()
    reading = cells.read(given.texts, None if late.fixed else body.get("items", []))
    photo = given.files[PHOTO].content if PHOTO in given.files else unpacked(given.one(CARRIED))
    if photo and not media_type_of(photo):
        form.faults.append((PHOTO, NO_PHOTOGRAPH))
    return Screen(late, form, cells, body, reading, photo, given.one(KEY) or new_key())


def _record(call: Call, screen: Screen, session: Session) -> int | None:
    """Ask for everything in its order, then record it together: the last position, None where somebody has to confirm first."""
    together, waits = Together(call.desk.ledger), False
    ref, _, role = screen.form.text(SECOND, "").partition(BETWEEN)
    # Where nobody proves who he is, the second person is whoever is named: as everywhere else.
    second = Person(ref=ref or "second", role=role or "chair")  # type: ignore[arg-type] # one of those that were offered
    try:
        for ask in session.asks():
            request = _request(call, ask, screen.key, second)
            try:
                try:
                    request = confirmed(call.desk, request, together) if ask.two else request  # type: ignore[arg-type] # stands in for it
                except ConfirmationPending:
                    waits = True
                together.ask(request, call.desk.clock)
            except (Refusal, Faults) as refused:
                _place(screen, ask, refused)
                return None
    except (Refusal, Faults) as refused:
        faults = refused.faults if isinstance(refused, Faults) else (refused,)
        screen.form.faults += [(PHOTO, fault.detail) for fault in faults]
        return None
    return None if waits else together.record()[-1].position


def _request(call: Call, ask: Ask, key: str, second: Person) -> Request:
    stated = Stated(effective_on=ask.on, decided_by=ask.decision, approved_by=second if ask.two else None)
    return Request(
        use_case=on(ask.decider, type(ask.command)), command=ask.command, actor=call.actor, key=f"{key}:{ask.name}",
        stated=stated, stream=ask.stream, statements=ask.statements,
    )  # fmt: skip


def _place(screen: Screen, ask: Ask, refused: Refusal | Faults) -> None:
    """Put what was refused at the fields from which it comes."""
    if ask.name == "totals":
        screen.cells.refused(refused)
        return
    for fault in refused.faults if isinstance(refused, Faults) else (refused,):
        sentence = SAID.get(code_of(fault), fault.detail)
        screen.form.faults.append((ask.places.get(fault.pointer, ask.at), sentence))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _page(call: Call, screen: Screen, *, waiting: bool = False) -> Reply:
    late, faults = screen.late, screen.form.faults or screen.cells.faults
    return page(
        call,
        "counting/late.html",
        title=f"补录{late.year}年度票决",
        crumbs=(Crumb("工作台", "/desk"),),
        status=422 if faults else 200,
        late=late,
        fits=announcing(late.profile) and bool(late.candidates),
        form=screen.form,
        cells=screen.cells,
        reasons=REASONS,
        key=screen.key,
        photo=base64.b64encode(screen.photo).decode() if screen.photo else "",
        waiting=seconds(call).get(screen.form.text(SECOND, ""), "对方") if waiting else "",
        action=f"{PATH}?year={late.year}",
    )


ROUTES: Final = (
    shown(PATH, "会后补录一次会议的票决", _show, OFFICE),
    sent(PATH, "会后补录一次会议的票决", _take, OFFICE, body=WITH_FILES),
)
