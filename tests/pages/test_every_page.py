"""Can everybody use every page, whatever his screen, with and without a mouse?"""

from __future__ import annotations

import pytest

from tests.pages.browsing import PageAt
from tests.pages.visits import VISITS, Visit

EACH = [pytest.param(visit, width, id=f"{visit.name} {width}") for visit in VISITS for width in visit.widths]


@pytest.mark.parametrize(("visit", "width"), EACH)
def test_a_page_fits_is_accessible_and_is_walked_with_the_keyboard(page_at: PageAt, visit: Visit, width: int) -> None:
    view = page_at(width, visit.role, congress=visit.congress, unit=visit.unit).go(visit.path, visit.status)
    view.no_sideways()
    view.keyboard()
    assert view.axe() == []
    view.larger()
    view.no_sideways()
    assert view.axe() == []


@pytest.mark.parametrize(("visit", "width"), EACH)
def test_a_page_can_be_read_without_scripts_and_in_large_letters(page_at: PageAt, visit: Visit, width: int) -> None:
    view = page_at(width, visit.role, congress=visit.congress, unit=visit.unit, javascript=False, large=True)
    view.go(visit.path, visit.status).no_sideways()
