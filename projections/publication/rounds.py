"""What of a round may be seen outside?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from projections.model import Row
from projections.publication.settings import kept, not_announced, others_withheld, some_votes_withheld, votes_withheld

HEADING: Final = (
    "kind", "taken_over", "congress", "code", "congress_name", "level", "meeting", "meeting_title", "project_year", "batch",
    "number", "round_kind", "kind_word", "word", "announcement_word", "ballot_name", "decision_mode",
)  # fmt: skip
VOTES: Final = ("for", "against", "abstain", "not_pressed")
STANDING: Final = ("rank", "required", "passed", "rule", "because")


def public_round(row: Row, settings: Row) -> dict[str, Any]:
    """A round as the public sees it: nothing but its heading before the announcement."""
    if row["status"] == "taken_over":
        return _past(row, settings)
    earlier = _earlier(row)
    if row["announced"] is None and row["announced_with"] is None:
        what = f"{row['kind_word']}更正后的" if earlier else row["kind_word"]
        return {**kept(row, HEADING), "earlier": earlier, "withheld": [not_announced(what, row["announcement_word"])]}
    selected = row["selected"] or [] if row["announced"] is None else row["announced"]["selected"]
    return {**_result(row, settings, selected, settings["votes"]), "earlier": earlier}


def listed_round(row: Row) -> bool:
    """Whether outsiders find the round at all: that a second ballot was called tells of a tie before the announcement."""
    if row["taken_over"] or row["round_kind"] == "first":
        return True
    return row["announced"] is not None or row["announced_with"] is not None


def _earlier(row: Row) -> list[dict[str, Any]]:
    """Announcements that a correction took back: what was published stays readable, with the titles of its day."""
    titles = {candidate["id"]: candidate["title"] for candidate in row["candidates"]}
    past = (entry["announced"] for entry in row["superseded"] if entry.get("announced"))
    return [
        {**kept(one, ("number", "on", "medium")), "titles": [titles[name] for name in one["selected"]]} for one in past
    ]


def hall_round(row: Row, settings: Row) -> dict[str, Any]:
    """A round as the hall sees it: heads and papers as they are reported, the result once it was declared."""
    if row["status"] == "taken_over":
        return _past(row, settings)
    quorum = {"quorum_rule": row["rules"]["quorum"]}
    if row["declared"] is None:
        papers = kept(row["papers"], ("issued", "collected", "not_returned", "declared_valid"))
        stage = row["status_word"] if row["status"] in ("voting", "void") else "正在计票"
        heads = {
            "attendance": row["attendance"],
            "papers": papers,
            "status_word": stage,
            "seats": row["seats"],
            **quorum,
        }
        return {**kept(row, HEADING), **heads, "withheld": [f"{row['kind_word']}结果尚未当场宣布"]}
    shown = "selected" if settings["not_selected"] == "hide" else "all"
    votes = shown if settings["hall"] == "votes" else "none"
    return {**_result(row, settings, row["declared"]["selected"], votes), **quorum}


def _result(row: Row, settings: Row, selected: Sequence[str], votes: str) -> dict[str, Any]:
    """A result that was said aloud: the chosen, and of the rest and the figures what the profile lets out."""
    names = (*HEADING, "status", "status_word", "seats", "attendance", "opened_on", "final_list", "quorum")
    whole = votes == "all" and settings["not_selected"] == "show"
    shown = {
        **kept(row, names),
        "papers": kept(row["papers"], ("issued", "collected", "not_returned", "declared_valid")),
        "items": _items(row, settings, selected, votes),
        "selected": list(selected),
        "open_seats": row["open_seats"],
        **{name: _act(row[name]) for name in ("declared", "resolution", "confirmed", "announced")},
        "settled": kept(row["settled"], ("of", "how", "on", "decided_by")) if row["settled"] else None,
        "corrections": [_correction(both, row, selected, votes) for both in row["corrections"]],
    }
    if votes != "none":
        shown |= kept(row, ("valid", "invalid"))
    if whole:
        shown |= kept(row, ("because", "invalid_by_reason", "result", "recounts", "rules"))
    shown["withheld"] = _withheld(row["word"], settings, votes)
    return shown


def _withheld(word: str, settings: Row, votes: str) -> list[str]:
    said = [] if votes == "all" else [votes_withheld(word) if votes == "none" else some_votes_withheld(word)]
    return [*said, others_withheld(word)] if settings["not_selected"] == "hide" else said


def _items(row: Row, settings: Row, selected: Sequence[str], votes: str) -> list[dict[str, Any]]:
    """The chosen in the order of publication, then the rest in that of the ballot, if they may be seen at all."""
    items = {item["candidate"]: item for item in row["items"]}
    chosen = [items[name] for name in selected]
    rest = [item for name, item in items.items() if name not in selected] if settings["not_selected"] == "show" else []
    return [_item(item, settings, votes, chosen=item["candidate"] in selected) for item in (*chosen, *rest)]


def _item(item: Row, settings: Row, votes: str, *, chosen: bool) -> dict[str, Any]:
    names = ["candidate", "title", "deadline"]
    if settings["candidates"] == "with_amounts":
        names.append("amount_fen")
    if votes == "all" or (votes == "selected" and chosen):
        names.extend(VOTES)
    if votes == "all" and settings["not_selected"] == "show":
        # A rank or a reason says something of the others' votes too.
        names.extend(STANDING)
    return {**kept(item, names), "selected": chosen}


def _act(said: Row | None) -> dict[str, Any] | None:
    return None if said is None else kept(said, ("on", "number", "medium", "title", "document", "decided_by"))


def _correction(both: Row, row: Row, selected: Sequence[str], votes: str) -> dict[str, Any]:
    """Both readings where the figure itself may be seen, else only that there was a correction, and when."""
    own = next((item["candidate"] for item in row["items"] if item["candidate"] == both["item"]), None)
    if votes == "all" or (votes == "selected" and own in selected):
        return kept(both, ("what", "before", "after", "reason", "on"))
    return {**kept(both, ("on",)), "withheld": votes_withheld(row["word"])}


def _past(row: Row, settings: Row) -> dict[str, Any]:
    """A past ballot from a document: its figures follow the same settings."""
    names = (*HEADING, "status", "status_word", "held_on", "seats", "attendance", "document")
    selected = [item["candidate"] for item in row["items"] if item["selected"]]
    shown = {
        **kept(row, names),
        "papers": row["papers"],
        "items": _items(row, settings, selected, settings["votes"]),
        "selected": selected,
        "withheld": _withheld("票决", settings, settings["votes"]),
    }
    if settings["votes"] != "none":
        shown |= kept(row, ("valid", "invalid"))
    if settings["votes"] == "all" and settings["not_selected"] == "show":
        shown |= kept(row, ("contradictions", "notes"))
    return shown
