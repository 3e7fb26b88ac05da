"""Is a paper keyed by the keyboard alone in seconds, is nothing lost, and does neither teller see the other's?"""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

import pytest

from api.actor import Actor
from api.http.noting import is_noted, is_voting
from api.keying.board import enter, one_bundle
from api.pages.counting import bundle, hall, late, room, sealing, sheet, steps
from domain.storage.keying import select_keying
from tests.pages.browsing import PageAt, View
from tests.pages.counting import CLERK, ballot, by_pass, seated, somebody
from tests.pages.site import Site
from voting.events.rounds import PapersSealed
from voting.states.bundles import Bundle

BY_PAPER_S = 5


def lie(site: Site, stream: UUID, number: int = 1) -> Bundle:
    """The bundle as it is staged."""
    actor = Actor(person=CLERK.person, congress=CLERK.congress)
    return one_bundle(enter(site.desk, actor, stream), select_keying(site.desk.ledger, stream, number))


def laid_out(page_at: PageAt, site: Site, stream: UUID, *, javascript: bool = True) -> View:
    """One bundle of all papers, and the clerk before it."""
    view = seated(page_at(javascript=javascript, site=site), somebody(site, "clerk")).go(f"/rounds/{stream}/room")
    with view.page.expect_navigation():
        view.page.click("button:has-text('分这一捆')")
    return view.go(f"/rounds/{stream}/room/bundles/1")


def keyed(view: View, keys: str) -> None:
    """Key with the keyboard alone, and wait until all of it has been kept."""
    for key in keys:
        view.page.keyboard.press("Space" if key == " " else key)
    view.page.wait_for_function("() => document.getElementById('keying').dataset.waiting === '0'")


def finished(view: View) -> None:
    with view.page.expect_navigation():
        view.page.click("button:has-text('这一捆录完了')")


def test_a_bundle_is_keyed_by_the_keyboard_alone_in_less_than_five_seconds_a_paper(
    page_at: PageAt, fresh_site: Callable[[], Site]
) -> None:
    site = fresh_site()
    stream = ballot(site, 10, 12, by_sheet=False)
    view = laid_out(page_at, site, stream)
    began = time.monotonic()
    keyed(view, "111111111123" * 9 + "11111 111123")
    assert (time.monotonic() - began) / 10 < BY_PAPER_S
    found = lie(site, stream)
    own = next(iter(found.keyed.values()))
    assert [own[number].marks for number in found.numbers] == ["ffffffffffao"] * 9 + ["fffff-ffffao"]
    assert view.page.inner_text("#left").startswith("这一捆都录了")
    view.page.keyboard.press("Enter")
    view.page.wait_for_url("**/room")
    assert len(lie(site, stream).finished) == 1


def test_what_was_keyed_is_there_when_the_machine_died_and_a_step_back_mends_it(
    page_at: PageAt, fresh_site: Callable[[], Site]
) -> None:
    site = fresh_site()
    stream = ballot(site, 3, 3, by_sheet=False)
    view = laid_out(page_at, site, stream)
    keyed(view, "111")
    view.page.keyboard.press("1")
    view.page.reload()
    assert view.page.inner_text("#number") == "2", "the paper that was kept is not keyed again"
    view.page.keyboard.press("Backspace")
    assert view.page.inner_text("#number") == "1"
    keyed(view, "2")
    (own,) = lie(site, stream).keyed.values()
    assert own[1].marks == "ffa"
    assert view.page.inner_text("#number") == "2"


def test_what_does_not_arrive_is_said_and_shown_again(page_at: PageAt, fresh_site: Callable[[], Site]) -> None:
    site = fresh_site()
    stream = ballot(site, 3, 3, by_sheet=False)
    view = laid_out(page_at, site, stream)
    view.page.context.set_offline(True)
    for _ in range(3):
        view.page.keyboard.press("1")
    view.page.wait_for_selector("#saved.broken")
    assert "1号没有存上：连不上服务" in view.page.inner_text("#saved")
    assert view.page.inner_text("#number") == "1"
    view.page.context.set_offline(False)
    keyed(view, "111")
    assert view.taken("ERR_INTERNET_DISCONNECTED") != []


def test_without_a_script_a_paper_is_a_form(page_at: PageAt, fresh_site: Callable[[], Site]) -> None:
    site = fresh_site()
    stream = ballot(site, 2, 2, by_sheet=False)
    view = laid_out(page_at, site, stream, javascript=False)
    for marks in ("fa", "o"):
        for place, mark in enumerate(marks):
            view.page.check(f"[name='mark/{place}'][value='{mark}']")
        with view.page.expect_navigation():
            view.page.click("button:has-text('存这一张')")
    assert view.page.inner_text("[role=alert]") != "", "a mark is missing on the second paper"
    view.taken("422")
    (own,) = lie(site, stream).keyed.values()
    assert {number: face.marks for number, face in own.items()} == {1: "fa"}


def test_the_tellers_are_blind_to_each_other_and_a_scrutineer_decides_with_the_paper(
    page_at: PageAt, fresh_site: Callable[[], Site]
) -> None:
    site = fresh_site()
    stream = ballot(site, 2, 2, by_sheet=False)
    one = laid_out(page_at, site, stream)
    keyed(one, "1111")
    finished(one)
    two = seated(page_at(site=site), somebody(site, "clerk")).go(f"/rounds/{stream}/room/bundles/1")
    assert two.page.eval_on_selector("#own", "each => each.textContent") == "[]"
    assert two.page.query_selector("input:checked[type=radio]") is None
    chair = seated(page_at(site=site), somebody(site, "chair")).go(f"/rounds/{stream}/room/bundles/1")
    assert "两个计票人都录完以后，才能比对" in chair.page.inner_text("main")
    keyed(two, "1112")
    finished(two)
    chair.go(f"/rounds/{stream}/room/bundles/1")
    assert "2号票" in chair.page.inner_text("main")
    scrutineer = seated(page_at(site=site), by_pass(site, "scrutineer")).go(f"/rounds/{stream}/room/bundles/1")
    scrutineer.page.select_option("[name='mark/1']", "f")
    with scrutineer.page.expect_navigation():
        scrutineer.page.click("button:has-text('裁定2号')")
    assert "请填写" in scrutineer.page.inner_text("[role=alert]") or scrutineer.taken("422") != []
    scrutineer.taken("422")
    scrutineer.page.select_option("[name='mark/1']", "f")
    scrutineer.page.fill("[name=reason]", "看清楚了，是赞成")
    with scrutineer.page.expect_navigation():
        scrutineer.page.click("button:has-text('裁定2号')")
    chair.go(f"/rounds/{stream}/room/bundles/1")
    with chair.page.expect_navigation():
        chair.page.click("button:has-text('复核无误')")
    assert "各捆都已复核，合计2张，等于收回2张" in chair.page.inner_text("main")
    with chair.page.expect_navigation():
        chair.page.click("button:has-text('导出编号对照')")
    assert len(chair.page.inner_text(".running strong").split()) == 8
    chair.page.select_option("[name=_second]", index=1)
    with chair.page.expect_navigation():
        chair.page.click("button.main:has-text('封账')")
    assert "已请" in chair.page.inner_text("[role=status]")
    assert not [each for each in site.desk.ledger.history(stream) if isinstance(each.event, PapersSealed)]


@pytest.mark.parametrize("module", [steps, sheet, room, bundle, sealing, hall, late])
def test_no_request_of_a_ballot_is_noted(module: object) -> None:
    routes = module.ROUTES  # type: ignore[attr-defined] # as of every file of pages
    assert [route.path for route in routes if not is_voting(route) or is_noted(route)] == []
