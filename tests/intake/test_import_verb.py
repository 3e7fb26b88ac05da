"""Can a clerk hand in the workbooks of his office at a terminal, and does he get his own file back with what is wrong with it?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pytest

from api.accounts.totp import password_at, step_at
from api.desk import ROLES, desk_on
from domain.profile import compose
from domain.storage import Ledger
from tests.accounts.people import PASSWORD
from tests.accounts.test_user_verbs import Terminal, terminal, three
from tests.api.conftest import record, url
from tests.api.kit import Hands, calling
from tests.verbs import run

__all__ = ["terminal", "three", "url"]
HEADS = (
    "序号",
    "建议项目名称",
    "所属领域",
    "来源",
    "提出主体",
    "主要内容",
    "估算投资（万元）",
    "收到时间",
    "联系人",
    "电话",
    "身份证号",
)
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, "改造示例镇农村公路", "交通", "公开征集", "群众", "路面破损，请整修。", "约３００", "2023.9.20", "示例甲", "13900000000", "11010119900307803X"),
    (2, "增设示例河镇公交站", "交通", "代表联络站", "人大代表", "等车没有站台。", 30.1, "2023年9月底", None, None, None),
)  # fmt: skip


@pytest.fixture
def clerk(three: Terminal, url: str, tmp_path: Path, hands: Hands) -> Terminal:
    """A clerk of 示例县 at a terminal; the congress has a unit and its rules."""
    with (
        Ledger.at(url, connections=2, role=ROLES.service) as ledger,
        desk_on(ledger, tmp_path / "data.person.key", work=False, clock=hands) as desk,
        calling(desk, hands) as api,
    ):
        record(api)
        profile = {"profile": compose("county", "sc_evaluation")}
        said = api.post(f"/congresses/{_congress(ledger)}/profiles", profile, version=3)
        assert said.status == 200, said.json
    three.let_in("jingban", "clerk")
    return three


def _congress(ledger: Ledger) -> str:
    return str(ledger.read_log(0, 1)[0].originator_id)


def workbook(path: Path, rows: tuple[tuple[Any, ...], ...] = ROWS, heads: tuple[str, ...] = HEADS) -> Path:
    """As offices make it: a title over all columns, the unit, the heads, and a sum that nobody asked for."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["示例县2024年度民生实事建议项目汇总表"])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(heads))
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    sheet.append(["合计", *[None] * 5, 330.1])
    book.save(path)
    return path


def handed(clerk: Terminal, *words: object, code: int = 0) -> dict[str, Any]:
    """What `minsheng import … --json` answers to the clerk."""
    return dict(orjson.loads(told(clerk, *words, "--json", code=code)))


def told(clerk: Terminal, *words: object, code: int = 0) -> str:
    clerk.hands.moment += timedelta(seconds=30)
    clerk.type(PASSWORD, password_at(clerk.seeds["jingban"], step_at(clerk.hands())))
    clerk.capsys.readouterr()
    assert run("import", *words, "--by", "jingban") == code, clerk.capsys.readouterr()
    return clerk.capsys.readouterr().out


def test_an_offices_workbook_is_looked_at_recorded_once_and_asks_for_no_identity(
    clerk: Terminal, tmp_path: Path
) -> None:
    file = workbook(tmp_path / "汇总表.xlsx")
    seen = told(clerk, "proposals", file, "--year", "2024", "--dry-run")
    assert "会登记2件" in seen
    assert "身份证" in seen
    assert "11010119900307803X" not in seen
    first = handed(clerk, "proposals", file, "--year", "2024")
    assert [(each["row"], each["says"]) for each in first["fresh"]] == [(3, "2024征-001"), (4, "2024征-002")]
    again = handed(clerk, "proposals", file, "--year", "2024")
    assert ([each["says"] for each in again["known"]], again["fresh"], again["position"]) == (
        ["2024征-001", "2024征-002"],
        [],
        0,
    )


def test_a_faulty_workbook_comes_back_marked_and_goes_in_when_it_is_mended(clerk: Terminal, tmp_path: Path) -> None:
    bad = (*ROWS, (3, "修路、架桥和通水", "交通", "传真", "群众", "很多事。", "三百万左右", "去年", None, None, None))
    file = workbook(tmp_path / "汇总表.xlsx", bad)
    found = handed(clerk, "proposals", file, "--year", "2024", code=2)
    assert {(each["row"], each["code"]) for each in found["faults"]} >= {
        (5, "not_a_choice"),
        (5, "not_a_number"),
        (5, "day_unclear"),
    }
    assert (found["position"], found["fresh"][0]["row"]) == (0, 3)
    left = handed(clerk, "proposals", file, "--year", "2024", "--skip-faulty", code=1)
    assert [each["says"] for each in left["fresh"]] == ["2024征-001", "2024征-002"]
    marked = Path(left["marked"])
    assert marked == tmp_path / "汇总表-已标注2.xlsx", "the first attempt has its own"
    sheet = openpyxl.load_workbook(marked).active
    assert sheet is not None
    results = [str(sheet.cell(row, sheet.max_column).value or "") for row in range(2, 6)]
    assert results[0] == "登记结果"
    assert (results[1], results[2]) == ("已登记：2024征-001", "已登记：2024征-002")
    assert "三百万左右" in results[3]
    assert sheet["D5"].comment is not None
    for cell, value in (("B5", "修整示例路"), ("D5", "信函"), ("G5", "300"), ("H5", "2023-10-01")):
        sheet[cell] = value
    mended = tmp_path / "改好.xlsx"
    assert sheet.parent is not None
    sheet.parent.save(mended)
    last = handed(clerk, "proposals", mended, "--year", "2024")
    assert [(each["row"], each["says"]) for each in last["fresh"]] == [(5, "2024征-003")]


def test_a_column_that_the_workbook_does_not_have_is_said_beside_it(clerk: Terminal, tmp_path: Path) -> None:
    heads = ("项目名称", "建设内容", "总投资（万元）", "责任单位", "完成时限")
    row = ("示例县农村公路提升", "改造20公里", 1000, "示例县教育局", "2024年12月底")
    file = workbook(tmp_path / "候选.xlsx", (row,), heads)
    assert "项目性质" in _refused(clerk, "candidates", file)
    assert "有" in _refused(clerk, "candidates", file, "--set", "颜色=红")
    assert "不能是“大工程”" in _refused(clerk, "candidates", file, "--set", "项目性质=大工程")
    done = handed(clerk, "candidates", file, "--year", "2024", "--set", "项目性质=工程类")
    assert [each["says"] for each in done["fresh"]] == ["2024-01"]


def _refused(clerk: Terminal, *words: object) -> str:
    clerk.hands.moment += timedelta(seconds=30)
    clerk.type(PASSWORD, password_at(clerk.seeds["jingban"], step_at(clerk.hands())))
    assert run("import", *words, "--year", "2024", "--by", "jingban") == 2
    return clerk.error()


def test_a_file_that_is_no_table_is_bad_input_and_writes_nothing(clerk: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "表.et"
    file.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "另存为.xlsx" in _refused(clerk, "proposals", file)
    assert "请写明进度台账报的是哪个月" in _refused(clerk, "progress", file)
    assert [each.name for each in tmp_path.glob("表*")] == ["表.et"]


def test_a_file_that_is_there_is_never_written_over_and_nothing_is_recorded_first(
    clerk: Terminal, tmp_path: Path
) -> None:
    bad = (*ROWS, (3, "修路", "交通", "传真", "群众", "破损。", 1, "2023-09-30", None, None, None))
    file = workbook(tmp_path / "汇总表.xlsx", bad)
    mended = tmp_path / "汇总表-已标注.xlsx"
    mended.write_bytes("改好还没有交的".encode())
    assert "已经有了" in _refused(clerk, "proposals", file, "--skip-faulty", "--marked", mended)
    left = handed(clerk, "proposals", file, "--year", "2024", "--skip-faulty", code=1)
    assert [each["says"] for each in left["fresh"]] == ["2024征-001", "2024征-002"], (
        "the first attempt recorded nothing"
    )
    assert left["marked"] == str(tmp_path / "汇总表-已标注2.xlsx")
    assert mended.read_bytes() == "改好还没有交的".encode()
