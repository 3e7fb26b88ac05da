"""Which briefs are refused?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from domain.calendar import DayOutOfRange, NotADay
from domain.money import MoneyNegative, MoneyTooLarge
from domain.quantities import QuantityTooLarge, QuantityUnreadable
from domain.texts import UnfitText
from projects.events.values import Place, SourceAmount, SubItem, Target
from projects.refusals import projects as r
from projects.refusals.common import NamedMoreThanOnce, UnknownUnitHere
from tests.projects import lives as on
from tests.projects.lives import BRIEF, KILOMETRES, LASTING
from tests.scenarios import congress

if TYPE_CHECKING:
    from domain.refusals import Refusal
    from projects.events.values import Brief
    from tests.projects.refused.steps import Case

ONE_YEAR_ONLY: Final = replace(congress(differences={"candidate": {"allow_cross_year": False}}), units=on.UNITS)
WHOLE_FEN: Final = 5_200_000_000


def brief(**fields: Any) -> Brief:
    """The brief of the tests with something changed."""
    return replace(BRIEF, **fields)


def part(**fields: Any) -> Brief:
    """The brief with one sub-item."""
    return brief(sub_items=(SubItem(**{"id": "1", "title": "示例镇段", **fields}),))


def target(**fields: Any) -> Brief:
    """The brief with one target."""
    return brief(targets=(replace(KILOMETRES, **fields),))


WRONG: list[tuple[str, Brief, type[Refusal], str]] = [
    ("without a title", brief(title=""), UnfitText, "/brief/title"),
    ("a category with a blank", brief(category=" 交通"), UnfitText, "/brief/category"),
    ("a content that nobody can see", brief(content="\u200b"), UnfitText, "/brief/content"),
    ("words for nobody", brief(beneficiaries="\n"), UnfitText, "/brief/beneficiaries"),
    ("an unknown unit", brief(unit="99"), UnknownUnitHere, "/brief/unit"),
    ("a unit merged away", brief(unit="12"), UnknownUnitHere, "/brief/unit"),
    ("a unit twice beside it", brief(cooperating=("11", "11")), NamedMoreThanOnce, "/brief/cooperating/1"),
    ("a target without a number", target(planned=""), QuantityUnreadable, "/brief/targets/0/planned"),
    ("a target in words", target(planned="约40"), QuantityUnreadable, "/brief/targets/0/planned"),
    ("a target at most of nothing", target(planned="", sense="at_most"), QuantityUnreadable, "/brief/targets/0/planned"),
    ("a target beyond counting", target(planned="9" * 16), QuantityTooLarge, "/brief/targets/0/planned"),
    ("a target without a unit", target(unit=""), UnfitText, "/brief/targets/0/unit"),
    ("a target without a name", target(name=""), UnfitText, "/brief/targets/0/name"),
    ("targets out of order", target(id="2"), r.IdsNotInOrder, "/brief/targets/0/id"),
    ("a target twice", brief(targets=(KILOMETRES, KILOMETRES)), r.IdsNotInOrder, "/brief/targets/1/id"),
    ("sub-items out of order", part(id="0"), r.IdsNotInOrder, "/brief/sub_items/0/id"),
    ("a sub-item without a title", part(title=""), UnfitText, "/brief/sub_items/0/title"),
    ("a sub-item of an unknown unit", part(unit="99"), UnknownUnitHere, "/brief/sub_items/0/unit"),
    ("a sub-item below zero", part(amount_fen=-1), MoneyNegative, "/brief/sub_items/0/amount_fen"),
    ("a sub-item above the whole", part(amount_fen=WHOLE_FEN + 1), r.PartsAboveWhole, "/brief/sub_items"),
    (
        "sub-items together above the whole",
        brief(sub_items=tuple(SubItem(id=str(n), title=f"第{n}段", amount_fen=WHOLE_FEN // 2 + 1) for n in (1, 2))),
        r.PartsAboveWhole, "/brief/sub_items",
    ),
    (
        "a sub-item's target in words",
        part(targets=(Target(id="1", name="路面", unit="公里", planned="一些"),)),
        QuantityUnreadable, "/brief/sub_items/0/targets/0/planned",
    ),
    ("a sub-item's place without a name", part(places=(Place(name=""),)), UnfitText, "/brief/sub_items/0/places/0/name"),
    ("a total below zero", brief(total_fen=-1), MoneyNegative, "/brief/total_fen"),
    ("a total beyond the ledger", brief(total_fen=2**53), MoneyTooLarge, "/brief/total_fen"),
    (
        "sources above the whole",
        brief(sources=(SourceAmount(source="county", amount_fen=WHOLE_FEN), SourceAmount(source="city", amount_fen=1))),
        r.PartsAboveWhole, "/brief/sources",
    ),
    (
        "a source twice",
        brief(sources=(SourceAmount(source="county", amount_fen=1), SourceAmount(source="county", amount_fen=1))),
        NamedMoreThanOnce, "/brief/sources/1/source",
    ),
    ("a source below zero", brief(sources=(SourceAmount(source="city", amount_fen=-1),)), MoneyNegative, "/brief/sources/0/amount_fen"),
    ("a place with half a code", brief(places=(Place(name="示例镇", division="99010"),)), r.CodeForm, "/brief/places/0/division"),
    ("an investment code in words", brief(investment_code="待定"), r.CodeForm, "/brief/investment_code"),
    ("a budget code in words", brief(budget_code="无 号"), r.CodeForm, "/brief/budget_code"),
    ("a day that there is not", brief(deadline_on="2024-11-31"), NotADay, "/brief/deadline_on"),
    ("a day of the far past", brief(deadline_on="1024-11-30"), DayOutOfRange, "/brief/deadline_on"),
    ("a deadline in the year before", brief(deadline_on="2023-12-31"), r.DeadlineBeforeYear, "/brief/deadline_on"),
    ("a deadline in the year after", brief(deadline_on="2025-01-01"), r.NotFinishableInYear, "/brief/cross_year"),
    ("several years without a goal for this one", replace(LASTING, stage_goal=""), r.NotFinishableInYear, "/brief/stage_goal"),
]  # fmt: skip

BRIEFS: list[Case] = [
    *((f"a brief {name}", lambda wrong=wrong: on.draft(wrong), reason, at) for name, wrong, reason, at in WRONG),
    ("several years under rules of one", lambda: on.draft(LASTING, of=ONE_YEAR_ONLY), r.CrossYearNotAllowed, "/brief/cross_year"),
]  # fmt: skip
