"""In which places do the stories of backups play?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

import pytest

from api.postgres import Server
from tests.api.conftest import copied, made
from tests.backup.place import Place
from tests.postgres_fixture import FreshDatabase, databases_to_drop, fresh_database, pg_server

__all__ = ["databases_to_drop", "fresh_database", "made", "pg_server"]

NewPlace = Callable[[], Place]


@pytest.fixture
def new_place(fresh_database: FreshDatabase, tmp_path: Path) -> NewPlace:
    """Makes places whose database has no table yet."""

    def make() -> Place:
        folder = tmp_path / token_hex(4)
        folder.mkdir()
        return Place(folder, fresh_database())

    return make


@pytest.fixture
def place(pg_server: Server, made: str, tmp_path: Path) -> Place:
    """A place with every table and no event."""
    folder = tmp_path / "示例"
    folder.mkdir()
    return Place(folder, copied(pg_server, made))
