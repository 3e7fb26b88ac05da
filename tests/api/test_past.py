"""Does the service answer as of any past position or time, and show nothing that was recorded later?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from api.desk import ROLES, desk_on
from api.http.queries import AS_OF
from api.http.route import V1
from api.http.table import ROUTES
from api.postgres import Server
from domain.calendar import day_of, parse_instant
from domain.events import Recorded
from domain.storage import Ledger
from projections.models import MODELS
from projects.events.progress import ProgressReported
from tests.api.conftest import copied
from tests.api.kit import COUNTY, Caller, Hands, Who, calling
from tests.api.test_ledger import recorded
from tests.projections.histories import demonstration
from tests.projections.kit import Log
from tests.projections.test_on_the_ledger import appended
from tests.projections.years import W, Year, money

NOW = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
COUNTY_WHOLE = Who(person="p-auditor", role="auditor", congress="99")
PAST = [route for route in ROUTES if AS_OF in route.parameters]
CODES = (COUNTY, "990101101")


@contextmanager
def served(pg_server: Server, made: str, folder: Path, events: list[Recorded]) -> Iterator[Caller]:
    """A service whose log holds these events and no others."""
    log, hands = Log(), Hands(NOW)
    log.take(events)
    with (
        Ledger.at(copied(pg_server, made), role=ROLES.service, connections=4) as ledger,
        desk_on(ledger, folder / "person.key", work=True, clock=hands) as desk,
        calling(desk, hands) as caller,
    ):
        position = appended(ledger, log)
        assert desk.waiting.wait_for(position, 60, [model.name for model in MODELS])
        yield caller


def addresses(events: list[Recorded], rng: Random) -> Iterator[str]:
    """Every address that answers as of the past: lists and years of both congresses, and some streams of every kind."""
    streams = [str(one.originator_id) for one in events if one.originator_version == 1]
    for route in PAST:
        if "{" in route.path:
            start, _, rest = route.path.partition("{")
            yield from (f"{start}{stream}{rest.partition('}')[2]}?" for stream in rng.sample(streams, 15))
        else:
            filters = {parameter.name for parameter in route.parameters} & {"congress", "year"}
            years = ("&year=2024", "&year=2025") if "year" in filters else ("",)
            yield from (f"{route.path}?congress={code}{year}" for code in CODES for year in years)


@pytest.fixture(scope="module")
def whole(pg_server: Server, made: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """The service after both years."""
    with served(pg_server, made, tmp_path_factory.mktemp("whole"), demonstration().events) as caller:
        yield caller


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_address_as_of_the_past_answers_as_if_nothing_had_been_recorded_since(
    pg_server: Server, made: str, tmp_path: Path, whole: Caller, seed: int
) -> None:
    rng = Random(seed)  # noqa: S311 - places in a history, no secret
    events = demonstration().events
    end = rng.choice([place for place in range(100, len(events)) if day(events[place]) > day(events[place - 1])])
    asked = [*addresses(events[:end], rng)]
    with served(pg_server, made, tmp_path, events[:end]) as then:
        then.hands.moment = parse_instant(events[end - 1].envelope.at)
        known = {address: [answer(then, address, who) for who in (COUNTY_WHOLE, None)] for address in asked}
    for address, (inside, outside) in known.items():
        for as_of in (f"position:{end}", day(events[end - 1])):
            assert answer(whole, f"{address}&as_of={as_of}", COUNTY_WHOLE) == inside, (address, as_of)
        assert answer(whole, f"{address}&as_of={day(events[end - 1])}", None) == outside, address
    answered = [status for both in known.values() for status, _ in both]
    assert answered.count(200) > 60, "many addresses name a stream of another kind, not all"


def day(one: Recorded) -> date:
    return day_of(one.envelope.at)


def answer(caller: Caller, path: str, who: Who | None) -> tuple[int, Any]:
    """Status and content; of the way to the next page only that there is one, for it leads on in this query alone."""
    said = caller.get(path, who=who)
    return said.status, said.json | {"next": bool(said.json.get("next"))}


def late_year() -> Year:
    """A project whose report of February was typed in March, and whose report of March, of that month's end, in April."""
    year = Year()
    own = year.chosen()
    year.report(own, "2024-02", "2024-03-05", money(500, 400, 300, 350), accept=False)
    paid = money(600, 500, 390, 420)
    year.add(own, "2024-03-31", ProgressReported(period="2024-03", year=paid, start=paid), recorded="2024-04-09")
    return year


@pytest.fixture
def late(ledger: Ledger, hands: Hands, tmp_path: Path) -> Iterator[Caller]:
    recorded(ledger, late_year())
    hands.moment = NOW
    with desk_on(ledger, tmp_path / "person.key", work=True, clock=hands) as desk, calling(desk, hands) as caller:
        yield caller


@pytest.mark.parametrize(
    ("asked", "paid"),
    [
        ("", 390),
        ("as_of=2024-04-09", 390),
        ("as_of=2024-04-08", 300),
        ("as_of=2024-03-31", 300),
        ("as_of=2024-04-09T02:00:00Z", 390),
        ("as_of=2024-04-09T09:59:59.999999+08:00", 300),
        ("valid_on=2024-03-31", 390),
        ("valid_on=2024-03-30", 300),
        ("as_of=2024-04-08&valid_on=2024-03-31", 300),
        ("as_of=2024-04-09&valid_on=2024-03-31", 390),
        ("as_of=2024-04-09&valid_on=2024-03-30", 300),
        ("as_of=2024-03-04&valid_on=2024-03-31", None),
    ],
)
def test_what_was_entered_late_was_true_before_it_was_known(late: Caller, asked: str, paid: int | None) -> None:
    expected = None if paid is None else paid * W
    path = f"{V1}/ledger?congress={COUNTY}&year=2024&at_least={late.events()}&{asked}"
    assert late.get(path).json["total"]["year_to_date"]["paid"]["fen"] == expected
    (line,) = late.get(path).json["lines"]
    path = f"{V1}/projects/{line['stream']}?{asked}"
    reports = late.get(path).json["reports"]
    assert ([each["period"] for each in reports] or [None])[-1] == {390: "2024-03", 300: "2024-02", None: None}[paid]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("position:0", "台账现在是第1号至第11号，没有第0号。"),
        ("position:12", "台账现在是第1号至第11号，没有第12号。"),
        ("2022-12-31", "不能查2022-12-31；台账从北京时间2023-01-04 10:00:00开始，到今天2026-01-05为止。"),
        ("2026-01-06", "到今天2026-01-05为止"),
        ("2024-02-30", "没有2024-02-30这一天；台账从北京时间2023-01-04 10:00:00开始，到今天2026-01-05为止。"),
        ("2024-04-09T25:00:00Z", "现为“2024-04-09T25:00:00Z”"),
        ("昨天", "应写成position:号、日期"),
        ("position:１", "应写成position:号、日期"),
    ],
)
def test_a_past_that_the_log_does_not_have_is_refused_with_the_one_that_it_has(
    late: Caller, as_of: str, said: str
) -> None:
    assert late.events() == 11
    answered = late.get(f"{V1}/projects?as_of={as_of}&at_least=11")
    assert (answered.status, answered.codes) == (400, ["past_unknown"])
    assert said in answered.json["detail"]


@pytest.mark.parametrize("position", [1, 11, 12, 500])
def test_outside_nobody_learns_by_asking_how_long_the_log_is(late: Caller, position: int) -> None:
    told = [late.get(f"{V1}/projects?as_of=position:{each}", who=None) for each in (position, 3)]
    assert [said.codes for said in told] == [["past_unknown"]] * 2
    assert "号至" not in told[0].json["detail"]


def test_a_page_leads_on_only_in_the_list_that_it_was_of(late: Caller) -> None:
    late.get(f"{V1}/congresses?at_least=11")
    for number in range(2, 4):
        home = {"code": f"99010{number}", "level": "county", "name": f"示例县{number}人民代表大会"}
        assert late.post("/congresses", home, who=Who(congress=f"99010{number}")).status == 201
    first = late.get(f"{V1}/congresses?limit=1&at_least=13").json
    on = f"{V1}/congresses?limit=2&after={first['next']}"
    assert len(late.get(on).json["items"]) == 2
    for other in ("&as_of=2024-04-09", "&within=99", "&congress=990101"):
        said = late.get(on + other)
        assert (said.status, said.codes) == (400, ["query_invalid"])
        assert "另一次查询的next" in said.json["detail"]
    assert late.get(on.replace("congresses", "cycles")).status == 400
