"""What does the resolution say that makes a 票选 bind, or that a session adopts on a report voted as a whole?"""

from __future__ import annotations

from collections.abc import Iterator

from api.paper.refusals import NotPrintable
from api.paper.words.ballots import amounts_in_words, result_of, which
from api.paper.words.facts import Facts
from api.paper.words.naming import amount, bodies, body, day, how, place_of
from api.paper.words.pieces import BLANK, Block, Document, text
from domain.events import Body
from domain.profile import Profile, body_for
from projections.model import Row
from voting.shares import numeral

PERIODS = {"month": "每月", "quarter": "每季度"}


def resolution(facts: Facts, batch: int = 1) -> Document:
    """决定 after a 票选; a draft of it before it was adopted; raises `NotPrintable`."""
    row = result_of(facts, batch)
    profile = facts.profile(row["profile_version"])
    deciding = body_for(profile, "resolution")
    if not deciding:
        raise NotPrintable(f"按本人大的办法，{row['word']}结果宣布以后不另作决定，公告即可。")
    if row["declared"] is None:
        raise NotPrintable(f"{row['kind_word']}的结果还没有当场宣布，宣布以后才能起草决定。")
    adopted = row["resolution"]
    decision = adopted["decided_by"] if adopted else None
    by: Body = decision["body"] if decision else deciding[0]
    who = body(facts.name, profile, by)
    planned = f"{who}关于确定{facts.year}年度{which(batch)}民生实事项目的决定"
    meeting = (decision["meeting"] if decision else "") or (row["meeting_title"] if by == "congress" else BLANK)
    return Document(
        title=adopted["title"] if adopted else f"{planned}（草案）",
        under=f"{day(adopted['on'] if adopted else '')}{meeting}{'通过' if adopted else '审议'}",
        body=tuple(_body(facts, profile, row, who, batch)),
        day=adopted["on"] if adopted else row["declared"]["on"],
    )


def _body(facts: Facts, profile: Profile, row: Row, who: str, batch: int) -> Iterator[Block]:
    chosen = [item for item in row["items"] if item["candidate"] in row["selected"]]
    words = amounts_in_words(facts, batch)
    priced = profile.publication.candidates == "with_amounts"
    act, what = row["word"], f"{facts.year}年度{which(batch)}民生实事项目"
    passed = how(row["resolution"]["decided_by"]) if row["resolution"] else ""
    yield text(
        f"{who}审议了{row['meeting_title']}对{place_of(facts.name)}{what}的{act}结果。"
        f"{act}于{day(row['declared']['on'])}进行，候选项目{len(row['candidates'])}项，应选{row['seats']}项，"
        f"{act}产生{len(chosen)}项。{f'会议{passed}，' if passed else '会议'}决定："
    )
    yield text(f"一、下列{len(chosen)}项确定为{place_of(facts.name)}{what}：")
    for place, item in enumerate(chosen, 1):
        cost = f"，总投资{amount(item['amount_fen'], words.get(item['candidate'], ''))}" if priced else ""
        until = f"，{item['deadline']}完成" if item["deadline"] else ""
        yield text(f"{place}．{item['title']}{cost}{until}{'。' if item is chosen[-1] else '；'}")
    yield from (text(f"{numeral(place)}、{said}") for place, said in enumerate(_then(facts, profile), 2))


def _then(facts: Facts, profile: Profile) -> Iterator[str]:
    """What the rules ask for afterwards."""
    rules, government = profile.implementation, body(facts.name, profile, "government")
    yield (
        f"由{government}组织实施，在公告以后{rules.plan_due_days}日内提出实施计划，明确责任单位、目标任务、完成时限、资金安排和保障措施，"
        f"{PERIODS[rules.report_frequency]}报告进展。"
    )
    yield (
        f"项目的重大调整、暂缓、恢复或者终止，由{government}提请{bodies(profile, body_for(profile, 'adjustment_decided'))}"
        f"审议决定，由{bodies(profile, body_for(profile, 'adjustment_announced'))}公布。"
    )
    if profile.evaluation.where != "survey":
        yield "项目完成情况按照测评办法进行满意度测评。"
