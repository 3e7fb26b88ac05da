"""How does a subscriber of the library's kind hear of an event that was stored before it began to listen?"""

from __future__ import annotations

from typing import Final

from eventsourcing.postgres import PostgresSubscription

POLL_SECONDS: Final = 1.0


class PollingSubscription(PostgresSubscription):
    """The library's subscription, which also looks by itself.

    The library's own pulls once, starts to listen in another thread, and then waits for a notification for ever: what is stored
    between the two is never heard of (seen under load, in the library's own test). Being told is a hint, looking is the truth.
    """

    def _loop_on_pull(self) -> None:
        try:
            self._pull()
            while not self._has_been_stopped:
                self._has_been_notified.wait(POLL_SECONDS)
                self._pull()
        except BaseException as error:  # noqa: BLE001 - as in the library: whoever iterates is told of it
            if self._thread_error is None:
                self._thread_error = error
            self.stop()
