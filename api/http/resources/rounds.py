"""What can be recorded and asked about one round of the ballot 票决?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import COUNTERS, OFFICE
from api.http.commands import command
from api.http.reads import many, one
from api.http.vocabulary import vocabulary
from projections.round_results import ROUND_RESULTS
from voting.commands.papers import (
    ArchivePapers,
    CollectBallots,
    DeclareValidity,
    DestroyPapers,
    InspectBoxes,
    IssueBallots,
    SignSheet,
)
from voting.commands.rounds import (
    AdoptResolution,
    AnnounceResult,
    AuditPapers,
    CallReballot,
    ConfirmChoice,
    CorrectRound,
    DeclareResult,
    OpenRound,
    RecordTotals,
    RecountRound,
    ResolveShortfall,
    ResolveTie,
    TakeOverRound,
)
from voting.deciders.rounds import ROUND
from voting.refusals import announcing, common, figures, meetings, opening, papers, settling

REASONS: Final = vocabulary(announcing, common, figures, meetings, opening, papers, settling)
R: Final = "/rounds/{round}"

ROUTES: Final = (
    command("/rounds", on(ROUND, OpenRound), "开启一轮票决", audience=OFFICE, refusals=REASONS),
    command("/past-rounds", on(ROUND, TakeOverRound), "期初登记往年票决", audience=OFFICE, refusals=REASONS),
    command(f"{R}/boxes", on(ROUND, InspectBoxes), "验箱封箱", audience=COUNTERS, refusals=REASONS),
    command(f"{R}/issued", on(ROUND, IssueBallots), "发票", audience=COUNTERS, refusals=REASONS),
    command(f"{R}/collected", on(ROUND, CollectBallots), "清点收回票数", audience=COUNTERS, refusals=REASONS),
    command(f"{R}/validity", on(ROUND, DeclareValidity), "宣布有效或无效", audience=COUNTERS, refusals=REASONS),
    command(f"{R}/totals", on(ROUND, RecordTotals), "录入计票结果", audience=COUNTERS, refusals=REASONS),
    command(f"{R}/sheet", on(ROUND, SignSheet), "计票结果报告单签字", audience=COUNTERS, refusals=REASONS),
    command(f"{R}/recounts", on(ROUND, RecountRound), "重新计票", audience=OFFICE, refusals=REASONS),
    command(f"{R}/audits", on(ROUND, AuditPapers), "抽查", audience=COUNTERS, refusals=REASONS),
    command(f"{R}/reballot", on(ROUND, CallReballot), "决定再投一次", audience=OFFICE, refusals=REASONS),
    command(f"{R}/tie", on(ROUND, ResolveTie), "同票处理", audience=OFFICE, refusals=REASONS),
    command(f"{R}/shortfall", on(ROUND, ResolveShortfall), "不足应选数的处理", audience=OFFICE, refusals=REASONS),
    command(f"{R}/declaration", on(ROUND, DeclareResult), "当场宣布", audience=OFFICE, refusals=REASONS),
    command(f"{R}/resolution", on(ROUND, AdoptResolution), "作出决定", audience=OFFICE, refusals=REASONS),
    command(f"{R}/confirmation", on(ROUND, ConfirmChoice), "党工委确认", audience=OFFICE, refusals=REASONS),
    command(f"{R}/announcement", on(ROUND, AnnounceResult), "公告", audience=OFFICE, refusals=REASONS),
    command(f"{R}/corrections", on(ROUND, CorrectRound), "更正到签字的报告单", audience=OFFICE, refusals=REASONS),
    command(f"{R}/archive", on(ROUND, ArchivePapers), "票封存", audience=OFFICE, refusals=REASONS),
    command(f"{R}/destruction", on(ROUND, DestroyPapers), "票销毁", audience=OFFICE, refusals=REASONS),
    many("/rounds", ROUND_RESULTS, "票决结果"),
    one("/rounds/{round}", ROUND_RESULTS, "票决结果"),
)
