"""Are the read models that were folded while everything fell the same to the letter as those of a rebuild?"""

from __future__ import annotations

from api.desk import ROLES
from api.postgres import Server
from domain.storage import Ledger
from projections.models import MODELS
from projections.reading import Reading
from projections.rebuild import rebuild_apart
from tests.faults.found import Found
from tests.projections.kit import versions
from tests.verbs import until


def hold_read_models(found: Found, running: Server) -> None:
    """Wait until the worker has folded all there is; then rebuild, and compare every version of every row."""
    database, names = running.owner_conninfo, [model.name for model in MODELS]
    with Ledger.at(running.conninfo(user=ROLES.service), connections=2) as ledger:
        reading, head = Reading(ledger.connection), ledger.head()
        until(lambda: {mark.position for mark in reading.positions().values()} == {head})
        troubled = {name: mark.trouble for name, mark in reading.positions().items() if mark.trouble}
        found.false += [f"{name}: {trouble}" for name, trouble in troubled.items()]
        live = {name: versions(database, name) for name in names}
        rebuild_apart(ledger.open_connection, MODELS, ledger.read_log)
        again = {name: versions(database, name) for name in names}
    found.false += [f"{name} differs from a rebuild" for name in names if live[name] != again[name]]
