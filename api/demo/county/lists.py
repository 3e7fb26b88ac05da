"""How did 12 candidates of 示例县 come from draft to the final list between October 2023 and January 2024?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from api.demo.county.briefs import BRIEFS
from api.demo.county.names import CONGRESS, CYCLE, NAME, YEAR, project, said
from api.demo.county.solicitation import adopted_for
from api.demo.steps import Script, by, decided
from projects.commands import cycles as c
from projects.commands.projects import DraftProject, ReviseProject
from projects.deciders.cycles import CYCLE as CYCLES
from projects.deciders.projects import PROJECT
from projects.events.cycles import Objection
from projects.events.values import Brief

CANDIDATES: Final = tuple(said(number) for number in range(1, len(BRIEFS) + 1))
VILLAGES: Final = (
    "改造12个村的供水主管网和入户管网，受益村名单：示例河镇示例一至五村、示例湖镇示例六至九村、示例山乡示例十至十二村。"
)
# What the delegations asked for: a list of villages in the second, another name for the tenth.
REVISED: Final[dict[int, Brief]] = {
    2: replace(BRIEFS[1], content=VILLAGES),
    10: replace(BRIEFS[9], title="示例县口袋公园建设"),
}


def chosen_brief(number: int) -> Brief:
    """What a project promises on the ballot."""
    return REVISED.get(number, BRIEFS[number - 1])


def draw_up(script: Script) -> None:
    """拟提, 初定, 公示, 提请."""
    for number, brief in enumerate(BRIEFS, start=1):
        drafted = DraftProject(congress=CONGRESS, project_year=YEAR, brief=brief, proposals=(adopted_for(number),))
        script.begin(f"2023-10-30T{9 + number // 4:02}:{number % 4 * 15:02}", drafted, role="government")
    review = (
        c.Review(step="gov_exec", body="government", on=date(2023, 11, 22), meeting="县政府常务会议"),
        c.Review(step="party_committee", body="party_committee", on=date(2023, 12, 5), meeting="县委常委会会议"),
        c.Review(
            step="sc_preview", body="standing_committee", on=date(2023, 12, 21), meeting="县人大常委会第十三次会议"
        ),
    )
    government = decided("government", "县政府常务会议")
    preliminary = c.DrawUpPreliminaryList(batch=1, items=CANDIDATES, steps=review, document="示例政发〔2023〕36号")
    shown = c.PubliciseList(
        batch=1, from_on=date(2023, 12, 22), to_on=date(2023, 12, 28), medium=f"{NAME}人民政府网、各镇街公开栏"
    )
    objection = Objection(
        matter="建议把示例岭乡的卫生院写进第五项。", settled="第五项实施地点已含示例岭乡，当面作了说明，提出人无异议。"
    )
    submitted = c.SubmitList(batch=1, document="示例政〔2023〕58号", submitted_to="congress")
    (
        script.on(CYCLES, CYCLE)
        ("2023-12-21T16:30", preliminary, government, role="government")
        ("2023-12-22T09:00", shown, role="government")
        ("2023-12-29T09:00", c.EndPublicity(batch=1, objections=(objection,)), role="government")
        ("2023-12-29T15:00", submitted, government, role="government")
    )  # fmt: skip


def fix(script: Script) -> None:
    """After the delegations: one candidate says more, one is called by another name."""
    reasons = {2: "按第二代表团的审议意见，写明受益村名单。", 10: "按第四代表团的审议意见，改用群众熟悉的名称。"}
    for number, brief in REVISED.items():
        revised = ReviseProject(brief=brief, reason=reasons[number])
        script.on(PROJECT, project(number))(f"2024-01-17T16:{number:02}", revised, role="government")
    changes = (
        c.Explained(project=said(2), kind="content", reason=reasons[2]),
        c.Explained(project=said(10), kind="renamed", reason=reasons[10]),
    )
    final = c.FixFinalList(batch=1, items=CANDIDATES, seats=10, changes=changes, document="主席团第二次会议通过")
    script.on(CYCLES, CYCLE)("2024-01-17T17:30", final, by("session_presidium", "主席团第二次会议"))
