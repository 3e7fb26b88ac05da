"""What would a recorded history be under other settings of publication?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from domain.congress.events import ProfileAdopted
from domain.events import Recorded
from voting.events.evaluations import EvaluationOpened
from voting.events.rounds import RoundOpened


def republished(events: Iterable[Recorded], settings: Mapping[str, Any]) -> Iterator[Recorded]:
    """The same events under profiles that differ from theirs in these settings of publication."""
    for one in events:
        event = one.event
        if isinstance(event, ProfileAdopted | RoundOpened | EvaluationOpened):
            publication = {**event.profile["publication"], **settings}
            yield replace(one, event=replace(event, profile={**event.profile, "publication": publication}))
        else:
            yield one
