"""Do the documents in words come out on the command line, as PDF and as DOCX, the same each time, and by an office's own template?"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import docx
import pytest

from api.demo.town import town
from api.desk import ROLES, desk_on
from api.extract import extract
from api.paper.asked import Asked
from api.paper.kinds import KINDS
from api.paper.refusals import NotPrintable
from api.paper.typesetting import typeset
from api.paper.words.kinds import WORDED, as_docx
from api.postgres import Server
from domain.calendar import SHANGHAI
from domain.storage import Ledger
from tests.api.conftest import copied
from tests.api.kit import TOWN as CODE
from tests.api.kit import Hands
from tests.paper.kit import texts
from tests.verbs import run

AFTER = datetime.fromisoformat(town().steps[-1].at).replace(tzinfo=SHANGHAI) + timedelta(days=1)
NUMBERS = {"opinions": "2024报-001", "finding": "2024问-001", "assignment": "2024-03"}
SAYS = {
    "announcement": "现予公告",
    "script": "各位代表",
    "method": "第十七条",
    "evaluation-method": "第十三条",
    "explanation": "提出和确定的经过",
    "opinions": "请对以上1条意见逐条研究处理",
    "finding": "整改通知",
    "assignment": "任务交办单",
    "report": "台账位置是登记的先后号",
    "public-report": "数字的来源",
}


@pytest.fixture(scope="module")
def there(pg_server: Server, played_town: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """The town's whole year as it stood at its end."""
    with (
        Ledger.at(copied(pg_server, played_town), role=ROLES.service, connections=4) as ledger,
        desk_on(ledger, tmp_path_factory.mktemp("keys") / "person.key", work=True, clock=Hands(AFTER)) as desk,
    ):
        yield Asked(extract=extract(desk, CODE, 2024))


def test_the_town_has_every_document_but_a_resolution() -> None:
    assert {*SAYS, "resolution"} == {*WORDED}


@pytest.mark.parametrize("kind", SAYS)
def test_every_document_comes_out_twice_the_same_as_pdf_and_as_docx(there: Asked, kind: str) -> None:
    asked = replace(there, number=NUMBERS.get(kind, ""))
    pdf, word = typeset(KINDS[kind].make(asked)), as_docx(kind, asked)
    assert (pdf, word) == (typeset(KINDS[kind].make(asked)), as_docx(kind, asked))
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs]
    assert SAYS[kind] in "".join("".join(texts(pdf)).split())
    assert SAYS[kind] in "".join(paragraphs)


@pytest.fixture
def named(pg_server: Server, played_town: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MINSHENG_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", copied(pg_server, played_town))


def asked_for(kind: str, target: Path, *more: object) -> int:
    return run("export", "paper", kind, "--congress", CODE, "--year", "2024", "--output", target, *more)


@pytest.mark.usefixtures("named")
def test_an_office_changes_the_template_and_uses_it(tmp_path: Path) -> None:
    blank, own, target = (tmp_path / name for name in ("模板.docx", "本单位.docx", "公告.docx"))
    assert asked_for("announcement", blank, "--blank") == 0
    changed = docx.Document(str(blank))
    changed.paragraphs[0].insert_paragraph_before("示例镇人大文件")
    changed.save(str(own))
    assert asked_for("announcement", target, "--template", own) == 0
    said = docx.Document(str(target))
    assert [paragraph.text for paragraph in said.paragraphs[:2]] == [
        "示例镇人大文件",
        "示例镇第十九届人民代表大会第三次会议公告",
    ]


@pytest.mark.usefixtures("named")
def test_what_cannot_be_is_said_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK nothing")
    target = tmp_path / "不成.docx"
    for kind, more, status, why in (
        ("announcement", ("--template", tmp_path / "坏.docx"), 2, "不是.docx"),
        ("announcement", ("--template", tmp_path / "没有.docx"), 2, "读不了"),
        ("ballot", (), 2, "只能写成PDF"),
        ("resolution", (), 1, "不另作决定"),
    ):
        assert asked_for(kind, target, *more) == status, kind
        assert why in capsys.readouterr().err
        assert not target.exists()
    assert asked_for("announcement", tmp_path / "甲.pdf", "--template", tmp_path / "坏.docx") == 2
    assert "请把--output的文件名写成.docx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("round_", "why"), [("2023-1-1", "2023年度的"), ("甲", "应写成年度-批次-轮次"), ("2024-7-1", "没有登记过")]
)
def test_a_batch_that_is_not_there_is_named(there: Asked, round_: str, why: str) -> None:
    with pytest.raises(NotPrintable, match=why):
        KINDS["announcement"].make(replace(there, ballot=round_))
