"""What does the line 合计 say below a column of amounts?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from api.tables.book import Block, Cell, wan
from domain.money import Amount, parse_amount, print_number

ABOUT = "约"


def summed_up(blocks: Sequence[Block], names: Iterable[str]) -> dict[str, Cell]:
    """The sums of these columns over what is known; None where nothing is, and 约 where one of the amounts is approximate."""
    return {name: _sum([block.cells.get(name) for block in blocks]) for name in names}


def _sum(cells: Sequence[Cell]) -> Cell:
    amounts = [_amount(cell) for cell in cells if cell is not None]
    if not amounts:
        return None
    fen = sum(amount.fen for amount in amounts)
    about = any(amount.approximate for amount in amounts)
    return f"{ABOUT}{Decimal(print_number(fen)):,f}" if about else wan(fen)


def _amount(cell: Cell) -> Amount:
    """What a cell of amounts in 万元 says."""
    return parse_amount(f"{cell:f}" if isinstance(cell, Decimal) else str(cell), "万元")
