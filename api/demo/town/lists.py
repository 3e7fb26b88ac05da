"""How did 示例镇 begin its ledger in the autumn of 2023, take over what was running, and come to twelve candidates?

In a township two people do everything, so every step is the clerk's, and the chair's where it needs a second person.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from api.demo import figures
from api.demo.steps import Script, decided
from api.demo.town.names import (
    BRIEFS,
    CODE,
    CONGRESS,
    CONGRESS_ID,
    CYCLE,
    NAME,
    PAST_ROUND,
    TAKEN_OVER,
    UNITS,
    YEAR,
    brief,
    said,
)
from domain.congress.commands import AdoptProfile, BeginTerm, RegisterCongress, RegisterUnit
from domain.congress.decider import CONGRESS as CONGRESSES
from domain.profile import compose
from projects import numbers
from projects.commands import cycles as c
from projects.commands import projects as p
from projects.commands import proposals as w
from projects.deciders.cycles import CYCLE as CYCLES
from projects.deciders.projects import PROJECT
from projects.deciders.proposals import PROPOSAL
from projects.events.cycles import Printed
from projects.events.values import Amounts
from voting.commands.rounds import TakeOverRound
from voting.events.rounds import PrintedItem

RULES: Final = {"implementation": {"report_frequency": "quarter"}, "solicitation": {"feedback": "notice"}}
CANDIDATES: Final = tuple(said(number) for number in range(1, len(BRIEFS) + 1))
ANNOUNCED: Final = f"{NAME}第十九届人民代表大会第二次会议公告第1号"
PAPER: Final = f"{NAME}2023年民生实事项目台账（2023年9月底）"


def begin(script: Script) -> None:
    """登记人大, 换届, 规则, 承办单位, 期初."""
    script.begin("2022-01-06T09:00", RegisterCongress(code=CODE, level="township", name=f"{NAME}人民代表大会"))
    congress = script.on(CONGRESSES, CONGRESS_ID)
    congress("2022-01-12T09:00", BeginTerm(term=19, began_on=date(2022, 1, 12), deputies=figures.TOWN_DUE))
    rules = AdoptProfile(profile=compose("township", "congress_evaluation", RULES), document="票决办法")
    congress("2023-10-20T15:00", rules)
    for unit, name in UNITS.items():
        congress(f"2023-10-20T16:{unit}", RegisterUnit(unit=unit, name=name))
    _take_over(script)


def _take_over(script: Script) -> None:
    """The year 2023 and its ballot as their papers print them, and the one project that was still running."""
    year = c.TakeOverCycle(
        congress=CONGRESS, project_year=2023, document=PAPER,
        figures=(Printed(name="票决项目", value="8项"), Printed(name="已完成", value="7项")),
    )  # fmt: skip
    script.begin("2023-11-02T09:00", year, two=True)
    titles = (
        "村级养老驿站",
        "集镇停车场",
        "饮水泵站更新",
        "村道安全护栏",
        "中心幼儿园改造",
        "农田机耕路",
        "便民服务大厅",
        "村级文化礼堂",
        "集镇路灯",
    )
    ballot = TakeOverRound(
        congress=CONGRESS, project_year=2023, meeting_title=f"{NAME}第十九届人民代表大会第二次会议", document=ANNOUNCED,
        held_on=date(2023, 1, 12), due=figures.TOWN_DUE, present=57, seats=8,
        items=tuple(PrintedItem(title=f"{NAME}{title}", selected=place < len(titles)) for place, title in enumerate(titles, 1)),
    )  # fmt: skip
    script.begin("2023-11-02T09:10", ballot, two=True)
    running = replace(
        brief("村级养老驿站", "02", 1_600_000, "2024-06-30", "2024年6月底前", ("建成养老驿站", "4", "个"), "construction"),
        cross_year=True, stage_goal="2023年底前建成2个。",
    )  # fmt: skip
    taken = p.TakeOverProject(
        congress=CONGRESS, project_year=2023, brief=running, document=PAPER, standing="running", selected_on=date(2023, 1, 12),
        selected_how="第十九届人民代表大会第二次会议票决", past_round=str(PAST_ROUND), figures_on=date(2023, 9, 30),
        printed=Amounts(received_fen=80_000_000, paid_fen=62_000_000, completed_fen=75_000_000),
    )  # fmt: skip
    script.begin("2023-11-02T09:30", taken, two=True)
    on = p.CarryOverProject(to_year=2024, reached="建成2个，其余2个在建。")
    script.on(PROJECT, TAKEN_OVER)("2024-01-05T09:00", on, decided("government", "镇长办公会议"))


def draw_up(script: Script) -> None:
    """征集, 筛选, 反馈, 拟提, 初定, 公示, 提请: one proposal behind each candidate, and two that went elsewhere."""
    wished = [one.title for one in BRIEFS] + [f"{NAME}滨河绿道", f"{NAME}老街电线整理"]
    numbered = [numbers.PROPOSAL.say(YEAR, number) for number in range(1, len(wished) + 1)]
    meeting = decided("government", "镇长办公会议")
    for number, title in enumerate(wished, start=1):
        submitted = w.SubmitProposal(
            congress=CONGRESS, project_year=YEAR, channel="liaison_station", title=title, content=f"建议实施{title}。",
            proposer_kind="deputy" if number % 2 else "resident", place=NAME, division=CODE,
        )  # fmt: skip
        script.begin(f"2023-11-{number + 5:02}T10:00", submitted)
        here = script.on(PROPOSAL, numbers.PROPOSAL.stream(CONGRESS, YEAR, number))
        here(f"2023-11-23T09:{number:02}", _end(number), meeting)
    for number, one in enumerate(BRIEFS, start=1):
        drafted = p.DraftProject(congress=CONGRESS, project_year=YEAR, brief=one, proposals=(numbered[number - 1],))
        script.begin(f"2023-12-04T09:{number:02}", drafted)
    _list(script, tuple(numbered))


def _end(number: int) -> w.AdoptProposal | w.ReserveProposal | w.TransferProposal:
    if number <= len(BRIEFS):
        return w.AdoptProposal(cost_fen=BRIEFS[number - 1].total_fen, unit=BRIEFS[number - 1].unit)
    if number == len(BRIEFS) + 1:
        return w.ReserveProposal(reason="用地未落实，列入储备库。")
    return w.TransferProposal(to="deputy_suggestion", number="第19届第31号建议")


def _list(script: Script, proposals: tuple[str, ...]) -> None:
    government = decided("government", "镇长办公会议")
    review = (
        c.Review(step="gov_exec", body="government", on=date(2023, 12, 20), meeting="镇长办公会议"),
        c.Review(step="party_committee", body="party_committee", on=date(2023, 12, 26), meeting="镇党委会议"),
    )
    preliminary = c.DrawUpPreliminaryList(batch=1, items=CANDIDATES, steps=review)
    board = f"{NAME}政务公开栏"
    script.begin("2023-11-06T09:00", c.OpenCycle(congress=CONGRESS, project_year=YEAR))
    (
        script.on(CYCLES, CYCLE)
        ("2023-11-06T09:10", c.OpenSolicitation(organiser="government", from_on=date(2023, 11, 6), to_on=date(2023, 11, 20)))
        ("2023-11-21T09:00", c.CloseSolicitation())
        ("2023-11-28T09:00", c.PublishFeedbackNotice(covers=proposals, medium=board, text="逐条说明采纳、储备和转办的情况。"))
        ("2023-12-26T16:00", preliminary, government)
        ("2023-12-28T09:00", c.PubliciseList(batch=1, from_on=date(2023, 12, 28), to_on=date(2024, 1, 3), medium=board))
        ("2024-01-04T09:00", c.EndPublicity(batch=1))
        ("2024-01-08T09:00", c.SubmitList(batch=1, document="关于提请审议2024年民生实事候选项目的议案", submitted_to="congress"), government)
    )  # fmt: skip
