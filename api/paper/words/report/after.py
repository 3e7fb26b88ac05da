"""What does the year report say of the year's work: money, targets, changes, supervision, grades, second looks?"""

from __future__ import annotations

from collections.abc import Iterator

from api.paper.words.naming import day, titles
from api.paper.words.pieces import BLANK, Block, Table, note, text
from api.paper.words.report.year import Year, acts
from domain.money import print_number, say_amount
from projections.ledger.figures import Events, Money, together
from projections.ledger.lines import Line, Together, lines, summed
from projections.ledger.promises import Kept, promises
from projections.ledger.rates import Share
from projections.ledger.targets import Done, targets
from projections.model import Row
from projections.models import FINDINGS, INSPECTIONS, REPORTS
from projections.words.sessions import SUBJECTS


def money(year: Year) -> Iterator[Block]:
    """资金: the four amounts of the year, rates with their bases, a line a project."""
    rows = year.projects()
    found = lines(rows, year.number, year.day)
    if year.profile.publication.money == "none" and not year.inside:
        yield note("按本人大的办法，不公布项目资金")
        return
    if not found:
        yield text(f"{year.number}年度没有已确定的项目。")
        return
    whole = summed(found, rows)
    yield text(_summed(year, whole))
    heads = ("项目", "承诺", "年度计划", "到位", "支付", "完成投资", "完成率", "来源")
    body = tuple(
        (each.title, *_amounts(each), _percent(each.rates), year.sources.events(f"{each.project}的资金", _behind(each)))
        for each in found
    )
    yield Table(heads=heads, rows=body, widths=(11, 5, 5, 5, 5, 5, 5, 5), right=(1, 2, 3, 4, 5, 6))
    yield note("单位：万元；到位、支付、完成投资为本年累计，“—”是没有登记" + ("" if year.inside else "或者不公布"))
    withheld = dict.fromkeys(said for row in rows for said in row.get("withheld") or () if "金额" in said)
    yield from map(note, withheld)


def _summed(year: Year, whole: Together) -> str:
    of = whole.year_to_date
    said = (
        ("承诺总投资", whole.promised),
        ("年度计划投资", whole.plan),
        ("下达", of.allotted),
        ("到位", of.received),
        ("支付", of.paid),
        ("完成投资", of.completed),
    )
    shown = [(word, amount) for word, amount in said if year.inside or amount.fen is not None]
    parts = [f"{word}{_said(amount)}{year.sources.events(f'{word}合计', amount.behind)}" for word, amount in shown]
    rates = "；".join(
        f"{share.word}{share.percent}%（{share.amount_word}÷{share.of_word}）"
        for share in whole.rates
        if share.percent is not None
    )
    return (
        f"全年{whole.projects}个项目，已报进度{whole.reported}个：{'，'.join(parts)}。{f'{rates}。' if rates else ''}"
    )


def _said(amount: Money) -> str:
    return BLANK if amount.fen is None else say_amount(amount.fen)


def _amounts(line: Line) -> tuple[str, ...]:
    of = line.year_to_date
    return tuple(
        "—" if each.fen is None else print_number(each.fen)
        for each in (line.promised, line.plan, of.received, of.paid, of.completed)
    )


def _behind(line: Line) -> Events:
    of = line.year_to_date
    return together(line.promised.behind, line.plan.behind, of.received.behind, of.paid.behind, of.completed.behind)


def _percent(shares: tuple[Share, ...]) -> str:
    found = [share.percent for share in shares if share.name == "completed" and share.percent is not None]
    return f"{found[-1]}%" if found else "—"


def aims(year: Year) -> Iterator[Block]:
    """目标任务: planned, done, met or not."""
    found = targets(year.projects(), year.number)
    rows: list[tuple[str, ...]] = []
    for project in found:
        rows += [_aim(year, project.title, each, project.project) for each in project.targets]
        rows += [
            _aim(year, f"其中：{part.title}", each, part.item) for part in project.sub_items for each in part.targets
        ]
    if not rows:
        yield text("没有登记目标任务。")
        return
    own = [target.met for project in found for target in project.targets]
    rest = f"，未报{own.count(None)}项" if None in own else ""
    yield text(
        f"目标任务{len(own)}项，达到{own.count(True)}项，未达到{own.count(False)}项{rest}；子项的列在项目下面，不重复计算。"
    )
    yield Table(
        heads=("项目", "目标任务", "计划", "完成", "是否达到", "来源"),
        rows=tuple(rows),
        widths=(9, 8, 5, 5, 5, 4),
        right=(2, 3),
    )


def _aim(year: Year, title: str, each: Done, project: str) -> tuple[str, ...]:
    met = {True: "达到", False: "未达到", None: "未报"}[each.met]
    done = "—" if each.done is None else f"{each.done}{each.unit}"
    source = year.sources.events(f"{project}的{each.name}", each.behind) if each.behind else "—"
    return title, each.name, f"{'不超过' if each.at_most else ''}{each.planned}{each.unit}", done, met, source


def changes(year: Year) -> Iterator[Block]:
    """承诺的调整, and where each project stands."""
    found = promises(year.projects(), year.number, year.day)
    changed = [(one, between) for one in found for between in one.between]
    yield text(f"承诺的调整和备案{len(changed)}件。")
    for place, (one, between) in enumerate(changed, 1):
        what = (
            "；".join(
                f"{each.before.removesuffix('。')}改为{each.after.removesuffix('。')}" for each in between.changes
            )
            or "内容见原件"
        )
        heard = {True: "，已向大会报告", False: "，还没有向大会报告", None: ""}[between.heard]
        source = year.sources.events(f"{one.project}的调整", between.behind)
        # A reason is free text and may name the amounts that are not published.
        told = between.reason and (year.inside or year.profile.publication.money != "none")
        reason = f"理由：{between.reason.removesuffix('。')}。" if told else ""
        yield text(
            f"{place}．《{one.title}》{between.body_word}{between.outcome_word}：{what}{heard}{source}。{reason}"
        )
    yield text(f"截至{day(str(year.day))}：{_standings(year, found)}。")


def _standings(year: Year, found: tuple[Kept, ...]) -> str:
    words: dict[str, list[Kept]] = {}
    for one in found:
        words.setdefault(one.delivered.standing_word, []).append(one)
    return (
        "，".join(
            f"{word}{len(ones)}项{year.sources.events(f'{word}的项目', together(*(one.delivered.behind for one in ones)))}"
            for word, ones in words.items()
        )
        or "没有已确定的项目"
    )


def watched(year: Year) -> Iterator[Block]:
    """监督: inspections, findings, 审议意见."""
    numbers = {row["project"] for row in year.projects()}
    held = [row for row in year.rows(INSPECTIONS) if row["status"] == "held" and numbers & {*row["projects"]}]
    if held:
        yield text(f"视察、调研{len(held)}次{year.sources.cite('视察、调研的次数', acts(held, 'held'))}。")
    yield from _findings(year, numbers)
    for row in year.rows(REPORTS):
        issued = [act for act in row["acts"] if act["act"] == "opinions_issued"]
        if row["year"] == year.number and issued:
            source = year.sources.cite(f"{row['says']}的审议意见", acts([row], "opinions_issued", "replied", "judged"))
            judged = next((f"，评判为{act['verdict_word']}" for act in row["acts"] if act["act"] == "judged"), "")
            yield text(
                f"对《{row['title']}》印发审议意见{len(row['opinions'])}条（{issued[-1]['number']}）{judged}{source}。"
            )


def _findings(year: Year, numbers: set[str]) -> Iterator[Block]:
    shown = year.profile.publication.findings
    if not year.inside and shown == "none":
        yield note("按现行规则，不公布问题")
        return
    rows = year.facts.read(FINDINGS) if shown == "counts" or year.inside else year.rows(FINDINGS)
    found = [row for row in rows if numbers & {*row["projects"]}]
    closed = [row for row in found if row["status"] == "closed"]
    if not year.inside and shown == "closed":
        yield text(f"已销号的问题{len(closed)}件{year.sources.cite('已销号的问题', acts(closed, 'closed'))}。")
    else:
        recorded = year.sources.cite("登记的问题", acts(found, "recorded"))
        done = year.sources.cite("销号的问题", acts(closed, "closed"))
        yield text(
            f"登记问题{len(found)}件{recorded}，销号{len(closed)}件{done}，还在整改{len(found) - len(closed)}件。"
        )
    if year.inside or shown in ("closed", "all"):
        rows_said = tuple((row["says"], row["matter"], row["unit_name"] or "—", row["status_word"]) for row in found)
        if rows_said:
            yield Table(heads=("编号", "问题", "责任单位", "状态"), rows=rows_said, widths=(5, 12, 8, 4))


def graded(year: Year) -> Iterator[Block]:
    """测评: the grades that were announced, by project."""
    rows = [(row, grade) for row in year.projects() for grade in row["grades"] if grade["project_year"] == year.number]
    if not rows:
        withheld = [said for row in year.projects() for said in row.get("withheld", ()) if "测评" in said]
        yield note(withheld[0]) if withheld else text("还没有公布测评结果。")
        return
    tally: dict[tuple[str, str], int] = {}
    for _, grade in rows:
        tally[grade["subject"], grade["grade_word"]] = tally.get((grade["subject"], grade["grade_word"]), 0) + 1
    for subject in dict.fromkeys(grade["subject"] for _, grade in rows):
        said = "、".join(f"{word}{count}项" for (of, word), count in tally.items() if of == subject)
        yield text(f"{SUBJECTS[subject]}测评：{said}。")
    body = tuple(
        (
            grade["title"],
            SUBJECTS[grade["subject"]],
            grade["grade_word"],
            year.sources.cite(f"{grade['item']}的等次", [(grade.get("position"), grade["on"])]),
        )
        for _, grade in rows
    )
    yield Table(heads=("项目", "测评内容", "等次", "来源"), rows=body, widths=(10, 6, 4, 3))


def looked_again(year: Year) -> Iterator[Block]:
    """回头看, for those inside: it tells of a grade."""
    if not year.inside:
        return
    looks = [(row, look) for row in year.projects() for look in row["looks"]]
    yield text(f"列入回头看{len(looks)}项。")
    for row, look in looks:
        source = year.sources.cite(
            f"{row['project']}的回头看", [(deed["position"], deed["on"]) for deed in _deeds(look)]
        )
        yield text(f"{titles([row['title']])}：{_looked(look)}{source}。")


def _deeds(look: Row) -> list[Row]:
    """Everything that happened in a second look."""
    lists = (look[name] for name in ("reported", "inspected", "reevaluated", "escalated"))
    return [
        deed for deed in (look["owed"], look["plan"], *(each for one in lists for each in one), look["closed"]) if deed
    ]


def _looked(look: Row) -> str:
    """Why, what came of it, and how it ended; why is not said of what was erased."""
    owed = look["owed"] or {"reason": "原因已经依法删去", "rectify_due_on": None}
    why = owed["reason"] or f"测评为{owed['grade']}"
    again = "".join(f"；再次测评{each['grade']}" for each in look["reevaluated"])
    closed = look["closed"]
    ended = closed["conclusion"] if closed else f"还没有办结，整改期限{day(owed['rectify_due_on'])}"
    return f"{why.removesuffix('。')}{again}。{ended.removesuffix('。')}"
