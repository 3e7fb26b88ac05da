"""How do our read models look in the library's default style: one event, one transaction, nothing remembered?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner

from domain.events import Recorded
from domain.storage import Ledger
from domain.storage.factory import settings
from projections import tables
from projections.folding import Remembered, fold_model
from projections.model import ReadModel

PATIENCE_S = 600


class View(PostgresTrackingRecorder):
    """The rows of all models, with the library's record of how far it came; `after` is where it begins."""

    models: Sequence[ReadModel] = ()
    after: int = 0

    def max_tracking_id(self, application_name: str) -> int | None:
        """Where to go on."""
        found = super().max_tracking_id(application_name)
        return max(found or 0, self.after) if application_name == Ledger.name else found

    def take(self, recorded: Recorded, tracking: Tracking) -> None:
        """Rows and position in one transaction."""
        with self.datastore.transaction(commit=True) as cursor:
            conn: Any = cursor.connection
            for model in self.models:
                if model.touches(recorded):
                    tables.write_rows(
                        conn,
                        model.name,
                        fold_model(
                            partial(tables.newest, conn, model.name), model, [recorded], Remembered()
                        ).rows.begun,
                    )
            self._insert_tracking(cursor, tracking)


class Peer(Projection[View]):
    """Hands every event to the view."""

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Take one event."""
        self.view.take(cast("Recorded", domain_event), tracking)


def followed(owner: str, models: Sequence[ReadModel], after: int, events: int) -> int:
    """Let the library's runner fold so many events after a position into tables that stand there; answers their number."""
    env = {
        **settings(owner, deadline_seconds=30, connections=8, role=""),
        "PEER_PERSISTENCE_MODULE": "eventsourcing.postgres",
        "PEER_POSTGRES_SCHEMA": "public",
        "PEER_CREATE_TABLE": "yes",
    }
    view = cast("type[View]", type("PeerView", (View,), {"models": models, "after": after}))
    with ProjectionRunner(application_class=Ledger, projection_class=Peer, view_class=view, env=env) as runner:
        runner.wait(after + events, PATIENCE_S)
    return events
