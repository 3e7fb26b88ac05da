"""What does the line 合计 say below a column of amounts?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from api.tables.book import Block, Cell, number
from domain.money import FEN, Amount

ABOUT: Final = "约"


def summed_up(blocks: Sequence[Block], names: Iterable[str]) -> dict[str, Cell]:
    """The sums of these columns over what is known, in 万元; None where nothing is, and 约 where not all is exact."""
    return {name: _sum([block.cells.get(name) for block in blocks]) for name in names}


def _sum(cells: Sequence[Cell]) -> Cell:
    stated = [cell for cell in cells if cell is not None]
    known = [amount for cell in stated if (amount := _exactly(cell)) is not None]
    if not known:
        return None
    whole = sum(known, Decimal())
    about = len(known) < len(stated) or any(isinstance(cell, Amount) for cell in stated)
    return f"{ABOUT}{whole:,f}" if about else number(f"{whole:f}")


def _exactly(cell: Cell) -> Decimal | None:
    """What a cell counts for; None for words without an amount behind them."""
    if isinstance(cell, Amount):
        return Decimal(cell.fen) / FEN["万元"]
    try:
        return Decimal(str(cell))
    except InvalidOperation:
        return None
