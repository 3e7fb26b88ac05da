"""Does anything that the service answers to the public, at any address, tell what the rules do not publish?

Two congresses do the same, and differ in nothing but what is secret: whatever the public is answered by the one and by the other,
statuses and headers too, must be the same to the letter. Beside that stand words that occur nowhere else (canaries), which are
looked for in everything that was answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.desk import ROLES, desk_on
from api.http.route import V1
from api.http.table import ROUTES
from api.postgres import Server
from domain.storage import Ledger
from tests.api.conftest import copied
from tests.api.kit import CLERK, Hands, Who, calling
from tests.api.office import Office
from tests.api.years import COUNTY, announced, balloted, brief, convened, opened, registered, submitted, wish

Votes = tuple[int, int, int]
Seen = dict[str, tuple[int, dict[str, str], str]]

LEAST = {
    "candidates": "list", "votes": "none", "order": "candidate", "not_selected": "hide", "evaluation": "none",
    "findings": "none", "proposals": "none", "money": "none", "survey": "none",
}  # fmt: skip
FEW = {
    "candidates": "with_amounts", "votes": "selected", "order": "candidate", "not_selected": "hide", "evaluation": "grades",
    "findings": "counts", "proposals": "counts", "money": "by_project", "survey": "summary",
}  # fmt: skip
MORE = {**FEW, "votes": "selected", "not_selected": "show", "evaluation": "counts", "findings": "closed", "proposals": "reviewed_titles"}  # fmt: skip
MOST = {**MORE, "votes": "all", "order": "votes", "findings": "all"}
PROFILES = {"least": LEAST, "few": FEW, "more": MORE, "most": MOST}

STAGES = ("proposed", "declared", "announced", "raised")
TITLES = ("示例金桂路", "示例银杏园", "示例铁杉桥")
AMOUNTS = (31_007_013_00, 32_011_017_00, 33_013_019_00)
MATTER, WISH, REFUSED, CONTENT, CALLER = (
    "示例紫藤问题",
    "示例青槐建议",
    "示例黑松建议",
    "示例白桦细节",
    "7c1b6d1e-55aa-4c0e-9a51-0d3f8e2c4b6a",
)
REVIEWED = "示例青槐审核后的名称"
DEPUTY = Who(person=CALLER, role="deputy")

READS = [route for route in ROUTES if route.method == "GET" and "public" in route.audience]
NOT_OF_THE_LEDGER = {
    "/api/v1/session",
    "/api/v1/session/provider",
    "/api/v1/session/provider/answer",
    "/api/v1/openapi.json",
}
# Hashes alone, over other bytes in every ledger; what they give away is how many lines there are (docs/transparency).
HASHES = {"/api/v1/log/checkpoint", "/api/v1/log/checkpoints", "/api/v1/log/tile/{level}/{number}"}
WALKED = [route for route in READS if route.path not in NOT_OF_THE_LEDGER | HASHES]
SHUT = [route for route in ROUTES if route.method == "GET" and "public" not in route.audience]


class World:
    """A county's year, played by the office, and what the public was answered at each stage of it."""

    def __init__(self, office: Office, publication: dict[str, str], votes: Votes) -> None:
        self.office, self.votes = office, votes
        self.congress = registered(office, COUNTY, publication=publication)
        self.seen: dict[str, Seen] = {}

    def play(self, *stages: str) -> None:
        """The whole year, looked at from outside at these stages."""
        self.stages = stages
        office = self.office
        cycle = opened(office.on("2023-09-01"), self.congress)
        for number, title in enumerate((WISH, "示例建议2", "示例建议3", REFUSED), start=1):
            own = wish(office.on("2023-09-20"), self.congress, number, title=title, content=CONTENT)
            if title != REFUSED:
                office.on("2023-10-20").do(f"/proposals/{own}/adoption", {"cost_fen": 9_000_001_00})
            if title == WISH:
                office.do(f"/proposals/{own}/publication", {"title": REVIEWED})
        self.look("proposed")
        projects = [self._drafted(number) for number in range(3)]
        numbers = [office.numbers[project] for project in projects]
        submitted(office, COUNTY, cycle, numbers)
        meeting = convened(office, COUNTY, self.congress)
        office.on("2024-01-17").do(
            f"/cycles/{cycle}/final-lists", {"batch": 1, "items": numbers, "seats": 2}, by=COUNTY.fixes
        )
        ballot = balloted(office.on("2024-01-18"), meeting, dict(zip(numbers, self.votes, strict=True)))
        self.look("declared")
        announced(office, COUNTY, ballot)
        self.look("announced")
        self._supervised(projects[0])
        self.look("raised")

    def _drafted(self, number: int) -> str:
        return self.office.on("2023-11-10").begin(
            "/projects",
            {
                "congress": self.congress,
                "project_year": 2024,
                "brief": brief(TITLES[number], AMOUNTS[number]),
                "proposals": [f"2024征-{number + 1:03}"],
            },
        )

    def _supervised(self, project: str) -> None:
        office = self.office
        asked = {
            "congress": self.congress, "found_on": "2024-05-20", "source": "inspection", "projects": ["2024-01"],
            "matter": MATTER, "raised_by": CALLER,
        }  # fmt: skip
        office.on("2024-02-01").do(
            f"/projects/{project}/assignments", {"unit": "01", "document": "示政办〔2024〕4号"}, by="government"
        )
        said = office.on("2024-05-22").api.post("/findings", asked, who=DEPUTY)
        assert said.status == 201, said.json

    def look(self, stage: str) -> None:
        """Ask for everything as the public, where this stage is looked at."""
        if stage in self.stages:
            self.seen[stage] = {address: self._answer(address) for address in self._addresses()}

    def _answer(self, address: str) -> tuple[int, dict[str, str], str]:
        answer = self.office.api.client.get(address)
        assert answer.status_code < 500, address
        return answer.status_code, dict(answer.headers), answer.text

    def _addresses(self) -> Iterator[str]:
        api = self.office.api
        assert api.get(f"{V1}/rounds?at_least={api.events()}").status == 200
        streams = list(dict.fromkeys(str(one.originator_id) for one in api.desk.ledger.read_log(0, 2000)))
        for route in (*WALKED, *SHUT):
            known = {each.name for each in route.parameters}
            ways = [
                "",
                *(["as_of=2024-01-18"] if "as_of" in known else []),
                *(["valid_on=2024-01-18"] if "valid_on" in known else []),
                *(["limit=1"] if "limit" in known else []),
                *([f"at_least={api.events() + 5}", "as_of=position:20"] if "at_least" in known else []),
            ]
            year = "year=2024&" if "year" in known else ""
            filling = streams if route in WALKED else streams[:1]
            named = [re.sub(r"\{\w+\}", one, route.path) for one in filling] if "{" in route.path else [route.path]
            few = ways[:2] if "{" in route.path else ways
            yield from (f"{path}?{year}{way}" for path in named for way in few)


@contextmanager
def world(pg_server: Server, made: str, folder: Path, publication: dict[str, str], votes: Votes) -> Iterator[World]:
    hands = Hands()
    with (
        Ledger.at(copied(pg_server, made), role=ROLES.service, connections=4) as ledger,
        desk_on(ledger, folder / "person.key", work=True, clock=hands) as desk,
        calling(desk, hands) as api,
    ):
        yield World(Office(api, CLERK), publication, votes)


def told(seen: Seen) -> str:
    """Everything that was answered, headers and bodies."""
    return "\n".join(f"{headers}{text}" for _, headers, text in seen.values())


@pytest.mark.parametrize("name", PROFILES)
def test_the_public_is_told_at_no_address_what_the_rules_do_not_publish(
    pg_server: Server, made: str, tmp_path: Path, name: str
) -> None:
    rules = PROFILES[name]
    # The same two are chosen, with the same votes; only he who was not chosen has others.
    with (
        world(pg_server, made, tmp_path, rules, (28, 25, 17)) as one,
        world(pg_server, made, tmp_path, rules, (28, 25, 9)) as other,
        world(pg_server, made, tmp_path, rules, (26, 9, 27)) as third,
    ):
        one.play(*STAGES)
        other.play("declared", "announced")
        third.play("declared")
    assert one.seen["declared"] == other.seen["declared"] == third.seen["declared"]
    assert (one.seen["announced"] == other.seen["announced"]) == (rules["votes"] != "all")
    assert one.seen["announced"] != one.seen["declared"]
    _canaries(one, rules)


def _canaries(one: World, rules: dict[str, str]) -> None:
    said = {stage: told(seen) for stage, seen in one.seen.items()}
    everything = "".join(said.values())
    assert not [
        word for word in (CONTENT, CALLER, REFUSED, WISH, "示例村1", "p-clerk", "p-chair") if word in everything
    ]
    assert (REVIEWED in everything) == (rules["proposals"] == "reviewed_titles")
    assert (MATTER in everything) == (rules["findings"] == "all")
    assert (str(AMOUNTS[2]) in said["declared"]) == (rules["candidates"] == "with_amounts")
    shown = {address: text for address, (_, _, text) in one.seen["announced"].items() if "as_of" not in address}
    after = "".join(text for address, text in shown.items() if "/rounds" in address)
    assert (TITLES[2] in after) == (rules["not_selected"] == "show")
    assert all(status in (400, 401, 403, 404, 503) for a, (status, _, _) in one.seen["raised"].items() if _is_shut(a))


def _is_shut(address: str) -> bool:
    path = address.partition("?")[0]
    return any(re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route.path), path) for route in SHUT) and not any(
        re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route.path), path) for route in READS
    )
