"""What is a file taken from: which congress and year, which day, and where in the log?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from api.bundle.public import public_until
from api.bundle.source import LedgerSource
from api.days import Days
from api.desk import Desk, past_of
from api.refusals import NotYet
from domain.divisions import canonical
from domain.refusals import NotFound
from domain.storage import Tree, tree_at
from projections.model import ReadModel
from projections.models import CONGRESSES, MODELS
from projections.reading import Shown

PATIENCE_S: Final = 60
Audience = Literal["public", "inside"]
AUDIENCES: Final[dict[Audience, str]] = {"inside": "内部", "public": "公众"}
"""For whom a file is made: for everybody, with what the rules publish, or for those who work with the congress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A congress's year as it stood on a day, and the tree of the log at the position from which it was read.

    `stream` is the id of the congress's stream, `row` its row of `projections.congresses`; `days` answers the rows of any read
    model. `tree` is printed in the footer: whoever holds the file can hold it against a published checkpoint of that size.
    """

    stream: str
    code: str
    name: str
    row: dict[str, Any]
    year: int
    days: Days
    tree: Tree

    def rows(self, model: ReadModel) -> list[dict[str, Any]]:
        """The congress's rows under every code that it has had, each with its `stream`."""
        every = (row for code in self.row["codes"] for row in replace(self.days, congress=code).rows(model))
        # Another congress may have had one of its codes before or since.
        return [row for row in every if row.get("congress", self.stream) == self.stream]


def extract(  # noqa: PLR0913 - what a command line names
    desk: Desk,
    code: str,
    year: int | None = None,
    as_of: str = "",
    day: date | None = None,
    *,
    audience: Audience = "inside",
) -> Extract:
    """The year of the congress under `code`, of what was recorded `as_of`, as it stood on `day` (see `api.past`).

    Without them: all that there is, today, and the year of that day. For the public it ends before the first event of a ballot that
    is not announced, as a public bundle does: a file names its position and its root, and while a count goes on these would tell how
    far it has come. Raises `NotFound`, `NotYet`, `PastUnknown`.
    """
    asked = past_of(desk).find(as_of)
    position = asked.position if asked.position is not None else desk.ledger.head()
    if audience == "public":
        position = public_until(LedgerSource(desk.ledger, desk.reading), position)
        if not position:
            raise NotFound("还没有可以公开的内容。")
    if not desk.waiting.wait_for(position, PATIENCE_S, [model.name for model in MODELS]):
        raise NotYet(f"第{position}号登记已经收到，还在整理，请稍后再试。", asked=position)
    congress = congress_under(desk, code, position)
    days = Days(
        reading=desk.reading,
        history=desk.ledger.history,
        congress=congress.congress,
        day=day or asked.day,
        today=asked.day,
        as_of=position,
    )
    return Extract(
        stream=congress.key,
        code=congress.congress,
        name=congress.row["name"],
        row=congress.row,
        year=year or days.day.year,
        days=days,
        tree=desk.ledger.read(lambda line: tree_at(line, position)),
    )


def congress_under(desk: Desk, code: str, as_of: int | None = None) -> Shown:
    """The congress that stood under this code; raises `NotFound`."""
    found = desk.reading.rows(CONGRESSES, congress=canonical(code), as_of=as_of, limit=1) if code.isdigit() else []
    if not found:
        raise NotFound(f"没有登记过代码为{code}的人大。")
    return found[0]
