"""Does the page about files name every table, paper and format that there is, with what offices call it, and no other?"""

from __future__ import annotations

from api.layouts import LAYOUTS
from api.opendata.kinds import KINDS as OPEN
from api.paper.kinds import KINDS as PAPERS
from api.tables import TABLES
from tests.docs.markdown import code, rows

PAGE = "files.md"


def test_every_table_that_comes_in_stands_there() -> None:
    assert [code(row["哪一种"]) for row in rows(PAGE, "哪一种", "一行登记成")] == list(LAYOUTS)


def test_every_kind_of_file_stands_there_and_no_other() -> None:
    printed = [code(row[head]) for head in ("哪一种", "命令里写") for row in rows(PAGE, head, "谁用")]
    assert sorted(printed) == sorted([*TABLES, *PAPERS, *OPEN])
