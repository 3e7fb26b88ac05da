"""What of a row may this reader see, before the announcement and after it?

`publication` is a section of the profile that the row is pinned to (events.md, "Publication"). Rows hold everything; every surface
shows them through `published`, which lets through what is allowed and says what is withheld.
"""

from projections.publication.audience import Audience, audience_of
from projections.publication.contents import Kind, given_to_everybody, kind_of
from projections.publication.pending import OF_BALLOTS, closed_from
from projections.publication.projects import project_as_seen
from projections.publication.published import listed, published
from projections.publication.settings import kept, settings_of, without_positions

__all__ = [
    "OF_BALLOTS",
    "Audience",
    "Kind",
    "audience_of",
    "closed_from",
    "given_to_everybody",
    "kept",
    "kind_of",
    "listed",
    "project_as_seen",
    "published",
    "settings_of",
    "without_positions",
]
