"""What does the presider read aloud at the ballot's sitting 主持词, step by step, as far as the rounds have come?

The order is that of rules.md O-05 and §4. Numbers that are not recorded yet are left open; which way a count went is read aloud once it
is known, and before that every way stands there in brackets. What is said of the result is what the hall may see.
"""

from __future__ import annotations

from collections.abc import Iterator

from api.paper.words import clauses
from api.paper.words.ballots import result_of, which
from api.paper.words.clauses import ballot_name, bodies_of
from api.paper.words.facts import Facts
from api.paper.words.method import adopted_title
from api.paper.words.naming import arithmetic, how, number, place_of, titles
from api.paper.words.outcome import ended, outcome
from api.paper.words.pieces import BLANK, Block, Document, chapter, note, spoken
from api.paper.words.stages import Stage, stages_of
from projections.model import Row
from voting.shares import missed, reached, required


def script(facts: Facts, batch: int = 1) -> Document:
    """主持词 of the ballot's sitting; raises `NoBallot`, `NotPrintable`."""
    stages = stages_of(facts, batch)
    first = stages[0]
    title = first.meeting["title"] if first.meeting else place_of(facts.name)
    return Document(
        title=f"{title}{facts.year}年度{which(batch)}民生实事项目{first.act}主持词",
        under="括号内的内容不宣读",
        body=tuple(_body(stages)),
        day=first.meeting["from_on"] if first.meeting else "",
    )


def _body(stages: list[Stage]) -> Iterator[Block]:
    for place, stage in enumerate(stages):
        yield chapter(place + 1, stage.kind_word if len(stages) > 1 else stage.act)
        first = place == 0
        for part in (
            *([_opened(stage)] if first else []),
            _heads(stage),
            *([_officers(stage)] if first else []),
            _what(stage),
            _issuing(stage),
            _voting(stage),
            _validity(stage),
            outcome(stage.profile, stage.rules, stage.row),
        ):
            yield from part
    last = stages[-1]
    result = result_of(last.facts, last.batch) if stages[0].row else None
    yield chapter(len(stages) + 1, f"宣布{last.act}结果")
    yield from ended(last.facts, last.profile, result, last.batch)


def _opened(stage: Stage) -> Iterator[Block]:
    """The method: adopted already, or put to the vote now."""
    adopted = stage.meeting["adopted"] if stage.meeting else None
    yield spoken(f"各位{stage.who}：")
    if adopted:
        said = how(adopted["decided_by"])
        title = adopted_title(
            stage.profile, adopted["title"], f"{place_of(stage.facts.name)}民生实事项目{stage.act}办法"
        )
        yield spoken(f"会议已经{said.removesuffix('通过')}通过了《{title}》，本次{stage.act}按照这个办法进行。")
        return
    yield spoken(f"现在表决《{place_of(stage.facts.name)}民生实事项目{stage.act}办法（草案）》。")
    yield from _hands("通过")


def _hands(then: str) -> Iterator[Block]:
    yield spoken("赞成的请举手。……请放下。反对的请举手。……请放下。弃权的请举手。……请放下。")
    yield spoken(f"赞成{BLANK}票，反对{BLANK}票，弃权{BLANK}票，{then}。")
    yield note(f"没有反对和弃权的，宣读“一致{then}”；赞成票不足的，宣读“没有{then}”")


def _heads(stage: Stage) -> Iterator[Block]:
    """B-01 to B-05: heads, quorum, its arithmetic; again before every round."""
    heads, rule = stage.heads, stage.rules.quorum
    due, present = stage.known.due, heads.get("present")
    said = (
        f"本次会议应到{stage.who}{number(due)}人，请假{number(heads.get('on_leave'))}人，缺席{number(heads.get('absent'))}人，"
        f"实到{stage.who}{number(present)}人"
    )
    if rule is None:
        yield spoken(f"{said}。现在开始{stage.act}。")
        return
    needed = None if due is None else required(due, rule)
    roll = f"应到{stage.who}"
    met = present is None or needed is None or present >= needed
    share = reached(roll, rule) if met else missed(roll, rule)
    end = f"符合法定人数，现在开始{stage.act}" if met else f"不符合法定人数，不能进行{stage.act}"
    yield spoken(f"{said}，{share}（至少{number(needed)}人），{end}。")
    if present is None:
        yield note(f"实到不足{number(needed)}人的，宣读“不符合法定人数，不能进行{stage.act}”")
    if due is not None:
        yield note(f"法定人数的算法：{arithmetic(due, rule)}人")


def _officers(stage: Stage) -> Iterator[Block]:
    """O-01: 监票人 are passed; O-03: 计票人 are named."""
    passed = stage.meeting["scrutineers"] if stage.meeting else None
    named = stage.meeting["tellers"] if stage.meeting else None
    if passed is None:
        by = bodies_of(stage.profile, "tellers_named")
        yield spoken(f"现在通过总监票人、监票人名单。{by}提名：总监票人{BLANK}，监票人{BLANK}。")
        yield from _hands("通过")
    else:
        yield spoken(
            f"会议已经通过总监票人{_name(stage, passed['chief'])}，监票人{_names(stage, passed['scrutineers'])}。"
        )
    by = bodies_of(stage.profile, "tellers_named")
    chief, tellers = (_name(stage, named["chief"]), _names(stage, named["tellers"])) if named else (BLANK, BLANK)
    yield spoken(f"{by}指定总计票人{chief}，计票人{tellers}。请监票人、计票人到位。")


def _name(stage: Stage, officer: Row) -> str:
    return stage.facts.person(officer["person"]) or BLANK


def _names(stage: Stage, officers: list[Row]) -> str:
    return f"{'、'.join(_name(stage, officer) for officer in officers)}（{len(officers)}名）" if officers else BLANK


def _what(stage: Stage) -> Iterator[Block]:
    """What is put to the vote in this round."""
    seats, candidates = number(stage.known.seats), number(stage.known.candidates)
    kind = stage.kind
    what = f"{stage.facts.year}年度{which(stage.batch)}民生实事项目"
    if kind in ("tie_break", "shortfall"):
        yield spoken(f"现在对{titles(stage.titles)}{candidates}项{stage.kind_word}，从中确定{seats}项。")
        return
    if stage.rules.mode == "itemwise":
        yield spoken(f"现在对{what}逐项{stage.act}，共{candidates}项。")
        return
    known = stage.known.candidates is not None and stage.known.seats is not None
    surplus = stage.known.candidates - stage.known.seats if known else None  # type: ignore[operator] # both are known
    again = "重新投票，名单不变。" if kind == "void_repeat" else ""
    yield spoken(
        f"现在对{what}进行{stage.act}。{again}候选项目{candidates}项，应选{seats}项，差额{number(surplus)}项。"
    )


def _issuing(stage: Stage) -> Iterator[Block]:
    """O-05, O-06, B-18: boxes, papers."""
    name, papers = ballot_name(stage.profile), stage.papers
    if stage.rules.method != "paper_secret":
        yield spoken(clauses.method(stage.profile, stage.rules))
        yield spoken(_filling(stage))
        return
    yield spoken("请监票人检查票箱，当众加封。")
    yield note(f"票箱{number(papers.get('boxes'))}个，检查完毕，已经加封")
    colour = f"，{papers['colour']}" if papers.get("colour") else ""
    yield spoken(f"现在分发{name}。每人一张{colour}，请各位{stage.who}清点；没有拿到或者多拿的，请举手。")
    yield note(
        f"印制{number(papers.get('printed'))}张，发出{number(papers.get('issued'))}张，换票{number(papers.get('exchanged'))}张，"
        f"余票{number(papers.get('surplus_voided'))}张当众作废"
    )
    yield spoken(f"{name}分发完毕，共发出{number(papers.get('issued'))}张{_against_heads(stage)}。")
    yield spoken(_filling(stage))


def _filling(stage: Stage) -> str:
    """How the paper is filled in, and which is valid."""
    marking = clauses.marking(stage.profile, stage.rules)
    return marking + clauses.validity_of_papers(stage.profile, stage.rules, stage.known)


def _against_heads(stage: Stage) -> str:
    issued, present = stage.papers.get("issued"), stage.known.present
    if issued is None or present is None:
        return ""
    return (
        "，与实到人数一致"
        if issued == present
        else f"，比实到人数{'少' if issued < present else '多'}{abs(issued - present)}张"
    )


def _voting(stage: Stage) -> Iterator[Block]:
    if stage.rules.method != "paper_secret":
        yield spoken("现在开始表决。")
        return
    yield spoken(f"请各位{stage.who}填写{ballot_name(stage.profile)}。填写有误的，可以交回换票。")
    yield note("填写完毕")
    yield spoken(f"现在投票。请总监票人、监票人先投票，然后请各位{stage.who}依次投票。")
    yield note("投票完毕")
    yield spoken("请监票人开启票箱，清点收回的票数。")


def _validity(stage: Stage) -> Iterator[Block]:
    """V-01: 有效, or 无效 and 重新投票."""
    name, papers = ballot_name(stage.profile), stage.papers
    issued, collected = papers.get("issued"), papers.get("collected")
    by = bodies_of(stage.profile, "reballot_called")
    said = f"各位{stage.who}：发出{name}{number(issued)}张，收回{number(collected)}张"
    if issued is None or collected is None:
        yield spoken(f"{said}，收回的票数{BLANK}发出的票数，本次{stage.act}{BLANK}。")
        yield note(f"“等于”或者“少于”发出的，宣读“有效”；“多于”发出的，宣读“无效，由{by}决定重新投票”")
        yield from _counting()
        return
    if collected > issued:
        yield spoken(
            f"{said}，收回的票数多于发出的票数，本次{stage.act}无效。按照{stage.act}办法，由{by}决定重新投票。"
        )
        return
    relation = "等于" if collected == issued else "少于"
    missing = f"，未收回{issued - collected}张" if collected < issued else ""
    yield spoken(f"{said}{missing}，收回的票数{relation}发出的票数，本次{stage.act}有效。")
    yield from _counting()


def _counting() -> Iterator[Block]:
    """O-05: the meeting adjourns while they count, and then hears the chief scrutineer."""
    yield spoken("现在请计票人在总监票人、监票人监督下计票。计票期间休会。")
    yield note("计票完毕，复会")
    yield spoken("现在请总监票人报告计票结果。")
