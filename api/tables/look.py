"""How do the cells of a table look, as offices are used to?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from api.workbooks.columns import Kind

TITLE_POINTS: Final = 18.0
TITLE: Final = Font(name="黑体", size=TITLE_POINTS)
HEAD: Final = Font(name="宋体", size=10, bold=True)
BODY: Final = Font(name="宋体", size=10)
TOTAL: Final = Font(name="宋体", size=10, bold=True)
SMALL: Final = Font(name="宋体", size=9)

_THIN: Final = Side(style="thin", color="FF7F7F7F")
LINES: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
HEAD_FILL: Final = PatternFill("solid", fgColor="FFEAEAEA")
TOTAL_FILL: Final = PatternFill("solid", fgColor="FFF5F5F5")

CENTRE: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
EDGE: Final = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT: Final = Alignment(horizontal="right", vertical="center", wrap_text=True)
NOTE: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)

BY_KIND: Final[Mapping[Kind, Alignment]] = {
    "amount": RIGHT,
    "decimal": RIGHT,
    "percent": RIGHT,
    "whole": CENTRE,
    "day": CENTRE,
    "choice": CENTRE,
}
"""Where the cells of a column stand; texts stand to the left."""

FORMATS: Final[Mapping[Kind, str]] = {"amount": "#,##0.00####", "day": "yyyy-mm-dd"}
"""How numbers are shown: amounts with two decimals and up to the six that a fen needs."""
TEXT: Final = "@"
