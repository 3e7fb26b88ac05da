"""What does the method of the evaluation 测评办法（草案） say, article by article, under a congress's rules?

Sources: rules.md §8, with the ids at each function.
"""

from __future__ import annotations

from collections.abc import Iterator

from api.paper.words.clauses import bodies_of
from api.paper.words.facts import Facts
from api.paper.words.method import KEPT
from api.paper.words.naming import arithmetic, place_of
from api.paper.words.pieces import BLANK, Document, articles
from domain.profile import Evaluation, Profile
from projections.model import Row
from projections.models import SATISFACTION
from voting.grading.bars import Bars, set_bars
from voting.shares import Share, reached, required

PEOPLE = {
    "deputies": "代表",
    "sc_members": "常委会组成人员",
    "street_council": "议事代表",
    "residents": "居民",
}
WHERE = {
    "plenary": "在全体会议上",
    "delegations": "在代表团会议上",
    "sc_meeting": "在常委会会议上",
    "supervision_group": "由监督小组",
    "street_council": "在议事会上",
    "survey": "以问卷调查的方式",
}
STILL_BAD = {"inquiry": "开展专题询问", "questioning": "提出质询", "report": "要求再次报告"}
WEIGHTS = (("public", "群众"), ("deputies", "代表"), ("leaders", "领导"), ("online", "网上"))


def evaluation_method(facts: Facts) -> Document:
    """测评办法（草案）; raises `NotPrintable` where no rules were adopted."""
    profile = facts.profile()
    return Document(
        title=f"{place_of(facts.name)}民生实事项目满意度测评办法（草案）",
        body=articles(_articles(facts, profile, profile.evaluation)),
        day=facts.row["profiles"][-1]["on"],
    )


def _articles(facts: Facts, profile: Profile, rules: Evaluation) -> Iterator[str]:
    yield f"为加强对{place_of(facts.name)}民生实事项目实施情况的监督，做好满意度测评工作，结合实际，制定本办法。"
    yield _what(rules)
    if rules.where != "survey":
        yield _quorum(rules, _members(facts, rules))
        yield _marking(rules)
    yield _validity(rules)
    yield _grades(rules, _members(facts, rules))
    yield _rates(rules)
    if rules.where != "survey":
        yield "收回的测评票等于或者少于发出的，测评有效；多于发出的，测评无效，重新测评。设总监票人、监票人、计票人，当众验箱、发票、清点、计票，由总监票人报告结果，当场宣布。"
    yield "\n".join(_surveys(rules))
    yield _published(profile)
    yield _second_look(profile, rules)
    archive = profile.archive
    yield f"测评结果等文件保管期限为{KEPT[archive.result]}，过程中形成的文件为{KEPT[archive.process]}。"
    yield f"本办法自通过之日起施行，适用于{facts.year}年度民生实事项目的测评。"


def _members(facts: Facts, rules: Evaluation) -> int | None:
    """Those who may grade: as the newest evaluation of the year has it, else the deputies in office where these grade."""
    held: list[Row] = facts.of_year(SATISFACTION)
    if held:
        return int(held[-1]["members"])
    return facts.row["deputies"] if rules.evaluators in ("deputies", "street_council") else None


def _what(rules: Evaluation) -> str:
    """§8.1: who, where, what."""
    unit = "逐项进行" if rules.unit == "project" else "逐个子项进行"
    secret = "，采用无记名投票的方式" if rules.where != "survey" else ""
    return (
        f"测评由{PEOPLE[rules.evaluators]}{WHERE[rules.where]}进行{secret}，在听取项目完成情况报告以后，按项目{unit}。"
    )


def _quorum(rules: Evaluation, members: int | None) -> str:
    """B-04."""
    who = PEOPLE[rules.evaluators]
    if rules.quorum is None:
        return "测评不设法定人数。" if rules.where != "sc_meeting" else f"全体{who}过半数出席，始得进行测评。"
    said = f"出席人数{reached(f'全体{who}的', rules.quorum)}，始得进行测评。"
    if members is None:
        return f"{said}全体{who}{BLANK}人，须有{BLANK}人以上出席。"
    return f"{said}全体{who}{members}人，须有{required(members, rules.quorum)}人以上出席（{arithmetic(members, rules.quorum)}）。"


def _marking(rules: Evaluation) -> str:
    """G-01."""
    words = "、".join(f"“{grade}”" for grade in rules.grades)
    return f"测评票对每一项设{words}{len(rules.grades)}栏，每一项只选一栏。"


def _validity(rules: Evaluation) -> str:
    """V-06, G-07."""
    unmarked = "未选的不计入这一项的有效票" if rules.unmarked == "exclude" else f"未选的计为“{rules.grades[-1]}”"
    return f"一项选择两栏以上的，这一项的票无效；{unmarked}。"


def _grades(rules: Evaluation, members: int | None) -> str:
    """G-02 to G-04, with the number needed."""
    best, fair, bad = rules.grades[:3]
    whole = _base(rules)
    bars: Bars = set_bars(rules, None)
    return (
        f"“{best}”票{reached(whole, bars.satisfied)}的，评为“{best}”；不足，而“{best}”与“{fair}”票合计{reached(whole, bars.acceptable)}的，"
        f"评为“{fair}”；仍不足的，评为“{bad}”。{_needed(rules, members, bars)}{_half(rules)}"
    )


def _base(rules: Evaluation) -> str:
    who = PEOPLE[rules.evaluators]
    return {"all_members": f"全体{who}的", "attending": f"实到{who}的", "valid": "有效票的"}[rules.base]


def _needed(rules: Evaluation, members: int | None, bars: Bars) -> str:
    if rules.base != "all_members":
        return ""
    who = PEOPLE[rules.evaluators]
    if members is None:
        return f"按全体{who}{BLANK}人计算，评为“{rules.grades[0]}”须{BLANK}张以上。"

    def said(bar: Share) -> str:
        return f"{required(members, bar)}张以上（{arithmetic(members, bar)}）"

    if bars.satisfied == bars.acceptable:
        return f"按全体{who}{members}人计算，须{said(bars.satisfied)}。"
    return f"按全体{who}{members}人计算，评为“{rules.grades[0]}”须{said(bars.satisfied)}，评为“{rules.grades[1]}”合计须{said(bars.acceptable)}。"


def _half(rules: Evaluation) -> str:
    """G-03: what exactly one half means, where the rules go by halves."""
    if rules.thresholds is not None:
        return ""
    return "恰好半数的，算达到。" if rules.half_is == "pass" else "恰好半数的，不算达到。"


def _rates(rules: Evaluation) -> str:
    """G-05: two rates, named apart."""
    best, fair = rules.grades[:2]
    of = {"valid": "有效票", "attending": "实到人数", "all_members": "全体人数"}[rules.rate_base]
    digits = f"保留{rules.percent_digits}位小数" if rules.percent_digits else "取整数"
    return f"满意率为“{best}”票占{of}的百分比，满意加基本满意率为“{best}”与“{fair}”票合计占{of}的百分比，分别计算，四舍五入{digits}。"


def _surveys(rules: Evaluation) -> Iterator[str]:
    """§8.3: beside the grades, mixed only where weights are printed."""
    weights = rules.composite_weights
    if weights is None:
        yield "可以开展群众测评，写明调查方式、样本数和有效答卷数；群众测评的结果与前款等次分别列出，不折算。"
    else:
        parts = "、".join(f"{word}{getattr(weights, name)}%" for name, word in WEIGHTS if getattr(weights, name))
        yield f"综合满意度按{parts}加权计算，各部分的原始结果一并列出。"


def _published(profile: Profile) -> str:
    """G-09, and what of it everybody sees."""
    by = bodies_of(profile, "evaluation_announced")
    return {
        "none": f"测评结果由{by}通报，不向社会公布。",
        "grades": f"测评结果由{by}公布，只公布等次，不公布票数。",
        "counts": f"测评结果由{by}公布，公布等次和票数。",
    }[profile.publication.evaluation]


def _second_look(profile: Profile, rules: Evaluation) -> str:
    """G-10, S-09: 整改, 回头看, 再次测评."""
    then = profile.follow_up
    when = [f"评为{'、'.join(f'“{grade}”' for grade in rules.rectify_on)}的"] if rules.rectify_on else []
    when += [f"满意率低于{rules.rectify_below}%的"] if rules.rectify_below else []
    if not when:
        return "测评中提出的意见，由承办单位研究处理。"
    again = "整改以后再次测评" if then.re_evaluate else "整改情况经核查后办结"
    bad = (
        f"；仍为“{rules.grades[2]}”的，由{bodies_of(profile, 'follow_up_escalated')}{STILL_BAD[then.if_still_bad]}"
        if then.if_still_bad
        else ""
    )
    return (
        f"{'或者'.join(when)}，列入回头看：承办单位在{then.plan_days}日内提出整改方案，在{then.rectify_days}日内完成整改；"
        f"{again}{bad}。"
    )
