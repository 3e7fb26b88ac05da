"""Does the handbook of the pages list every page, and for whom it is open?"""

from __future__ import annotations

from api.http.audience import Audience
from api.pages.table import PAGES
from tests.docs.markdown import code, rows
from tests.docs.test_doors import spoken

MANY = 9
"""Roles from which on a page is said to be open to whoever signed in."""


def test_every_page_stands_in_the_handbook_with_whoever_may_look_at_it_and_no_other() -> None:
    printed = {(row["页面"], code(row["网址"]), row["谁可以看"]) for row in rows("pages.md", "页面", "网址")}
    known = {
        (route.summary, route.path, _said(route.audience))
        for route in PAGES
        if route.method == "GET" and not route.path.startswith(("/do/", "/static/"))
    }
    assert printed == known


def _said(audience: Audience) -> str:
    return "登录的人" if len(audience) >= MANY and "public" not in audience else spoken(audience)
