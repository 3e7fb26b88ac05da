"""What do the letters of supervision say: 审议意见, 整改通知, 《整改督办单》, 《任务交办单》?

人大监督、政府实施: the congress writes to the government, never to a unit, and the government assigns units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.paper.refusals import NotPrintable
from api.paper.words.facts import Facts
from api.paper.words.naming import amount, body, day, place_of, titles
from api.paper.words.pieces import BLANK, Block, Document, text
from domain.calendar import days_after
from domain.events import Body
from domain.profile import Profile, body_for
from projections.model import Row
from projections.models import FINDINGS, PROJECTS, REPORTS
from projects.states.changes import say_target
from voting.shares import numeral

ISSUED = {"assigned": "整改通知", "pressed": "整改督办单", "escalated": "整改挂牌督办通知"}


def opinions(facts: Facts, number: str = "") -> Document:
    """审议意见 on a report (2024报-001), the newest where none is named; raises `NotPrintable`."""
    found = [(row, act) for row in facts.read(REPORTS) for act in row["acts"] if act["act"] == "opinions_issued"]
    fitting = [(row, act) for row, act in found if number in ("", row["says"])]
    if not fitting:
        which = f"{number}号报告" if number else "哪个报告"
        raise NotPrintable(f"没有登记过对{which}印发审议意见。报告的编号写成{facts.year}报-001这样。")
    row, letter = fitting[-1]
    profile = facts.profile()
    by: Body = letter["decided_by"]["body"] if letter["decided_by"] else row["heard_by"]
    heard = next((act for act in row["acts"] if act["act"] == "deliberated"), None)
    who = body(facts.name, profile, by)
    return Document(
        title=f"{who}对《{row['title']}》的审议意见",
        number=letter["number"],
        to=f"{body(facts.name, profile, 'government')}：",
        body=tuple(_opinions(facts, letter, heard, row)),
        signed=(who,),
        on=day(letter["on"]),
        day=letter["on"],
    )


def _opinions(facts: Facts, letter: Row, heard: Row | None, row: Row) -> Iterator[Block]:
    if heard is not None:
        yield text(
            f"{day(heard['on'])}，{heard['meeting']}听取和审议了《{row['title']}》。现将审议意见印发给你们，请认真研究处理。"
        )
    projects = {each["project"]: each["title"] for each in facts.read(PROJECTS)}
    for place, item in enumerate(letter["items"], 1):
        about = titles(projects.get(each, each) for each in item["projects"])
        unit = facts.unit(item["unit"]) if item["unit"] else ""
        tail = "；".join(filter(None, (f"涉及{about}" if about else "", f"由{unit}研究处理" if unit else "")))
        yield text(f"{numeral(place)}、{item['text']}{f'（{tail}）' if tail else ''}")
    due = day(letter["reply_due_on"]) if letter["reply_due_on"] else day(None)
    yield text(f"请对以上{len(letter['items'])}条意见逐条研究处理，于{due}以前书面报告研究处理情况。")


def finding(facts: Facts, number: str = "") -> Document:
    """整改通知 of a finding (2024问-001), or 《整改督办单》 once it was pressed, 挂牌督办 once it was escalated; the newest unless named."""
    rows = [row for row in facts.read(FINDINGS) if number in ("", row["says"])]
    issued = [row for row in rows if any(act["act"] in ISSUED for act in row["acts"])]
    if not issued:
        which = f"编号为{number}的问题" if rows and number else f"问题{number}"
        why = "还没有交办" if rows else "没有登记过"
        raise NotPrintable(f"{which}{why}。问题的编号写成{facts.year}问-001这样。")
    row = issued[-1]
    acts = [act for act in row["acts"] if act["act"] in ISSUED]
    profile, last = facts.profile(), acts[-1]
    who = body(
        facts.name,
        profile,
        last["decided_by"]["body"] if last["decided_by"] else body_for(profile, "follow_up_opened")[0],
    )
    return Document(
        title=ISSUED[last["act"]],
        number=last.get("document") or f"{row['says']}",
        to=f"{body(facts.name, profile, 'government')}：",
        body=tuple(_finding(facts, row, last)),
        signed=(who,),
        on=day(last["on"]),
        day=last["on"],
    )


def _finding(facts: Facts, row: Row, last: Row) -> Iterator[Block]:
    projects = {each["project"]: each["title"] for each in facts.read(PROJECTS)}
    about = titles(projects.get(each, each) for each in row["projects"])
    where = f"，地点：{row['place']}" if row["place"] else ""
    yield text(f"{day(row['found_on'])}{row['source_word']}中发现{about}存在下列问题（编号{row['says']}{where}）：")
    yield text(row["matter"])
    if last["act"] != "assigned":
        yield from _so_far(row["acts"], last)
    yield text(_asked(last, row))


def _so_far(acts: Sequence[Row], last: Row) -> Iterator[Block]:
    """What has happened since the finding was assigned, up to now."""
    for act in acts:
        if act is last:
            break
        said = {
            "assigned": lambda act: f"{day(act['on'])}交办，期限{day(act['due_on'])}。",
            "answered": lambda act: f"{day(act['on'])}答复：{act['result'] or act['measures']}",
            "returned": lambda act: f"{day(act['on'])}退回：{act['reason']}",
            "pressed": lambda act: f"{day(act['on'])}督办：{act['reason']}",
        }.get(act["act"])
        if said is not None:
            yield text(said(act))
    yield text(f"现因{last['reason'].removesuffix('。')}，予以{'督办' if last['act'] == 'pressed' else '挂牌督办'}。")


def _asked(last: Row, row: Row) -> str:
    due = day(last.get("due_on") or row["due_on"])
    return f"请督促{row['unit_name'] or BLANK}查明原因，落实整改措施和责任人，于{due}以前整改到位，并书面答复整改措施和结果。整改情况经核实后销号。"


def assignment(facts: Facts, number: str = "") -> Document:
    """《任务交办单》 of a project (2024-01); raises `NotPrintable` where it was not assigned."""
    rows = [row for row in facts.read(PROJECTS) if number == row["project"]]
    row = next(iter(rows), None)
    if row is None or row["assigned"] is None:
        why = "还没有交办" if row else "没有登记过" if number else "请写明是哪一个"
        raise NotPrintable(f"项目{number}{why}。项目的编号写成{facts.year}-01这样。")
    profile, said = facts.profile(), row["assigned"]
    return Document(
        title="任务交办单",
        number=said["document"],
        to=f"{said['unit_name'] or facts.unit(said['unit'])}：",
        body=tuple(_assigned(facts, profile, row)),
        signed=(body(facts.name, profile, "government"),),
        on=day(said["on"]),
        day=said["on"],
    )


def assignments(facts: Facts) -> list[Document]:
    """《任务交办单》 of every project of the year that was assigned."""
    return [assignment(facts, row["project"]) for row in facts.of_year(PROJECTS) if row["assigned"] is not None]


def _assigned(facts: Facts, profile: Profile, row: Row) -> Iterator[Block]:
    said, brief = row["assigned"], row["now"]["brief"]
    decided = row["promise"]
    paper = (decided or {}).get("announcement") or (decided or {}).get("document")
    base = f"（{paper}）" if paper else ""
    yield text(
        f"{place_of(facts.name)}{row['project_year']}年度民生实事项目《{row['title']}》（编号{row['project']}）已经确定{base}，现交由你单位牵头实施。"
    )
    for place, (word, what) in enumerate(_tasks(facts, row, brief, said), 1):
        yield text(f"{numeral(place)}、{word}：{what.removesuffix('。')}。")
    due = days_after(said["on"], profile.implementation.plan_due_days)
    every = {"month": "每月", "quarter": "每季度"}[profile.implementation.report_frequency]
    yield text(
        f"请于{day(str(due))}以前提出实施计划，明确进度节点、责任人和保障措施；{every}结束后{profile.implementation.report_due_days}日内报告进度和资金。"
    )


def _tasks(facts: Facts, row: Row, brief: Row, said: Row) -> Iterator[tuple[str, str]]:
    yield "建设内容", brief["content"] or BLANK
    targets = "、".join(
        say_target(each["name"], each["planned"], each["unit"], at_most=each["sense"] == "at_most")
        for each in brief["targets"]
    )
    yield "目标任务", targets or BLANK
    yield "实施地点", "、".join(where["name"] for where in brief["places"]) or BLANK
    yield "总投资", amount(brief["total_fen"], brief["total_text"])
    plans = row["annual"].get(str(facts.year), row["annual"].get(facts.year, []))
    if plans:
        yield f"{facts.year}年度计划投资", amount(plans[-1]["amount_fen"])
    yield "完成时限", brief["deadline_text"] or day(brief["deadline_on"])
    if said["cooperating"]:
        yield "配合单位", facts.units(said["cooperating"])
    if said["leader"]:
        yield "责任领导", facts.person(said["leader"]) or BLANK
