"""How does an attack go on once the rows are rewritten, and who has caught the attacker in the end?

He gets as far as he can: he lets the signer sign if it does, signs himself if he has a key, asks the witnesses, and hands the auditor
a bundle of what there is then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from domain.divisions import Level
from domain.refusals import Refusal
from tests.attacks import judges
from tests.attacks.forging import root
from tests.attacks.hands import PENS, Attacker, Pen, rewrite, sign_now
from tests.attacks.history import History, Rows, at
from tests.attacks.judges import Paper
from tests.attacks.office import Office

NOBODY: Final = "没有人发现"


class Zone(Enum):
    """Which part of the history is attacked, by the heading that the table gives it."""

    ANCHORED = "锚以前"
    SIGNED = "锚以后，签名以前"
    UNSIGNED = "最后一次签名以后"


LEVELS: Final[dict[Zone, Level]] = {Zone.ANCHORED: "township", Zone.SIGNED: "county", Zone.UNSIGNED: "street"}
"""Whose session lies there."""


@dataclass(frozen=True)
class Scene:
    """One attacker, one part of the history, and the office as it is before he comes."""

    office: Office
    history: History
    attacker: Attacker
    zone: Zone
    paper: Paper | None

    @property
    def rows(self) -> Rows:
        """As they were recorded."""
        return self.history.rows

    @property
    def level(self) -> Level:
        """Whose session is attacked."""
        return LEVELS[self.zone]

    @property
    def pen(self) -> Pen:
        """What he does to the published roots if nothing else is said."""
        return PENS[self.attacker]

    @property
    def before(self) -> int:
        """The size that was signed last before the part that is attacked."""
        return self.history.signed[list(Zone).index(self.zone)]

    @property
    def now(self) -> datetime:
        """A day after the last event."""
        return at(len(self.rows)) + timedelta(days=1)

    def position(self, topic: str) -> int:
        """Where the first event of this kind stands in the part that is attacked."""
        return self.history.position(self.level, topic)

    def becomes(self, rows: Rows, pen: Pen | None = None) -> str:
        """Who catches him when these rows are said to have been recorded."""
        rewrite(self.office, rows, tree=self.attacker is not Attacker.ROWS)
        return self.caught(rows, pen)

    def caught(self, rows: Rows, pen: Pen | None = None) -> str:
        """Who catches him, as the rows stand now."""
        pen = pen or self.pen
        pen.arrange(self.office.shelf, rows)
        by = [] if judges.doctor(self.office) else ["体检"]
        if not judges.signer(self.office, self.now):
            by.append("签名人")
            if pen.key is not None:
                sign_now(self.office.shelf, rows, pen.key, self.now)
        # The signer puts back what it remembers.
        pen.arrange(self.office.shelf, rows)
        return said(by + self.caught_outside(rows))

    def caught_outside(self, rows: Rows) -> list[str]:
        """Who catches him of those who do not sit in the office."""
        by = [] if self.office.ask_witnesses(self.now, rows) >= 2 else ["见证人"]
        return by + audited(self.office, self.paper, by)


def paper_of(rows: Rows, history: History) -> Paper:
    """The root on the sheet that the chief scrutineer of the township signed."""
    _, anchor, _ = history.signed
    return Paper(anchor, root(rows, anchor))


def audited(office: Office, paper: Paper | None, known: list[str]) -> list[str]:
    """What the auditor finds in a bundle of the office besides what is `known`, or why there is none."""
    try:
        bad = judges.auditor(judges.bundle(office), paper)
    except Refusal as refused:
        return [f"做包（{refused.title}）"]
    assert "见证人" in known or "见证人" not in bad
    return reading({title: verdict for title, verdict in bad.items() if title not in known})


def reading(bad: dict[str, str]) -> list[str]:
    """What the verifier does not find in order."""
    found = [title if verdict == "不符" else f"{title}未核" for title, verdict in bad.items()]
    return [f"核验（{'、'.join(found)}）"] if found else []


def said(by: list[str]) -> str:
    """As the table says it."""
    return "、".join(by) or NOBODY
