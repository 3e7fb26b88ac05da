"""Does `minsheng ledger` answer on one line what a congress office asks of its year?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from api.cli import root
from api.cli.ending import ended
from api.desk import ROLES
from api.postgres import Server
from api.printed.columns import width
from domain.storage import Ledger
from projects.events import progress as g
from tests.api.conftest import copied
from tests.api.test_ledger import recorded
from tests.projections.years import W, Year, brief, money

Read = pytest.CaptureFixture[str]


@pytest.fixture
def asked(pg_server: Server, made: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A database with one year of 示例县, named to the verbs by `DATABASE_URL`."""
    year = Year()
    own = year.chosen()
    year.chosen(2, brief("农村公路提升", category="交通", unit="02"))
    year.report(own, "2024-02", "2024-03-05", money(500, 400, 300, 350), done="100", physical_percent=35)
    year.report(own, "2024-03", "2024-04-05", money(600, 500, 390, 420), done="150", accept=False, problems="征地慢。")
    year.add(own, "2024-04-20", g.ExplanationAsked(number=1, alert="payable", question="为何欠付", due_on="2024-04-30"))
    year.graded(2024, "2025-01-09", {"2024-01": "satisfied"})
    url = copied(pg_server, made)
    ledger = Ledger.at(url, connections=2, role=ROLES.service)
    recorded(ledger, year)
    ledger.close()
    monkeypatch.setenv("MINSHENG_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", url)


def run(*arguments: str) -> int:
    return ended(lambda: root.main(["ledger", *arguments], prog_name="minsheng", standalone_mode=False))


def told(capsys: Read, *arguments: str) -> str:
    assert run(*arguments, "--congress", "990101", "--year", "2024") == 0
    return capsys.readouterr().out


def answered(capsys: Read, *arguments: str) -> Any:
    return orjson.loads(told(capsys, *arguments, "--json"))


@pytest.mark.usefixtures("asked")
def test_the_ledger_is_a_table_whose_columns_stand_under_each_other(capsys: Read) -> None:
    said = told(capsys, "--valid-on", "2024-05-08")
    assert said.startswith("示例县人民代表大会2024年度台账（单位：万元），截至2024年5月8日\n")
    heads, first, second, total = said.splitlines()[1:5]
    ends = [width(line[: line.index(word) + len(word)]) for line, word in ((heads, "年计划"), (first, "1000   1000"), (second, "1000   1000"), (total, "2000   2000"))]  # fmt: skip
    assert len(set(ends)) == 1
    assert total.split()[:4] == ["合计", "2000", "2000", "500"]
    assert "示例县教育局；报到2024-03（未审核），下达600万元；应付未付30万元；存在问题：征地慢。" in said
    assert answered(capsys, "lines")["lines"][0]["year_to_date"]["paid"]["fen"] == 390 * W


@pytest.mark.usefixtures("asked")
def test_a_past_day_is_answered_by_what_had_happened_by_then(capsys: Read) -> None:
    assert answered(capsys, "--valid-on", "2024-03-31")["lines"][0]["period"] == "2024-02"


@pytest.mark.parametrize("by", ["unit", "category", "place", "month", "source"])
@pytest.mark.usefixtures("asked")
def test_money_is_grouped_as_asked(capsys: Read, by: str) -> None:
    assert "合计" in told(capsys, "money", "--by", by)
    assert answered(capsys, "money", "--by", by)["money"]["by"] == by


@pytest.mark.usefixtures("asked")
def test_every_rate_says_what_is_divided_by_what(capsys: Read) -> None:
    assert "拨付率＝支付÷到位资金；" in told(capsys, "money")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("targets", "新增学位"),
        ("promises", "《新建示例学校》承诺1000万元，2024年12月底；"),
        ("promises", "新增学位150个（计划"),
        ("alerts", "应付未付：《新建示例学校》完成投资比支付多30万元，应付未付。"),
        ("todo", "《新建示例学校》要求说明：为何欠付（2024年4月30日，已过"),
        ("satisfaction", "2024年度：满意1项。"),
    ],
)
@pytest.mark.usefixtures("asked")
def test_everything_else_is_told_in_words_and_as_json(capsys: Read, what: str, words: str) -> None:
    assert words in told(capsys, what)
    assert answered(capsys, what)


@pytest.mark.usefixtures("asked")
def test_todo_is_told_by_role_with_what_is_overdue(capsys: Read) -> None:
    said = told(capsys, "todo", "--role", "government", "--valid-on", "2024-05-03")
    assert "· 《新建示例学校》要求说明：为何欠付（2024年4月30日，已过3天）。" in said
    assert "承办单位" not in said


@pytest.mark.usefixtures("asked")
def test_the_life_of_a_project_ends_with_every_event_and_its_position(capsys: Read) -> None:
    said = told(capsys, "project", "2024-01")
    assert "━━ 2024-01《新建示例学校》（示例县人民代表大会，实施中）" in said
    assert "━━ 经过（每条后面是它在台账中的位置）" in said
    assert [entry["version"] for entry in answered(capsys, "project", "2024-01")["history"]] == list(range(1, 9))


@pytest.mark.usefixtures("asked")
def test_what_was_recorded_after_a_day_is_told_with_who_recorded_it(capsys: Read) -> None:
    said = told(capsys, "changes", "--since", "2024-03-31", "--valid-on", "2024-05-31")
    assert said.startswith("示例县人民代表大会2024年度台账2024年3月31日以后登记的变动，截至2024年5月31日\n")
    assert "2024-01《新建示例学校》2条" in said
    assert "2024-04-20  第1次要求说明（应付未付）" in said
    assert "登记人" in said
    assert "2024-02" not in said.partition("━━ ")[2], "the second project has nothing new, and February is older"
    (first, second) = orjson.loads(
        told(capsys, "changes", "--since", "2024-03-31", "--valid-on", "2024-05-31", "--json")
    )
    assert ([entry["topic"] for entry in first["history"]], second["history"]) == (
        ["projects:ProgressReported", "projects:ExplanationAsked"],
        [],
    )


@pytest.mark.usefixtures("asked")
def test_what_has_a_number_is_told_from_its_beginning(capsys: Read) -> None:
    assert ended(lambda: root.main(["replay", "990101", "2024-01"], prog_name="minsheng", standalone_mode=False)) == 0
    assert "票决确定" in capsys.readouterr().out
    assert (
        ended(lambda: root.main(["replay", "990101", "2024问-001"], prog_name="minsheng", standalone_mode=False)) == 1
    )
    assert "没有登记过编号2024问-001。" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--congress", "990199"], 1, "没有登记过代码为990199的人大。"),
        (["--congress", "示例"], 1, "没有登记过代码为示例的人大。"),
        (["--congress", "990101", "--year", "2031"], 1, "2031年度没有已确定的项目。"),
        (["project", "2024-77", "--congress", "990101"], 1, "没有登记过编号为2024-77的项目。"),
        (["project", "七", "--congress", "990101"], 1, "不是项目的编号"),
        (["funnel", "--congress", "990101", "--year", "2024"], 1, "没有登记过2024年度的征集。"),
        ([], 2, "缺少参数'--congress'。"),
        (["everything", "--congress", "990101"], 2, "没有“everything”，可用的有lines、money、"),
        (["changes", "--congress", "990101"], 2, "查变动（changes）要写"),
        (["--congress", "990101", "--since", "2024-03-31"], 2, "查别的不写"),
        (["--congress", "990101", "--year", "24"], 2, "应为1949至2199的年度"),
        (["--congress", "990101", "--valid-on", "2024-02-30"], 2, "没有2024-02-30这一天"),
        (["money", "--congress", "990101", "--by", "colour"], 2, "没有“colour”，可用的有unit、"),
        (["todo", "--congress", "990101", "--role", "public"], 2, "没有“public”，可用的有clerk、"),
    ],
)
@pytest.mark.usefixtures("asked")
def test_what_cannot_be_answered_says_why(capsys: Read, arguments: list[str], code: int, words: str) -> None:
    assert run(*arguments) == code
    complained = capsys.readouterr().err
    assert words in complained
    assert "Error" not in complained


@pytest.mark.usefixtures("asked")
def test_supervision_is_counted_for_every_project_of_the_year(capsys: Read) -> None:
    assert "  2024-01 新建示例学校" in told(capsys, "supervision")
    assert [each["watch"]["seen"]["number"] for each in answered(capsys, "supervision")["supervision"]["projects"]] == [
        0,
        0,
    ]
