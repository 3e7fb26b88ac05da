"""May the recorded bytes of an event be given to everybody?

The table has a rule for every topic. It lets out no more than the rows that are made of the event: what is withheld on every page is
withheld here too, and more, because bytes cannot be shown in part.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from projections.model import Row
from projections.publication.contents import ballots, others, projects, years
from projections.publication.contents.rule import Kind, Rule, Told, follows
from projections.publication.settings import settings_of

__all__ = ["RULES", "Kind", "given_to_everybody", "kind_of"]

RULES: Final[Mapping[str, Rule | None]] = {
    cls.TOPIC: rule for part in (others, ballots, years, projects) for cls, rule in part.TOPICS.items()
}
"""By topic; None, and whatever has no rule: never."""

NO_ROW: Final[Row] = {}


def kind_of(topic: str) -> Kind | None:
    """Of which kind of row the answer depends; None where the answer is no."""
    rule = RULES.get(topic)
    return None if rule is None else rule.kind


def given_to_everybody(topic: str, state: Mapping[str, Any], row: Row | None) -> bool:
    """Whether the event with this `state` (`envelope` and `event`) may be given out; `row` is that of its stream, whole."""
    rule = RULES.get(topic)
    if rule is None or (rule.kind and row is None):
        return False
    found = row or NO_ROW
    return follows(rule, Told(state["event"], found, settings_of(found, None)), state["envelope"])
