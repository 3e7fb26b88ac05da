"""Does anything that the service answers to the public, at any address, tell what the rules do not publish?

Two congresses do the same, and differ in nothing but what is secret: whatever the public is answered by the one and by the other,
statuses and headers too, must be the same to the letter, and so must what a bundle for everybody gives. Beside that stand words
that occur nowhere else (canaries), which are looked for in everything that was answered.

Surfaces that there are not yet: pages, a screen in the hall (`hall`), a search, and a feed for the public (`/api/v1/events` and the
histories are shut to it, which is tried). Whole papers (`papers_min_repeat`) come out in bundles alone: `tests/bundle/test_public.py`
tries every value of every key there. The tree's hashes are over other bytes in every ledger, and say nothing but how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from api.desk import ROLES, Desk, desk_on
from api.http.actor import unbelieved
from api.http.app import build_app
from api.http.route import V1, Route
from api.http.table import ROUTES
from api.postgres import Server
from domain.profile.sections import Publication
from domain.storage import Ledger
from tests.api.conftest import copied
from tests.api.kit import CLERK, Hands, Who, calling
from tests.api.office import Office
from tests.api.wire import Wire, wired
from tests.api.years import COUNTY, announced, balloted, brief, convened, opened, registered, submitted, wish
from tests.bundle.kit import bundle
from tests.bundle.memory import MemorySource

Seen = dict[str, tuple[int, Mapping[str, str], bytes]]

LEAST = {
    "candidates": "list", "votes": "none", "order": "candidate", "not_selected": "hide", "evaluation": "none",
    "findings": "none", "proposals": "none", "money": "none", "survey": "none", "hall": "list",
}  # fmt: skip
FEW = {
    "candidates": "with_amounts", "votes": "selected", "order": "candidate", "not_selected": "hide", "evaluation": "counts",
    "findings": "counts", "proposals": "counts", "money": "by_project", "survey": "none", "hall": "votes",
}  # fmt: skip
MORE = {
    **FEW, "not_selected": "show", "evaluation": "grades", "findings": "closed", "proposals": "reviewed_titles", "money": "none",
    "survey": "summary",
}  # fmt: skip
MOST = {**MORE, "votes": "all", "order": "votes", "evaluation": "counts", "findings": "all", "money": "by_project"}
PROFILES = {"least": LEAST, "few": FEW, "more": MORE, "most": MOST}
AHEAD = 100_000
"""A position that no log here has."""

TITLES = ("示例金桂路", "示例银杏园", "示例铁杉桥")
AMOUNTS = (31_007_013_00, 32_011_017_00, 33_013_019_00)
PAID, SAMPLE, MARKS = 7_654_321_11, 43_217, (15, 4, 1)
VOTES = (25, 28, 17)
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
HASHES = {"/api/v1/log/checkpoint", "/api/v1/log/checkpoints", "/api/v1/log/tile/{level}/{number}"}
WALKED = [route for route in READS if route.path not in NOT_OF_THE_LEDGER | HASHES]
SHUT = [route for route in ROUTES if route.method == "GET" and "public" not in route.audience]
ROUNDS = {f"{V1}/rounds", f"{V1}/rounds/{{round}}"}
EVALUATIONS = {f"{V1}/evaluations", f"{V1}/evaluations/{{evaluation}}"}


class World:
    """A county's year, played by the office, and what the public was answered at each stage of it."""

    def __init__(self, office: Office, wire: Wire, folder: Path, publication: Mapping[str, Any]) -> None:
        self.office, self.wire, self.folder = office, wire, folder
        self.congress = registered(office, COUNTY, publication=publication)
        self.seen: dict[str, Seen] = {}
        self.given: dict[str, Any] = {}
        self.streams: dict[str, str] = {"congress": self.congress}

    def voted(self, votes: tuple[int, int, int] = VOTES) -> None:
        """Wishes, candidates, and the round up to the declaration in the hall."""
        office = self.office
        cycle = opened(office.on("2023-09-01"), self.congress)
        for number, title in enumerate((WISH, "示例建议2", "示例建议3", REFUSED), start=1):
            own = wish(office.on("2023-09-20"), self.congress, number, title=title, content=CONTENT)
            if title != REFUSED:
                office.on("2023-10-20").do(f"/proposals/{own}/adoption", {"cost_fen": 9_000_001_00})
            if title == WISH:
                office.do(f"/proposals/{own}/publication", {"title": REVIEWED})
                self.streams["proposal"] = own
        projects = [self._drafted(number) for number in range(3)]
        numbers = [office.numbers[project] for project in projects]
        submitted(office, COUNTY, cycle, numbers)
        meeting = convened(office, COUNTY, self.congress)
        office.on("2024-01-17").do(
            f"/cycles/{cycle}/final-lists", {"batch": 1, "items": numbers, "seats": 2}, by=COUNTY.fixes
        )
        ballot = balloted(office.on("2024-01-18"), meeting, dict(zip(numbers, votes, strict=True)))
        self.streams |= {
            "cycle": cycle,
            "project": projects[0],
            "meeting": meeting,
            "round": ballot,
            "fallen": projects[2],
        }
        self.look("declared")

    def whole_year(self) -> None:
        """Everything, looked at from outside at every stage."""
        self.voted()
        self.announced()
        self.graded()
        self.raised()

    def announced(self) -> None:
        """The round's result, published."""
        announced(self.office, COUNTY, self.streams["round"])
        self.look("announced")

    def graded(self, marks: tuple[int, int, int] = MARKS) -> None:
        """Money spent and checked, an evaluation up to its declaration, a survey, and the publication of both."""
        self._spent()
        self._evaluated(marks)
        self.look("evaluated")
        published = {"number": "通报第1号", "medium": "示例县人大网"}
        self.office.do(f"/evaluations/{self.streams['evaluation']}/announcement", published, by="standing_committee")
        self.look("graded")

    def raised(self) -> None:
        """A deputy's finding."""
        asked = {
            "congress": self.congress, "found_on": "2024-05-20", "source": "inspection", "projects": ["2024-01"],
            "matter": MATTER, "raised_by": CALLER,
        }  # fmt: skip
        said = self.office.on("2025-01-10").api.post("/findings", asked, who=DEPUTY)
        assert said.status == 201, said.json
        self.streams["finding"] = said.json["stream"]
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

    def _spent(self) -> None:
        office, at = self.office, f"/projects/{self.streams['project']}"
        office.on("2024-02-01").do(
            f"{at}/assignments", {"unit": "01", "document": "示政办〔2024〕4号"}, by="government"
        )
        office.do(f"{at}/annual-plans", {"year": 2024, "amount_fen": PAID}, by="government")
        money = dict.fromkeys(("allotted_fen", "received_fen", "paid_fen", "completed_fen"), PAID)
        done = [{"target": "1", "done": "3"}]
        office.on("2024-04-05").do(
            f"{at}/reports", {"period": "2024-03", "year": money, "start": money, "targets": done}
        )
        office.do(f"{at}/accepted-reports", {"period": "2024-03"})

    def _evaluated(self, marks: tuple[int, int, int]) -> None:
        office = self.office.on("2025-01-09")
        named = {
            "congress": self.congress, "body": "standing_committee", "term": 17, "session": 22,
            "title": "示例县第十七届人大常委会第二十二次会议", "from_on": "2025-01-09", "to_on": "2025-01-09",
        }  # fmt: skip
        meeting = office.begin("/meetings", named)
        office.do(f"/meetings/{meeting}/sittings", {"sitting": {"kind": "plenary"}})
        heads = {"sitting": {"kind": "plenary"}, "due": 20, "present": 20, "on_leave": 0, "absent": 0}
        office.do(f"/meetings/{meeting}/attendance", heads)
        items = [{"id": "2024-01", "title": TITLES[0]}]
        asked = {"meeting": meeting, "project_year": 2024, "venue": "sc_meeting", "items": items}
        self.streams["evaluation"] = office.begin("/evaluations", asked)
        at = f"/evaluations/{self.streams['evaluation']}"
        office.do(f"{at}/boxes", {"boxes": 1})
        office.do(f"{at}/issued", {"printed": 20, "issued": 20})
        office.do(f"{at}/collected", {"collected": 20})
        office.do(f"{at}/validity", {"valid": True})
        totals = [
            {"item": "2024-01", **dict(zip(("satisfied", "basically_satisfied", "dissatisfied"), marks, strict=True))}
        ]
        office.do(f"{at}/totals", {"first": totals, "second": totals}, second=True)
        office.do(f"{at}/sheet", {"sha256": "2" * 64})
        office.do(f"{at}/declaration", second=True)
        answers = [{"item": "2024-01", "satisfied": 901, "basically_satisfied": 77, "dissatisfied": 22}]
        office.do(f"{at}/survey", {"survey": "phone", "sample": SAMPLE, "responses": 1000, "items": answers})

    def look(self, stage: str) -> None:
        """Ask for everything as the public, and make the bundle that it may take away."""
        api = self.office.api
        assert api.get(f"{V1}/rounds?at_least={api.events()}").status == 200
        self.seen[stage] = {
            address: self._answer(address)
            for address in self._addresses(WALKED if stage != "raised" else [*WALKED, *SHUT])
        }
        self.given[stage] = self._bundled(stage)

    def _answer(self, address: str) -> tuple[int, Mapping[str, str], bytes]:
        answer = self.wire.ask("GET", address, {})
        assert answer.status < 500 or answer.status == 503, address
        return answer.status, answer.headers, answer.body

    def _bundled(self, stage: str) -> Any:
        source = MemorySource(list(self.office.api.desk.ledger.read_log(0, 2000)))
        folder = self.folder / stage
        folder.mkdir(parents=True)
        source.sign(folder, [len(source.events)])
        return bundle(source, folder, "public", size=len(source.events)).states

    def _addresses(self, routes: Sequence[Route]) -> Iterator[str]:
        for route in routes:
            known = {each.name for each in route.parameters}
            ways = [
                "",
                *(["as_of=2024-01-18"] if "as_of" in known else []),
                *(["valid_on=2024-01-18"] if "valid_on" in known else []),
                *(["limit=1"] if "limit" in known else []),
                *([f"at_least={AHEAD}", "as_of=position:20"] if "at_least" in known else []),
            ]
            year = "year=2024&" if "year" in known else ""
            yield from (f"{path}?{year}{way}" for path in self._paths(route.path) for way in ways)

    def _paths(self, path: str) -> list[str]:
        """The path with every stream in it that is of the kind that it names, and one that is not."""
        if "{" not in path:
            return [path]
        (named, *_) = re.findall(r"\{(\w+)\}", path)
        own = [
            self.streams[name] for name in (named, *(["fallen"] if named == "project" else [])) if name in self.streams
        ]
        return [re.sub(r"\{\w+\}", one, path) for one in (*own, self.streams["cycle"], "1")]


@contextmanager
def world(pg_server: Server, made: str, folder: Path, publication: Mapping[str, Any]) -> Iterator[World]:
    hands = Hands()
    folder.mkdir()
    with (
        Ledger.at(copied(pg_server, made), role=ROLES.service, connections=4) as ledger,
        desk_on(ledger, folder / "person.key", work=True, clock=hands) as desk,
        calling(desk, hands) as api,
    ):

        @contextmanager
        def lent() -> Iterator[Desk]:
            yield desk

        with wired(build_app(ROUTES, lent, unbelieved)) as wire:
            yield World(Office(api, CLERK), wire, folder / "bundles", publication)


def told(seen: Seen) -> str:
    """Everything that was answered, headers and bodies."""
    return "\n".join(f"{headers}{text.decode()}" for _, headers, text in seen.values())


def differing(one: Seen, other: Seen) -> set[str]:
    """The routes at which two worlds were answered differently."""
    assert one.keys() == other.keys()
    patterns = {route.path: re.compile(re.sub(r"\{\w+\}", "[^/]+", route.path)) for route in (*WALKED, *SHUT)}
    paths = {address.partition("?")[0] for address in one if one[address] != other[address]}
    return {next(path for path, pattern in patterns.items() if pattern.fullmatch(each)) for each in paths}


def test_every_value_of_every_key_is_walked() -> None:
    hints = get_type_hints(Publication, include_extras=True)
    for name, hint in hints.items():
        if name != "papers_min_repeat":
            assert {rules[name] for rules in PROFILES.values()} == set(get_args(hint)), name


@pytest.mark.parametrize("name", ["least", "more", "most"])
def test_the_public_is_told_at_no_address_what_the_rules_do_not_publish(
    pg_server: Server, made: str, tmp_path: Path, name: str
) -> None:
    rules = PROFILES[name]
    # The same two are chosen with the same votes, and the same grade is given; only who was not chosen, and the marks, differ.
    with (
        world(pg_server, made, tmp_path / "one", rules) as one,
        world(pg_server, made, tmp_path / "other", rules) as other,
    ):
        one.whole_year()
        other.voted((*VOTES[:2], 9))
        other.announced()
        other.graded((16, 3, 1))
        votes_shown = ROUNDS if rules["votes"] == "all" else set()
        counts_shown = EVALUATIONS if rules["evaluation"] == "counts" else set()
        assert {stage: differing(one.seen[stage], seen) for stage, seen in other.seen.items()} == {
            "declared": set(), "announced": votes_shown, "evaluated": votes_shown, "graded": votes_shown | counts_shown,
        }  # fmt: skip
        assert one.given["declared"] == other.given["declared"]
        assert (one.given["announced"] == other.given["announced"]) == (rules["votes"] != "all")
        _canaries(one, rules)


def test_few_things_are_published_and_no_other(pg_server: Server, made: str, tmp_path: Path) -> None:
    with world(pg_server, made, tmp_path / "one", FEW) as one:
        one.whole_year()
        _canaries(one, FEW)


def test_before_the_announcement_nothing_tells_who_was_chosen_nor_which_grade_was_given(
    pg_server: Server, made: str, tmp_path: Path
) -> None:
    with (
        world(pg_server, made, tmp_path / "one", MOST) as one,
        world(pg_server, made, tmp_path / "two", MOST) as two,
        world(pg_server, made, tmp_path / "three", MOST) as three,
    ):
        one.voted()
        two.voted((26, 9, 27))
        three.voted()
        assert one.seen["declared"] == two.seen["declared"]
        assert one.given["declared"] == two.given["declared"]
        for each, marks in ((one, MARKS), (three, (4, 5, 11))):
            each.announced()
            each.graded(marks)
        assert differing(one.seen["evaluated"], three.seen["evaluated"]) == set()
        assert one.given["evaluated"] == three.given["evaluated"]
        assert differing(one.seen["graded"], three.seen["graded"]) >= EVALUATIONS


def _canaries(one: World, rules: Mapping[str, str]) -> None:
    said = {stage: told(seen) + str(one.given[stage]) for stage, seen in one.seen.items()}
    everything = "".join(said.values())
    assert not [word for word in (CONTENT, CALLER, REFUSED, WISH, "示例村1") if word in everything]
    # Of an event that is given whole, a bundle gives the envelope too: by whom, as a number.
    assert not [word for seen in one.seen.values() for word in ("p-clerk", "p-chair") if word in told(seen)]
    assert (REVIEWED in everything) == (rules["proposals"] == "reviewed_titles")
    assert (MATTER in everything) == (rules["findings"] == "all")
    assert (str(AMOUNTS[2]) in said["declared"]) == (rules["candidates"] == "with_amounts")
    assert (str(PAID) in said["evaluated"]) == (rules["money"] == "by_project")
    assert str(SAMPLE) not in said["evaluated"]
    assert (str(SAMPLE) in said["graded"]) == (rules["survey"] == "summary")
    assert ('"grade_word":"满意"' in said["graded"]) == (rules["evaluation"] != "none")
    assert '"grade_word":"满意"' not in said["evaluated"]
    shown = {
        address: text.decode() for address, (_, _, text) in one.seen["announced"].items() if "as_of" not in address
    }
    after = "".join(text for address, text in shown.items() if "/rounds" in address)
    assert (TITLES[2] in after) == (rules["not_selected"] == "show")
    _in_order(one, rules)
    assert all(status in (400, 401, 403, 404, 503) for a, (status, _, _) in one.seen["raised"].items() if _is_shut(a))


def _in_order(one: World, rules: Mapping[str, str]) -> None:
    """The chosen stand as the rules say: as on the ballot, or by their votes."""
    _, _, text = one.seen["announced"][f"{V1}/rounds/{one.streams['round']}?"]
    first, second = text.find(TITLES[0].encode()), text.find(TITLES[1].encode())
    assert (first < second) == (rules["order"] == "candidate")


def _is_shut(address: str) -> bool:
    path = address.partition("?")[0]
    return any(re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route.path), path) for route in SHUT) and not any(
        re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route.path), path) for route in READS
    )
