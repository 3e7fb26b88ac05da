"""What of the results was published, as a bundle says it?

docs/bundle.md, section 3. The figures come from the read models, as every page has them; the verifier makes them again from the
events and compares. What does not follow from the events in the bundle is left out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.bundle.giving import Giving
from api.bundle.source import Source
from domain.canonical import canonical_bytes
from projections.model import ReadModel, Row
from projections.models import PROJECTS, ROUND_RESULTS, SATISFACTION
from projections.publication import kept, listed, published

VOTES: Final = ("for", "against", "abstain", "not_pressed")
MARKS: Final = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")
Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """The row of a stream, whole and as the audience sees it, and whether its figures follow from the bundle."""

    stream: str
    row: Row
    seen: Row
    counts: bool


def results(source: Source, giving: Giving, until: int) -> bytes:
    """The bytes of results.json, as of the position `until`."""

    def all_of(model: ReadModel, say: Callable[[Shown], Said | None]) -> list[Said]:
        shown = (
            Shown(key, row, published(row, giving.audience), giving.counts(key))
            for key, row in source.rows(model, until)
            if giving.result(key) and (giving.audience == "inside" or listed(row))
        )
        return sorted((said for each in shown if (said := say(each)) is not None), key=lambda said: str(said["stream"]))

    content = {
        "rounds": all_of(ROUND_RESULTS, _round),
        "evaluations": all_of(SATISFACTION, _evaluation),
        "projects": all_of(PROJECTS, _project),
    }
    return canonical_bytes(content) + b"\n"


def _round(shown: Shown) -> Said | None:
    """An announced round; a past one from a document, and a re-ballot announced with the round that called it, are none."""
    announced = shown.row.get("announced")
    if announced is None:
        return None
    said: Said = {"stream": shown.stream, "selected": announced["selected"]}
    # In the order of the ballot, whatever the order of publication is.
    seen = {item["candidate"]: item for item in shown.seen["items"]}
    items = [seen[item["candidate"]] for item in shown.row["items"] if item["candidate"] in seen]
    if not (shown.counts and _all_say(items, VOTES)):
        return said
    votes = [kept(item, ("candidate", *VOTES)) for item in items]
    return {**said, "valid": shown.seen["valid"], "invalid": shown.seen["invalid"], "items": votes}


def _evaluation(shown: Shown) -> Said | None:
    if shown.row["announced"] is None:
        return None
    items = shown.seen["items"]
    names = ("item", "grade", *(MARKS if shown.counts and _all_say(items, MARKS) else ()))
    return {"stream": shown.stream, "grades": [kept(item, names) for item in items]}


def _project(shown: Shown) -> Said:
    return {"stream": shown.stream, "number": shown.row["project"], "standing": shown.seen["standing"]}


def _all_say(items: Sequence[Row], names: tuple[str, ...]) -> bool:
    """Whether every item has all of these figures: ways of voting with other ones are not said here."""
    return all(isinstance(item.get(name), int) for item in items for name in names)
