"""How many proposals were received, what became of them, and how many projects went onto the lists and were chosen?

Every figure names the proposals or projects that it counts; `streams` says where each of them lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from projections.model import Row
from projections.proposals.shares import shares
from projections.words.years import ORGANISERS, PROPOSAL_STATUSES

ENDS: Final = ("adopted", "merged", "reserved", "transferred", "declined", "open")
LISTS: Final = {"candidates": "初定候选项目", "final": "正式候选项目", "chosen": "确定项目"}
UNNAMED: Final = "未写明"


@dataclass(frozen=True, slots=True)
class Read:
    """What the funnel of one year is made of: the year's row, the rules, its proposals as shown and the projects of its lists, by number."""

    year: Row
    rules: Row
    proposals: Mapping[str, Row]
    projects: Mapping[str, Row]


def funnel(read: Read) -> dict[str, Any]:
    """The funnel of one congress and project year."""
    year, proposals = read.year, read.proposals
    behind = {name: _behind(read, _listed(year, name)) for name in LISTS}
    return {
        "kind": "proposal_funnel",
        **{name: year[name] for name in ("congress", "code", "congress_name", "project_year")},
        "solicitation": _solicitation(year, len(proposals)),
        "stages": _stages(read, behind),
        "ends": _ends(read),
        "feedback_owed": figure(n for n, row in proposals.items() if row["feedback_owed"]),
        "transfer_numbers_owed": figure(n for n, row in proposals.items() if row["number_owed"]),
        "repeated": figure(n for n, row in proposals.items() if row["repeated"]["times"] > 1),
        **{f"by_{name}": _groups(read, behind, name) for name in ("channel", "place", "category")},
        "streams": {number: row["stream"] for number, row in (*read.proposals.items(), *read.projects.items())},
        "publication": read.rules["publication"],
    }


def figure(numbers: Iterable[str]) -> dict[str, Any]:
    """A count with what it counts."""
    named = list(numbers)
    return {"count": len(named), "numbers": named}


def _listed(year: Row, name: str) -> list[str]:
    """The projects of a list over all batches, each once."""
    if name == "chosen":
        return list(year["chosen"])
    batches = sorted(year[name].items(), key=lambda entry: int(entry[0]))
    return list(dict.fromkeys(number for _, entry in batches for number in entry["projects"]))


def _behind(read: Read, projects: Sequence[str]) -> dict[str, Any]:
    """The proposals behind these projects: those drafted from, those adopted for, and whatever was merged into them."""
    named = {number for project in projects for number in read.projects.get(project, {"proposals": ()})["proposals"]}
    named |= {number for number, row in read.proposals.items() if _adopted_for(row) in projects}
    own = [number for number in read.proposals if not named.isdisjoint(_survivors(read, number))]
    return {**figure(own), "of_other_years": figure(sorted(named - read.proposals.keys()))}


def _survivors(read: Read, number: str) -> Iterator[str]:
    """A proposal, the one into which it was merged, and so forth."""
    while number:
        yield number
        number = read.proposals[number]["merged_into"] if number in read.proposals else ""


def _adopted_for(row: Row) -> str:
    return row["ends"][-1]["project"] if row["status"] == "adopted" else ""


def _stages(read: Read, behind: Mapping[str, Row]) -> list[dict[str, Any]]:
    """收到 → 列入 → 初定候选 → 正式候选 → 确定: proposals first, projects then, with the proposals behind them."""
    adopted = [number for number, row in read.proposals.items() if row["status"] == "adopted"]
    stages = [
        {"stage": "received", "word": "收到建议项目", "of": "proposals", **figure(read.proposals)},
        {"stage": "adopted", "word": "列入", "of": "proposals", **figure(adopted)},
    ]
    for name, word in LISTS.items():
        projects = figure(_listed(read.year, name))
        stages.append({"stage": name, "word": word, "of": "projects", **projects, "proposals": behind[name]})
    return stages


def _ends(read: Read) -> list[dict[str, Any]]:
    """The five ends, and what is not screened yet; together all that was received."""
    numbers = [[n for n, row in read.proposals.items() if row["status"] == end] for end in ENDS]
    percents = shares([len(each) for each in numbers], read.rules["rounding"])
    return [
        {"end": end, "word": PROPOSAL_STATUSES[end], **figure(each), "percent": percent}
        for end, each, percent in zip(ENDS, numbers, percents, strict=True)
    ]


def _groups(read: Read, behind: Mapping[str, Row], name: str) -> list[dict[str, Any]]:
    """The funnel by channel, place or category: every column counts proposals, the most frequent group first."""
    groups: dict[str, list[str]] = {}
    for number, row in read.proposals.items():
        groups.setdefault(_group(row, name), []).append(number)
    ordered = sorted(groups.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    percents = shares([len(numbers) for _, numbers in ordered], read.rules["rounding"])
    return [
        {
            name: key,
            "word": _word(read, name, key, numbers),
            "received": figure(numbers),
            "percent": percent,
            **{end: figure(n for n in numbers if read.proposals[n]["status"] == end) for end in ENDS},
            **{stage: figure(n for n in numbers if n in behind[stage]["numbers"]) for stage in LISTS},
        }
        for (key, numbers), percent in zip(ordered, percents, strict=True)
    ]


def _group(row: Row, name: str) -> str:
    """A place is its division code where it has one, else its words."""
    return str(row["division"] or row["place"] if name == "place" else row[name])


def _word(read: Read, name: str, key: str, numbers: Sequence[str]) -> str:
    row = read.proposals[numbers[0]]
    if name == "channel":
        return str(row["channel_word"])
    return str(row["place"] if name == "place" else key) or key or UNNAMED


def _solicitation(year: Row, counted: int) -> dict[str, Any]:
    """The windows, and what the notices print as received beside what is recorded, with the difference."""
    windows = [_window(one) for one in year["solicitations"]]
    printed = [one["closed"]["received"] for one in windows if one["closed"]]
    total = sum(printed) if printed and None not in printed else None
    return {
        "windows": windows,
        "counted": counted,
        "printed": total,
        "difference": None if total is None else total - counted,
        "because": _because(total, counted),
    }


def _window(one: Row) -> dict[str, Any]:
    """One window of 征集 with its days, both ends included."""
    if "from_on" not in one:
        return {**one, "days": None, "organiser_word": ""}
    days = (date.fromisoformat(one["to_on"]) - date.fromisoformat(one["from_on"])).days + 1
    return {**one, "days": days, "organiser_word": ORGANISERS[one["organiser"]]}


def _because(printed: int | None, counted: int) -> str:
    if printed is None:
        return f"台账登记{counted}条，公布材料没有写明收到多少条。"
    if printed == counted:
        return f"公布收到{printed}条，台账登记{counted}条，一致。"
    more, fewer = ("公布的", "台账登记的") if printed > counted else ("台账登记的", "公布的")
    return f"公布收到{printed}条，台账登记{counted}条，{more}比{fewer}多{abs(printed - counted)}条。"
