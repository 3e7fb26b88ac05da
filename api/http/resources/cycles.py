"""What can be recorded and asked about the year of work 年度工作?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import OFFICE, Audience
from api.http.commands import command
from api.http.reads import many, one
from api.http.route import Route
from api.http.vocabulary import vocabulary
from domain.events import Role
from projections.cycles import CYCLES
from projects.commands.cycles import (
    ChangeSupervisionGroup,
    CloseCycle,
    CloseSolicitation,
    DrawUpPreliminaryList,
    EndPublicity,
    FixFinalList,
    FormSupervisionGroup,
    ListProjects,
    OpenCycle,
    OpenSolicitation,
    PubliciseList,
    PublishFeedbackNotice,
    SubmitList,
    TakeOverCycle,
)
from projects.deciders.cycles import CYCLE
from projects.refusals import common, cycles

REASONS: Final = vocabulary(common, cycles)
GOVERNMENT: Final[Audience] = OFFICE | frozenset[Role]({"government"})
C: Final = "/cycles/{cycle}"

ROUTES: Final[tuple[Route, ...]] = (
    command("/cycles", on(CYCLE, OpenCycle), "年度工作开始", audience=OFFICE, refusals=REASONS),
    command("/past-cycles", on(CYCLE, TakeOverCycle), "期初登记往年", audience=OFFICE, refusals=REASONS),
    command(f"{C}/solicitations", on(CYCLE, OpenSolicitation), "征集开始", audience=GOVERNMENT, refusals=REASONS),
    command(f"{C}/solicitation-ends", on(CYCLE, CloseSolicitation), "征集结束", audience=GOVERNMENT, refusals=REASONS),
    command(
        f"{C}/preliminary-lists",
        on(CYCLE, DrawUpPreliminaryList),
        "初定候选项目",
        audience=GOVERNMENT,
        refusals=REASONS,
    ),
    command(f"{C}/publicity", on(CYCLE, PubliciseList), "公示", audience=GOVERNMENT, refusals=REASONS),
    command(f"{C}/publicity-ends", on(CYCLE, EndPublicity), "公示结束", audience=GOVERNMENT, refusals=REASONS),
    command(f"{C}/submissions", on(CYCLE, SubmitList), "提请审议", audience=GOVERNMENT, refusals=REASONS),
    command(f"{C}/final-lists", on(CYCLE, FixFinalList), "确定正式候选项目", audience=OFFICE, refusals=REASONS),
    command(f"{C}/listing", on(CYCLE, ListProjects), "列入年度民生实事", audience=GOVERNMENT, refusals=REASONS),
    command(
        f"{C}/feedback-notices", on(CYCLE, PublishFeedbackNotice), "集中反馈", audience=GOVERNMENT, refusals=REASONS
    ),
    command(f"{C}/groups", on(CYCLE, FormSupervisionGroup), "组成监督小组", audience=OFFICE, refusals=REASONS),
    command(f"{C}/group-changes", on(CYCLE, ChangeSupervisionGroup), "调整监督小组", audience=OFFICE, refusals=REASONS),
    command(f"{C}/closing", on(CYCLE, CloseCycle), "年度工作结束", audience=OFFICE, refusals=REASONS),
    many("/cycles", CYCLES, "年度工作"),
    one(C, CYCLES, "年度工作"),
)
