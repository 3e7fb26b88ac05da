"""How does a clerk say why an item or a whole round came out as it did?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voting.counting.bar import Bar
from voting.counting.box import Box
from voting.counting.case import Case
from voting.counting.choice import Choice, Status
from voting.counting.rules import BallotRules, ThresholdRule
from voting.shares import missed, reached

NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """One item's place in the count, for its sentence; `alike` are the places of all items with as many approvals."""

    place: int
    approvals: int
    rank: int
    alike: tuple[int, ...]
    status: Status


def item_because(case: Case, rules: BallotRules, bar: Bar, choice: Choice, item: Standing) -> str:
    """Say an item's votes, the bar with its arithmetic, and what follows from both."""
    clauses = [f"{case.title(item.place)}获赞成票{item.approvals}张"]
    if bar.rule is not None:
        clauses.append(_against_bar(case, bar, bar.rule, item.approvals))
    if item.status == "below_threshold":
        return "，".join(clauses) + "。"
    if item.status == "not_decided":
        return f"{'，'.join(clauses)}；{_why_undecided(case, choice)}，不作结论。"
    if rules.mode == "itemwise":
        return "，".join([*clauses, f"{case.words.act}确定"]) + "。"
    clauses.append(f"按赞成票多少{'并列' if len(item.alike) > 1 else '排'}第{item.rank}位")
    return "，".join([*clauses, _place_among_seats(case, rules, choice, item)]) + "。"


def outcome_because(case: Case, rules: BallotRules, choice: Choice, box: Box, quorum: str) -> str:
    """Say what the round decided or what is to be done next; `quorum` is the sentence about attendance."""
    act = case.words.act
    if choice.outcome == "void":
        return f"收回{box.collected}张，多于发出{case.issued}张，本轮{act}无效，须重新投票。"
    if choice.outcome == "no_quorum":
        return f"{quorum.removesuffix('。')}，本轮{act}不能作出决定。"
    if rules.mode == "itemwise":
        return f"逐项表决，{len(case.candidates)}项中{len(choice.selected)}项{act}确定。"
    return f"应选{case.seats}项，{_how_filled(case, rules, choice)}。"


def base_not_given(case: Case, rule: ThresholdRule) -> str:
    """Say that the threshold was left unapplied, and for want of which number."""
    number = "实到人数" if rule.base == "attending" else f"应到{case.words.voters}人数"
    return f"未给出{number}，未核对赞成票是否{reached(_base(case, rule, None), rule)}。"


def _against_bar(case: Case, bar: Bar, rule: ThresholdRule, approvals: int) -> str:
    if bar.required is None:
        return base_not_given(case, rule).removesuffix("。")
    whole = _base(case, rule, bar.base)
    if approvals >= bar.required:
        return f"{reached(whole, rule)}（须获{bar.required}张以上）"
    return f"{missed(whole, rule)}，须获{bar.required}张以上，差{bar.required - approvals}张"


def _base(case: Case, rule: ThresholdRule, number: int | None) -> str:
    """Name the base with its number: 全体代表（327人）的."""
    name, unit = {
        "all_deputies": (f"全体{case.words.voters}", "人"),
        "attending": (f"实到{case.words.voters}", "人"),
        "collected": ("收回票", "张"),
        "valid": ("有效票", "张"),
    }[rule.base]
    return f"{name}的" if number is None else f"{name}（{number}{unit}）的"


def _why_undecided(case: Case, choice: Choice) -> str:
    if choice.outcome == "void":
        return f"收回票多于发出票，本轮{case.words.act}无效"
    if choice.outcome == "no_quorum":
        return "实到人数不足法定人数"
    return "是否通过无从核对"


def _place_among_seats(case: Case, rules: BallotRules, choice: Choice, item: Standing) -> str:
    act, seats = case.words.act, case.seats
    if item.status == "tied":
        others = _names(case, [place for place in item.alike if place != item.place])
        return f"与{others}得票相同，尚余{choice.tied_seats}个名额，{_after_tie(case, rules)}"
    if choice.cut is not None and item.status == "not_selected":
        return f"应选{seats}项，名额分界处为{choice.cut}张，差{choice.cut - item.approvals}张，未获确定"
    if item.place in choice.expanded:
        return f"名额分界处得票相同，按规则一并{act}确定"
    return f"在应选{seats}项之内，{act}确定"


def _how_filled(case: Case, rules: BallotRules, choice: Choice) -> str:
    act, seats, chosen = case.words.act, case.seats, len(choice.selected)
    if choice.rule == "P-07":
        passed = f"通过的只有{chosen}项" if chosen else "没有项目通过"
        return f"{passed}，空缺{seats - chosen}项，{_after_shortfall(case, rules)}"
    if choice.outcome == "tied":
        tied = _names(case, sorted(choice.tied))
        left = f"尚余{choice.tied_seats}个名额，{_after_tie(case, rules)}"
        sure = f"{chosen}项{act}确定；" if chosen else ""
        return f"{sure}{tied}各获赞成票{choice.cut}张，得票相同，{left}"
    if choice.expanded:
        return f"名额分界处得票相同，按规则一并确定，共{chosen}项{act}确定"
    return f"按赞成票多少取前{seats}项，{act}确定"


def _names(case: Case, places: Sequence[int]) -> str:
    """Name a few items, and of many the first few and their number, so that no sentence grows with the list."""
    if len(places) <= NAMED_AT_MOST:
        return "".join(map(case.title, places))
    return f"{''.join(map(case.title, places[:NAMED_AT_MOST]))}等{len(places)}项"


def _after_tie(case: Case, rules: BallotRules) -> str:
    if rules.tie_break == "presidium":
        return f"由{case.words.presidium}决定"
    return f"须对得票相同的项目再次{case.words.act}"


def _after_shortfall(case: Case, rules: BallotRules) -> str:
    return {
        "accept_fewer": "按规则接受少于应选数",
        "revote_remaining": f"须在其余项目中另行{case.words.act}",
        "presidium_decides": f"由{case.words.presidium}决定",
        "defer_to_sc": "由政府提请常委会决定",
    }[rules.shortfall]
