"""Does the desk lead whoever works here to the form that does what is due, and through the year?"""

from __future__ import annotations

import pytest

from api.http.table import ROUTES
from api.pages.desk.todos import FORMS, GROUPS, PAGES, PAPERS, urgency
from api.pages.table import PAGES as ALL_PAGES
from projections.cycles.steps import WORDS as STEPS
from projections.ledger.todo.item import WORDS
from tests.pages.posting import Visitor
from tests.pages.site import Site


def test_everything_that_can_be_due_is_done_somewhere() -> None:
    assert {*FORMS, *PAGES, "press"} == set(WORDS)


def test_what_is_due_leads_to_doors_that_there_are() -> None:
    doors = {route.path.removeprefix("/api/v1/") for route in ROUTES if route.method == "POST"}
    named = {
        door.replace(PAPERS, kind) for door in FORMS.values() for kind in ("rounds/{round}", "evaluations/{evaluation}")
    }
    assert named <= doors
    shown = {route.path for route in ALL_PAGES}
    assert {page.partition("?")[0].partition("#")[0] for page in PAGES.values()} <= shown


@pytest.mark.parametrize(("left", "group"), [(None, 4), (-1, 0), (0, 1), (1, 2), (7, 2), (8, 3)])
def test_a_line_stands_where_it_is_as_urgent(left: int | None, group: int) -> None:
    assert urgency({"days_left": left}) == GROUPS[group]


@pytest.mark.parametrize(
    "role", ["clerk", "chair", "government", "unit", "deputy", "auditor", "scrutineer", "system_admin"]
)
def test_every_role_has_a_desk(site: Site, role: str) -> None:
    assert Visitor(site, role).get("/desk").status == 200


def test_every_line_of_the_desk_leads_to_a_form_that_opens(site: Site) -> None:
    for role in ("clerk", "government"):
        visitor = Visitor(site, role)
        found = visitor.get("/desk").text.partition('id="todo"')[2].partition("<details")[0]
        forms = {piece.partition('"')[0] for piece in found.split('href="')[1:] if piece.startswith("/do/")}
        assert forms, role
        assert {(form, visitor.get(form).status) for form in forms} == {(form, 200) for form in forms}


def test_the_office_sees_every_step_of_the_year_and_the_next_year_begins_with_a_button(site: Site) -> None:
    clerk = Visitor(site, "clerk")
    words = clerk.get("/desk?year=2024").words()
    assert [word for word in STEPS.values() if word not in words] == []
    begun = clerk.get("/desk?year=2025")
    assert "/do/cycles?year=2025" in begun.text
    assert "走到哪一步" not in Visitor(site, "government").get("/desk").words()
