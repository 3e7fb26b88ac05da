"""What of a meeting and of a congress may be seen outside?"""

from __future__ import annotations

from typing import Any, Final

from projections.model import Row
from projections.publication.settings import kept, not_announced

MEETING: Final = (
    "kind", "congress", "code", "congress_name", "level", "body", "body_word", "term", "session", "title", "from_on", "to_on",
    "word", "delegations", "sittings",
)  # fmt: skip
HEADS: Final = ("sitting", "word", "due", "present", "on_leave", "absent", "on")
BALLOT: Final = (
    "round", "round_kind", "kind_word", "evaluation", "subject", "subject_word", "number", "project_year", "batch",
    "announced_on", "status", "status_word",
)  # fmt: skip
CONGRESS: Final = (
    "kind", "code", "codes", "level", "level_word", "name", "names", "labels", "term", "term_began_on", "deputies", "merged_into",
    "units",
)  # fmt: skip


def public_meeting(row: Row) -> dict[str, Any]:
    """A meeting as everybody may see it: what is settled, and only those ballots whose result was announced."""
    ballots = [*row["rounds"], *row["evaluations"]]
    closed = [ballot for ballot in ballots if not ballot["public"] and ballot["status"] != "void"]
    return {
        **kept(row, MEETING),
        "attendance": [kept(counted, HEADS) for counted in row["attendance"]],
        "adopted": kept(row["adopted"] or {}, ("title", "document", "on", "decided_by")) or None,
        "scrutineers": kept(row["scrutineers"] or {}, ("on",)) or None,
        "rounds": [kept(ballot, BALLOT) for ballot in row["rounds"] if ballot["public"]],
        "evaluations": [kept(ballot, BALLOT) for ballot in row["evaluations"] if ballot["public"]],
        "withheld": [not_announced("本次会议的表决", "公布")] if closed else [],
    }


def public_congress(row: Row) -> dict[str, Any]:
    """A congress as everybody may see it."""
    versions = [kept(adopted, ("version", "document", "on")) for adopted in row["profiles"]]
    return {**kept(row, CONGRESS), "profiles": versions}
