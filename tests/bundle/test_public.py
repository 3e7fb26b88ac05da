"""Does a bundle for everybody give what the publication settings let out, and nothing else, before the announcement and after it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random
from typing import Any, Final, get_args, get_type_hints

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.bundle.public import MODELS, public_until
from domain.events import Recorded, topics
from domain.profile.sections import Publication
from projections.models import ROUND_RESULTS, SATISFACTION
from projections.publication.contents import RULES, Kind
from projections.publication.contents.rule import OFFICES
from projections.publication.settings import SHIPPED
from tests.bundle.kit import Bundle, bundle
from tests.bundle.memory import MemorySource
from tests.bundle.republished import republished
from tests.projections.histories import at_random, demonstration
from tests.projections.random_sessions import at_random as session_at_random
from tests.projections.test_publication import HIDING, leaves, played
from voting.events.evaluations import EvaluationAnnounced, EvaluationCorrected, EvaluationGraded, EvaluationVoided
from voting.events.rounds import ResultAnnounced, RoundCorrected, RoundCounted, RoundVoided

Row = dict[str, Any]
OPEN: Final[Row] = {
    "votes": "all",
    "not_selected": "show",
    "evaluation": "counts",
    "proposals": "reviewed_titles",
    "findings": "all",
}
FIGURES: Final = {
    "votes_for",
    "votes_against",
    "votes_abstain",
    "not_pressed",
    "valid",
    "invalid",
    "patterns",
    "before",
    "after",
}
MARKS: Final = {"satisfied", "basically_satisfied", "dissatisfied", "abstain"}
MONEY: Final = {"amount_fen", "total_fen", "sources", "printed"}
PROMISES: Final = {"voting:RoundOpened"} | {
    f"projects:{name}" for name in ("ProjectSelected", "ProjectListed", "FinalListFixed", "ProjectDrafted")
}
SPENDING: Final = {
    f"projects:{name}"
    for name in ("AnnualPlanSet", "SettlementAudited", "FinalAccountsApproved", "MinorChangeFiled", "AdjustmentDecided")
}
OF_A_CORRECTION: Final = (RoundCorrected, RoundCounted, EvaluationCorrected, EvaluationGraded)
PEOPLE: Final = {"person", "proposer", "raised_by", "participants", "members", "leader", "linked_member"}
"""The fields of events that hold references into the side table of people."""

SETTINGS: Final = [
    {**(HIDING if name == "votes" and value == "selected" else {}), name: value, **({"not_selected": "show"} if value == "all" and name == "votes" else {})}
    for name, hint in get_type_hints(Publication, include_extras=True).items()
    for value in (get_args(hint) if name != "papers_min_repeat" else (3, 1000))
]  # fmt: skip
"""Each value of each key by itself; all votes only where everybody is shown, as the profile's own check wants it."""


def public(events: list[Recorded], folder: Path, size: int | None = None) -> Bundle:
    """The public bundle of the first `size` of these events."""
    folder.mkdir(exist_ok=True)
    source = MemorySource(events[:size])
    source.sign(folder, [len(source.events)])
    return bundle(source, folder, "public", size=len(source.events))


def test_every_topic_has_a_rule() -> None:
    assert set(RULES) == {topic for topic, cls in topics().items() if cls.__module__.split(".")[0] != "tests"}


def test_every_kind_of_row_is_known() -> None:
    assert set(MODELS) == set(get_args(Kind))


def test_every_field_that_a_rule_names_is_one_of_the_event() -> None:
    for topic, rule in RULES.items():
        if rule is not None:
            named = rule.fields.union(*(names for _, names in rule.further))
            assert {name for name in named if not is_field(topics()[topic], name)} == set(), topic


def is_field(cls: Any, path: str) -> bool:
    name, _, rest = path.partition(".")
    hints = get_type_hints(cls)
    if name not in hints:
        return False
    parts = [part for part in (hints[name], *get_args(hints[name])) if is_dataclass(part)]
    return not rest or any(is_field(part, rest) for part in parts)


@pytest.mark.parametrize("votes", ["none", "selected"])
def test_two_ballots_with_the_same_result_give_the_same_contents_whatever_the_votes_were(
    votes: str, tmp_path: Path
) -> None:
    hiding = {"votes": votes, "not_selected": "hide"}
    told = []
    for number, figures in enumerate(([50, 40, 30, 20], [50, 40, 2, 31])):
        ledger, _ = played(figures, hiding)
        made = public(ledger.log.events, tmp_path / str(number))
        lines = [
            {name: value for name, value in line.items() if name not in {"blind", "commitment"}} for line in made.lines
        ]
        told.append((lines, made.read("states.jsonl"), made.read("results.json")))
    assert told[0] == told[1]


def test_all_votes_come_with_everything_that_they_follow_from(tmp_path: Path) -> None:
    ledger, ballot = played([50, 40, 30, 20], {"votes": "all", "not_selected": "show"})
    made = public(ledger.log.events, tmp_path)
    given = {line["topic"] for line in made.lines if "blind" in line and line["stream"] == str(ballot)}
    assert given >= {
        "voting:RoundOpened", "voting:BallotsIssued", "voting:BallotsCollected", "voting:TotalsRecorded", "voting:RoundCounted",
        "voting:RoundCorrected", "voting:ResultDeclared", "voting:ResultAnnounced",
    }  # fmt: skip
    (result,) = made.json("results.json")["rounds"]
    assert [item["for"] for item in result["items"]] == [51, 40, 30, 20]


def test_before_the_announcement_the_log_ends_before_the_first_event_of_the_ballot(tmp_path: Path) -> None:
    ledger, ballot = played([50, 40, 30, 20], OPEN, public=False)
    made = public(ledger.log.events, tmp_path)
    first = next(one.position for one in ledger.log.events if one.originator_id == ballot)
    assert made.json("manifest.json")["until"] == len(made.lines) == first - 1
    assert made.json("manifest.json")["size"] == len(ledger.log.events)
    assert made.json("results.json")["rounds"] == []


@settings(max_examples=25)
@given(rng=st.randoms(use_true_random=True), share=st.floats(0, 1))
def test_the_public_log_ends_where_no_ballot_has_begun_that_is_not_announced(rng: Random, share: float) -> None:
    events = session_at_random(rng).log.events
    size = max(1, round(len(events) * share))
    source = MemorySource(events)
    until = public_until(source, size)
    assert until <= size
    # What was announced once may be known to have begun, whatever a correction took back afterwards.
    ends = (ResultAnnounced, RoundVoided, EvaluationAnnounced, EvaluationVoided)
    moments = [one.position for one in events[:size] if isinstance(one.event, ends)]
    known = {
        key
        for moment in moments
        for key, row in source.rows(SATISFACTION, moment)
        if row["announced"] or row["status"] == "void"
    }
    for rounds in (dict(source.rows(ROUND_RESULTS, moment)) for moment in moments):
        known |= {key for key, row in rounds.items() if settled(row, rounds)}
    begun = [
        key
        for model in (ROUND_RESULTS, SATISFACTION)
        for key, row in source.rows(model, until)
        if not row.get("taken_over")
    ]
    assert [key for key in begun if key not in known] == []


def settled(row: Mapping[str, Any], rounds: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether the read model says that the round is announced, with whichever round, or over."""
    if row["taken_over"] or row["announced"] or row["announced_with"] or row["status"] == "void":
        return True
    return any(settled(rounds[each["id"]], rounds) for each in row["next"] if each["id"] in rounds)


@settings(max_examples=15)
@given(rng=st.randoms(use_true_random=True))
def test_the_public_log_never_ends_earlier_because_more_was_recorded_of_announced_ballots(rng: Random) -> None:
    events = session_at_random(rng).log.events
    source = MemorySource(events)
    # Corrections and what is counted anew come in one transaction; no tree is signed in between.
    whole = [one.position - 1 for one in events[1:] if not isinstance(one.event, OF_A_CORRECTION)]
    ends = [public_until(source, size) for size in (*whole, len(events))]
    assert ends == sorted(ends)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: ",".join(f"{k}={v}" for k, v in setting.items()))
def test_nothing_secret_leaves_under_any_setting(setting: Row, tmp_path: Path) -> None:
    events = list(republished(demonstration().events, {**SHIPPED, **setting}))
    for number, size in enumerate(moments(events)):
        made = public(events, tmp_path / str(number), size)
        until = made.json("manifest.json")["until"]
        assert_nothing_secret(made, MemorySource(events), until, {**SHIPPED, **setting})


def moments(events: list[Recorded]) -> Iterator[int]:
    """Right before the first announcement of a result, right before that of grades, and at the end."""
    for kind in (ResultAnnounced, EvaluationAnnounced):
        yield next(one.position - 1 for one in events if isinstance(one.event, kind))
    yield len(events)


def assert_nothing_secret(made: Bundle, source: MemorySource, until: int, allowed: Row) -> None:
    """Hold every byte against what the settings do not let out, as of where the bundle ends."""
    everything, states, given = made.raw, list(made.states.values()), [line for line in made.lines if "blind" in line]
    names = {name for state in states for name, _ in leaves(state["event"])}
    results = made.json("results.json")
    assert not [ref for state in states for ref in people_in(state["event"])]
    assert not [ref for ref in references(source.events) if ref.encode() in everything]
    assert {state["envelope"]["by"]["role"] for state in states} <= OFFICES
    if allowed["votes"] != "all":
        assert not names & FIGURES - {"valid"}
        assert "items" not in {name for result in results["rounds"] for name in result}
    if allowed["evaluation"] != "counts":
        assert not names & MARKS - {"abstain"}
    if allowed["evaluation"] == "none":
        assert results["evaluations"] == []
        assert "grades" not in names
    for setting, held, topics_of in (("candidates", "list", PROMISES), ("money", "none", SPENDING)):
        if allowed[setting] == held:
            told = [state["event"] for line, state in zip(given, states, strict=True) if line["topic"] in topics_of]
            assert not {name for event in told for name, _ in leaves(event)} & MONEY
    if allowed["not_selected"] == "hide":
        assert not [title for title in unselected(source, until) if title.encode() in everything]


def references(events: list[Recorded]) -> set[str]:
    """Every reference to a person that some event holds, on its envelope those of nobody's office."""
    found = set()
    for one in events:
        found |= set(people_in(orjson.loads(orjson.dumps(one.event))))
        found |= {who.ref for who in (one.envelope.by, one.envelope.approved_by) if who and who.role not in OFFICES}
    return found - {""}


def people_in(event: Row) -> Iterator[str]:
    """The references that stand in an event."""
    for name, value in leaves(event):
        if name in PEOPLE:
            yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))


def unselected(source: MemorySource, until: int) -> set[str]:
    """Titles of all that was ever voted on but what was announced as chosen by then, or chosen in a past ballot."""
    voted = {item["title"] for _, row in source.rows(ROUND_RESULTS, len(source.events)) for item in row["items"]}
    chosen = set()
    for _, row in source.rows(ROUND_RESULTS, until):
        by_then = {item["candidate"] for item in row["items"] if item["selected"]}
        names = by_then if row["taken_over"] else set((row["announced"] or {"selected": ()})["selected"])
        chosen |= {item["title"] for item in row["items"] if item["candidate"] in names}
    return voted - chosen


@settings(max_examples=10)
@given(rng=st.randoms(use_true_random=True))
def test_no_history_at_all_gives_a_person_away(rng: Random, tmp_path_factory: pytest.TempPathFactory) -> None:
    events = at_random(rng).events
    made = public(events, tmp_path_factory.mktemp("public"))
    everything = made.raw
    assert not [ref for ref in references(events) if ref.encode() in everything]
    assert not [ref for state in made.states.values() for ref in people_in(state["event"])]


def test_the_fields_that_hold_people_are_all_known() -> None:
    hints = {field.name for cls in topics().values() for field in fields(cls)}
    assert PEOPLE - {"person"} <= hints
