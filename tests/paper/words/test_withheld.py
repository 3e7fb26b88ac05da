"""Does any document for everybody say what the rules do not publish, whatever they say?

The played year is told again under every value of every key of `publication`; what is withheld there occurs in no document that
goes outside. Each value that lets something out shows that the search would have found it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, get_args, get_type_hints

import pytest

from api.paper.words.announcing import announcement
from api.paper.words.report import public_report
from api.paper.words.script import script
from domain.profile.sections import Publication
from tests.paper.words.kit import facts, told, under
from tests.projections.histories import demonstration

VOTES = r"赞成\d|｜赞成｜|(?<!须)获赞成票\d|有效313张|(?<!\d)296(?!\d)|(?<!\d)231(?!\d)"
OTHERS = r"示例县农贸市场改造|示例县户外劳动者驿站"
PROMISED = r"总投资(约)?[0-9.]+[万亿]元|承诺总投资[0-9]|｜6\.2亿元｜"
SPENT = r"到位[0-9.]+亿元|支付[0-9.]+亿元|完成投资[0-9.]+亿元|年度计划投资[0-9]|｜13400｜|[0-9]万元改为|增加县级资金"
GRADES = r"｜满意｜|不满意[0-9]项|｜不满意｜"
MATTERS = r"停车场出入口与人行道冲突"
OPEN = r"监理日志不全"
COUNTED = r"登记问题\d+件"
WISHES = r"收到建议项目136件"
WISH = r"示例河镇康养中心"
SURVEYED = r"样本|有效答卷"
HEARD = r"，赞成\d+票"

WORLDS: Final[Mapping[str, tuple[Mapping[str, str], tuple[str, ...], tuple[str, ...]]]] = {
    "least": (
        {
            "candidates": "list", "votes": "none", "order": "candidate", "not_selected": "hide", "hall": "list",
            "evaluation": "none", "findings": "none", "proposals": "none", "money": "none", "survey": "none",
        },
        (VOTES, OTHERS, PROMISED, SPENT, GRADES, MATTERS, OPEN, COUNTED, r"问题\d+件", r"136", SURVEYED),
        (),
    ),
    "shipped": (
        {
            "candidates": "with_amounts", "votes": "none", "order": "candidate", "not_selected": "hide", "hall": "list",
            "evaluation": "grades", "findings": "closed", "proposals": "counts", "money": "by_project", "survey": "summary",
        },
        (VOTES, OTHERS, OPEN, COUNTED, WISH),
        (PROMISED, SPENT, GRADES, MATTERS, WISHES),
    ),
    "some": (
        {
            "candidates": "list", "votes": "selected", "order": "votes", "not_selected": "hide", "hall": "votes",
            "evaluation": "grades", "findings": "counts", "proposals": "reviewed_titles", "money": "by_project", "survey": "none",
        },
        (OTHERS, PROMISED, MATTERS, OPEN, WISH, SURVEYED),
        (VOTES, SPENT, GRADES, COUNTED, WISHES),
    ),
    "titles without votes": (
        {
            "candidates": "with_amounts", "votes": "none", "order": "votes", "not_selected": "show", "hall": "votes",
            "evaluation": "none", "findings": "none", "proposals": "none", "money": "none", "survey": "summary",
        },
        (VOTES, SPENT, GRADES, MATTERS, OPEN, COUNTED, r"136"),
        (OTHERS, PROMISED),
    ),
    "most": (
        {
            "candidates": "with_amounts", "votes": "all", "order": "votes", "not_selected": "show", "hall": "votes",
            "evaluation": "counts", "findings": "all", "proposals": "reviewed_titles", "money": "by_project", "survey": "summary",
        },
        (WISH,),
        (VOTES, OTHERS, PROMISED, SPENT, GRADES, MATTERS, OPEN, COUNTED, WISHES),
    ),
}  # fmt: skip
"""Settings that between them have every value of every key; what they withhold, and what they let out, which must be found."""


@cache
def outside(name: str) -> str:
    """Everything that is said outside in one of the worlds."""
    of = facts(under(demonstration(), **WORLDS[name][0]), "990101")
    return "\n".join(told(write(of)) for write in (announcement, public_report))


def test_every_value_of_every_key_is_tried() -> None:
    hints = get_type_hints(Publication, include_extras=True)
    for name, hint in hints.items():
        if name != "papers_min_repeat":
            assert {settings[name] for settings, _, _ in WORLDS.values()} == set(get_args(hint)), name


@pytest.mark.parametrize("name", WORLDS)
def test_what_the_rules_withhold_is_in_no_document_for_everybody(name: str) -> None:
    assert [pattern for pattern in WORLDS[name][1] if re.search(pattern, outside(name))] == []


@pytest.mark.parametrize("name", WORLDS)
def test_what_the_rules_let_out_is_there(name: str) -> None:
    assert [pattern for pattern in WORLDS[name][2] if not re.search(pattern, outside(name))] == []


def test_what_is_withheld_is_said_to_be() -> None:
    assert "按本次会议票决办法，不公布得票数" in outside("shipped")
    assert "按本次会议票决办法，只公布获确定项目的得票数" in outside("some")
    assert "按本人大的办法，不公布候选项目的金额" in outside("some")
    for said in ("不公布项目资金", "不公布建议项目"):
        assert f"按本人大的办法，{said}" in outside("least")
    assert "按现行规则，不公布问题" in outside("least")


def test_the_public_report_has_no_place_in_the_log() -> None:
    assert "台账位置" not in outside("most")
    assert "号为止" not in outside("most")


@pytest.mark.parametrize(("name", "found"), [("shipped", False), ("most", True), ("titles without votes", True)])
def test_the_presider_reads_no_votes_that_the_hall_does_not_see(name: str, found: bool) -> None:
    said = told(script(facts(under(demonstration(), **WORLDS[name][0]), "990101")))
    assert bool(re.search(HEARD, said)) is found
    assert "示例县户外劳动者驿站" not in said
