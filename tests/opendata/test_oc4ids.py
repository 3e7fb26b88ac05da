"""Is a congress's year said in OC4IDS as its schema wants it, with the ledger's own figures to the fen?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.opendata.oc4ids import STATUS, project_package
from api.opendata.oc4ids_values import yuan
from domain.congress.events import CongressRenamed
from domain.documents.events import DocumentFiled
from domain.refusals import NotFound
from domain.streams import document_id
from projections.ledger.lines import lines
from projections.models import PROJECTS
from projections.words.years import CHOSEN
from projects.events import projects as p
from tests.opendata.kit import taken
from tests.opendata.shapes import OC4IDS, misshapen
from tests.projections.histories import demonstration
from tests.projections.years import CODE, COUNTY, Year, money

CODES = ("990101", "990101101")


def package(events: Any, code: str = CODE, audience: Any = "public", **more: Any) -> Any:
    return orjson.loads(project_package(taken(events, code, audience=audience, **more)))


@pytest.mark.parametrize("audience", ["public", "inside"])
@pytest.mark.parametrize("code", CODES)
def test_no_member_is_written_that_the_standard_does_not_know(code: str, audience: str) -> None:
    made = package(demonstration().events, code, audience)
    assert list(misshapen(OC4IDS, "package", made)) == []
    assert {each["status"] for each in made["projects"]} <= {"preparation", "implementation", "completion", "cancelled"}
    assert len({each["id"] for each in made["projects"]}) == len(made["projects"])


@pytest.mark.parametrize("code", CODES)
def test_the_money_is_that_of_the_ledger_to_the_fen(code: str) -> None:
    year = taken(demonstration().events, code)
    made = {each["identifiers"][1]["id"]: each for each in orjson.loads(project_package(year))["projects"]}
    for line in lines(year.rows(PROJECTS), year.year, year.day):
        project = made[line.stream]
        if line.promised.fen is not None:
            assert fen(project["budget"]["amount"]) == line.promised.fen
        for name in ("allotted", "received", "paid", "completed"):
            stated = last(project, name, "year", year.year)
            assert stated == line.year_to_date.of(name).fen, (line.project, name)
        plans = {each["id"]: fen(each["value"]) for each in metric(project, "plan", "forecasts")}
        assert plans.get(f"plan-{year.year}") == line.plan.fen


def metric(project: Mapping[str, Any], name: str, where: str = "metrics") -> list[Any]:
    found = [each["observations"] for each in project.get(where, ()) if each["id"] == name]
    return found[0] if found else []


def last(project: Mapping[str, Any], name: str, scope: str, year: int) -> int | None:
    """The last observation of the year, of which the demonstration's reports leave none out."""
    stated = [each for each in metric(project, name) if each["id"].startswith(f"{name}-{scope}-{year}")]
    return fen(stated[-1]["value"]) if stated else None


def fen(value: Mapping[str, Any]) -> int:
    assert value["currency"] == "CNY"
    return int(Decimal(repr(value["amount"])) * 100)


@given(st.integers(0, 10**15))
def test_an_amount_comes_back_to_the_fen(amount: int) -> None:
    assert fen(orjson.loads(orjson.dumps(yuan(amount)))) == amount


def test_every_standing_of_a_chosen_project_is_a_phase_of_the_standard() -> None:
    assert set(STATUS) == CHOSEN


def test_the_phase_follows_the_project_and_our_own_word_stands_beside_it() -> None:
    made = package(demonstration().events)
    assert {(each["minsheng"]["standing_word"], each["status"]) for each in made["projects"]} >= {
        ("已验收", "completion"), ("实施中", "implementation"),
    }  # fmt: skip


def test_the_package_names_day_position_root_and_what_is_withheld_and_knows_no_clock() -> None:
    events = demonstration().events
    made = package(events)
    said = made["minsheng"]
    assert (said["position"], said["on"], len(said["root"])) == (len(events), "2025-12-31", 64)
    assert made["publishedDate"] == said["recordedAt"] == events[-1].envelope.at
    assert "按本次会议测评办法，不公布测评票数" in said["withheld"]
    year = taken(events, CODE)
    assert project_package(year) == project_package(taken(events, CODE))


def test_satisfaction_is_a_metric_of_its_own_with_the_meeting_that_gave_it() -> None:
    made = package(demonstration().events)
    (bad,) = [each for each in made["projects"] if each["identifiers"][0]["id"] == "2024-09"]
    grades = [each["measure"] for each in metric(bad, "satisfaction")]
    assert grades[0] == "不满意"
    assert "常委会" in metric(bad, "satisfaction")[0]["dimensions"]["meeting"]


def test_an_id_stays_when_the_congress_takes_another_name_and_code() -> None:
    year = Year()
    year.chosen()
    before = package(year.log.events)
    renamed = CongressRenamed(
        name="示例新县人民代表大会", code="990199", before_name="示例县人民代表大会", before_code=CODE
    )
    year.add(COUNTY, "2024-06-01", renamed)
    after = package(year.log.events, "990199")
    assert (
        [each["id"] for each in after["projects"]]
        == [each["id"] for each in before["projects"]]
        == ["minsheng-990101-2024-01"]
    )
    assert after["publisher"]["uid"] == "990199"


def test_what_was_not_checked_is_not_in_the_public_package() -> None:
    year = Year()
    own = year.chosen()
    year.report(own, "2024-02", "2024-03-05", money(500, 400, 300, 350))
    year.report(own, "2024-03", "2024-04-05", money(600, 500, 390, 420), accept=False)
    (outside,), (inside,) = (package(year.log.events, audience=to)["projects"] for to in ("public", "inside"))
    assert [each["id"] for each in metric(outside, "paid")] == ["paid-year-2024-02", "paid-start-2024-02"]
    assert len(metric(inside, "paid")) == 4
    assert metric(inside, "paid")[-1]["notes"] == "开工累计，未审核"


def test_a_milestone_is_met_due_or_missed_as_of_the_day() -> None:
    year = Year()
    own = year.chosen()
    stones = tuple(p.Milestone(id=str(n), name=f"示例节点{n}", due_on=f"2024-0{n}-15") for n in (3, 4, 5))
    year.add(own, "2024-02-10", p.PlanFiled(year=2024, milestones=stones))
    year.add(own, "2024-03-20", p.MilestoneMet(milestone="3"))
    (made,) = package(year.log.events, day=date(2024, 4, 30))["projects"]
    assert [each["status"] for each in made["milestones"]] == ["met", "notMet", "scheduled"]


@pytest.mark.parametrize(("access", "outside"), [("public", 1), ("internal", 0)])
def test_a_filed_paper_is_named_by_its_hash_and_outsiders_find_public_ones_alone(access: Any, outside: int) -> None:
    year, sha256 = Year(), "ab" * 32
    filed = DocumentFiled(
        congress=str(COUNTY), code=CODE, congress_name="示例县人民代表大会", sha256=sha256, kind="announcement", title="示例公告",
        media_type="application/pdf", size=1000, number="示例〔2024〕1号", issuer="示例县人大常委会", dated_on="2024-01-19", access=access,
    )  # fmt: skip
    paper = document_id(str(COUNTY), sha256)
    year.add(paper, "2024-01-19", filed)
    own = year.draft(1)
    promise = p.ProjectSelected(
        origin="voted", round="示例轮次", announcement=str(paper), batch=1, amount_fen=100, deadline="2024年12月底"
    )
    year.add(own, "2024-01-19", promise, body="session_presidium")
    found = [each["id"] for each in package(year.log.events, audience="inside")["projects"][0]["documents"]]
    assert found == [f"sha256:{sha256}"]
    (public,) = package(year.log.events)["projects"]
    assert len(public.get("documents", ())) == outside


def test_a_paper_that_was_not_filed_stands_by_its_number() -> None:
    made = package(demonstration().events, audience="inside")["projects"][0]["documents"]
    assert [each["title"] for each in made][:2] == ["示例政办发〔2024〕5号", "公告第4号"]
    assert {each["documentType"] for each in made} == {"document", "announcement"}


def test_a_year_without_one_chosen_project_is_refused_in_words() -> None:
    year = Year()
    year.draft(1)
    with pytest.raises(NotFound, match="示例县人民代表大会2024年度还没有已确定的项目"):
        package(year.log.events)
