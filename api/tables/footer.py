"""What stands below every table: from which place of the log it is, the root there, and how to find out that it is true?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from api.printed.anchor import check_group
from api.printed.keys import groups
from api.tables.book import Taken
from domain.calendar import say_day

NAMES: Final = {"sha256": "SHA-256", "sm3": "SM3"}


def footer(taken: Taken) -> Iterator[str]:
    """The lines below a table."""
    root = " ".join(groups(taken.root))
    check = check_group(taken.position, bytes.fromhex(taken.root))
    yield f"出处：{taken.congress}台账，按第{taken.position}号为止的登记，截至{say_day(taken.day)}。"
    yield f"第{taken.position}号的根（{NAMES[taken.algorithm]}）：{root}　校验：{check}"
    yield (
        f"核验：向人大索取台账的核验包，用自己的verify.py查：python verify.py 核验包 --root 根 --size {taken.position}，"
        f"根照上面抄写；根相符，台账到第{taken.position}号为止的登记就与制表时一样，可以照着核对本表。"
    )


def page_footer(taken: Taken) -> str:
    """The same in one line for the foot of each page, short enough for a spreadsheet (255 characters with its signs)."""
    return f"台账第{taken.position}号，截至{taken.day.isoformat()}，根{taken.root}"
