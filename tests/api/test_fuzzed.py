"""Does nothing that may be sent break the service, get an answer that is not described, or open a shut door, step after step?

All routes are among the steps, commands with their bodies too. The short form takes seconds; `tests.api.fuzzed` says how the long
one is run.
"""

from __future__ import annotations

import os
import sys

from tests.api.fuzzed import CHAINS, machine, run, taught
from tests.api.test_every_door import Place, place, played_ids

__all__ = ["place"]

LONG = int(os.environ.get(CHAINS, "0"))


def test_whatever_is_sent_in_whatever_role_is_answered_as_described(place: Place) -> None:
    office = machine(taught(played_ids(place), place.people), place.wire, place.people, place)
    run(office, LONG or 25, derandomize=not LONG)
    assert sum(office.counted.values()) > 50
    if LONG:
        lines = sorted(f"{count:6} {what}" for what, count in office.counted.items())
        sys.stdout.write("\n".join(["", *lines, ""]))
