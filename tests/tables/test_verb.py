"""Does `minsheng export table` write what its help says, from the place of the log that the table names, and never over a file?"""

from __future__ import annotations

from pathlib import Path

import pytest

from api.desk import ROLES, desk_on
from api.extract import AUDIENCES
from api.postgres import Server
from api.tables import TABLES, make
from api.tables.asked import ask
from api.tables.csvs import aside, written
from api.tables.xlsx import workbook
from domain.merkle import root_of, sha256
from domain.storage import Ledger
from domain.storage.tree import read_leaves
from tests.api.conftest import copied
from tests.api.kit import TOWN
from tests.tables.kit import pages
from tests.verbs import run

Read = pytest.CaptureFixture[str]
YEAR = ("--congress", TOWN, "--year", "2024")


@pytest.fixture(scope="module")
def url(pg_server: Server, played_town: str) -> str:
    return copied(pg_server, played_town)


@pytest.fixture
def folder(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where files go; the ledger is the town's."""
    monkeypatch.setenv("MINSHENG_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", url)
    (home := tmp_path / "home").mkdir()
    return home


def root_at(url: str, size: int) -> str:
    """The root over the first leaves, by another way than the head of the log."""
    with Ledger.at(url, role=ROLES.service, connections=1) as ledger, ledger.connection() as line:
        return root_of(read_leaves(line, 0, size, sha256), sha256).hex()


def test_a_workbook_names_the_place_in_the_log_and_the_root_that_is_there(capsys: Read, folder: Path, url: str) -> None:
    target = folder / "台账.xlsx"
    assert (
        run("export", "table", "progress", *YEAR, "--as-of", "2024-06-30", "--format", "xlsx", "--output", target) == 0
    )
    said = capsys.readouterr()
    (one,) = pages(target.read_bytes())
    lines = [line[0] for line in one.lines()]
    assert lines[0] == "示例镇2024年度民生实事项目进度台账（截至2024年6月30日）"
    source = next(line for line in lines if line.startswith("出处："))
    size = int(source.partition("第")[2].partition("号")[0])
    assert root_at(url, size) in "".join(lines).replace(" ", "")
    assert f"按台账第{size}号为止的登记，截至2024年6月30日，给内部。" in said.out
    assert "正在写进度台账" in said.err
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_csv_has_a_text_beside_it(folder: Path) -> None:
    target = folder / "问题.csv"
    asked = ("export", "table", "rounds", *YEAR, "--audience", "public", "--format", "csv", "--output", target)
    assert run(*asked) == 0
    beside = folder / "问题.csv.txt"
    assert "按本次会议票决办法，不公布得票数。" in beside.read_text(encoding="utf-8-sig")
    assert target.read_text(encoding="utf-8-sig").startswith("序号,项目编号,项目名称,结果\n")
    assert {each.stat().st_mode & 0o777 for each in (target, beside)} == {0o644}


def test_no_file_is_ever_overwritten(capsys: Read, folder: Path) -> None:
    for there, form, asked in (("甲.xlsx", "xlsx", "甲.xlsx"), ("乙.csv.txt", "csv", "乙.csv")):
        (folder / there).write_text("别人的")
        assert run("export", "table", "progress", *YEAR, "--format", form, "--output", folder / asked) == 2
        assert "已经有了，请换一个文件名" in capsys.readouterr().err
        assert (folder / there).read_text() == "别人的"
    assert {each.name for each in folder.iterdir()} == {"甲.xlsx", "乙.csv.txt"}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["everything", *YEAR, "--format", "xlsx"], 2, "没有“everything”，可用的有proposals、"),
        (["progress", *YEAR, "--format", "ods"], 2, "没有“ods”，可用的有xlsx、csv。"),
        (["progress", *YEAR, "--format", "xlsx", "--audience", "hall"], 2, "没有“hall”，可用的有inside、public。"),
        (["progress", "--congress", "990199", "--format", "xlsx"], 1, "没有登记过代码为990199的人大。"),
        (["progress", "--congress", TOWN, "--year", "2031", "--format", "xlsx"], 1, "2031年度还没有可以写进进度台账的登记。"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_says_why(
    capsys: Read, folder: Path, arguments: list[str], code: int, words: str
) -> None:
    assert run("export", "table", *arguments, "--output", folder / "表") == code
    assert words in capsys.readouterr().err
    assert not list(folder.iterdir())


def test_every_table_of_the_towns_year_comes_out_for_both_audiences(url: str, tmp_path: Path) -> None:
    with (
        Ledger.at(url, role=ROLES.service, connections=4) as ledger,
        desk_on(ledger, tmp_path / "person.key", work=True) as desk,
    ):
        taken = {audience: ask(desk, audience, TOWN, year=2024) for audience in AUDIENCES}
        for name in TABLES:
            inside, public = (make(name, asked) for asked in taken.values())
            assert inside.lines > 0, name
            assert public.lines <= inside.lines, name
            for book in (inside, public):
                assert len(pages(workbook(book))) == len(book.sheets)
                assert aside(book, written(book))
