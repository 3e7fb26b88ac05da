"""What stands on the tally sheet 计票结果报告单, blank or filled in from what was recorded?

The signed paper is the authority. A blank one is filled in by hand and is as good; a filled one has the figures as they were recorded,
corrections included, and the root of the log where it was signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from api.paper.asked import Asked, Printed
from api.paper.ballots import heading_of
from api.paper.refusals import NotPrintable
from api.paper.rounds import Choice, choice_of, known, name_of, the_round
from api.paper.sheets import NUMBER, Column, Sheet
from domain.profile import Profile, vote_word
from domain.transparency.notes import Note
from projections.model import Row
from voting.events.rounds import RoundCounted
from voting.states.counts import rules_of
from voting.states.figures import REASONS
from voting.states.rounds import Round

SIGNATURES: Final = (("总监票人", "总计票人"), ("监票人", "计票人"))


def tally_sheet(asked: Asked) -> Printed:
    """The sheet of a round; raises `NotPrintable` before the count, unless a blank one is asked for."""
    return _blank(asked) if asked.blank else _filled(asked)


def _blank(asked: Asked) -> Printed:
    found = known(asked)
    if found.choice is None:
        raise NotPrintable(found.why_not)
    choice = found.choice
    figures = [("", "") for _ in _votes(choice.profile, choice)]
    return _sheet(
        choice,
        facts=_facts(choice.profile, choice.seats, {}),
        rows=[
            [str(place), one.title, *("" for _ in figures), "", ""]
            for place, one in enumerate(choice.candidates, start=1)
        ],
        notes=["本单由监票人、计票人填写签字，以签字的纸质件为准。"],
        roomy=0.8,
    ).printed()


def _filled(asked: Asked) -> Printed:
    row, state = the_round(asked)
    choice = choice_of(state)
    if row["result"] is None or row["valid"] is None:
        raise NotPrintable(
            f"{name_of(row)}（{row['kind_word']}）还没有计票结果，报告单只能印空白的（--blank），由监票人、计票人填写。"
        )
    names = list(_votes(choice.profile, choice).values())
    rows = [
        [
            str(place),
            item["title"],
            *(_number(item[name]) for name in names),
            _number(item["rank"]),
            _conclusion(item, row["result"], choice),
        ]
        for place, item in enumerate(row["items"], start=1)
    ]
    return _sheet(
        choice,
        facts=_facts(choice.profile, choice.seats, _figures(row, state)),
        rows=rows,
        notes=list(_notes(row)),
        on=date.fromisoformat(row["counted_on"]),
        root=asked.signed(_counted_at(asked, row)),
    ).printed()


def _sheet(  # noqa: PLR0913 - a sheet has that many parts
    choice: Choice,
    *,
    facts: list[tuple[str, str]],
    rows: list[list[str]],
    notes: list[str],
    on: date | None = None,
    root: Note | None = None,
    roomy: float = 0.45,
) -> Sheet:
    votes = [Column(head=head, width=3) for head in _votes(choice.profile, choice)]
    return Sheet(
        above=choice.meeting_title,
        heading=f"{heading_of(choice, '项目')}计票结果报告单",
        below=choice.kind_word,
        on=on or choice.on,
        facts=facts,
        facts_across=4,
        columns=[
            NUMBER,
            Column(head="项目名称", align="left"),
            *votes,
            Column(head="名次", width=2.4),
            Column(head="结果", width=5),
        ],
        rows=rows,
        notes=notes,
        signatures=SIGNATURES,
        dated=True,
        papers=("a4", "a3"),
        roomy=roomy,
        root=root,
    )


def _votes(profile: Profile, choice: Choice) -> dict[str, str]:
    """The columns of votes by their heads, and under which names the figures are kept."""
    rules = rules_of(profile, choice.purpose)
    if rules.style != "approve_each":
        return {"得票": "for"}
    pressed = {"未按": "not_pressed"} if rules.count_method == "keypad_totals" else {}
    return {"赞成": "for", "反对": "against", "弃权": "abstain", **pressed}


def _facts(profile: Profile, seats: int, figures: dict[str, int | None]) -> list[tuple[str, str]]:
    """应到、实到、发出、收回、有效、无效, and how many are to be chosen; keypads have no papers."""
    assert profile.ballot is not None
    heads = [("应到", "due", "人"), ("实到", "present", "人")]
    papers = (
        [("发出票", "issued", "张"), ("收回票", "collected", "张")] if profile.ballot.method == "paper_secret" else []
    )
    sheets = [("有效票", "valid", "张"), ("无效票", "invalid", "张")]
    said = [(head, _with(figures.get(name), unit)) for head, name, unit in (*heads, *papers, *sheets)]
    return [*said, ("应选", f"{seats}项")]


def _with(number: int | None, unit: str) -> str:
    return "" if number is None else f"{number}{unit}"


def _figures(row: Row, state: Round) -> dict[str, int | None]:
    heads = state.opened.attendance
    papers = row["papers"]
    return {
        "due": heads.due,
        "present": heads.present,
        "issued": papers["issued"],
        "collected": papers["collected"],
        "valid": row["valid"],
        "invalid": row["invalid"],
    }


def _number(figure: int | None) -> str:
    return "" if figure is None else str(figure)


def _conclusion(item: Row, result: Row, choice: Choice) -> str:
    """What the count itself says: 票决确定, 未获确定, or what had to be settled after it, however it was settled then."""
    if item["candidate"] in result["selected"]:
        return f"{vote_word(choice.profile)}确定"
    if item["candidate"] in result["tied"]:
        return "得票相同"
    return "未获确定" if result["outcome"] in ("decided", "tied") or item["status"] == "below_threshold" else "待定"


def _notes(row: Row) -> Iterator[str]:
    """The result in words with what a tie or empty seats ask for, and what was corrected."""
    if row["voided"] is not None:
        yield f"本轮已作废：{row['voided']['reason']}"
    if row["quorum"] is not None:
        yield row["quorum"]["because"]
    if row["because"] is not None:
        yield row["because"]
    yield from (item["because"] for item in row["items"] if item["status"] in ("tied", "below_threshold"))
    if row["invalid_by_reason"]:
        parts = "、".join(
            f"{REASONS.get(reason, reason)}{count}张" for reason, count in row["invalid_by_reason"].items()
        )
        yield f"无效票中：{parts}。"
    yield from (notice["message"] for notice in row["notices"])
    yield from (
        f"更正：{both['what']}由{both['before']}改为{both['after']}（{both['reason'].removesuffix('。')}）。"
        for both in row["corrections"]
    )


def _counted_at(asked: Asked, row: Row) -> int:
    """The position of the newest count: up to there the log has to be signed for the sheet to be in it."""
    return max(each.position for each in asked.told(row["stream"]) if isinstance(each.event, RoundCounted))
