"""How does a test get a round whose papers are out of the box, and people who key, decide and review them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from domain.events import Event
from domain.storage import Append, Ledger
from domain.streams import congress_id, stream_id
from tests.api.kit import COUNTY, Caller, Said, Who
from tests.given import ENVELOPE
from tests.scenarios import congress, opening, ready
from voting.commands import papers as p
from voting.deciders.rounds import ROUND
from voting.events.rounds import RoundOpened

PAPERS: Final = {"count_method": "papers", "papers_clause": "示例票决办法第八条"}
COUNTY_STREAM: Final = str(congress_id(COUNTY))
TELLERS = tuple(Who(person=f"p-teller-{n}", role="teller") for n in (1, 2, 3))
SCRUTINEER = Who(person="p-scrutineer-1", role="scrutineer")
REVIEWER = Who(person="p-scrutineer-2", role="scrutineer")
CHAIR = Who(person="p-chair", role="chair")
SECOND = {"ref": "p-chair", "role": "chair"}


def examined_round(
    ledger: Ledger, papers: int, candidates: int = 3, *, ballot: dict[str, Any] = PAPERS, name: str = "1"
) -> UUID:
    """A round of which that many papers came back and were declared valid; answers its stream."""
    of = congress(deputies=papers, differences={"ballot": ballot})
    meeting = ready(of).state
    assert meeting is not None
    commands = (
        opening(of, meeting, candidates, (candidates + 1) // 2),
        p.InspectBoxes(boxes=1),
        p.IssueBallots(printed=papers, issued=papers),
        p.CollectBallots(collected=papers),
        p.DeclareValidity(valid=True),
    )
    events: list[Event] = []
    state = ROUND.initial
    for command in commands:
        for event in ROUND.decide(state, command, ENVELOPE):
            own = replace(event, congress=COUNTY_STREAM) if isinstance(event, RoundOpened) else event
            state = ROUND.evolve(state, own, ENVELOPE)
            events.append(own)
    stream = stream_id("Round", "counted one by one", name)
    ledger.append([Append(stream, 0, events)], envelope=ENVELOPE, command=None)
    return stream


@dataclass
class CountingRoom:
    """A round over HTTP; every step answers what the service said."""

    api: Caller
    round: UUID

    @property
    def path(self) -> str:
        return f"/rounds/{self.round}"

    def lay_out(self, bundle: int, first: int, last: int, who: Who = SCRUTINEER) -> Said:
        return self.api.put(f"{self.path}/bundles/{bundle}", {"first": first, "last": last}, who=who)

    def key(self, bundle: int, number: int, marks: str, who: Who, **more: Any) -> Said:
        said = {"marks": marks} if marks else {}
        return self.api.put(f"{self.path}/bundles/{bundle}/papers/{number}", {**said, **more}, who=who)

    def finish(self, bundle: int, who: Who) -> Said:
        return self.api.post(f"{self.path}/bundles/{bundle}/finish", who=who)

    def decide(
        self, bundle: int, number: int, marks: str, reason: str = "看清楚了", who: Who = SCRUTINEER, **more: Any
    ) -> Said:
        said = {"marks": marks} if marks else {}
        return self.api.put(
            f"{self.path}/bundles/{bundle}/decisions/{number}", {**said, "reason": reason, **more}, who=who
        )

    def review(self, bundle: int, who: Who = REVIEWER) -> Said:
        return self.api.post(f"{self.path}/bundles/{bundle}/review", who=who)

    def inside(self, bundle: int, who: Who) -> Said:
        return self.api.get(f"/api/v1{self.path}/bundles/{bundle}", who=who)

    def export(self, who: Who = REVIEWER) -> Said:
        return self.api.post(f"{self.path}/serials", who=who)

    def seal(self, sha256: str, who: Who = SCRUTINEER, **more: Any) -> Said:
        version = self.api.desk.ledger.load(ROUND, self.round).version
        body = {"file_sha256": sha256, "approved_by": SECOND}
        return self.api.post(f"{self.path}/papers", body, who=who, version=more.pop("version", version), **more)

    def keyed_twice(self, bundle: int, first: int, faces: Sequence[str]) -> None:
        """A whole bundle through to its review, both tellers alike."""
        assert self.lay_out(bundle, first, first + len(faces) - 1).status == 200
        for who in TELLERS[:2]:
            for number, marks in enumerate(faces, start=first):
                said = self.key(bundle, number, marks, who)
                assert said.status == 200, said.json
            assert self.finish(bundle, who).status == 200
        said = self.review(bundle)
        assert said.status == 200, said.json
