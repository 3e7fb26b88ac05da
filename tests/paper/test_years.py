"""Do the tables of a year hold all of it, and those that are posted no more than is published?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from api.paper.candidates import notice
from api.paper.progress import board, ledger
from api.paper.refusals import NotPrintable
from api.paper.typesetting import typeset
from projects.events import cycles as c
from tests.paper.kit import Story, sides, texts
from tests.projections.steps import DRAWN_UP, FINAL, OWN, PUBLICISED
from tests.projections.years import COUNTY, HOME, Year, brief, money


def story(year: Year) -> Story:
    return Story(year.log, COUNTY)


def year_of(number: int, **differences: Any) -> Year:
    """So many projects, each with a report."""
    year = Year(differences=differences)
    for place in range(1, number + 1):
        own = year.chosen(place, brief(f"示例项目第{place}号：城乡供水管网改造提升"))
        year.report(
            own, "2024-02", "2024-03-05", money(500, 400, 300, 350), done="100", problems=f"第{place}号征地慢。"
        )
    return year


def test_a_ledger_of_a_hundred_has_every_line_once_its_heads_on_every_page_and_no_line_cut() -> None:
    pdf = typeset(ledger(story(year_of(100)).asked(date(2024, 4, 1))))
    pages = texts(pdf)
    assert set(sides(pdf)) == {(420, 297)}
    assert 1 < len(pages) < 8
    assert all("项目名称" in page and "存在问题" in page for page in pages)
    assert [place for place in range(1, 101) if sum(f"示例项目第{place}号" in page for page in pages) != 1] == []
    assert [place for place in range(1, 101) if sum(f"第{place}号征地慢。" in page for page in pages) != 1] == []
    assert [f"第{n}页，共{len(pages)}页" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)
    assert "合计100项" in pages[-1]
    assert "示例项目第100号" in pages[-1], "the sum does not stand on a page by itself"


def test_below_a_ledger_stands_where_in_the_log_it_is_taken_from() -> None:
    year = year_of(2)
    assert (
        f"截至2024年4月1日，台账第{len(year.log.events)}号；树根"
        in texts(typeset(ledger(story(year).asked(date(2024, 4, 1)))))[0]
    )


def test_a_year_without_projects_has_no_ledger_and_no_board() -> None:
    for make in (ledger, board):
        with pytest.raises(NotPrintable):
            make(story(Year()).asked())


def test_what_is_posted_has_money_where_money_is_published_and_says_so_where_not() -> None:
    seen = texts(typeset(board(story(year_of(3)).asked(date(2024, 4, 1)))))[0]
    assert "总投资" in seen
    hidden = texts(typeset(board(story(year_of(3, publication={"money": "none"})).asked(date(2024, 4, 1)))))[0]
    assert "1000" not in hidden.replace("计划1000个", "")
    assert "按本人大的办法，不公布项目资金。" in hidden


def test_what_is_posted_has_nothing_of_problems_and_unchecked_reports() -> None:
    year = year_of(1)
    year.report(year.chosen(2), "2024-02", "2024-03-05", money(1, 1, 1, 1), done="77", accept=False)
    seen = texts(typeset(board(story(year).asked(date(2024, 4, 1)))))[0]
    assert "征地慢" not in seen
    assert "77" not in seen


@pytest.mark.parametrize(("shown", "there"), [("with_amounts", True), ("list", False)])
def test_a_posted_list_of_candidates_has_amounts_where_they_are_published(shown: str, *, there: bool) -> None:
    year = Year(differences={"publication": {"candidates": shown}})
    opened = c.CycleOpened(**HOME, project_year=2024, decision_mode="congress_ballot", profile_version=1)
    year.add(OWN, "2023-09-01", opened)
    year.add(OWN, "2023-12-01", DRAWN_UP, body="government")
    with pytest.raises(NotPrintable, match="名单还没有公示"):
        notice(story(year).asked())
    year.add(OWN, "2023-12-06", PUBLICISED)
    first = texts(typeset(notice(story(year).asked())))[0]
    assert "初步候选项目公示表" in first
    assert "公示时间：2023年12月6日至2023年12月12日。" in first
    year.add(OWN, "2024-01-10", FINAL, body="session_presidium")
    text = texts(typeset(notice(story(year).asked())))[0]
    assert "正式候选项目公示表" in text
    assert text.index("1示例项目3") < text.index("2示例项目1")
    assert ("总投资" in text) is there
