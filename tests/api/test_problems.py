"""Is every no said as RFC 9457 wants it, under the right status, and never with what goes on inside?"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import orjson
import pytest

import api
import domain
import voting
from api.http.audience import EVERYONE
from api.http.reply import Reply
from api.http.route import Body, Call, Route
from api.http.statuses import STATUSES, status_of
from api.http.table import ROUTES
from domain.refusals import Faults, NotFound, Refusal
from domain.storage import ConnectionLost, DatabaseUnavailable, LedgerBusy, OutcomeUnknown
from tests.api.kit import CLERK, Caller, Hands, Said, calling, nowhere


class NeverHeardOf(Refusal):
    """A reason that no table knows."""

    code = "never_heard_of"
    title = "示例"


def say(raised: Exception) -> Said:
    """What the service answers when a handler raises this."""

    def handle(_call: Call) -> Reply:
        raise raised

    route = Route(
        method="POST",
        path="/api/v1/example",
        summary="示例",
        audience=EVERYONE,
        handle=handle,
        body=Body(media_type="*/*"),
    )
    with calling(nowhere(), Hands(), routes=[route]) as caller:
        return caller.post("/example")


@pytest.fixture
def door() -> Iterator[Caller]:
    with calling(nowhere(), Hands()) as caller:
        yield caller


def test_a_refusal_that_no_table_knows_is_422() -> None:
    said = say(NeverHeardOf("示例说明", pointer="/a/b", left=3, right="4"))
    assert said.status == 422
    assert said.headers["content-type"] == "application/problem+json"
    assert said.json == {
        "type": "urn:minsheng:never_heard_of",
        "title": "示例",
        "status": 422,
        "detail": "示例说明",
        "errors": [{"pointer": "/a/b", "code": "never_heard_of", "detail": "示例说明", "left": 3, "right": "4"}],
    }


def test_figures_never_hide_the_place_and_the_code() -> None:
    said = say(NeverHeardOf("示例说明", code="x"))
    assert (said.json["errors"][0]["code"], said.json["errors"][0]["detail"]) == ("never_heard_of", "示例说明")


def test_several_faults_are_one_problem() -> None:
    said = say(Faults([NeverHeardOf("一", pointer="/a"), NeverHeardOf("二", pointer="/b")]))
    assert (said.status, said.places) == (422, {"/a": "never_heard_of", "/b": "never_heard_of"})


@pytest.mark.parametrize("raised", [OutcomeUnknown(), LedgerBusy(), DatabaseUnavailable(), ConnectionLost()])
def test_a_database_that_is_away_is_503_and_says_when_to_ask_again(raised: Exception) -> None:
    said = say(raised)
    assert said.status == 503
    assert int(said.headers["retry-after"]) >= 1


def test_what_we_did_wrong_is_500_and_says_nothing_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    said = say(RuntimeError("示例原因"))
    assert (said.status, said.codes) == (500, ["internal_fault"])
    assert "示例" not in str(said.json)
    (line,) = capsys.readouterr().err.splitlines()
    logged = orjson.loads(line)
    assert (logged["path"], "示例原因" in logged["exception"]) == ("/api/v1/example", True)


def test_the_log_names_neither_who_came_nor_what_he_sent(capsys: pytest.CaptureFixture[str]) -> None:
    say(RuntimeError("示例原因"))
    logged = capsys.readouterr().err
    assert not [word for word in (CLERK.person, CLERK.congress, "key-0", "testclient", "locals") if word in logged]


def test_an_address_that_is_not_there_is_404(door: Caller) -> None:
    said = door.get("/api/v1/nothing")
    assert (said.status, said.codes) == (404, ["no_such_path"])
    assert said.headers["content-type"] == "application/problem+json"


def test_a_method_that_is_not_offered_is_405_and_says_which_are(door: Caller) -> None:
    said = door.get("/api/v1/calculators/tally")
    assert (said.status, said.codes) == (405, ["method_not_allowed"])
    assert said.headers["allow"] == "POST"


def refusals() -> list[type[Refusal]]:
    """Every reason that the ledger has."""
    for package in (api, domain, voting):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith("api.bundle.verifier."):  # programs, which raise no refusals
                importlib.import_module(module.name)
    found: list[type[Refusal]] = []
    waiting = [Refusal]
    while waiting:
        for reason in waiting.pop().__subclasses__():
            found.append(reason)
            waiting.append(reason)
    return [reason for reason in found if not reason.__module__.startswith("tests")]


def test_no_two_reasons_share_a_code() -> None:
    codes = [reason.code for reason in refusals() if "code" in vars(reason)]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def test_every_reason_has_a_title_of_its_own_and_a_status_of_the_callers_or_of_503() -> None:
    for reason in refusals():
        assert reason.title
        assert 400 <= status_of(reason) < 500 or status_of(reason) in (500, 503, 504), reason


def test_nothing_in_the_table_of_statuses_repeats_its_parent() -> None:
    for reason, status in STATUSES.items():
        parents = [STATUSES[parent] for parent in reason.__mro__[1:] if parent in STATUSES]
        assert not parents or parents[0] != status, reason


def test_what_is_not_found_is_404_whatever_it_is() -> None:
    class NoSuchThing(NotFound):
        code = "no_such_thing_of_tests"

    assert status_of(NoSuchThing) == 404


def test_the_routes_that_may_be_refused_say_so() -> None:
    assert [
        route.path for route in ROUTES if route.method != "GET" and route.audience != EVERYONE and not route.refusals
    ] == []
