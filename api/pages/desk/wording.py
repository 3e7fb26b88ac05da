"""What does somebody read of a command that was asked for: what is to be done, on what, and every field in words?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final, Literal
from uuid import UUID

from starlette.datastructures import QueryParams

from api.http.route import V1, Call, Route
from api.http.shapes import CommandBody
from api.http.table import ROUTES as DOORS
from api.pages.forms.doing import SECOND, Doing
from api.pages.forms.field import Field
from api.pages.forms.handed import PEOPLE
from api.pages.inside import read
from api.pages.numbers import amount
from api.pages.records import title_of_row
from domain.calendar import say_day
from domain.refusals import Faults, Refusal

YES: Final = {True: "是", False: "否"}
FILE: Final = frozenset({"document", "documents", "replaced_by"})
Kind = Literal["text", "list", "group", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field in words: a text, several texts, the parts of one thing, or a table of several things of a kind."""

    label: str
    kind: Kind
    text: str = ""
    texts: Sequence[str] = ()
    parts: Sequence[Part] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """What is to be done, on which record, and the fields; `door` is where it is recorded, `row` what it falls on."""

    summary: str
    of: str
    parts: Sequence[Part]
    door: Route
    place: Mapping[str, str]
    year: int = 0


def worded(call: Call, asked: Mapping[str, Any]) -> Worded | None:
    """What a command in its canonical form asks for; None where no JSON door takes it (a file that was handed in)."""
    for doing in COMMANDS.get(asked["command"], ()):
        inside = replace(call, path=_place(doing.door, asked["stream"]), query=QueryParams())
        with suppress(Refusal, Faults):
            around, _ = doing.around(inside)
            year = asked["fields"].get("project_year") or around.year
            around = replace(around, year=int(year))
            fields = [each for each in doing.fields(inside, around) if each.name != SECOND]
            body = {**asked["fields"], **asked["stated"]}
            parts = [*_year(body, fields), *_parts(call, fields, body)]
            return Worded(
                summary=doing.door.summary, of=title_of_row(around.row), parts=parts, door=doing.door,
                place=inside.path, year=around.year,
            )  # fmt: skip
    return None


def _place(door: Route, stream: str | None) -> dict[str, str]:
    name = door.path.partition("{")[2].partition("}")[0]
    return {name: stream} if name and stream else {}


def _year(body: Mapping[str, Any], fields: Sequence[Field]) -> Iterator[Part]:
    if body.get("project_year") and not any(each.name == "project_year" for each in fields):
        yield Part(label="年度", kind="text", text=f"{body['project_year']}年度")


def _parts(call: Call, fields: Sequence[Field], body: Mapping[str, Any]) -> Iterator[Part]:
    for each in fields:
        value = body.get(each.name)
        if value not in (None, "", [], {}):
            yield _part(call, each, value)


def _part(call: Call, each: Field, value: Any) -> Part:
    match each.kind:
        case "group":
            return Part(label=each.label, kind="group", parts=list(_parts(call, each.inner, value)))
        case "rows" if all(inner.kind not in ("group", "rows", "keyed", "long") for inner in each.inner):
            return _table(call, each, value)
        case "rows":
            rows = [
                Part(label=f"{each.label}{place}", kind="group", parts=list(_parts(call, each.inner, one)))
                for place, one in enumerate(value, 1)
            ]
            return Part(label=each.label, kind="group", parts=rows)
        case "keyed":
            said = [
                Part(label=each.choices.get(key, key), kind="text", text=str(one))
                for key, one in value.items()
                if one not in (None, "")
            ]
            return Part(label=each.label, kind="group", parts=said)
        case _ if isinstance(value, list):
            return Part(label=each.label, kind="list", texts=[_text(call, each, one) for one in value])
    return Part(label=each.label, kind="text", text=_text(call, each, value))


def _table(call: Call, each: Field, value: Sequence[Mapping[str, Any]]) -> Part:
    """Several things of a kind side by side, without the columns in which nothing stands."""
    shown = [inner for inner in each.inner if any(row.get(inner.name) not in (None, "", []) for row in value)]
    rows = [[_cell(call, inner, row.get(inner.name)) for inner in shown] for row in value]
    return Part(label=each.label, kind="table", heads=[inner.label for inner in shown], rows=rows)


def _cell(call: Call, each: Field, value: Any) -> str:
    if isinstance(value, list):
        return "、".join(_text(call, each, one) for one in value)
    return "" if value is None else _text(call, each, value)


def _text(call: Call, each: Field, value: Any) -> str:
    """A value as people say it."""
    if isinstance(value, bool):
        return YES[value]
    if each.kind == "money":
        return amount(value)
    if each.kind == "day":
        return say_day(value)
    text = each.choices.get(str(value), str(value))
    if (each.owner, each.name) in PEOPLE:
        return _person(call, text)
    return _document(call, text) if each.name in FILE and _is_id(text) else text


def _document(call: Call, stream: str) -> str:
    """The title of the paper that was filed under this id."""
    with suppress(Refusal, Faults):
        return f"《{read(call, '/documents/{document}', {'document': stream})['title']}》"
    return stream


def _person(call: Call, ref: str) -> str:
    """Who is meant, as far as it is shown to those who need not know more; the office alone is told, and it is kept that it was."""
    with suppress(Refusal, Faults):
        return f"{read(call, '/people/{person}', {'person': ref})['name']}（已登记的人员）"
    return "已登记的人员"


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _commands() -> dict[str, list[Doing]]:
    """Every command of the interface by its name, with the doors that take it; some stand at a round and at an evaluation."""
    found: dict[str, list[Doing]] = {}
    for route in DOORS:
        shape = route.body.shape if route.body is not None else None
        if route.method == "POST" and isinstance(shape, CommandBody) and route.path != f"{V1}/people":
            found.setdefault(shape.command.__name__, []).append(Doing(route, shape.command))
    return found


COMMANDS: Final = _commands()
