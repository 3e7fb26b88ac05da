"""Which rounds, counted paper by paper, do the tests write and read?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, Final

from api.opendata.sealed import Ballot, Candidate, sealed_ballot
from api.opendata.taken import Taken
from domain.divisions import Level
from domain.events import Recorded
from domain.profile import ballot_preset, check_ballot, to_json, with_rules
from projects.commands.cycles import OpenCycle
from tests.given import CHAIR, envelope
from tests.opendata.kit import taken
from tests.projections.play import DAY, Ledger, announce, convene, found, opening, vote
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.rounds import Pattern

CODE: Final = "990101101"
OPEN: Final = {"votes": "all", "not_selected": "show"}
PAPERS: Final = {"f-ff": 20, "ffo-": 17, "aff-": 15}
"""Three ways of filling in a paper of four for three seats, each often enough."""


def sealed(  # noqa: PLR0913 - a round has that many sides
    patterns: Mapping[str, int] | Sequence[tuple[str, int]],
    *,
    spoiled: Mapping[str, int] | None = None,
    seats: int = 3,
    publication: Mapping[str, Any] = OPEN,
    announced: bool = True,
    level: Level = "township",
    **rules: Any,
) -> list[Recorded]:
    """The log of 示例镇, or of another level, with one round of these papers, announced if asked for."""
    pairs = list(patterns.items()) if isinstance(patterns, Mapping) else list(patterns)
    ledger = Ledger()
    keeping = {"count_method": "papers", "papers_clause": "票决办法第×条", **rules}
    congress = found(ledger, level, {"publication": publication, "ballot": keeping})
    papers = sum(times for _, times in pairs) + sum((spoiled or {}).values())
    ledger.do(OpenCycle(congress=str(congress), project_year=2024), envelope(on="2024-01-05"))
    meeting = convene(ledger, congress, level, present=max(papers, 50))
    ballot = ledger.do(opening(level, meeting, len(pairs[0][0]), seats), envelope(on=DAY))
    vote(ledger, ballot, papers, ROUND)
    asked = r.SealPapers(patterns=tuple(Pattern(marks=m, count=n) for m, n in pairs), spoiled=dict(spoiled or {}))
    ledger.do(asked, envelope(on=DAY, second=CHAIR), ballot)
    if announced:
        announce(ledger, ballot, level)
    return ledger.log.events


def seen(events: Sequence[Recorded], audience: Any = "public", code: str = CODE) -> tuple[Taken, Ballot]:
    """The year and its one ballot."""
    year = taken(events, code, audience=audience)
    return year, sealed_ballot(year)


def some_year() -> Taken:
    """A year in which a ballot can stand that was never recorded."""
    return taken(sealed(PAPERS), CODE, audience="inside")


def at_random(random: Random, marks: str = "ffao-F?", **rules: Any) -> Ballot:
    """A ballot of a few candidates and papers, spoiled ones among them, so that ties and invalid papers are common."""
    places = random.randint(2, 7)
    patterns: dict[str, int] = {}
    for _ in range(random.randint(1, 12)):
        pattern = "".join(random.choice(marks) for _ in range(places))
        patterns[pattern] = patterns.get(pattern, 0) + random.randint(1, 3)
    spoiled = {name: random.randint(1, 2) for name in ("torn", "identifiable", "other") if random.random() < 0.3}
    plain = {"quorum": None, "threshold": None, **rules}
    return Ballot(
        id="示例轮次",
        name="2024-1-1",
        title="示例会议第一轮票决",
        day=DAY,
        candidates=tuple(Candidate(f"2024-{n:02}", f"示例项目{n}", n * 100_00) for n in range(1, places + 1)),
        seats=random.randint(1, places),
        patterns=tuple(sorted(patterns.items())),
        spoiled=tuple(sorted(spoiled.items())),
        rules=to_json(check_ballot(with_rules(ballot_preset("county"), plain))),
    )
