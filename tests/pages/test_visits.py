"""Is every page looked at?"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from api.http.audience import EVERYONE
from api.http.reply import Reply
from api.http.route import Call, Route
from api.pages.static_files import ROUTES as STATIC
from tests.pages.site import page_routes
from tests.pages.visits import VISITS, Visit, astray, derived, is_page, unvisited


def page(path: str, **more: str) -> Route:
    def handle(_call: Call) -> Reply:
        return Reply(content=b"")

    return Route(
        method="GET",
        path=path,
        summary="",
        audience=EVERYONE,
        handle=handle,
        answer_media_type=more.get("kind", "text/html"),
    )


ROUTES = (page("/"), page("/projects/{project}"), page("/projects.csv", kind="text/csv"), *STATIC)


def test_every_page_has_a_visit() -> None:
    assert unvisited(page_routes(), VISITS) == []


def test_every_visit_goes_to_a_page_and_every_picture_has_a_name_of_its_own() -> None:
    assert astray(page_routes(), VISITS) == []
    assert [name for name, times in Counter(visit.name for visit in VISITS).items() if times > 1] == []


def test_what_is_no_page_is_a_file_to_keep_or_a_stream_to_listen_to() -> None:
    said = {route.path for route in page_routes() if route.method == "GET" and not is_page(route) and not route.free}
    named = {path for path in said if "." not in path.rsplit("/", 1)[-1]}
    assert named == {"/desk/tables/{table}", "/desk/data/{data}", "/papers/{kind}"}


def test_a_page_without_a_visit_is_named_and_what_is_none_needs_none() -> None:
    assert unvisited(ROUTES, [Visit(name="home", route="/")]) == ["/projects/{project}"]


@pytest.mark.parametrize("route", ["/projects", "/projects.csv", "/projects/{project}/{nothing}"])
def test_a_visit_that_leads_nowhere_is_named(route: str) -> None:
    also = page("/projects/{project}/{nothing}")
    assert astray((*ROUTES, also), [Visit(name="lost", route=route)]) == ["lost"]


def test_a_page_that_the_table_does_not_name_is_visited_by_whoever_may() -> None:
    inside = replace(page("/do/rounds/{round}/tie"), audience=frozenset({"chair", "teller"}))
    found = derived((*ROUTES, inside), [Visit(name="home", route="/")])
    assert [(visit.name, visit.role) for visit in found] == [
        ("projects-project", None),
        ("do-rounds-round-tie", "chair"),
    ]
    assert unvisited((*ROUTES, inside), [Visit(name="home", route="/"), *found]) == []


def test_a_visit_says_what_of_the_demonstration_it_looks_at() -> None:
    visit = Visit(name="one", route="/congresses/{code}/{year}/{what}", query="as_of=2024-09-09", place={"what": "一"})
    assert visit.path == "/congresses/990101/2024/一?as_of=2024-09-09"
