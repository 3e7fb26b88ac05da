"""Does our recorder keep the promises that the library asks of every recorder?"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from types import ModuleType
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from domain.storage import Ledger
from tests.storage.conftest import Database

if TYPE_CHECKING:
    from domain.storage.recorder import LedgerRecorder


# Importing the library's tests resets all warning filters, and asks for a cipher package that the cases used here do not need.
CIPHER = ModuleType("eventsourcing.cipher")
CIPHER.AESCipher = object  # type: ignore[attr-defined] # stands in for the class, which is only named
with warnings.catch_warnings(), mock.patch.dict(sys.modules, {"eventsourcing.cipher": CIPHER}):
    import eventsourcing.tests.persistence as cases


class OurRecorder:
    """Hands a recorder on an empty ledger to each of the library's tests."""

    @pytest.fixture(autouse=True)
    def _database(self, database: Database) -> Iterator[None]:
        self.database = database
        with ExitStack() as self.opened:
            yield

    def create_recorder(self) -> LedgerRecorder:
        return self.opened.enter_context(Ledger.at(self.database.service)).recorder


class TestApplicationRecorder(OurRecorder, cases.ApplicationRecorderTestCase):
    """Inserting, selecting, conflicts, notifications, throughput under concurrency; and the subscription."""

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestNotificationsDoNotInterleave(OurRecorder, cases.NonInterleavingNotificationIDsBaseCase):
    """Two writers of a thousand events each: one's positions all come before the other's."""
