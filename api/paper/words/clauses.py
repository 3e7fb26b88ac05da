"""How are the rules of a ballot said in articles, with the numbers that follow from them?

One sentence or a few for each rule of `domain.profile.ballot`; numbers that are not known yet are left open. Sources: rules.md §5, with
the ids at each function; E-01 says what a 票决办法 must state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.paper.words.naming import arithmetic, bodies, number
from api.paper.words.pieces import BLANK
from domain.profile import Act, Ballot, Profile, Threshold, body_for, vote_word
from voting.shares import numeral, reached, required
from voting.states.counts import words_of

METHODS = {
    "paper_secret": "采用无记名投票的方式",
    "electronic_secret": "采用无记名按表决器的方式",
    "show_of_hands": "采用举手的方式",
}
COUNTING = {
    "manual_totals": "计票采用人工唱票、分票的方法，登记各个项目的合计票数，不留存单张票的内容。",
    "reader_totals": "计票使用读票机，登记各个项目的合计票数，不留存单张票的内容。",
    "keypad_totals": "由表决系统汇总各个项目的合计票数，不得留存任何人如何表决的记录。",
    "papers": "由两名计票人互不相知地逐张录入，票面内容打乱顺序后封存，不记录投票的先后和投票人。",
}
GROUPS = {"deputies": "代表的", "others": "代表以外其他人的", "all": "全体投票人的"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What is known of this ballot: seats 应选, candidates 候选, due 应到, present 实到."""

    seats: int | None = None
    candidates: int | None = None
    due: int | None = None
    present: int | None = None


def ballot_name(profile: Profile) -> str:
    """What the paper is called here."""
    return profile.labels.ballot


def voters(profile: Profile) -> str:
    """Who votes: 代表, 议事代表, 常委会组成人员."""
    return words_of(profile).voters


def quorum(profile: Profile, rules: Ballot, known: Numbers) -> str:
    """B-01, B-02, B-05."""
    who, act = voters(profile), vote_word(profile)
    if rules.quorum is None:
        return f"{act}不设法定人数。"
    said = f"出席会议的人数{reached(f'应到{who}', rules.quorum)}，始得进行{act}。"
    if known.due is not None:
        needed = required(known.due, rules.quorum)
        said += f"应到{who}{known.due}人，须有{needed}人以上出席（{arithmetic(known.due, rules.quorum)}）。"
    else:
        said += f"应到{who}{BLANK}人，须有{BLANK}人以上出席。"
    return f"{said}请假的、缺席的不计入实到人数；每一次再投票以前，重新清点人数。"


def method(profile: Profile, rules: Ballot) -> str:
    """B-10, B-11; E-01 表决方式."""
    where = "，在全体会议上进行" if rules.collected_in == "plenary" else "，以代表团为单位投票，合并计票"
    if profile.level == "street" or profile.decision_mode == "sc_vote":
        where = "，在会议上进行"
    return f"{vote_word(profile)}{METHODS[rules.method]}{where}。"


def marking(profile: Profile, rules: Ballot) -> str:
    """B-14 to B-16: how the paper is filled in."""
    name, who = ballot_name(profile), voters(profile)
    return {
        "approve_each": f"{who}对{name}上的每一个候选项目，可以表示赞成，可以表示反对，也可以表示弃权，每个项目只作一种表示。",
        "select_k": f"{who}在{name}上赞成的候选项目的空格内划“○”。",
        "rank": f"{who}在{name}上按轻重缓急用数字给候选项目标明顺序，{_ranked(rules)}。",
        "choose_one_variant": f"{who}在{name}所列的几个方案中选择一个，在对应的空格内划“○”。",
    }[rules.style]


def _ranked(rules: Ballot) -> str:
    return {"sum_of_ranks": "汇总时名次相加，和小的在前", "top_k_count": "汇总时计算排在应选数以内的次数"}.get(
        rules.rank_aggregation or "", "汇总办法另定"
    )


def validity_of_papers(profile: Profile, rules: Ballot, known: Numbers) -> str:
    """V-02 to V-05, B-17: which papers are valid, and what marks mean."""
    name, chosen = ballot_name(profile), "所选的" if rules.style != "approve_each" else "赞成的"
    seats = f"应选数（{known.seats}项）" if known.seats is not None else "应选数"
    limit = {
        "at_most": f"每张{name}上{chosen}项目等于或者少于{seats}的有效，多于应选数的无效。",
        "exactly": f"每张{name}上{chosen}项目等于{seats}的有效，多于或者少于应选数的无效。",
        "unlimited": f"每张{name}上{chosen}项目的数量不限。",
    }[rules.selection_rule]
    if rules.mode == "itemwise" and rules.selection_rule == "at_most":
        limit = f"每张{name}上可以对全部项目表示赞成。"
    unmarked = (
        "没有划的项目视为没有选"
        if rules.style != "approve_each"
        else {
            "abstain": "未作标记的项目视为弃权",
            "invalid": "有项目未作标记的，整张票无效",
            "approve": "未作标记的项目视为赞成",
        }[rules.unmarked_means]
    )
    blank = "空白票为有效票" if rules.blank_ballot == "valid" else "空白票无效"
    twice = {
        "count_once": "对同一项目重复作同一种标记的按一次计算",
        "invalid": "对同一项目重复作标记的，整张票无效",
    }[rules.duplicate_mark]
    unread = {"item_void": "标记无法辨认的，这一项按弃权计算", "ballot_void": "有标记无法辨认的，整张票无效"}[
        rules.illegible
    ]
    pressed = "在规定时间内未按表决器的单独统计，不计为弃权。" if rules.method == "electronic_secret" else ""
    return f"{limit}{unmarked}；{blank}；{twice}；{unread}。{pressed}"


def validity_of_ballot(profile: Profile) -> str:
    """V-01: collected at most issued; otherwise the same list again."""
    by = bodies_of(profile, "reballot_called")
    return f"收回的票数等于或者少于发出的票数，投票有效；多于发出的票数，投票无效，由{by}决定对同一名单重新投票。"


def threshold(profile: Profile, rules: Ballot, known: Numbers) -> str:
    """P-01, P-02, P-05: what a project must reach, with the number needed."""
    who = voters(profile)
    if rules.threshold is None:
        return "不设通过门槛，按赞成票多少确定。"
    said = f"候选项目获得的赞成票{reached(_base(who, rules.threshold), rules.threshold)}的，始得确定。"
    if (whole := _known(rules.threshold, known)) is not None:
        needed = required(whole, rules.threshold)
        said += f"按{_counted(who, rules.threshold)}{whole}人计算，须获赞成票{needed}张以上（{arithmetic(whole, rules.threshold)}）。"
    elif rules.threshold.base == "all_deputies":
        said += f"按{_counted(who, rules.threshold)}{BLANK}人计算，须获赞成票{BLANK}张以上。"
    gates = "；".join(f"{GROUPS[gate.group]}赞成票须{reached(_base(who, gate), gate)}" for gate in rules.extra_gates)
    return said + (f"此外，{gates}。" if gates else "")


def _base(who: str, rule: Threshold) -> str:
    return {"all_deputies": f"全体{who}的", "attending": f"实到{who}的", "collected": "收回票的", "valid": "有效票的"}[
        rule.base
    ]


def _counted(who: str, rule: Threshold) -> str:
    return f"全体{who}" if rule.base == "all_deputies" else f"实到{who}"


def _known(rule: Threshold, known: Numbers) -> int | None:
    return {"all_deputies": known.due, "attending": known.present}.get(rule.base)


def choice(profile: Profile, rules: Ballot, known: Numbers) -> str:
    """P-03, P-04: who is chosen among those that reach it; E-01 项目确定."""
    act = vote_word(profile)
    if rules.mode == "itemwise":
        return f"逐项表决，达到条件的项目{act}确定。"
    return f"按赞成票由多到少的顺序，取前{number(known.seats)}项{act}确定。"


def tie(profile: Profile, rules: Ballot) -> str:
    """P-06: equal votes at the cut."""
    act = vote_word(profile)
    cut = "名额分界处赞成票相同、不能确定的，"
    match rules.tie_break:
        case "presidium":
            return f"{cut}由{bodies_of(profile, 'tie_resolved')}决定。"
        case "expand":
            return f"{cut}赞成票相同的项目一并{act}确定，不受应选数的限制。"
        case _:
            return f"{cut}只对赞成票相同的项目再次{act}，按尚余的名额，赞成票多的确定。{_still(profile, rules)}"


def _still(profile: Profile, rules: Ballot) -> str:
    then = {
        "presidium": f"由{bodies_of(profile, 'tie_resolved')}决定",
        "lot": f"由{bodies_of(profile, 'tie_resolved')}主持抽签确定",
        "leave_open": "名额空缺",
    }[rules.if_still_tied]
    return f"再次{vote_word(profile)}后仍然相同的，{then}。"


def shortfall(profile: Profile, rules: Ballot) -> str:
    """P-07, P-08: fewer projects reach it than there are seats."""
    act = vote_word(profile)
    few = "达到条件的项目少于应选数的，"
    match rules.shortfall:
        case "accept_fewer":
            return f"{few}按实际达到条件的项目确定，缺额不再另行{act}。"
        case "presidium_decides":
            return f"{few}缺额由{bodies_of(profile, 'shortfall_resolved')}决定。"
        case "defer_to_sc":
            return f"{few}缺额由政府提请常委会决定。"
        case _:
            return f"{few}缺额在其余候选项目中另行{act}。{_again(profile, rules)}"


def _again(profile: Profile, rules: Ballot) -> str:
    """Who takes part in 另行票决, and what is needed in it."""
    act, lowest = vote_word(profile), rules.shortfall_min_share
    surplus = rules.revote_surplus
    taking = (
        "其余候选项目全部参加。"
        if surplus is None
        else f"参加的项目按前一次赞成票多少的顺序确定，差额不少于缺额的{numeral(surplus.den)}分之{numeral(surplus.num)}。"
    )
    if lowest is None:
        return f"{taking}另行{act}时，通过条件不变。"
    base = "有效票的" if rules.threshold is None else _base(voters(profile), rules.threshold)
    return f"{taking}另行{act}时，赞成票达到{base}{numeral(lowest.den)}分之{numeral(lowest.num)}以上即可确定。"


def reballots(profile: Profile, rules: Ballot) -> str:
    """How often; a void ballot is repeated without being counted."""
    act = vote_word(profile)
    return (
        f"再次{act}、另行{act}合计不超过{rules.max_reballots}次；因投票无效而重新投票的，不计算在内。"
        if rules.max_reballots
        else f"不进行再次{act}、另行{act}；因投票无效而重新投票的除外。"
    )


def officers(profile: Profile, rules: Ballot) -> Iterator[str]:
    """O-01, O-03, O-05 to O-07: who watches and who counts."""
    presiding, act = bodies_of(profile, "tellers_named"), vote_word(profile)
    passing = bodies_of(profile, "scrutineers_passed")
    yield f"设总监票人1人、监票人若干人，由{presiding}提名，由{passing}通过；总计票人、计票人由{presiding}指定，在总监票人、监票人监督下工作。"
    paper = rules.method == "paper_secret"
    if paper:
        yield (
            f"投票以前，监票人当众检查票箱并加封；{ballot_name(profile)}按实到人数分发，填写错误的可以交回换票，余票当众作废；监票人先投票，"
            f"随后{voters(profile)}依次投票；投票结束后当众开箱，清点收回的票数。"
        )
    yield COUNTING[rules.count_method]
    if rules.papers_clause:
        yield f"票面内容的留存：{rules.papers_clause.removesuffix('。')}。"
    if rules.spot_audit != "off":
        yield f"计票以后，当众随机抽取{rules.spot_audit.papers}张票与封存的票面内容核对。"
    if rules.recount_margin is not None:
        yield f"名额分界处的票数相差不超过{rules.recount_margin}张的，重新计票，结果一致才能宣布。"
    yield f"计票完毕，由总监票人报告计票结果，由{bodies_of(profile, 'declared')}当场宣布{act}结果。"


def bodies_of(profile: Profile, act: Act) -> str:
    """Who decides an act under this profile: 甲或者乙."""
    return bodies(profile, body_for(profile, act))
