"""What of a year of work may be seen outside?

A preliminary list is seen once it is publicised, a final one once it is fixed; what was voted, chosen and graded only after it was
announced, and no more of it than that it was. What people objected to, and who is in a supervision group, nobody outside sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from projections.model import Row
from projections.publication.settings import kept

HEADING: Final = (
    "kind", "taken_over", "congress", "code", "congress_name", "level", "level_word", "project_year", "decision_mode", "mode_word",
    "on", "document",
)  # fmt: skip
SOLICITATION: Final = ("organiser", "organiser_word", "from_on", "to_on", "channels", "notice")
STEP: Final = ("step", "word", "status", "status_word", "on", "to")
SIDE: Final = ("place", "title", "content", "deadline")
AMOUNTS: Final = ("amount_fen", "amount_text")
GROUP: Final = ("group", "name", "projects", "lead_office", "formed_on")
# What they say before the announcement would tell of a count or a grade that is not public yet.
SECRET: Final = ("ballot", "announcement", "evaluation")
OPEN: Final[Row] = {"status": "open", "status_word": "未办", "on": None, "to": None}


def public_cycle(row: Row, settings: Row) -> dict[str, Any]:
    """A year of work as everybody may see it."""
    amounts = settings["candidates"] == "with_amounts"
    notices = [kept(each, ("covers", "medium", "document", "on")) for each in row["notices"]]
    return {
        **kept(row, HEADING),
        "solicitations": [kept(each, SOLICITATION) for each in row["solicitations"]],
        "steps": _steps(row["steps"]),
        "batches": [_batch(each, amounts=amounts) for each in row["batches"]],
        "groups": [kept(each, GROUP) for each in row["groups"]],
        "notices": notices,
        "closed": kept(row["closed"], ("on",)) if row["closed"] else None,
        "withheld": [] if amounts or not row["batches"] else ["按现行规则，候选项目只公布名单，不公布金额"],
    }


def _steps(steps: list[Row]) -> list[dict[str, Any]]:
    """The steps but for what is not announced; a second look tells of a grade, and is not shown here at all."""
    announced = {each["step"] for each in steps if each["step"] in SECRET and each["status"] == "done"}
    ballot = announced if "announcement" in announced else announced - {"ballot"}
    shown = (each for each in steps if each["step"] != "follow_up")
    return [
        kept(
            {**each, **OPEN}
            if each["step"] in SECRET and each["step"] not in ballot and each["status"] != "not_needed"
            else each,
            STEP,
        )
        for each in shown
    ]


def _batch(batch: Row, *, amounts: bool) -> dict[str, Any]:
    names = (*SIDE, *AMOUNTS) if amounts else SIDE
    seen = {"preliminary": batch["publicised"] is not None, "final": batch["final"] is not None}
    lines = [
        {"project": line["project"], **{side: _side(line[side], names) if seen[side] else None for side in seen}}
        for line in batch["lines"]
    ]
    return {
        "batch": batch["batch"],
        "publicised": kept(batch["publicised"] or {}, ("from_on", "to_on", "medium", "document")) or None,
        "submitted": kept(batch["submitted"] or {}, ("on", "document", "submitted_to")) or None,
        "final": kept(batch["final"] or {}, ("on", "document", "decided_by", "seats")) or None,
        "listed": kept(batch["listed"] or {}, ("on", "document", "projects")) or None,
        "lines": [line for line in lines if line["preliminary"] or line["final"]],
        "steps": _steps(batch["steps"]),
    }


def _side(side: Mapping[str, Any] | None, names: tuple[str, ...]) -> dict[str, Any] | None:
    return None if side is None else kept(side, names)
