"""How is a list of candidates chosen and put in order, and does it keep to the rules before it is handed on?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.http.queries import number_in, year_named
from api.http.reply import Reply
from api.http.resources.proposals import SCREENERS
from api.http.route import Call
from api.pages.desk.stepper import Way
from api.pages.forms.doing import DO
from api.pages.inside import every, read
from api.pages.look import Crumb, page
from api.pages.routes import shown
from domain.profile import Profile, candidates_lacking, recorded_profile
from projections.congresses import CONGRESSES, profile_key
from projections.words.years import CHANGES
from projects.deciders.differences import Difference, differences
from projects.events.cycles import Listed

Row = Mapping[str, Any]
HERE: Final = "/desk/candidates"
LARGEST: Final = 999


def _candidates(call: Call) -> Reply:
    cycles = {each["project_year"]: each for each in every(call, "/cycles", congress=call.actor.congress)}
    years = sorted(cycles, reverse=True)
    year = year_named(call.query["year"]) if call.query.get("year") else next(iter(years), 0)
    cycle = cycles.get(year)
    batch = _open_batch(cycle) if cycle else None
    rows = _choosable(call, year, cycle, batch)
    chosen = _chosen(call, rows, batch)
    seats = number_in(call.query.get("seats", "")) or 0
    rules = _rules(call)
    by_number = {row["project"]: row for row in rows}
    changed = _differences(batch, [by_number[number] for number in chosen]) if batch else []
    return page(
        call,
        "desk/candidates.html",
        title="候选名单",
        crumbs=(Crumb("工作台", f"/desk?year={year}" if year else "/desk"),),
        year=year,
        years=years,
        cycle=cycle,
        batch=batch,
        number=batch["batch"] if batch else len(cycle["batches"]) + 1 if cycle else 1,
        rows=sorted(rows, key=lambda row: (row["project"] not in chosen, _place(chosen, row), row["project"])),
        places={number: place for place, number in enumerate(chosen, 1)},
        seats=seats,
        verdict=surplus(rules, len(chosen), seats) if rules and seats else "",
        rules=rules.candidate if rules else None,
        whole=rules is not None and rules.decision_mode in ("report_only", "report_vote"),
        changed=[(each, CHANGES[each.kind], f"changes/{place}") for place, each in enumerate(changed)],
        looked="seats" in call.query,
        ways=_ways(cycle, batch) if cycle else (),
        listed=batch["lines"] if batch else (),
        final=[each for each in cycle["batches"] if each["final"]] if cycle else (),
    )


def _place(chosen: Sequence[str], row: Row) -> int:
    return chosen.index(row["project"]) if row["project"] in chosen else LARGEST


def _open_batch(cycle: Row) -> Row | None:
    """The batch whose final list is not fixed yet, or may still be changed."""
    return next((each for each in cycle["batches"] if not each["balloted"] and not each["listed"]), None)


def _choosable(call: Call, year: int, cycle: Row | None, batch: Row | None) -> list[Row]:
    """The projects drafted for the year, and those on the list that waits."""
    if cycle is None:
        return []
    on_list = {line["project"] for line in batch["lines"]} if batch else set()
    projects = every(call, "/projects", congress=call.actor.congress, year=year)
    return [row for row in projects if row["standing"] == "drafted" or row["project"] in on_list]


def _chosen(call: Call, rows: Sequence[Row], batch: Row | None) -> list[str]:
    """The projects in the order that was asked for; at first those of the preliminary list, or all."""
    known = [row["project"] for row in rows]
    asked = {number: number_in(call.query.get(f"items/{number}", "")) for number in known}
    if "seats" in call.query:
        return [number for _, number in sorted((place, number) for number, place in asked.items() if place)]
    if batch is None:
        return known
    lines = [(line["preliminary"]["place"], line["project"]) for line in batch["lines"] if line["preliminary"]]
    return [number for _, number in sorted(lines) if number in known]


def _rules(call: Call) -> Profile | None:
    """The rules in force, whole: what the congress's own row says of them is only which there are."""
    row = read(call, "/congresses/{congress}", {"congress": call.actor.congress})
    newest = max((each["version"] for each in row["profiles"]), default=0)
    found = call.desk.reading.part(CONGRESSES, profile_key(row["stream"], newest)) if newest else None
    return recorded_profile(found["profile"]) if found else None


def surplus(rules: Profile, candidates: int, seats: int) -> str:
    """Whether so many candidates are enough for so many seats (D-07), with the figures."""
    said = f"应选{seats}项，现列{candidates}项"
    if rules.decision_mode in ("report_only", "report_vote"):
        return f"{said}：{'符合' if seats == candidates else '不逐项票决的名单，应选数就是名单的项数'}。"
    if seats > candidates:
        return f"{said}：候选少于应选。"
    needed = candidates_lacking(rules.candidate, candidates, seats)
    if needed is not None:
        return f"{said}，候选至少须{needed}项：还差{needed - candidates}项。"
    if candidates == seats:
        return f"{said}，实行等额，规则允许：符合。"
    return f"{said}，差额{candidates - seats}项：符合。"


def _differences(batch: Row, rows: Sequence[Row]) -> list[Difference]:
    """How the list differs from the preliminary one, as the decider will find it."""
    before = [
        Listed(project=line["project"], **{name: line["preliminary"][name] for name in ("title", "content", "amount_fen", "amount_text", "deadline")})
        for line in sorted((each for each in batch["lines"] if each["preliminary"]), key=lambda each: each["preliminary"]["place"])
    ]  # fmt: skip
    return list(differences(before, [_line(row) for row in rows]))


def _line(row: Row) -> Listed:
    brief = row["now"]["brief"]
    return Listed(
        project=row["project"], title=brief["title"], content=brief["content"], amount_fen=brief["total_fen"],
        amount_text=brief["total_text"], deadline=brief["deadline_text"] or brief["deadline_on"],
    )  # fmt: skip


def _ways(cycle: Row, batch: Row | None) -> list[Way]:
    """The forms between the preliminary and the final list, those that are still to do."""
    if batch is None:
        return []
    form = f"{DO}/cycles/{cycle['stream']}"
    year = f"?year={cycle['project_year']}"
    steps = (
        (not batch["publicised"], Way("登记公示", f"{form}/publicity{year}")),
        (batch["publicised"] and not batch["publicity_ended"], Way("登记公示结束", f"{form}/publicity-ends{year}")),
        (not batch["submitted"], Way("登记提请审议", f"{form}/submissions{year}")),
    )
    return [way for due, way in steps if due]


ROUTES: Final = (shown(HERE, "候选名单", _candidates, SCREENERS),)
