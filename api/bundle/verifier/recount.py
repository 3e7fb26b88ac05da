"""How are votes counted, and projects graded, from what was recorded?

Whole numbers and the standard library alone; the arithmetic is that of docs/bundle.md, section 五. To follow it with a pencil,
`python recount.py BUNDLE` (a bundle, or its folder) tells every count with its numbers. `verify.py` beside it uses the same.
"""

import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

UNKNOWN: Any = object()  # what a content would have said that was not given
STARTS = ("voting:RoundOpened", "voting:EvaluationOpened")
VOTED = {"for": "votes_for", "against": "votes_against", "abstain": "votes_abstain", "not_pressed": "not_pressed"}
VOTES = tuple(VOTED.values())
GRADES = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")
OF_PAPERS = {
    "illegible": ("item_void", "ballot_void"), "blank_ballot": ("valid", "invalid"), "duplicate_mark": ("count_once", "invalid"),
    "selection_rule": ("at_most", "exactly", "unlimited"), "unmarked_means": ("abstain", "approve", "invalid"),
}
MOST_CANDIDATES = 200
MALFORMED = (KeyError, TypeError, AttributeError, ValueError, IndexError, ArithmeticError)

class Wrong(Exception):  # noqa: N818 - named after what it says of the ledger
    """What was recorded does not follow; the sentence has both sides."""

def same(what: str, recorded: object, computed: object) -> None:
    """Hold what was recorded against what follows."""
    if recorded != computed:
        raise Wrong(f"{what}：登记的是{recorded!r:.300}，算出来是{computed!r:.300}")

def typed(value: Any, kind: type) -> Any:
    """A value that must be of this kind."""
    if type(value) is not kind:
        raise Wrong(f"类型不对：{value!r:.300}")
    return value

def one_of(value: object, *values: str) -> object:
    """The value of a rule, which must be one that is known."""
    if value not in values:
        raise Wrong(f"规则应是{'、'.join(values)}之一，现为{value!r:.300}")
    return value

def number(value: object) -> int:
    """A number of people or papers."""
    if typed(value, int) < 0:
        raise Wrong(f"应不小于0，现为{value}")
    return value  # type: ignore[return-value] # just looked at

def texts(value: object) -> list[str]:
    """A list of ids."""
    return [typed(each, str) for each in typed(value, list)]

def needed(base: int, share: dict[str, Any]) -> int:
    """What a share of `base` asks for: `ge` rounds up, `gt` is the next whole number; at least 1."""
    exact, den = number(base) * number(share["num"]), number(share["den"])
    return max(1, exact // den + 1 if one_of(share["op"], "ge", "gt") == "gt" else -(-exact // den))

def place(*steps: str) -> str:
    """Where a figure of a sheet stands: `/valid`, `/items/<id>/votes_for`, `/invalid_by_reason/<reason>` (RFC 6901)."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)

class Sheet:
    """A signed sheet, or what the sealed papers add up to: the ids of its rows, and its figures by place; not written is 0."""

    def __init__(self, event: dict[str, Any], key: str, columns: tuple[str, ...], *, papers: bool = False) -> None:
        self.rows, self.papers, self.figures = [row[key] for row in event["items"]], papers, dict[str, int]()
        self.figures |= {place(name): number(event[name]) for name in ("valid", "invalid") if columns == VOTES}
        self.figures |= {place("invalid_by_reason", why): number(n) for why, n in event.get("invalid_by_reason", {}).items()}
        for row in event["items"]:
            self.figures |= {place("items", row[key], name): number(row.get(name, 0)) for name in columns}

    def row(self, item: str, columns: tuple[str, ...]) -> list[int]:
        """The figures of one row."""
        return [self.figures[place("items", item, name)] for name in columns]

def add_up(event: dict[str, Any], names: list[str], seats: int, rules: dict[str, Any]) -> Sheet:
    """Sealed papers as a sheet: `patterns` has a letter for each candidate, `spoiled` the papers that are invalid as a whole."""
    values = {name: one_of(rules[name], *known) for name, known in OF_PAPERS.items()}
    column = {"f": 0, "F": 0, "a": 1, "o": 2, "?": 2, "-": 0 if values["unmarked_means"] == "approve" else 2}
    valid, invalid, votes = 0, sum(event.get("spoiled", {}).values()), [dict.fromkeys(VOTES, 0) for _ in names]
    for pattern in event["patterns"]:
        if is_invalid(pattern["marks"], seats, values):
            invalid += pattern["count"]
            continue
        valid += pattern["count"]
        for row, mark in zip(votes, pattern["marks"], strict=True):
            row[VOTES[column[mark]]] += pattern["count"]
    items = [{"candidate": name, **row} for name, row in zip(names, votes, strict=True)]
    return Sheet({"valid": valid, "invalid": invalid, "items": items}, "candidate", VOTES, papers=True)

def is_invalid(marks: str, seats: int, rules: dict[str, Any]) -> bool:
    """Whether the rules make this paper invalid as a whole."""
    approvals = marks.count("f") + marks.count("F")
    return (("?" in marks and rules["illegible"] == "ballot_void")
            or (not marks.strip("-") and rules["blank_ballot"] == "invalid")
            or (approvals > seats and rules["selection_rule"] != "unlimited")
            or (approvals < seats and rules["selection_rule"] == "exactly")
            or ("F" in marks and rules["duplicate_mark"] == "invalid")
            or ("-" in marks and rules["unmarked_means"] == "invalid"))

def count(ballot: dict[str, Any], rules: dict[str, Any], sheet: Sheet, tell: Callable[[str], object]) -> dict[str, Any]:
    """Count a round; `ballot`: kind, names, seats, due, present, issued, collected (None: not known). `tell` gets the arithmetic."""
    names, seats, due, present, issued = (ballot[each] for each in ("names", "seats", "due", "present", "issued"))
    valid, invalid, handed_in = sheet.figures["/valid"], sheet.figures["/invalid"], ballot["collected"]
    collected = valid + invalid
    if handed_in is not None or not sheet.papers:
        same("收回票数", present if handed_in is None else handed_in, collected)
    same("读数的行", sorted(sheet.rows), sorted(names))
    for name in names:
        same(f"有效票（{name}各栏之和）", valid, sum(sheet.row(name, VOTES)))
    quorum, bar, share = 0 if rules["quorum"] is None else needed(due, rules["quorum"]), 0, rules["threshold"]
    if ballot["kind"] == "shortfall" and rules["shortfall_min_share"] is not None:  # those who failed need no more than this
        share = {**rules["shortfall_min_share"], "base": "valid" if share is None else share["base"], "op": "ge"}
    if share is not None and ballot["kind"] != "tie_break":  # those who are equal passed already
        bar = needed({"all_deputies": due, "attending": present, "collected": collected, "valid": valid}[share["base"]], share)
    votes = [(name, sheet.row(name, VOTES)[0]) for name in names]
    blocked = "void" if issued is not None and collected > issued else "no_quorum" if present < quorum else ""
    outcome, selected, tied = (blocked, [], []) if blocked else choose([(name, n) for name, n in votes if n >= bar], seats, rules)
    left = seats - len(selected) if tied else 0
    tell(f"　应到{due}人，须到{quorum}人，实到{present}人；发出{issued or '（没有登记）'}张，收回{collected}张，有效{valid}张，无效{invalid}张；"
         f"名额{seats}个，须获{bar}票。" + "".join(f"{name}赞成{n}票，{'过' if n >= bar else f'差{bar - n}票'}；" for name, n in votes)
         + f"结果{outcome}，确定{'、'.join(selected) or '无':.300}，并列{'、'.join(tied) or '无':.300}。")
    return {"outcome": outcome, "selected": selected, "tied": tied, "tied_seats": left, "open_seats": max(0, seats - len(selected) - left)}

def choose(passing: list[tuple[str, int]], seats: int, rules: dict[str, Any]) -> tuple[str, list[str], list[str]]:
    """Outcome, selected and tied among those who pass; equal votes at the cut are a tie, never put in an order."""
    everybody = [name for name, _ in passing]
    if one_of(rules["mode"], "top_k", "itemwise") == "itemwise":
        return "decided", everybody, []
    if len(passing) < seats:
        policy = one_of(rules["shortfall"], "accept_fewer", "revote_remaining", "presidium_decides", "defer_to_sc")
        return "decided" if policy == "accept_fewer" else "shortfall", everybody, []
    cut = sorted((votes for _, votes in passing), reverse=True)[seats - 1]
    reaching = [name for name, votes in passing if votes >= cut]
    if len(reaching) == seats or one_of(rules["tie_break"], "revote_tied", "presidium", "expand") == "expand":
        return "decided", reaching, []
    return "tied", [name for name, votes in passing if votes > cut], [name for name, votes in passing if votes == cut]

def grade(rules: dict[str, Any], members: int, present: int, row: list[int]) -> str | None:
    """The grade of a row of `GRADES`; None where the rules cannot say."""
    satisfied, acceptable, valid = row[0], row[0] + row[1], sum(row[:4])
    base = {"all_members": members, "attending": present, "valid": valid}[rules["base"]]
    if base == 0 or (rules["quorum"] is not None and present < needed(members, rules["quorum"])):
        return None
    half = {"num": 1, "den": 2, "op": "ge" if one_of(rules["half_is"], "pass", "fail") == "pass" else "gt"}
    shares = {"satisfied": half, "acceptable": half}
    shares |= {name: share for name, share in ({} if rules["thresholds"] is None else rules["thresholds"]).items() if share is not None}
    if satisfied >= needed(base, shares["satisfied"]):
        return "satisfied"
    return "basically_satisfied" if acceptable >= needed(base, shares["acceptable"]) else "dissatisfied"

Others: TypeAlias = "Callable[[str], Record | bool | None]"

class Record:
    """A round or an evaluation, read event by event, each held against what follows from those before it; `wrong` (position, sentence) ends it.

    `sheet` is the reading that stands, `counted` the count or the grades, `settled` who came in when a tie or a shortfall was resolved,
    `carried` the re-ballot that said so, `announced` what was announced and still stands; None: it has not happened, UNKNOWN: its content
    was not given. `doubt`: the announcement may have been taken back; `stale`: the reading changed and was not counted again. `others`
    finds another round of the bundle by its stream.
    """

    def __init__(self, position: int, topic: str, others: Others = lambda _: None, tell: Callable[[str], object] = len) -> None:
        nothing: Any = None
        self.position, self.voted, self.others, self.tell = position, topic == STARTS[0], others, tell
        self.known = self.hidden = self.uncounted = self.stale = self.by_list = False
        self.wrong: tuple[int, str] | None = None
        self.ballot: dict[str, Any] = {"issued": None, "collected": None}
        self.rules: dict[str, Any] = {}
        self.sheet = self.counted = self.settled = self.carried = self.announced = self.doubt = nothing

    def take(self, position: int, topic: str, event: dict[str, Any] | None) -> None:
        """Read one more event, None where its content was not given; only the first can open anything."""
        step, needs, loses = STEPS.get(topic, (None, "", ""))
        self.announced = None if topic in TAKES_BACK else self.announced
        first, announces = position == self.position, topic.endswith("Announced")
        if step is None or self.wrong or not (first if topic in STARTS else self.known or announces):
            return
        self.stale = loses in READINGS or (self.stale and not loses.startswith("counted"))
        try:
            if event is None and needs:  # what it would have said is unknown from now on
                self.hidden = True
                (self.ballot if loses in self.ballot else vars(self)).update(dict.fromkeys(loses.split(), UNKNOWN))
            elif not self.known and announces:  # of a round that is not public, what was announced is
                ((_, self.announced),) = self.said(event or {}).items()
            elif needs and getattr(self, needs) is None:
                self.wrong = (position, f"{topic}：还没有{'读数' if needs == 'sheet' else '计票、定等次'}")
            else:
                step(self, topic, event or {})
        except (Wrong, *MALFORMED) as error:
            self.wrong = (position, f"{topic}：{'' if isinstance(error, Wrong) else '缺了要用的项，或者类型不对：'}{error}")

    def open(self, _: str, event: dict[str, Any]) -> None:
        """Who or what is voted on, by how many, under which rules."""
        voted, cycle = self.voted, event.get("cycle", "")
        self.ballot["names"] = names = texts([each["id"] for each in event["candidates" if voted else "items"]])
        for name in ("due", "present") if voted else ("members", "present"):
            self.ballot[name] = number((event["attendance"] if voted else event)[name])
        self.rules = {**event["profile"]["ballot" if voted else "evaluation"]}
        if voted:
            self.ballot["seats"] = seats = number(event["seats"])
            if len(set(names)) != len(names) or not 1 <= seats <= len(names):
                raise Wrong(f"{len(names)}个候选项目选{seats}个，或者有重复的候选项目")
            self.ballot["kind"] = typed(event.get("repeats", "first") if event["kind"] == "void_repeat" else event["kind"], str)
            if len(names) > MOST_CANDIDATES:  # nobody counts so many by hand, and each count takes its time
                self.uncounted = True
                return
            self.by_list = cycle != "" and event["profile"].get("decision_mode") != "report_vote"
        self.known = True

    def read(self, topic: str, event: dict[str, Any]) -> None:
        """Papers went out or came back, or figures were entered; they take the place of those before."""
        if name := {"voting:BallotsIssued": "issued", "voting:BallotsCollected": "collected"}.get(topic):
            self.ballot[name] = number(event[name])
        else:
            self.sheet = Sheet(event, *(("candidate", VOTES) if self.voted else ("item", GRADES)))

    def seal(self, _: str, event: dict[str, Any]) -> None:
        """Papers were sealed, likewise; the rules are applied to them when they are counted."""
        for papers in event.get("spoiled", {}).values():
            number(papers)
        for marks, papers in ((typed(each["marks"], str), number(each["count"])) for each in event["patterns"]):
            if len(marks) != len(self.ballot["names"]) or set(marks) - set("fFao?-") or papers == 0:
                raise Wrong(f"票面{marks!r:.300}（{papers}张）与{len(self.ballot['names'])}个候选项目不符")
        self.sheet = event

    def reading(self) -> Any:
        """The sheet that stands; sealed papers are added up when somebody asks."""
        if isinstance(self.sheet, dict):
            self.sheet = add_up(self.sheet, self.ballot["names"], self.ballot["seats"], self.rules)
        return self.sheet

    def correct(self, _: str, event: dict[str, Any]) -> None:
        """A figure of the sheet, which must be what the correction says that it was, is brought to the signed one."""
        at, before, after = typed(event["field"], str), number(event["before"]), number(event["after"])
        if self.sheet is UNKNOWN:
            return
        figures = self.sheet.figures if isinstance(self.sheet, Sheet) and not self.sheet.papers else {}
        if at.startswith(by := "/invalid_by_reason/") and any(known.startswith(by) for known in figures):
            figures.setdefault(at, 0)
        if at not in figures:
            raise Wrong(f"没有{at!r:.300}这一栏可以更正，逐张的一栏也没有")
        same(f"{at}更正前的数", before, figures[at])
        figures[at] = after

    def computed(self, sheet: Any) -> dict[str, Any]:
        """What follows from a sheet; empty where that cannot be said."""
        names, voted = self.ballot["names"], self.voted
        if voted and (typed(self.rules["extra_gates"], list) or typed(self.rules["style"], str) not in {"approve_each", "select_k"}):
            self.uncounted = True
        if self.uncounted or any(each is UNKNOWN for each in (sheet, *self.ballot.values())):
            return {}
        if voted:
            return count(self.ballot, self.rules, self.reading() if sheet is self.sheet else sheet, self.tell)
        same("读数的行", sorted(sheet.rows), sorted(names))
        members, present = self.ballot["members"], self.ballot["present"]
        return {"grades": [{"item": name, "grade": grade(self.rules, members, present, sheet.row(name, GRADES))} for name in names]}

    def count(self, topic: str, event: dict[str, Any]) -> None:
        """A count, or grades: they must follow from the sheet; where they are new, nothing that was said before stands."""
        recorded: dict[str, Any] = self.said(event)
        if topic == "voting:RoundCounted":
            recorded |= {"outcome": typed(event["outcome"], str), "tied": texts(event.get("tied", []))}
            recorded |= {name: number(event.get(name, 0)) for name in ("tied_seats", "open_seats")}
        for name, value in self.computed(self.sheet).items():
            same(name, recorded[name], value)
        before, self.counted = self.counted, recorded
        if before is UNKNOWN:
            self.settled, self.doubt = self.settled and UNKNOWN, UNKNOWN
        elif before is None or any(before.get(name) != recorded.get(name) for name in ("outcome", "selected", "tied", "grades")):
            self.settled = self.carried = self.announced = None

    def recount(self, _: str, event: dict[str, Any]) -> None:
        """A formal recount has figures of its own, and stands beside the count."""
        recorded, found = [typed(event["outcome"], str), texts(event["selected"])], self.computed(Sheet(event, "candidate", VOTES))
        same("outcome、selected", recorded, [found["outcome"], found["selected"]] if found else recorded)

    def settle(self, topic: str, event: dict[str, Any]) -> None:
        """A tie or a shortfall was resolved: among those whom the count left open, for no more seats, or as a re-ballot came out."""
        self.settled, self.carried = texts(event.get("selected", [])), typed(event.get("round", ""), str)
        other, tie = self.others(self.carried), topic == "voting:TieResolved"
        if self.counted is not UNKNOWN:
            same("计票的outcome", "tied" if tie else "shortfall", self.counted["outcome"])
            rest = self.counted["tied"] if tie else [name for name in self.ballot["names"] if name not in self.counted["selected"]]
            seats, among = self.counted["tied_seats" if tie else "open_seats"], {*self.settled}
            if len(among) < len(self.settled) or not among <= {*rest} or (self.carried == "" and len(among) > seats):
                raise Wrong(f"可选的是{rest!r:.300}，名额{seats}个，确定了{self.settled!r:.300}")
            if isinstance(other, Record) and other.known and not other.wrong:
                names = other.ballot["names"]
                same("再投一轮的候选、名额", [sorted(rest if tie else {*rest} & {*names}), seats], [sorted(names), other.ballot["seats"]])
        self.carry()

    def carry(self) -> None:
        """What a re-ballot brought in must be what it decided, which may have been corrected since."""
        other = self.others(self.carried or "")
        if other is self or other is False:
            raise Wrong("再投的一轮就是这一轮，或者此前没有这一轮")
        if isinstance(other, Record) and other.known and not other.wrong and UNKNOWN not in (self.settled, other.counted, other.settled):
            decided = other.counted is not None and (other.counted["outcome"] == "decided" or other.settled is not None)
            came = sorted(other.counted["selected"] + (other.settled or [])) if decided else None
            same(f"再投的一轮{self.carried}确定的", sorted(self.settled), came)

    def void(self, _: str, _event: dict[str, Any]) -> None:
        """Nothing that was counted stands any more."""
        self.counted = self.settled = self.carried = None

    def said(self, event: dict[str, Any]) -> dict[str, list[Any]]:
        """Who is in, or which grade each item has."""
        if self.voted:
            return {"selected": texts(event["selected"])}
        grades = [(each["item"], each["grade"]) for each in typed(event["grades"], list)]
        return {"grades": [{"item": typed(item, str), "grade": None if each is None else typed(each, str)} for item, each in grades]}

    def say(self, topic: str, event: dict[str, Any]) -> None:
        """What is declared or announced must be what stands, in whatever order."""
        ((name, told),) = self.said(event).items()
        if self.stale:
            raise Wrong("读数改过以后，没有重新计票、定等次")
        if self.counted is not UNKNOWN and self.settled is not UNKNOWN:
            same(name, sorted(told, key=str), sorted(self.counted[name] + (self.settled or []), key=str))
        self.carry()
        if topic.endswith("Announced"):
            self.announced, self.doubt = told, None

def published(record: Record, entry: dict[str, Any] | None, *, partial: bool) -> None:
    """Hold what results.json says of a round or an evaluation against what stands; `Wrong` where they differ, or nothing says so."""
    stands, voted, stale = record.announced, record.voted, record.known and record.stale
    if entry is None:
        if record.known and isinstance(stands, list) and not record.doubt and not stale:
            raise Wrong("已经公告，results.json里没有")
        return
    if stands is None or stale:
        raise Wrong("results.json里有，而没有公告，或者公告以后作废、有了改变")
    told = entry["selected"] if voted else [{"item": each["item"], "grade": each["grade"]} for each in entry["grades"]]
    same("公布的结果", told, ("公告的内容没有给" if partial else told) if stands is UNKNOWN else stands)
    counts = "items" in entry if voted else any(len(each) > 2 for each in entry["grades"])  # noqa: PLR2004 - item and grade
    sheet = record.reading() if record.known and (counts or not voted) else UNKNOWN
    if counts and sheet is UNKNOWN and partial:
        raise Wrong("results.json写了票数，读数的内容没有给")
    columns, rows = VOTED if voted else dict(zip(GRADES, GRADES, strict=True)), entry.get("items", []) if voted else entry["grades"]
    for row in rows if sheet is not UNKNOWN else ():
        name, figures = row["candidate" if voted else "item"], [row[column] for column in columns if column in row]
        same(f"公布的{name}的票数", figures, sheet.row(name, tuple(columns.values())) if figures else [])
    if "items" in entry and sheet is not UNKNOWN:
        names, shown = record.ballot["names"], [row["candidate"] for row in rows]
        same("公布的有效票、无效票", [entry["valid"], entry["invalid"]], [sheet.figures["/valid"], sheet.figures["/invalid"]])
        same("公布票数的项目", shown, names if len(shown) == len(names) else [name for name in names if name in told])

def standing(project: Any, entry: dict[str, Any] | None, *, partial: bool) -> None:
    """Hold what results.json says of a project against what follows."""
    entry = entry or {"number": None, "standing": None}
    if partial and project.standing is UNKNOWN:
        raise Wrong("results.json里有，而决定现状的内容没有给")
    same("公布的编号", entry["number"], project.number if project.known else entry["number"])
    same("公布的现状", entry["standing"], entry["standing"] if project.standing is UNKNOWN else project.standing)

READINGS = ("sheet", "issued", "collected")
TAKES_BACK = {f"voting:{name}" for name in ("RoundVoided", "EvaluationVoided", "TieResolved", "ShortfallResolved")}
# What each event does, what must stand before it, and what is unknown from then on where its content was not given.
STEPS: dict[str, tuple[Callable[..., None], str, str]] = {f"voting:{name}": (step, needs, loses) for names, step, needs, loses in (
    ("RoundOpened EvaluationOpened", Record.open, "ballot", ""),
    ("BallotsIssued", Record.read, "ballot", "issued"),
    ("BallotsCollected", Record.read, "ballot", "collected"),
    ("TotalsRecorded EvaluationTotalsRecorded", Record.read, "ballot", "sheet"),
    ("PapersSealed", Record.seal, "ballot", "sheet"),
    ("RoundCorrected EvaluationCorrected", Record.correct, "sheet", "sheet"),
    ("RoundCounted EvaluationGraded", Record.count, "sheet", "counted settled doubt"),
    ("RoundRecounted", Record.recount, "ballot", ""),
    ("TieResolved ShortfallResolved", Record.settle, "counted", "settled"),
    ("ResultDeclared EvaluationDeclared", Record.say, "counted", ""),
    ("ResultAnnounced EvaluationAnnounced", Record.say, "counted", "announced"),
    ("RoundVoided EvaluationVoided", Record.void, "", ""),
) for name in names.split()}

def main(bundle: Path) -> None:
    """Tell every round and evaluation of a bundle, with its numbers."""
    read = (lambda name: (bundle / name).read_bytes()) if bundle.is_dir() else zipfile.ZipFile(bundle).read
    states, records = iter(read("states.jsonl").splitlines()), dict[str, Record]()
    for row in map(json.loads, read("entries.jsonl").splitlines()):
        event = json.loads(next(states))["event"] if "blind" in row else None
        stream, position, topic = row["stream"], row["position"], row["topic"]
        record = records.setdefault(stream, Record(position, topic, records.get, print)) if topic in STARTS else records.get(stream)
        if record and topic in STEPS:
            print(f"第{position}号 {topic}（{stream}）{'未公开' if event is None else ''}")
            record.take(position, topic, event)
            print(f"　不符：{record.wrong[1]}\n" if record.wrong else "　未复算\n" if record.uncounted else "", end="")

if __name__ == "__main__":
    try:
        main(Path(*sys.argv[1:2]))
    except Exception as error:  # noqa: BLE001 - whatever it is, it was not counted to its end
        print(f"没能算完：{type(error).__name__}：{error}。用法：python recount.py 核验包（zip或者解开的文件夹）。退出码2。")
        sys.exit(2)
