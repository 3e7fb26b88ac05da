"""Which completions, acceptances, last accounts, carry-overs and links are refused?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from domain.money import MoneyNegative
from domain.quantities import QuantityTooLarge, QuantityUnreadable
from domain.refusals import (
    NotFound,
    OutOfOrder,
)
from domain.texts import UnfitText
from projects.commands import projects as c
from projects.events.values import TargetDone
from projects.refusals import projects as r
from projects.refusals.common import (
    AlreadyRecorded,
    NamedMoreThanOnce,
    NotNow,
)
from tests.given import Outcome
from tests.projects import lives as on
from tests.projects.lives import ACCEPT, COMPLETE, ask
from tests.projects.refused.steps import (
    APPROVE,
    CARRY,
    HAND,
    LINK,
    NEXT,
    RETURN,
    SETTLE,
    SURPLUS,
    Case,
    lasting,
    settled,
)
from tests.scenarios import congress

BLOCKING = replace(congress(differences={"evidence": {"acceptance": "block"}}), units=on.UNITS)
ELSEWHERE = c.LinkProject(kind="same_as_upper", other="市2024-7", other_title="示例市四好农村路", other_code="9901")

FINISHING: list[Case] = [
    ("completed before assignment", lambda: ask(on.chosen(), COMPLETE, NEXT), NotNow, ""),
    ("completed twice", lambda: ask(on.completed(), COMPLETE, NEXT), NotNow, ""),
    ("completed on a day before assignment", lambda: ask(on.running(), COMPLETE, "2024-02-04"), OutOfOrder, ""),
    ("completed without its targets", lambda: ask(on.running(), c.CompleteProject(), NEXT), r.TargetNotReported, "/targets"),
    ("an unknown target", lambda: done(("1", "1"), ("2", "1"), ("3", "1")), r.UnknownTarget, "/targets/2/target"),
    ("a target twice", lambda: done(("1", "1"), ("2", "1"), ("1", "1")), NamedMoreThanOnce, "/targets/2/target"),
    ("a target without a number", lambda: done(("1", "许多"), ("2", "1")), QuantityUnreadable, "/targets/0/done"),
    ("a target beyond counting", lambda: done(("1", "9" * 16), ("2", "1")), QuantityTooLarge, "/targets/0/done"),
    ("accepted before completion", lambda: ask(on.running(), ACCEPT, NEXT), NotNow, ""),
    ("accepted twice", lambda: ask(on.accepted(), ACCEPT, NEXT), NotNow, ""),
    ("accepted before the day of completion", lambda: ask(on.completed(), ACCEPT, "2024-12-01"), OutOfOrder, ""),
    ("accepted by nobody", lambda: ask(on.completed(), replace(ACCEPT, accepted_by=""), NEXT), UnfitText, "/accepted_by"),
    (
        "accepted without the paper that the rules ask for",
        lambda: ask(on.completed(), replace(ACCEPT, document=""), NEXT, BLOCKING), r.AcceptancePaperMissing, "/document",
    ),
    ("returned before completion", lambda: ask(on.running(), RETURN, NEXT), NotNow, ""),
    ("returned without a reason", lambda: ask(on.completed(), replace(RETURN, reason=""), NEXT), UnfitText, "/reason"),
    ("due before it is returned", lambda: ask(on.completed(), replace(RETURN, due_on=date(2025, 6, 29)), NEXT), OutOfOrder, "/due_on"),
    ("settled before completion", lambda: ask(on.running(), SETTLE, NEXT), NotNow, ""),
    ("settled on a day before completion", lambda: ask(on.accepted(), SETTLE, "2024-12-01"), OutOfOrder, ""),
    ("settled at less than nothing", lambda: ask(on.completed(), replace(SETTLE, amount_fen=-1), NEXT), MoneyNegative, ""),
    ("settled again without a reason", lambda: ask(settled(), SETTLE, NEXT), r.ReasonMissing, "/reason"),
    ("settled again before the first", lambda: ask(settled(), replace(SETTLE, reason="x"), "2025-01-07"), OutOfOrder, ""),
    ("final accounts before settlement", lambda: ask(on.accepted(), APPROVE, NEXT), NotNow, ""),
    ("final accounts on a day before settlement", lambda: ask(settled(), APPROVE, "2025-01-07"), OutOfOrder, ""),
    ("handed over before acceptance", lambda: ask(on.completed(), HAND, NEXT), NotNow, ""),
    ("handed over on a day before acceptance", lambda: ask(on.accepted(), HAND, "2024-12-19"), OutOfOrder, ""),
    ("handed over to nobody", lambda: ask(on.accepted(), replace(HAND, to=""), NEXT), UnfitText, "/to"),
    ("surplus before completion", lambda: ask(on.running(), SURPLUS, NEXT), NotNow, ""),
]  # fmt: skip


def done(*targets: tuple[str, str]) -> Outcome[Any]:
    named = tuple(TargetDone(target=target, done=text) for target, text in targets)
    return ask(on.running(), c.CompleteProject(targets=named), NEXT)


GOING_ON: list[Case] = [
    ("carried over while drafted", lambda: ask(on.drafted(), CARRY, NEXT), NotNow, ""),
    ("carried over when accepted", lambda: ask(on.accepted(), CARRY, NEXT), NotNow, ""),
    ("carried over when terminated", lambda: ask(on.terminated(), CARRY, NEXT), NotNow, ""),
    ("carried over though promised for the year", lambda: ask(on.running(), CARRY, NEXT), r.NothingToCarryOver, ""),
    ("carried over two years", lambda: ask(lasting(), replace(CARRY, to_year=2026), NEXT), r.NotTheNextYear, "/to_year"),
    ("carried over into its own year", lambda: ask(lasting(), replace(CARRY, to_year=2024), NEXT), r.NotTheNextYear, ""),
    ("carried over into no year", lambda: ask(lasting(), replace(CARRY, to_year=10**30), NEXT), r.NotTheNextYear, ""),
    (
        "carried over before the year began",
        lambda: ask(ask(lasting(), CARRY, "2024-12-20").and_then(), replace(CARRY, to_year=2026), "2024-12-20"),
        r.NotTheNextYear, "/effective_on",
    ),
    ("carried over without a word", lambda: ask(lasting(), replace(CARRY, reached=""), NEXT), UnfitText, "/reached"),
    ("linked to itself", lambda: on.link(on.chosen(), LINK, on.chosen().state), r.LinkToItself, "/other"),
    ("linked to nothing", lambda: on.link(on.chosen(), replace(LINK, other="2024-02")), NotFound, "/other"),
    (
        "linked twice",
        lambda: on.link(on.link(on.chosen(), ELSEWHERE).and_then(), ELSEWHERE), AlreadyRecorded, "/other",
    ),
    (
        "replacing what is under way",
        lambda: on.link(on.chosen(), replace(LINK, other="2024-02", kind="replaces"), replace(on.running().state, number=2)),
        r.NothingToReplace, "/other",
    ),
    ("linked to no place", lambda: on.link(on.chosen(), replace(ELSEWHERE, other_code="99x")), r.CodeForm, "/other_code"),
    ("linked without a number", lambda: on.link(on.chosen(), replace(ELSEWHERE, other="")), UnfitText, "/other"),
]  # fmt: skip
