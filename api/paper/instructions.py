"""What does a ballot tell whoever fills it in, under the rules of its round?

Each sentence is one rule of the 票决办法 (rules.md B-10 to B-17, V-02 to V-05); what no rule says stands on no paper.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.profile import Ballot
from voting.events.rounds import RoundKind


def instructions(rules: Ballot, purpose: RoundKind, candidates: int, seats: int, word: str) -> Iterator[str]:
    """The sentences, in the order in which they are printed; `word` is 票决, 票选 or 表决."""
    yield f"本次{word}采用无记名投票方式，请不要在票上写姓名或者其他能认出是谁的记号。"
    yield _list(rules, purpose, candidates, seats, word)
    yield _marking(rules)
    yield from _unmarked(rules)
    yield from _numbers(rules, seats)
    yield _blank(rules)
    yield _twice(rules)
    yield _illegible(rules)


def _list(rules: Ballot, purpose: RoundKind, candidates: int, seats: int, word: str) -> str:
    if rules.mode == "itemwise":
        return f"共{candidates}项，逐项{word}。"
    if purpose == "tie_break":
        return f"得票相同的项目{candidates}项，从中确定{seats}项。"
    surplus = f"，差额{candidates - seats}项" if candidates > seats else ""
    return f"候选项目{candidates}项，应选{seats}项{surplus}。"


def _marking(rules: Ballot) -> str:
    match rules.style:
        case "approve_each":
            return (
                "对每一个项目，赞成的在“赞成”栏内划“○”，反对的在“反对”栏内划“○”，弃权的在“弃权”栏内划“○”，只能划一栏。"
            )
        case "select_k":
            return "同意的项目，在“选定”栏内划“○”；不同意的，不作记号。"
        case "choose_one_variant":
            return "在同意的那一个方案的“选定”栏内划“○”，只能选一个。"
        case "rank":
            return "按轻重缓急在“排序”栏内填写数字1、2、3……，1为最优先，数字不能重复。"


def _unmarked(rules: Ballot) -> Iterator[str]:
    """On papers where one mark a project is made, what no mark means."""
    if rules.style == "approve_each":
        yield {
            "abstain": "没有作任何记号的项目，视为弃权。",
            "approve": "没有作任何记号的项目，视为赞成。",
            "invalid": "有一个项目没有作记号的，整张票无效。",
        }[rules.unmarked_means]


def _numbers(rules: Ballot, seats: int) -> Iterator[str]:
    what = "赞成的项目" if rules.style == "approve_each" else "选定的项目"
    match rules.selection_rule:
        case _ if rules.style in ("rank", "choose_one_variant"):
            return
        case "at_most":
            yield f"{what}等于或者少于{seats}项的，票有效；多于{seats}项的，票无效。"
        case "exactly":
            yield f"{what}等于{seats}项的，票有效；多于或者少于{seats}项的，票无效。"
        case "unlimited":
            yield f"{what}不限项数。"


def _blank(rules: Ballot) -> str:
    if rules.blank_ballot == "invalid":
        return "整张票都没有作记号的，票无效。"
    if rules.unmarked_means == "approve" and rules.style == "approve_each":
        return "整张票都没有作记号的，票有效，视为全部赞成。"
    return "整张票都没有作记号的，票有效，视为全部弃权。"


def _twice(rules: Ballot) -> str:
    if rules.duplicate_mark == "invalid":
        return "同一个项目重复作记号的，票无效。"
    return "同一栏内重复作记号的，只按一次计算。"


def _illegible(rules: Ballot) -> str:
    void = "票无效" if rules.illegible == "ballot_void" else "该项目视为弃权"
    return f"记号无法辨认的，{void}。"
