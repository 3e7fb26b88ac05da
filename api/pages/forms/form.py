"""What does a form show: its fields, what was filled in, and at which place what is wrong?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from api.http.problems import code_of
from api.pages.forms.field import Field
from api.pages.forms.reading import Values, rows_in
from domain.refusals import Faults, Refusal

SAID: Final = {
    "missing": "请填写这一项。",
    "not_whole_number": "请填整数，不带小数点。",
    "not_text": "请填写文字。",
    "not_a_day": "没有这个日期。",
    "not_in_list": "请从列出的里面选一个。",
}
"""What a fault of the validator is called where somebody typed into a field and wrote no JSON."""
_NO_ID: Final = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(slots=True)
class Form:
    """The fields of one form; `values` the texts by place; `faults` (place, sentence), the place '' for the whole form.

    `hidden` are fields that are not asked; `blank` is how many empty rows there are of a repeated part beside those filled.
    """

    fields: Sequence[Field]
    values: Values = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    hidden: Sequence[tuple[str, str]] = ()
    blank: Mapping[str, int] = field(default_factory=dict)
    given: bool = False

    def text(self, name: str, default: str) -> str:
        """The text of a field: what was filled in, else what it begins with."""
        texts = self.values.get(name)
        return texts[0] if texts else "" if self.given else default

    def texts(self, name: str) -> list[str]:
        """The texts of a field that may have several."""
        return self.values.get(name, [])

    def rows(self, name: str) -> range:
        """The numbers of the rows of a repeated part: those filled, and at least one empty one where none is."""
        filled = max(rows_in(self.values, f"{name}/"), default=-1) + 1
        return range(filled + self.blank.get(name, 0 if filled else 1))

    def is_open(self, name: str) -> bool:
        """Whether a part that need not be filled in is shown unfolded: something stands in it, or is wrong with it."""
        within = f"{name}/"
        filled = any(any(texts) for place, texts in self.values.items() if place == name or place.startswith(within))
        return (
            filled or name in self.blank or any(place == name or place.startswith(within) for place, _ in self.faults)
        )

    def row_title(self, row: int) -> str:
        """What a row is called."""
        return f"第{row + 1}行"

    def faults_at(self, name: str) -> list[str]:
        """What is wrong at a place."""
        return [sentence for place, sentence in self.faults if place == name]

    def known(self, place: str) -> bool:
        """Whether the form has a field at this place."""
        return place in self._labels()

    def said(self, place: str) -> str:
        """What the field at a place is called."""
        return self._labels().get(place, "")

    def id(self, name: str) -> str:
        """The id of the input at a place."""
        return "f-" + _NO_ID.sub("-", name)

    def kept(self) -> Iterator[tuple[str, str]]:
        """Every text that was filled in, to be sent once more as it is."""
        return ((name, text) for name, texts in self.values.items() for text in texts)

    def _labels(self) -> dict[str, str]:
        return dict(_labelled(self.fields, "", self.values))


def _labelled(fields: Iterable[Field], prefix: str, values: Values) -> Iterator[tuple[str, str]]:
    for each in fields:
        name = prefix + each.name
        yield name, each.label
        if each.kind == "group":
            yield from _labelled(each.inner, f"{name}/", values)
        elif each.kind == "rows":
            for row in range(max([*rows_in(values, f"{name}/"), 0]) + 2):
                yield f"{name}/{row}", f"{each.label}{row + 1}"
                inner = _labelled(each.inner, f"{name}/{row}/", values)
                yield from ((place, f"第{row + 1}行的{said}") for place, said in inner)
        elif each.kind in ("keyed", "ordered"):
            yield from ((f"{name}/{key}", word) for key, word in each.choices.items())


def placed(refused: Refusal | Faults) -> list[tuple[str, str]]:
    """Every fault with its place in the form."""
    faults = refused.faults if isinstance(refused, Faults) else (refused,)
    return [(fault.pointer.removeprefix("/"), SAID.get(code_of(fault), fault.detail)) for fault in faults]
