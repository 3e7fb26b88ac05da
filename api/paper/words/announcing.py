"""What does the announcement 公告 of a result say, and what a street's 通报, without a number that is not published?

Everything that is said of votes comes from the row as everybody may see it (`projections.publication`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from api.paper.refusals import NotPrintable
from api.paper.words.ballots import amounts_in_words, result_of, which
from api.paper.words.clauses import voters
from api.paper.words.facts import Facts
from api.paper.words.naming import amount, body, congress_of, day, number, place_of
from api.paper.words.pieces import BLANK, Block, Document, Table, note, numbered, text
from domain.profile import Profile, body_for, vote_word
from projections.model import Row
from projections.publication import published
from voting.shares import numeral

VOTES = (("赞成", "for"), ("反对", "against"), ("弃权", "abstain"), ("未按", "not_pressed"))
METHODS = {"paper_secret": "以无记名投票方式", "electronic_secret": "以按表决器方式", "show_of_hands": "以举手方式"}
LONGEST_LINE = 20
"""Characters of 落款 on one line."""


def announcement(facts: Facts, batch: int = 1) -> Document:
    """公告(第N号), or 通报; before it was recorded a draft of it, number and day left open; raises `NotPrintable`."""
    row = result_of(facts, batch)
    profile = facts.profile(row["profile_version"])
    _refuse_too_early(row, profile)
    draft = row if row["announced"] else {**row, "announced": _draft(row, profile)}
    seen = {**published(draft, "public"), "method": row["rules"]["method"]}
    said = seen["announced"]
    street = profile.level == "street"
    meeting = row["meeting_title"]
    signs = body(facts.name, profile, _signing(said, profile), meeting)
    title = (
        f"关于{facts.year}年度{which(batch)}民生实事项目票选结果的通报" if street else f"{_session(meeting, signs)}公告"
    )
    return Document(
        title=f"{place_of(facts.name)}{title}" if street else title,
        number=_number(said["number"], street=street),
        body=tuple(_body(facts, profile, seen, batch)),
        signed=(signs,) if len(signs) < LONGEST_LINE else _in_two(signs),
        on=day(said["on"]),
        day=said["on"] or row["declared"]["on"],
    )


def _session(meeting: str, signs: str) -> str:
    """What stands above: the session, or the body that signs where no session announces."""
    return meeting if signs.startswith(meeting) or "主席团" in signs else signs


def _in_two(signs: str) -> tuple[str, ...]:
    """A long name of a session's presidium on two lines, broken where one breathes."""
    head, mark, rest = signs.partition("人民代表大会")
    return (head + mark, rest) if rest else (signs,)


def _refuse_too_early(row: Row, profile: Profile) -> None:
    if row["declared"] is None:
        raise NotPrintable(f"{row['kind_word']}的结果还没有当场宣布，宣布以后才能印。")
    if profile.decision_mode == "street_poll" and row["confirmed"] is None:
        raise NotPrintable("票选结果还没有经街道党工委确认，确认以后才能印通报。")
    if body_for(profile, "resolution") and row["resolution"] is None:
        raise NotPrintable(f"{vote_word(profile)}以后还没有作出决定，作出决定以后才能印公告。")


def _draft(row: Row, profile: Profile) -> dict[str, Any]:
    """What will be announced: the chosen in the order of publication (O-09), by whoever announces."""
    votes = {item["candidate"]: item["for"] or 0 for item in row["items"]}
    selected = list(row["selected"])
    if profile.publication.order == "votes":
        selected.sort(key=lambda name: -votes[name])
    by = {"body": body_for(profile, "announced")[0]}
    return {"number": "", "medium": "", "selected": selected, "document": "", "on": "", "decided_by": by}


def _signing(said: Row, profile: Profile) -> Any:
    by = said["decided_by"]
    return by["body"] if by else body_for(profile, "announced")[0]


def _number(said: str, *, street: bool) -> str:
    """（第4号） of 公告第4号, without the word that stands above it already; a street has no 公告 at all."""
    if street:
        return said.removeprefix("公告")
    return f"（{said.removeprefix('公告').strip('（）()') or f'第{BLANK}号'}）"


def _body(facts: Facts, profile: Profile, seen: Row, batch: int) -> Iterator[Block]:
    chosen = [item for item in seen["items"] if item["selected"]]
    rest = [item for item in seen["items"] if not item["selected"]]
    words = amounts_in_words(facts, batch)
    yield text(_opening(facts, profile, seen, batch, len(chosen)))
    yield from _listed(chosen, words)
    if seen["open_seats"]:
        yield text(f"应选{seen['seats']}项，确定{len(chosen)}项，缺额{seen['open_seats']}项。")
    if "valid" in seen:
        yield text(_papers(profile, seen))
    if rest:
        yield text(f"未获确定的候选项目{len(rest)}项：")
        yield from _listed(rest, words)
    for one in seen["earlier"]:
        yield note(f"{one['number']}（{day(one['on'])}）公布的名单已经更正，以本次公布的为准")
    yield from (note(said) for said in _withheld(seen))


def _opening(facts: Facts, profile: Profile, seen: Row, batch: int, chosen: int) -> str:
    act, on, meeting = seen["word"], day(seen["declared"]["on"]), seen["meeting_title"]
    what = f"{place_of(facts.name)}{facts.year}年度{which(batch)}民生实事项目"
    way = METHODS[seen["method"]]
    if profile.decision_mode == "street_poll":
        confirmed = seen["confirmed"]
        by = body(facts.name, profile, "street_party_committee")
        paper = f"（{confirmed['document']}）" if confirmed["document"] else ""
        return f"{what}，经{meeting}于{on}{way}票选产生，并经{by}于{day(confirmed['on'])}确认{paper}，共{chosen}项，现予通报："
    if (resolution := seen["resolution"]) is not None:
        by = resolution["decided_by"]
        who = body(facts.name, profile, by["body"]) if by else BLANK
        return (
            f"{what}，经{meeting}于{on}{way}{act}，由{who}于{day(resolution['on'])}作出《{resolution['title']}》确定，"
            f"共{chosen}项，现予公告："
        )
    return f"{what}，已由{meeting or congress_of(facts.name, profile)}于{on}{way}{act}确定，共{chosen}项，现予公告："


def _listed(items: Sequence[Row], words: dict[str, str]) -> Iterator[Block]:
    """Numbered lines, or a table where votes stand beside the titles."""
    if not any("for" in item for item in items):
        last = len(items)
        yield from (
            text(f"{numeral(place)}、{_line(item, words)}{'。' if place == last else '；'}")
            for place, item in enumerate(items, 1)
        )
        return
    yield listed_projects(items, words)


def listed_projects(items: Sequence[Row], words: dict[str, str]) -> Table:
    """A table of projects with what is let through of amounts and votes; `words` are amounts in the words of their paper."""
    shown = [(word, name) for word, name in VOTES if any(item.get(name) for item in items)]
    priced = any("amount_fen" in item for item in items)
    heads = ("序号", "项目名称", *(("总投资",) if priced else ()), "完成时限", *(word for word, _ in shown))
    rows = numbered(
        (
            item["title"],
            *((amount(item["amount_fen"], words.get(item["candidate"], "")),) if priced else ()),
            item.get("deadline") or "—",
            *(number(item.get(name)) for _, name in shown),
        )
        for item in items
    )
    plain = 4 if priced else 3
    widths = (3, 13, *((5,) if priced else ()), 6, *([3] * len(shown)))
    return Table(heads=heads, rows=rows, widths=widths, right=tuple(range(plain, len(heads))))


def _line(item: Row, words: dict[str, str]) -> str:
    said = [item["title"]]
    if item.get("amount_fen") is not None:
        said.append(f"总投资{amount(item['amount_fen'], words.get(item['candidate'], ''))}")
    if item.get("deadline"):
        said.append(f"{item['deadline']}完成")
    return "，".join(said)


def _papers(profile: Profile, seen: Row) -> str:
    heads, papers = seen["attendance"], seen["papers"]
    return (
        f"应到{voters(profile)}{heads['due']}人，实到{heads['present']}人；发出{profile.labels.ballot}{number(papers['issued'])}张，"
        f"收回{number(papers['collected'])}张，有效{number(seen['valid'])}张，无效{number(seen['invalid'])}张。"
    )


def _withheld(seen: Row) -> list[str]:
    """What is withheld of figures is said; that those not chosen are not listed needs no words on a list of the chosen."""
    return [said for said in seen["withheld"] if "得票" in said]
