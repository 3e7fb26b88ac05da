"""Which round, under which rules, does the input of `minsheng tally` describe?"""

from __future__ import annotations

from typing import Any, Final

from api.calculators.paper_input import read_papers
from api.calculators.reader import Reader
from api.calculators.rules import read_rules
from domain.profile import BALLOT_PRESETS, Ballot, check_ballot
from voting.counting import POLL, STREET, Case, ItemTotal, Papers, Totals, Words, not_counted

KEYS: Final = (
    *("preset", "seats", "due", "present", "issued", "collected", "candidates"),
    *("papers", "totals", "invalid", "rules"),
)
LINE_KEYS: Final = ("for", "against", "abstain", "not_pressed")

# No ballot has so many; beyond it a small input could ask for pages of sentences and gigabytes of patterns.
MOST_CANDIDATES: Final = 1000

# As rounds under these presets say it: 票选 must never read 票决 (rules.md, invariant 12).
WORDS: Final = {"guiyang": POLL, "street": STREET}


def read_tally(document: Any, reader: Reader) -> tuple[Case, Ballot]:
    """The round and the whole section of rules; raises Malformed with all faults of the document."""
    members = reader.members(document, (), KEYS, required=("seats", "candidates"))
    candidates = _candidates(members.get("candidates", []), reader)
    seats = _seats(members, reader)
    numbers = {name: reader.known_integer(members, name) for name in ("due", "present", "issued", "collected")}
    votes = _votes(members, reader, candidates)
    rules = read_rules(members, reader, BALLOT_PRESETS, "county", check_ballot)
    for rule in not_counted(rules) if rules else ():
        reader.fault(("rules", rule.key), "style_not_counted", rule.detail)
    reader.refuse()
    assert seats is not None
    assert votes is not None
    assert rules is not None
    words = WORDS.get(members.get("preset", ""), Words())
    case = Case(
        candidates=candidates,
        seats=seats,
        votes=votes,
        due=numbers["due"],
        present=numbers["present"],
        issued=numbers["issued"],
        collected=numbers["collected"],
        words=words,
    )
    return case, rules


def _candidates(value: Any, reader: Reader) -> tuple[str, ...]:
    """The names in ballot order; empty where one of them is at fault, since then no mark can be held against them."""
    faults = len(reader.faults)
    entries = reader.entries(value, ("candidates",))
    if len(entries) > MOST_CANDIDATES:
        reader.fault(("candidates",), "too_many_candidates", f"候选项目最多{MOST_CANDIDATES}项。")
    names = [reader.name(entry, ("candidates", index)) for index, entry in enumerate(entries)]
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name is not None and name in seen:
            reader.fault(("candidates", index), "candidate_twice", "候选项目重复。")
        seen.add(name or "")
    return () if len(reader.faults) > faults else tuple(name for name in names if name is not None)


def _seats(members: dict[str, Any], reader: Reader) -> int | None:
    if "seats" not in members:
        return None
    seats = reader.integer(members["seats"], ("seats",), least=1)
    candidates = members.get("candidates")
    if seats is not None and isinstance(candidates, list) and seats > len(candidates):
        detail = f"应选{seats}项，多于候选项目{len(candidates)}项。"
        reader.fault(("seats",), "seats_above_candidates", detail)
    return seats


def _votes(members: dict[str, Any], reader: Reader, candidates: tuple[str, ...]) -> Papers | Totals | None:
    """The papers, or the totals with their `invalid`; one of the two."""
    if "papers" in members and "totals" in members:
        reader.fault(("totals",), "papers_or_totals", "papers（逐张票）和totals（合计）只能给出一种。")
    if "papers" not in members and "totals" not in members:
        reader.fault(("papers",), "papers_or_totals", "应给出papers（逐张票）或totals（合计）。")
    if "invalid" in members and "totals" not in members:
        reader.fault(
            ("invalid",), "only_with_totals", "invalid（无效票）只与totals一起给出；papers中的无效票由计票得出。"
        )
    totals = _totals(members, reader, candidates) if "totals" in members else None
    return read_papers(members["papers"], reader, candidates) if "papers" in members else totals


def _totals(members: dict[str, Any], reader: Reader, candidates: tuple[str, ...]) -> Totals:
    given = members["totals"]
    known = candidates or tuple(given if isinstance(given, dict) else ())
    if isinstance(given, dict):
        listed = set(known)
        for name in given:
            if name not in listed:
                reader.fault(("totals", name), "unknown_candidate", "候选项目中没有这一项。")
        for name in candidates:
            if name not in given:
                reader.fault(("totals", name), "missing", "缺少这个候选项目的合计。")
    else:
        reader.fault(("totals",), "not_an_object", "应为对象{候选项目: 各项票数}。")
        given = {}
    lines = tuple(_line(given[name], name, reader) for name in known if name in given)
    invalid = reader.integer(members.get("invalid", 0), ("invalid",))
    return Totals(items=lines, invalid=invalid or 0)


def _line(value: Any, name: str, reader: Reader) -> ItemTotal:
    """One candidate's sums; a class of votes that did not occur may be left out, but not `for`."""
    members = reader.members(value, ("totals", name), LINE_KEYS, required=("for",))
    sums = [reader.integer(members.get(key, 0), ("totals", name, key)) or 0 for key in LINE_KEYS]
    return ItemTotal(for_=sums[0], against=sums[1], abstain=sums[2], not_pressed=sums[3])
