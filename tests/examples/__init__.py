"""Which full examples stand for every event, each as it could have been recorded in a session of 示例县?"""

from collections import defaultdict

from domain.events import Envelope, Event
from tests.examples import (
    adjustments,
    congress,
    cycles,
    evaluations,
    findings,
    followups,
    inspections,
    meetings,
    papers,
    progress,
    projects,
    proposals,
    reports,
    rounds,
)

Example = tuple[Envelope, Event]


def by_topic(*examples: Example) -> dict[str, list[Example]]:
    """The examples of every topic; the first is the oldest form, later ones show fields that came in or stand apart."""
    found: defaultdict[str, list[Example]] = defaultdict(list)
    for envelope, event in examples:
        found[event.TOPIC].append((envelope, event))
    return dict(found)


EXAMPLES = by_topic(
    *congress.EXAMPLES,
    *meetings.EXAMPLES,
    *rounds.EXAMPLES,
    *papers.EXAMPLES,
    *evaluations.EXAMPLES,
    *cycles.EXAMPLES,
    *proposals.EXAMPLES,
    *projects.EXAMPLES,
    *progress.EXAMPLES,
    *adjustments.EXAMPLES,
    *followups.EXAMPLES,
    *findings.EXAMPLES,
    *inspections.EXAMPLES,
    *reports.EXAMPLES,
)
