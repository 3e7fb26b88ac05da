"""Does a fold touch the rows that it says it touches, so that a batch is fetched at once?"""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.events import topics
from projections.model import Row
from projections.models import MODELS
from projects.events.cycles import FinalListFixed
from projects.events.projects import ProjectListed, ProjectNotSelected, ProjectSelected
from projects.events.proposals import ProposalReopened
from tests.projections.histories import at_random
from tests.projections.kit import DictRows
from voting.events.rounds import ResultAnnounced, RoundCounted

# What these touch stands in rows alone: the re-ballots of a round, the year on whose list a project is, into what was merged.
UNTOLD = (
    ResultAnnounced, RoundCounted, FinalListFixed, ProjectSelected, ProjectNotSelected, ProjectListed, ProposalReopened,
)  # fmt: skip


class Touched(DictRows):
    """Rows that note which keys were asked for or put."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: set[str] = set()

    def get(self, key: str) -> Row | None:
        self.keys.add(key)
        return super().get(key)

    def put(self, key: str, row: Row, congress: str = "") -> None:
        self.keys.add(key)
        super().put(key, row, congress)


@settings(max_examples=20)
@given(rng=st.randoms(use_true_random=True))
def test_every_row_that_a_fold_touches_was_named_beforehand(rng: Random) -> None:
    history = at_random(rng).events
    for model in MODELS:
        rows = Touched()
        for recorded in history:
            rows.keys.clear()
            model.fold(rows, recorded)
            undeclared = rows.keys - set(model.keys(recorded)) if model.touches(recorded) else rows.keys
            assert not undeclared or isinstance(recorded.event, UNTOLD), (model.name, recorded.event, undeclared)


def test_folds_are_for_topics_that_there_are_and_names_are_fit_for_tables() -> None:
    for model in MODELS:
        assert set(model.folds) <= set(topics().values())
        assert model.name.isidentifier()
        assert model.version >= 1
    assert len({model.name for model in MODELS}) == len(MODELS)
