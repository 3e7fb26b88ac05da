"""Can everybody use every page, whatever his screen, with and without a mouse?"""

from __future__ import annotations

import pytest

from tests.pages.browsing import NARROW, PageAt
from tests.pages.visits import CLOSELY, VISITS, Visit

CLOSE = [pytest.param(visit, width, id=f"{visit.name} {width}") for visit in CLOSELY for width in visit.widths]
OTHERS = [pytest.param(visit, id=visit.name) for visit in VISITS if visit not in CLOSELY]


@pytest.mark.parametrize(("visit", "width"), CLOSE)
def test_a_page_fits_and_is_accessible_in_letters_of_both_sizes(page_at: PageAt, visit: Visit, width: int) -> None:
    view = page_at(width, visit.role, congress=visit.congress, unit=visit.unit).go(visit.path, visit.status)
    view.no_sideways()
    assert view.axe() == []
    view.larger()
    view.no_sideways()
    if width == min(visit.widths):
        # Where there is least room most is in the way.
        assert view.axe() == []


@pytest.mark.parametrize("visit", CLOSELY, ids=[visit.name for visit in CLOSELY])
def test_a_page_is_walked_with_the_keyboard_and_can_be_read_without_scripts(page_at: PageAt, visit: Visit) -> None:
    width = min(visit.widths)
    page_at(width, visit.role, congress=visit.congress, unit=visit.unit).go(visit.path, visit.status).keyboard()
    view = page_at(width, visit.role, congress=visit.congress, unit=visit.unit, javascript=False, large=True)
    view.go(visit.path, visit.status).no_sideways()


@pytest.mark.parametrize("visit", OTHERS)
def test_every_other_page_is_the_same_where_there_is_least_room(page_at: PageAt, visit: Visit) -> None:
    """Most of them are forms, which one machine makes: those of every kind of field are walked closely above."""
    view = page_at(NARROW, visit.role, congress=visit.congress, unit=visit.unit).go(visit.path, visit.status)
    view.no_sideways()
    assert view.axe() == []
    view.larger()
    view.no_sideways()
