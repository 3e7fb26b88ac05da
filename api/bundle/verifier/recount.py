"""How are votes counted, and projects graded, from what was recorded?

It stands beside `verify.py`: whole numbers, the standard library, no code of the service; the arithmetic is that of docs/bundle.md,
section 五. To follow it with a pencil: `python recount.py BUNDLE` (a bundle, or its folder) tells every count with its numbers.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

UNKNOWN: Any = object()
"""Stands for what a content would have said that was not given."""
VOTES = ("votes_for", "votes_against", "votes_abstain", "not_pressed")
GRADES = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")
REASONS = "/invalid_by_reason/"
MALFORMED = (KeyError, TypeError, AttributeError, ValueError, IndexError, ArithmeticError)


class Wrong(Exception):  # noqa: N818 - named after what it says of the ledger
    """What was recorded does not follow; the sentence has both sides."""


def same(what: str, recorded: object, computed: object) -> None:
    """Hold what was recorded against what follows."""
    if recorded != computed:
        raise Wrong(f"{what}：登记的是{said(recorded)}，算出来是{said(computed)}")


def said(value: object) -> str:
    """A value in a sentence, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]}……"  # noqa: PLR2004 - what a reader still takes in


def number(value: object) -> int:
    """A number of people or papers."""
    if type(value) is not int or value < 0:
        raise Wrong(f"应是不小于0的整数，现为{said(value)}")
    return value


def needed(base: int, share: dict[str, Any]) -> int:
    """What a share of `base` asks for: `ge` rounds up, `gt` is the next whole number; at least 1."""
    exact, den = number(base) * number(share["num"]), number(share["den"])
    return max(1, exact // den + 1 if share["op"] == "gt" else -(-exact // den))


def place(*steps: str) -> str:
    """Where a figure of a sheet stands: `/valid`, `/items/<id>/votes_for`, `/invalid_by_reason/<reason>` (RFC 6901)."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


class Sheet:
    """A signed sheet, or what the sealed papers add up to: the ids of its rows, and its figures by place."""

    def __init__(self, rows: list[str], figures: dict[str, int], *, papers: bool = False) -> None:
        self.rows, self.figures, self.papers = rows, figures, papers

    def row(self, item: str, columns: tuple[str, ...]) -> list[int]:
        """The figures of one row."""
        return [self.figures[place("items", item, name)] for name in columns]

    def correct(self, event: dict[str, Any]) -> None:
        """Replace one figure, which must be what the correction says that it was."""
        at, after = event["field"], number(event["after"])
        if at.startswith(REASONS) and any(known.startswith(REASONS) for known in self.figures):
            self.figures.setdefault(at, 0)
        if self.papers or at not in self.figures:
            raise Wrong(f"没有{said(at)}这一栏可以更正")
        same(f"{at}更正前的数", event["before"], self.figures[at])
        self.figures[at] = after


def read_sheet(event: dict[str, Any], key: str, columns: tuple[str, ...]) -> Sheet:
    """The figures that an event recorded; a column that is not written is 0."""
    figures = {place(name): number(event[name]) for name in ("valid", "invalid") if columns == VOTES}
    figures |= {place("invalid_by_reason", why): number(n) for why, n in event.get("invalid_by_reason", {}).items()}
    for row in event["items"]:
        figures |= {place("items", row[key], name): number(row.get(name, 0)) for name in columns}
    return Sheet([row[key] for row in event["items"]], figures)


def read_papers(event: dict[str, Any], names: list[str], seats: int, rules: dict[str, Any]) -> Sheet:
    """Count sealed papers: `patterns` has a letter for each candidate, `spoiled` the papers that are invalid as a whole."""
    column = {"f": 0, "F": 0, "a": 1, "o": 2, "?": 2, "-": 0 if rules["unmarked_means"] == "approve" else 2}
    valid, invalid = 0, sum(number(papers) for papers in event.get("spoiled", {}).values())
    votes = {name: [0] * len(VOTES) for name in names}
    for pattern in event["patterns"]:
        marks, papers = pattern["marks"], number(pattern["count"])
        if len(marks) != len(names) or set(marks) - set(column) or papers == 0:
            raise Wrong(f"票面{said(marks)}（{papers}张）与{len(names)}个候选项目不符")
        if is_invalid(marks, seats, rules):
            invalid += papers
            continue
        valid += papers
        for name, mark in zip(names, marks, strict=True):
            votes[name][column[mark]] += papers
    figures = {place("items", name, each): votes[name][i] for name in names for i, each in enumerate(VOTES)}
    return Sheet(names, {"/valid": valid, "/invalid": invalid, **figures}, papers=True)


def is_invalid(marks: str, seats: int, rules: dict[str, Any]) -> bool:
    """Whether the rules make this paper invalid as a whole."""
    approvals = marks.count("f") + marks.count("F")
    return (
        ("?" in marks and rules["illegible"] == "ballot_void")
        or (not marks.strip("-") and rules["blank_ballot"] == "invalid")
        or (approvals > seats and rules["selection_rule"] != "unlimited")
        or (approvals < seats and rules["selection_rule"] == "exactly")
        or ("F" in marks and rules["duplicate_mark"] == "invalid")
        or ("-" in marks and rules["unmarked_means"] == "invalid")
    )


def count(ballot: dict[str, Any], rules: dict[str, Any], sheet: Sheet, tell: Callable[[str], object]) -> dict[str, Any]:
    """Count a round; `ballot`: names, seats, due, present, issued, collected (None: not known). `tell` gets the arithmetic."""
    names, seats, due, present = ballot["names"], ballot["seats"], ballot["due"], ballot["present"]
    valid = held_together(sheet, names, present, ballot["collected"])
    collected, issued = valid + sheet.figures["/invalid"], ballot["issued"]
    tell(f"　应到{due}人，实到{present}人；收回{collected}张，有效{valid}张；名额{seats}个。")
    quorum, bar, share = 0 if rules["quorum"] is None else needed(due, rules["quorum"]), 0, rules["threshold"]
    if share is not None:
        base = {"all_deputies": due, "attending": present, "collected": collected, "valid": valid}[share["base"]]
        bar = needed(base, share)
        tell(f"　门槛：{base}的{share['den']}分之{share['num']}（{share['op']}），须获{bar}票。")
    votes = [(name, sheet.row(name, VOTES)[0]) for name in names]
    tell("".join(f"　{name}赞成{n}，{'过' if n >= bar else f'差{bar - n}'}。" for name, n in votes))
    outcome, selected, tied = choose([(name, n) for name, n in votes if n >= bar], seats, rules)
    if present < quorum:
        tell(f"　法定人数{quorum}人，实到{present}人，不够。")
        outcome, selected, tied = "no_quorum", [], []
    if issued is not None and collected > issued:
        tell(f"　发出{issued}张，收回{collected}张，无效。")
        outcome, selected, tied = "void", [], []
    left = seats - len(selected) if tied else 0
    more = {"tied_seats": left, "open_seats": max(0, seats - len(selected) - left)}
    return {"outcome": outcome, "selected": selected, "tied": tied, **more}


def held_together(sheet: Sheet, names: list[str], present: int, collected: int | None) -> int:
    """The valid papers, after every sum was held against them."""
    valid, invalid = sheet.figures["/valid"], sheet.figures["/invalid"]
    if sheet.papers:
        same("收回票数", valid + invalid if collected is None else collected, valid + invalid)
        return valid
    if sorted(sheet.rows) != sorted(names):
        raise Wrong(f"读数的行是{said(sheet.rows)}，候选项目是{said(names)}，应当一项一行")
    same("有效票", valid, (present if collected is None else collected) - invalid)
    for name in names:
        same(f"有效票（应等于{name}各栏之和）", valid, sum(sheet.row(name, VOTES)))
    return valid


def choose(passing: list[tuple[str, int]], seats: int, rules: dict[str, Any]) -> tuple[str, list[str], list[str]]:
    """Outcome, selected and tied among those who pass; equal votes at the cut are a tie, never put in an order."""
    everybody = [name for name, _ in passing]
    if rules["mode"] == "itemwise":
        return "decided", everybody, []
    if len(passing) < seats:
        return "decided" if rules["shortfall"] == "accept_fewer" else "shortfall", everybody, []
    cut = sorted((votes for _, votes in passing), reverse=True)[seats - 1]
    reaching = [name for name, votes in passing if votes >= cut]
    if len(reaching) == seats or rules["tie_break"] == "expand":
        return "decided", reaching, []
    return "tied", [name for name, votes in passing if votes > cut], [name for name, votes in passing if votes == cut]


def grade(rules: dict[str, Any], members: int, present: int, row: list[int]) -> str | None:
    """The grade of a row of `GRADES`; None where the rules cannot say."""
    satisfied, acceptable, valid = row[0], row[0] + row[1], sum(row[:4])
    base = {"all_members": number(members), "attending": number(present), "valid": valid}[rules["base"]]
    if base == 0 or (rules["quorum"] is not None and present < needed(members, rules["quorum"])):
        return None
    half = {"num": 1, "den": 2, "op": "ge" if rules["half_is"] == "pass" else "gt"}
    shares = rules["thresholds"] or {}
    if satisfied >= needed(base, shares.get("satisfied") or half):
        return "satisfied"
    return "basically_satisfied" if acceptable >= needed(base, shares.get("acceptable") or half) else "dissatisfied"


class Record:
    """A round or an evaluation, read event by event, each held against what follows from those before it.

    `sheet` is the reading that stands, `counted` the count or the grades, `settled` who came in when a tie or a shortfall was resolved,
    `announced` what was announced and still stands. None: it has not happened. UNKNOWN: its content was not given. `wrong` is the first
    contradiction, (position, sentence); nothing is read after it.
    """

    def __init__(self, position: int, tell: Callable[[str], object] = len) -> None:
        self.position, self.tell, self.known = position, tell, False
        self.wrong: tuple[int, str] | None = None
        self.hidden = self.uncounted = False
        self.ballot: dict[str, Any] = {"issued": None, "collected": None}
        self.rules: dict[str, Any] = {}
        self.sheet = self.counted = self.settled = self.announced = None

    def take(self, position: int, topic: str, event: dict[str, Any] | None) -> None:
        """Read one more event, None where its content was not given."""
        step, loses = STEPS.get(topic, (None, ""))
        if step is None or self.wrong or not (self.known or position == self.position):
            return
        try:
            if event is not None or step is Record.void:
                step(self, topic, event)
                return
            self.hidden = True
            for name in loses.split():
                if name in self.ballot:
                    self.ballot[name] = UNKNOWN
                elif name != "stands" or self.announced is not None:
                    setattr(self, name.replace("stands", "announced"), UNKNOWN)
        except Wrong as wrong:
            self.wrong = (position, f"{topic}：{wrong}")
        except MALFORMED as error:
            self.wrong = (position, f"{topic}：缺了要用的项，或者类型不对（{type(error).__name__}：{said(str(error))}）")

    def open(self, topic: str, event: dict[str, Any]) -> None:
        """Who or what is voted on, by how many, under which rules; a re-ballot has a threshold of its own."""
        if topic == "voting:EvaluationOpened":
            self.ballot |= {"names": [item["id"] for item in event["items"]], **{at: number(event[at]) for at in ("members", "present")}}
            self.rules, self.known = dict(event["profile"]["evaluation"]), True
            return
        names, seats, rules = [one["id"] for one in event["candidates"]], number(event["seats"]), dict(event["profile"]["ballot"])
        if len(set(names)) != len(names) or not 1 <= seats <= len(names):
            raise Wrong(f"{len(names)}个候选项目选{seats}个，或者有重复的候选项目：{said(names)}")
        self.ballot |= {"names": names, "seats": seats, **{at: number(event["attendance"][at]) for at in ("due", "present")}}
        kind = event.get("repeats", "first") if event["kind"] == "void_repeat" else event["kind"]
        if kind == "tie_break":
            rules["threshold"] = None
        elif kind == "shortfall" and rules["shortfall_min_share"] is not None:
            base = rules["threshold"]["base"] if rules["threshold"] else "valid"
            rules["threshold"] = {**rules["shortfall_min_share"], "base": base, "op": "ge"}
        self.rules, self.known = rules, True

    def papers(self, topic: str, event: dict[str, Any]) -> None:
        """Papers went out, or came back."""
        name = "issued" if topic == "voting:BallotsIssued" else "collected"
        self.ballot[name] = number(event[name])

    def read(self, topic: str, event: dict[str, Any]) -> None:
        """Figures were entered, or papers sealed; they take the place of those before."""
        if topic == "voting:PapersSealed":
            self.sheet = UNKNOWN if self.not_counted() else read_papers(event, self.ballot["names"], self.ballot["seats"], self.rules)
        else:
            self.sheet = read_sheet(event, *(("candidate", VOTES) if "seats" in self.ballot else ("item", GRADES)))

    def not_counted(self) -> bool:
        """Whether this style of ballot is not counted here (未复算)."""
        self.uncounted |= "seats" in self.ballot and (
            self.rules["style"] not in {"approve_each", "select_k"} or bool(self.rules["extra_gates"])
        )
        return self.uncounted

    def correct(self, _: str, event: dict[str, Any]) -> None:
        """A figure of the sheet is brought to the signed one."""
        if self.sheet is None:
            raise Wrong("还没有读数")
        if self.sheet is not UNKNOWN:
            self.sheet.correct(event)

    def computed(self, sheet: Sheet) -> dict[str, Any]:
        """What follows from a sheet; empty where that cannot be said."""
        if self.not_counted() or UNKNOWN in (sheet, *self.ballot.values()):
            return {}
        if "seats" in self.ballot:
            return count(self.ballot, self.rules, sheet, self.tell)
        if sorted(sheet.rows) != sorted(self.ballot["names"]):
            raise Wrong(f"读数的行是{said(sheet.rows)}，测评的是{said(self.ballot['names'])}，应当一项一行")
        heads = self.ballot["members"], self.ballot["present"]
        return {"grades": [{"item": name, "grade": grade(self.rules, *heads, sheet.row(name, GRADES))} for name in self.ballot["names"]]}

    def count(self, topic: str, event: dict[str, Any]) -> None:
        """A count, or grades, recorded: they must follow from the sheet; where they are new, nothing that was said before stands."""
        if self.sheet is None:
            raise Wrong("还没有读数")
        recorded = {"grades": event["grades"]} if topic == "voting:EvaluationGraded" else DEFAULTS | event
        for name, value in self.computed(self.sheet).items():
            same(name, recorded[name], value)
        before, self.counted = self.counted, recorded
        if before is UNKNOWN:
            self.announced = None if self.announced is None else UNKNOWN
        elif before is None or any(before.get(name) != recorded.get(name) for name in PLACES):
            self.settled = self.announced = None

    def recount(self, _: str, event: dict[str, Any]) -> None:
        """A formal recount has figures of its own, and stands beside the count."""
        found = self.computed(read_sheet(event, "candidate", VOTES))
        for name in ("outcome", "selected") if found else ():
            same(name, event[name], found[name])

    def settle(self, _: str, event: dict[str, Any]) -> None:
        """A tie or a shortfall was resolved."""
        if self.counted is None:
            raise Wrong("还没有计票")
        self.settled = list(event.get("selected", []))

    def say(self, topic: str, event: dict[str, Any]) -> None:
        """What is declared or announced must be what stands, in whatever order."""
        if self.counted is None:
            raise Wrong("还没有计票、定等次")
        name = "selected" if "seats" in self.ballot else "grades"
        told = list(event[name])
        if UNKNOWN not in (self.counted, self.settled):
            stands = self.counted[name] + (self.settled or [])
            same(name, *([*sorted(json.dumps(one, sort_keys=True) for one in both)] for both in (told, stands)))
        if topic.endswith("Announced"):
            self.announced = told

    def void(self, *_: object) -> None:
        """Nothing that was announced stands."""
        self.announced = None


DEFAULTS: dict[str, Any] = {"tied": [], "tied_seats": 0, "open_seats": 0}
PLACES = ("outcome", "selected", "tied", "grades")
STARTS = ("voting:RoundOpened", "voting:EvaluationOpened")
STEPS: dict[str, tuple[Callable[..., None], str]] = {
    **dict.fromkeys(STARTS, (Record.open, "")),
    "voting:BallotsIssued": (Record.papers, "issued"),
    "voting:BallotsCollected": (Record.papers, "collected"),
    **dict.fromkeys(("voting:TotalsRecorded", "voting:PapersSealed", "voting:EvaluationTotalsRecorded"), (Record.read, "sheet")),
    **dict.fromkeys(("voting:RoundCorrected", "voting:EvaluationCorrected"), (Record.correct, "sheet")),
    **dict.fromkeys(("voting:RoundCounted", "voting:EvaluationGraded"), (Record.count, "counted settled stands")),
    "voting:RoundRecounted": (Record.recount, ""),
    **dict.fromkeys(("voting:TieResolved", "voting:ShortfallResolved"), (Record.settle, "settled")),
    **dict.fromkeys(("voting:ResultDeclared", "voting:EvaluationDeclared"), (Record.say, "")),
    **dict.fromkeys(("voting:ResultAnnounced", "voting:EvaluationAnnounced"), (Record.say, "announced")),
    **dict.fromkeys(("voting:RoundVoided", "voting:EvaluationVoided"), (Record.void, "")),
}
"""What each event does, and what is unknown from then on where its content was not given."""


def main(bundle: Path) -> None:
    """Tell every round and evaluation of a bundle, with its numbers."""
    read = (lambda name: (bundle / name).read_bytes()) if bundle.is_dir() else zipfile.ZipFile(bundle).read
    states, records = iter(read("states.jsonl").splitlines()), dict[str, Record]()
    for line in read("entries.jsonl").splitlines():
        row = json.loads(line)
        event = json.loads(next(states))["event"] if "blind" in row else None
        topic, position = row["topic"], row["position"]
        if topic in STARTS:
            records[row["stream"]] = Record(position, print)
        if (record := records.get(row["stream"])) is not None and topic in STEPS:
            print(f"第{position}号 {topic}（{row['stream']}）{'' if event else '：未公开'}")
            record.take(position, topic, event)
            if record.wrong:
                print(f"　不符：{record.wrong[1]}")
            elif record.uncounted:
                print("　未复算：这种填写方式不计票。")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
