"""At which addresses do the pages lie that anybody can look at, whatever of the ledger they show?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from api.pages.table import PAGES

FILE = "/congresses/{congress}/{year}/data/{name}.{suffix}"
"""Each of these names its position and its root; the same files, without them, are compared as `given` and `tabled`."""
LEDGER_PAGES = [
    route
    for route in PAGES
    if route.method == "GET"
    and "public" in route.audience
    and not route.unasked
    and not route.deep
    and route.path != FILE
]
"""The pages that anybody can look at, whatever they show."""
AT_THE_END = "/congresses/{congress}/{year}/data"
"""Made of everything there is, so it is looked at once everything is there."""


def page_addresses(stage: str, code: str, paths: Callable[[str], Sequence[str]]) -> Iterator[str]:
    """Every public page of every stream, now and, once everything is there, as of the day of the ballot too."""
    for route in LEDGER_PAGES:
        if route.path == AT_THE_END and stage != "graded":
            continue
        ways = ["", "as_of=2024-01-18"] if stage == "graded" else [""]
        more = "from=2023-08-31&" if route.path.endswith("/changes") else ""
        yield from (f"{path}?{more}{way}" for path in _filled(route.path, code, paths) for way in ways)


def _filled(path: str, code: str, paths: Callable[[str], Sequence[str]]) -> Sequence[str]:
    path = path.replace("{congress}", code).replace("{year}", "2024")
    if "{number}" in path:
        return [path.replace("{number}", f"2024-{number:02}") for number in (1, 2, 3)]
    return paths(path)
