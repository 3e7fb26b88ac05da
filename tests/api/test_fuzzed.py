"""Does nothing that may be sent break the service, get an answer that is not described, or open a shut door?"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.demo.town import town
from api.http.route import Route
from api.http.table import ROUTES
from tests.api.fuzzed import faults, requests
from tests.api.kit import Caller
from tests.api.test_scope import played

__all__ = ["played"]

SHORT = 6
LONG = 500
UNBOUND = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
]

settings.register_profile("long", max_examples=LONG, deadline=None, suppress_health_check=UNBOUND)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_whatever_is_sent_in_whatever_role_is_answered_as_described(played: Caller, route: Route) -> None:
    streams = tuple(sorted({str(one.originator_id) for one in played.desk.ledger.read_log(0, 2000)}))

    @settings(
        max_examples=max(SHORT, settings().max_examples if settings().max_examples == LONG else 0),
        deadline=None,
        derandomize=settings().max_examples != LONG,
        database=None,
        suppress_health_check=UNBOUND,
    )
    @given(st.data())
    def sent(data: st.DataObject) -> None:
        asked = data.draw(requests(route, streams, town().code))
        assert faults(played, asked) == [], asked

    sent()
