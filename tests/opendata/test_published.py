"""Does open data give the public what the settings let out, and nothing else, whichever value each of them has?"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.bundle.public import public_until
from api.opendata.kinds import KINDS
from api.opendata.refusals import NoSinglePapers
from domain.events import Recorded
from domain.refusals import NotFound
from projections.models import CONGRESSES, FINDINGS, PROJECTS, PROPOSALS
from projections.publication.settings import SHIPPED
from tests.bundle.memory import MemorySource
from tests.bundle.republished import republished
from tests.bundle.test_public import SETTINGS, moments, people_in, references, unselected
from tests.opendata.kit import taken
from tests.projections.histories import at_random, demonstration
from tests.projections.test_publication import leaves

LARGE = 10**8
"""Amounts from a million yuan on: nothing else in these files has so many digits."""
Row = dict[str, Any]


def files(events: list[Recorded], code: str) -> dict[str, str]:
    """Every file for the public as text, the members of a zip each by itself."""
    year, found = taken(events, code), {}
    for kind in KINDS:
        try:
            data = KINDS[kind].prepare(year, "").make(lambda _: None)
        except (NoSinglePapers, NotFound) as refused:
            found[kind] = refused.detail
            continue
        if kind == "csv":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                found |= {name: package.read(name).decode("utf-8-sig") for name in package.namelist()}
        else:
            found[kind] = data.decode()
    return found


@cache
def logs() -> list[Recorded]:
    return demonstration().events


def cells(found: dict[str, str], table: str, *names: str) -> set[str]:
    """What stands in these columns of a table."""
    return {row[name] for row in csv.DictReader(io.StringIO(found[f"{table}.csv"])) for name in names}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: ",".join(f"{k}={v}" for k, v in setting.items()))
def test_nothing_leaves_that_a_setting_does_not_let_out(setting: Row) -> None:
    allowed = {**SHIPPED, **setting}
    events = list(republished(logs(), allowed))
    assert_nothing_secret(files(events, "990101"), MemorySource(events), allowed, "990101")


@pytest.mark.parametrize(
    "allowed",
    [SHIPPED, {**SHIPPED, "votes": "all", "not_selected": "show", "evaluation": "counts"}],
    ids=["shipped", "open"],
)
@pytest.mark.parametrize("code", ["990101", "990101101"])
def test_nothing_leaves_before_its_announcement_either(allowed: Row, code: str) -> None:
    events = list(republished(logs(), allowed))
    for size in [*moments(events)][:2]:
        assert_nothing_secret(files(events[:size], code), MemorySource(events[:size]), allowed, code)


def assert_nothing_secret(found: dict[str, str], source: MemorySource, allowed: Row, code: str) -> None:
    """Hold every file against what the settings do not let out."""
    everything = "\n".join(found.values())
    until = taken(source.events, code).position
    assert not [ref for ref in references(source.events) if ref in everything]
    batch = orjson.loads(found["cloudevents"])[1:]
    assert not [ref for one in batch if "data" in one for ref in people_in(one["data"]["event"])]
    if allowed["not_selected"] == "hide":
        assert not [title for title in unselected(source, until) if title in everything]
    if allowed["votes"] == "none":
        assert cells(found, "ballots", "for", "against", "abstain", "rank", "valid") <= {""}
    if allowed["evaluation"] != "counts":
        assert cells(found, "grades", "satisfied", "dissatisfied", "abstain", "satisfied_rate") <= {""}
    if allowed["evaluation"] == "none":
        assert cells(found, "grades", "grade", "item") <= {""}
        assert '"satisfaction"' not in found["oc4ids"]
    if allowed["survey"] == "none":
        assert found["surveys.csv"].count("\n") == 1
        assert "survey-" not in found["oc4ids"]
    assert_money(found, source, allowed, code)
    assert_words(everything, source, allowed, code)


def assert_money(found: dict[str, str], source: MemorySource, allowed: Row, code: str) -> None:
    """No amount stands anywhere that is neither on the ballot nor money that is published."""
    if allowed["candidates"] == "list":
        assert cells(found, "ballots", "amount_fen") | cells(found, "projects", "promised_fen") <= {""}
    if allowed["money"] == "by_project":
        return
    columns = ("total_fen", "plan_fen", "year_paid_fen", "start_completed_fen")
    assert cells(found, "projects", *columns) | cells(found, "money", *columns[2:]) <= {""}
    rows = [row for _, row in source.rows(PROJECTS, len(source.events), code)]
    promised = {amount for row in rows for amount in amounts(row["promise"])}
    spent = {amount for row in rows for amount in amounts([row["reports"], row["annual"], row["settlement"]])}
    written = set(re.findall(r"[0-9]{6,}", found["oc4ids"] + found["cloudevents"]))
    assert not {str(amount) for fen in spent - promised for amount in (fen, fen // 100) if fen >= LARGE} & written


def amounts(value: Any) -> Iterator[int]:
    """Every amount in a part of a row."""
    named = leaves({"": value})
    yield from (amount for name, amount in named if name.endswith("_fen") and isinstance(amount, int))


def assert_words(everything: str, source: MemorySource, allowed: Row, code: str) -> None:
    """No proposal and no finding is told in its own words that is not published."""
    size = len(source.events)
    if allowed["proposals"] != "reviewed_titles":
        projects = {row["title"] for _, row in source.rows(PROJECTS, size, code)}
        titles = {row["title"] for _, row in source.rows(PROPOSALS, size, code)} - projects
        assert not [title for title in titles if title in everything and not any(title in each for each in projects)]
    if allowed["findings"] in {"none", "counts"}:
        assert not [row["matter"] for _, row in source.rows(FINDINGS, size, code) if row["matter"] in everything]


def test_everything_that_is_withheld_is_said_in_the_file_that_lacks_it() -> None:
    hiding = {"votes": "none", "not_selected": "hide", "evaluation": "none", "findings": "none", "proposals": "none"}
    hiding |= {"money": "none", "survey": "none", "candidates": "list"}
    found = files(list(republished(logs(), {**SHIPPED, **hiding})), "990101")
    said = orjson.loads(found["datapackage.json"])["ledger"]["withheld"]
    assert len(said) == len(set(said)) == 9
    for words in (
        "得票数",
        "未获确定的项目",
        "测评结果",
        "问题",
        "建议项目",
        "项目资金",
        "候选项目的金额",
        "群众测评",
        "未经审核",
    ):
        assert any(words in each for each in said), words
    assert all(any(each in line for line in found["数据字典.csv"].splitlines()) for each in said)
    package = orjson.loads(found["oc4ids"])
    assert all("按本人大的办法，不公布项目资金" in each["minsheng"]["withheld"] for each in package["projects"])
    assert all("budget" not in each for each in package["projects"])


@settings(max_examples=10)
@given(rng=st.randoms(use_true_random=True), share=st.floats(0.2, 1))
def test_whatever_was_recorded_every_file_is_made_or_refused_in_words(rng: Random, share: float) -> None:
    events = at_random(rng).events
    known = events[: max(1, round(len(events) * share))]
    until = public_until(MemorySource(known), len(known))
    for _, row in MemorySource(known).rows(CONGRESSES, until):
        found = files(known, row["code"])
        assert orjson.loads(found["cloudevents"])
        assert not [ref for ref in references(known) if ref in "\n".join(found.values())]
