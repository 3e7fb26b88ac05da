"""Does everybody see of findings, inspections and reports what the rules publish, and nobody outside who raised or took part?"""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID

import orjson
import pytest
from hypothesis import given, settings

from projections.findings import FINDINGS
from projections.inspections import INSPECTIONS
from projections.model import ReadModel
from projections.publication import Audience, listed, published
from projections.reports import REPORTS
from projects.events.inspections import InspectionPlanned
from tests.projections.kit import folded
from tests.projections.play import Ledger
from tests.projections.test_supervision import MODELS, SEEDED, a_finding, row_of, rows_of
from tests.projections.watched import (
    DEPUTY,
    county,
    heard,
    inspected,
    published_as,
    replied,
    settled,
    supervised_at_random,
)

OUTSIDE: tuple[Audience, ...] = ("hall", "public")


@pytest.mark.parametrize(
    ("setting", "open_seen", "closed_seen"),
    [("none", False, False), ("counts", False, False), ("closed", False, True), ("all", True, True)],
)
def test_outside_a_finding_is_seen_as_the_rules_say(setting: str, *, open_seen: bool, closed_seen: bool) -> None:
    ledger, _, own = a_finding(setting)
    for seen in (open_seen, closed_seen):
        row = row_of(ledger, FINDINGS, own)
        assert listed(row) is seen
        for audience in OUTSIDE:
            shown = published(row, audience)
            assert ("matter" in shown) is seen
            assert bool(shown["withheld"]) is not seen
            assert ("2024问-001" in orjson.dumps(shown).decode()) is seen
        if not row["unit_name"]:
            settled(ledger, own, late=True)
    if closed_seen:
        shown = published(row_of(ledger, FINDINGS, own), "public")
        assert [act["word"] for act in shown["acts"]] == ["问题登记", "交办", "整改答复", "销号"]
        assert shown["acts"][2] == {
            "act": "answered", "word": "整改答复", "on": "2024-07-03", "recorded_on": "2024-01-18",
            "late": False, "measures": "接通排水沟", "result": "雨后没有积水",
            "late_days": 10,
        }  # fmt: skip


def test_new_rules_publish_from_their_position_on_and_not_before() -> None:
    ledger, congress, own = a_finding("none")
    settled(ledger, own)
    before = len(ledger.log.events)
    published_as(ledger, congress, "closed", "2024-08-01")
    assert [listed(_at(ledger, FINDINGS, own, position)) for position in (before, before + 1)] == [False, True]


def _at(ledger: Ledger, model: ReadModel, own: UUID, position: int) -> dict[str, Any]:
    return folded(model, ledger.log.events[:position]).shown(model)[str(own)]


def test_without_rules_the_shipped_ones_hold() -> None:
    ledger, _, own = a_finding("all")
    bare = [recorded for recorded in ledger.log.events if recorded.originator_id == own]
    (row,) = folded(FINDINGS, bare).shown(FINDINGS).values()
    assert row["publication"] is None
    assert not listed(row)


def test_an_inspection_is_public_once_it_was_held_without_who_took_part_and_what_was_seen() -> None:
    ledger = Ledger()
    own = inspected(ledger, county(ledger, "all"))
    (planned,) = (n for n, one in enumerate(ledger.log.events, 1) if isinstance(one.event, InspectionPlanned))
    before = _at(ledger, INSPECTIONS, own, planned)
    assert not listed(before)
    assert "title" not in published(before, "public")
    row = row_of(ledger, INSPECTIONS, own)
    assert listed(row)
    assert published(row, "public")["acts"] == [
        {
            "act": "held",
            "word": "视察进行",
            "on": "2024-05-20",
            "recorded_on": "2024-01-18",
            "late": False,
            "count": 12,
            "places": ["示例村"],
        }
    ]


def test_a_report_is_public_with_its_opinions_and_replies_once_it_was_deliberated() -> None:
    ledger = Ledger()
    own = heard(ledger, county(ledger, "none"))
    before = _at(ledger, REPORTS, own, len(ledger.log.events) - 1)
    assert not listed(before)
    assert "title" not in published(before, "public")
    replied(ledger, own)
    shown = published(row_of(ledger, REPORTS, own), "public")
    assert [(item["text"], len(item["replies"])) for item in shown["opinions"]] == [("查明原因", 2), ("写明地点", 2)]
    assert [act["act"] for act in shown["acts"]] == [
        "submitted", "deliberated", "opinions_issued", "replied", "judged", "replied", "judged", "closed",
    ]  # fmt: skip


@settings(max_examples=60)
@given(rng=SEEDED)
def test_nobody_outside_learns_from_any_history_who_raised_or_took_part_or_checked(rng: Random) -> None:
    ledger = supervised_at_random(rng)
    for model in MODELS:
        for row in rows_of(ledger, model).values():
            assert published(row, "inside") == row
            for audience in OUTSIDE:
                said = orjson.dumps(published(row, audience)).decode()
                assert DEPUTY not in said
                assert "position" not in said
