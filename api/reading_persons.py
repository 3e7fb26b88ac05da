"""How does an office read the name behind a reference, and correct it, so that it is known who did?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from uuid import UUID

from api.actor import Actor
from api.clock import Clock
from api.persons import EnterPerson, faults_of
from api.shape import Shape
from domain.divisions import canonical
from domain.people import People, PersonalData, masked, seal, unseal
from domain.refusals import NotFound, refuse_all
from domain.storage import correct_person, person_of
from domain.storage.accounts.acts import insert_act
from domain.storage.accounts.reads import Read, insert_read
from domain.texts import filled

UNKNOWN = "您的人大没有登记过这个人，或者已经依法删除。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted(Shape):
    """What the whole of a person's data is read for: it is kept, so no name belongs into it."""

    reason: str


def read_person(people: People, read: Read) -> PersonalData:
    """Who is behind a reference: as much as tells which person it is, or the whole; raises `NotFound`, `UnfitText` without a reason.

    What cannot be recorded is not answered: the record is durable before the row is opened.
    """
    if read.whole:
        refuse_all(filled(reason=read.reason))
    with people.ledger.connection() as line, line.transaction():
        row = person_of(line, read.subject, read.congress)
        if row is None:
            raise NotFound(UNKNOWN)
        insert_read(line, read)
    found = unseal(row, people.keys)
    return found if read.whole else masked(found)


def correct(people: People, actor: Actor, person: UUID, asked: EnterPerson, clock: Clock) -> None:
    """更正: new sealed bytes, under a new key, in the place of the old; what changed is recorded by its name alone.

    Raises `NotFound`, and what `EnterPerson` is refused for.
    """
    refuse_all(faults_of(asked))
    data = PersonalData(name=asked.name, phone=asked.phone, title=asked.title)
    with people.ledger.connection() as line, line.transaction():
        row = person_of(line, person, canonical(actor.congress))
        if row is None:
            raise NotFound(UNKNOWN)
        known = unseal(row, people.keys)
        changed = [each.name for each in fields(data) if getattr(data, each.name) != getattr(known, each.name)]
        if not changed:
            return
        insert_act(line, clock(), actor.person.ref, "person_corrected", None, person=str(person), fields=changed)
        correct_person(line, seal(person, data, people.keys))
