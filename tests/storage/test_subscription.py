"""Does a subscriber find what was stored before he began to listen?"""

from __future__ import annotations

import pytest

from domain.storage import Ledger
from domain.storage.subscription import PollingSubscription
from tests.storage.told import ENVELOPE, append, stream


def test_what_nobody_was_told_of_is_found_all_the_same(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PollingSubscription, "_listen", lambda _self: None)
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=None)
    with ledger.recorder.subscribe(gt=0) as subscription:
        assert next(subscription).id == 1
        ledger.append([append("b", 0)], envelope=ENVELOPE, command=None)
        assert next(subscription).originator_id == stream("b")
