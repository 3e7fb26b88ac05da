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


GOING_ON: Final = {"project": str(county.project(3))}
"""A project that is carried over, with reports and sub-items."""

# As in `Visit(name="ledger", route="/ledger")` or `Visit(name="project-of-a-unit", route="/projects/{project}", role="unit")`.
VISITS: Final[tuple[Visit, ...]] = (
    Visit(name="import", route="/desk/import", role="clerk"),
    Visit(name="import-of-a-unit", route="/desk/import", role="unit", query="kind=progress"),
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
