"""What can be recorded and asked about a project's progress, money and explanations 进度?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import OFFICE, Audience
from api.http.commands import command
from api.http.route import Route
from api.http.vocabulary import vocabulary
from domain import money, quantities
from projects.commands.progress import (
    AcceptReport,
    AskExplanation,
    FileVoucher,
    GiveExplanation,
    ReportProgress,
    ReturnReport,
)
from projects.deciders.projects import PROJECT
from projects.refusals import common, progress

P: Final = "/projects/{project}"
CHECKERS: Final[Audience] = OFFICE | {"government"}
WORKERS: Final[Audience] = OFFICE | {"government", "unit"}
REASONS: Final = vocabulary(common, progress, quantities, money)

ROUTES: Final[tuple[Route, ...]] = (
    command(f"{P}/reports", on(PROJECT, ReportProgress), "进度报告", audience=WORKERS, refusals=REASONS),
    command(f"{P}/returned-reports", on(PROJECT, ReturnReport), "退回进度报告", audience=CHECKERS, refusals=REASONS),
    command(
        f"{P}/accepted-reports", on(PROJECT, AcceptReport), "进度报告审核通过", audience=CHECKERS, refusals=REASONS
    ),
    command(f"{P}/vouchers", on(PROJECT, FileVoucher), "补交凭证", audience=WORKERS, refusals=REASONS),
    command(f"{P}/questions", on(PROJECT, AskExplanation), "要求说明", audience=CHECKERS, refusals=REASONS),
    command(f"{P}/explanations", on(PROJECT, GiveExplanation), "作出说明", audience=WORKERS, refusals=REASONS),
)
