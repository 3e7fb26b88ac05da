"""Do the figures for whoever watches over the service say how it goes, and of a ballot nothing at all?"""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from api.cli.ending import Trouble
from api.cli.scraping import scraped
from api.desk import ROLES, Desk, desk_on
from api.http.metrics import NEAR, Metrics
from api.http.noting import Noted, is_voting
from api.http.quotas import Quotas
from api.http.route import V1
from api.http.table import ROUTES
from api.http.terms import Terms
from api.log.shelf import Shelf
from domain.storage import Ledger
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import sign_note
from projections.bookmarks import Bookmark
from projections.models import MODELS
from tests.api.kit import CLERK, Hands, calling
from tests.api.office import Office
from tests.api.test_noting import prepared
from tests.api.years import COUNTY, announced, balloted
from tests.log.notes import KEY
from tests.verbs import until

NOW = datetime(2024, 1, 18, 8, tzinfo=UTC)


def said(figures: Metrics) -> str:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(figures)
    return generate_latest(registry).decode()


def figures_of(text: str) -> dict[str, float]:
    """The figures by name and labels."""
    return {
        f"{sample.name}{sorted(sample.labels.items())}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_through_a_whole_ballot_no_figure_moves(url: str, tmp_path: Path) -> None:
    meeting, numbers = prepared(url, tmp_path)
    hands, during = Hands(), list[str]()
    hands.moment = NOW
    with (
        Ledger.at(url, connections=6, role=ROLES.service) as ledger,
        desk_on(ledger, tmp_path / "person.key", work=True, clock=hands) as desk,
    ):
        figures = Metrics(replace(desk, clock=lambda: NOW))
        with calling(desk, hands, terms=Terms(note=figures.count)) as api:
            api.keys = count(1000)
            office = Office(api, CLERK)
            assert api.client.get(f"{V1}/presets").status_code == 200
            before, head = said(figures), ledger.head()
            api.client.event_hooks["response"].append(lambda _response: during.append(said(figures)))
            ballot = balloted(office, meeting, dict(zip(numbers, (28, 25, 17), strict=True)))
            announced(office, COUNTY, ballot, on="2024-01-18")
            assert api.client.get(f"{V1}/rounds/{ballot}").status_code == 200
            assert ledger.head() > head + 8, "the ballot was recorded"
            assert len(during) > 8
            moved = {line for each in during for line in set(each.splitlines()) ^ set(before.splitlines())}
            assert moved == set()
            assert api.client.get(f"{V1}/presets").status_code == 200
            assert said(figures) != before, "or it would not see anything at all"
    assert not [word for word in (ballot, meeting, *numbers, CLERK.person) if word in before]


@pytest.fixture
def desk(ledger: Ledger, tmp_path: Path) -> Iterator[Desk]:
    """A desk whose read models are up to date, and which publishes checkpoints."""
    with desk_on(
        ledger, tmp_path / "person.key", work=True, checkpoints=tmp_path / "checkpoints", clock=Hands()
    ) as desk:
        assert desk.waiting.wait_for(ledger.head(), 20, [model.name for model in MODELS])
        yield desk


def test_requests_are_told_by_door_and_kind_and_those_of_too_many_by_themselves(desk: Desk) -> None:
    figures = Metrics(desk)
    for status in (200, 201, 404, 429, 429, 503):
        figures.count(Noted(method="POST", route=f"{V1}/congresses", status=status, milliseconds=1))
    asked = {"2xx": 2.0, "4xx": 1.0, "429": 2.0, "5xx": 1.0}
    for kind, number in asked.items():
        labels = [("method", "POST"), ("route", f"{V1}/congresses"), ("status", kind)]
        assert figures_of(said(figures))[f"minsheng_requests_total{labels}"] == number


def test_no_door_of_a_ballot_can_come_among_the_figures(desk: Desk) -> None:
    figures = Metrics(desk)
    with calling(desk, Hands(), terms=Terms(note=figures.count, quotas=Quotas())) as api:
        for route in ROUTES:
            if not route.deep and route.path != f"{V1}/events":
                api.client.request(route.method, route.path)
    found = said(figures)
    assert f'route="{V1}/presets"' in found
    near = [route.path for route in ROUTES if is_voting(route) or not NEAR.isdisjoint(route.path.split("/"))]
    assert not [path for path in near if f'route="{path}"' in found]


def test_a_model_that_lacks_something_is_behind_for_as_long_as_it_lacks_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = {model.name: Bookmark(model.version, 5) for model in MODELS}
    moment, head = NOW, 5
    monkeypatch.setattr(type(desk.ledger), "head", lambda _ledger: head)
    monkeypatch.setattr(type(desk.reading), "positions", lambda _reading: marks)
    figures, name = Metrics(replace(desk, clock=lambda: moment)), MODELS[0].name
    place = f"minsheng_reading_behind_minutes{[('model', name)]}"

    def behind() -> float:
        return figures_of(said(figures))[place]

    assert behind() == 0
    head = 9
    assert behind() == 0, "what was recorded just now shows nowhere"
    moment += timedelta(seconds=59)
    assert behind() == 0
    moment += timedelta(seconds=62)
    assert behind() == 2
    head = 99
    marks[name] = Bookmark(1, 9)
    assert behind() == 0, "it goes on, and what it lacks now it has not lacked for long"
    marks[name] = Bookmark(1, 9, "示例")
    assert figures_of(said(figures))[f"minsheng_reading_stuck{[('model', name)]}"] == 1


def test_the_age_of_the_newest_checkpoint_is_told_and_none_where_there_is_none(desk: Desk) -> None:
    figures = Metrics(replace(desk, clock=lambda: NOW + timedelta(minutes=7)))
    assert "minsheng_checkpoint_age_seconds[]" not in figures_of(said(figures))
    assert desk.checkpoints is not None
    Shelf(desk.checkpoints).keep(sign_note(Checkpoint(KEY.name, 3, bytes(32), NOW).text, KEY))
    assert figures_of(said(figures))["minsheng_checkpoint_age_seconds[]"] == 420


def test_a_database_that_is_away_is_a_figure_and_no_failure(desk: Desk) -> None:
    figures = Metrics(desk)
    assert figures_of(said(figures))["minsheng_database_up[]"] == 1
    desk.ledger.close()
    found = figures_of(said(figures))
    assert found["minsheng_database_up[]"] == 0
    assert not [name for name in found if "reading" in name]


def test_they_are_given_on_the_loopback_alone_and_only_while_the_service_is_open(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with scraped(Metrics(desk), port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
            assert b"minsheng_database_up 1.0" in answer.read()
        with pytest.raises(Trouble, match="这个端口已被别的程序占用"), scraped(Metrics(desk), port):
            pass
        others = {str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), port)} - {
            "127.0.0.1",
            "127.0.1.1",
            "::1",
        }
        for other in others:
            with pytest.raises(OSError, match=r".*"), closing(socket.create_connection((other, port), 2)):
                pass
    assert until(lambda: _free(port))
    with scraped(Metrics(desk), None):
        assert _free(port)


def _free(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) != 0
