"""Which pages are looked at, as whom, and with what of the demonstration in their addresses?

Every page has its visit: `make shots` takes a picture of each, and `test_every_page.py` goes through them with axe and the keyboard. A
page that is not in the table is visited where there is least room, by the first who may. Where it should be looked at closely, by
another role, or in another state, it gets a line in the table, or several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Final

from api.demo.county import names as county
from api.demo.county.reporting import SCANNED
from api.demo.town import names as town
from api.http.audience import ADMINISTRATORS
from api.http.route import Route
from domain.streams import document_id, finding_id, inspection_id, report_id
from tests.pages.browsing import NARROW, WIDE, WIDTHS
from tests.pages.site import page_routes

SAMPLES: Final[Mapping[str, str]] = {
    "congress": county.CONGRESS,
    "code": county.CODE,
    "cycle": str(county.CYCLE),
    "year": str(county.YEAR),
    "project": str(county.project(9)),
    "number": f"{county.YEAR}-09",
    "proposal": str(county.proposal(1)),
    "meeting": str(county.SESSION),
    "round": str(county.FIRST),
    "evaluation": str(county.EVALUATED),
    "finding": str(finding_id(county.CONGRESS, county.YEAR, 1)),
    "inspection": str(inspection_id(county.CONGRESS, county.YEAR, 2)),
    "report": str(report_id(county.CONGRESS, county.YEAR + 1, 1)),
    "document": str(document_id(county.CONGRESS, SCANNED)),
}
"""What stands in the place of a parameter of an address, unless a visit says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page: the name of its picture, its route, who looks at it (None has not signed in), and what is asked of it.

    `place`: parameters of the address that are others than those of `SAMPLES`; `unit`: for a unit's eyes, which one's; `widths`: at
    which the tests look at it.
    """

    name: str
    route: str
    role: str | None = None
    congress: str = county.CODE
    unit: str = ""
    query: str = ""
    status: int = 200
    widths: tuple[int, ...] = tuple(WIDTHS)
    place: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The address; raises `KeyError` for a parameter that neither the visit nor `SAMPLES` knows."""
        found = self.route.format_map({**SAMPLES, **self.place})
        return f"{found}?{self.query}" if self.query else found


GOING_ON: Final = {"project": str(county.project(3))}
"""A project that is carried over, with reports and sub-items."""
BOOKED: Final = "/audit/{congress}/{year}"


def books(name: str, path: str = "", query: str = "") -> Visit:
    """A visit of the auditor to the books of the county's year."""
    return Visit(name=name, route=BOOKED + path, role="auditor", place={"congress": county.CODE}, query=query)


TABLE: Final[tuple[Visit, ...]] = (
    Visit(name="front", route="/"),
    Visit(name="board", route="/congresses/{congress}/{year}"),
    Visit(name="board-past", route="/congresses/{congress}/{year}", query="as_of=2024-06-30", widths=(NARROW,)),
    Visit(name="board-narrowed", route="/congresses/{congress}/{year}", query="group=unit&q=示例", widths=(NARROW,)),
    Visit(name="project", route="/projects/{project}", place={"project": str(county.project(6))}),
    Visit(name="result", route="/congresses/{congress}/{year}/result"),
    Visit(name="money", route="/congresses/{congress}/{year}/money"),
    Visit(name="proposals", route="/congresses/{congress}/{year}/proposals"),
    Visit(name="proposal-not-published", route="/proposals/{proposal}", status=404, widths=(NARROW,)),
    Visit(name="changes", route="/congresses/{congress}/changes", query="from=2024-08-31&to=2024-09-30"),
    Visit(name="changes-none", route="/congresses/{congress}/changes", widths=(NARROW,)),
    Visit(name="sign-in", route="/sign-in"),
    Visit(name="desk", route="/desk", role="clerk"),
    Visit(name="desk-of-a-unit", route="/desk", role="unit", widths=(NARROW,)),
    Visit(name="form-of-a-project", route="/do/projects", role="clerk"),
    Visit(name="form-of-a-list", route="/do/cycles/{cycle}/final-lists", role="clerk", widths=(NARROW,)),
    Visit(name="form-of-scrutineers", route="/do/meetings/{meeting}/scrutineers", role="clerk", widths=(NARROW,)),
    Visit(name="form-of-a-report", route="/do/projects/{project}/reports", role="clerk", widths=(NARROW,)),
    Visit(name="import", route="/desk/import", role="clerk"),
    Visit(name="sheet", route="/rounds/{round}/sheet", role="clerk"),
    Visit(name="hall", route="/rounds/{round}/hall", role="clerk", widths=(WIDE,)),
    Visit(
        name="bundle-of-no-papers",
        route="/rounds/{round}/room/bundles/{bundle}",
        role="clerk",
        place={"bundle": "1"},
        status=404,
        widths=(NARROW,),
    ),
    Visit(name="session-afterwards", route="/desk/session/rounds", role="clerk", congress=town.CODE),
    Visit(name="import-of-a-unit", route="/desk/import", role="unit", query="kind=progress", widths=(NARROW,)),
    Visit(name="verify", route="/verify"),
    Visit(name="verify-mistyped", route="/verify", query="size=1266&root=abcd"),
    Visit(name="verify-round", route="/verify/rounds/{round}"),
    Visit(name="verify-round-inside", route="/verify/rounds/{round}", role="clerk"),
    Visit(name="verify-evaluation", route="/verify/evaluations/{evaluation}"),
    Visit(name="verify-evaluation-inside", route="/verify/evaluations/{evaluation}", role="auditor"),
    Visit(name="audit", route="/audit", role="auditor"),
    Visit(name="audit-corrected", route="/audit", role="chair", query="corrected=true"),
    Visit(name="audit-event", route="/audit/events/{position}", role="auditor", place={"position": "1008"}),
    books("books"),
    books("books-money", "/money"),
    books("books-changes", "/changes"),
    books("books-records", "/records"),
    books("books-diff", "/diff", "from=2024-03-31&to=2024-06-30"),
    Visit(name="dashboard", route="/dashboard"),
    Visit(name="dashboard-inside", route="/dashboard", role="government"),
    Visit(name="unit", route="/unit", role="unit", unit="03"),
    Visit(name="unit-report", route="/unit/projects/{project}/report", role="unit", unit="03", place=GOING_ON),
    Visit(name="government", route="/government", role="government"),
    Visit(name="check-report", route="/government/projects/{project}/report", role="government", place=GOING_ON),
    Visit(name="adjustment", route="/government/projects/{project}/adjustment", role="government", place=GOING_ON),
    Visit(name="assignments", route="/government/assignments", role="government"),
    Visit(name="deputy", route="/deputy", role="deputy"),
    Visit(name="propose", route="/congresses/{congress}/propose", place={"congress": county.CODE}),
    Visit(name="survey", route="/congresses/{congress}/{year}/survey", place={"congress": county.CODE}),
    Visit(name="incoming", route="/desk/incoming", role="clerk"),
    Visit(name="surveys", route="/desk/surveys", role="clerk"),
)

WORKERS: Final = (
    "clerk",
    "chair",
    "government",
    "unit",
    "scrutineer",
    "teller",
    "deputy",
    "auditor",
    *sorted(ADMINISTRATORS),
)
"""Who is asked first to look at a page that is not for everybody."""


DESK: Final[tuple[Visit, ...]] = (
    Visit(name="desk-of-a-clerk", route="/desk", role="clerk"),
    Visit(name="desk-of-a-government", route="/desk", role="government"),
    Visit(name="desk-of-a-year-not-begun", route="/desk", role="chair", query="year=2026"),
    Visit(name="confirmations", route="/desk/confirmations", role="chair"),
    Visit(name="asked", route="/desk/asked", role="clerk"),
    Visit(name="inbox", route="/desk/proposals", role="clerk", query=f"year={county.YEAR}"),
    Visit(name="screening", route="/desk/screening", role="clerk", query=f"proposal={county.proposal(1)}"),
    Visit(name="candidates", route="/desk/candidates", role="clerk", query=f"year={county.YEAR}"),
    Visit(name="congress-and-units", route="/desk/congress", role="clerk"),
    Visit(name="documents", route="/desk/documents", role="clerk"),
    Visit(name="files", route="/desk/files", role="clerk"),
    Visit(name="rules", route="/desk/rules", role="clerk"),
    Visit(
        name="rules-of-a-street",
        route="/desk/rules",
        role="clerk",
        query="decision=street&evaluation=council_evaluation",
    ),
    Visit(name="meetings", route="/desk/meetings", role="clerk"),
    Visit(name="meeting-prepared", route="/desk/meetings/{meeting}", role="clerk"),
    Visit(name="correction-of-a-round", route="/desk/corrections/rounds/{round}", role="clerk"),
    Visit(name="correction-of-an-evaluation", route="/desk/corrections/evaluations/{evaluation}", role="clerk"),
    Visit(name="handover", route="/desk/handover", role="clerk"),
)
"""The office's own desk."""

CLOSELY: Final = (*TABLE, *DESK)


def derived(routes: Sequence[Route], table: Sequence[Visit]) -> tuple[Visit, ...]:
    """A visit to each page among the routes that the table does not name."""
    paths = set(unvisited(routes, table))
    return tuple(_plain(route) for route in routes if is_page(route) and route.path in paths)


def _plain(route: Route) -> Visit:
    role = None if "public" in route.audience else next(role for role in WORKERS if role in route.audience)
    name = route.path.strip("/").replace("/", "-").replace("{", "").replace("}", "") or "home"
    return Visit(name=name, route=route.path, role=role, widths=(NARROW,))


def is_page(route: Route) -> bool:
    """Whether a browser shows what the route answers as a page."""
    return route.method == "GET" and route.answer_media_type.startswith("text/html")


def unvisited(routes: Sequence[Route], visits: Sequence[Visit]) -> list[str]:
    """The pages among the routes that no visit goes to."""
    return sorted({route.path for route in routes if is_page(route)} - {visit.route for visit in visits})


def astray(routes: Sequence[Route], visits: Sequence[Visit]) -> list[str]:
    """The visits to what is no page, or whose address cannot be filled in."""
    pages = {route.path for route in routes if is_page(route)}
    return [visit.name for visit in visits if visit.route not in pages or unknown(visit)]


def unknown(visit: Visit) -> set[str]:
    """The parameters of the address for which there is no value."""
    asked = {name for _, name, _, _ in Formatter().parse(visit.route) if name}
    return asked - set(SAMPLES) - set(visit.place)


VISITS: Final = (*CLOSELY, *derived(page_routes(), CLOSELY))
