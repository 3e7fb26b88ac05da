"""What can be recorded and asked about a graded evaluation 测评?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import COUNTERS, OFFICE
from api.http.commands import command
from api.http.reads import many, one
from api.http.vocabulary import vocabulary
from projections.satisfaction import SATISFACTION
from voting.commands.evaluations import (
    AnnounceGrades,
    CorrectEvaluation,
    DeclareGrades,
    OpenEvaluation,
    RecordGrades,
    RecordSurvey,
    VoidEvaluation,
)
from voting.commands.papers import (
    ArchivePapers,
    CollectBallots,
    DeclareValidity,
    DestroyPapers,
    InspectBoxes,
    IssueBallots,
    SignSheet,
)
from voting.deciders.evaluations import EVALUATION
from voting.refusals import common, evaluations, figures, meetings, opening, papers

REASONS: Final = vocabulary(common, evaluations, figures, meetings, opening, papers)
E: Final = "/evaluations/{evaluation}"

ROUTES: Final = (
    command("/evaluations", on(EVALUATION, OpenEvaluation), "开启测评", audience=OFFICE, refusals=REASONS),
    command(f"{E}/boxes", on(EVALUATION, InspectBoxes), "验箱封箱", audience=COUNTERS, refusals=REASONS),
    command(f"{E}/issued", on(EVALUATION, IssueBallots), "发测评票", audience=COUNTERS, refusals=REASONS),
    command(f"{E}/collected", on(EVALUATION, CollectBallots), "清点收回票数", audience=COUNTERS, refusals=REASONS),
    command(f"{E}/validity", on(EVALUATION, DeclareValidity), "宣布有效或无效", audience=COUNTERS, refusals=REASONS),
    command(f"{E}/totals", on(EVALUATION, RecordGrades), "录入测评结果", audience=COUNTERS, refusals=REASONS),
    command(f"{E}/sheet", on(EVALUATION, SignSheet), "测评结果报告单签字", audience=COUNTERS, refusals=REASONS),
    command(f"{E}/declaration", on(EVALUATION, DeclareGrades), "当场宣布测评结果", audience=OFFICE, refusals=REASONS),
    command(f"{E}/announcement", on(EVALUATION, AnnounceGrades), "公布测评结果", audience=OFFICE, refusals=REASONS),
    command(
        f"{E}/corrections", on(EVALUATION, CorrectEvaluation), "更正到签字的报告单", audience=OFFICE, refusals=REASONS
    ),
    command(f"{E}/voiding", on(EVALUATION, VoidEvaluation), "本次测评作废", audience=OFFICE, refusals=REASONS),
    command(f"{E}/survey", on(EVALUATION, RecordSurvey), "登记群众测评", audience=OFFICE, refusals=REASONS),
    command(f"{E}/archive", on(EVALUATION, ArchivePapers), "票封存", audience=OFFICE, refusals=REASONS),
    command(f"{E}/destruction", on(EVALUATION, DestroyPapers), "票销毁", audience=OFFICE, refusals=REASONS),
    many("/evaluations", SATISFACTION, "测评结果"),
    one("/evaluations/{evaluation}", SATISFACTION, "测评结果"),
)
