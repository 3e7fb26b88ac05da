"""Does a deputy find on his phone what is done where, and no more than is published?"""

from __future__ import annotations

from tests.pages.asking import client
from tests.pages.browsing import NARROW, PageAt
from tests.pages.site import Site


def test_a_deputy_reads_what_is_being_done_where_and_how_to_propose(page_at: PageAt) -> None:
    view = page_at(NARROW, "deputy")
    view.go("/deputy")
    words = view.page.inner_text("main")
    assert "示例县学校和老旧小区改造" in words
    assert "示例街道、示例镇、示例东镇" in words
    assert "登记一个问题" in words
    view.page.get_by_role("link", name="提建议项目").click()
    assert "提一件建议" in view.page.inner_text("h1")


def test_candidates_that_are_not_published_are_not_shown(site: Site) -> None:
    with client(site, "deputy") as deputy:
        shown = deputy.get("/deputy").text
    assert "现在没有公布的候选项目" in shown


def test_a_stranger_is_asked_who_he_is(site: Site) -> None:
    with client(site) as stranger:
        assert stranger.get("/deputy").status_code == 401
