"""Under which keys do the rows of proposals, of years of work and of their projects lie?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from domain.congress.events import ProfileAdopted
from domain.events import Recorded
from domain.streams import cycle_id
from projects import numbers
from projects.events import proposals as p


def keys(recorded: Recorded) -> Sequence[str]:
    """The rows that an event touches, as far as the event alone can tell."""
    own = recorded.stream
    match recorded.event:
        case p.ProposalSubmitted() as event:
            before = known(event.congress, event.earlier)
            return own, text_key(own), year_key(event.congress, event.project_year), *before
        case p.ProposalMerged(into=into):
            return own, into
        case ProfileAdopted():
            return (rules_key(own),)
        case _:
            return (own,)


def known(congress: str, names: Iterable[str]) -> Iterator[str]:
    """The keys of the proposals with these numbers."""
    return (str(numbers.PROPOSAL.named(congress, name)) for name in names)


def text_key(proposal: str) -> str:
    """The long texts of a proposal."""
    return f"{proposal}#text"


def rules_key(congress: str) -> str:
    """What a congress's newest rules say of publication and rounding."""
    return f"{congress}#rules"


def year_key(congress: str, year: int) -> str:
    """A year of work: the id of its cycle's stream, which may not have begun when the first proposal comes."""
    return str(cycle_id(congress, year))


def project_key(congress: str, number: str) -> str:
    """A project by its number."""
    return str(numbers.PROJECT.named(congress, number))


def proposal_keys(congress: str, year: int, received: int) -> list[str]:
    """The keys of all proposals of a year: their numbers follow one another without a gap."""
    return [str(numbers.PROPOSAL.stream(congress, year, number)) for number in range(1, received + 1)]
