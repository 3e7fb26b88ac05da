"""Does docs/attacks.md speak of every attack that is tried, and of no other, and say why nobody catches what nobody catches?"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

from tests.attacks import test_attacks, test_more_in_hand
from tests.attacks.hands import Attacker
from tests.attacks.scene import NOBODY, Zone
from tests.attacks.table import BEYOND, CELLS, HANDBOOK, MARKED, REASONS
from tests.docs.markdown import rows

TRIED = re.compile(r'\btold\(\s*"(.+?)"')


def test_every_attack_of_the_table_is_tried_by_everybody_everywhere_and_no_other_is() -> None:
    tried = TRIED.findall(source(test_attacks.__file__))
    assert len(set(tried)) == len(tried)
    assert set(CELLS) == set(product(tried, Attacker, Zone))
    assert len(rows(HANDBOOK, "做什么", "谁")) == len(tried) * len(Attacker)


def test_every_attack_of_the_second_table_is_tried_and_no_other_is() -> None:
    tried = re.findall(r"\btold_beyond\(", source(test_more_in_hand.__file__))
    assert len(tried) == len(BEYOND) == len(rows(HANDBOOK, "手里还有", "做什么"))


def test_whatever_nobody_catches_has_its_reason_and_every_reason_is_needed() -> None:
    cells = [*CELLS.values(), *BEYOND.values()]
    uncaught = [cell for cell in cells if NOBODY in cell]
    marks = [MARKED.fullmatch(cell) for cell in uncaught]
    assert all(marks)
    assert sorted({mark[1] for mark in marks if mark}) == REASONS


def test_what_the_page_says_first_follows_from_the_table() -> None:
    uncaught = {(attacker, zone) for (_, attacker, zone), cell in CELLS.items() if NOBODY in cell}
    assert uncaught == {(Attacker.TREE, Zone.UNSIGNED), (Attacker.KEY, Zone.UNSIGNED)}
    inside = {"体检", "签名人"}
    office = {where for where, cell in CELLS.items() if NOBODY not in cell and not set(cell.split("、")) - inside}
    by_key = {(doing, zone) for doing, attacker, zone in office if attacker is Attacker.KEY}
    assert {zone for _, zone in by_key} == {Zone.SIGNED, Zone.UNSIGNED}
    assert {doing for doing, zone in by_key if zone is Zone.UNSIGNED} == {"倒填日期，撤走碍事的根"}
    assert Zone.ANCHORED not in {zone for *_, zone in office}


def source(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")
