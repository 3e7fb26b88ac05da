"""What did somebody hand in with the import form: which file, of which kind of table, and what is said beside it?

Nothing is kept between the two requests. The page that shows what would be recorded carries the very bytes of the file, and the second
request is refused where they are others than those that were looked at.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from api.extract import congress_under
from api.http.audience import OFFICE
from api.http.queries import year_named
from api.http.route import Call
from api.intake.handed import Handed
from api.intake.kinds import KINDS
from api.intake.taken import Intake
from api.pages.posted import Posted, posted_with_files, unpacked
from api.refusals import NotYet, QueryInvalid
from api.workbooks.gate import LARGEST_FILE
from api.workbooks.table import Table
from domain.calendar import parse_day
from domain.refusals import Refusal
from projections.models import MODELS

FILE: Final = "file"
CARRIED: Final = "carried"
NAME: Final = "carried_name"
SEEN: Final = "carried_sha256"
YES: Final = "yes"
PATIENCE_S: Final = 10


class FileMissing(Refusal):
    """No file was chosen."""


class FileTooLarge(Refusal):
    """The file is larger than any table of an office."""


class OtherFile(Refusal):
    """What is to be recorded is not the file that was looked at."""


class SettingUnreadable(Refusal):
    """A line beside the file that does not say which column has which value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """The file, by bytes and name, and the texts of the form by their names."""

    content: bytes
    name: str
    said: Posted

    @property
    def kind(self) -> str:
        """Which kind of table it is said to be."""
        return self.said.one("kind")

    def hidden(self) -> Iterator[tuple[str, str]]:
        """Everything once more, for the request that follows."""
        yield from ((name, self.said.one(name)) for name in ("kind", "year", "period", "on", "settings", "round"))
        if self.said.one("register_units"):
            yield "register_units", YES
        yield NAME, self.name
        yield SEEN, hashlib.sha256(self.content).hexdigest()
        yield CARRIED, base64.b64encode(self.content).decode()

    def handed(self, year: int) -> Handed:
        """The same for the intake; `year` where none is said."""
        return Handed(
            kind=KINDS[self.kind],
            content=self.content,
            file_name=self.name,
            year=self._year() or year,
            period=self.said.one("period"),
            on=self.day(),
            settings=self._settings(),
            register_units=bool(self.said.one("register_units")),
        )

    def day(self) -> date | None:
        """The day on which what stands in it took effect, where one is said."""
        text = self.said.one("on")
        return parse_day(text, pointer="/on") if text else None

    def _year(self) -> int:
        text = self.said.one("year")
        try:
            return year_named(text) if text else 0
        except QueryInvalid:
            raise SettingUnreadable("年度应为四位数字，如2026。", pointer="/year") from None

    def _settings(self) -> dict[str, str]:
        found = {}
        for line in filter(None, (each.strip() for each in self.said.one("settings").split("\n"))):
            head, equals, text = line.replace("＝", "=").partition("=")
            if not (equals and head.strip() and text.strip()):
                raise SettingUnreadable("整列的值应写成“列=值”，一行一个，如“项目性质=工程类”。", pointer="/settings")
            found[head.strip()] = text.strip()
        return found


def handed_in(call: Call) -> HandedIn:
    """What the form sent; raises `FileMissing`, `FileTooLarge`, `OtherFile`, `Malformed`."""
    form = posted_with_files(call)
    file = form.files.get(FILE)
    if file is not None:
        found = HandedIn(content=file.content, name=file.name, said=form)
    elif form.one(CARRIED):
        found = HandedIn(content=same(form.one(CARRIED), form.one(SEEN)), name=form.one(NAME), said=form)
    else:
        raise FileMissing("请选一个文件。", pointer="/file")
    if len(found.content) > LARGEST_FILE:
        raise FileTooLarge(f"文件超过{LARGEST_FILE // 2**20}MB，请删去里面的图片再交。", pointer="/file")
    return found


def table_and_intake(call: Call, one: HandedIn, year: int) -> tuple[Handed, Table, Intake]:
    """The table in it and what takes it in, once the read models know all that was recorded."""
    desk = call.desk
    if not desk.waiting.wait_for(desk.ledger.head(), PATIENCE_S, [model.name for model in MODELS]):
        raise NotYet("刚才登记的还没有整理完，请稍后再试。")
    handed = one.handed(year)
    # Units are registered by the office alone, whoever hands the table in.
    handed = replace(handed, register_units=handed.register_units and call.actor.role in OFFICE)
    table = handed.table()
    congress = UUID(congress_under(desk, call.actor.congress).key)
    return handed, table, handed.intake(desk, call.actor, congress, table)


def same(text: str, seen: str) -> bytes:
    """The bytes that a page carries on; raises `Malformed`, and `OtherFile` where they have another SHA-256 than those seen."""
    content = unpacked(text)
    if hashlib.sha256(content).hexdigest() != seen:
        raise OtherFile("交来的文件和刚才核对的不是同一个，没有登记。请重新选文件核对。")
    return content
