"""Does `minsheng export data` write what is published, say what it wrote, and leave nothing behind when it cannot?"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest

from api.cli import root
from api.cli.ending import ended
from api.desk import ROLES
from api.opendata.datapackage import data_package
from api.opendata.kinds import KINDS
from api.opendata.oc4ids import project_package
from api.opendata.taken import Taken
from api.postgres import Server
from domain.events import Recorded
from domain.storage import Ledger
from tests.api.conftest import copied
from tests.opendata.kit import taken
from tests.opendata.rounds import CODE as TOWN
from tests.opendata.rounds import PAPERS, sealed
from tests.projections.histories import demonstration
from tests.projections.kit import Log
from tests.projections.test_on_the_ledger import appended

Read = pytest.CaptureFixture[str]
COUNTY = "990101"


def filled(pg_server: Server, made: str, events: Sequence[Recorded]) -> str:
    """A database with these events."""
    url = copied(pg_server, made)
    ledger, log = Ledger.at(url, connections=2, role=ROLES.service), Log()
    log.take(events)
    appended(ledger, log)
    ledger.close()
    return url


@pytest.fixture(scope="module")
def urls(pg_server: Server, made: str) -> dict[str, str]:
    """The demonstration's year, and a township whose papers were sealed one by one."""
    return {
        "year": filled(pg_server, made, demonstration().events),
        "papers": filled(pg_server, made, sealed(PAPERS)),
        "pending": filled(pg_server, made, sealed(PAPERS, announced=False)),
    }


@pytest.fixture
def at(urls: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    monkeypatch.setenv("MINSHENG_DATA", str(tmp_path / "data"))

    def use(name: str) -> None:
        monkeypatch.setenv("DATABASE_URL", urls[name])

    return use


def run(*arguments: str | Path) -> int:
    words = [str(word) for word in ("export", *arguments)]
    return ended(lambda: root.main(words, prog_name="minsheng", standalone_mode=False))


def data(kind: str, target: Path, *more: str, code: str = COUNTY) -> int:
    return run("data", kind, "--congress", code, "--year", "2024", "--output", target, *more)


@pytest.mark.parametrize("kind", ["oc4ids", "cloudevents", "csv"])
def test_the_demonstration_leaves_as_every_file_of_a_year(at: Any, tmp_path: Path, capsys: Read, kind: str) -> None:
    at("year")
    assert data(kind, tmp_path / "out") == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"已写成：{tmp_path / 'out'}\n示例县人民代表大会2024年度，截至")
    assert "按台账第1313号为止的登记，树根（sha256）" in said.out
    assert f"正在写{kind}" in said.err
    assert (tmp_path / "out").stat().st_size > 50_000
    assert [each.name for each in tmp_path.iterdir() if each.name != "data"] == ["out"]


def without_root(value: Any) -> Any:
    """The same without the root, which is over other blinds in every database, and without the day of the question."""
    match value:
        case dict():
            return {
                name: without_root(each) for name, each in value.items() if name not in {"root", "on", "description"}
            }
        case list():
            return [without_root(each) for each in value]
        case _:
            return value


def test_the_file_is_what_the_log_alone_says(at: Any, tmp_path: Path) -> None:
    at("year")
    assert data("oc4ids", tmp_path / "out") == 0
    told = without_root(orjson.loads((tmp_path / "out").read_bytes()))
    assert told == without_root(orjson.loads(project_package(taken(demonstration().events, COUNTY))))


def test_as_of_a_past_day_it_holds_what_was_recorded_by_then_and_is_the_same_whenever_it_is_asked(
    at: Any, tmp_path: Path
) -> None:
    at("year")
    for name in ("one", "two"):
        assert data("csv", tmp_path / name, "--as-of", "2024-06-30") == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert b",2024-05,2024-06-" in data_of(tmp_path / "one", "money.csv")
    assert b",2024-06,2024-07-" not in data_of(tmp_path / "one", "money.csv")


def data_of(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read(name)


def test_papers_are_written_read_back_and_tallied(at: Any, tmp_path: Path, capsys: Read) -> None:
    at("papers")
    assert data("cvr", tmp_path / "cvr.json", code=TOWN) == 0
    assert data("pabulib", tmp_path / "out.pb", "--round", "2024-1-1", code=TOWN) == 0
    assert (
        run("tally", "--cvr", tmp_path / "cvr.json", "--due", "60", "--present", "58", "--output", tmp_path / "case")
        == 0
    )
    assert "候选项目4项，应确定3项，票52张" in capsys.readouterr().out
    assert ended(lambda: root.main(["tally", str(tmp_path / "case")], prog_name="minsheng", standalone_mode=False)) == 0
    assert orjson.loads(capsys.readouterr().out)["selected"] == ["示例项目1", "示例项目2", "示例项目3"]


@pytest.mark.parametrize(
    ("name", "kind", "more", "code", "said"),
    [
        ("year", "xml", (), COUNTY, "没有“xml”，可用的有cvr、oc4ids、pabulib、cloudevents、csv"),
        ("year", "cvr", (), COUNTY, "按本次会议票决办法，不公布得票数"),
        ("year", "cvr", ("--audience", "inside"), COUNTY, "2024-1-1是按合计录入的，台账里没有逐张的票"),
        ("year", "cvr", ("--round", "2024-7-1"), COUNTY, "没有登记过2024-7-1这一轮，或者还没有公布"),
        ("year", "oc4ids", ("--round", "2024-1-1"), COUNTY, "oc4ids是一个年度的，不写--round"),
        ("year", "csv", (), "123456", "没有登记过代码为123456的人大"),
        ("year", "csv", ("--audience", "all"), COUNTY, "没有“all”，可用的有inside、public"),
        ("year", "csv", ("--as-of", "2020-01-01"), COUNTY, "台账从"),
        ("pending", "cvr", (), TOWN, "2024年度没有登记过一轮可以给出的"),
        ("pending", "pabulib", ("--round", "2024-1-1"), TOWN, "没有登记过2024-1-1这一轮，或者还没有公布"),
    ],
)
def test_what_cannot_be_written_is_refused_in_words_and_leaves_nothing(  # noqa: PLR0913, PLR0917 - one an example has
    at: Any, tmp_path: Path, capsys: Read, name: str, kind: str, more: tuple[str, ...], code: str, said: str
) -> None:
    at(name)
    assert data(kind, tmp_path / "out", *more, code=code) != 0
    assert said in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir() if each.name != "data"] == []


def test_a_year_without_work_is_refused_with_those_that_there_are(at: Any, tmp_path: Path, capsys: Read) -> None:
    at("year")
    assert run("data", "csv", "--congress", COUNTY, "--year", "2031", "--output", tmp_path / "out") == 1
    assert "示例县人民代表大会没有登记过2031年度的工作，登记过的有2024年度" in capsys.readouterr().err


def test_a_file_that_is_there_is_never_touched(at: Any, tmp_path: Path, capsys: Read) -> None:
    at("year")
    target = tmp_path / "out"
    target.write_text("旧的", encoding="utf-8")
    assert data("csv", target) == 2
    assert run("tally", "--cvr", target, "--output", target) == 2
    assert "已经有了，请换一个文件名" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "旧的"
    assert data("csv", tmp_path / "没有" / "out") == 2


def test_a_file_that_appears_meanwhile_is_never_touched_either(
    at: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at("year")
    target = tmp_path / "out"

    def slow(taken: Taken) -> bytes:
        target.write_bytes(b"theirs")
        return data_package(taken)

    monkeypatch.setattr("api.opendata.kinds.data_package", slow)
    assert data("csv", target) == 2
    assert target.read_bytes() == b"theirs"


def test_what_breaks_in_the_middle_leaves_nothing(at: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at("year")

    def broken(_taken: Taken) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("api.opendata.kinds.data_package", broken)
    assert data("csv", tmp_path / "out") == 130
    assert [each.name for each in tmp_path.iterdir() if each.name != "data"] == []


def test_an_inside_file_is_for_its_maker_alone_and_says_so(at: Any, tmp_path: Path, capsys: Read) -> None:
    at("papers")
    assert data("cvr", tmp_path / "inside", "--audience", "inside", code=TOWN) == 0
    assert "没有按公开范围筛选，不得公开" in capsys.readouterr().out
    assert stat.S_IMODE((tmp_path / "inside").stat().st_mode) == 0o600
    assert data("cvr", tmp_path / "public", code=TOWN) == 0
    assert stat.S_IMODE((tmp_path / "public").stat().st_mode) & 0o400


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"PK\x03\x04", "不是合法的JSON"), (b"{}", "/@type：应为CVR.CastVoteRecordReport"), (b"x" * 10, "不是合法的JSON")],
)
def test_a_foreign_file_that_is_none_is_refused_by_its_name(
    tmp_path: Path, capsys: Read, content: bytes, said: str
) -> None:
    (tmp_path / "他们的.json").write_bytes(content)
    assert run("tally", "--cvr", tmp_path / "他们的.json", "--output", tmp_path / "out") == 2
    told = capsys.readouterr().err
    assert said in told
    assert "他们的.json：" in told
    assert not (tmp_path / "out").exists()


def test_every_kind_is_named_in_the_help(capsys: Read) -> None:
    assert run("data", "--help") == 0
    told = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    assert all(f"{name}{kind.title}".replace(" ", "") in told for name, kind in KINDS.items())
