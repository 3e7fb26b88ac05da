"""How are 台账, money, promises, warnings and 待办 printed?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from api.printed.columns import table, wrapped
from domain.calendar import say_day
from domain.money import print_number, say_amount
from projections.ledger.alerts import Warned
from projections.ledger.figures import Money
from projections.ledger.lines import Line, Together
from projections.ledger.promises import Between, Kept, Terms
from projections.ledger.rates import Share
from projections.ledger.spending import Spending
from projections.ledger.targets import Done
from projections.ledger.todo import ROLES, Todo


def ledger(lines: Sequence[Line], whole: Together) -> Iterator[str]:
    """台账: a line a project, and all of them together; amounts in 万元."""
    head = ("编号", "项目", "承诺", "年计划", "到位", "支付", "完成投资", "完成率", "灯", "进展", "测评")
    sizes = (7, 24, -6, -6, -6, -6, -8, -6, 4, 6, 8)
    summed = ("", "合计", *_amounts(whole), _rate(whole.rates), "", "", "")
    yield from table(head, [*map(_line, lines), summed], sizes)


def _line(line: Line) -> tuple[str, ...]:
    grades = [grade.grade_word for grade in line.grades]
    return (
        line.project, line.title, *_amounts(line), _rate(line.rates), line.light_word, line.standing_word,
        grades[-1] if grades else "",
    )  # fmt: skip


def _amounts(row: Line | Together) -> tuple[str, ...]:
    year = row.year_to_date
    return tuple(map(wan, (row.promised, row.plan, year.received, year.paid, year.completed)))


def wan(amount: Money) -> str:
    """An amount in 万元 without its unit; a dash where nothing says it."""
    return "—" if amount.fen is None else print_number(amount.fen)


def _rate(shares: Iterable[Share], name: str = "completed") -> str:
    """One of the rates: the last of two where the plan was adjusted, against the plan as it stands."""
    found = [share.percent for share in shares if share.name == name]
    return f"{found[-1]}%" if found and found[-1] is not None else "—"


def money(spent: Spending) -> Iterator[str]:
    """The money of a year in groups, in 万元."""
    head = (spent.by_word, "年度计划", "下达", "到位", "支付", "完成投资", "到位率", "拨付率", "完成率")
    sizes = (26, -8, -8, -8, -8, -8, -8, -8, -8)
    rows = []
    for group in (*spent.groups, spent.total):
        scope = group.since_start if spent.by == "source" else group.year_to_date
        figures = (group.plan, scope.allotted, scope.received, scope.paid, scope.completed)
        shares = (_rate(group.rates, name) for name in ("received", "paid", "completed"))
        rows.append((group.name, *map(wan, figures), *shares))
    yield from table(head, rows, sizes)


def promises(kept: Iterable[Kept]) -> Iterator[str]:
    """Promise on the ballot, adjusted promise and delivery, of the projects whose promise was changed."""
    for one in kept:
        yield from wrapped(f"《{one.title}》承诺{_terms(one.promised)}；", 10, f"  {one.project}")
        for between in one.between:
            yield from wrapped(_between(between), 10)
        if one.adjusted is not None:
            yield from wrapped(f"现为{_terms(one.adjusted)}；", 10)
        yield from wrapped(_delivered(one), 10)


def _delivered(one: Kept) -> str:
    """What came of it: money, targets, and by how many days it is late against the promise and against what stands now."""
    done = one.delivered
    targets = "、".join(f"{each.name}{_done(each)}（计划{each.planned}{each.unit}）" for each in done.targets)
    on = f"，{say_day(done.completed_on)}完工" if done.completed_on else ""
    late = f"，比承诺晚{done.days_late}天" if done.days_late else ""
    after = f"，比调整后晚{done.days_late_adjusted}天" if one.adjusted is not None and done.days_late_adjusted else ""
    spent = f"开工以来完成投资{_said(done.completed)}、支付{_said(done.paid)}"
    return f"{spent}{f'；{targets}' if targets else ''}；{done.standing_word}{on}{late}{after}。"


def _done(target: Done) -> str:
    return f"{target.done}{target.unit}" if target.done else "未报"


def _terms(terms: Terms) -> str:
    return f"{terms.amount_text or _said(terms.amount)}，{terms.deadline_text or terms.deadline_on}"


def _said(amount: Money) -> str:
    return "未报" if amount.fen is None else say_amount(amount.fen)


def _between(between: Between) -> str:
    changes = "、".join(f"{each.before}改为{each.after}" for each in between.changes)
    heard = {True: "，已向大会报告", False: "，还没有向大会报告", None: ""}[between.heard]
    return f"{between.body_word}{between.outcome_word or between.kind_word}：{changes}（{between.reason}）{between.announcement}{heard}；"


def alerts(warned: Iterable[Warned]) -> Iterator[str]:
    """Warnings, a sentence each."""
    for one in warned:
        yield from wrapped(f"{one.word}：{one.words}", 10, f"  {one.project}")


def todo(items: Sequence[Todo]) -> Iterator[str]:
    """待办 of every role, what is due first before the rest."""
    for role, word in ROLES.items():
        mine = [one for one in items if one.role == role]
        if mine:
            yield f"  {word}（{len(mine)}件）"
        for one in mine:
            yield from wrapped(f"{one.words.removesuffix('。')}{_due(one)}", 6, "    · ")


def _due(one: Todo) -> str:
    if one.days_left is None:
        return "。"
    left = f"还有{one.days_left}天" if one.days_left > 0 else f"已过{-one.days_left}天" if one.days_left else "就是今天"
    on = "" if say_day(one.due_on) in one.words else f"{say_day(one.due_on)}，"
    return f"（{on}{left}）。"
