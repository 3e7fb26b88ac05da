"""What can be recorded and asked about a finding 问题?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import OFFICE, Audience
from api.http.commands import command
from api.http.filters import OPEN, PROJECT, UNIT
from api.http.reads import many, one
from api.http.vocabulary import vocabulary
from projections.findings import FINDINGS
from projects.commands.findings import (
    AcceptAnswer,
    AnswerFinding,
    AssignFinding,
    CloseFinding,
    EscalateFinding,
    PressFinding,
    RecordFinding,
    ReopenFinding,
    ReturnAnswer,
)
from projects.deciders.findings import FINDING
from projects.refusals import common, findings

REASONS: Final = vocabulary(common, findings)
F: Final = "/findings/{finding}"
RAISING: Final[Audience] = OFFICE | {"deputy"}
ASSIGNING: Final[Audience] = OFFICE | {"government"}
ANSWERING: Final[Audience] = OFFICE | {"government", "unit"}

ROUTES: Final = (
    command("/findings", on(FINDING, RecordFinding), "问题登记", audience=RAISING, refusals=REASONS),
    command(f"{F}/assignment", on(FINDING, AssignFinding), "交办问题", audience=ASSIGNING, refusals=REASONS),
    command(f"{F}/answers", on(FINDING, AnswerFinding), "整改答复", audience=ANSWERING, refusals=REASONS),
    command(f"{F}/acceptance", on(FINDING, AcceptAnswer), "认可整改", audience=RAISING, refusals=REASONS),
    command(f"{F}/returns", on(FINDING, ReturnAnswer), "退回整改", audience=RAISING, refusals=REASONS),
    command(f"{F}/pressing", on(FINDING, PressFinding), "督办", audience=ASSIGNING, refusals=REASONS),
    command(f"{F}/escalation", on(FINDING, EscalateFinding), "挂牌督办", audience=OFFICE, refusals=REASONS),
    command(f"{F}/closing", on(FINDING, CloseFinding), "销号", audience=OFFICE, refusals=REASONS),
    command(f"{F}/reopening", on(FINDING, ReopenFinding), "重新登记问题", audience=OFFICE, refusals=REASONS),
    many("/findings", FINDINGS, "问题", PROJECT, UNIT, OPEN),
    one(F, FINDINGS, "问题"),
)
