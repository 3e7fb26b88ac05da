"""How does a call to the database end in time, and how does one know afterwards whether the server had answered?"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, Self

import psycopg

if TYPE_CHECKING:
    from psycopg.abc import PQGen
    from psycopg.errors import Diagnostic

DEADLINE_SECONDS = 10.0

# The server gives up before the client does: an answer «cancelled» is certain, a lost connection is not.
_SETTINGS = """
SELECT set_config('statement_timeout', %(statement)s, false), set_config('lock_timeout', %(lock)s, false),
    set_config('default_transaction_isolation', 'read committed', false),
    CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', false) END,
    CASE WHEN %(role)s <> '' THEN set_config('role', %(role)s, false) END
"""


class DeadlinePassed(psycopg.OperationalError):
    """No answer within the deadline; the connection is closed, and what the server did is not known."""


class StandbyNotAwaited(psycopg.OperationalError):
    """Committed here, and somebody broke off the wait for the standby, which may not have it; the connection is closed."""


class LedgerConnection(psycopg.Connection[Any]):
    """A connection in autocommit on which no round trip takes longer than its deadline, whatever the network does."""

    deadline_seconds = DEADLINE_SECONDS
    _left_alone = False

    @classmethod
    def connect(cls, conninfo: str = "", **kwargs: Any) -> Self:
        """Connect as psycopg does; besides its arguments `deadline_seconds`, and `role`, the one to act in.

        Below the deadline lie the timeouts of the server and of the network's own layers.
        """
        deadline_seconds = kwargs.pop("deadline_seconds", DEADLINE_SECONDS)
        role = kwargs.pop("role", "")
        milliseconds = int(deadline_seconds * 1000)
        patience = {
            "connect_timeout": max(2, round(deadline_seconds / 2)),
            "tcp_user_timeout": milliseconds,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
        }
        connection = super().connect(
            conninfo, **{**patience, "application_name": "minsheng", **kwargs, "autocommit": True}
        )
        connection.deadline_seconds = deadline_seconds
        connection.add_notice_handler(connection._hear)  # noqa: SLF001 - of this very class
        try:
            limits = {"statement": str(milliseconds * 8 // 10), "lock": str(milliseconds // 2), "role": role}
            connection.execute(_SETTINGS, limits)
        except BaseException:
            connection.close()
            raise
        return connection

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        """Every exchange with the server passes here; one without a timeout of its own gets the deadline."""
        answer = self._answer(gen, interval, timeout)
        if self._left_alone:
            self.close()
            raise StandbyNotAwaited("the wait for the standby was broken off")
        return answer

    def _answer(self, gen: PQGen[Any], interval: float, timeout: float | None) -> Any:
        if timeout is not None:
            return super().wait(gen, interval=interval, timeout=timeout)
        began = monotonic()
        try:
            return super().wait(gen, interval=interval, timeout=self.deadline_seconds)
        except psycopg.OperationalError as error:
            if error.sqlstate is not None or monotonic() - began < self.deadline_seconds:
                raise
            self.close()
            raise DeadlinePassed(f"no answer within {self.deadline_seconds:g} s") from None

    def _hear(self, notice: Diagnostic) -> None:
        # A warning, and then the commit is answered as if the standby had it. The sentence may be in any language.
        self._left_alone |= notice.source_function == "SyncRepWaitForLSN"


def is_lost(error: BaseException | None) -> bool:
    """Whether `error` leaves open what the server did: it said nothing, or that it is going down."""
    if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return False
    return error.sqlstate is None or error.diag.severity_nonlocalized in {"FATAL", "PANIC"}
