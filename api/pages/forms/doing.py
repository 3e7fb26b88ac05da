"""How is anything that the ledger takes done on a page: one form for each command of the interface?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from api.accounts.refusals import ConfirmationPending
from api.http.audience import NAMES
from api.http.commands import Written
from api.http.queries import number_in
from api.http.reply import Reply
from api.http.route import V1, Call, Route
from api.http.shapes import CommandBody
from api.http.table import ROUTES as DOORS
from api.pages.forms.beginning import beginning
from api.pages.forms.field import Field, fields_of
from api.pages.forms.form import Form, placed
from api.pages.forms.handed import handed, rehearse, swapped, takes_files, taking
from api.pages.forms.offered import Around, offer
from api.pages.forms.reading import filled, read_form
from api.pages.forms.seconds import BETWEEN, seconds
from api.pages.inside import own_congress, send, versioned
from api.pages.look import Crumb, new_key, page, redirect
from api.pages.posted import EITHER, Posted, sent_either_way
from api.pages.records import page_of, title_of_row
from api.pages.routes import sent, shown
from api.pages.words import decided, deciding_bodies, second_person
from api.usecases import Stated
from domain.congress.commands import RegisterCongress
from domain.refusals import Faults, Refusal, StaleVersion, refuse_all

DO: Final = "/do"
KNOWN: Final = ("congress", "project_year")
"""What a form does not ask, because it stands in the address or with who asks."""
MORE: Final = "_more"
SECOND: Final = "_second"
KEY: Final = "_key"
VERSION: Final = "_version"


@dataclass(frozen=True, slots=True)
class Doing:
    """A command of the interface as a page: its door there, and the fields that are asked."""

    door: Route
    command: Any

    @property
    def begins(self) -> bool:
        """Whether it begins a record."""
        return "{" not in self.door.path

    def show(self, call: Call) -> Reply:
        """The empty form, or as far as it is known what goes into it."""
        around, version = self.around(call)
        begun = beginning(self.command, around)
        fields = self.fields(call, around)
        form = Form(fields=fields, values=filled(fields, begun), given=False)
        form.hidden = _hidden(new_key(), version)
        return self._page(call, around, form)

    def take(self, call: Call) -> Reply:
        """Record what was filled in, or show once more what is wrong with it."""
        around, version = self.around(call)
        given = sent_either_way(call)
        fields = self.fields(call, around)
        taken = handed(fields, given)
        found = read_form(fields, taken.texts)
        form = Form(fields=fields, values=taken.shown(found.values), given=True)
        form.hidden = _hidden(given.one(KEY) or new_key(), given.one(VERSION) or str(version))
        if given.one(MORE):
            form.blank = {given.one(MORE): 1}
            return self._page(call, around, form)
        try:
            refuse_all(found.faults)
            body, key = self._body(found.body, given, around), given.one(KEY)
            seen = number_in(given.one(VERSION)) or 0
            if taken:
                rehearse(call, self.door, body, key, seen)
                instead = taken.entered(call, key)
                body, form.values = swapped(body, instead), swapped(found.values, instead)
            reply = send(call, self.door, call.path, body, key=key, version=seen)
        except ConfirmationPending:
            form.values[SECOND] = [given.one(SECOND)]
            return self._page(call, around, form, waiting=f"已请{self._asked(call, given)}确认。")
        except (Refusal, Faults) as refused:
            form.faults = placed(refused)
            form.values[SECOND] = [given.one(SECOND)]
            if isinstance(refused, StaleVersion):
                form.hidden = _hidden(given.one(KEY), str(version))
            return self._page(call, around, form, status=422)
        written = reply.content
        assert isinstance(written, Written)
        return redirect(page_of(self.door.path, written.stream, around.year, written.position))

    def _body(self, body: dict[str, Any], given: Posted, around: Around) -> dict[str, Any]:
        known: dict[str, Any] = {"congress": around.congress.get("stream"), "project_year": around.year or None}
        own = {
            name: known[name]
            for name in KNOWN
            if known[name] and any(each.name == name for each in fields_of(self.command))
        }
        ref, _, role = given.one(SECOND).partition(BETWEEN)
        second = {"approved_by": {"ref": ref, "role": role}} if ref else {}
        return {**own, **{name: value for name, value in body.items() if name != SECOND}, **second}

    def fields(self, call: Call, around: Around) -> tuple[Field, ...]:
        """What is asked: the command's own, then when it happened, who decided it and on which paper, and the second person."""
        own = tuple(
            each
            for each in fields_of(self.command)
            if each.name not in KNOWN or (each.name == "project_year" and not around.year)
        )
        stated = {each.name: each for each in fields_of(Stated)}
        also = [stated["effective_on"]]
        need = decided(self.command)
        if need != "never":
            also.append(_decision(stated["decided_by"], self.command, around, required=need == "required"))
        if second_person(self.command) and call.actor.through:
            also.append(_second(call))
        return taking(offer((*own, *also, stated["basis"]), around), call.actor)

    def around(self, call: Call) -> tuple[Around, int]:
        """What the form stands in, and the version of the record on which something is done."""
        congress = {} if self.command is RegisterCongress else own_congress(call)
        row, version = ({}, 0) if self.begins else versioned(call, _row_path(self.door), call.path)
        year = call.query.get("year") or row.get("project_year") or 0
        return Around(call=call, congress=congress, year=int(year), row=row), version

    def _asked(self, call: Call, given: Posted) -> str:
        return seconds(call).get(given.one(SECOND), NAMES["chair"])

    def _page(self, call: Call, around: Around, form: Form, waiting: str = "", status: int = 200) -> Reply:
        return page(
            call,
            "forms/form.html",
            title=self.door.summary,
            crumbs=(Crumb("工作台", "/desk"),),
            status=status,
            form=form,
            of=title_of_row(around.row),
            waiting=waiting,
            done_word="交给对方确认" if any(each.name == SECOND for each in form.fields) else "登记",
            files=takes_files(form.fields),
            back=page_of(self.door.path, around.row.get("stream", ""), around.year),
        )


def _decision(field: Field, command: type, around: Around, *, required: bool) -> Field:
    """Who decided it, of those who may under the rules of the congress."""
    may = deciding_bodies(command, around.profile) if around.profile is not None else ()
    body, *rest = field.inner
    words: Mapping[str, str] = {each: body.choices[each] for each in may} or body.choices
    if len(words) == 1 and required:
        body = replace(body, default=next(iter(words)))
    return replace(field, required=required, inner=(replace(body, choices=words), *rest))


def _second(call: Call) -> Field:
    return Field(
        name=SECOND, label="确认人", kind="one", required=True, choices=seconds(call),
        hint="这件事要两个人办：您录入，对方登录后核对、确认。",
    )  # fmt: skip


def _hidden(key: str, version: object) -> tuple[tuple[str, str], ...]:
    return (KEY, key), (VERSION, str(version))


def _row_path(door: Route) -> str:
    return door.path.removeprefix(V1).rpartition("/")[0]


def _doings() -> list[Doing]:
    found = []
    for route in DOORS:
        shape = route.body.shape if route.body is not None else None
        if route.method == "POST" and isinstance(shape, CommandBody) and route.path.removeprefix(V1) not in ELSEWHERE:
            found.append(Doing(route, shape.command))
    return found


ELSEWHERE: Final = frozenset({"/people", "/congresses/{congress}/profiles"})
"""Commands that have a page of their own."""


DOINGS: Final = tuple(_doings())
"""Every command that has a form of this kind, in the order of the route table."""


def _routes() -> list[Route]:
    made: list[Route] = []
    for each in DOINGS:
        path, summary = DO + each.door.path.removeprefix(V1), each.door.summary
        show: Callable[[Call], Reply] = each.show
        made.append(shown(path, summary, show, each.door.audience))
        made.append(sent(path, summary, each.take, each.door.audience, EITHER))
    return made


ROUTES: Final = tuple(_routes())
