"""How is a special report shown, with its words, its opinions item by item, and the days by which a paper was late?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.actors import BODIES
from projections.model import Row
from projections.newest import acts_shown, publication_in
from projections.words.sessions import GRADES
from projections.words.years import REPORT_ACTS, REPORT_KINDS, REPORT_STATUSES


def shown(head: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """A report with everything that is known of it."""
    row = {
        "kind": "report",
        **head,
        "publication": publication_in(parts),
        "kind_word": REPORT_KINDS[head["report_kind"]],
        "heard_by_word": BODIES[head["heard_by"]],
        "status_word": REPORT_STATUSES[head["status"]],
        "opinions": _opinions(head["acts"]),
        "acts": [_act(act) for act in acts_shown(head, parts, REPORT_ACTS, "submitted", "replied")],
    }
    del row["parts"]
    return row


def _opinions(acts: list[Row]) -> list[dict[str, Any]]:
    """Every item of the letter with the replies to it, in order, and the position of each."""
    issued = [act for act in acts if act["act"] == "opinions_issued"]
    replied = [act for act in acts if act["act"] == "replied"]
    return [
        {**item, "position": letter["position"], "replies": [_reply(act, item["id"]) for act in replied]}
        for letter in issued
        for item in letter["items"]
    ]


def _reply(act: Row, opinion: str) -> dict[str, Any]:
    text = next((reply["text"] for reply in act["replies"] if reply["opinion"] == opinion), "")
    return {"text": text, "on": act["on"], "position": act["position"]}


def _act(act: dict[str, Any]) -> dict[str, Any]:
    return {**act, "verdict_word": GRADES[act["verdict"]]} if act["act"] == "judged" else act
