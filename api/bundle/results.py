"""What of the results was published, as a bundle says it?

docs/bundle.md, section 3. The figures come from the read models, as every page has them; the verifier makes them again from the
events and compares. What does not follow from the events in the bundle is left out of it.
"""

from __future__ import annotations

from collections.abc import Callable
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


def results(source: Source, giving: Giving, until: int) -> bytes:
    """The bytes of results.json, as of the position `until`."""

    def all_of(model: ReadModel, say: Callable[[str, Row, bool], Said | None]) -> list[Said]:
        found = []
        for key, row in source.rows(model, until):
            if giving.result(key) and (giving.audience == "inside" or listed(row)):
                found.append(say(key, published(row, giving.audience), giving.counts(key)))
        return sorted((each for each in found if each), key=lambda each: str(each["stream"]))

    content = {
        "rounds": all_of(ROUND_RESULTS, _round),
        "evaluations": all_of(SATISFACTION, _evaluation),
        "projects": all_of(PROJECTS, _project),
    }
    return canonical_bytes(content) + b"\n"


def _round(stream: str, row: Row, counts: bool) -> Said | None:  # noqa: FBT001 - one of three of the same shape
    """An announced round; a past one from a document, and a re-ballot announced with the round that called it, are none."""
    announced = row.get("announced")
    if announced is None:
        return None
    said: Said = {"stream": stream, "selected": announced.get("selected", row["selected"])}
    if not (counts and _all_say(row["items"], VOTES)):
        return said
    items = [kept(item, ("candidate", *VOTES)) for item in row["items"]]
    return {**said, "valid": row["valid"], "invalid": row["invalid"], "items": items}


def _evaluation(stream: str, row: Row, counts: bool) -> Said | None:  # noqa: FBT001 - as above
    if row.get("announced") is None:
        return None
    names = ("item", "grade", *(MARKS if counts and _all_say(row["items"], MARKS) else ()))
    return {"stream": stream, "grades": [kept(item, names) for item in row["items"]]}


def _project(stream: str, row: Row, _counts: bool) -> Said:  # noqa: FBT001 - as above
    return {"stream": stream, "number": row["project"], "standing": row["standing"]}


def _all_say(items: list[Row], names: tuple[str, ...]) -> bool:
    """Whether every item has all of these figures: ways of voting with other ones are not said here."""
    return all(isinstance(item.get(name), int) for item in items for name in names)
