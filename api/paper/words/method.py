"""What does the method of the ballot 票决办法（草案） say, article by article, under a congress's rules?"""

from __future__ import annotations

from collections.abc import Iterator

from api.paper.words import clauses
from api.paper.words.ballots import list_of, meeting_for, rounds_of, which
from api.paper.words.clauses import Numbers, ballot_name, bodies_of, voters
from api.paper.words.facts import Facts
from api.paper.words.naming import congress_of, day, how, number, place_of
from api.paper.words.pieces import Document, articles
from domain.profile import VALUES, Ballot, Profile, Share, announcement_word, ballot_rules, body_for, vote_word
from projections.model import Row
from voting.shares import numeral

LAW = "《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》"
KEPT = {"permanent": "永久", "30y": "30年", "10y": "10年"}


def method(facts: Facts, batch: int = 1) -> Document:
    """票决办法, of a street or before a 决定 票选办法; 草案 until a meeting adopted it; raises `NoBallot`, `NotPrintable`."""
    meeting = meeting_for(facts, batch)
    profile = facts.profile(_version(meeting))
    rules, known = ballot_rules(profile), numbers(facts, batch, meeting)
    adopted = meeting["adopted"] if meeting else None
    title = f"{place_of(facts.name)}民生实事项目{vote_word(profile)}办法"
    return Document(
        title=adopted_title(profile, adopted["title"], title) if adopted else f"{title}（草案）",
        under=_adopted(meeting, adopted) if meeting and adopted else "",
        body=articles(_articles(facts, profile, rules, known, batch)),
        day=adopted["on"] if adopted else facts.row["profiles"][-1]["on"],
    )


def adopted_title(profile: Profile, adopted: str, ours: str) -> str:
    """The title as it was adopted; a street's 票选 is not called 票决 whatever was typed (rules.md, invariant 12)."""
    return ours if profile.level == "street" and "票决" in adopted else adopted


def _version(meeting: Row | None) -> int | None:
    """The version that the meeting adopted or was handed, else the newest."""
    if meeting is None:
        return None
    said = meeting["adopted"] or meeting["proposed"]
    return int(said["profile_version"]) if said else None


def _adopted(meeting: Row, adopted: Row) -> str:
    decision = adopted["decided_by"] or {}
    said = how(decision or None)
    return f"{day(adopted['on'])}{meeting['title']}{decision.get('meeting', '')}{said or '通过'}"


def numbers(facts: Facts, batch: int, meeting: Row | None) -> Numbers:
    """What the ledger knows: seats and candidates of the list, those in office, those present at the first round."""
    listed, rounds = list_of(facts, batch), rounds_of(facts, batch)
    first = rounds[0] if rounds else None
    lines = listed["lines"] if listed else ()
    side = "final" if listed and listed["final"] else "preliminary"
    heads = first["attendance"] if first else {}
    due = heads.get("due", meeting["in_office"] if meeting else facts.row["deputies"])
    return Numbers(
        seats=first["seats"] if first else listed["seats"] if listed else None,
        candidates=len(first["candidates"]) if first else sum(line[side] is not None for line in lines) or None,
        due=due if meeting is None or meeting["body"] != "standing_committee" else heads.get("due"),
        present=heads.get("present"),
    )


def _articles(facts: Facts, profile: Profile, rules: Ballot, known: Numbers, batch: int) -> Iterator[str]:
    act = vote_word(profile)
    yield _purpose(facts, profile)
    yield _seats(facts, profile, known, batch)
    yield from _candidates(profile)
    yield clauses.quorum(profile, rules, known)
    yield clauses.method(profile, rules)
    yield clauses.marking(profile, rules)
    yield clauses.validity_of_papers(profile, rules, known)
    yield clauses.validity_of_ballot(profile)
    yield clauses.threshold(profile, rules, known) + clauses.choice(profile, rules, known)
    if rules.mode == "top_k":
        yield clauses.tie(profile, rules)
        if rules.threshold is not None or rules.extra_gates:
            yield clauses.shortfall(profile, rules)
        yield clauses.reballots(profile, rules)
    yield "\n".join(clauses.officers(profile, rules))
    yield "\n".join(_published(profile))
    yield _archived(profile)
    yield _afterwards(profile)
    adopting = bodies_of(profile, "method_adopted")
    yield f"本办法经{adopting}通过后施行，适用于{facts.year}年度{which(batch)}民生实事项目{act}。"


def _purpose(facts: Facts, profile: Profile) -> str:
    """Whose ballot, on what basis; a street's council decides nothing by law."""
    act, place = vote_word(profile), place_of(facts.name)
    by = congress_of(facts.name, profile)
    if profile.level == "street":
        return f"为做好{place}民生实事项目{act}工作，结合实际，制定本办法。{act}由{by}进行，经{bodies_of(profile, 'confirmation')}确认后实施。"
    base = f"根据{LAW}等有关法律法规，"
    if profile.decision_mode == "ballot_plus_resolution":
        then = f"{act}结果提请{bodies_of(profile, 'resolution')}作出决定。"
        return f"为做好{place}民生实事项目{act}工作，{base}结合实际，制定本办法。{then}"
    return f"为做好{place}民生实事项目{act}工作，{base}结合实际，制定本办法。"


def _seats(facts: Facts, profile: Profile, known: Numbers, batch: int) -> str:
    """E-01: 应选数量, 候选项目差额数; D-07."""
    rules, act = profile.candidate, vote_word(profile)
    said = (
        f"{facts.year}年度{which(batch)}民生实事项目应选{number(known.seats)}项，候选项目{number(known.candidates)}项"
    )
    surplus = known.candidates - known.seats if known.seats is not None and known.candidates is not None else None
    if surplus == 0:
        return f"{said}，实行等额{act}。"
    equal = "；可以等额" if rules.allow_equal else ""
    ratio = rules.surplus_min_ratio
    least = (
        f"候选项目数应当多于应选数，差额不少于应选数的{_share(ratio)}（有零头的进为整数）{equal}。" if ratio.num else ""
    )
    return f"{said}，差额{number(surplus)}项。{least}"


def _share(share: Share) -> str:
    """百分之二十 of 1/5, where it is a whole percentage; 三分之一 otherwise."""
    percent, rest = divmod(100 * share.num, share.den)
    return f"{percent}%" if not rest else f"{numeral(share.den)}分之{numeral(share.num)}"


def _candidates(profile: Profile) -> Iterator[str]:
    """D-01 to D-13: how the list comes about."""
    rules, government = profile.candidate, bodies_of(profile, "submitted")
    steps = "、".join(VALUES["candidate.review_steps"][step] for step in rules.review_steps)
    ways = [f"候选项目由{government}提出", *([f"依次经过{steps}"] if steps else [])]
    if rules.publicity_days:
        ways.append(f"公示不少于{rules.publicity_days}日")
    cross = "跨年度实施的须写明年度阶段性目标和完成时限" if rules.allow_cross_year else "应当在当年完成"
    order = {"as_submitted": "按提请的顺序", "by_category": "按类别"}[rules.order]
    yield (
        f"{'，'.join(ways)}。候选项目{cross}。\n正式候选项目名单由{bodies_of(profile, 'final_list')}确定，{order}排列，"
        f"名单确定以后不再变动；有关材料在会议{rules.materials_lead_days}日以前送达{voters(profile)}。"
    )


def _published(profile: Profile) -> Iterator[str]:
    """E-01 公布方式; O-08 to O-10, §1.2."""
    act, word, rules = vote_word(profile), announcement_word(profile), profile.publication
    if profile.level == "street":
        yield f"{act}结果报{bodies_of(profile, 'confirmation')}确认后，由{bodies_of(profile, 'announced')}通报。"
    elif body_for(profile, "resolution"):
        yield f"{act}结果由{bodies_of(profile, 'resolution')}作出决定后，由{bodies_of(profile, 'announced')}发布{word}。"
    else:
        yield f"{act}结果由{bodies_of(profile, 'announced')}发布{word}。"
    order = "候选项目的顺序" if rules.order == "candidate" else "赞成票由多到少的顺序"
    votes = {
        "none": "不公布得票数",
        "selected": "公布获确定项目的得票数",
        "all": "公布得票数",
    }[rules.votes]
    rest = "同时列出未获确定的项目" if rules.not_selected == "show" else "不列未获确定的项目"
    money = "，连同金额" if rules.candidates == "with_amounts" else "，不列金额"
    yield f"公布时按{order}列出确定的项目{money}；{votes}，{rest}。"


def _archived(profile: Profile) -> str:
    """R-02 to R-05."""
    rules = profile.archive
    paper = profile.ballot is not None and profile.ballot.method == "paper_secret"
    kept = (
        f"{ballot_name(profile)}当场封存，会议结束{rules.ballots_days_after_session}日以后可以销毁，销毁时须有两人以上在场监督。"
        if paper
        else ""
    )
    return (
        f"{kept}计票结果报告单、结果等文件保管期限为{KEPT[rules.result]}，过程中形成的文件为{KEPT[rules.process]}，"
        f"未获通过的文件为{KEPT[rules.not_adopted]}。"
    )


def _afterwards(profile: Profile) -> str:
    """M-01, M-10; nothing moves up by itself (events.md, Streams)."""
    rules, government = profile.implementation, bodies_of(profile, "submitted")
    moving = bodies_of(profile, "adjustment_decided")
    heard = "，并向下次人民代表大会会议报告" if rules.report_to_next_session and profile.level != "street" else ""
    return (
        f"确定的项目由{government}组织实施，在{rules.plan_due_days}日内提出实施计划。确需重大调整、暂缓、恢复或者终止的，由{government}提请"
        f"{moving}决定{heard}。确定的项目不能实施的，其他候选项目不自动递补。"
    )
