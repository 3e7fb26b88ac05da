"""How does somebody's name get beside the log, so that a meeting can name him by a reference that says nothing?"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson

from api.actor import Actor
from api.clock import Clock
from domain.calendar import day_of, rfc3339
from domain.canonical import canonical_bytes, to_json
from domain.deciders import Command
from domain.events import Envelope, Person
from domain.people import KeyFileMissing, People, PersonalData, PersonKeys
from domain.refusals import CommandReused, Refusal, refuse_all
from domain.storage import CommandRow, Ledger, StoredCommand
from domain.streams import stream_id
from domain.texts import UnfitText, clean, filled

LONGEST_PHONE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPerson(Command):
    """登记人员: name, and phone and title where they are needed; an identity card number is never asked for."""

    name: str
    phone: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """The random reference under which the person is named from now on."""

    person: str
    replayed: bool = False


def open_people(ledger: Ledger, key_file: Path) -> People:
    """The side table of people. A key file is made only where nobody was entered yet; raises `KeyFileMissing` elsewhere."""
    if key_file.exists():
        return People(ledger, PersonKeys.read(key_file))
    somebody = ledger.read(lambda line: line.execute("SELECT FROM ledger.people LIMIT 1").fetchone())
    if somebody is not None:
        raise KeyFileMissing(f"找不到个人信息密钥文件{key_file}，请从备份中放回。", path=str(key_file))
    return People(ledger, PersonKeys.create(key_file))


def enter(people: People, actor: Actor, key: str, asked: EnterPerson, clock: Clock) -> Entered:
    """Keep the person's data and answer the reference, the same one however often the same key asks.

    The command row stays for ever, so its hash is keyed: nobody can try names and phone numbers against it.
    """
    refuse_all(faults_of(asked))
    data = PersonalData(name=asked.name, phone=asked.phone, title=asked.title)
    hashed = keyed(people, data)
    if (earlier := people.ledger.command(actor.person.ref, key)) is not None:
        return _again(earlier, hashed)
    ref, statement = people.enter(data, actor.congress)
    envelope = nothing_decided(actor.person, key, clock())
    row = CommandRow(actor.person.ref, key, hashed, canonical_bytes({"person": ref}))
    receipt = people.ledger.append([], envelope=envelope, command=row, statements=[statement])
    return Entered(person=orjson.loads(receipt.answer or b"")["person"], replayed=receipt.repeated)


def keyed(people: People, data: PersonalData) -> bytes:
    """What tells one person's data from another's in a row that stays for ever."""
    return hmac.digest(people.keys.newest[1], canonical_bytes(to_json(data)), "sha256")


def nothing_decided(person: Person, key: str, moment: datetime) -> Envelope:
    """The envelope of what is only kept beside the log: nobody decides it, and it takes effect as it is typed."""
    return Envelope(
        at=rfc3339(moment),
        by=person,
        command_id=str(stream_id("Command", person.ref, key)),
        effective_on=str(day_of(moment)),
    )


def _again(earlier: StoredCommand, hashed: bytes) -> Entered:
    answer = orjson.loads(earlier.receipt.answer or b"")
    if earlier.body_hash != hashed or "person" not in answer:
        raise CommandReused("这个请求编号已经用在另一项内容上，内容不同时请换一个编号。")
    return Entered(person=answer["person"], replayed=True)


def faults_of(asked: EnterPerson) -> Iterator[Refusal]:
    """Why what is said of a person cannot be kept."""
    yield from filled(name=asked.name)
    yield from clean(phone=asked.phone, title=asked.title)
    if len(asked.phone) > LONGEST_PHONE or set(asked.phone) - set("0123456789+- "):
        yield UnfitText(f"电话号码只写数字，最多{LONGEST_PHONE}位；不要填写身份证号。", pointer="/phone")
