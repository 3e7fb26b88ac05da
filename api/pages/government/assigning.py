"""How are the chosen projects of a year handed to their units, all in one table, as one meeting decided it?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from api.cases import on
from api.http.reply import Reply
from api.http.route import Call
from api.http.shapes import read_command
from api.http.streams import stream_named
from api.pages.forms.field import Field, fields_of
from api.pages.forms.form import Form, placed
from api.pages.forms.reading import read_form
from api.pages.government.front import CHECKERS, GOVERNMENT
from api.pages.inside import every, read
from api.pages.look import Crumb, new_key, page, redirect
from api.pages.posted import posted
from api.pages.routes import sent, shown
from api.refusals import Malformed
from api.together import Together
from api.usecases import Request, Stated
from domain.refusals import Faults, Refusal, refuse_all
from projects.commands.projects import AssignProject
from projects.deciders.projects import PROJECT

HERE: Final = "/government/assignments"


class NothingChosen(Refusal):
    """No project is ticked."""


@dataclass(slots=True)
class Wrong:
    """What is wrong: with the whole form, and with single projects."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    own: dict[str, list[str]] = field(default_factory=dict)


def _fields() -> tuple[Field, ...]:
    stated = {each.name: each for each in fields_of(Stated)}
    return stated["effective_on"], replace(stated["decided_by"], required=True)


def _show(call: Call) -> Reply:
    return _page(call, Form(fields=_fields(), values={"decided_by/body": ["government"]}), Wrong(), {})


def _page(call: Call, form: Form, wrong: Wrong, given: dict[str, str]) -> Reply:
    code = call.actor.congress
    projects = [each for each in every(call, "/projects", congress=code) if each["standing"] == "chosen"]
    congress = read(call, "/congresses/{congress}", {"congress": code})
    form.faults = wrong.faults
    return page(
        call,
        "government/assign.html",
        title="交办",
        crumbs=(Crumb("政府办", GOVERNMENT),),
        status=422 if wrong.faults or wrong.own else 200,
        projects=projects,
        units={each["unit"]: each["name"] for each in congress["units"] if not each["merged_into"]},
        form=form,
        own=wrong.own,
        given=given,
        key=given.get("_key") or new_key(),
    )


def _take(call: Call) -> Reply:
    """Hand on every project that is ticked, in one transaction, or none."""
    sent_in = posted(call)
    fields = _fields()
    found = read_form(fields, sent_in.texts)
    form = Form(fields=fields, values=found.values, given=True)
    given = {name: sent_in.one(name) for name in sent_in.texts}
    wrong, chosen = Wrong(), list(sent_in.texts.get("project", ()))
    together = Together(call.desk.ledger)
    try:
        refuse_all(found.faults)
        if not chosen:
            raise NothingChosen("请勾选要交办的项目。")
        for stream in chosen:
            _ask(
                call,
                together,
                stream,
                {**found.body, "unit": sent_in.one(f"unit/{stream}")},
                key=sent_in.one("_key"),
                wrong=wrong,
            )
        if not wrong.own:
            position = together.record()[-1].position
            return redirect(f"{GOVERNMENT}?done={position}&at_least={position}")
    except (Refusal, Faults) as refused:
        wrong.faults = placed(refused)
    return _page(call, form, wrong, given)


def _ask(  # noqa: PLR0913 - asking for one of several has that many sides
    call: Call, together: Together, stream: str, body: dict[str, Any], *, key: str, wrong: Wrong
) -> None:
    if not key:
        raise Malformed("交来的不是这张表单，请刷新页面再填。")
    try:
        command, stated = read_command(AssignProject, body)
        request = Request(
            use_case=on(PROJECT, AssignProject),
            command=command,
            actor=call.actor,
            key=f"{key}-{stream}",
            stated=stated,
            stream=stream_named(stream),
        )
        together.ask(request, call.desk.clock)
    except (Refusal, Faults) as refused:
        faults = placed(refused)
        if all(place.startswith(("decided_by", "effective_on")) for place, _ in faults):
            raise
        wrong.own[stream] = [sentence for _, sentence in faults]


ROUTES: Final = (
    shown(HERE, "交办", _show, CHECKERS),
    sent(HERE, "交办", _take, CHECKERS),
)
