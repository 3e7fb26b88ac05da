"""Can a reader outside learn from any row what the profile does not publish, before the announcement or after it?"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any, get_args
from uuid import UUID

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.divisions import Level
from domain.events import Role
from projections.model import ReadModel
from projections.models import CONGRESSES, MEETING_BOARD, MODELS, ROUND_RESULTS, SATISFACTION
from projections.publication import Audience, audience_of, listed, published
from tests.given import CHAIR, CLERK, envelope
from tests.projections.kit import folded
from tests.projections.play import (
    DAY,
    Ledger,
    announce,
    convene,
    correct,
    counted,
    enter,
    evaluate,
    found,
    opening,
    second_round,
    vote,
)
from tests.projections.random_sessions import at_random
from tests.projections.test_satisfaction import announced as graded_and_announced
from voting.commands import evaluations as e
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.evaluations import GradeTotals

Row = dict[str, Any]
HIDING = {"votes": "none", "not_selected": "hide"}
OUTSIDE: tuple[Audience, ...] = ("hall", "public")
FIGURES = {
    "for",
    "against",
    "abstain",
    "not_pressed",
    "rank",
    "because",
    "passed",
    "before",
    "after",
    "valid",
    "invalid",
}


def played(
    votes: list[int], publication: Row | None = None, *, public: bool = True, level: Level = "township"
) -> tuple[Ledger, UUID]:
    """A round of four for two seats, counted, corrected in one place, and announced if asked for."""
    ledger = Ledger()
    congress = found(ledger, level, {"publication": publication or HIDING})
    meeting = convene(ledger, congress, level)
    ballot = ledger.do(opening(level, meeting, 4, 2), envelope(on=DAY))
    vote(ledger, ballot, 58, ROUND)
    enter(ledger, ballot, votes, 57, 1)
    correct(ledger, ballot, "1", (votes[0], 57 - votes[0]), (votes[0] + 1, 56 - votes[0]))
    if public:
        announce(ledger, ballot, level)
    return ledger, ballot


def seen(ledger: Ledger, model: ReadModel, audience: Audience) -> dict[str, Row]:
    rows = folded(model, ledger.log.events).shown(model)
    return {key: published(row, audience) for key, row in rows.items()}


def leaves(value: Any) -> Iterator[tuple[str, Any]]:
    """Every name of every object at any depth, with what stands under it."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield name, item
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)


@pytest.mark.parametrize("audience", OUTSIDE)
def test_two_ballots_with_the_same_result_look_the_same_whatever_the_votes_were(audience: Audience) -> None:
    (one, _), (other, _) = played([50, 40, 30, 20]), played([33, 52, 2, 31])
    assert seen(one, ROUND_RESULTS, "inside") != seen(other, ROUND_RESULTS, "inside")
    for model in MODELS:
        assert seen(one, model, audience) == seen(other, model, audience)


def test_before_the_announcement_two_ballots_with_different_results_look_the_same() -> None:
    (one, _), (other, _) = played([50, 40, 30, 20], public=False), played([20, 30, 40, 50], public=False)
    for model in MODELS:
        assert seen(one, model, "public") == seen(other, model, "public")
    (row,) = seen(one, ROUND_RESULTS, "public").values()
    assert row["withheld"] == ["第一轮票决结果尚未公告"]


def test_before_the_declaration_the_hall_sees_heads_and_papers_and_no_result() -> None:
    ((one, _), (other, _)) = played([50, 40, 30, 20], public=False), played([20, 30, 40, 50], public=False)
    assert seen(one, ROUND_RESULTS, "hall") == seen(other, ROUND_RESULTS, "hall")
    (row,) = seen(one, ROUND_RESULTS, "hall").values()
    assert (row["attendance"]["present"], row["papers"]["collected"], row["status_word"]) == (58, 58, "正在计票")


def test_what_is_hidden_says_so() -> None:
    ledger, ballot = played([50, 40, 30, 20])
    row = seen(ledger, ROUND_RESULTS, "public")[str(ballot)]
    assert "按本次会议票决办法，不公布得票数" in row["withheld"]
    assert [line["title"] for line in row["items"]] == ["示例项目1", "示例项目2"]
    assert row["items"][0]["amount_fen"] == 100_000_00
    assert "示例项目3" not in orjson.dumps(row).decode()
    assert row["corrections"][0] == {"on": DAY, "withheld": "按本次会议票决办法，不公布得票数"}


def test_a_street_says_it_in_its_own_words() -> None:
    ledger, ballot = played([50, 40, 30, 20], level="street")
    row = seen(ledger, ROUND_RESULTS, "public")[str(ballot)]
    assert row["withheld"] == ["按本次会议票选办法，不公布得票数", "按本次会议票选办法，不公布未获确定的项目"]


@pytest.mark.parametrize(
    ("publication", "shown"),
    [
        ({"votes": "none", "not_selected": "show"}, [None, None, None, None]),
        ({"votes": "selected", "not_selected": "hide"}, [51, 40]),
        ({"votes": "selected", "not_selected": "show"}, [51, 40, None, None]),
        ({"votes": "all", "not_selected": "show"}, [51, 40, 30, 20]),
    ],
)
def test_votes_are_published_for_nobody_the_chosen_or_all(publication: Row, shown: list[int | None]) -> None:
    ledger, ballot = played([50, 40, 30, 20], publication)
    row = seen(ledger, ROUND_RESULTS, "public")[str(ballot)]
    assert [line.get("for") for line in row["items"]] == shown
    assert ("because" in row["items"][0]) == (publication["votes"] == "all")
    assert (row["corrections"][0].get("before") == 50) == (publication["votes"] != "none")


def test_the_order_of_publication_is_that_of_the_announcement() -> None:
    by_votes = {"votes": "all", "not_selected": "show", "order": "votes"}
    ledger, ballot = played([40, 50, 20, 30], by_votes)
    row = seen(ledger, ROUND_RESULTS, "public")[str(ballot)]
    assert [line["candidate"] for line in row["items"][:2]] == ["2", "1"]


def test_amounts_may_stay_on_the_ballot() -> None:
    ledger, ballot = played([50, 40, 30, 20], {**HIDING, "candidates": "list"})
    row = seen(ledger, ROUND_RESULTS, "public")[str(ballot)]
    assert "amount_fen" not in row["items"][0]


def test_a_hall_that_shows_votes_shows_them_once_they_were_declared() -> None:
    publication = {"votes": "all", "not_selected": "show", "hall": "votes"}
    ledger, ballot = played([50, 40, 30, 20], publication, public=False)
    assert "items" not in seen(ledger, ROUND_RESULTS, "hall")[str(ballot)]
    ledger.do(r.DeclareResult(), envelope(on=DAY, second=CHAIR), ballot)
    row = seen(ledger, ROUND_RESULTS, "hall")[str(ballot)]
    assert [line["for"] for line in row["items"]] == [51, 40, 30, 20]


@pytest.mark.parametrize(
    ("setting", "names"),
    [
        ("none", set()),
        ("grades", {"item", "title", "unit", "grade", "grade_word"}),
        ("counts", {"satisfied", "satisfied_rate", "acceptable_rate", "because"}),
    ],
)
def test_evaluations_show_nothing_grades_or_counts(setting: str, names: set[str]) -> None:
    ledger = Ledger()
    meeting = convene(ledger, found(ledger, "township", {"publication": {"evaluation": setting}}), "township")
    own = evaluate(ledger, meeting, "township", [(40, 10, 8)], 58)
    before = seen(ledger, SATISFACTION, "public")[str(own)]
    assert before["withheld"] == ["实施完成情况测评结果尚未公布"]
    assert "items" not in before
    graded_and_announced(ledger, own)
    row = seen(ledger, SATISFACTION, "public")[str(own)]
    found_names = set(row["items"][0]) if row["items"] else set()
    assert found_names >= names
    if setting != "counts":
        assert row["withheld"]
        assert not found_names & {"satisfied", "satisfied_rate", "because", "abstain"}


def test_two_evaluations_with_the_same_grades_look_the_same_whatever_the_marks_were() -> None:
    shown = []
    for rows in ([(40, 10, 8), (20, 15, 23)], [(58, 0, 0), (1, 57, 0)]):
        ledger = Ledger()
        meeting = convene(ledger, found(ledger, "township"), "township")
        own = evaluate(ledger, meeting, "township", rows, 58)
        graded_and_announced(ledger, own)
        shown.append([seen(ledger, model, audience) for model in MODELS for audience in OUTSIDE])
    assert shown[0] == shown[1]


def test_a_reballot_is_public_with_the_round_that_called_it() -> None:
    ledger, ballot = counted("township", [50, 40, 40, 20], 2, publication=HIDING)
    again = second_round(ledger, ballot, "tie_break", [20, 37], "township")
    ledger.do(r.ResolveTie(how="next_round", round=str(again)), envelope(on=DAY, body="congress"), ballot)
    assert "items" not in seen(ledger, ROUND_RESULTS, "public")[str(again)]
    (board,) = seen(ledger, MEETING_BOARD, "public").values()
    assert (board["rounds"], board["withheld"]) == ([], ["本次会议的表决结果尚未公布"])
    announce(ledger, ballot, "township")
    first, second = (seen(ledger, ROUND_RESULTS, "public")[str(own)] for own in (ballot, again))
    assert [line["title"] for line in second["items"]] == ["示例项目3"]
    for row in (first, second):
        assert "示例项目2" not in orjson.dumps(row).decode(), "who lost the tie is not published"
    assert first["settled"]["how"] == "next_round"
    (board,) = seen(ledger, MEETING_BOARD, "public").values()
    assert ([one["kind_word"] for one in board["rounds"]], board["withheld"]) == (["第一轮票决", "再次票决"], [])


@settings(max_examples=40)
@given(rng=st.randoms(use_true_random=True))
def test_no_figure_gets_out_of_any_history_that_publishes_none(rng: Random) -> None:
    ledger = at_random(rng)
    for key, row in folded(ROUND_RESULTS, ledger.log.events).shown(ROUND_RESULTS).items():
        shown = published(row, "public")
        shown.pop("quorum", None)  # its reason speaks of heads, not of votes
        was_announced = {title for one in shown.pop("earlier", ()) for title in one["titles"]}
        said = {title for entry in row.get("superseded", ()) for title in chosen_in(entry, row)}
        assert was_announced <= said, key
        names = {name for name, _ in leaves(shown)}
        told = orjson.dumps(shown).decode()
        unannounced = not row["taken_over"] and row["announced"] is None and row["announced_with"] is None
        setting = row.get("publication", HIDING)
        if unannounced:
            assert not names & (FIGURES | {"items", "result", "selected", "papers"}), key
        if setting["votes"] == "none":
            assert not names & FIGURES, key
        if setting["not_selected"] == "hide" or unannounced:
            lost = [item["title"] for item in row["items"] if not item["selected"]]
            assert not [title for title in lost if title in told], key
        assert not {CLERK.ref, CHAIR.ref} & {value for _, value in leaves(shown) if isinstance(value, str)}, key
    for model in (MEETING_BOARD, CONGRESSES):
        for shown in seen(ledger, model, "public").values():
            assert not {name for name, _ in leaves(shown)} & {"result", "grades", "by", "person", "opinions", "missing"}


def chosen_in(entry: Any, row: Any) -> set[str]:
    """Titles that an announcement named before a correction took it back."""
    titles = {candidate["id"]: candidate["title"] for candidate in row["candidates"]}
    return {titles[name] for name in (entry.get("announced") or {"selected": []})["selected"]}


def test_insiders_see_everything_and_nobody_else_does() -> None:
    ledger, ballot = played([50, 40, 30, 20])
    row = folded(ROUND_RESULTS, ledger.log.events).shown(ROUND_RESULTS)[str(ballot)]
    assert published(row, "inside") == row
    inside = {role for role in get_args(Role) if audience_of(role) == "inside"}
    assert inside == {"clerk", "chair", "scrutineer", "teller", "auditor"}


def test_a_row_of_a_kind_that_nobody_thought_of_is_not_shown() -> None:
    with pytest.raises(ValueError, match="nothing says"):
        published({"kind": "secret"}, "public")


def test_a_survey_is_summed_up_or_hidden() -> None:
    for setting, surveys in (("summary", 1), ("none", 0)):
        ledger = Ledger()
        meeting = convene(ledger, found(ledger, "township", {"publication": {"survey": setting}}), "township")
        own = evaluate(ledger, meeting, "township", [(40, 10, 8)], 58)
        answers = (GradeTotals(item="甲1", satisfied=80, dissatisfied=20),)
        ledger.do(e.RecordSurvey(survey="online", sample=100, responses=100, items=answers), envelope(on=DAY), own)
        graded_and_announced(ledger, own)
        row = seen(ledger, SATISFACTION, "public")[str(own)]
        assert len(row["surveys"]) == surveys
        assert not {"satisfied", "dissatisfied"} & {name for name, _ in leaves(row["surveys"])}


def test_outsiders_do_not_find_a_second_ballot_before_the_announcement() -> None:
    first = {"kind": "round", "taken_over": False, "round_kind": "first", "announced": None, "announced_with": None}
    assert listed(first)
    assert not listed({**first, "round_kind": "tie_break"})
    assert listed({**first, "round_kind": "tie_break", "announced_with": "the first"})
    assert listed({"kind": "meeting"})
