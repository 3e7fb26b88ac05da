"""How are a round of the ballot and an evaluation printed, with every reason?"""

from __future__ import annotations

from collections.abc import Iterator

from api.printed.columns import left, wrapped
from domain.calendar import say_day
from domain.money import say_amount
from projections.model import Row
from projections.words.sessions import GRADES


def ballot(row: Row) -> Iterator[str]:
    """A round: papers, every candidate with its reason, corrections, ties, the announcement."""
    papers = row["papers"]
    yield from wrapped(row["quorum"]["because"])
    yield from wrapped(
        f"印制{papers['printed']}张，发出{papers['issued']}张，收回{papers['collected']}张，"
        f"有效{row['valid']}张，无效{row['invalid']}张；候选{len(row['candidates'])}项，应选{row['seats']}项。"
    )
    for item in row["items"]:
        amount = f"（{say_amount(item['amount_fen'])}）" if item["amount_fen"] else ""
        mark = "确定" if item["selected"] else "——"
        figures = f"赞成{item['for']:>4} 反对{item['against']:>4} 弃权{item['abstain']:>4}"
        yield f"  {left(item['candidate'], 8)}{left(item['title'] + amount, 40)} {figures}  {mark}"
        yield from wrapped(item["because"], 10)
    yield from wrapped(row["because"])
    for both in row["corrections"]:
        yield from wrapped(
            f"更正：{both['what']}由{both['before']}改为{both['after']}（{both['reason']}），原数仍可查。"
        )
    if row["settled"]:
        yield from wrapped(f"同票处理：{_titles(row, row['settled']['selected'])}按再投一次的结果确定。")
    if row["announced"]:
        yield f"  {row['announced']['number']}（{say_day(row['announced']['on'])}）：共{len(row['selected'])}项。"


def evaluation(row: Row) -> Iterator[str]:
    """An evaluation: every item with its grade, both rates and the reason."""
    yield from wrapped(row["quorum"]["because"])
    for item in row["items"]:
        rates = f"满意率{item['satisfied_rate']}% 满意+基本满意率{item['acceptable_rate']}%"
        yield f"  {left(item['item'], 8)}{left(item['title'], 34)} {left(GRADES[item['grade']], 8)} {rates}"
        yield from wrapped(item["because"], 10)


def _titles(row: Row, ids: list[str]) -> str:
    titles = {candidate["id"]: candidate["title"] for candidate in row["candidates"]}
    return "、".join(f"《{titles[name]}》" for name in ids)
