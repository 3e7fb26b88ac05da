"""Does the demonstration's year give every file that there is?"""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from api.demo.county import names as county
from api.demo.town import names as town
from api.desk import Desk
from api.extract import extract
from api.opendata.kinds import KINDS as OPEN
from api.opendata.refusals import NoSinglePapers
from api.opendata.taken import take
from api.paper.asked import Asked
from api.paper.kinds import KINDS as PAPERS
from api.paper.refusals import NotPrintable
from api.paper.typesetting import typeset
from api.paper.words.kinds import WORDED, as_docx
from api.tables import TABLES, make
from api.tables.asked import ask
from api.tables.xlsx import workbook

DAYS: Final = {"ballot": date(2024, 1, 17), "evaluation": date(2025, 1, 7)}
"""Those that are printed before something is voted on, and a day before it was."""
NUMBERS: Final = {"assignment": "2024-03", "finding": "2024问-001", "opinions": "2024报-001"}
ELSEWHERE: Final = {"resolution"}
"""What these congresses do not adopt: theirs decide by the ballot itself."""


def assert_every_file(desk: Desk) -> None:
    """Tables, papers and open data of the county, and the papers of a ballot of the town; those that cannot be say why."""
    for name in TABLES:
        assert workbook(make(name, ask(desk, "inside", county.CODE, year=county.YEAR))).startswith(b"PK"), name
    for name in PAPERS:
        _paper(desk, name, county.CODE)
    for name in ("script", "method", "tally", "announcement"):
        _paper(desk, name, town.CODE)
    for name, kind in OPEN.items():
        taken = take(desk, code=county.CODE, year=county.YEAR, as_of="", day=None, audience="public")
        if kind.of_round:
            # Totals are all that was typed of these ballots, and not even those are published.
            with pytest.raises(NoSinglePapers):
                kind.prepare(taken, "2024-1-1")
        else:
            assert kind.prepare(taken, "").make(lambda _: None), name


def _paper(desk: Desk, name: str, code: str) -> None:
    found = extract(desk, code, county.YEAR, "", DAYS.get(name))
    asked = Asked(extract=found, number=NUMBERS.get(name, ""), ballot="2024-1-1" if name == "ballot" else "")
    if name in ELSEWHERE:
        with pytest.raises(NotPrintable):
            PAPERS[name].make(asked)
        return
    assert typeset(PAPERS[name].make(asked)).startswith(b"%PDF"), name
    if name in WORDED:
        assert as_docx(name, asked).startswith(b"PK"), name
