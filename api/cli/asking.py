"""How does a command line name the congress, the year and the day that it asks about?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from api.cli.chinese import Day, Year

F = TypeVar("F", bound=Callable[..., Any])


def of_congress(function: F) -> F:
    """Give a command --congress (`code`), --year, --as-of and --valid-on (`day`), which are what `api.extract` takes."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


_OPTIONS = (
    click.option("--congress", "code", metavar="行政区划代码", required=True, help="哪个人大。"),
    click.option("--year", type=Year(), metavar="年度", help="哪个年度，不写是所问那天的年份。"),
    click.option(
        "--as-of",
        metavar="何时",
        default="",
        help="当时所知：到position:号、某日结束、某一时刻为止已经登记的，不写是现在。",
    ),
    click.option(
        "--valid-on",
        "day",
        type=Day(),
        metavar="日期",
        help="当日实情：到这一天为止已经发生的，不管哪天补录；不写是--as-of那一天。",
    ),
)
