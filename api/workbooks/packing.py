"""How does the same workbook become the same bytes, whenever it is written?"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

WRITTEN: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""What a workbook says of when it was made; when that was says the place of the log, and a clock would say it otherwise each time."""
MODE: Final = 0o644 << 16


def packed(workbook: Workbook, rewritten: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """The workbook as a file: its parts by name, each `rewritten`, with one time for all of them."""
    workbook.properties.created = workbook.properties.modified = WRITTEN.replace(tzinfo=None)
    drawn = io.BytesIO()
    ExcelWriter(workbook, ZipFile(drawn, "w")).save()
    out = io.BytesIO()
    with ZipFile(drawn) as parts, ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        for name in sorted(parts.namelist()):
            entry = ZipInfo(name, WRITTEN.timetuple()[:6])
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, MODE, 3
            zipped.writestr(entry, rewritten(name, parts.read(name)))
    return out.getvalue()
