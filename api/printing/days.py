"""How are promises, warnings and 待办 of a day printed?"""

from __future__ import annotations

from collections.abc import Iterator

from api.printing.table import NOTHING, amount, or_nothing, table
from api.yearly import DayAlerts, DayTodo, YearPromises
from projections.ledger.promises import Between, Kept, Terms

HEARD = {None: "", True: "，已向大会报告", False: "，须向下次大会报告"}


def printed_promises(answer: YearPromises) -> Iterator[str]:
    """Promise, decisions, adjusted promise and delivery of every project, one under the other."""
    for kept in answer.projects:
        yield from _kept(kept)


def _kept(kept: Kept) -> Iterator[str]:
    yield f"{kept.project}《{kept.title}》（{kept.unit_name or '未明确单位'}）"
    yield f"  投票时：{_terms(kept.promised)}"
    yield from (f"  {_decision(each)}" for each in kept.between)
    if kept.adjusted is not None:
        yield f"  调整后：{_terms(kept.adjusted)}"
    done = kept.delivered
    late = f"，比投票时限晚{done.days_late}天" if done.days_late else ""
    after = f"，比调整后时限晚{done.days_late_adjusted}天" if kept.adjusted and done.days_late_adjusted else ""
    on = f"{done.completed_on}完工" if done.completed_on else ""
    spent = f"完成投资{amount(done.completed)}万元，支付{amount(done.paid)}万元"
    yield f"  兑现：{done.standing_word}{f'，{on}' if on else ''}{late}{after}；{spent}"
    reached = [f"{each.name}{each.done or NOTHING}/{each.planned}{each.unit}" for each in done.targets]
    if reached:
        yield f"  目标：{'，'.join(reached)}"


def _terms(terms: Terms) -> str:
    money = terms.amount_text or f"{amount(terms.amount)}万元"
    targets = f"；{'、'.join(terms.targets)}" if terms.targets else ""
    return f"{money}，{or_nothing(terms.deadline_text or terms.deadline_on)}{targets}"


def _decision(each: Between) -> str:
    on = each.behind[-1].on if each.behind else NOTHING
    changes = "；".join(f"{change.before}→{change.after}" for change in each.changes)
    said = f"：{changes}" if changes else ""
    body = f"{each.body_word}" if each.body_word else ""
    return f"{on} {body}{each.outcome_word}{said}（{each.reason}）{HEARD[each.heard]}"


def printed_alerts(answer: DayAlerts) -> Iterator[str]:
    """Every warning with its kind."""
    for each in answer.alerts:
        yield f"  【{each.word}】{each.project}{each.words}"
    if not answer.alerts:
        yield f"  截至{answer.on}没有预警。"


def printed_todo(answer: DayTodo) -> Iterator[str]:
    """What is to do, what is due first before the rest."""
    rows = [[or_nothing(each.due_on), _left(each.days_left), each.role_word, each.word] for each in answer.items]
    lines = list(table(("期限", "剩余", "身份", "事项"), rows))
    yield from lines[:1]
    for line, each in zip(lines[1:], answer.items, strict=True):
        yield f"{line}  {each.words}"
    if not answer.items:
        yield f"  截至{answer.on}没有待办。"


def _left(days: int | None) -> str:
    if days is None:
        return NOTHING
    return f"逾期{-days}天" if days < 0 else "今天" if days == 0 else f"还有{days}天"
