"""In which rows is a project kept, and how does a fold reach them?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from domain.events import Recorded
from projections.model import Row, Rows

BRIEF: Final = "brief"
PLANS: Final = "plans"
CHANGES: Final = "changes"
ASKED: Final = "asked"
VOUCHERS: Final = "vouchers"
LOOKS: Final = "looks"
ENDS: Final = "ends"
OWN: Final = (BRIEF, PLANS, CHANGES, ASKED, VOUCHERS, LOOKS, ENDS)


def key(stream: str, part: str) -> str:
    """The key of a part: of a project, or of the congress that shares its rules and units with every project."""
    return f"{stream}#{part}"


def rules_key(congress: str) -> str:
    """The key of the newest rules of a congress."""
    return key(congress, "rules")


def units_key(congress: str) -> str:
    """The key of the units of a congress."""
    return key(congress, "units")


def head_of(rows: Rows, recorded: Recorded) -> Row:
    """The listed row of the project whose event this is."""
    head = rows.get(recorded.stream)
    assert head is not None, "a stream begins with ProjectDrafted or ProjectTakenOver, which cannot be redacted"
    return head


def set_head(rows: Rows, recorded: Recorded, **changes: Any) -> None:
    """Change the listed row."""
    row = {**head_of(rows, recorded), **changes}
    rows.put(recorded.stream, row, row["code"])


def also_read(head: Row, part: str) -> list[str]:
    """The parts of a listed row with one more."""
    parts: Sequence[str] = head["parts"]
    return [*parts, *([part] if part not in parts else ())]


def part_of(rows: Rows, recorded: Recorded, part: str) -> Row:
    """A part of the project, empty before its first event."""
    return rows.get(key(recorded.stream, part)) or {}


def set_part(rows: Rows, recorded: Recorded, part: str, **changes: Any) -> None:
    """Change a part of the project."""
    rows.put(key(recorded.stream, part), {**part_of(rows, recorded, part), **changes})


def add_to(rows: Rows, recorded: Recorded, part: str, name: str, said: Row) -> None:
    """Add one deed to a list in a part."""
    set_part(rows, recorded, part, **{name: [*part_of(rows, recorded, part).get(name, ()), said]})


def with_numbered(entries: Sequence[Row], number: int, **changes: Any) -> list[Row]:
    """The entries with the one of this number changed, or begun."""
    found = next((entry for entry in entries if entry["number"] == number), {"number": number})
    changed = {**found, **changes}
    rest = [entry for entry in entries if entry["number"] != number]
    return sorted([*rest, changed], key=lambda entry: int(entry["number"]))
