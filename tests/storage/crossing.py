"""How does a test lose a database's answer on the way, exactly when it wants to?"""

from __future__ import annotations

import contextlib
import selectors
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from psycopg.conninfo import conninfo_to_dict, make_conninfo


@dataclass
class Crossing:
    """A proxy between a client and the server; each of its methods spoils what comes next."""

    server: str
    port: int
    _mood: str = "fair"
    _lock: Lock = field(default_factory=Lock)
    swallowed: Event = field(default_factory=Event)

    @property
    def conninfo(self) -> str:
        return make_conninfo(self.server, host="127.0.0.1", port=self.port, sslmode="disable")

    def lose_next_answer(self) -> None:
        """The server's next answer is dropped and the connection closed: the client cannot know what was done."""
        self._mood = "lose answer"

    def keep_next_answer(self) -> None:
        """The server's next answer is dropped, and the connection stays open as if nothing had happened."""
        self._mood = "keep answer"

    def lose_next_question(self) -> None:
        """The client's next message never reaches the server, and the connection is closed."""
        self._mood = "lose question"

    def swallow_everything(self) -> None:
        """From now on nothing comes back, on old connections and new ones."""
        self._mood = "swallow"

    def be_fair(self) -> None:
        self._mood = "fair"

    def lets_pass(self, *, answer: bool) -> str:
        """What to do with bytes that just came: pass, drop, close."""
        with self._lock:
            match self._mood, answer:
                case "swallow", True:
                    return "drop"
                case "lose answer", True:
                    self._mood = "fair"
                    self.swallowed.set()
                    return "close"
                case "keep answer", True:
                    self._mood = "fair"
                    self.swallowed.set()
                    return "drop"
                case "lose question", False:
                    self._mood = "fair"
                    self.swallowed.set()
                    return "close"
                case _:
                    return "pass"


@contextlib.contextmanager
def crossing(server: str) -> Iterator[Crossing]:
    """A crossing to the server of the connection string, whose socket is a file."""
    parts = conninfo_to_dict(server)
    path = f"{parts['host']}/.s.PGSQL.{parts.get('port', 5432)}"
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.05)
        made = Crossing(server, door.getsockname()[1])
        threads = [Thread(target=_admit, args=(door, path, made, over), daemon=True)]
        threads[0].start()
        try:
            yield made
        finally:
            over.set()
            threads[0].join()


def _admit(door: socket.socket, path: str, made: Crossing, over: Event) -> None:
    carriers: list[Thread] = []
    while not over.is_set():
        try:
            client, _ = door.accept()
        except TimeoutError:
            continue
        carrier = Thread(target=_carry, args=(client, path, made, over), daemon=True)
        carrier.start()
        carriers.append(carrier)
    for carrier in carriers:
        carrier.join()


def _carry(client: socket.socket, path: str, made: Crossing, over: Event) -> None:
    with client, socket.socket(socket.AF_UNIX) as server, selectors.DefaultSelector() as ready:
        server.connect(path)
        ready.register(client, selectors.EVENT_READ, server)
        ready.register(server, selectors.EVENT_READ, client)
        while not over.is_set():
            for key, _ in ready.select(0.05):
                source, target = key.fileobj, key.data
                assert isinstance(source, socket.socket)
                try:
                    data = source.recv(65536)
                except ConnectionError:
                    return
                what = made.lets_pass(answer=source is server) if data else "close"
                if what == "close":
                    return
                if what == "pass":
                    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                        target.sendall(data)
