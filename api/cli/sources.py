"""In which database does a verb read the log as one who may only read?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.desk import ROLES
from api.log.running import Source
from api.postgres import server
from api.postgres.encryption import refuse_open_road
from api.settings import read_settings


@contextmanager
def source_of(database: str | None, standby: str | None = None) -> Iterator[Source]:
    """The database of that address, else the one that `minsheng serve` uses, in the role of the signer."""
    if database is not None:
        refuse_open_road(database)
    if standby is not None:
        refuse_open_road(standby)
    if database is not None:
        yield Source(database, standby, ROLES.signer)
        return
    with server(read_settings(), stop_after=True) as found:
        conninfo, _ = found.acting_as(ROLES.signer, "不能签名")
        yield Source(conninfo, standby, ROLES.signer)
