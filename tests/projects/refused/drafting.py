"""Which drafts, revisions, take-overs and choices are refused?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.congress.refusals import CongressMergedAway
from domain.money import LARGEST_FEN, MoneyNegative, MoneyTooLarge
from domain.refusals import (
    AlreadyExists,
    NoSuchNumber,
    NotFound,
    OutOfOrder,
    SamePerson,
    SecondPersonMissing,
)
from domain.texts import UnfitText
from projects.commands import projects as c
from projects.commands.under import BegunUnder
from projects.deciders.projects import PROJECT
from projects.events.values import Amounts, SourceAmount
from projects.refusals import projects as r
from projects.refusals.common import (
    NoRules,
    NotNow,
)
from tests.given import CLERK, envelope, given
from tests.projects import lives as on
from tests.projects.lives import ASSIGN, BRIEF, COUNTY, REJECT, SELECT, ask, by_government
from tests.projects.refused.steps import (
    NEXT,
    Case,
)

NO_RULES = replace(COUNTY, profiles={})
LIST = c.ListProject(project_year=2024, batch=1, document="示例县2024年民生实事项目清单")

DRAFTING: list[Case] = [
    ("without rules", lambda: on.draft(of=NO_RULES), NoRules, ""),
    ("in a congress that was merged away", lambda: on.draft(of=replace(COUNTY, merged_into="x")), CongressMergedAway, ""),
    ("a second time", lambda: on.drafted().when(BegunUnder(asked=None, number=1, congress=COUNTY)), AlreadyExists, ""),
    ("what nobody drafted", lambda: ask(given(PROJECT), ASSIGN, by_government(NEXT)), NotFound, ""),
    ("a revision without a reason", lambda: on.revise(on.drafted(), BRIEF, NEXT, ""), UnfitText, "/reason"),
    ("a revision dated before the draft", lambda: on.revise(on.drafted(), BRIEF, "2023-11-09"), OutOfOrder, "/effective_on"),
    ("a revision of a chosen one", lambda: on.revise(on.chosen(), BRIEF, NEXT), NotNow, ""),
    ("a revision with a bad brief", lambda: on.revise(on.drafted(), replace(BRIEF, title=""), NEXT), UnfitText, "/brief/title"),
    (
        "a revision whose parts are above the whole",
        lambda: on.revise(on.drafted(), replace(BRIEF, sources=(SourceAmount(source="county", amount_fen=10**10),)), NEXT),
        r.PartsAboveWhole, "/brief/sources",
    ),
    ("taking over alone", lambda: given(PROJECT).when(took(), envelope(on=NEXT)), SecondPersonMissing, "/approved_by"),
    ("taking over confirmed by oneself", lambda: given(PROJECT).when(took(), envelope(on=NEXT, second=CLERK)), SamePerson, ""),
    ("taking over from no document", lambda: on.take_over(document=" "), UnfitText, "/document"),
    ("taken over before it was selected", lambda: on.take_over(selected_on=date(2024, 6, 4)), OutOfOrder, "/selected_on"),
    ("figures of tomorrow", lambda: on.take_over(figures_on=date(2024, 6, 4)), OutOfOrder, "/figures_on"),
    (
        "figures from before it was selected",
        lambda: on.take_over(selected_on=date(2024, 1, 18), figures_on=date(2023, 12, 31)), OutOfOrder, "/figures_on",
    ),
    ("a figure below zero", lambda: on.take_over(printed=Amounts(paid_fen=-1)), MoneyNegative, "/printed/paid_fen"),
    ("taking over into no year", lambda: on.take_over(year=0), NoSuchNumber, "/project_year"),
    ("notes that nobody can see", lambda: on.take_over(notes="\u200b"), UnfitText, "/notes"),
]  # fmt: skip


def took() -> BegunUnder:
    asked = c.TakeOverProject(
        congress=on.CONGRESS_ID, project_year=2023, brief=BRIEF, document="示例文件", standing="running"
    )
    return BegunUnder(asked=asked, number=1, congress=COUNTY)


CHOOSING: list[Case] = [
    ("selected twice", lambda: ask(on.chosen(), SELECT, NEXT), r.AlreadyChosen, ""),
    ("selected when it is under way", lambda: ask(on.running(), replace(SELECT, round="other"), NEXT), r.AlreadyChosen, ""),
    ("selected when it was taken over", lambda: ask(on.take_over().and_then(), SELECT, NEXT), r.AlreadyChosen, ""),
    ("selected before it was drafted", lambda: ask(on.drafted(), SELECT, "2023-11-09"), OutOfOrder, "/effective_on"),
    ("selected before it was not chosen", lambda: ask(on.not_chosen(), SELECT, "2024-01-17"), OutOfOrder, ""),
    ("selected by no round", lambda: ask(on.drafted(), replace(SELECT, round=""), NEXT), UnfitText, "/round"),
    ("selected for too much", lambda: ask(on.drafted(), replace(SELECT, amount_fen=LARGEST_FEN + 1), NEXT), MoneyTooLarge, ""),
    ("selected in no batch", lambda: ask(on.drafted(), replace(SELECT, batch=0), NEXT), NoSuchNumber, "/batch"),
    ("not chosen by another round", lambda: ask(on.chosen(), replace(REJECT, round="x"), NEXT), r.AlreadyChosen, ""),
    ("not chosen once assigned", lambda: ask(on.running(), REJECT, NEXT), r.AlreadyChosen, ""),
    ("not chosen by an unnumbered paper", lambda: ask(on.drafted(), replace(REJECT, announcement=""), NEXT), UnfitText, ""),
    ("listed where there is a ballot", lambda: ask(on.drafted(), LIST, NEXT), r.NotListedHere, ""),
]  # fmt: skip
