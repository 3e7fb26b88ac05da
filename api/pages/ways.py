"""On which page does somebody do what a 待办 asks of him?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

PLACES: Final[Mapping[str, str]] = {
    "assign": "/do/projects/{stream}/assignments",
    "annual_plan": "/do/projects/{stream}/annual-plans",
    "plan": "/do/projects/{stream}/plans",
    "milestone": "/do/projects/{stream}/milestones-met",
    "report": "/unit/projects/{stream}/report",
    "check_report": "/government/projects/{stream}/report",
    "evidence": "/do/projects/{stream}/vouchers",
    "complete": "/do/projects/{stream}/completion",
    "accept": "/do/projects/{stream}/acceptance",
    "settlement": "/do/projects/{stream}/settlement",
    "carry_over": "/do/projects/{stream}/carry-overs",
    "explanation": "/do/projects/{stream}/explanations",
    "rectification_plan": "/do/projects/{stream}/rectification-plans",
    "rectification": "/do/projects/{stream}/rectification-reports",
    "assign_finding": "/do/findings/{stream}/assignment",
    "answer_finding": "/do/findings/{stream}/answers",
    "submit_report": "/do/reports/{stream}/submission",
    "reply_opinions": "/do/reports/{stream}/replies",
    "screen_proposal": "/proposals/{stream}",
    "feedback": "/do/proposals/{stream}/feedback",
    "transfer_number": "/do/proposals/{stream}/transfer-number",
}


def way_to(todo: Mapping[str, Any]) -> str:
    """The address of the form for a 待办; "" where it is done on no form of its own."""
    return PLACES.get(todo["what"], "").format(stream=todo["stream"])
