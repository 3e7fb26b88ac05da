"""What is each kind of event called, and to which part of the ledger does it belong?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from domain.events import topics

PARTS: Final[Mapping[str, str]] = {
    "congress": "人大",
    "cycles": "年度工作",
    "proposals": "建议项目",
    "meetings": "会议",
    "rounds": "票决",
    "evaluations": "测评",
    "papers": "票和报告单",
    "projects": "项目",
    "progress": "进度和资金",
    "adjustments": "调整",
    "followups": "回头看",
    "findings": "问题",
    "inspections": "视察",
    "reports": "专项报告",
    "documents": "附件",
    "deployment": "服务自己",
}
"""The parts of the ledger by the modules that define their events."""

CORRECTING: Final = frozenset(
    {
        "voting:RoundCorrected",
        "voting:EvaluationCorrected",
        "voting:RoundRecounted",
        "voting:RoundVoided",
        "voting:EvaluationVoided",
        "projects:ReportReturned",
        "projects:ProjectRevised",
        "projects:ProposalReopened",
        "projects:AcceptanceReturned",
        "document:DocumentReplaced",
        "congress:ContentErased",
    }
)
"""What takes back or sets right something that was recorded before."""

REPORTED: Final = "projects:ProgressReported"
REVISED: Final = "更正"
"""A report on a period that was reported before corrects it, as its sentence says first."""

_TERM: Final = re.compile(r"[^\x00-\x7f，。]+(?:、[^\x00-\x7f，。]+)*")


@cache
def part_of(topic: str) -> str:
    """The part to which events of this topic belong, '' for one that nothing here defines."""
    kind = topics().get(topic)
    names = kind.__module__.split(".") if kind else []
    return next((name for name in reversed(names) if name in PARTS), "")


@cache
def called(topic: str) -> str:
    """What people call an event of this topic: the Chinese with which its description begins."""
    kind = topics().get(topic)
    found = _TERM.match(kind.__doc__ or "") if kind else None
    return found[0] if found else topic
