"""Does what follows on another stream keep the day on which it took effect?"""

from __future__ import annotations

from dataclasses import replace

from domain.storage import Ledger
from tests.storage.told import ENVELOPE, append, stream


def test_one_entry_may_have_taken_effect_on_another_day_than_the_command(ledger: Ledger) -> None:
    declared = replace(ENVELOPE, effective_on="2024-01-17")
    own = append("b", 0)._replace(envelope=declared)
    ledger.append([append("a", 0), own], envelope=ENVELOPE, command=None)
    assert [each.envelope for each in ledger.read_log(0, 10)] == [ENVELOPE, declared]
    assert ledger.history(stream("b"))[0].envelope == declared
