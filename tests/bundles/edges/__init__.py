"""Which bundles lie at the edge of what the page says?"""

from collections.abc import Iterator

from tests.bundles.edges import contents, counts, files, kept, results, told
from tests.bundles.edges.edge import Edge

OF = (
    *(counts.rounds, counts.corrections, counts.odd_types, told.evaluations, told.projects, told.withheld),
    *(results.not_given, results.stale, results.resolutions, results.choices, results.places, results.many),
    *(contents.states, contents.times, contents.erasures),
    *(files.policies, files.checkpoints, files.rows, files.orders, files.tiles, files.manifests, files.attachments),
    *(kept.kept_notes, kept.kept_bundles, kept.printed_times),
)


def edges() -> Iterator[Edge]:
    for of in OF:
        yield from of()


__all__ = ["Edge", "edges"]
