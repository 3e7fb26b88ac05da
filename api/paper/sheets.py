"""How is a sheet of paper described that is a table with a heading, figures, notes and lines to sign on?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final, Literal

from api.extract import Extract
from api.paper.asked import Printed
from api.printed.anchor import check_group, qr, root_lines
from api.printed.keys import groups
from domain.calendar import say_day
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import Note

Paper = Literal["a4", "a4-landscape", "a3", "a3-landscape"]
POSTER: Final = (20, 18, 16, 15, 14, 13, 12, 11, 10)
SIZES: Final = (13, 12, 11, 10.5, 10, 9.5, 9)
"""Sizes of type that are tried until everything stands on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: what stands above it, its width in letters (0: an equal share of what the others leave), and where its cells stand."""

    head: str
    width: float = 0
    align: Literal["left", "center", "right"] = "center"


NUMBER: Final = Column(head="序号", width=2.2)
TOTAL: Final = Column(head="总投资\n（万元）", width=5.6)
DEADLINE: Final = Column(head="完成时限", width=7.6)
"""Columns that stand in many tables; their usual cells fit on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet; `facts` are names and values, an empty value a line to be filled in; `signatures` are lines of names to sign behind.

    `sizes` are tried on each of `papers` until everything stands on one page; where it cannot, it flows over pages of the first paper in
    the size `flowing`.
    """

    heading: str
    on: date
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[str]] = ()
    total: Sequence[Sequence[str]] = ()
    above: str = ""
    below: str = ""
    lead: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    facts_across: int = 3
    notes: Iterable[str] = ()
    signatures: Sequence[Sequence[str]] = ()
    dated: bool = False
    footer: str = ""
    papers: Sequence[Paper] = ("a4",)
    sizes: Sequence[float] = SIZES
    flowing: float = 10.5
    roomy: float = 0.45
    root: Note | None = None

    def printed(self) -> Printed:
        """The sheet for its template."""
        names = ("heading", "above", "below", "facts_across", "dated", "footer", "roomy", "flowing")
        many = ("rows", "total", "lead", "facts", "notes", "signatures", "sizes", "papers")
        return Printed(
            template="sheet",
            title=f"{self.above}{self.heading}",
            on=self.on,
            data={
                **{name: getattr(self, name) for name in names},
                **{name: list(getattr(self, name)) for name in many},
                "columns": [{"head": each.head, "width": each.width, "align": each.align} for each in self.columns],
                "root": None if self.root is None else _root(self.root),
            },
        )


def footer(extract: Extract) -> str:
    """Where in the log the paper is taken from: the position and the root, for whoever holds it against a published one."""
    root = extract.tree.range().root()
    check = check_group(extract.tree.size, root)
    return f"截至{say_day(extract.days.day)}，台账第{extract.tree.size}号；树根 {' '.join(groups(root.hex()))}，校验 {check}"


def _root(note: Note) -> dict[str, Any]:
    """The newest signed root as text and as a picture of the whole note."""
    drawn = BytesIO()
    qr(note).save(drawn, kind="svg", border=1)
    return {
        "said": "签字时台账的根。签字以后，用它可以查出台账有没有被改过。",
        "lines": [list(line) for line in root_lines(Checkpoint.parse(note.text))],
        "code": drawn.getvalue().decode(),
    }
