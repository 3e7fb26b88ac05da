"""Is a second person one who confirmed this very thing himself, and not one who was merely named?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.accounts.people import Signed, chair, clerk
from tests.api.kit import COUNTY, TERM, Caller, Said

ERASURE = f"/congresses/{COUNTY}/erasures"


@pytest.fixture
def office(api: Caller) -> tuple[Signed, Signed]:
    """Clerk and chair of 示例县, with something recorded that can be confirmed by the second."""
    two = clerk(api), chair(api)
    api.congress()
    assert api.post(f"/congresses/{COUNTY}/terms", TERM, version=1).status == 200
    return two


def past(second: Signed, **changes: Any) -> dict[str, Any]:
    """What two people are needed for: a replaced document."""
    return {"approved_by": {"ref": str(second.account), "role": "chair"}, **changes}


def test_placeholder(office: tuple[Signed, Signed]) -> None:
    assert office
    _: Said | None = None
