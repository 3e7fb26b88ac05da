"""Which rounds does the presider lead through, those that were held and the one that comes next, and what is known of each?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from api.paper.words.ballots import meeting_for, rounds_of
from api.paper.words.clauses import Numbers, voters
from api.paper.words.facts import Facts
from api.paper.words.method import numbers
from domain.profile import Ballot, Profile, ballot_rules, vote_word
from projections.model import Row
from projections.words.sessions import round_kind_word
from voting.events.rounds import RoundKind
from voting.states.counts import rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One round at the sitting: its kind, rules, titles and numbers; `row` is None before it is opened, `heads` empty before they are counted."""

    facts: Facts
    profile: Profile
    rules: Ballot
    meeting: Row | None
    kind: RoundKind
    titles: tuple[str, ...]
    known: Numbers
    heads: Row
    row: Row | None
    batch: int

    @property
    def act(self) -> str:
        """票决, 票选, 表决."""
        return vote_word(self.profile)

    @property
    def who(self) -> str:
        """代表, 议事代表."""
        return voters(self.profile)

    @property
    def kind_word(self) -> str:
        """第一轮票决, 再次票决."""
        return round_kind_word(self.kind, self.act)

    @property
    def papers(self) -> dict[str, Any]:
        """What is recorded of the papers."""
        return self.row["papers"] if self.row else {}


def stages_of(facts: Facts, batch: int) -> list[Stage]:
    """The rounds of a batch in order; the first, or one that was called, also before it is opened. Raises `NoBallot`, `NotPrintable`."""
    meeting, rounds = meeting_for(facts, batch), rounds_of(facts, batch)
    version = (rounds[0] if rounds else (meeting or {}).get("adopted") or {}).get("profile_version")
    profile = facts.profile(version)
    return list(_stages(facts, profile, meeting, rounds, batch))


def _stages(facts: Facts, profile: Profile, meeting: Row | None, rounds: list[Row], batch: int) -> Iterator[Stage]:
    counted = list(meeting["attendance"]) if meeting else []
    if not rounds:
        heads = counted[-1] if counted else {}
        known = numbers(facts, batch, meeting)
        yield Stage(
            facts=facts, profile=profile, rules=ballot_rules(profile), meeting=meeting, kind="first", titles=(), known=known,
            heads=heads, row=None, batch=batch,
        )  # fmt: skip
        return
    held = [_held(facts, profile, meeting, row, batch) for row in rounds]
    yield from held
    if rounds[-1]["reballot"] is not None:
        before = rounds[-1]["attendance"]["number"]
        later = [heads for heads in counted if heads["number"] > before]
        yield _called(held[-1], rounds[-1]["reballot"], later[-1] if later else {})


def _held(facts: Facts, profile: Profile, meeting: Row | None, row: Row, batch: int) -> Stage:
    heads = row["attendance"]
    return Stage(
        facts=facts,
        profile=profile,
        rules=rules_of(profile, purpose_of(row)),
        meeting=meeting,
        kind=row["round_kind"],
        titles=tuple(candidate["title"] for candidate in row["candidates"]),
        known=Numbers(
            seats=row["seats"], candidates=len(row["candidates"]), due=heads["due"], present=heads["present"]
        ),
        heads=heads,
        row=row,
        batch=batch,
    )


def _called(after: Stage, call: Row, heads: Row) -> Stage:
    """The round that was called after another, before it is opened."""
    assert after.row is not None, "a round calls the next"
    names = {candidate["id"]: candidate["title"] for candidate in after.row["candidates"]}
    purpose = purpose_of(after.row) if call["kind"] == "void_repeat" else call["kind"]
    due = heads.get("due", after.known.due)
    return replace(
        after,
        rules=rules_of(after.profile, purpose),
        kind=call["kind"],
        titles=tuple(names[name] for name in call["candidates"]),
        known=Numbers(seats=call["seats"], candidates=len(call["candidates"]), due=due, present=heads.get("present")),
        heads=heads,
        row=None,
    )


def purpose_of(row: Row) -> RoundKind:
    """Under which rules a round is held: a 重新投票 under those of what it repeats."""
    kind: RoundKind = row["repeats"] if row["round_kind"] == "void_repeat" else row["round_kind"]
    return kind
