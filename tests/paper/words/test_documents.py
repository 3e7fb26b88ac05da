"""Do the documents in words say what is recorded, in the insiders' words, and leave open what is not?"""

from __future__ import annotations

import re
from typing import Any

import pytest

from api.paper.refusals import NotPrintable
from api.paper.words.announcing import announcement
from api.paper.words.facts import Facts
from api.paper.words.letters import assignment, finding, opinions
from api.paper.words.method import method
from api.paper.words.pieces import BLANK, Document, Table
from api.paper.words.report import public_report, report
from api.paper.words.report.sources import ranges
from api.paper.words.resolving import resolution
from api.paper.words.script import script
from domain.profile import compose
from domain.profile.refusals import NoBallot
from projections.models import MODELS
from tests.paper.words import worlds
from tests.paper.words.kit import county, declared, facts, told, town, words_in
from tests.projections import play
from tests.projections.play import Ledger

UNFIT = re.compile(
    r"选票|当选|落选|提案|常委(?!会)|中标|[0-9a-f]{8}-[0-9a-f]{4}|[\u4e00-\u9fff] | [\u4e00-\u9fff]|[\u4e00-\u9fff][,;:?!()]"
    r"|。[）”、；]|。。|，，|、、|；。|：。|None|（）|《》|([\u4e00-\u9fff]{2,3})\1"
)
"""What insiders do not say of projects (events.md, "Words"), ids instead of names, punctuation doubled or of half width, words said twice."""
OF_A_CONGRESS = ("票决", "公告", "主席团", "人民代表大会", "大会")
"""What a street never says: it has neither congress nor presidium, and its 票选 decides nothing."""


@pytest.mark.parametrize("name", worlds.GOLDENS)
def test_a_document_says_to_the_sentence_what_it_said_when_it_was_read_over(name: str) -> None:
    world, write = worlds.GOLDENS[name]
    assert told(write(world())) == (worlds.FOLDER / f"{name}.txt").read_text(encoding="utf-8").removesuffix("\n")


def test_no_golden_is_left_of_a_document_that_is_gone() -> None:
    assert {path.stem for path in worlds.FOLDER.iterdir()} == {*worlds.GOLDENS}


@pytest.mark.parametrize("name", worlds.GOLDENS)
def test_no_document_says_of_projects_what_is_said_of_elections(name: str) -> None:
    world, write = worlds.GOLDENS[name]
    said = told(write(world()))
    assert [found[0] for found in UNFIT.finditer(said)] == []


@pytest.mark.parametrize("name", [name for name in worlds.GOLDENS if name.startswith("street")])
def test_a_street_says_nothing_that_only_a_congress_may_say(name: str) -> None:
    world, write = worlds.GOLDENS[name]
    said = told(write(world()))
    assert [word for word in OF_A_CONGRESS if word in said] == []


def test_an_announcement_waits_until_it_may_be_made() -> None:
    for world, why in (
        (worlds.street_counted, "还没有当场宣布"),
        (worlds.drafted, "还没有作出决定"),
        (worlds.opened, "还没有当场宣布"),
    ):
        with pytest.raises(NotPrintable, match=why):
            announcement(world())


def test_a_street_waits_for_its_party_committee() -> None:
    ledger, ballot = play.counted("street", [50, 48, 46, 44], 3)
    declared(ledger, ballot)
    with pytest.raises(NotPrintable, match="党工委确认"):
        announcement(facts(ledger.log, "990101001"))


def test_a_draft_leaves_number_and_day_open_and_lists_in_the_order_of_publication() -> None:
    order = {"publication": {"order": "votes", "votes": "all", "not_selected": "show"}}
    ledger, ballot = play.counted("township", [44, 50, 46, 40], 3, **order)
    declared(ledger, ballot)
    said = announcement(facts(ledger.log, "990101101"))
    (chosen, rest) = [block for block in said.body if isinstance(block, Table)]
    assert [row[1] for row in chosen.rows] == ["示例项目2", "示例项目3", "示例项目1"]
    assert [row[1] for row in rest.rows] == ["示例项目4"]
    assert said.number == f"（第{BLANK}号）"
    assert said.on == f"{BLANK}年{BLANK}月{BLANK}日"


def test_only_where_somebody_decides_afterwards_is_there_a_resolution() -> None:
    with pytest.raises(NotPrintable, match="不另作决定"):
        resolution(county())


def test_where_nobody_votes_there_is_neither_method_nor_script() -> None:
    ledger = Ledger()
    play.found(ledger, "county", {})
    own = facts(ledger.log, "990101")
    rules = compose("report_only", "sc_evaluation", {"level": "county"})
    without = Facts(**{**_fields(own), "adopted": lambda _version: {"profile": rules}})
    for write in (method, script):
        with pytest.raises(NoBallot):
            write(without)


def _fields(of: Facts) -> dict[str, Any]:
    return {name: getattr(of, name) for name in Facts.__slots__}


def test_a_congress_without_rules_is_told_to_adopt_some() -> None:
    without = Facts(**{**_fields(county()), "row": {**county().row, "profiles": []}, "adopted": lambda _version: None})
    with pytest.raises(NotPrintable, match="请先登记规则"):
        report(without)


@pytest.mark.parametrize(
    ("write", "number"),
    [
        (opinions, "2024报-999"),
        (finding, "2024问-999"),
        (assignment, ""),
        (assignment, "2024-11"),
        (assignment, "2024-77"),
    ],
)
def test_a_letter_about_nothing_is_not_written(write: Any, number: str) -> None:
    with pytest.raises(NotPrintable, match="编号"):
        write(county(), number)


def test_before_anything_is_recorded_the_method_and_the_script_are_there_with_blanks() -> None:
    ledger = Ledger()
    play.found(ledger, "township", {})
    own = facts(ledger.log, "990101101")
    for write in (method, script):
        said = told(write(own))
        assert f"应选{BLANK}项" in said
        assert "应到代表60人" in said  # 换届 recorded how many are in office
    assert f"实到代表{BLANK}人" in told(script(own))


def test_the_threshold_of_the_method_has_the_number_needed_with_its_arithmetic() -> None:
    said = told(method(county()))
    assert "应到代表327人，须有218人以上出席（327×2÷3＝218）。" in said
    assert "按全体代表327人计算，须获赞成票164张以上（327÷2＝163.5，超过即至少164）。" in said


def test_names_are_read_aloud_where_they_may_be_read_and_left_open_where_not() -> None:
    named = Facts(**{**_fields(county()), "person": lambda reference: f"示例{reference[:4]}"})
    assert f"总监票人{BLANK}，" in told(script(county()))
    assert re.search(r"总监票人示例\w{4}，监票人示例\w{4}、示例\w{4}、示例\w{4}（3名）", told(script(named)))


@pytest.mark.parametrize("of", [county, town])
def test_every_mark_in_the_report_has_a_source_and_every_source_is_cited(of: Any) -> None:
    document = report(of())
    (sources,) = [block for block in document.body if isinstance(block, Table) and block.heads[0] == "来源"]
    marks = [row[0] for row in sources.rows]
    cited = [mark for said in words_in(_without(document, sources)) for mark in re.findall(r"〔\d{1,3}〕", said)]
    assert cited == marks == [f"〔{number}〕" for number in range(1, len(marks) + 1)]


def _without(document: Document, table: Table) -> Document:
    return Document(title="", body=tuple(block for block in document.body if block is not table))


@pytest.mark.parametrize("of", [county, town])
def test_positions_in_the_report_are_those_of_events_that_happened_on_the_days_named(of: Any) -> None:
    facts_ = of()
    (sources,) = [block for block in report(facts_).body if isinstance(block, Table) and block.heads[0] == "来源"]
    days = {each.position: each.envelope.effective_on for stream in _streams(facts_) for each in facts_.history(stream)}
    for mark, what, positions, span in sources.rows:
        on = {days[position] for position in _numbers(positions) if position in days}
        assert on, (mark, what)
        first, _, last = span.partition("至")
        assert (min(on), max(on)) == (first, last or first), (mark, what)


def _streams(of: Facts) -> set[str]:
    return {row["stream"] for model in MODELS for row in of.read(model)}


def _numbers(positions: str) -> list[int]:
    if positions == "—":
        return []
    found: list[int] = []
    for part in positions.split("、"):
        first, _, last = part.partition("至")
        found += range(int(first), int(last or first) + 1)
    return found


def test_ranges_of_positions_are_said_once() -> None:
    assert list(ranges([])) == []
    assert list(ranges([7])) == ["7"]
    assert list(ranges([9, 3, 1, 2, 2, 7])) == ["1至3", "7", "9"]


def test_a_void_round_is_told_inside_and_counts_for_nothing_outside() -> None:
    of = worlds.spoilt()
    assert "发出58张，收回59张〔1〕。本轮无效。" in told(report(of))
    assert "重新投票结果尚未公告" not in told(public_report(of))
    assert "收回59张" not in told(public_report(of))


def test_a_result_that_is_not_declared_is_in_no_report() -> None:
    for of in (worlds.tied(), worlds.fewer(), worlds.street_counted()):
        assert "示例项目" not in told(public_report(of))
        assert "确定0项" not in told(report(of))
        assert "总投资" not in told(report(of))
