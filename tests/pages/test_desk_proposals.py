"""Are proposals that say the same found, and screened one after the other without a script?"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from api.pages.desk.alike import alike, common, pairs
from tests.pages.posting import Visitor
from tests.pages.site import Site


def row(number: str, title: str, place: str = "", year: int = 2025) -> dict[str, object]:
    return {"number": number, "title": title, "place": place, "project_year": year}


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("老旧小区加装电梯", "老旧小区加装电梯", Fraction(1)),
        ("老旧小区加装电梯", "农村供水管网", Fraction(0)),
        ("小区电梯", "小区加装电梯", Fraction(2 * 2, 3 + 5)),
    ],
)
def test_titles_are_as_similar_as_the_pairs_of_characters_that_they_share(
    one: str, other: str, share: Fraction
) -> None:
    assert common(pairs(row("1", one)), pairs(row("2", other))) == share
    assert common(pairs(row("1", other)), pairs(row("2", one))) == share


def test_the_name_of_a_place_makes_no_two_proposals_similar() -> None:
    one, other = row("1", "示例河镇供水", "示例河镇"), row("2", "示例河镇停车", "示例河镇")
    assert alike(one, [one, other]) == []


def test_the_sentence_says_what_is_the_same_and_what_is_not() -> None:
    one = row("2025征-001", "示例河镇康养中心", "示例河镇")
    same = row("2025征-002", "示例河镇康养中心", "示例河镇")
    before = row("2024征-009", "示例湖镇康养中心", "示例湖镇", 2024)
    found = alike(one, [one, before, same])
    assert [each.why for each in found] == [
        "名称相同，都在示例河镇",
        "名称相同，地点不同：示例河镇、示例湖镇，2024年度提过",
    ]


def test_proposals_are_screened_one_after_the_other(fresh_site: Callable[[], Site]) -> None:
    clerk = Visitor(fresh_site(), "clerk")
    for title in ("示例甲村康养中心", "示例乙村康养中心"):
        submit(clerk, title)
    first = re.findall(
        r'/desk/screening\?proposal=([0-9a-f-]+)">逐条筛选', clerk.get("/desk/proposals?year=2025").text
    )[0]
    page = clerk.get(f"/desk/screening?proposal={first}")
    assert "可能重复的" in page.words()
    assert [word for word in ("列入", "合并", "储备", "转办", "不予列入") if word not in page.words()] == []
    deed = f"/desk/screening?proposal={first}&deed=reserve"
    refused = clerk.post(deed, clerk.get(deed).hidden())
    assert refused.status == 422, "a reason is asked for"
    said = clerk.post(deed, {**refused.hidden(), "reason": "与专项规划一并论证。"})
    assert said.leads.startswith("/desk/screening?proposal="), said.words()
    assert first not in said.leads, "the next one is shown"
    after = clerk.get(said.leads)
    hidden = after.hidden()
    into = clerk.post(
        f"{said.leads.partition('&')[0]}&deed=merger",
        {"_key": hidden["_key"], "_version": hidden["_version"], "into": hidden["into"], "reason": "内容相同"},
    )
    assert into.leads.startswith("/desk/proposals?year=2025"), into.words()
    assert "还没有筛选 6" not in clerk.get(into.leads).words()


def submit(clerk: Visitor, title: str) -> None:
    form = clerk.get("/do/proposals?year=2025")
    fields = {
        "project_year": "2025",
        "channel": "public_online",
        "title": title,
        "content": "建一处。",
        "proposer_kind": "resident",
    }
    said = clerk.post("/do/proposals?year=2025", {**form.hidden(), **fields})
    assert said.leads, said.words()
