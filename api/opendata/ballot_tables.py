"""What stands in the open tables of ballots, grades and surveys?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from api.opendata.fields import Field, Table
from api.opendata.taken import Taken, withheld_of
from projections.model import ReadModel, Row
from projections.models import ROUND_RESULTS, SATISFACTION

Values = dict[str, Any]

NO_ITEM: Final[Row] = {}

OPENED, COUNTED, ANNOUNCED = (
    ("voting:RoundOpened",),
    ("voting:TotalsRecorded", "voting:PapersSealed"),
    ("voting:ResultAnnounced",),
)
GRADED, SHEET = ("voting:EvaluationGraded", "voting:EvaluationAnnounced"), ("voting:EvaluationTotalsRecorded",)
ITEMS, SURVEY = ("voting:EvaluationOpened",), ("voting:SurveyRecorded",)
TAKEN: Final = ("voting:RoundTakenOver",)
MARKS: Final = {"for": "赞成", "against": "反对", "abstain": "弃权", "not_pressed": "未按表决器"}
GRADES: Final = {
    "satisfied": "满意",
    "basically_satisfied": "基本满意",
    "dissatisfied": "不满意",
    "abstain": "弃权",
    "invalid": "无效",
}

BALLOT_FIELDS: Final = (
    Field(name="year", head="年度", kind="year", events=(*OPENED, *TAKEN)),
    Field(name="batch", head="批次", kind="integer", events=(*OPENED, *TAKEN)),
    Field(name="number", head="轮次", kind="integer", events=(*OPENED, *TAKEN)),
    Field(name="kind", head="哪一种", events=OPENED),
    Field(name="meeting", head="会议", events=(*OPENED, *TAKEN)),
    Field(name="status", head="状态", events=(*ANNOUNCED, *TAKEN)),
    Field(name="announced_on", head="公布日期", kind="date", events=ANNOUNCED),
    Field(name="announcement", head="公布文号", events=ANNOUNCED),
    Field(name="due", head="应到", kind="integer", unit="人", events=("voting:AttendanceCounted", *OPENED)),
    Field(name="present", head="实到", kind="integer", unit="人", events=("voting:AttendanceCounted", *OPENED)),
    Field(name="seats", head="应确定", kind="integer", unit="项", events=(*OPENED, *TAKEN)),
    Field(name="issued", head="发出", kind="integer", unit="张", events=("voting:BallotsIssued",)),
    Field(name="collected", head="收回", kind="integer", unit="张", events=("voting:BallotsCollected",)),
    Field(name="valid", head="有效", kind="integer", unit="张", events=COUNTED, key="votes"),
    Field(name="invalid", head="无效", kind="integer", unit="张", events=COUNTED, key="votes"),
    Field(name="candidate", head="候选项目编号", events=(*OPENED, *TAKEN), key="not_selected"),
    Field(name="title", head="候选项目", events=(*OPENED, *TAKEN), key="not_selected"),
    Field(name="amount_fen", head="票面金额", kind="integer", unit="分", events=OPENED, key="candidates"),
    Field(name="deadline", head="票面时限", events=OPENED),
    *(Field(name=name, head=word, kind="integer", unit="票", events=COUNTED, key="votes") for name, word in MARKS.items()),
    Field(name="rank", head="位次", kind="integer", events=("voting:RoundCounted",), key="votes"),
    Field(name="required", head="须获票数", kind="integer", unit="票", events=("voting:RoundCounted",), key="votes"),
    Field(name="selected", head="是否确定", kind="boolean", events=(*ANNOUNCED, *TAKEN)),
    Field(name="withheld", head="没有公布的", events=ANNOUNCED),
)  # fmt: skip
GRADE_FIELDS: Final = (
    Field(name="year", head="年度", kind="year", events=ITEMS),
    Field(name="evaluation", head="第几次", kind="integer", events=ITEMS),
    Field(name="subject", head="测评什么", events=ITEMS),
    Field(name="meeting", head="会议", events=ITEMS),
    Field(name="announced_on", head="公布日期", kind="date", events=("voting:EvaluationAnnounced",)),
    Field(name="again", head="再次测评", kind="boolean", events=ITEMS),
    Field(name="members", head="应到", kind="integer", unit="人", events=ITEMS),
    Field(name="present", head="实到", kind="integer", unit="人", events=ITEMS),
    Field(name="item", head="项目编号", events=ITEMS, key="evaluation"),
    Field(name="title", head="项目名称", events=ITEMS, key="evaluation"),
    Field(name="grade", head="等次", events=GRADED, key="evaluation"),
    *(Field(name=name, head=word, kind="integer", unit="票", events=SHEET, key="evaluation") for name, word in GRADES.items()),
    Field(name="satisfied_rate", head="满意率", kind="number", unit="%", events=SHEET, key="evaluation"),
    Field(name="acceptable_rate", head="满意和基本满意率", kind="number", unit="%", events=SHEET, key="evaluation"),
    Field(name="withheld", head="没有公布的", events=("voting:EvaluationAnnounced",)),
)  # fmt: skip
SURVEY_FIELDS: Final = (
    Field(name="year", head="年度", kind="year", events=ITEMS),
    Field(name="evaluation", head="第几次", kind="integer", events=ITEMS),
    Field(name="subject", head="测评什么", events=ITEMS),
    Field(name="survey", head="调查方式", events=SURVEY, key="survey"),
    Field(name="on", head="调查日期", kind="date", events=SURVEY, key="survey"),
    Field(name="sample", head="样本", kind="integer", unit="人", events=SURVEY, key="survey"),
    Field(name="responses", head="答卷", kind="integer", unit="份", events=SURVEY, key="survey"),
    Field(name="item", head="项目编号", events=SURVEY, key="survey"),
    Field(name="title", head="项目名称", events=SURVEY, key="survey"),
    Field(name="satisfied_rate", head="满意率", kind="number", unit="%", events=SURVEY, key="survey"),
    Field(name="acceptable_rate", head="满意和基本满意率", kind="number", unit="%", events=SURVEY, key="survey"),
)


def round_name(row: Row) -> str:
    """A round as people and command lines name it: 2024-1-1."""
    return f"{row['project_year']}-{row['batch']}-{row['number']}"


def of_year(taken: Taken, model: ReadModel) -> list[dict[str, Any]]:
    """The rounds or evaluations of the year that the audience finds."""
    return [row for row in taken.rows(model) if row.get("project_year") == taken.year]


def _ballot_rows(taken: Taken) -> Iterator[Values]:
    for row in of_year(taken, ROUND_RESULTS):
        announced, papers, heads = row.get("announced") or {}, row.get("papers") or {}, row.get("attendance") or {}
        head = {
            "year": taken.year,
            **{name: row[name] for name in ("batch", "number")},
            "kind": row.get("kind_word", ""),
            "meeting": row["meeting_title"],
            "status": row.get("status_word", ""),
            "announced_on": announced.get("on"),
            "announcement": announced.get("number"),
            **{name: heads.get(name) for name in ("due", "present")},
            **{name: papers.get(name) for name in ("issued", "collected")},
            **{name: row.get(name) for name in ("seats", "valid", "invalid")},
            "withheld": "；".join(row.get("withheld", ())),
        }
        # A round before its announcement has a heading and nothing else.
        yield from ({**head, **_item(item)} for item in row.get("items") or (NO_ITEM,))


def _item(item: Row) -> Values:
    names = ("candidate", "title", "amount_fen", "deadline", *MARKS, "rank", "required", "selected")
    return {name: item.get(name) for name in names}


def _grade_rows(taken: Taken) -> Iterator[Values]:
    for row in of_year(taken, SATISFACTION):
        head = {
            "year": taken.year,
            "evaluation": row["number"],
            "subject": row["subject_word"],
            "meeting": row["meeting_title"],
            "announced_on": (row.get("announced") or {}).get("on"),
            "again": bool(row["re_evaluation_of"]),
            **{name: row.get(name) for name in ("members", "present")},
            "withheld": "；".join(row.get("withheld", ())),
        }
        names = ("item", "title", *GRADES, "satisfied_rate", "acceptable_rate")
        for item in row.get("items") or (NO_ITEM,):
            yield {**head, **{name: item.get(name) for name in names}, "grade": item.get("grade_word")}


def _survey_rows(taken: Taken) -> Iterator[Values]:
    for row in of_year(taken, SATISFACTION):
        for survey in row.get("surveys", ()):
            for item in survey["items"]:
                yield {
                    "year": taken.year,
                    "evaluation": row["number"],
                    "subject": row["subject_word"],
                    "survey": survey["survey_word"],
                    **{name: survey[name] for name in ("on", "sample", "responses")},
                    **{name: item[name] for name in ("item", "title", "satisfied_rate", "acceptable_rate")},
                }


def _no_survey(taken: Taken) -> tuple[str, ...]:
    return () if taken.inside or taken.settings["survey"] == "summary" else ("按本人大的办法，不公布群众测评",)


BALLOTS_TABLE: Final = Table(
    name="ballots",
    title="计票结果",
    fields=BALLOT_FIELDS,
    keys=("batch", "number", "candidate"),
    rows=_ballot_rows,
    withheld=lambda taken: withheld_of(of_year(taken, ROUND_RESULTS)),
)
GRADES_TABLE: Final = Table(
    name="grades",
    title="测评结果",
    fields=GRADE_FIELDS,
    keys=("subject", "evaluation", "item"),
    rows=_grade_rows,
    withheld=lambda taken: withheld_of(of_year(taken, SATISFACTION)),
)
SURVEYS_TABLE: Final = Table(
    name="surveys",
    title="群众测评",
    fields=SURVEY_FIELDS,
    keys=("subject", "evaluation", "survey", "item"),
    rows=_survey_rows,
    withheld=_no_survey,
)
