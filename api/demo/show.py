"""What does the demonstration print of its two sessions, read from the read models as anybody would?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from unicodedata import east_asian_width

from api.demo.county import names as county
from api.demo.figures import SOURCE
from api.demo.town import names as town
from domain.calendar import say_day
from domain.money import say_amount
from domain.storage import Ledger
from projections.reading import Reading
from projections.round_results import ROUND_RESULTS
from projections.satisfaction import SATISFACTION
from projections.sentences import tell

Row = Mapping[str, Any]
TITLE_WIDTH: Final = 36
GRADES: Final = {"satisfied": "满意", "basically_satisfied": "基本满意", "dissatisfied": "不满意"}


def printed(reading: Reading, ledger: Ledger) -> Iterator[str]:
    """The lines: three rounds with their reasons, one evaluation, the history of one round."""
    yield from _round(
        _row(reading, ROUND_RESULTS, county.FIRST), f"{SOURCE}：lishui-2025的应到、实到、发出、收回、票箱数"
    )
    yield from _round(_row(reading, ROUND_RESULTS, county.SECOND), "")
    yield from _round(_row(reading, ROUND_RESULTS, town.ROUND_ID), "")
    yield from _evaluation(
        _row(reading, SATISFACTION, county.EVALUATED), f"{SOURCE}：zhenhai-2021的八行，06和09两行为示例"
    )
    yield ""
    yield f"━━ {county.NAME}第一轮票决的全过程（每条后面是它在台账中的位置）"
    for told in tell(ledger.history(county.FIRST)):
        yield f"  {told.recorded.envelope.effective_on}  {told.sentence}〔{told.recorded.position}〕"


def _row(reading: Reading, model: Any, key: object) -> Row:
    found = reading.row(model, str(key))
    assert found is not None, f"{model.name} has no row {key}"
    return found.row


def _round(row: Row, source: str) -> Iterator[str]:
    yield from _heading(f"{row['meeting_title']}·{row['kind_word']}", source)
    papers = row["papers"]
    yield f"  {row['quorum']['because']}"
    yield (
        f"  印制{papers['printed']}张，发出{papers['issued']}张，收回{papers['collected']}张，"
        f"有效{row['valid']}张，无效{row['invalid']}张；候选{len(row['candidates'])}项，应选{row['seats']}项。"
    )
    for item in row["items"]:
        amount = f"（{say_amount(item['amount_fen'])}）" if item["amount_fen"] else ""
        mark = "确定" if item["selected"] else "——"
        figures = f"赞成{item['for']:>4} 反对{item['against']:>4} 弃权{item['abstain']:>4}"
        yield f"  {item['candidate']:>2} {_padded(item['title'] + amount)} {figures}  {mark}"
        yield f"     {item['because']}"
    yield f"  {row['because']}"
    for both in row["corrections"]:
        yield f"  更正：{both['what']}由{both['before']}改为{both['after']}（{both['reason']}），原数仍可查。"
    if row["settled"]:
        yield f"  同票处理：{_titles(row, row['settled']['selected'])}按再投一次的结果确定。"
    if row["announced"]:
        yield f"  {row['announced']['number']}（{say_day(row['announced']['on'])}）：共{len(row['selected'])}项。"


def _evaluation(row: Row, source: str) -> Iterator[str]:
    yield from _heading(f"{row['meeting_title']}·{row['project_year']}年度民生实事项目满意度测评", source)
    yield f"  {row['quorum']['because']}"
    for item in row["items"]:
        rates = f"满意率{item['satisfied_rate']}% 满意+基本满意率{item['acceptable_rate']}%"
        yield f"  {_padded(item['title'])} {_padded(GRADES[item['grade']], 8)} {rates}"
        yield f"     {item['because']}"


def _heading(title: str, source: str) -> Iterator[str]:
    yield ""
    yield f"━━ {title}" + (f"（{source}）" if source else "")


def _titles(row: Row, ids: list[str]) -> str:
    titles = {candidate["id"]: candidate["title"] for candidate in row["candidates"]}
    return "、".join(f"《{titles[name]}》" for name in ids)


def _padded(text: str, width: int = TITLE_WIDTH) -> str:
    """`text` filled up to `width` columns; a Chinese character takes two."""
    taken = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
    return text + " " * (width - taken)
