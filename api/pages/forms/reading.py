"""What does a filled form ask for, as JSON, and what of it cannot be read?

The name of an input is the place of its value in the JSON, as in RFC 6901 but for the first slash: `items/0/title`. A field that is
left empty is not asked for; rows that are empty all through are left out, and those after them move up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from api.pages.forms.field import Field
from api.refusals import BodyFault
from domain.money import parse_amount, print_number
from domain.refusals import Refusal

Values = dict[str, list[str]]
MOST_ROWS: Final = 500
ROW_DIGITS: Final = 4
DIGITS: Final = 16


@dataclass(slots=True)
class Read:
    """What was asked for; the texts under the places where they are in it; and what could not be read."""

    body: dict[str, Any] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    faults: list[BodyFault] = field(default_factory=list)


def read_form(fields: Sequence[Field], posted: Mapping[str, Sequence[str]]) -> Read:
    """The JSON that a form asks for."""
    found = Read()
    found.body = _Reader(posted, found).group(fields, "", "")
    return found


def filled(fields: Sequence[Field], body: Mapping[str, Any], prefix: str = "") -> Values:
    """The texts of a form that asks for `body`: what `read_form` turns into it again."""
    found: Values = {}
    for each in fields:
        value, name = body.get(each.name), prefix + each.name
        if value is None:
            continue
        match each.kind:
            case "group":
                found |= filled(each.inner, value, f"{name}/")
            case "rows":
                for index, row in enumerate(value):
                    found |= filled(each.inner, row, f"{name}/{index}/")
            case "keyed":
                found |= {f"{name}/{key}": [str(text)] for key, text in value.items()}
            case "ordered":
                found |= {f"{name}/{one}": [str(place)] for place, one in enumerate(value, 1)}
            case "lines":
                found[name] = ["\n".join(map(str, value))]
            case "many":
                found[name] = [str(one) for one in value]
            case "money":
                found[name] = [print_number(value)]
            case "yes":
                found[name] = ["true" if value else "false"]
            case _:
                found[name] = [str(value)]
    return found


def rows_in(posted: Mapping[str, Sequence[str]], prefix: str) -> list[int]:
    """The numbers of the rows that were sent of a repeated part, in order."""
    found = {name[len(prefix) :].partition("/")[0] for name in posted if name.startswith(prefix)}
    return sorted(
        int(number) for number in found if number.isascii() and number.isdigit() and len(number) <= ROW_DIGITS
    )[:MOST_ROWS]


@dataclass(slots=True)
class _Reader:
    posted: Mapping[str, Sequence[str]]
    read: Read

    def group(self, fields: Sequence[Field], sent: str, place: str) -> dict[str, Any]:
        """The parts of one thing; `sent` is where the form has them, `place` where the JSON has them."""
        found = {}
        for each in fields:
            value = self.value(each, sent + each.name, place + each.name)
            if value is not None:
                found[each.name] = value
        return found

    def value(self, each: Field, sent: str, place: str) -> Any:
        match each.kind:
            case "group":
                return self.group(each.inner, f"{sent}/", f"{place}/") if self._is_filled(f"{sent}/", each) else None
            case "rows":
                return list(self._rows(each, f"{sent}/", f"{place}/")) or None
            case "keyed":
                return self._keyed(each, f"{sent}/", f"{place}/") or None
            case "many" | "lines":
                return self._several(each, sent, place) or None
            case "ordered":
                return self._ordered(each, f"{sent}/", f"{place}/") or None
        text = self._one(sent)
        self.read.values[place] = [text]
        return self._simple(each, text, f"/{place}") if text else None

    def _rows(self, each: Field, sent: str, place: str) -> Iterator[dict[str, Any]]:
        kept = [number for number in rows_in(self.posted, sent) if self._is_filled(f"{sent}{number}/", each)]
        for index, number in enumerate(kept):
            yield self.group(each.inner, f"{sent}{number}/", f"{place}{index}/")

    def _keyed(self, each: Field, sent: str, place: str) -> dict[str, Any]:
        found = {}
        for key in each.choices:
            text = self._one(sent + key)
            self.read.values[place + key] = [text]
            if text:
                found[key] = _number(text) if each.whole else text
        return found

    def _ordered(self, each: Field, sent: str, place: str) -> list[str]:
        """What has a number, in the order of the numbers; a fault where one has no number but something else."""
        found: list[tuple[int, str]] = []
        for value in each.choices:
            text = self._one(sent + value)
            self.read.values[place + value] = [text]
            number = _number(text)
            if isinstance(number, int):
                found.append((number, value))
            elif text:
                self.read.faults.append(BodyFault("not_whole_number", "请填第几个。", pointer=f"/{place}{value}"))
        return [value for _, value in sorted(found)]

    def _several(self, each: Field, sent: str, place: str) -> list[Any]:
        texts = [text for text in self.posted.get(sent, ()) if text]
        self.read.values[place] = list(texts)
        if each.kind == "lines":
            texts = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
        return [_number(text) if each.whole else text for text in texts]

    def _simple(self, each: Field, text: str, pointer: str) -> Any:
        match each.kind:
            case "whole":
                return _number(text)
            case "money":
                return self._fen(text, pointer)
            case "yes":
                return text == "true"
            case "one" if each.choices.keys() == {"true", "false"}:
                return text == "true"
            case "one" if each.whole:
                return _number(text)
        return text

    def _fen(self, text: str, pointer: str) -> int | None:
        """万元 where no unit is written; a fault where it is no amount."""
        try:
            return parse_amount(text, "万元", pointer=pointer).fen
        except Refusal as refused:
            self.read.faults.append(BodyFault(refused.code, refused.detail, pointer=pointer))
            return None

    def _is_filled(self, sent: str, each: Field) -> bool:
        """Whether anything stands in it that somebody wrote: what a form puts there by itself does not count."""
        return any(
            text and text != _default(each, name[len(sent) :])
            for name, texts in self.posted.items()
            if name.startswith(sent)
            for text in texts
        )

    def _one(self, name: str) -> str:
        return (self.posted.get(name) or [""])[0]


def _default(each: Field, below: str) -> str:
    """What a form puts by itself into the field that lies there below a part: `0/targets/1/sense`, `sense`."""
    name, _, rest = below.partition("/")
    if name.isdigit():
        return _default(each, rest)
    inner = next((one for one in each.inner if one.name == name), None)
    if inner is None:
        return ""
    return _default(inner, rest) if rest else inner.default


def _number(text: str) -> int | str:
    """A whole number as anybody writes it; what is none is handed on as it is, and refused at its place."""
    plain = text.translate(_PLAIN).replace(",", "").replace(" ", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= DIGITS else text


_PLAIN: Final = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９，", "0123456789,", strict=True)}
