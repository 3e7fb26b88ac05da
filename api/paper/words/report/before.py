"""What does the year report say of the time before the vote, and of the vote: 征集, 候选, 票决?"""

from __future__ import annotations

from collections.abc import Iterator

from api.paper.words.announcing import listed_projects
from api.paper.words.ballots import amounts_in_words, rounds_of, which
from api.paper.words.clauses import Numbers, choice, threshold
from api.paper.words.naming import day, number
from api.paper.words.pieces import Block, Table, note, text
from api.paper.words.report.year import Year, together
from domain.profile import ballot_rules
from projections.model import Row
from projections.models import CYCLES, PROPOSALS, ROUND_RESULTS
from projects.events import cycles as c
from projects.events import proposals as p
from voting.events import papers
from voting.events import rounds as r


def solicited(year: Year) -> Iterator[Block]:
    """征集: how many were received over which channels, and what became of them."""
    found = year.facts.funnel()
    if found is None:
        yield text(f"没有登记{year.number}年度的征集情况。")
        return
    seen = year.seen(found)
    if "stages" not in seen:
        yield from (note(said) for said in seen["withheld"])
        return
    cycle = next(iter(year.facts.of_year(CYCLES)), None)
    of_year = (
        year.told(cycle["stream"], c.SolicitationClosed, c.PreliminaryListDrawnUp, c.FinalListFixed) if cycle else []
    )
    submitted = _submitted(year)
    received = year.sources.cite(
        f"收到、列入的建议项目和各个名单的数目（{year.number}年度征集漏斗）", together(submitted, of_year)
    )
    stages = "，".join(
        f"{stage['word']}{stage['count']}{'件' if stage['of'] == 'proposals' else '项'}" for stage in seen["stages"]
    )
    yield text(f"{stages}{received}。{seen['solicitation']['because']}")
    screened = year.sources.cite("各种处理结果的件数", _screened(year))
    ends = "、".join(f"{end['word']}{end['count']}件（{end['percent']}%）" for end in seen["ends"] if end["count"])
    if ends:
        yield text(f"处理结果：{ends}{screened}。")
    heads = ("渠道", "收到", "列入", "合并", "储备", "转办", "不予列入")
    names = ("received", "adopted", "merged", "reserved", "transferred", "declined")
    rows = tuple((row["word"], *(str(row[name]["count"]) for name in names)) for row in seen["by_channel"])
    if rows:
        yield Table(heads=heads, rows=rows, widths=(8, 3, 3, 3, 3, 3, 5), right=(1, 2, 3, 4, 5, 6))


SCREENED = (p.ProposalAdopted, p.ProposalMerged, p.ProposalReserved, p.ProposalTransferred, p.ProposalDeclined)


def _submitted(year: Year) -> list[tuple[int | None, str]]:
    return [each for row in year.facts.of_year(PROPOSALS) for each in year.told(row["stream"], p.ProposalSubmitted)]


def _screened(year: Year) -> list[tuple[int | None, str]]:
    return [each for row in year.facts.of_year(PROPOSALS) for each in year.told(row["stream"], *SCREENED)]


def balloted(year: Year) -> Iterator[Block]:
    """票决: every round that is published, the rule in force, the list."""
    batches = sorted({row["batch"] for row in _rounds(year)})
    if not batches:
        yield text(f"{year.number}年度没有登记过表决。")
    for batch in batches:
        for row in rounds_of(year.facts, batch):
            yield from _round(year, row, batch)


def _rounds(year: Year) -> list[Row]:
    return [row for row in year.facts.of_year(ROUND_RESULTS) if not row["taken_over"]]


def _round(year: Year, row: Row, batch: int) -> Iterator[Block]:
    if row["status"] == "void" or row["papers"]["declared_valid"] is False:
        if year.inside:
            yield text(f"{_held(year, row, row, batch)}本轮无效。")
        return
    seen = year.seen(row)
    if "attendance" not in seen:
        if row["round_kind"] == "first":
            yield from (note(said) for said in seen["withheld"])
        return
    yield text(_held(year, row, seen, batch))
    if row["round_kind"] in OWN:
        yield text(_rule(year, row, seen))
    if seen.get("because"):
        yield text(f"结果：{seen['because']}")
    if row["round_kind"] in OWN and seen["declared"]:
        yield from _chosen(year, row, seen, batch)
    yield from (note(said) for said in seen.get("withheld", ()) if "得票" in said)


OWN = ("first", "void_repeat")
"""The rounds whose result is announced by itself; the others are carried back."""


def _rule(year: Year, row: Row, seen: Row) -> str:
    """The rule in force, with the number that it asked for."""
    profile, heads = year.facts.profile(row["profile_version"]), seen["attendance"]
    rules = ballot_rules(profile)
    known = Numbers(seats=seen["seats"], candidates=len(row["candidates"]), due=heads["due"], present=heads["present"])
    return f"确定规则：{threshold(profile, rules, known)}{choice(profile, rules, known)}"


def _chosen(year: Year, row: Row, seen: Row, batch: int) -> Iterator[Block]:
    chosen = [item for item in seen["items"] if item["selected"]]
    what, said = f"{row['kind_word']}确定的项目", seen["announced"]
    source = year.sources.cite(what, year.told(row["stream"], r.ResultDeclared, r.ResultAnnounced))
    paper = f"，{said['number']}（{day(said['on'])}）公布" if said else ""
    yield text(f"{row['word']}确定{len(chosen)}项{paper}{source}{'：' if chosen else '。'}")
    if chosen:
        yield listed_projects(chosen, amounts_in_words(year.facts, batch))


def _held(year: Year, row: Row, seen: Row, batch: int) -> str:
    """Heads and papers of one round."""
    heads, box = seen["attendance"], seen["papers"]
    what = f"{which(batch)}{row['kind_word']}"
    source = year.sources.cite(
        f"{what}的人数、候选数、应选数和发出、收回的票数",
        year.told(row["stream"], r.RoundOpened, papers.BallotsIssued, papers.BallotsCollected),
    )
    # How many were tied says something of the votes; the first list was publicised.
    told = year.inside or row["round_kind"] in OWN
    listed = f"候选项目{len(row['candidates'])}项，" if told else ""
    valid = ""
    if seen.get("valid") is not None:
        counted = year.sources.cite(
            f"{what}的有效票、无效票和得票",
            year.told(row["stream"], r.TotalsRecorded, r.PapersSealed, r.RoundCorrected),
        )
        valid = f"有效{seen['valid']}张，无效{number(seen['invalid'])}张{counted}。"
    return (
        f"{day(row['opened_on'])}，{row['meeting_title']}进行{what}：应到{heads['due']}人，实到{heads['present']}人；{listed}"
        f"应选{seen['seats']}项；发出{number(box['issued'])}张，收回{number(box['collected'])}张{source}。{valid}"
    )
