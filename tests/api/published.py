"""What does a county do in a year whose rules are tried from outside, and what is the public answered at each stage of it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from api.desk import ROLES, Desk, desk_on
from api.http.actor import unbelieved
from api.http.app import build_app
from api.http.route import V1, Route
from api.http.table import ROUTES
from api.pages.table import PAGES
from api.postgres import Server
from api.tables import TABLES
from api.tables.asked import ask
from api.tables.book import Book
from api.tables.csvs import aside, written
from api.tables.xlsx import workbook
from domain.storage import Ledger
from tests.api.conftest import copied
from tests.api.given import open_data
from tests.api.kit import CLERK, Hands, Who, calling
from tests.api.office import Office
from tests.api.public_pages import page_addresses
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
        self.pages: dict[str, Seen] = {}
        self.tabled: dict[str, dict[str, str]] = {}
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
        """Ask for everything as the public, and make the bundle and the open data that it may take away."""
        api = self.office.api
        assert api.get(f"{V1}/rounds?at_least={api.events()}").status == 200
        self.seen[stage] = {
            address: self._answer(address)
            for address in self._addresses(WALKED if stage != "raised" else [*WALKED, *SHUT])
        }
        self.pages[stage] = {
            address: self._answer(address) for address in page_addresses(stage, COUNTY.code, self._paths)
        }
        self.given[stage] = {"bundle": self._bundled(stage), **open_data(api.desk, COUNTY.code)}
        self.tabled[stage] = dict(self._tables())

    def _answer(self, address: str) -> tuple[int, Mapping[str, str], bytes]:
        answer = self.wire.ask("GET", address, {})
        assert answer.status < 500 or answer.status == 503, address
        return answer.status, answer.headers, answer.body

    def _tables(self) -> Iterator[tuple[str, str]]:
        """Every table that there is for everybody, now and as of the day of the ballot, in both formats; without its root."""
        for as_of in ("", "2024-01-18"):
            taken = ask(self.office.api.desk, "public", COUNTY.code, year=2024, as_of=as_of)
            for name, table in TABLES.items():
                book = Book(sheets=table.make(taken), taken=replace(taken.taken, root="0" * 64))
                content = written(book)
                with ZipFile(BytesIO(workbook(book))) as parts:
                    inside = unescape("".join(parts.read(part).decode() for part in parts.namelist()))
                yield f"{name}?as_of={as_of}", inside + content.decode() + aside(book, content).decode()

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
            between = f"congress={COUNTY.code}&from=2023-08-31&" if "from" in known else ""
            yield from (f"{path}?{year}{between}{way}" for path in self._paths(route.path) for way in ways)

    def _paths(self, path: str) -> list[str]:
        """The path with every stream in it that is of the kind that it names, and one that is not."""
        if "{" not in path:
            return [path]
        (named, *_) = re.findall(r"\{(\w+)\}", path)
        if named == "stream":
            return [path.replace("{stream}", one) for one in self.streams.values()]
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

        with wired(build_app((*ROUTES, *PAGES), lent, unbelieved)) as wire:
            yield World(Office(api, CLERK), wire, folder / "bundles", publication)
