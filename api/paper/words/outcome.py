"""What is read aloud of a count: a result, a tie and 再次票决, a shortfall and 另行票决, and at the end who is chosen?

Numbers of votes come from the row as the hall may see it (`projections.publication`).
"""

from __future__ import annotations

from collections.abc import Iterator

from api.paper.words import clauses
from api.paper.words.ballots import which
from api.paper.words.clauses import bodies_of, voters
from api.paper.words.facts import Facts
from api.paper.words.naming import place_of, short, titles
from api.paper.words.pieces import BLANK, Block, note, spoken
from domain.profile import Ballot, Profile, announcement_word, ballot_rules, body_for, vote_word
from projections.model import Row
from projections.publication import published
from projections.words.sessions import RESOLUTIONS, round_kind_word
from voting.shares import numeral, reached
from voting.states.counts import words_of


def outcome(profile: Profile, rules: Ballot, row: Row | None) -> Iterator[Block]:
    """What the presider says after the count of one round; a result that stands is read at the end."""
    result = row["result"] if row else None
    if row is not None and (row["status"] == "void" or _is_void(row)):
        return
    if row is None or result is None:
        yield from _every_way(profile, rules)
        return
    match result["outcome"]:
        case "tied":
            yield spoken(_tied(profile, row))
            yield from _settled(profile, row)
        case "shortfall":
            yield spoken(_short(profile, rules, row))
            yield from _settled(profile, row)
        case _:
            if row["open_seats"]:
                few = len(row["selected"])
                yield spoken(f"{_short(profile, rules, row)}按照{vote_word(profile)}办法，按实际确定{few}项。")


def _is_void(row: Row) -> bool:
    return bool(row["result"]) and row["result"]["outcome"] == "void"


def _every_way(profile: Profile, rules: Ballot) -> Iterator[Block]:
    """Before the count: what will be said in which case."""
    act = vote_word(profile)
    if rules.mode == "top_k":
        yield note(f"按应选数确定了的，接着宣布{act}结果")
        yield note(f"得票相同的，宣读：{clauses.tie(profile, rules)}")
        if rules.threshold is not None or rules.extra_gates:
            yield note(f"不足应选数的，宣读：{clauses.shortfall(profile, rules)}")


def _tied(profile: Profile, row: Row) -> str:
    act, result = vote_word(profile), row["result"]
    names = {candidate["id"]: candidate["title"] for candidate in row["candidates"]}
    tied = titles(names[name] for name in result["tied"])
    return f"各位{voters(profile)}：{tied}{len(result['tied'])}项在名额分界处得票相同，尚余{result['tied_seats']}个名额，不能确定。按照{act}办法的规定处理后，一并宣布结果。"


def _short(profile: Profile, rules: Ballot, row: Row) -> str:
    result = row["result"]
    passed = len(result["selected"])
    bar = rules.threshold
    whole = {
        "all_deputies": f"全体{voters(profile)}的",
        "attending": f"实到{voters(profile)}的",
        "collected": "收回票的",
        "valid": "有效票的",
    }
    over = f"赞成票{reached(whole[bar.base], bar)}的" if bar else "达到条件的"
    few = f"只有{passed}项" if passed else "一项也没有"
    return f"各位{voters(profile)}：应选{row['seats']}项，{over}{few}，缺额{row['seats'] - passed}项。"


def _settled(profile: Profile, row: Row) -> Iterator[Block]:
    """What was decided about it: a further vote, the presidium, a lot, fewer; or every way, before that."""
    act, call, settled = vote_word(profile), row["reballot"], row["settled"]
    names = {candidate["id"]: candidate["title"] for candidate in row["candidates"]}
    if call:
        by = short(profile, call["decided_by"]["body"]) if call["decided_by"] else BLANK
        among = titles(names[name] for name in call["candidates"])
        yield spoken(
            f"按照{act}办法，{by}决定对{among}{round_kind_word(call['kind'], act)}，从中确定{call['seats']}项。"
        )
    elif settled:
        way = RESOLUTIONS[settled["how"]].format(presidium=words_of(profile).presidium)
        added = titles(names[name] for name in settled["selected"])
        then = f"，{added}{act}确定" if added else ""
        yield spoken(f"按照{act}办法，{way}{then}。")
    else:
        yield note("处理的办法登记以后再印一次；按规定：" + _rule(profile, row))


def _rule(profile: Profile, row: Row) -> str:
    rules = ballot_rules(profile)
    return clauses.tie(profile, rules) if row["result"]["outcome"] == "tied" else clauses.shortfall(profile, rules)


def ended(facts: Facts, profile: Profile, result: Row | None, batch: int) -> Iterator[Block]:
    """The result that is declared in the hall, and what follows from it."""
    act = vote_word(profile)
    what = f"{place_of(facts.name)}{facts.year}年度{which(batch)}民生实事项目"
    if result is None or not _stands(result):
        yield spoken(f"根据计票结果，按照{act}办法，现在宣布：{_chosen(profile, BLANK, what)}：")
        yield note("计票结果登记、处理以后再印一次，名单就在这里")
    else:
        yield from _declared(profile, result, what)
    yield from _then(profile)


def _stands(row: Row) -> bool:
    """Whether it is known who is chosen: by the count, or by what was done about a tie or a shortfall."""
    counted = row["result"]
    return row["declared"] is not None or (
        counted is not None and (counted["outcome"] == "decided" or bool(row["settled"]))
    )


def _chosen(profile: Profile, number: str, what: str) -> str:
    """A ballot that binds decides; a 票选 that has to be confirmed or decided upon only puts forward."""
    act = vote_word(profile)
    binds = profile.decision_mode != "street_poll" and not body_for(profile, "resolution")
    return f"下列{number}项{act}确定为{what}" if binds else f"下列{number}项为{act}产生的{what}"


def _declared(profile: Profile, result: Row, what: str) -> Iterator[Block]:
    # What is about to be said in the hall is no more than the hall sees once it was said.
    said = result["declared"] or {"selected": result["selected"], "open_seats": result["open_seats"], "on": ""}
    act, seen = vote_word(profile), published({**result, "declared": said}, "hall")
    chosen = [item for item in seen["items"] if item["selected"]]
    yield spoken(f"根据计票结果，按照{act}办法，现在宣布：{_chosen(profile, str(len(chosen)), what)}：")
    for place, item in enumerate(chosen, 1):
        votes = f"，赞成{item['for']}票" if "for" in item else ""
        yield spoken(f"{numeral(place)}、{item['title']}{votes}{'。' if item is chosen[-1] else '；'}")
    if seen["open_seats"]:
        yield spoken(f"应选{seen['seats']}项，确定{len(chosen)}项，缺额{seen['open_seats']}项。")


def _then(profile: Profile) -> Iterator[Block]:
    act, who = vote_word(profile), voters(profile)
    if profile.decision_mode == "street_poll":
        yield spoken(
            f"{act}结果报{bodies_of(profile, 'confirmation')}确认后实施，由{bodies_of(profile, 'announced')}通报。"
        )
    elif body_for(profile, "resolution"):
        yield spoken(
            f"{act}结果提请{bodies_of(profile, 'resolution')}作出决定，由{bodies_of(profile, 'announced')}发布{announcement_word(profile)}。"
        )
    else:
        yield spoken(f"{act}结果由{bodies_of(profile, 'announced')}发布{announcement_word(profile)}。")
    yield spoken(f"各位{who}，本次{act}到此结束。")
