"""Can everybody use every page, whatever his screen, with and without a mouse?"""

from __future__ import annotations

import pytest

from tests.pages.browsing import WIDTHS, PageAt
from tests.pages.site import Site
from tests.pages.visits import VISITS


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_is_accessible_and_is_walked_with_the_keyboard(page_at: PageAt, width: int) -> None:
    for visit in VISITS:
        view = page_at(width, visit.role, congress=visit.congress, unit=visit.unit).go(visit.path, visit.status)
        assert (visit.name, view.axe()) == (visit.name, [])
        view.no_sideways()
        view.keyboard()
        assert (visit.name, view.faults) == (visit.name, [])
        view.page.close()


@pytest.mark.parametrize(
    "role",
    [None, "clerk", "chair", "government", "unit", "deputy", "auditor", "scrutineer", "teller", "system_admin"],
)
def test_the_site_knows_whoever_looks_at_it(page_at: PageAt, site: Site, role: str | None) -> None:
    """What the cookie of a role is worth, asked of the service by the browser itself."""
    view = page_at(role=role).go("/healthz")
    asked = "async address => { const said = await fetch(address); return [said.status, await said.json()] }"
    status, told = view.page.evaluate(asked, f"{site.address}/api/v1/session")
    assert (status, told.get("role", "public")) == (200 if role else status, role or "public"), told
    view.taken("401")
