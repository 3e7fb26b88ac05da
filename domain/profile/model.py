"""What is a profile: the whole of the rules that a congress adopts, pins to a meeting and records?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

from domain.divisions import Level
from domain.events import Value
from domain.profile.ballot import Ballot
from domain.profile.evaluation import Evaluation
from domain.profile.refusals import NoBallot
from domain.profile.sections import (
    Archive,
    Candidate,
    Evidence,
    FollowUp,
    Implementation,
    Labels,
    Lights,
    Micro,
    Opinions,
    Publication,
    Rounding,
    Screening,
    Solicitation,
    Supervision,
)

DecisionMode = Literal[
    "congress_ballot", "ballot_plus_resolution", "report_vote", "sc_vote", "street_poll", "report_only"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Value):
    """规则 (rules.md, "Parameter set"): a decision half and an evaluation half with their differences, composed.

    `ballot` is null exactly where nobody votes on projects (报告制, `report_only`).
    """

    level: Level
    labels: Labels
    decision_mode: DecisionMode
    solicitation: Solicitation
    screening: Screening
    candidate: Candidate
    ballot: Ballot | None
    evidence: Evidence
    publication: Publication
    implementation: Implementation
    lights: Lights
    supervision: Supervision
    opinions: Opinions
    evaluation: Evaluation
    follow_up: FollowUp
    micro: Micro
    rounding: Rounding
    archive: Archive


def ballot_rules(profile: Profile) -> Ballot:
    """The rules of this profile's votes on projects; raises `NoBallot` for 报告制."""
    if profile.ballot is None:
        raise NoBallot("按本办法，民生实事项目由政府报告，不进行票决。")
    return profile.ballot


def to_json(part: Value) -> dict[str, Any]:
    """A profile, or one section of it, as JSON-native data: every key, in the order of the parameter set."""
    return {each.name: _native(getattr(part, each.name)) for each in fields(part)}


def _native(value: Any) -> Any:
    if isinstance(value, Value):
        return to_json(value)
    if isinstance(value, tuple):
        return [_native(each) for each in value]
    return value
