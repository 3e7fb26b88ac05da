"""Does a ballot say what the round recorded, on one side, the same on every paper?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from api.paper.ballots import COLUMNS, ballot
from api.paper.glyphs import BOTH
from api.paper.instructions import instructions
from api.paper.refusals import NotPrintable
from api.paper.typesetting import typeset
from domain.money import print_number
from domain.profile import ballot_preset, check_ballot
from tests.given import envelope
from tests.paper.kit import Round, Story, round_of, sides, texts
from tests.scenarios import sheet
from voting.commands import rounds as r
from voting.events.rounds import Candidate

A4, A3, A3_WIDE = (210, 297), (297, 420), (420, 297)
LONG = "示例县城乡一体化供水管网改造提升和老旧小区二次供水设施更新工程及配套道路恢复、雨污分流、管线入地、照明绿化和信息化管理项目之"


def printed(played: Round, **asked: Any) -> bytes:
    return typeset(ballot(played.story.asked(**asked)))


def listed(*titles: str, deadline: str = "2024年12月底前") -> list[Candidate]:
    """Candidates of these titles, each with an amount of its own."""
    return [
        Candidate(id=str(place), title=title, amount_fen=place * 1_234_500_00, deadline=deadline)
        for place, title in enumerate(titles, 1)
    ]


@pytest.mark.parametrize(
    ("number", "title", "side"),
    [
        (7, "示例集镇路灯亮化", A4),
        (12, "示例县农村供水管网改造", A4),
        (30, "示例县城乡道路改造", A3),
        (30, LONG, None),
    ],
)
def test_every_candidate_stands_whole_and_in_order_on_one_side(number: int, title: str, side: Any) -> None:
    candidates = listed(*(f"{title}{place}" for place in range(1, number + 1)))
    pdf = printed(round_of(candidates, number * 4 // 5))
    assert [side or sides(pdf)[0]] == sides(pdf)
    (text,) = texts(pdf)
    assert [one.title for one in candidates if one.title not in text] == []
    places = [text.index(f"{one.id}{one.title}{print_number(one.amount_fen or 0)}{one.deadline}") for one in candidates]
    assert places == sorted(places)


def test_more_than_one_side_can_hold_goes_on_with_its_heads_and_no_row_cut() -> None:
    candidates = listed(*(f"{LONG}{LONG}第{place}号" for place in range(1, 61)))
    pages = texts(printed(round_of(candidates, 40)))
    assert len(pages) > 1
    assert all("项目名称" in page and "赞成" in page for page in pages)
    assert [one.title for one in candidates if sum(one.title in page for page in pages) != 1] == []


def test_nothing_tells_one_paper_from_another() -> None:
    (text,) = texts(printed(round_of(listed("示例集镇路灯亮化", "示例农贸市场雨棚", deadline=""), 1)))
    assert text.rpartition("弃权")[2] == "1示例集镇路灯亮化123.452示例农贸市场雨棚246.9"
    above = text.partition("票决说明")[0]
    assert re.findall(r"\d+", above) == ["2024"], "no number, no day"


def test_the_paper_is_the_same_whatever_happens_to_the_papers() -> None:
    played = round_of(7, 5)
    before = printed(played)
    assert printed(played.issued(327, colour="红色")) == before


def test_the_colour_of_the_paper_stands_below_the_title_where_it_is_named() -> None:
    assert "表决票（红色）" in texts(printed(round_of(7, 5), colour="红色"))[0]


def test_columns_that_nothing_is_recorded_for_are_left_out() -> None:
    bare = [Candidate(id=str(place), title=f"示例项目{place}") for place in range(1, 8)]
    (text,) = texts(printed(round_of(bare, 5)))
    assert "总投资" not in text
    assert "完成时限" not in text


@pytest.mark.parametrize(
    ("differences", "said"),
    [
        ({}, "赞成的项目等于或者少于5项的，票有效；多于5项的，票无效。"),
        ({"ballot": {"selection_rule": "exactly", "blank_ballot": "invalid"}}, "赞成的项目等于5项的，票有效；多于或者少于5项的，票无效。"),
        ({"ballot": {"selection_rule": "unlimited"}}, "赞成的项目不限项数。"),
        ({"ballot": {"unmarked_means": "approve"}}, "没有作任何记号的项目，视为赞成。"),
        ({"ballot": {"unmarked_means": "invalid", "blank_ballot": "invalid"}}, "有一个项目没有作记号的，整张票无效。"),
        ({"ballot": {"duplicate_mark": "invalid"}}, "同一个项目重复作记号的，票无效。"),
        ({"ballot": {"illegible": "ballot_void"}}, "记号无法辨认的，票无效。"),
        ({"ballot": {"style": "select_k", "blank_ballot": "invalid", "threshold": None}}, "同意的项目，在“选定”栏内划“○”"),
    ],
)  # fmt: skip
def test_what_is_said_above_the_table_follows_the_rules(differences: dict[str, Any], said: str) -> None:
    assert said in texts(printed(round_of(7, 5, differences=differences)))[0]


def test_every_style_of_marking_has_its_sentence_and_its_columns() -> None:
    plain = check_ballot(ballot_preset("county"))
    styles: dict[Any, str] = {
        "approve_each": "只能划一栏",
        "select_k": "选定",
        "choose_one_variant": "只能选一个",
        "rank": "数字不能重复",
    }
    assert set(styles) == set(COLUMNS)
    for style, said in styles.items():
        rules = replace(plain, style=style)
        assert said in "".join(instructions(rules, "first", 12, 10, "票决"))


def test_a_street_prints_what_it_has_and_never_what_a_congress_has() -> None:
    (text,) = texts(printed(round_of(7, 5, level="street")))
    assert "2024年民生实事项目票选票" in text
    assert not re.search("票决|公告|表决", text)


@pytest.mark.parametrize(
    "differences",
    [
        {"ballot": {"method": "electronic_secret", "count_method": "keypad_totals"}},
        {"ballot": {"method": "show_of_hands"}},
    ],
)
def test_where_no_paper_is_cast_none_is_printed(differences: dict[str, Any]) -> None:
    with pytest.raises(NotPrintable, match="没有纸质票"):
        printed(round_of(7, 5, level="township", differences=differences))


def test_no_paper_of_a_round_that_was_counted_or_voided_or_is_not_there() -> None:
    counted = round_of(7, 5).issued(327).counted(sheet([300] * 5 + [20] * 2, 327))
    with pytest.raises(NotPrintable, match="2024-1-1（第一轮票决）已计票，不再印票"):
        printed(counted)
    with pytest.raises(NotPrintable, match="没有确定的正式候选项目名单"):
        ballot(Story().asked())
    with pytest.raises(NotPrintable, match="2024-1-2"):
        printed(round_of(7, 5), ballot="2024-1-2")


def test_a_re_ballot_that_was_called_has_its_own_paper_before_it_is_opened() -> None:
    tied = round_of(7, 5).issued(327).counted(sheet([300] * 4 + [250] * 2 + [20], 327))
    tied.when(r.CallReballot(kind="tie_break"), envelope(body="session_presidium"))
    (text,) = texts(printed(tied))
    assert "表决票（再次票决）" in text
    assert "得票相同的项目2项，从中确定1项。" in text
    assert [title for title in ("示例项目5", "示例项目6") if title not in text] == []
    assert "示例项目7" not in text


@settings(max_examples=10)
@examples(
    st.lists(
        st.text(st.sampled_from(sorted(BOTH - {" ", "\u3000"})), min_size=1, max_size=60),
        min_size=3,
        max_size=15,
        unique=True,
    )
)
def test_whatever_can_be_printed_comes_back_as_it_was(titles: list[str]) -> None:
    candidates = listed(*titles, deadline="")
    pages = "".join(texts(printed(round_of(candidates, 2))))
    assert [one.title for one in candidates if one.title not in pages] == []
