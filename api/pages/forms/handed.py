"""How do a file and a person get into a form's fields, the file into the archive and the person's name beside the log?

A field of a paper takes its number, or a file that is filed first and named by its id. A field of a person takes a name, which goes
into the side table of people and never into the log. Both happen only once the rest of what is asked for is fit to be recorded: until
then a number that says nothing stands in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, Final
from uuid import UUID, uuid4

from api.actor import Actor
from api.http.audience import COUNTERS
from api.http.resources.people import ENTERERS
from api.http.route import Call, Route
from api.http.second import Fit, Rehearsal
from api.pages.forms.field import Field
from api.pages.forms.reading import Values
from api.pages.inside import door, hand_in, send
from api.pages.posted import File, Posted
from domain.documents.commands import FileDocument
from domain.documents.kinds import FORMATS
from domain.events import Basis
from domain.refusals import Faults, Refusal
from projects.commands import cycles, findings, inspections, proposals
from voting.events.meetings import Officer

FILE: Final = "/_file"
KIND: Final = "/_kind"
PHONE: Final = "/_phone"
DOCUMENTS: Final = frozenset({"document", "documents"})
PEOPLE: Final = frozenset(
    {
        (proposals.SubmitProposal, "proposer"),
        (findings.RecordFinding, "raised_by"),
        (inspections.HoldInspection, "participants"),
        (Officer, "person"),
        *(
            (each, name)
            for each in (cycles.FormSupervisionGroup, cycles.ChangeSupervisionGroup)
            for name in ("linked_member", "leader", "members")
        ),
    }
)
"""Fields that hold the reference of a person."""
SUFFIXES: Final = {known.suffix: media_type for media_type, known in FORMATS.items()} | {
    "jpeg": "image/jpeg",
    "tiff": "image/tiff",
}
BYTES: Final = "application/octet-stream"
PERSON_HINT: Final = "写姓名，另外存放，台账里只有编号。"
PEOPLE_HINT: Final = "一行一个，姓名后面空一格可以写电话；姓名另外存放，台账里只有编号。"
_INDEX: Final = re.compile(r"/\d+(?=/)")


def taking(fields: Iterable[Field], actor: Actor) -> tuple[Field, ...]:
    """The fields, marked where this actor may hand in a file or enter a person."""
    return tuple(_marked(each, actor) for each in fields)


def _marked(each: Field, actor: Actor) -> Field:
    inner = taking(each.inner, actor)
    if actor.role in ENTERERS and (each.owner, each.name) in PEOPLE:
        lines = each.kind == "lines"
        return replace(each, handed="person", hint=PEOPLE_HINT if lines else PERSON_HINT)
    if (
        actor.role in COUNTERS
        and each.name in DOCUMENTS
        and each.kind in ("text", "lines")
        and each.owner not in (FileDocument, Basis)
    ):
        return replace(each, handed="document")
    return replace(each, inner=inner) if each.inner else each


def takes_files(fields: Iterable[Field]) -> bool:
    """Whether a form has a field into which a file can be handed."""
    return any(each.handed == "document" or takes_files(each.inner) for each in fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody whose name was typed, at a place of the form."""

    said: str
    name: str
    phone: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file that was handed in at a place of the form; `number` is what was written beside it."""

    file: File
    kind: str
    number: str
    place: str


@dataclass(slots=True)
class Handed:
    """The texts of a form with stand-ins, and what they stand for."""

    texts: dict[str, list[str]]
    people: dict[str, Named] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.people or self.papers)

    def shown(self, values: Values) -> Values:
        """The texts as they were typed, to be shown once more; a file has to be chosen again."""
        said = {mark: one.said for mark, one in self.people.items()} | {
            mark: one.number for mark, one in self.papers.items()
        }
        phones = {
            f"{place}{PHONE}": [self.people[text].phone]
            for place, texts in values.items()
            for text in texts
            if text in self.people
        }
        return {**swapped(values, said), **phones}

    def entered(self, call: Call, key: str) -> dict[str, str]:
        """File the papers and enter the people; answers what stands for what from now on. Raises refusals at their places."""
        found: dict[str, str] = {}
        for number, (mark, paper) in enumerate(self.papers.items()):
            found[mark] = _file(call, paper, f"{key}-f{number}")
        for number, (mark, one) in enumerate(self.people.items()):
            found[mark] = _enter(call, one, f"{key}-p{number}")
        return found


def handed(fields: Sequence[Field], given: Posted) -> Handed:
    """What was typed and handed in, with a stand-in for each person and each file."""
    found = Handed(texts={name: list(texts) for name, texts in given.texts.items()})
    marked = dict(_marks(fields, ""))
    for name in list(found.texts):
        each = marked.get(_INDEX.sub("/*", name))
        if each is not None and each.handed == "person":
            found.texts[name] = _people(found, each, name)
    for name, file in given.files.items():
        place = name.removesuffix(FILE)
        each = marked.get(_INDEX.sub("/*", place))
        if name.endswith(FILE) and file.content and each is not None and each.handed == "document":
            _paper(found, each, place, file)
    return found


def swapped(value: Any, instead: Mapping[str, str]) -> Any:
    """The same with every stand-in replaced, also where several stand in a text of several lines."""
    if isinstance(value, str):
        for mark, text in instead.items():
            value = value.replace(mark, text)
        return value
    if isinstance(value, dict):
        return {name: swapped(each, instead) for name, each in value.items()}
    return [swapped(each, instead) for each in value] if isinstance(value, list) else value


def rehearse(call: Call, route: Route, body: Any, key: str, version: int) -> None:
    """Raise whatever the command would be refused for, and record nothing; nothing of what was recorded before is asked."""
    if call.desk.ledger.command(call.actor.person.ref, key) is not None:
        return
    desk = replace(call.desk, ledger=Rehearsal(call.desk.ledger))  # type: ignore[arg-type] # reads like the real one
    with suppress(Fit):
        send(
            replace(call, desk=desk, actor=replace(call.actor, through="")),
            route,
            call.path,
            body,
            key=key,
            version=version,
        )


def _marks(fields: Iterable[Field], prefix: str) -> Iterator[tuple[str, Field]]:
    for each in fields:
        name = prefix + each.name
        yield name, each
        yield from _marks(each.inner, f"{name}/*/" if each.kind == "rows" else f"{name}/")


def _people(found: Handed, each: Field, place: str) -> list[str]:
    """The lines of a field with a stand-in for each name; what is a reference already stays."""
    marks = []
    for line in (line.strip() for text in found.texts[place] for line in text.split("\n")):
        if not line or is_reference(line):
            marks.append(line)
            continue
        name, _, phone = line.partition(" ") if each.kind == "lines" else (line, "", _one(found, place + PHONE))
        one = Named(said=line, name=name, phone=phone.strip(), place=place)
        same = (mark for mark, other in found.people.items() if (other.name, other.phone) == (one.name, one.phone))
        mark = next(same, None) or str(uuid4())
        found.people.setdefault(mark, one)
        marks.append(mark)
    return ["\n".join(marks)]


def _paper(found: Handed, each: Field, place: str, file: File) -> None:
    """A stand-in beside the other papers of a list, or in place of what was written, which is the paper's own number."""
    mark, written = str(uuid4()), _one(found, place)
    several = each.kind == "lines"
    kind = _one(found, place + KIND) or "other"
    found.papers[mark] = Paper(file=file, kind=kind, number="" if several else written, place=place)
    found.texts[place] = [f"{written}\n{mark}" if several else mark]


def _one(found: Handed, name: str) -> str:
    return (found.texts.get(name) or [""])[0]


def is_reference(text: str) -> bool:
    """Whether a text is the reference of somebody who was entered, and no name."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _file(call: Call, paper: Paper, key: str) -> str:
    name = PurePath(paper.file.name.replace("\\", "/"))
    kind = SUFFIXES.get(name.suffix.lower().removeprefix("."), BYTES)
    said = {"kind": paper.kind, "title": name.stem or "附件"} | ({"number": paper.number} if paper.number else {})
    route = door("POST", "/congresses/{congress}/documents")
    with _at(paper.place):
        reply = hand_in(
            call, route, {"congress": call.actor.congress}, paper.file.content, kind=kind, said=said, key=key
        )
    return str(reply.content.stream)


def _enter(call: Call, one: Named, key: str) -> str:
    body = {"name": one.name, **({"phone": one.phone} if one.phone else {})}
    with _at(one.place):
        reply = send(call, door("POST", "/people"), {}, body, key=key)
    return str(reply.content["person"])


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Whatever is refused within is refused at this place of the form."""
    try:
        yield
    except (Refusal, Faults) as refused:
        for fault in refused.faults if isinstance(refused, Faults) else (refused,):
            fault.pointer = f"/{place}"
        raise
