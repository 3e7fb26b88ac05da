"""Do two people in two windows type the signed sheet, each by himself, and is it recorded when they read the same?"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from domain.documents.decider import DOCUMENT
from domain.streams import document_id
from tests.pages.browsing import NARROW, PageAt, View
from tests.pages.counting import ballot, counted, seated, somebody
from tests.pages.site import Site
from voting.deciders.rounds import ROUND
from voting.events.papers import SheetSigned
from voting.events.rounds import TotalsRecorded

PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"0" * 100 + b"\xff\xd9"
VOTES = (60, 50, 40)


def typed(view: View, votes: tuple[int, ...] = VOTES, valid: int = 96, invalid: int = 4) -> None:
    """Type a sheet into the cells and hand it in."""
    page = view.page
    page.fill("[name=valid]", str(valid))
    page.fill("[name=invalid]", str(invalid))
    for row, yes in enumerate(votes):
        page.fill(f"[name='row/{row}/votes_for']", str(yes))
        page.fill(f"[name='row/{row}/votes_against']", str(96 - yes))
    with page.expect_navigation():
        page.click("button:has-text('交我录的这一遍')")


def recorded(site: Site, stream: UUID) -> list[TotalsRecorded]:
    return [each.event for each in site.desk.ledger.history(stream) if isinstance(each.event, TotalsRecorded)]


@pytest.mark.parametrize("javascript", [True, False])
def test_two_people_differ_then_agree_and_only_then_it_is_recorded(
    page_at: PageAt, fresh_site: Callable[[], Site], javascript: bool
) -> None:
    site = fresh_site()
    stream = ballot(site)
    windows = [
        seated(page_at(javascript=javascript, site=site), somebody(site, role)).go(f"/rounds/{stream}/sheet")
        for role in ("clerk", "chair")
    ]
    clerk, chair = windows
    typed(clerk)
    assert "还差另一个人录一遍" in clerk.page.inner_text("#typed")
    typed(chair, (61, 50, 40), valid=96)
    assert "有2处不一样" in chair.page.inner_text("#typed")
    row = chair.page.inner_text("table.cards tbody tr:has-text('《示例项目1》赞成票')").split()
    assert row[-2:] == ["61", "60"]
    assert recorded(site, stream) == []
    clerk.go(f"/rounds/{stream}/sheet")
    assert clerk.page.input_value("[name='row/0/votes_for']") == "60", "what he typed stands there, to be put right"
    assert "另一人录的是61" in clerk.page.inner_text("table.sheet")
    typed(chair)
    (one,) = recorded(site, stream)
    assert [row.votes_for for row in one.items] == list(VOTES)
    assert "登记的数" in chair.page.inner_text("main")
    assert "签字的报告单" in chair.page.inner_text("main")


def test_nobody_sees_what_another_typed_before_he_has_typed_himself(
    page_at: PageAt, fresh_site: Callable[[], Site]
) -> None:
    site = fresh_site()
    stream = ballot(site)
    typed(seated(page_at(site=site), somebody(site, "clerk")).go(f"/rounds/{stream}/sheet"), (73, 50, 40))
    chair = seated(page_at(site=site), somebody(site, "chair")).go(f"/rounds/{stream}/sheet")
    assert "已有1个人录入" in chair.page.inner_text("#typed")
    assert "73" not in chair.page.content().replace(str(stream), "")


def test_a_sheet_that_does_not_add_up_comes_back_with_both_sides_and_what_was_typed(
    page_at: PageAt, fresh_site: Callable[[], Site]
) -> None:
    site = fresh_site()
    stream = ballot(site)
    view = seated(page_at(javascript=False, site=site), somebody(site, "clerk")).go(f"/rounds/{stream}/sheet")
    typed(view, (60, 50, 40), valid=95)
    said = view.page.inner_text("[role=alert]")
    assert "收回100张，不等于有效95张与无效4张之和99张" in said
    assert "合计96，不等于有效票95张" in said
    assert view.page.input_value("[name='row/2/votes_for']") == "40"
    assert view.page.get_attribute("[name=valid]", "aria-invalid") == "true"
    view.taken("422")


def test_the_laws_are_said_while_it_is_typed(page_at: PageAt, fresh_site: Callable[[], Site]) -> None:
    site = fresh_site()
    view = seated(page_at(site=site), somebody(site, "clerk")).go(f"/rounds/{ballot(site)}/sheet")
    page = view.page
    page.fill("[name=valid]", "95")
    page.fill("[name=invalid]", "4")
    assert page.inner_text("[data-law=whole]") == "有效95张加无效4张，合计99张，不等于收回100张，差1张。"
    page.fill("[name=valid]", "９６")
    assert page.input_value("[name=valid]") == "96", "digits alone, as narrow ones"
    assert "等于收回100张" in page.inner_text("[data-law=whole]")
    page.fill("[name='row/1/votes_for']", "97")
    assert page.inner_text("[data-law=rows]") == "第2项合计97，应为96，多1。"
    page.fill("[name='row/1/votes_for']", "9六6")
    assert page.input_value("[name='row/1/votes_for']") == "96"
    assert page.inner_text("[data-law=rows]") == ""


def test_enter_and_tab_go_down_the_columns_as_the_paper_is_read(
    page_at: PageAt, fresh_site: Callable[[], Site]
) -> None:
    site = fresh_site()
    page = seated(page_at(site=site), somebody(site, "clerk")).go(f"/rounds/{ballot(site)}/sheet").page
    page.focus("[name=valid]")
    for text in ("96", "4", *map(str, VOTES), *(str(96 - yes) for yes in VOTES)):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    assert [page.input_value(f"[name='row/{row}/votes_against']") for row in range(3)] == ["36", "46", "56"]
    page.focus("[name='row/2/votes_for']")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.name") == "row/0/votes_against"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("() => document.activeElement.name") == "row/2/votes_for"


def test_the_photograph_of_the_signed_sheet_is_filed_with_it(page_at: PageAt, fresh_site: Callable[[], Site]) -> None:
    site = fresh_site()
    stream = ballot(site)
    counted(site, stream, VOTES, 100)
    view = seated(page_at(NARROW, site=site), somebody(site, "clerk")).go(f"/rounds/{stream}/sheet")
    view.page.set_input_files("#photo", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": PHOTO})
    with view.page.expect_navigation():
        view.page.click("button:has-text('归档签字的报告单')")
    (signed,) = (each.event for each in site.desk.ledger.history(stream) if isinstance(each.event, SheetSigned))
    assert signed.sha256 in view.page.inner_text("main")
    state = site.desk.ledger.load(ROUND, stream).state
    assert site.desk.ledger.load(DOCUMENT, document_id(state.opened.congress, signed.sha256)).state is not None  # type: ignore[union-attr] # it was opened
    view.page.set_input_files("#photo", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"no picture"})
    with view.page.expect_navigation():
        view.page.click("button:has-text('归档签字的报告单')")
    assert view.page.query_selector(".faults") is not None
    view.taken("422")


def test_the_way_says_what_is_next(page_at: PageAt, fresh_site: Callable[[], Site]) -> None:
    site = fresh_site()
    stream = ballot(site)
    view = seated(page_at(site=site), somebody(site, "clerk")).go(f"/rounds/{stream}/steps")
    assert view.page.inner_text("[aria-current=step]").split() == ["录入", "现在办"]
    counted(site, stream, VOTES, 100)
    view.go(f"/rounds/{stream}/steps?at_least={site.desk.ledger.head()}")
    assert view.page.inner_text("[aria-current=step]").split() == ["签字", "现在办"]
