"""How does a year of work run over HTTP in a county, a township and a street, from the first wish to the announcement?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.profile import compose
from tests.api.office import Office

TITLES = ("示例农村公路提升", "示例中小学校午休设施", "示例城区公共停车位")
UNITS = {"01": "示例交通运输局", "02": "示例教育局"}
DEPUTIES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A congress (or a street) and who acts in it."""

    code: str
    level: str
    name: str
    rules: tuple[str, str]
    votes: str
    presides: str
    fixes: str
    announces: str
    reviews: tuple[tuple[str, str], ...] = (("gov_exec", "government"), ("party_committee", "party_committee"))


COUNTY = Place(
    code="990101", level="county", name="示例县人民代表大会", rules=("county", "sc_evaluation"), votes="congress",
    presides="session_presidium", fixes="session_presidium", announces="session_presidium",
    reviews=(("gov_exec", "government"), ("party_committee", "party_committee"), ("sc_preview", "standing_committee")),
)  # fmt: skip
TOWN = Place(
    code="990101101", level="township", name="示例镇人民代表大会", rules=("township", "congress_evaluation"), votes="congress",
    presides="township_presidium", fixes="township_presidium", announces="township_presidium",
)  # fmt: skip
STREET = Place(
    code="990101001", level="street", name="示例街道", rules=("street", "council_evaluation"), votes="street_council",
    presides="street_npc_office", fixes="street_npc_office", announces="street_npc_office",
)  # fmt: skip


def registered(office: Office, place: Place, **differences: Any) -> str:
    """The congress with a term, its units and its rules."""
    office.on("2022-01-10")
    congress = office.begin("/congresses", {"code": place.code, "level": place.level, "name": place.name})
    office.do(f"/congresses/{congress}/terms", {"term": 17, "began_on": "2022-01-10", "deputies": DEPUTIES})
    for unit, name in UNITS.items():
        office.do(f"/congresses/{congress}/units", {"unit": unit, "name": name})
    profile = compose(*place.rules, differences or None)
    office.on("2023-08-30").do(f"/congresses/{congress}/profiles", {"profile": profile})
    return congress


def brief(title: str, amount_fen: int = 10_000_000_00, **more: Any) -> dict[str, Any]:
    """A project of 20 kilometres, all from the county's budget, to be done by the end of the year."""
    return {
        "title": title, "nature": "construction", "category": "交通", "unit": "01", "total_fen": amount_fen,
        "targets": [{"id": "1", "name": "改造里程", "unit": "公里", "planned": "20"}],
        "sources": [{"source": "county", "amount_fen": amount_fen}],
        "deadline_on": "2024-12-31", "deadline_text": "2024年12月底", **more,
    }  # fmt: skip


def opened(office: Office, congress: str, year: int = 2024) -> str:
    """The year of work."""
    return office.begin("/cycles", {"congress": congress, "project_year": year})


def wish(office: Office, congress: str, number: int, **more: Any) -> str:
    """A resident's proposal."""
    asked = {
        "congress": congress, "project_year": 2024, "channel": "public_online", "proposer_kind": "resident",
        "title": f"示例建议{number}", "content": "路灯不亮，路面破损。", "place": f"示例村{number}", **more,
    }  # fmt: skip
    return office.begin("/proposals", asked)


def drafted(office: Office, congress: str, titles: tuple[str, ...] = TITLES) -> list[str]:
    """A project for each title, from the proposal of the same number."""
    return [
        office.begin(
            "/projects",
            {"congress": congress, "project_year": 2024, "brief": brief(title), "proposals": [f"2024征-{number:03}"]},
        )
        for number, title in enumerate(titles, start=1)
    ]


def after(on: str, days: int) -> str:
    """So many days after a day; before it where they are negative."""
    return str(date.fromisoformat(on) + timedelta(days=days))


def submitted(  # noqa: PLR0913 - a batch of a place has that many sides
    office: Office, place: Place, cycle: str, numbers: list[str], *, batch: int = 1, on: str = "2023-12-21"
) -> None:
    """The preliminary list of a batch, drawn up on a day, publicised and submitted."""
    days = (after(on, -29), after(on, -16), on)
    steps = [{"step": step, "body": body, "on": day} for (step, body), day in zip(place.reviews, days, strict=False)]
    office.on(on).do(
        f"/cycles/{cycle}/preliminary-lists", {"batch": batch, "items": numbers, "steps": steps}, by="government"
    )
    office.on(after(on, 1)).do(
        f"/cycles/{cycle}/publicity",
        {"batch": batch, "from_on": after(on, 1), "to_on": after(on, 8), "medium": "示例政务网"},
    )
    office.on(after(on, 12)).do(f"/cycles/{cycle}/publicity-ends", {"batch": batch})
    paper = {"batch": batch, "document": "示政函〔2024〕1号", "submitted_to": place.votes}
    office.do(f"/cycles/{cycle}/submissions", paper, by="government")


def convened(office: Office, place: Place, congress: str, *, session: int = 3, on: str = "2024-01-18") -> str:
    """The session of January 2024, or another, at which a round can be opened on this day."""
    meeting = office.on(after(on, -10)).begin(
        "/meetings",
        {
            "congress": congress, "body": place.votes, "term": 17, "session": session, "title": f"{place.name}第{session}次会议",
            "from_on": after(on, -2), "to_on": after(on, 1),
        },
    )  # fmt: skip
    at = f"/meetings/{meeting}"
    office.on(on).do(f"{at}/sittings", {"sitting": {"kind": "plenary", "number": 2}})
    office.do(f"{at}/method", {"profile_version": 1, "title": "民生实事项目票决办法"}, by=place.votes)
    office.do(f"{at}/scrutineers", {"chief": {"person": "6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31"}}, by=place.votes)
    heads = {
        "sitting": {"kind": "plenary", "number": 2},
        "due": DEPUTIES,
        "present": DEPUTIES,
        "on_leave": 0,
        "absent": 0,
    }
    office.do(f"{at}/attendance", heads)
    return meeting


def balloted(office: Office, meeting: str, votes: dict[str, int], **asked: Any) -> str:
    """A round on the year's final list, up to the declaration in the hall."""
    ballot = office.begin("/rounds", {"meeting": meeting, "project_year": 2024, **asked})
    at = f"/rounds/{ballot}"
    office.do(f"{at}/boxes", {"boxes": 1})
    office.do(f"{at}/issued", {"printed": DEPUTIES, "issued": DEPUTIES})
    office.do(f"{at}/collected", {"collected": DEPUTIES})
    office.do(f"{at}/validity", {"valid": True})
    rows = [
        {"candidate": number, "votes_for": given, "votes_against": 0, "votes_abstain": DEPUTIES - given}
        for number, given in votes.items()
    ]
    sheet = {"valid": DEPUTIES, "invalid": 0, "items": rows}
    office.do(f"{at}/totals", {"first": sheet, "second": sheet}, second=True)
    office.do(f"{at}/sheet", {"sha256": "1" * 64})
    office.do(f"{at}/declaration", second=True)
    return ballot


def announced(office: Office, place: Place, ballot: str, on: str = "2024-01-19") -> None:
    """公告, or what a street calls it, the day after."""
    paper = {"number": "公告第4号", "medium": "示例人大网"}
    office.on(on).do(f"/rounds/{ballot}/announcement", paper, by=place.announces)


def chosen(office: Office, place: Place, congress: str, cycle: str) -> list[str]:
    """Three candidates from three adopted wishes for two seats; the third falls through."""
    projects = drafted(office.on("2023-11-10"), congress)
    numbers = [office.numbers[project] for project in projects]
    submitted(office, place, cycle, numbers)
    meeting = convened(office, place, congress)
    fixed = {"batch": 1, "items": numbers, "seats": 2}
    office.on("2024-01-17").do(f"/cycles/{cycle}/final-lists", fixed, by=place.fixes)
    ballot = balloted(office.on("2024-01-18"), meeting, dict(zip(numbers, (28, 25, 17), strict=True)))
    if place.level == "street":
        office.on("2024-01-19").do(
            f"/rounds/{ballot}/confirmation", {"document": "示街工委〔2024〕2号"}, by="street_party_committee"
        )
    announced(office, place, ballot)
    return projects
