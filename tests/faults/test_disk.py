"""Is anything lost when a disk is full?"""

from __future__ import annotations

import pytest

from tests.faults.disk import PLACES, filled, mounts


@pytest.mark.needs(
    "unshare",
    debian="util-linux",
    right="the right to mount: root with CAP_SYS_ADMIN, or user namespaces",
    granted=mounts,
)
@pytest.mark.parametrize("where", PLACES)
def test_a_full_disk_loses_nothing_that_was_acknowledged(where: str) -> None:
    found = filled(where, 1)
    assert found.wrong == []
    assert found.acknowledged > 0
    assert found.asked_again > 0
