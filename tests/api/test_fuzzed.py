"""Does nothing that may be sent break the service, get an answer that is not described, or open a shut door?

Each route takes seconds: a run of all tests tries some routes a little, `python -m tests.api.fuzzed 500` every one at length.
The bodies of commands are not among them: Schemathesis does not come to an end with some (`tests.api.test_bodies` makes those).
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.demo.town import town
from api.http.route import Route
from api.http.shapes import CommandBody
from api.http.table import ROUTES
from tests.api.fuzzed import EXAMPLES, faults, requests
from tests.api.kit import Caller
from tests.api.test_every_door import place

__all__ = ["played"]

LONG = int(os.environ.get(EXAMPLES, "0"))
OPEN = [route for route in ROUTES if route.body is None or not isinstance(route.body.shape, CommandBody)]
TRIED = OPEN if LONG else OPEN[::8]


@pytest.mark.parametrize("route", TRIED, ids=lambda route: f"{route.method} {route.path}")
def test_whatever_is_sent_in_whatever_role_is_answered_as_described(played: Caller, route: Route) -> None:
    streams = tuple(sorted({str(one.originator_id) for one in played.desk.ledger.read_log(0, 2000)}))

    @settings(
        max_examples=LONG or 6,
        deadline=None,
        derandomize=not LONG,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(st.data())
    def sent(data: st.DataObject) -> None:
        asked = data.draw(requests(route, streams, town().code))
        assert faults(played, asked) == [], asked

    sent()
