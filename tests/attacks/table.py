"""What does docs/attacks.md say of each attack: who catches it?

A cell in which nobody does ends with the number of its reason, ①, ② …; the reasons stand below the table.
"""

from __future__ import annotations

import re
from typing import Final

from tests.attacks.hands import Attacker
from tests.attacks.scene import NOBODY, Scene, Zone
from tests.docs.markdown import rows, section

HANDBOOK: Final = "attacks.md"
MARKED: Final = re.compile(rf"{NOBODY}([①-⑳])")
CELLS: Final = {
    (row["做什么"], attacker, zone): row[zone.value]
    for row in rows(HANDBOOK, "做什么", "谁")
    for attacker in Attacker
    if row["谁"] == attacker.value
    for zone in Zone
}
"""By what is done, by whom, and in which part of the history."""
BEYOND: Final = {(row["手里还有"], row["做什么"]): row["谁发现"] for row in rows(HANDBOOK, "手里还有", "做什么")}
"""By what else he has in his hands, and what he does."""
REASONS: Final = re.findall(r"^- ([①-⑳])", section(HANDBOOK, "为什么没有人发现"), re.MULTILINE)


def told(doing: str, scene: Scene) -> str:
    """What the table says of an attack by whoever comes in this scene."""
    return unmarked(CELLS[doing, scene.attacker, scene.zone])


def told_beyond(having: str, doing: str) -> str:
    """What the second table says."""
    return unmarked(BEYOND[having, doing])


def unmarked(cell: str) -> str:
    """A cell without the number of its reason."""
    return MARKED.sub(NOBODY, cell)
