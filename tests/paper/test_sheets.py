"""Do the sheets of the counting room say what was counted, and are they blank where nothing was?"""

from __future__ import annotations

from typing import Any

import pytest

from api.paper.ballots import ballot
from api.paper.counting_room import labels, sealing
from api.paper.refusals import NotPrintable
from api.paper.tally import tally_sheet
from api.paper.typesetting import typeset
from api.printed.anchor import check_group
from domain.transparency.notes import Note
from tests.given import CHAIR, envelope
from tests.log.notes import note
from tests.paper.kit import Round, round_of, sides, texts
from tests.scenarios import sheet
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.events.rounds import ItemTotals

TIED = sheet([300] * 9 + [231, 231, 158], 327)
SHORT = sheet([300] * 8 + [100] * 4, 327)


def printed(played: Round, make: Any = tally_sheet, **asked: Any) -> str:
    return "".join(texts(typeset(make(played.story.asked(**asked)))))


def counted(typed: r.Sheet, **more: Any) -> Round:
    return round_of(12, 10, **more).issued(327).counted(typed)


def test_a_blank_sheet_has_the_list_and_no_figure() -> None:
    text = printed(round_of(12, 10), blank=True)
    assert "2024年民生实事项目计票结果报告单" in text
    assert [number for number in range(1, 13) if f"{number}示例项目{number}" not in text] == []
    assert [
        word
        for word in ("应到：", "实到：", "发出票：", "收回票：", "有效票：", "无效票：", "应选：10项")
        if word not in text
    ] == []
    assert [
        word for word in ("总监票人：", "监票人：", "总计票人：", "计票人：", "年", "月", "日") if word not in text
    ] == []
    assert "327" not in text


def test_a_filled_sheet_has_every_figure_as_it_was_recorded() -> None:
    text = printed(counted(sheet([300 - n for n in range(12)], 320, 7)))
    for said in ("应到：327人", "实到：327人", "发出票：327张", "收回票：327张", "有效票：320张", "无效票：7张"):
        assert said in text
    for place in range(1, 13):
        votes = 301 - place
        outcome = "票决确定" if place <= 10 else "未获确定"
        assert f"{place}示例项目{place}{votes}{320 - votes}0{place}{outcome}" in text


def test_a_tie_is_said_in_words_and_decides_nothing() -> None:
    text = printed(counted(TIED))
    assert "10示例项目10231960" + "10得票相同" in text
    assert "11示例项目11231960" + "10得票相同" in text
    assert "《示例项目10》《示例项目11》各获赞成票231张，得票相同，尚余1个名额" in text
    assert "差6张" in text


def test_the_sheet_says_what_was_counted_however_the_tie_was_settled_afterwards() -> None:
    tied = counted(TIED, differences={"ballot": {"tie_break": "presidium"}})
    before = printed(tied)
    tied.when(r.ResolveFrom(asked=r.ResolveTie(how="presidium", selected=("10",))), envelope(body="session_presidium"))
    assert printed(tied) == before


def test_a_shortfall_is_said_in_words() -> None:
    text = printed(counted(SHORT))
    assert "通过的只有8项，空缺2项，按规则接受少于应选数" in text
    assert "9示例项目9100227" in text
    assert text.count("未获确定") == 4


def test_a_correction_stands_in_the_figures_and_below_them() -> None:
    wrong = counted(sheet([300 - n for n in range(12)], 327))
    fix = r.CorrectRound(
        changes=(
            p.Change(field="/items/1/votes_for", before=300, after=299),
            p.Change(field="/items/1/votes_against", before=27, after=28),
        ),
        reason="录入时看错一行",
    )
    text = printed(wrong.when(fix, envelope(second=CHAIR)))
    assert "更正：《示例项目1》赞成票由300改为299（录入时看错一行）。" in text
    assert "1示例项目1299280" in text


def test_no_filled_sheet_before_the_count() -> None:
    with pytest.raises(NotPrintable, match="还没有计票结果，报告单只能印空白的（--blank）"):
        printed(round_of(12, 10).issued(327))


def test_a_city_without_a_quorum_has_its_sheet_with_one_column_of_votes() -> None:
    chosen = r.Sheet(
        valid=327,
        invalid=0,
        items=tuple(ItemTotals(candidate=str(n), votes_for=320 - n, votes_abstain=7 + n) for n in range(1, 13)),
    )
    text = printed(round_of(12, 10, level="city").issued(327).counted(chosen))
    assert "序号项目名称得票名次结果" in text
    assert "10示例项目1031010票选确定" in text
    assert "法定人数" not in text


def test_a_void_round_says_so_on_its_sheet() -> None:
    played = counted(TIED).when(r.VoidRound(reason="票箱封条破损。"), envelope(body="session_presidium", second=CHAIR))
    assert "本轮已作废：票箱封条破损。" in printed(played)
    with pytest.raises(NotPrintable, match="已作废，不再印票"):
        printed(played, ballot)


def test_reasons_of_invalid_papers_are_said() -> None:
    typed = r.Sheet(**{**vars_of(sheet([300] * 12, 320, 7)), "invalid_by_reason": {"over_marked": 5, "blank": 2}})
    assert "无效票中：多选5张、空白2张。" in printed(counted(typed))


def vars_of(typed: r.Sheet) -> dict[str, Any]:
    return {name: getattr(typed, name) for name in ("valid", "invalid", "items")}


def test_the_root_stands_on_the_sheet_where_there_is_one_that_covers_the_count() -> None:
    asked: list[int] = []

    def signed(position: int) -> Note:
        asked.append(position)
        return note(1313, 0, bytes(range(100, 132)))

    played = counted(TIED)
    text = printed(played, signed=signed)
    assert asked == [len(played.story.log.events)]
    assert "6465666768696a6b6c6d6e6f70717273" in text
    assert check_group(1313, bytes(range(100, 132))) in text


def test_without_a_root_the_sheet_is_as_good() -> None:
    assert "树根" not in printed(counted(TIED))


def test_a_sheet_that_is_signed_is_one_page_however_many_were_voted_on() -> None:
    typed = sheet([300] * 24 + [231] * 3 + [158] * 3, 327)
    played = round_of(30, 25).issued(327).counted(typed)
    assert len(sides(typeset(tally_sheet(played.story.asked())))) == 1
    assert sides(typeset(tally_sheet(played.story.asked(signed=lambda _: note(1313))))) == [(297, 420)]
    assert len(sides(typeset(tally_sheet(played.story.asked(blank=True))))) == 1


def test_labels_cover_every_paper_once_and_numbers_stand_where_papers_are_numbered() -> None:
    text = printed(round_of(12, 10).issued(327), labels, bundle=50)
    assert text.count("第1捆，共7捆") == 1
    assert text.count("50张") == 6
    assert "27张" in text
    assert "编号" not in text
    papers = {"ballot": {"count_method": "papers", "papers_clause": "第九条"}}
    numbered = printed(round_of(12, 10, differences=papers).issued(327), labels, bundle=100)
    assert [
        span for span in ("编号1至100", "编号101至200", "编号201至300", "编号301至327") if span not in numbered
    ] == []
    assert "计票人（第二遍）" in numbered


def test_no_labels_before_the_papers_were_collected() -> None:
    with pytest.raises(NotPrintable, match="还没有登记收回票数"):
        printed(round_of(12, 10), labels)


def test_what_is_sealed_away_is_listed_with_what_was_recorded() -> None:
    played = counted(TIED)
    before = printed(played, sealing)
    assert "1表决票（收回的）327张有效327张，无效0张" in before
    assert "2换回的票1张" in before
    assert "3作废的余票2张剪角作废" in before
    played.when(p.SignSheet(sha256="ab" * 32)).when(p.ArchivePapers(place="示例县档案馆", packages=5))
    after = printed(played, sealing)
    assert "封存地点：示例县档案馆包数：5包保存至：" in after
    assert "照片的SHA-256：" + "abab" * 16 in after
