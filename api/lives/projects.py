"""What happened to a project, from its choice to its last account, as its published row says it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from api.lives.told import Act, act, after, amount
from domain.calendar import say_day
from projections.model import Row
from projections.sentences.adjustments import LISTED
from projections.sentences.words import because, inline
from projections.words.years import ADJUSTED, ADJUSTMENTS, LINKS, STANDINGS
from projects.measures import AMOUNTS, read_period
from projects.states.changes import FIELDS, NOTHING


def life(row: Row) -> list[Act]:
    """Every published deed of the project."""
    return [
        *_chosen(row),
        *_planned(row),
        *_reported(row),
        *_changed(row),
        *_finished(row),
        *(act(grade, _grade(grade)) for grade in row["grades"]),
    ]


def _chosen(row: Row) -> Iterator[Act]:
    drafted = row["drafted"]
    if drafted and not row["taken_over"]:
        yield act(drafted, f"拟提项目《{drafted['brief']['title']}》{after(_terms(drafted['brief']))}")
    if taken := row["taken_over"]:
        how = f"，{say_day(taken['selected_on'])}{taken['selected_how'] or '确定'}" if taken["selected_on"] else ""
        yield act(
            taken, f"依据《{taken['document']}》补录，{STANDINGS[taken['standing']]}{how}，照原件登记，未经本台账认定"
        )
    elif promise := row["promise"]:
        terms = after(amount(promise["amount_fen"], promise["amount_text"]), "，票上金额")
        how = "列入政府民生实事项目" if row["origin"] == "listed" else f"{row['origin_word']}确定"
        paper = promise.get("announcement") or promise.get("document") or ""
        yield act(promise, f"{how}{f'（{paper}）' if paper else ''}{terms}{after(promise['deadline'], '，完成时限')}")
    if said := row["assigned"]:
        yield act(said, f"交办{said['unit_name']}")


def _terms(brief: Row) -> str:
    total = after(amount(brief["total_fen"], brief["total_text"]), "总投资")
    return "，".join(part for part in (total, after(brief["deadline_text"], "完成时限")) if part)


def _planned(row: Row) -> Iterator[Act]:
    for year, plans in row["annual"].items():
        for plan in plans:
            what = f"调整{year}年度计划" if plan["reason"] else f"下达{year}年度计划"
            yield act(plan, f"{what}{after(amount(plan['amount_fen']), '：')}{because(plan['reason'])}")
    for plan in row["filed"]:
        named = "、".join(f"{each['name']}（{say_day(each['due_on'])}）" for each in plan["milestones"])
        yield act(plan, f"报送{plan['year']}年度实施计划{after(named, '，节点：')}")
        yield from (act(each["met"], f"节点“{each['name']}”完成") for each in plan["milestones"] if each["met"])


def _reported(row: Row) -> Iterator[Act]:
    names = {target["id"]: target for target in row["now"]["brief"]["targets"]}
    for report in row["reports"]:
        for version in report["versions"]:
            said = "；".join(part for part in _figures(version, names) if part)
            yield act(version, f"{say_period(report['period'])}进度报告审核通过{after(said, '：')}")


def _figures(version: Row, names: dict[str, Row]) -> Iterator[str]:
    yield "" if version["physical_percent"] is None else f"形象进度{version['physical_percent']}%"
    money = [
        f"{AMOUNTS[name]}{amount(version['year'][f'{name}_fen'])}"
        for name in MONEY
        if version["year"][f"{name}_fen"] is not None
    ]
    yield f"本年累计{'、'.join(money)}" if money else ""
    for done in version["targets"]:
        target = names.get(done["target"])
        yield f"{target['name']}{done['done']}{target['unit']}" if target else ""


def say_period(text: str) -> str:
    """2024年3月, 2024年第1季度."""
    period = read_period(text)
    if period is None:
        return text
    return f"{period.year}年" + (f"{period.last_month}月" if period.months == 1 else f"第{period.last_month // 3}季度")


def _changed(row: Row) -> Iterator[Act]:
    for minor in row["minor"]:
        yield act(minor, f"备案一般调整{after(_changes(minor['changes']), '：')}{because(minor['reason'])}")
    for each in row["adjustments"]:
        asked, said = each["requested"], each["decided"]
        number, what = f"第{each['number']}项", ADJUSTMENTS[each["kind"]]
        yield act(asked, f"提请{what}（{number}）{after(_changes(asked['changes']), '：')}{because(asked['reason'])}")
        owed = "，须向下次大会报告" if said["owed_to_session"] else ""
        yield act(said, f"{number}提请：{ADJUSTED[said['outcome']]}{owed}")
        if public := each["announced"]:
            yield act(public, f"公布{number}调整（{public['announcement']}，{public['medium']}）")
        if each["heard"]:
            yield act(each["heard"], f"向大会报告{number}调整")
    for carried in row["carried_over"]:
        reached = after(inline(carried["reached"]), "，已完成：")
        yield act(carried, f"由{carried['from_year']}年度结转{carried['to_year']}年度续建{reached}")
    for link in row["links"]:
        yield act(link, f"{LINKS[link['kind']]}《{link['other_title'] or link['other']}》")


def _changes(changes: Iterable[Row]) -> str:
    return "；".join(_change(change) for change in changes)


def _change(change: Row) -> str:
    what, before, later = (
        FIELDS.get(change["field"], change["field"]),
        inline(change["before"]),
        inline(change["after"]),
    )
    if change["field"] in LISTED and NOTHING in {before, later}:
        return f"取消{what}“{before}”" if later == NOTHING else f"增加{what}“{later}”"
    return f"{what}由“{before}”改为“{later}”"


def _finished(row: Row) -> Iterator[Act]:
    targets = {target["id"]: target["name"] for target in row["now"]["brief"]["targets"]}
    if said := row["completed"]:
        yield act(said, "完工")
    if said := row["accepted"]:
        unmet = "、".join(targets.get(each, each) for each in said["unmet"])
        yield act(said, f"{said['accepted_by']}验收通过{after(unmet, '，未达到的目标任务：')}")
    for name, word in (("settlement", "结算审定"), ("final_accounts", "批复竣工财务决算")):
        if said := row[name]:
            yield act(said, f"{word}{amount(said['amount_fen'])}")


def _grade(grade: Row) -> str:
    return f"{grade['meeting_title']}测评《{grade['title']}》：{grade['grade_word']}"


MONEY: Final = ("allotted", "received", "paid", "completed")
