"""Does anything that the service answers to the public, at any address, tell what the rules do not publish?

Two congresses do the same, and differ in nothing but what is secret: whatever the public is answered by the one and by the other,
statuses and headers too, must be the same to the letter, and so must what a bundle for everybody, every file of open data and the
tables that everybody may read give. Beside that stand words
that occur nowhere else (canaries), which are looked for in everything that was answered.

Every page that anybody can look at is among what is answered. Surfaces that there are not yet: a screen in the hall (`hall`), a search, and a feed for the public (`/api/v1/events` and the
histories are shut to it, which is tried). Whole papers (`papers_min_repeat`) come out in bundles and open data alone:
`tests/bundle/test_public.py` and `tests/opendata` try every value of every key there. The tree's hashes are over other bytes in every ledger, and say nothing but how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from api.http.route import V1
from api.postgres import Server
from domain.money import print_number, say_amount
from domain.profile.sections import Publication
from tests.api.published import (
    AMOUNTS,
    CALLER,
    CONTENT,
    EVALUATIONS,
    FEW,
    MARKS,
    MATTER,
    MOST,
    PAID,
    PROFILES,
    READS,
    REFUSED,
    REVIEWED,
    ROUNDS,
    SAMPLE,
    SHUT,
    TITLES,
    VOTES,
    WALKED,
    WISH,
    Seen,
    World,
    world,
)
from voting.events.rounds import RoundOpened


def told(seen: Seen) -> str:
    """Everything that was answered, headers and bodies."""
    return "\n".join(f"{headers}{text.decode()}" for _, headers, text in seen.values())


def differing(one: Seen, other: Seen) -> set[str]:
    """The routes at which two worlds were answered differently."""
    assert one.keys() == other.keys()
    patterns = {route.path: re.compile(re.sub(r"\{\w+\}", "[^/]+", route.path)) for route in (*WALKED, *SHUT)}
    paths = {address.partition("?")[0] for address in one if one[address] != other[address]}
    return {next(path for path, pattern in patterns.items() if pattern.fullmatch(each)) for each in paths}


def differing_pages(one: Seen, other: Seen) -> set[str]:
    """The pages that look otherwise in the other world."""
    assert one.keys() == other.keys()
    return {address.partition("?")[0] for address in one if _settled(one[address]) != _settled(other[address])}


def _settled(answer: tuple[int, Mapping[str, str], bytes]) -> tuple[int, Mapping[str, str], bytes]:
    """An answer without the number of a form, which is drawn, and what depends on its length."""
    status, headers, body = answer
    return status, headers, re.sub(rb'(name="_key" value=")[^"]*', rb"\1", body)


def altered(one: Mapping[str, str], other: Mapping[str, str]) -> set[str]:
    """The tables that say something else in the other world."""
    assert one.keys() == other.keys()
    return {each.partition("?")[0] for each in one if one[each] != other[each]}


def test_every_value_of_every_key_is_walked() -> None:
    hints = get_type_hints(Publication, include_extras=True)
    for name, hint in hints.items():
        if name != "papers_min_repeat":
            assert {rules[name] for rules in PROFILES.values()} == set(get_args(hint)), name


@pytest.mark.parametrize("name", ["least", "more", "most"])
def test_the_public_is_told_at_no_address_what_the_rules_do_not_publish(
    pg_server: Server, made: str, tmp_path: Path, name: str
) -> None:
    rules = PROFILES[name]
    # The same two are chosen with the same votes, and the same grade is given; only who was not chosen, and the marks, differ.
    with (
        world(pg_server, made, tmp_path / "one", rules) as one,
        world(pg_server, made, tmp_path / "other", rules) as other,
    ):
        one.whole_year()
        other.voted((*VOTES[:2], 9))
        other.announced()
        other.graded((16, 3, 1))
        shown = {stage: differing_pages(one.pages[stage], pages) for stage, pages in other.pages.items()}
        assert (shown["declared"], bool(shown["graded"])) == (
            set(),
            rules["votes"] == "all" or rules["evaluation"] == "counts",
        )
        if rules["votes"] != "all":
            assert shown["announced"] == shown["evaluated"] == set()
        votes_shown = ROUNDS if rules["votes"] == "all" else set()
        counts_shown = EVALUATIONS if rules["evaluation"] == "counts" else set()
        assert {stage: differing(one.seen[stage], seen) for stage, seen in other.seen.items()} == {
            "declared": set(), "announced": votes_shown, "evaluated": votes_shown, "graded": votes_shown | counts_shown,
        }  # fmt: skip
        assert {stage: altered(one.tabled[stage], told) for stage, told in other.tabled.items()} == {
            "declared": set(), "announced": {"rounds"} if votes_shown else set(), "evaluated": {"rounds"} if votes_shown else set(),
            "graded": ({"rounds"} if votes_shown else set()) | ({"evaluations"} if counts_shown else set()),
        }  # fmt: skip
        assert one.given["declared"] == other.given["declared"]
        assert (one.given["announced"] == other.given["announced"]) == (rules["votes"] != "all")
        _canaries(one, rules)


def test_few_things_are_published_and_no_other(pg_server: Server, made: str, tmp_path: Path) -> None:
    with world(pg_server, made, tmp_path / "one", FEW) as one:
        one.whole_year()
        _canaries(one, FEW)


def test_before_the_announcement_nothing_tells_who_was_chosen_nor_which_grade_was_given(
    pg_server: Server, made: str, tmp_path: Path
) -> None:
    with (
        world(pg_server, made, tmp_path / "one", MOST) as one,
        world(pg_server, made, tmp_path / "two", MOST) as two,
        world(pg_server, made, tmp_path / "three", MOST) as three,
    ):
        one.voted()
        two.voted((26, 9, 27))
        three.voted()
        assert one.seen["declared"] == two.seen["declared"]
        assert differing_pages(one.pages["declared"], two.pages["declared"]) == set()
        assert one.given["declared"] == two.given["declared"]
        assert one.tabled["declared"] == two.tabled["declared"]
        for each, marks in ((one, MARKS), (three, (4, 5, 11))):
            each.announced()
            each.graded(marks)
        assert differing(one.seen["evaluated"], three.seen["evaluated"]) == set()
        assert differing_pages(one.pages["evaluated"], three.pages["evaluated"]) == set()
        assert one.given["evaluated"] == three.given["evaluated"]
        assert one.tabled["evaluated"] == three.tabled["evaluated"]
        assert differing(one.seen["graded"], three.seen["graded"]) >= EVALUATIONS


def _canaries(one: World, rules: Mapping[str, str]) -> None:
    said = {
        stage: told(seen) + str(one.given[stage]) + "".join(one.tabled[stage].values())
        for stage, seen in one.seen.items()
    }
    everything = "".join(said.values())
    assert not [word for word in (CONTENT, CALLER, REFUSED, WISH, "示例村1") if word in everything]
    # Of an event that is given whole, a bundle gives the envelope too: by whom, as a number.
    assert not [word for seen in one.seen.values() for word in ("p-clerk", "p-chair") if word in told(seen)]
    _canaries_in_tables(one, rules)
    _canaries_in_pages(one, rules)
    assert (REVIEWED in everything) == (rules["proposals"] == "reviewed_titles")
    assert (MATTER in everything) == (rules["findings"] == "all")
    assert (str(AMOUNTS[2]) in said["declared"]) == (rules["candidates"] == "with_amounts")
    assert (str(PAID) in said["evaluated"]) == (rules["money"] == "by_project")
    assert str(SAMPLE) not in said["evaluated"]
    assert (str(SAMPLE) in said["graded"]) == (rules["survey"] == "summary")
    assert ('"grade_word":"满意"' in said["graded"]) == (rules["evaluation"] != "none")
    assert '"grade_word":"满意"' not in said["evaluated"]
    shown = {
        address: text.decode() for address, (_, _, text) in one.seen["announced"].items() if "as_of" not in address
    }
    after = "".join(text for address, text in shown.items() if "/rounds" in address)
    assert (TITLES[2] in after) == (rules["not_selected"] == "show")
    _in_order(one, rules)
    assert all(status in (400, 401, 403, 404, 503) for a, (status, _, _) in one.seen["raised"].items() if _is_shut(a))


def _canaries_in_pages(one: World, rules: Mapping[str, str]) -> None:
    """The same on the pages, where amounts are written as people write them, and none of which fails."""
    said = {stage: told(pages) for stage, pages in one.pages.items()}
    everything = "".join(said.values())
    assert all(status in {200, 303, 404} for pages in one.pages.values() for status, _, _ in pages.values())
    assert not [
        word for word in (CONTENT, CALLER, REFUSED, WISH, "示例村1", "p-clerk", "p-chair") if word in everything
    ]
    assert (REVIEWED in everything) == (rules["proposals"] == "reviewed_titles")
    assert (MATTER in everything) == (rules["findings"] == "all")
    assert (say_amount(AMOUNTS[2]) in said["declared"]) == (rules["candidates"] == "with_amounts")
    assert (print_number(PAID) in said["evaluated"]) == (rules["money"] == "by_project")
    assert str(SAMPLE) not in said["evaluated"]
    assert (str(SAMPLE) in said["graded"]) == (rules["survey"] == "summary")
    now = "".join(
        text.decode()
        for address, (_, _, text) in one.pages["announced"].items()
        if "as_of" not in address and "/changes" not in address
    )
    assert (TITLES[2] in now) == (rules["not_selected"] == "show")
    assert f"{VOTES[0]}</td>" not in everything or rules["votes"] != "none"


def _canaries_in_tables(one: World, rules: Mapping[str, str]) -> None:
    """The same in the tables, where an amount is written in 万元; what is withheld is said there in words."""
    said = {stage: "".join(tables.values()) for stage, tables in one.tabled.items()}
    everything = "".join(said.values())
    assert not [
        word for word in (CONTENT, CALLER, REFUSED, WISH, "示例村1", "p-clerk", "p-chair") if word in everything
    ]
    assert (REVIEWED in everything) == (rules["proposals"] == "reviewed_titles")
    assert (MATTER in everything) == (rules["findings"] == "all")
    assert (print_number(AMOUNTS[2]) in said["declared"]) == (rules["candidates"] == "with_amounts")
    assert (print_number(PAID) in said["evaluated"]) == (rules["money"] == "by_project")
    now = one.tabled["graded"]
    assert ("满意</t>" in now["evaluations?as_of="]) == (rules["evaluation"] != "none")
    assert (TITLES[2] in one.tabled["announced"]["rounds?as_of="]) == (rules["not_selected"] == "show")
    assert ("不公布得票数" in now["rounds?as_of="]) == (rules["votes"] == "none")
    assert ("只公布获确定项目的得票数" in now["rounds?as_of="]) == (rules["votes"] == "selected")
    assert ("不公布未获确定的项目" in now["rounds?as_of="]) == (rules["not_selected"] == "hide")
    assert ("不公布项目资金" in now["progress?as_of="]) == (rules["money"] == "none")
    assert ("不公布金额" in now["candidates?as_of="]) == (rules["candidates"] == "list")
    assert ("不公布测评票数" in now["evaluations?as_of="]) == (rules["evaluation"] == "grades")
    assert ("不公布测评结果" in now["evaluations?as_of="]) == (rules["evaluation"] == "none")
    assert ("只公布建议项目的数量" in now["proposals?as_of="]) == (rules["proposals"] == "counts")
    assert ("共收到建议项目4件" in now["proposals?as_of="]) == (rules["proposals"] != "none")
    # While the ballot is not announced nothing is read from its first event on, not even how far the log has come.
    opened = next(
        each.position for each in one.office.api.desk.ledger.read_log(0, 2000) if isinstance(each.event, RoundOpened)
    )
    assert all(
        f"第{opened - 1}号为止" in text
        for address, text in one.tabled["declared"].items()
        if address.endswith("as_of=")
    )
    assert TITLES[0] not in one.tabled["declared"]["rounds?as_of="]


def _in_order(one: World, rules: Mapping[str, str]) -> None:
    """The chosen stand as the rules say: as on the ballot, or by their votes."""
    _, _, text = one.seen["announced"][f"{V1}/rounds/{one.streams['round']}?"]
    first, second = text.find(TITLES[0].encode()), text.find(TITLES[1].encode())
    assert (first < second) == (rules["order"] == "candidate")


def _is_shut(address: str) -> bool:
    path = address.partition("?")[0]
    return any(re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route.path), path) for route in SHUT) and not any(
        re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route.path), path) for route in READS
    )
