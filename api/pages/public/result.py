"""How were a year's projects decided on: which rounds, by which rule, at which meeting, and what was announced?"""

from __future__ import annotations

from typing import Final

from api.http.reply import Reply
from api.http.route import Call
from api.lives.ballots import WHY
from api.lives.told import decided
from api.pages.look import ENVIRONMENT
from api.pages.outside import every, read
from api.pages.places import congress_at, year_at
from api.pages.public.around import Row, about, congress_of, from_year, of_year
from api.pages.routes import shown
from projections.words.sessions import RESOLUTIONS

WORD: Final = "票决结果"
HIDDEN: Final = "不公布未获确定的项目"
"""Where this is said of an announced round, the list of candidates beside it would say what it withholds."""


def _result(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    rounds = [each for each in every(call, "/rounds", congress=congress["code"]) if each["project_year"] == year]
    cycle = next(
        (each for each in every(call, "/cycles", congress=congress["code"]) if each["project_year"] == year), None
    )
    return about(
        call,
        "public/result.html",
        congress,
        year,
        title=f"{year}年度民生实事项目是怎样定下来的",
        crumbs=from_year(congress, year),
        rounds=rounds,
        hidden=any(each.get("announced") and any(HIDDEN in said for said in each["withheld"]) for each in rounds),
        cycle=cycle,
        stories=[story(each) for each in rounds],
        methods=[rules(call, each) for each in rounds],
    )


def _round(call: Call) -> Reply:
    row = read(call, "/rounds/{round}", {"round": call.path["round"]})
    congress, year = congress_of(call, row["code"]), row["project_year"]
    meeting = row.get("meeting")
    others = [
        each
        for each in every(call, "/rounds", congress=row["code"])
        if meeting
        and each.get("meeting") == meeting
        and each["stream"] != row["stream"]
        and each["batch"] == row["batch"]
    ]
    return about(
        call,
        "public/round.html",
        congress,
        year,
        title=f"{year}年度{row.get('kind_word') or '票决'}",
        crumbs=from_year(congress, year, of_year(congress, year, "result", WORD)),
        round=row,
        others=others,
        acts=told(call, row["stream"]),
        story=story(row),
        rules=rules(call, row),
    )


def _meeting(call: Call) -> Reply:
    row = read(call, "/meetings/{meeting}", {"meeting": call.path["meeting"]})
    congress = congress_of(call, row["code"])
    years = [each["project_year"] for each in (*row["rounds"], *row["evaluations"])]
    year = max(years, default=int(row["from_on"][:4]))
    return about(
        call,
        "public/meeting.html",
        congress,
        year,
        title=row["title"],
        crumbs=from_year(congress, year),
        meeting=row,
        acts=told(call, row["stream"]),
    )


def told(call: Call, stream: str) -> list[Row]:
    """What everybody may know of what happened on a stream."""
    acts: list[Row] = read(call, "/streams/{stream}/told", {"stream": stream})["acts"]
    return acts


def story(row: Row) -> list[str]:
    """How the round was decided, sentence by sentence, as far as its row is published."""
    said = [f"正式候选项目：{row['final_list']['document']}。"] if (row.get("final_list") or {}).get("document") else []
    if row.get("quorum"):
        said.append(row["quorum"]["because"])
    papers = row.get("papers") or {}
    if papers.get("declared_valid"):
        said.append(f"发出票{papers['issued']}张，收回{papers['collected']}张，收回的票不多于发出的票，投票有效。")
    if row.get("because"):
        said.append(row["because"])
    if settled := row.get("settled"):
        said.append(WHY[settled["of"]] + f"，{RESOLUTIONS[settled['how']].format(presidium='主席团')}。")
    return said


def rules(call: Call, row: Row) -> list[str]:
    """The rules by which the round was decided."""
    found: list[str] = read(call, "/rounds/{round}/rules", {"round": row["stream"]})["rules"]
    return found


ENVIRONMENT.filters["decided"] = decided

ROUTES: Final = (
    shown("/congresses/{congress}/{year}/result", "票决结果", _result),
    shown("/rounds/{round}", "一轮票决", _round),
    shown("/meetings/{meeting}", "一次会议", _meeting),
)
