"""Does the service answer what a congress office asks of its year, and the public no more than is published?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it brings no types

from api.desk import desk_on
from api.http.openapi import openapi
from api.http.table import ROUTES
from domain.events import Erased
from domain.storage import Append, Ledger
from projects.events import progress as g
from projects.events import projects as p
from projects.events.adjustments import Changed, MinorChangeFiled
from tests.api.kit import CLERK, Caller, Hands, Who, calling
from tests.projections.years import W, Year, brief, money

DOCUMENT = openapi(ROUTES)
GOVERNMENT = Who(person="p-government", role="government")
ELSEWHERE = Who(congress="990102")
YEARLY = ("ledger", "money", "targets", "promises")


def recorded(ledger: Ledger, year: Year) -> None:
    """Write a history as it stands into the log."""
    for one in year.log.events:
        assert not isinstance(one.event, Erased)
        append = Append(one.originator_id, one.originator_version - 1, [one.event])
        ledger.append([append], envelope=one.envelope, command=None)


@pytest.fixture
def year() -> Year:
    year = Year()
    own = year.chosen()
    year.chosen(2, brief("农村公路提升", category="交通", unit="02"))
    year.draft(3, brief("示例候选项目"))
    year.report(own, "2024-02", "2024-03-05", money(500, 400, 300, 350), done="100")
    year.report(own, "2024-03", "2024-04-05", money(600, 500, 390, 420), done="150", accept=False)
    year.add(own, "2024-04-20", g.ExplanationAsked(number=1, alert="payable", question="为何欠付", due_on="2024-04-30"))
    year.graded(2024, "2025-01-09", {"2024-01": "satisfied"})
    return year


@pytest.fixture
def told(ledger: Ledger, hands: Hands, tmp_path: Path, year: Year) -> Iterator[Caller]:
    recorded(ledger, year)
    hands.moment = datetime(2025, 2, 1, 2, 0, tzinfo=UTC)
    with desk_on(ledger, tmp_path / "person.key", work=True, clock=hands) as desk, calling(desk, hands) as caller:
        yield caller


def ask(caller: Caller, path: str, who: Who | None = CLERK) -> Any:
    joint = "&" if "?" in path else "?"
    if who is not None:
        path = f"{path}{joint}at_least={caller.events()}"
    else:
        ask(caller, "/ledger?year=2024")
    said = caller.get(f"/api/v1{path}", who=who)
    assert said.status == 200, said.json
    return said.json


def positions(value: Any) -> Iterator[int]:
    match value:
        case dict():
            yield from ([value["position"]] if value.get("position") is not None else [])
            for each in value.values():
                yield from positions(each)
        case list():
            for each in value:
                yield from positions(each)


def test_the_ledger_of_a_year_has_a_line_for_every_chosen_project_and_their_sums(told: Caller) -> None:
    said = ask(told, "/ledger?congress=990101&year=2024")
    assert [line["title"] for line in said["lines"]] == ["新建示例学校", "农村公路提升"]
    first = said["lines"][0]
    assert (first["period"], first["checked"]) == ("2024-03", "未审核")
    assert first["year_to_date"]["paid"]["fen"] == 390 * W
    assert said["total"]["projects"] == 2
    assert said["total"]["plan"]["fen"] == 2000 * W
    assert (said["on"], said["withheld"]) == ("2025-02-01", [])


def test_from_a_number_two_steps_lead_to_the_event_behind_it(told: Caller) -> None:
    said = ask(told, "/ledger?congress=990101&year=2024")
    (behind,) = said["lines"][0]["year_to_date"]["paid"]["behind"]
    history = ask(told, said["links"]["history"].removeprefix("/api/v1").format(stream=behind["stream"]))
    (entry,) = [each for each in history["entries"] if each["position"] == behind["position"]]
    assert entry["event"]["year"]["paid_fen"] == 390 * W


def test_a_day_that_is_over_is_answered_by_what_had_happened_by_then(told: Caller) -> None:
    said = ask(told, "/ledger?congress=990101&year=2024&valid_on=2024-03-31")
    assert said["lines"][0]["period"] == "2024-02"
    assert said["lines"][0]["year_to_date"]["paid"]["fen"] == 300 * W
    assert said["lines"][0]["grades"] == []
    assert ask(told, "/ledger?congress=990101&year=2024&valid_on=2024-01-18")["lines"] == []


@pytest.mark.parametrize("by", ["unit", "category", "place", "month", "source"])
def test_money_is_grouped_as_asked(told: Caller, by: str) -> None:
    said = ask(told, f"/money?congress=990101&year=2024&by={by}")["money"]
    assert said["by"] == by
    if by in {"unit", "category"}:
        assert [group["plan"]["fen"] for group in said["groups"]] == [1000 * W, 1000 * W]
    if by == "month":
        assert [(group["name"], group["year_to_date"]["paid"]["fen"]) for group in said["groups"]] == [("2024-02", 300 * W), ("2024-03", 90 * W)]  # fmt: skip


def test_the_public_sees_checked_figures_only_and_no_place_in_the_log(told: Caller) -> None:
    for path in (*(f"{name}?year=2024" for name in YEARLY), "satisfaction-years", "projects"):
        said = ask(told, f"/{path}", None)
        assert list(positions(said)) == []
    line = ask(told, "/ledger?year=2024", None)["lines"][0]
    assert (line["period"], line["checked"]) == ("2024-02", "已审核")
    assert line["year_to_date"]["paid"]["fen"] == 300 * W
    assert line["grades"][0]["grade_word"] == "满意"
    titles = [project["title"] for project in ask(told, "/projects", None)["items"]]
    assert titles == ["新建示例学校", "农村公路提升"], "a draft is nobody's business outside"
    assert len(ask(told, "/projects")["items"]) == 3


def test_a_project_is_found_by_its_number_and_by_each_of_its_years(told: Caller) -> None:
    (found,) = ask(told, "/projects?congress=990101&number=2024-02")["items"]
    assert found["title"] == "农村公路提升"
    assert len(ask(told, "/projects?year=2024")["items"]) == 3
    assert ask(told, "/projects?year=2025")["items"] == []
    assert told.get("/api/v1/projects?year=今年").codes == ["query_invalid"]


def test_a_clerk_of_another_congress_sees_what_the_public_sees(told: Caller) -> None:
    assert ask(told, "/ledger?year=2024", ELSEWHERE) == ask(told, "/ledger?year=2024", None)
    assert ask(told, "/todo", ELSEWHERE)["items"] == []
    assert ask(told, "/alerts", ELSEWHERE)["alerts"] == []


def test_what_the_rules_do_not_publish_is_withheld_and_said_to_be(ledger: Ledger, hands: Hands, tmp_path: Path) -> None:
    hiding = {"money": "none", "candidates": "list", "evaluation": "none"}
    year = Year(differences={"publication": hiding})
    own = year.chosen()
    year.report(own, "2024-02", "2024-03-05", money(500, 400, 300, 350), done="100")
    changes = tuple(
        Changed(field=each, before="示例（12.5万元）", after="示例（13.5万元）") for each in ("amount", "sub_items")
    )
    filed = MinorChangeFiled(brief=brief(), changes=changes, reason="示例", profile_version=1)
    year.add(own, "2024-06-01", filed, body="government")
    year.add(
        own,
        "2024-11-02",
        p.ProjectAccepted(accepted_by="示例验收组"),
        p.SettlementAudited(amount_fen=9 * W),
        body="government",
    )
    year.graded(2024, "2025-01-09", {"2024-01": "dissatisfied"})
    recorded(ledger, year)
    hands.moment = datetime(2025, 2, 1, 2, 0, tzinfo=UTC)
    with desk_on(ledger, tmp_path / "person.key", work=True, clock=hands) as desk, calling(desk, hands) as caller:
        for path in (*(f"{name}?year=2024" for name in YEARLY), "money?year=2024&by=month", "money?year=2024&by=source", "satisfaction-years", "projects", f"projects/{own}"):  # fmt: skip
            said = ask(caller, f"/{path}", None)
            amounts = [value for name, value in leaves(said) if name.endswith("fen")]
            assert set(amounts) <= {None}, path
            assert "dissatisfied" not in str(said)
            assert "不满意" not in str(said)
            assert "12.5万元" not in str(said), path
        withheld = ask(caller, "/ledger?year=2024", None)["withheld"]
        assert withheld == [
            "按本人大的办法，不公布项目资金",
            "按本人大的办法，不公布候选项目的金额",
            "按本次会议测评办法，不公布测评结果",
        ]


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    match value:
        case dict():
            for key, each in value.items():
                yield from leaves(each, key)
        case list():
            for each in value:
                yield from leaves(each, name)
        case _:
            yield name, value


def test_the_governments_office_sees_its_projects_and_what_it_has_to_do(told: Caller) -> None:
    said = ask(told, "/todo?role=government", GOVERNMENT)["items"]
    assert {each["role"] for each in said} == {"government"}
    found = {each["what"]: each for each in said}
    assert found["check_report"]["words"] == "《新建示例学校》2024-03的进度报告没有审核。"
    assert (found["explanation"]["due_on"], found["explanation"]["days_left"]) == ("2024-04-30", -277)
    assert ask(told, "/projects", GOVERNMENT)["items"][2]["title"] == "示例候选项目"
    assert {each["unit"] for each in ask(told, "/todo?unit=02", GOVERNMENT)["items"]} == {"02"}


@pytest.mark.parametrize(("path", "words"), [
    ("/ledger", "参数year应为"),
    ("/ledger?year=20240", "参数year应为"),
    ("/ledger?year=2024&valid_on=2024-02-30", "没有2024-02-30这一天"),
    ("/money?year=2024&by=colour", "参数by只能是"),
    ("/todo?role=public", "参数role只能是"),
    ("/ledger?year=2024&role=clerk", "没有参数“role”"),
])  # fmt: skip
def test_a_parameter_that_cannot_be_read_is_refused(told: Caller, path: str, words: str) -> None:
    said = told.get(f"/api/v1{path}")
    assert (said.status, said.codes) == (400, ["query_invalid"])
    assert words in said.json["detail"]


def test_warnings_and_todo_are_not_for_everybody(told: Caller) -> None:
    for path in ("/alerts", "/todo"):
        assert told.get(f"/api/v1{path}", who=None).codes == ["role_not_admitted"]


@pytest.mark.parametrize("who", [CLERK, None], ids=["inside", "outside"])
def test_what_is_answered_is_what_the_document_says(told: Caller, who: Who | None) -> None:
    inside = ("alerts", "todo") if who else ()
    for path in (*YEARLY, "satisfaction-years", *inside):
        said = ask(told, f"/{path}{'?year=2024' if path in YEARLY else ''}", who)
        schema = DOCUMENT["paths"][f"/api/v1/{path}"]["get"]["responses"]["200"]["content"]["application/json"][
            "schema"
        ]
        valid = Draft202012Validator({**schema, "components": DOCUMENT["components"]})
        assert [error.message for error in valid.iter_errors(said)] == []
