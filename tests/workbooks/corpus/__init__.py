"""Which awkward workbooks are there, each under the sentence that says what should become of it?"""

from __future__ import annotations

from tests.workbooks.cases import Case
from tests.workbooks.corpus import cells, days, files, heads, hidden, money, refused, rows, sums

CASES: dict[str, Case] = {
    name: case
    for module in (files, refused, heads, rows, cells, money, days, sums, hidden)
    for name, case in module.CASES.items()
}
