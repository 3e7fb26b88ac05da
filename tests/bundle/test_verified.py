"""Does the demonstration's year verify, for everybody, whole and in part, with and without the headers of the rest?"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.bundle.asked import Audience
from api.bundle.choosing import choosing
from api.bundle.public import public_until
from api.demo.county import names as county
from api.demo.town import names as town
from api.refusals import OtherCongress
from domain.documents.events import DocumentFiled
from domain.refusals import NotFound
from projections.models import ROUND_RESULTS
from tests.bundle.flips import town_alone
from tests.bundle.kit import Bundle, bundle
from tests.bundle.memory import MemorySource
from tests.bundle.republished import republished
from tests.bundle.test_public import OPEN
from tests.bundle.verified import verified
from tests.given import CHAIR, envelope
from tests.projections.histories import at_random, demonstration
from tests.projections.play import DAY, Ledger, announce, correct, counted, second_round
from tests.projections.random_sessions import at_random as play_at_random
from voting.commands import rounds as r

SIGNED = (300, 600, 601, 1000)


@cache
def year() -> MemorySource:
    return MemorySource(demonstration().events)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    year().sign(tmp_path, [*SIGNED, len(year().events)])
    return tmp_path


def chosen(
    audience: Audience, projects: tuple[str, ...] = (), ballots: tuple[str, ...] = (), code: str = county.CODE
) -> frozenset[UUID]:
    size = len(year().events)
    until = public_until(year(), size) if audience == "public" else size
    return choosing(year(), audience, until, code).streams(projects, ballots)


def asked(shelf: Path, audience: Audience, **more: object) -> Bundle:
    return bundle(year(), shelf, audience, size=len(year().events), **more)  # type: ignore[arg-type] # as a bundle is asked for


@pytest.mark.parametrize("audience", ["auditor", "public"])
def test_the_whole_year_verifies(audience: Audience, shelf: Path) -> None:
    code, said = verified(asked(shelf, audience).path)
    assert (code, [check for check, told in said.items() if told not in {"ok", "skipped"}]) == (0, [])
    assert said["root"] == said["checkpoints"] == said["signatures"] == said["positions"] == said["states"] == "ok"


def test_for_the_auditor_every_result_is_made_again(shelf: Path) -> None:
    _, said = verified(asked(shelf, "auditor").path)
    assert said["rounds"] == said["evaluations"] == said["projects"] == "ok"


def test_for_the_public_every_result_is_made_again_that_is_published_whole(tmp_path: Path) -> None:
    source = MemorySource(list(republished(demonstration().events, OPEN)))
    source.sign(tmp_path, [len(source.events)])
    made = bundle(source, tmp_path, "public", size=len(source.events))
    code, said = verified(made.path)
    assert (code, said["rounds"], said["evaluations"]) == (0, "ok", "ok")
    assert all("items" in each for each in made.json("results.json")["rounds"])


@settings(max_examples=12)
@given(rng=st.randoms(use_true_random=True), audience=st.sampled_from(["auditor", "public"]))
def test_whatever_was_recorded_verifies(rng: Random, audience: Audience) -> None:
    source = MemorySource((play_at_random(rng).log if rng.random() < 0.7 else at_random(rng)).events)
    with tempfile.TemporaryDirectory() as folder:
        source.sign(Path(folder), [len(source.events)])
        code, said = verified(bundle(source, Path(folder), audience, size=len(source.events)).path)
    assert (code, [told for told in said.values() if told not in {"ok", "skipped"}]) == (0, [])


def test_an_announcement_falls_where_its_tie_is_resolved_anew(tmp_path: Path) -> None:
    ledger, ballot = counted("township", [50, 40, 40, 20], 2, publication=OPEN)
    again = second_round(ledger, ballot, "tie_break", [20, 37], "township")
    carried = (
        r.ResolveTie(how="next_round", round=str(again)),
        envelope(on=DAY, body="congress", second=CHAIR),
        ballot,
    )
    ledger.do(*carried)
    announce(ledger, ballot, "township")
    told = [results_of(ledger, tmp_path)]
    correct(ledger, again, "2", (20, 37), (38, 19))
    ledger.do(*carried)
    told.append(results_of(ledger, tmp_path))
    assert [[each["selected"] for each in results] for results in told] == [[["1", "3"]], []]


def results_of(ledger: Ledger, folder: Path) -> list[dict[str, Any]]:
    """The rounds that a bundle for the auditor, which verifies, says were published."""
    source, size = MemorySource(ledger.log.events), len(ledger.log.events)
    source.sign(folder, [size])
    made = bundle(source, folder, size=size, name=f"{size}.zip")
    assert verified(made.path)[0] == 0
    return list(made.json("results.json")["rounds"])


@pytest.mark.parametrize("audience", ["auditor", "public"])
@pytest.mark.parametrize("project", ["2024-03", "2024-09"])
def test_a_project_verifies_with_everything_that_belongs_to_it(audience: Audience, project: str, shelf: Path) -> None:
    streams = chosen(audience, projects=(project,))
    made = asked(shelf, audience, streams=streams)
    headers = asked(shelf, "public", headers_only=True, name="headers.zip")
    for listed, completeness in ((None, "skipped"), (headers.path, "ok")):
        code, said = verified(made.path, headers=listed)
        assert (code, said["completeness"]) == (0, completeness), said
    assert {line["stream"] for line in made.lines} == {str(stream) for stream in streams}


@pytest.mark.parametrize("audience", ["auditor", "public", "scrutineer"])
def test_a_round_verifies_by_its_number_or_its_id(audience: Audience, shelf: Path) -> None:
    by_id = chosen(audience, ballots=(str(county.FIRST),))
    by_number = chosen(audience, ballots=("2024-1-1",))
    assert by_id == by_number
    code, said = verified(asked(shelf, audience, streams=by_id).path)
    assert (code, said["positions"]) == (0, "ok"), said


def test_whoever_counted_gets_the_round_its_meeting_its_congress_and_no_more() -> None:
    (row,) = (row for key, row in year().rows(ROUND_RESULTS, len(year().events)) if key == str(county.SECOND))
    meeting, congress = UUID(row["meeting"]), UUID(row["congress"])
    documents = chosen("scrutineer", ballots=(str(county.SECOND),)) - {county.SECOND, meeting, congress}
    kinds = {type(year().history(stream, len(year().events))[0].event) for stream in documents}
    assert kinds <= {DocumentFiled}


def test_an_evaluation_verifies(shelf: Path) -> None:
    code, said = verified(
        asked(shelf, "scrutineer", streams=chosen("scrutineer", ballots=(str(county.EVALUATED),))).path
    )
    assert (code, said["evaluations"]) == (0, "ok"), said


def test_headers_alone_verify(shelf: Path) -> None:
    made = asked(shelf, "public", headers_only=True)
    code, said = verified(made.path)
    assert (code, said["positions"], said["withheld"]) == (0, "ok", "ok")
    assert made.read("states.jsonl") == b""


def test_a_ledger_of_sm3_verifies(tmp_path: Path) -> None:
    source = MemorySource(town_alone().events, algorithm="sm3")
    source.sign(tmp_path, [100, 300])
    made = bundle(source, tmp_path, size=300)
    code, said = verified(made.path)
    assert (code, said["root"], said["states"], made.json("manifest.json")["hash"]) == (0, "ok", "ok", "sm3"), said


def test_without_a_policy_of_ones_own_nothing_is_certain(shelf: Path) -> None:
    code, said = verified(asked(shelf, "auditor").path, policy=None)
    assert (code, said["signatures"].split()[0]) == (2, "unchecked")


@pytest.mark.parametrize("audience", ["auditor", "public"])
def test_the_same_ledger_gives_the_same_bytes(audience: Audience, shelf: Path) -> None:
    assert asked(shelf, audience, name="one.zip").raw == asked(shelf, audience, name="two.zip").raw


def test_unpacked_it_verifies_as_well(shelf: Path, tmp_path: Path) -> None:
    folder = asked(shelf, "auditor").unpack(tmp_path / "unpacked")
    assert verified(folder)[0] == 0


@pytest.mark.parametrize(
    ("projects", "ballots"), [(("2024-77",), ()), (("03",), ()), ((), ("2024-1-9",)), ((), ("x",))]
)
def test_what_is_not_there_is_said(projects: tuple[str, ...], ballots: tuple[str, ...]) -> None:
    with pytest.raises(NotFound):
        chosen("auditor", projects, ballots)


def test_outsiders_do_not_find_a_project_that_was_not_chosen() -> None:
    assert chosen("auditor", projects=("2024-11",))
    with pytest.raises(NotFound, match="还没有公布"):
        chosen("public", projects=("2024-11",))


def test_a_round_of_another_congress_is_refused() -> None:
    with pytest.raises(OtherCongress, match="一个核验包只能是一个人大的"):
        chosen("auditor", ballots=(str(town.ROUND_ID),))
