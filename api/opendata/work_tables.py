"""What stands in the open tables of proposals and findings?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from api.opendata.fields import Field, Table
from api.opendata.taken import Taken
from projections.model import Row
from projections.models import FINDINGS, PROPOSALS
from projections.publication.proposals import ALL_WITHHELD, NOT_REVIEWED, TEXTS_WITHHELD

Values = dict[str, Any]

SUBMITTED, ENDED, FOUND = (
    ("projects:ProposalSubmitted",),
    (
        *("projects:ProposalAdopted", "projects:ProposalMerged", "projects:ProposalReserved"),
        *("projects:ProposalTransferred", "projects:ProposalDeclined"),
    ),
    ("projects:FindingRecorded",),
)
ANSWERED, CLOSED = ("projects:FindingAnswered",), ("projects:FindingClosed",)

PROPOSAL_FIELDS: Final = (
    Field(name="year", head="年度", kind="year", events=SUBMITTED, key="proposals"),
    Field(name="number", head="建议项目编号", events=SUBMITTED, key="proposals"),
    Field(name="title", head="建议项目名称", events=("projects:ProposalPublished",), key="proposals"),
    Field(name="status", head="筛选结果", events=ENDED, key="proposals"),
    Field(name="published_on", head="公开日期", kind="date", events=("projects:ProposalPublished",), key="proposals"),
)
FUNNEL_FIELDS: Final = (
    Field(name="year", head="年度", kind="year", events=SUBMITTED, key="proposals"),
    Field(name="part", head="分法", events=SUBMITTED, key="proposals"),
    Field(name="name", head="名称", events=(*SUBMITTED, *ENDED), key="proposals"),
    Field(name="count", head="数量", kind="integer", events=(*SUBMITTED, *ENDED), key="proposals"),
    Field(name="unit", head="单位", events=(*SUBMITTED, *ENDED), key="proposals"),
)
FINDING_FIELDS: Final = (
    Field(name="year", head="年度", kind="year", events=FOUND, key="findings"),
    Field(name="finding", head="问题编号", events=FOUND, key="findings"),
    Field(name="found_on", head="发现日期", kind="date", events=FOUND, key="findings"),
    Field(name="source", head="来源", events=FOUND, key="findings"),
    Field(name="projects", head="项目编号", events=FOUND, key="findings"),
    Field(name="matter", head="问题", events=FOUND, key="findings"),
    Field(name="place", head="地点", events=FOUND, key="findings"),
    Field(name="unit_name", head="整改单位", events=("projects:FindingAssigned",), key="findings"),
    Field(name="due_on", head="整改期限", kind="date", events=("projects:FindingAssigned",), key="findings"),
    Field(name="status", head="状态", events=(*ANSWERED, *CLOSED), key="findings"),
    Field(name="measures", head="整改措施", events=ANSWERED, key="findings"),
    Field(name="result", head="整改结果", events=ANSWERED, key="findings"),
    Field(name="closed_on", head="销号日期", kind="date", events=CLOSED, key="findings"),
    Field(name="conclusion", head="销号结论", events=CLOSED, key="findings"),
)
PARTS: Final = {"stages": "环节", "ends": "筛选结果", "by_channel": "渠道", "by_category": "类别"}


def _proposal_rows(taken: Taken) -> Iterator[Values]:
    for row in taken.rows(PROPOSALS):
        if row["project_year"] == taken.year:
            shown = row.get("published") or row
            yield {
                "year": taken.year,
                "number": row["number"],
                "title": row["title"] if taken.inside else shown["title"],
                "status": row["status_word"],
                "published_on": shown.get("on"),
            }


def _funnel_rows(taken: Taken) -> Iterator[Values]:
    funnel = taken.funnel() or {}
    for part, word in PARTS.items():
        for line in funnel.get(part, ()):
            count = line["count"] if "count" in line else line["received"]["count"]
            unit = "项" if line.get("of") == "projects" else "件"
            yield {"year": taken.year, "part": word, "name": line["word"], "count": count, "unit": unit}


def _finding_rows(taken: Taken) -> Iterator[Values]:
    for row in taken.rows(FINDINGS):
        if row["year"] == taken.year:
            answered, closed = _last(row, "answered"), _last(row, "closed") if row["status"] == "closed" else {}
            yield {
                **{name: row[name] for name in ("year", "found_on", "matter", "place", "unit_name", "due_on")},
                "finding": row["says"],
                "source": row["source_word"],
                "projects": "、".join(row["projects"]),
                "status": row["status_word"],
                **{name: answered.get(name) for name in ("measures", "result")},
                "closed_on": closed.get("on"),
                "conclusion": closed.get("conclusion"),
            }


def _last(row: Row, act: str) -> Row:
    return next((each for each in reversed(row["acts"]) if each["act"] == act), {})


def _proposals_withheld(taken: Taken) -> tuple[str, ...]:
    said = {"none": ALL_WITHHELD, "counts": TEXTS_WITHHELD, "reviewed_titles": NOT_REVIEWED}
    return () if taken.inside else (said[taken.settings["proposals"]],)


def _counts_withheld(taken: Taken) -> tuple[str, ...]:
    return (ALL_WITHHELD,) if not taken.inside and taken.settings["proposals"] == "none" else ()


def _findings_withheld(taken: Taken) -> tuple[str, ...]:
    """What is said does not depend on whether there are any."""
    if taken.inside or taken.settings["findings"] == "all":
        return ()
    return ("问题销号以后公布",) if taken.settings["findings"] == "closed" else ("按现行规则，不公布问题",)


PROPOSALS_TABLE: Final = Table(
    name="proposals",
    title="建议项目",
    fields=PROPOSAL_FIELDS,
    keys=("number",),
    rows=_proposal_rows,
    withheld=_proposals_withheld,
)
FUNNEL_TABLE: Final = Table(
    name="proposal-counts",
    title="建议项目数量",
    fields=FUNNEL_FIELDS,
    keys=("part", "name"),
    rows=_funnel_rows,
    withheld=_counts_withheld,
)
FINDINGS_TABLE: Final = Table(
    name="findings",
    title="问题清单",
    fields=FINDING_FIELDS,
    keys=("finding",),
    rows=_finding_rows,
    withheld=_findings_withheld,
)
