"""How does a test ask for pages as somebody, where no browser is needed?"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import httpx2 as httpx

from tests.pages.site import Site


def client(site: Site, role: str = "", unit: str = "") -> httpx.Client:
    """Whoever has this role, "" for nobody who signed in; he follows where a form leads."""
    cookies = dict([site.cookie(role, unit=unit)]) if role else {}
    return httpx.Client(base_url=site.address, cookies=cookies, follow_redirects=True)


def in_july(site: Site) -> Site:
    """The same site ten days later: June is over, and owed."""
    site.hands.moment += timedelta(days=10)
    return site


def hidden(page: str, *names: str) -> dict[str, str]:
    """The hidden fields of a page by their names."""
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in names}
    return {name: match[1] for name, match in found.items() if match}


def row(site: Site, path: str) -> Any:
    """What a door of the interface answers the office, with all that is recorded by now."""
    at_least = f"{'&' if '?' in path else '?'}at_least={site.desk.ledger.head()}"
    with client(site, "clerk") as office:
        return office.get(f"/api/v1{path}{at_least}").json()
