"""On which database, with which memory and which shelf do the stories of the signer play, and with which witness?"""

from __future__ import annotations

from pathlib import Path

import pytest

from api.log.keyfile import create_key
from api.log.witness_memory import WitnessMemory
from api.log.witnessing import Witness
from domain.storage import Ledger
from tests.log.notes import KEY
from tests.log.office import Office
from tests.storage.conftest import (
    Database,
    database,
    databases_to_drop,
    fresh_database,
    ledger,
    own_database,
    pg_server,
    shared_database,
)
from tests.transparency.parties import LOG, MOMENT, NEXT, WITNESSES

__all__ = [
    "database",
    "databases_to_drop",
    "fresh_database",
    "ledger",
    "own_database",
    "pg_server",
    "shared_database",
]


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office.begun(database, tmp_path)


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(WITNESSES[0], (LOG.verifier, NEXT.verifier), WitnessMemory.begin(tmp_path / "state"), lambda: MOMENT)


@pytest.fixture
def signed(office: Office, ledger: Ledger) -> Office:
    """An office that has signed at 4, 7 and 12 events."""
    for seconds, events in ((0, 4), (60, 3), (120, 5)):
        office.record(ledger, events)
        office.sign(seconds)
    return office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_key(tmp_path / "key", KEY)
    return tmp_path


@pytest.fixture
def options(folder: Path, office: Office) -> list[str]:
    """What `minsheng sign` is told of this office."""
    places = ["--memory", str(office.memory_folder), "--checkpoints", str(office.shelf_folder)]
    return ["sign", "--key", str(folder / "key"), *places, "--database", office.database.signer]
