"""What does a bundle for everybody give of each event, and where does it stop?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import orjson

from api.bundle.source import Source
from domain.events import Event
from domain.storage.tree import Header
from projections.model import ReadModel, Row
from projections.models import CYCLES, FINDINGS, PROJECTS, PROPOSALS, REPORTS, ROUND_RESULTS, SATISFACTION
from projections.publication import OF_BALLOTS, Audience, Kind, closed_from, given_to_everybody, kind_of
from projects.events import adjustments as a
from projects.events import projects as p
from voting.events import evaluations as e
from voting.events import rounds as r

MODELS: Final[Mapping[Kind, tuple[ReadModel, ...]]] = {
    "": (),
    "ballot": (ROUND_RESULTS, SATISFACTION),
    "project": (PROJECTS,),
    "cycle": (CYCLES,),
    "proposal": (PROPOSALS,),
    "finding": (FINDINGS,),
    "report": (REPORTS,),
}
"""Where the rows of each kind are."""


def _topics(*classes: type[Event]) -> frozenset[str]:
    return frozenset(cls.TOPIC for cls in classes)


RESULTS: Final = _topics(
    r.ResultAnnounced, e.EvaluationAnnounced, p.ProjectDrafted, p.ProjectTakenOver, a.AdjustmentDecided
)
"""Without one of these a result does not follow."""
COUNTS: Final = RESULTS | _topics(
    r.RoundOpened, r.TotalsRecorded, r.PapersSealed, r.RoundCorrected, e.EvaluationOpened, e.EvaluationTotalsRecorded,
    e.EvaluationCorrected,
)  # fmt: skip
"""Without one of these its figures do not follow."""


def public_until(source: Source, size: int) -> int:
    """The last position before the first event of a ballot that is not announced."""
    found = closed_from(source.recorded([cls.TOPIC for cls in OF_BALLOTS], size))
    return size if found is None else found - 1


class ForEverybody:
    """What the publication settings let out, event by event, as of the last position that is given."""

    audience: Audience = "public"

    def __init__(self, source: Source, until: int) -> None:
        self._until = until
        self._source = source
        self._seen: set[str] = set()
        self._no_result: set[str] = set()
        self._no_counts: set[str] = set()

    def given(self, headers: Sequence[Header]) -> frozenset[int]:
        """Those of which everything may be seen."""
        rows = self._rows(headers)
        given = frozenset(header.position for header in headers if self._is_given(header, rows))
        for header in headers:
            stream = str(header.stream)
            self._seen.add(stream)
            if header.position not in given:
                if header.topic in RESULTS:
                    self._no_result.add(stream)
                if header.topic in COUNTS:
                    self._no_counts.add(stream)
        return given

    def result(self, stream: str) -> bool:
        """Of a stream in the bundle of which nothing is withheld that decides it."""
        return stream in self._seen and stream not in self._no_result

    def counts(self, stream: str) -> bool:
        """And nothing that counts."""
        return self.result(stream) and stream not in self._no_counts

    def _is_given(self, header: Header, rows: Mapping[str, Row]) -> bool:
        # What was tampered with may not even be JSON; the verifier says so of what inside bundles hold.
        try:
            state: Any = orjson.loads(header.state or b"")
            return given_to_everybody(header.topic, state, rows.get(str(header.stream)))
        except (orjson.JSONDecodeError, LookupError, TypeError):
            return False

    def _rows(self, headers: Iterable[Header]) -> dict[str, Row]:
        """The rows on which the answers depend, by stream."""
        asked: defaultdict[Kind, set[str]] = defaultdict(set)
        for header in headers:
            if (kind := kind_of(header.topic)) is not None:
                asked[kind].add(str(header.stream))
        found: dict[str, Row] = {}
        for kind, streams in asked.items():
            for model in MODELS[kind]:
                found |= self._source.rows_of(model, sorted(streams), self._until)
        return found
