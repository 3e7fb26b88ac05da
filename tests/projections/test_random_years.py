"""Do the rows of projects, and everything that is read off them, stand whatever happened and in whatever order?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from projections.ledger.alerts import alerts
from projections.ledger.lines import lines, summed
from projections.ledger.promises import promises
from projections.ledger.satisfaction_years import satisfaction
from projections.ledger.spending import By, spending
from projections.ledger.targets import targets
from projections.ledger.todo import todo
from projections.models import PROJECTS
from projections.past import rows_on
from projections.projects.folds import FOLDS
from projections.publication import listed, project_as_seen, published, settings_of
from tests.projections.kit import Log, folded
from tests.projections.random_years import ACTS, FIRST, random_year
from tests.projections.test_folds import Touched

SEEDED = st.randoms(use_true_random=True)
DAYS = st.integers(0, 700).map(lambda days: FIRST + timedelta(days=days))


def shown(log: Log) -> list[dict[str, Any]]:
    return list(folded(PROJECTS, log.events).shown(PROJECTS).values())


@settings(max_examples=40, deadline=None)
@given(rng=SEEDED)
def test_every_row_that_a_fold_touches_was_named_beforehand(rng: Random) -> None:
    rows = Touched()
    for recorded in random_year(rng, 120).log.events:
        rows.keys.clear()
        PROJECTS.fold(rows, recorded)
        assert rows.keys <= set(PROJECTS.keys(recorded)) if PROJECTS.touches(recorded) else not rows.keys


def test_the_random_acts_reach_every_fold_of_a_projects_own_events() -> None:
    made = {type(act(Random(seed))) for act in ACTS for seed in range(3)}  # noqa: S311 - examples are no secrets
    own = {kind for kind in FOLDS if kind.TOPIC.startswith("projects:")}
    assert {kind.__name__ for kind in own - made} == {"ProjectDrafted", "ProjectTakenOver"}


@settings(max_examples=60, deadline=None)
@given(rng=SEEDED, day=DAYS)
def test_everything_can_be_read_off_any_rows_on_any_day(rng: Random, day: date) -> None:
    rows = shown(random_year(rng).log)
    outside = [project_as_seen(row, settings_of(row, None)) for row in rows if listed(row)]
    for seen in (rows, outside):
        for year in (2023, 2024, 2025):
            found = lines(seen, year, day)
            whole = summed(found, seen)
            for by in get_args(By):
                grouped = spending(seen, year, by)
                paid = [group.year_to_date.paid.fen or 0 for group in grouped.groups]
                assert by == "source" or sum(paid) == (whole.year_to_date.paid.fen or 0)
            assert len(targets(seen, year)) == len(found)
            promises(seen, year, day)
        satisfaction(seen)
    warned, owed = alerts(rows, day), todo({"projects": rows}, day)
    said = [(each.behind, each.words) for each in warned] + [(each.behind, each.words) for each in owed]
    assert all(behind and words.endswith("。") for behind, words in said), "whatever is said has an event behind it"
    assert all((each.due_on == "") == (each.days_left is None) for each in owed)


@settings(max_examples=30, deadline=None)
@given(rng=SEEDED)
def test_outside_no_amount_is_seen_that_is_not_published_nor_any_report_that_is_not_checked(rng: Random) -> None:
    for row in shown(random_year(rng).log):
        seen = published(row, "public")
        if not listed(row):
            assert set(seen) == {"kind", "congress", "code", "congress_name", "level", "withheld"}
            continue
        for report in seen["reports"]:
            assert all(version["status"] == "accepted" for version in report["versions"])
        if row["publication"]["money"] == "none":
            assert {value for name, value in _leaves({**seen, "promise": None, "drafted": None}) if name.endswith("_fen")} <= {None}  # fmt: skip
        assert "position" not in {name for name, _ in _leaves(seen)}


@settings(max_examples=30, deadline=None)
@given(rng=SEEDED, day=DAYS)
def test_the_rows_of_a_day_are_those_of_what_had_happened_by_then(rng: Random, day: date) -> None:
    log = random_year(rng).log
    streams = dict.fromkeys(recorded.originator_id for recorded in log.events)
    histories = [[recorded for recorded in log.events if recorded.originator_id == stream] for stream in streams]
    happened = [recorded for recorded in log.events if recorded.envelope.effective_on <= str(day)]
    assert rows_on(PROJECTS, histories, day) == folded(PROJECTS, happened).shown(PROJECTS)
    assert rows_on(PROJECTS, histories, date(2199, 1, 1)) == folded(PROJECTS, log.events).shown(PROJECTS)


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    match value:
        case dict():
            for key, each in value.items():
                yield from _leaves(each, key)
        case list():
            for each in value:
                yield from _leaves(each, name)
        case _:
            yield name, value
