"""Which read model are the proposals, and how is the funnel of a congress's year read from its rows?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from projections.model import ReadModel, Row
from projections.proposals.folds import FOLDS
from projections.proposals.funnel import Read, funnel
from projections.proposals.keys import keys, project_key, proposal_keys, rules_key, year_key
from projections.proposals.view import shipped, shown

if TYPE_CHECKING:
    from projections.reading import Reading

PROPOSALS = ReadModel(name="proposals", version=1, folds=FOLDS, keys=keys, join=shown)


def read_funnel(reading: Reading, congress: str, year: int, as_of: int | None = None) -> dict[str, Any] | None:
    """The funnel of a congress (the id of its stream) and project year, now or at a position; None where there is nothing of it."""
    # All that follows is read at one position, so that no figure counts what another does not know yet.
    at = reading.positions()[PROPOSALS.name].position if as_of is None else as_of
    found = reading.part(PROPOSALS, year_key(congress, year), at)
    if found is None:
        return None
    proposals = reading.rows_of(PROPOSALS, proposal_keys(congress, year, found["received"]), at)
    return funnel(
        Read(
            year=found,
            rules=reading.part(PROPOSALS, rules_key(congress), at) or shipped(),
            proposals={one.row["number"]: {"stream": one.key, **one.row} for one in proposals},
            projects=_projects(reading, found, at),
        )
    )


def _projects(reading: Reading, year: Row, at: int) -> dict[str, Row]:
    """The projects of the year's lists by number, each with where it lies."""
    lists = [entry["projects"] for name in ("candidates", "final") for entry in year[name].values()]
    found: dict[str, Row] = {}
    for number in dict.fromkeys(number for each in (*lists, year["chosen"]) for number in each):
        key = project_key(year["congress"], number)
        if (project := reading.part(PROPOSALS, key, at)) is not None:
            found[number] = {"stream": key, **project}
    return found
