"""Do the schemas of NIST SP 1500-103 and OC4IDS find nothing wrong with cast vote records and packages, and our tables neither?"""

from __future__ import annotations

from random import Random

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.opendata.cvr import cvr_report
from api.opendata.oc4ids import project_package, projects_of
from tests.opendata.kit import taken
from tests.opendata.rounds import at_random, some_year
from tests.opendata.shapes import CVR, OC4IDS
from tests.opendata.standards import faults, schema
from tests.opendata.test_cvr import SEEDS
from tests.opendata.test_oc4ids import CODES, package
from tests.projections import histories
from tests.projections.histories import demonstration
from tests.projections.years import CODE

PACKAGE = ("oc4ids_0_9_5_project-package-schema", "oc4ids_0_9_5_project-schema")


def test_what_we_hold_reports_against_is_what_the_standard_says() -> None:
    defined = schema("nist_cvr_1_0_0")["definitions"]
    named = {
        "report": "CastVoteRecordReport", "device": "ReportingDevice", "unit": "GpUnit", "election": "Election",
        "candidate": "Candidate", "contest": "CandidateContest", "selection": "CandidateSelection", "record": "CVR",
        "snapshot": "CVRSnapshot", "marked": "CVRContest", "mark": "CVRContestSelection", "position": "SelectionPosition",
        "annotation": "Annotation", "code": "Code",
    }  # fmt: skip
    assert set(named) == set(CVR)
    for name, theirs in named.items():
        said = defined[f"CVR.{theirs}"]
        assert {member.rstrip("!") for member in CVR[name]} <= set(said["properties"]), name
        assert {member[:-1] for member in CVR[name] if member.endswith("!")} == set(said["required"]), name


@pytest.mark.parametrize("seed", SEEDS)
def test_the_standard_finds_nothing_wrong_with_any_of_them(seed: int) -> None:
    random, year = Random(2000 + seed), some_year()  # noqa: S311 likewise
    for _ in range(5):
        report = orjson.loads(
            cvr_report(year, at_random(random, selection_rule=random.choice(["at_most", "unlimited"])))
        )
        assert faults("nist_cvr_1_0_0", report) == []


@pytest.mark.parametrize("audience", ["public", "inside"])
@pytest.mark.parametrize("code", CODES)
def test_the_standard_finds_nothing_wrong_with_the_demonstration(code: str, audience: str) -> None:
    for year in (2023, 2024, 2025):
        made = package(demonstration().events, code, audience, year=year) if (code, year) != (CODE, 2023) else None
        assert made is None or faults(PACKAGE[0], made, PACKAGE[1]) == []


def test_what_we_hold_packages_against_is_what_the_standard_says() -> None:
    package_schema, project_schema = map(schema, PACKAGE)
    defined, project = project_schema["definitions"], project_schema["properties"]
    said = {
        "package": package_schema, "publisher": package_schema["properties"]["publisher"], "project": project_schema,
        "identifier": defined["Identifier"], "benefit": defined["Benefit"], "classification": defined["Classification"],
        "period": defined["Period"], "location": defined["Location"], "value": defined["Value"], "budget": project["budget"],
        "gazetteer": defined["Location"]["properties"]["gazetteer"], "party": defined["Organization"],
        "breakdowns": defined["BudgetBreakdowns"], "breakdown": defined["BudgetBreakdown"], "completion": project["completion"],
        "metric": defined["Metric"], "observation": defined["Observation"], "milestone": defined["Milestone"],
        "measured": defined["Observation"]["properties"]["unit"], "document": defined["Document"],
        "related": defined["RelatedProject"],
    }  # fmt: skip
    assert set(said) == set(OC4IDS)
    for name, theirs in said.items():
        assert {member.rstrip("!") for member in OC4IDS[name]} - {"minsheng"} <= set(theirs["properties"]), name
        assert {member[:-1] for member in OC4IDS[name] if member.endswith("!")} >= set(theirs.get("required", ())), name


@settings(max_examples=10)
@given(rng=st.randoms(use_true_random=True))
def test_nor_with_any_year_that_can_be_recorded(rng: Random) -> None:
    events = histories.at_random(rng).events
    for code in {event.event.code for event in events if event.event.TOPIC == "congress:CongressRegistered"}:  # type: ignore[union-attr] # nothing is erased here
        year = taken(events, code, audience="inside")
        if projects_of(year):
            assert faults(PACKAGE[0], orjson.loads(project_package(year)), PACKAGE[1]) == []
