"""Does the row of a round say what a clerk, a chair and an auditor would ask of it?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson

from projections.models import ROUND_RESULTS
from tests.given import CHAIR, envelope
from tests.projections.kit import folded
from tests.projections.play import (
    DAY,
    Ledger,
    announce,
    convene,
    correct,
    counted,
    found,
    opening,
    second_round,
    sheet_of,
    vote,
)
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.rounds import Pattern, PrintedItem

Row = dict[str, Any]


def row_of(ledger: Ledger, ballot: UUID, at: int | None = None) -> Row:
    return folded(ROUND_RESULTS, ledger.log.events[:at]).shown(ROUND_RESULTS)[str(ballot)]


def item(row: Row, name: str) -> Row:
    return next(found for found in row["items"] if found["candidate"] == name)


def test_every_item_has_its_votes_rank_bar_and_reason() -> None:
    ledger, ballot = counted("township", [50, 40, 30, 20], 2)
    row = row_of(ledger, ballot)
    assert [
        (line["for"], line["against"], line["rank"], line["status"], line["selected"]) for line in row["items"]
    ] == [
        (50, 7, 1, "selected", True),
        (40, 17, 2, "selected", True),
        (30, 27, 3, "below_threshold", False),
        (20, 37, 4, "below_threshold", False),
    ]
    assert item(row, "3")["required"] == 31
    assert item(row, "3")["because"] == "《示例项目3》获赞成票30张，未超过全体代表（60人）的半数，须获31张以上，差1张。"
    assert row["quorum"]["because"] == "应到代表60人，实到58人，达到应到代表三分之二以上（至少40人），符合法定人数。"
    assert (row["status"], row["valid"], row["invalid"], row["method"]) == ("counted", 57, 1, "manual_totals")
    assert row["papers"] | {"colour": ""} == {
        "boxes": 2, "printed": 64, "issued": 58, "exchanged": 2, "surplus_voided": 4, "colour": "", "collected": 58,
        "declared_valid": True, "not_returned": 0, "archived": None, "destroyed": None,
    }  # fmt: skip
    assert row["agrees"] is True


def test_before_the_count_nothing_is_known_and_nothing_is_nought() -> None:
    ledger, ballot = counted("township", [50, 40, 30, 20], 2)
    opened = next(one for one in ledger.log.events if one.originator_id == ballot)
    row = row_of(ledger, ballot, opened.position)
    assert row["status"] == "voting"
    assert row["selected"] is None
    assert {line[name] for line in row["items"] for name in ("for", "rank", "because", "selected")} == {None}
    assert row["papers"]["collected"] is None


def test_a_tie_stays_open_until_the_reballot_is_carried_back_and_both_rounds_know_each_other() -> None:
    ledger, ballot = counted("county", [50, 40, 40, 20], 2)
    row = row_of(ledger, ballot)
    assert (row["result"]["outcome"], row["result"]["tied"], row["selected"]) == ("tied", ["2", "3"], ["1"])
    assert [line["selected"] for line in row["items"]] == [True, None, None, False], "of the tied nobody knows yet"
    again = second_round(ledger, ballot, "tie_break", [20, 37], "county")
    by = envelope(on=DAY, body="congress")
    ledger.do(r.ResolveTie(how="next_round", round=str(again)), by, ballot)
    announce(ledger, ballot, "county")
    first, second = row_of(ledger, ballot), row_of(ledger, again)
    assert first["selected"] == ["1", "3"]
    assert (first["settled"]["of"], first["settled"]["how"]) == ("tie", "next_round")
    assert first["settled"]["round"] == str(again)
    assert first["next"] == [{"id": str(again), "kind": "tie_break", "number": 2, "carried_back": True}]
    assert first["declared"]["on"] == DAY
    assert first["announced"]["number"] == "公告第1号"
    assert (second["previous"], second["kind_word"]) == (str(ballot), "再次票决")
    assert second["announced_with"] == str(ballot)
    assert [line["title"] for line in second["items"]] == ["示例项目2", "示例项目3"]


def test_a_correction_keeps_both_readings_and_a_result_that_does_not_move() -> None:
    ledger, ballot = counted("township", [50, 40, 30, 20], 2)
    announce(ledger, ballot, "township")
    correct(ledger, ballot, "1", (50, 7), (49, 8))
    row = row_of(ledger, ballot)
    assert row["status"] == "announced"
    assert item(row, "1")["for"] == 49
    (first, second) = row["corrections"]
    assert (first["what"], first["before"], first["after"]) == ("《示例项目1》赞成票", 50, 49)
    assert (second["what"], second["before"], second["after"]) == ("《示例项目1》反对票", 7, 8)
    assert first["reason"] == "录入看错一行"
    assert first["by"]["ref"] != first["approved_by"]["ref"]


def test_a_correction_that_moves_the_result_takes_the_declaration_back_and_shows_what_it_was() -> None:
    ledger, ballot = counted("township", [50, 40, 38, 20], 2)
    announce(ledger, ballot, "township")
    correct(ledger, ballot, "3", (38, 19), (42, 15))
    row = row_of(ledger, ballot)
    assert (row["status"], row["selected"], row["declared"], row["announced"]) == ("counted", ["1", "3"], None, None)
    (was,) = row["superseded"]
    assert was["result"]["selected"] == ["1", "2"]
    assert was["announced"]["number"] == "公告第1号"


def test_reasons_for_invalid_papers_are_corrected_like_every_other_figure() -> None:
    ledger = Ledger()
    meeting = convene(ledger, found(ledger, "township"), "township")
    ballot = ledger.do(opening("township", meeting, 2, 1), envelope(on=DAY))
    vote(ledger, ballot, 58, ROUND)
    sheet = replace(sheet_of(["1", "2"], [50, 40], 57, 1), invalid_by_reason={"blank": 1})
    ledger.do(r.RecordTotals(first=sheet, second=sheet), envelope(on=DAY, second=CHAIR), ballot)
    changes = (
        p.Change(field="/invalid_by_reason/blank", before=1, after=0),
        p.Change(field="/invalid_by_reason/torn", before=0, after=1),
    )
    ledger.do(r.CorrectRound(changes=changes, reason="录入看错一行"), envelope(on=DAY, second=CHAIR), ballot)
    row = row_of(ledger, ballot)
    assert row["invalid_by_reason"] == {"blank": 0, "torn": 1}
    assert [both["what"] for both in row["corrections"]] == ["无效票（空白）", "无效票（残损）"]


def test_between_the_two_events_of_one_correction_the_figures_are_half_corrected_and_the_count_is_the_old_one() -> None:
    ledger, ballot = counted("township", [50, 40, 30, 20], 2)
    before = len(ledger.log.events)
    correct(ledger, ballot, "1", (50, 7), (49, 8))
    assert item(row_of(ledger, ballot, before + 1), "1")["against"] == 7
    assert "50张" in item(row_of(ledger, ballot, before + 2), "1")["because"]
    assert "49张" in item(row_of(ledger, ballot), "1")["because"]


def test_more_collected_than_issued_is_a_void_round_and_its_repetition_knows_it() -> None:
    ledger = Ledger()
    meeting = convene(ledger, found(ledger, "township"), "township")
    ballot = ledger.do(opening("township", meeting, 4, 2), envelope(on=DAY))
    for command in (
        p.IssueBallots(printed=58, issued=58),
        p.CollectBallots(collected=59),
        p.DeclareValidity(valid=False),
    ):
        ledger.do(command, envelope(on=DAY), ballot, ROUND)
    again = second_round(ledger, ballot, "void_repeat", [50, 40, 30, 20], "township")
    row = row_of(ledger, ballot)
    assert (row["status"], row["papers"]["declared_valid"], row["selected"]) == ("void", False, None)
    assert row["voided"]["reason"] == "收回59张，多于发出58张，本次投票无效。"
    assert row_of(ledger, again)["kind_word"] == "重新投票"
    assert row_of(ledger, again)["announced_with"] is None


def test_sealed_papers_are_counted_into_the_same_row_as_a_sheet() -> None:
    ledger = Ledger()
    differences = {"ballot": {"count_method": "papers", "papers_clause": "示例票决办法第八条"}}
    meeting = convene(ledger, found(ledger, "township", differences), "township")
    ballot = ledger.do(opening("township", meeting, 4, 2), envelope(on=DAY))
    vote(ledger, ballot, 58, ROUND)
    patterns = (Pattern(marks="ffaa", count=40), Pattern(marks="faaa", count=17))
    ledger.do(r.SealPapers(patterns=patterns, spoiled={"illegible": 1}), envelope(on=DAY, second=CHAIR), ballot)
    row = row_of(ledger, ballot)
    assert [line["for"] for line in row["items"]] == [57, 40, 0, 0]
    assert (row["method"], row["valid"], row["invalid_by_reason"]) == ("papers", 57, {"illegible": 1})
    assert row["agrees"] is True
    assert "patterns" not in orjson.dumps(row).decode(), "whole papers stay in the log"


def test_a_streets_row_never_says_a_word_that_only_a_congress_may_say() -> None:
    ledger, ballot = counted("street", [50, 40, 30, 20], 2)
    announce(ledger, ballot, "street")
    row = {name: value for name, value in row_of(ledger, ballot).items() if name != "announced"}
    told = orjson.dumps(row).decode()
    assert "票选" in told
    assert "票决" not in told.replace("票决办法", "")
    assert "公告" not in told
    assert row["confirmed"]["on"] == DAY


def test_a_past_ballot_is_shown_as_printed_with_what_does_not_add_up_said_beside_it() -> None:
    ledger = Ledger()
    congress = found(ledger, "township")
    items = (
        PrintedItem(title="往年项目甲", votes_for=40, votes_against=10, votes_abstain=5, selected=True),
        PrintedItem(title="往年项目乙", votes_for=45, selected=False),
        PrintedItem(title="往年项目丙", votes_for=60, selected=None),
    )
    asked = r.TakeOverRound(
        congress=str(congress), project_year=2022, meeting_title="往年会议", document="公告第3号", items=items,
        due=60, present=61, issued=58, collected=59, valid=56, invalid=2, seats=1,
    )  # fmt: skip
    past = ledger.do(asked, envelope(on=DAY, second=CHAIR))
    row = row_of(ledger, past)
    assert (row["taken_over"], row["status_word"]) == (True, "补录")
    assert (row["project_year"], row["batch"], row["number"]) == (2022, 1, 1)
    assert [line["for"] for line in row["items"]] == [40, 45, 60]
    assert row["contradictions"] == [
        "实到61人，多于应到60人，按原文保留。",
        "收回59张，多于发出58张，按原文保留。",
        "收回59张，有效56张与无效2张合计58张，按原文保留。",
        "《往年项目甲》的票数合计55张，有效票56张，按原文保留。",
        "《往年项目丙》的票数合计60张，有效票56张，按原文保留。",
        "《往年项目甲》40票列为确定，《往年项目乙》45票未列为确定，按原文保留。",
    ]
    assert row["attendance"] == {"due": 60, "present": 61}
    assert "result" not in row, "our rules decided nothing about it"
