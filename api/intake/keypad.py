"""How does the report of a keypad system become one person's reading of a round's totals?

Whoever hands it in has typed it; it counts when a second person has typed the same (`api.sheets`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from api.intake.item import Item, Line
from api.intake.refusals import ProjectNotFound
from api.layouts import KEYPAD
from api.sheets import TypeTotals
from api.workbooks.reading import read_table
from domain.refusals import refuse_all
from domain.texts import shown
from voting.events.rounds import Candidate, ItemTotals

BUCKETS: Final = {
    "for": "votes_for",
    "against": "votes_against",
    "abstain": "votes_abstain",
    "not_pressed": "not_pressed",
}
"""The figures of the totals by the columns of the report."""


def read_keypad(content: bytes, file_name: str, candidates: Sequence[Candidate]) -> TypeTotals:
    """What the report in a file says of the candidates, with the file's SHA-256; raises what is wrong with it, all at once."""
    table = read_table(content, file_name, KEYPAD)
    refuse_all(table.faults)
    return Keypad(table.rows, candidates).totals(hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Keypad:
    """The lines of the report, and the candidates of the round."""

    lines: Sequence[Line]
    candidates: Sequence[Candidate]

    def totals(self, report_sha256: str) -> TypeTotals:
        """What the report says of each candidate, in the order of the round; raises what is wrong with its lines, all at once."""
        found: dict[str, Item] = {}
        refuse_all(self._faults(found))
        items = tuple(ItemTotals(candidate=one.id, **_counts(found[one.id])) for one in self.candidates)
        # A keypad has no invalid papers: whoever was present is in every line, if only as one who did not press.
        valid = sum(_counts(found[self.candidates[0].id]).values())
        return TypeTotals(valid=valid, invalid=0, items=items, vendor_report_sha256=report_sha256)

    def _faults(self, found: dict[str, Item]) -> Iterator[ProjectNotFound]:
        """Put each line to its candidate; a fault for every one that has none, and for every candidate without a line."""
        known = {name: one.id for one in self.candidates for name in (one.id, one.title)}
        for line in self.lines:
            item = Item((line,))
            said = next((each for each in (item.text("number"), item.text("title")) if each in known), "")
            if not said:
                yield ProjectNotFound(
                    f"第{line.number}行：《{shown(item.text('title'))}》不是这一轮的候选项目。", pointer="/title"
                )
            elif known[said] in found:
                yield ProjectNotFound(f"第{line.number}行：《{shown(item.text('title'))}》写了两次。", pointer="/title")
            else:
                found[known[said]] = item
        for one in self.candidates:
            if one.id not in found:
                yield ProjectNotFound(f"表里没有候选项目《{shown(one.title)}》。", pointer="/title")


def _counts(item: Item) -> dict[str, int]:
    return {figure: item.whole(column) or 0 for column, figure in BUCKETS.items()}
