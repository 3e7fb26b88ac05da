"""Which cells does a file hold, whichever kind of workbook it is?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from api.workbooks.csvs import read_csv
from api.workbooks.gate import family_of
from api.workbooks.grid import Book, Family
from api.workbooks.ods import read_ods
from api.workbooks.xls import read_xls
from api.workbooks.xlsx import read_xlsx

_READERS: Final[Mapping[Family, Callable[[bytes], Book]]] = {
    "xlsx": read_xlsx,
    "xls": read_xls,
    "ods": read_ods,
    "csv": read_csv,
}


def open_book(content: bytes, file_name: str) -> Book:
    """The sheets of a file; raises a refusal of the whole file (`api.workbooks.refusals`) where it is none that may be read."""
    return _READERS[family_of(content, file_name)](content)
