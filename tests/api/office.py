"""How does a test record a congress's year over HTTP, each step on its day?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.api.kit import CHAIR, Caller, Said, Who

NINE = "T01:00:00"
"""Nine in the morning in Shanghai, in UTC."""


@dataclass(slots=True)
class Office:
    """A clerk's hands: the day moves with the steps, versions are read before every write, refusals fail the test."""

    api: Caller
    who: Who
    chair: Who = CHAIR
    today: str = "2024-01-18"
    numbers: dict[str, str] = field(default_factory=dict)

    def on(self, day: str) -> Office:
        """From here on it is nine in the morning of `day`."""
        self.today = day
        self.api.hands.moment = datetime.fromisoformat(day + NINE).replace(tzinfo=UTC)
        return self

    def begin(self, path: str, body: dict[str, Any], **stated: Any) -> str:
        """Begin a stream; answers its id and remembers its number."""
        said = self.api.post(path, {**body, **self._stated(stated)}, who=self.who)
        assert said.status == 201, said.json
        self.numbers[said.json["stream"]] = said.json["number"]
        return str(said.json["stream"])

    def do(self, path: str, body: dict[str, Any] | None = None, **stated: Any) -> Said:
        """One step on an existing stream, whose id is the second part of the path."""
        said = self.ask(path, body, **stated)
        assert said.status == 200, (path, said.json)
        return said

    def ask(self, path: str, body: dict[str, Any] | None = None, **stated: Any) -> Said:
        """As `do`, whatever the answer."""
        stream = path.split("/")[2]
        return self.api.post(path, {**(body or {}), **self._stated(stated)}, who=self.who, version=self.version(stream))

    def version(self, stream: str) -> int:
        """The version at which a stream stands, as its history tells."""
        return len(self.history(stream))

    def history(self, stream: str) -> list[dict[str, Any]]:
        """The entries of a stream's history."""
        said = self.api.get(f"/api/v1/streams/{stream}/history", who=self.who)
        assert said.status == 200, said.json
        return list(said.json["entries"])

    def told(self, stream: str) -> list[str]:
        """The names of a stream's events, in order."""
        return [entry["topic"].partition(":")[2] for entry in self.history(stream)]

    def read(self, path: str) -> Any:
        """What a read answers about everything that was written before."""
        joint = "&" if "?" in path else "?"
        said = self.api.get(f"/api/v1{path}{joint}at_least={self.api.events()}", who=self.who)
        assert said.status == 200, said.json
        return said.json

    def _stated(self, stated: dict[str, Any]) -> dict[str, Any]:
        """The envelope: `by` a body that decided unanimously, `second` where the chair confirms, `on` another day."""
        envelope: dict[str, Any] = {}
        if body := stated.pop("by", None):
            how = stated.pop("how", "show_of_hands")
            envelope["decided_by"] = {"body": body, "how": how, "unanimous": True}
        if stated.pop("second", False):
            envelope["approved_by"] = {"ref": self.chair.person, "role": "chair"}
        if day := stated.pop("day", None):
            envelope["effective_on"] = day
        assert not stated, f"no part of an envelope: {sorted(stated)}"
        return envelope
