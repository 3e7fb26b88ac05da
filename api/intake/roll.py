"""How do the lines of the roll 代表名册 become people whom the ledger can name by reference?"""

from __future__ import annotations

from typing import Final

from api.intake.item import Item
from api.intake.taking import Kept, Steps, Taking
from api.persons import EnterPerson, faults_of, keyed
from domain.people import PersonalData
from domain.refusals import refuse_all

PLACES: Final[dict[str, str]] = {}


def enter(taking: Taking, item: Item) -> Steps:
    """Somebody's name, phone and title beside the log; the roll's delegations stand there with his title."""
    title = "，".join(word for word in (item.text("delegation"), item.text("title")) if word)
    asked = EnterPerson(name=item.text("name"), phone=item.text("phone"), title=title)
    taking.once((asked.name, asked.phone), item, "/name")
    refuse_all(faults_of(asked))
    data = PersonalData(name=asked.name, phone=asked.phone, title=title)
    ref, statement = taking.people.enter(data, taking.actor.congress)
    yield Kept(content={"person": ref}, hashed=keyed(taking.people, data), statements=(statement,))
    return ref
