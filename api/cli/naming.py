"""Which rounds of the ballot does a command line name by 年度-批次-轮次?"""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

import click

from api.cli.ending import Trouble
from api.desk import Desk
from domain.divisions import canonical
from domain.refusals import NotFound
from projections.models import ROUND_RESULTS

PATIENCE_S: Final = 60
ROUND: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def rounds_named(desk: Desk, code: str, ballot: str, as_of: int | None) -> list[UUID]:
    """The rounds of a congress with this project year, batch and number: one at every meeting that voted on it."""
    if (asked := ROUND.fullmatch(ballot)) is None:
        raise click.BadParameter("应写成年度-批次-轮次，例如2024-1-1。", param_hint="--round")
    if not desk.waiting.wait_for(desk.ledger.head(), PATIENCE_S, [ROUND_RESULTS.name]):
        raise Trouble("结果还没有整理完，请稍后再试。")
    wanted = tuple(int(figure) for figure in asked.groups())
    found, place = [], None
    while page := desk.reading.rows(ROUND_RESULTS, congress=canonical(code), as_of=as_of, after=place):
        place = page[-1].place
        rows = [(shown.key, shown.row) for shown in page]
        found += [UUID(key) for key, row in rows if (row["project_year"], row["batch"], row["number"]) == wanted]
    if not found:
        raise NotFound(f"代码为{code}的人大没有{ballot}这一轮票决。")
    return found
