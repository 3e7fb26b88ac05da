"""Which cells has a signed sheet on the screen, what was typed into them, and what of it cannot be read?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from api.http.problems import code_of
from api.pages.forms.form import SAID
from domain.refusals import Faults, Refusal
from voting.states.figures import REASONS
from voting.states.readings import place

FOR: Final = ("votes_for", "赞成")
PAPER: Final = (FOR, ("votes_against", "反对"), ("votes_abstain", "弃权"))
KEYPAD: Final = (*PAPER, ("not_pressed", "未按"))
GRADES: Final = ("satisfied", "basically_satisfied", "dissatisfied")
TOTALS: Final = ("valid", "invalid")
DIGITS: Final = 9
"""No figure of a sheet is longer."""
BLANK: Final = {"votes_for": "请填写赞成票。", "satisfied": "请填写满意票。", "valid": "请填写有效票。"}
"""What has to be written even where it is nought; any other cell left empty is nought, as on the paper."""
_PLAIN: Final = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９", "0123456789", strict=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the sheet: the id of its candidate or item, and its title as printed."""

    id: str
    title: str


@dataclass(slots=True, kw_only=True)
class Cells:
    """The sheet of one round or evaluation; `texts` by the name of the input, `faults` (name, sentence), '' for the whole.

    `key` is what a row of the reading calls its id. `totals`: there are figures of valid and invalid papers for the whole sheet.
    `handed_in`: how many papers came back. `others`: what another person read where it differs, by the name of the input.
    """

    lines: Sequence[Line]
    columns: Sequence[tuple[str, str]]
    key: str
    totals: bool
    handed_in: int | None
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)

    def read(self, posted: Mapping[str, Sequence[str]], only: Sequence[str] | None = None) -> dict[str, Any]:
        """The reading that was typed, as the service takes it; what cannot be read is in `faults`.

        `only`: the ids of the rows that are read, in their order, where the sheet shows more.
        """
        self.texts = {name: (posted.get(name) or [""])[0] for name in self.names()}
        places = {line.id: index for index, line in enumerate(self.lines)}
        items = [
            {self.key: id_, **{column: self._number(f"row/{places[id_]}/{column}") for column, _ in self.columns}}
            for id_ in (places if only is None else only)
        ]
        if not self.totals:
            return {"items": items}
        why = {reason: self._number(f"why/{reason}") for reason in REASONS if self.texts.get(f"why/{reason}")}
        whole = {name: self._number(name) for name in TOTALS}
        return {**whole, "items": items, **({"invalid_by_reason": why} if any(why.values()) else {})}

    def show(self, reading: Mapping[str, Any]) -> None:
        """Put a reading into the cells."""
        rows = {row[self.key]: row for row in reading["items"]}
        for index, line in enumerate(self.lines):
            for column, _ in self.columns:
                self.texts[f"row/{index}/{column}"] = str(rows.get(line.id, {}).get(column, ""))
        for name in TOTALS if self.totals else ():
            self.texts[name] = str(reading[name])
        for reason, number in reading.get("invalid_by_reason", {}).items():
            self.texts[f"why/{reason}"] = str(number)

    def refused(self, refused: Refusal | Faults) -> None:
        """Put what was refused at its cells."""
        for fault in refused.faults if isinstance(refused, Faults) else (refused,):
            pointer = fault.pointer.removeprefix("/first").removeprefix("/second")
            self.faults.append((self._at().get(pointer, ""), SAID.get(code_of(fault), fault.detail)))

    def differ(self, differences: Sequence[Mapping[str, Any]]) -> None:
        """Put what another person read beside the cells where it differs."""
        for each in differences:
            if name := self._at().get(each["field"]):
                self.others[name] = "空着" if each["other"] is None else str(each["other"])

    def names(self) -> Iterator[str]:
        """The names of all inputs."""
        for index in range(len(self.lines)):
            yield from (f"row/{index}/{column}" for column, _ in self.columns)
        if self.totals:
            yield from TOTALS
            yield from (f"why/{reason}" for reason in REASONS)

    def faults_at(self, name: str) -> list[str]:
        """What is wrong with a cell."""
        return [sentence for where, sentence in self.faults if where == name]

    @property
    def why_open(self) -> bool:
        """Whether the reasons of invalid papers stand unfolded: something stands in them, or is wrong with them."""
        return any(
            self.texts.get(f"why/{reason}") or f"why/{reason}" in self.others or self.faults_at(f"why/{reason}")
            for reason in REASONS
        )

    def sum_of(self, index: int) -> int | None:
        """What a row comes to as far as it was typed; None where nothing was."""
        texts = [self.texts.get(f"row/{index}/{column}", "") for column, _ in self.columns]
        return sum(int(each) for each in texts if each.isdecimal()) if any(texts) else None

    def _at(self) -> dict[str, str]:
        """The name of each input by its place in a reading."""
        found = {
            place(line.id, column): f"row/{index}/{column}"
            for index, line in enumerate(self.lines)
            for column, _ in self.columns
        }
        if self.totals:
            found |= {f"/{name}": name for name in TOTALS}
            found |= {f"/invalid_by_reason/{reason}": f"why/{reason}" for reason in REASONS}
        return found

    def _number(self, name: str) -> int:
        text = self.texts[name].translate(_PLAIN)
        column = name.rpartition("/")[2]
        if not text and column in BLANK:
            self.faults.append((name, BLANK[column]))
        elif text and not (text.isascii() and text.isdigit() and len(text) <= DIGITS):
            self.faults.append((name, "只填数字。"))
        else:
            self.texts[name] = text
            return int(text or 0)
        return 0


def cells_of(row: Mapping[str, Any]) -> Cells:
    """The empty cells for the row of a round or an evaluation."""
    handed_in = row["papers"]["collected"]
    if row["kind"] == "round":
        by_paper = row["rules"]["count_method"] != "keypad_totals"
        if handed_in is None and row["rules"]["method"] != "paper_secret":
            handed_in = row["attendance"]["present"]
        lines = [Line(id=each["id"], title=each["title"]) for each in row["candidates"]]
        return Cells(
            lines=lines, columns=PAPER if by_paper else KEYPAD, key="candidate", totals=True, handed_in=handed_in
        )
    words = (*row["rules"]["grades"], *("不满意", "不满意", "不满意"))[: len(GRADES)]
    columns = (*zip(GRADES, words, strict=True), ("abstain", "弃权"), ("invalid", "无效"))
    lines = [Line(id=each["item"], title=each["title"]) for each in row["items"]]
    return Cells(lines=lines, columns=columns, key="item", totals=False, handed_in=handed_in)
