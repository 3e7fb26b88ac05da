"""Which pages are looked at, as whom, and with what of the demonstration in their addresses?

Every page has its visit (`test_visits.py` asks for it): `make shots` takes a picture of each, and `test_every_page.py` goes through
them with axe and the keyboard, at every width. Where a page looks different to another role, or in another state, it has one more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Final

from api.demo.county import names as county
from api.http.route import Route

SAMPLES: Final[Mapping[str, str]] = {
    "congress": county.CONGRESS,
    "code": county.CODE,
    "cycle": str(county.CYCLE),
    "year": str(county.YEAR),
    "project": str(county.project(9)),
    "proposal": str(county.proposal(1)),
    "meeting": str(county.SESSION),
    "round": str(county.FIRST),
    "evaluation": str(county.EVALUATED),
}
"""What stands in the place of a parameter of an address, unless a visit says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page: the name of its picture, its route, who looks at it (None has not signed in), and what is asked of it.

    `place`: parameters of the address that are others than those of `SAMPLES`; `unit`: for a unit's eyes, which one's.
    """

    name: str
    route: str
    role: str | None = None
    congress: str = county.CODE
    unit: str = ""
    query: str = ""
    status: int = 200
    place: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The address; raises `KeyError` for a parameter that neither the visit nor `SAMPLES` knows."""
        found = self.route.format_map({**SAMPLES, **self.place})
        return f"{found}?{self.query}" if self.query else found


# As in `Visit(name="ledger", route="/ledger")` or `Visit(name="project-of-a-unit", route="/projects/{project}", role="unit")`.
DESK: Final[tuple[Visit, ...]] = (
    Visit(name="desk-of-a-clerk", route="/desk", role="clerk"),
    Visit(name="desk-of-a-government", route="/desk", role="government"),
    Visit(name="desk-of-a-year-not-begun", route="/desk", role="chair", query="year=2026"),
    Visit(name="confirmations", route="/desk/confirmations", role="chair"),
    Visit(name="asked", route="/desk/asked", role="clerk"),
    Visit(name="proposals", route="/desk/proposals", role="clerk", query=f"year={county.YEAR}"),
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

VISITS: Final[tuple[Visit, ...]] = DESK


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
