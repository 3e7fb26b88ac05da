"""Does a congress's year run from a villager's wish to the second look, over HTTP alone?"""

from __future__ import annotations

from typing import Any

import pytest

from domain.profile import compose
from tests.api.kit import CLERK, COUNTY, Caller
from tests.api.office import Office

UNITS = {"01": "示例县交通运输局", "02": "示例县教育局"}
TITLES = ("示例县农村公路提升", "示例县中小学校午休设施", "示例县城区公共停车位")


@pytest.fixture
def office(reading_api: Caller) -> Office:
    office = Office(reading_api, CLERK)
    office.on("2022-01-10")
    congress = office.begin("/congresses", {"code": COUNTY, "level": "county", "name": "示例县人民代表大会"})
    office.do(f"/congresses/{congress}/terms", {"term": 17, "began_on": "2022-01-10", "deputies": 30})
    for unit, name in UNITS.items():
        office.do(f"/congresses/{congress}/units", {"unit": unit, "name": name})
    office.on("2023-08-30").do(f"/congresses/{congress}/profiles", {"profile": compose("county", "sc_evaluation")})
    return office


def brief(title: str, amount_fen: int, **more: Any) -> dict[str, Any]:
    return {
        "title": title, "nature": "construction", "category": "交通", "unit": "01", "total_fen": amount_fen,
        "targets": [{"id": "1", "name": "改造里程", "unit": "公里", "planned": "20"}],
        "sources": [{"source": "county", "amount_fen": amount_fen}],
        "deadline_on": "2024-12-31", "deadline_text": "2024年12月底", **more,
    }  # fmt: skip


def solicited(office: Office, congress: str) -> tuple[str, list[str]]:
    """The year opened, wishes collected, three adopted, the others merged, transferred, reserved and declined, all answered."""
    cycle = office.on("2023-09-01").begin("/cycles", {"congress": congress, "project_year": 2024})
    office.on("2023-09-04").do(
        f"/cycles/{cycle}/solicitations",
        {"organiser": "government", "from_on": "2023-09-04", "to_on": "2023-10-13", "channels": ["public_online", "hotline_12345"]},
    )  # fmt: skip
    office.on("2023-09-20")
    wishes = [
        office.begin(
            "/proposals",
            {
                "congress": congress, "project_year": 2024, "channel": "public_online", "proposer_kind": "resident",
                "title": f"示例建议{number}", "content": "路灯不亮，路面破损。", "place": f"示例村{number}",
            },
        )
        for number in range(1, 8)
    ]  # fmt: skip
    assert [office.numbers[wish] for wish in wishes] == [f"2024征-{number:03}" for number in range(1, 8)]
    office.on("2023-10-13").do(f"/cycles/{cycle}/solicitation-ends", {"received": 7})
    office.on("2023-10-20")
    for wish in wishes[:3]:
        office.do(f"/proposals/{wish}/adoption", {"cost_fen": 1_000_000_00})
    office.do(f"/proposals/{wishes[3]}/merger", {"into": "2024征-001"})
    office.do(f"/proposals/{wishes[4]}/transfer", {"to": "hotline_12345", "reason": "属于日常维护"})
    office.do(f"/proposals/{wishes[5]}/reserve", {"reason": "前期工作未完成"})
    office.do(f"/proposals/{wishes[6]}/refusal", {"reason_code": "INDIVIDUAL_INTEREST", "reason": "个别住户的诉求"})
    return cycle, wishes


def chosen(office: Office, congress: str, cycle: str) -> list[str]:
    """Three candidates for two seats: listed, publicised, submitted, fixed, balloted and announced."""
    office.on("2023-11-10")
    projects = [
        office.begin(
            "/projects",
            {"congress": congress, "project_year": 2024, "brief": brief(title, 10_000_000_00), "proposals": [f"2024征-{number:03}"]},
        )
        for number, title in enumerate(TITLES, start=1)
    ]  # fmt: skip
    numbers = [office.numbers[project] for project in projects]
    assert numbers == ["2024-01", "2024-02", "2024-03"]
    steps = [
        {"step": "gov_exec", "body": "government", "on": "2023-11-22"},
        {"step": "party_committee", "body": "party_committee", "on": "2023-12-05"},
        {"step": "sc_preview", "body": "standing_committee", "on": "2023-12-21"},
    ]
    office.on("2023-12-21").do(
        f"/cycles/{cycle}/preliminary-lists", {"batch": 1, "items": numbers, "steps": steps}, by="government"
    )
    office.on("2023-12-22").do(
        f"/cycles/{cycle}/publicity",
        {"batch": 1, "from_on": "2023-12-22", "to_on": "2023-12-29", "medium": "示例县人民政府网站"},
    )
    office.on("2024-01-02").do(f"/cycles/{cycle}/publicity-ends", {"batch": 1})
    office.do(
        f"/cycles/{cycle}/submissions",
        {"batch": 1, "document": "示政函〔2024〕1号", "submitted_to": "congress"}, by="government",
    )  # fmt: skip
    meeting = _session(office, congress)
    office.on("2024-01-17").do(
        f"/cycles/{cycle}/final-lists", {"batch": 1, "items": numbers, "seats": 2}, by="session_presidium"
    )
    _ballot(office.on("2024-01-18"), meeting)
    return projects


def _session(office: Office, congress: str) -> str:
    office.on("2024-01-08")
    meeting = office.begin(
        "/meetings",
        {
            "congress": congress, "body": "congress", "term": 17, "session": 3, "title": "示例县第十七届人民代表大会第三次会议",
            "from_on": "2024-01-16", "to_on": "2024-01-19",
        },
    )  # fmt: skip
    office.on("2024-01-18")
    office.do(f"/meetings/{meeting}/sittings", {"sitting": {"kind": "plenary", "number": 2}})
    office.do(
        f"/meetings/{meeting}/method", {"profile_version": 1, "title": "示例县民生实事项目票决办法"}, by="congress"
    )
    chief = {"person": "6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31"}
    office.do(f"/meetings/{meeting}/scrutineers", {"chief": chief}, by="congress")
    heads = {"sitting": {"kind": "plenary", "number": 2}, "due": 30, "present": 30, "on_leave": 0, "absent": 0}
    office.do(f"/meetings/{meeting}/attendance", heads)
    return meeting


def _ballot(office: Office, meeting: str) -> str:
    ballot = office.begin("/rounds", {"meeting": meeting, "project_year": 2024})
    office.do(f"/rounds/{ballot}/boxes", {"boxes": 1})
    office.do(f"/rounds/{ballot}/issued", {"printed": 30, "issued": 30})
    office.do(f"/rounds/{ballot}/collected", {"collected": 30})
    office.do(f"/rounds/{ballot}/validity", {"valid": True})
    votes = {"2024-01": 28, "2024-02": 25, "2024-03": 17}
    rows = [
        {"candidate": number, "votes_for": given, "votes_against": 0, "votes_abstain": 30 - given}
        for number, given in votes.items()
    ]
    sheet = {"valid": 30, "invalid": 0, "items": rows}
    office.do(f"/rounds/{ballot}/totals", {"first": sheet, "second": sheet}, second=True)
    office.do(f"/rounds/{ballot}/sheet", {"sha256": "1" * 64})
    office.do(f"/rounds/{ballot}/declaration", second=True)
    office.on("2024-01-19").do(
        f"/rounds/{ballot}/announcement", {"number": "公告第4号", "medium": "示例县人大网"}, by="session_presidium"
    )
    return ballot


def test_wishes_become_promises(office: Office) -> None:
    congress = office.read(f"/congresses/{COUNTY}")["stream"]
    cycle, _wishes = solicited(office, congress)
    projects = chosen(office, congress, cycle)
    assert [office.told(project)[-1] for project in projects] == [
        "ProjectSelected", "ProjectSelected", "ProjectNotSelected",
    ]  # fmt: skip
    selected = office.history(projects[0])[-1]
    assert selected["envelope"]["effective_on"] == "2024-01-18"
    assert selected["event"]["announcement"] == "公告第4号"
    assert "ListBalloted" in office.told(cycle)
