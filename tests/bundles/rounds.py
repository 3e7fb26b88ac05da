"""Which rounds 票决 happen in made ledgers, with results that follow from their figures?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from uuid import UUID

from tests.bundles.ballots import Case, Json, Reading, count, in_order, read_papers

COLUMNS = ("votes_for", "votes_against", "votes_abstain", "not_pressed")
PRINTED = ("for", "against", "abstain", "not_pressed")


@dataclass(frozen=True)
class Step:
    """One event of a story; `row` is what stands in results.json after it, in the list `kind`: None for nothing."""

    stream: UUID
    topic: str
    event: Json
    kind: str = ""
    row: Json | None = None


def new_stream(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=5)


def ballot_rules(rng: Random) -> Json:
    share = {"num": rng.choice([1, 1, 2]), "den": rng.choice([2, 3]), "op": rng.choice(["gt", "ge"])}
    base = rng.choice(["all_deputies", "attending", "collected", "valid"])
    quorum = {"num": 2, "den": 3, "op": "ge", "of": "due"}
    return {
        "style": rng.choice(["approve_each", "select_k"]),
        "extra_gates": [],
        "quorum": rng.choice([None, quorum, quorum, {"num": 1, "den": 2, "op": "gt", "of": "due"}]),
        "selection_rule": rng.choice(["at_most", "at_most", "exactly", "unlimited"]),
        "unmarked_means": rng.choice(["abstain", "abstain", "invalid", "approve"]),
        "blank_ballot": rng.choice(["valid", "invalid"]),
        "duplicate_mark": rng.choice(["count_once", "invalid"]),
        "illegible": rng.choice(["item_void", "ballot_void"]),
        "threshold": rng.choice([None, {"base": base, **share}, {"base": base, "op": "gt", "num": 1, "den": 2}]),
        "mode": rng.choice(["top_k", "top_k", "top_k", "itemwise"]),
        "tie_break": rng.choice(["revote_tied", "presidium", "expand"]),
        "shortfall": rng.choice(["accept_fewer", "revote_remaining", "presidium_decides", "defer_to_sc"]),
        "shortfall_min_share": rng.choice([None, {"num": 1, "den": 3}]),
    }


class Round:
    """One round as it is told: `steps` so far, and what stands decided."""

    def __init__(self, rng: Random, case: Case | None = None, kind: str = "first") -> None:
        self.rng, self.stream, self.steps = rng, new_stream(rng), list[Step]()
        self.case = case or self._case()
        self.kind, self.with_counts = kind, rng.random() < 0.6
        self.announced: list[str] | None = None
        self.stale = False
        self.counted: Json = {}
        self.resolved: list[str] = []
        self.papers = rng.random() < 0.4
        self.reading: Reading

    def _case(self) -> Case:
        rng = self.rng
        candidates = tuple(f"2024{rng.choice('-----/~')}{number:02d}" for number in range(1, rng.randint(2, 7)))
        due = rng.randint(3, 40)
        present = rng.randint(max(1, due // 3), due) if rng.random() < 0.2 else rng.randint(due * 3 // 4, due)
        seats = rng.randint(1, len(candidates))
        return Case(ballot_rules(rng), candidates, seats, due, present, kind=rng.choice(["first"] * 5 + ["shortfall"]))

    def tell(self, topic: str, **event: Any) -> None:
        row = None if self.announced is None or self.stale else self._row(self.announced)
        self.steps.append(Step(self.stream, f"voting:{topic}", event, "rounds", row))

    def _row(self, selected: list[str]) -> Json:
        row: Json = {"stream": str(self.stream), "selected": selected}
        if self.with_counts:
            votes = self.reading.votes
            items = [
                {"candidate": each, **dict(zip(PRINTED, votes[each], strict=True))} for each in self.case.candidates
            ]
            row |= {"valid": self.reading.valid, "invalid": self.reading.invalid, "items": items}
        return row

    def open(self) -> None:
        case = self.case
        repeated = self.rng.random() < 0.2
        self.tell(
            "RoundOpened",
            kind="void_repeat" if repeated else case.kind,
            repeats=case.kind if repeated else "first",
            candidates=[{"id": each, "title": f"示例项目{number}"} for number, each in enumerate(case.candidates)],
            seats=case.seats,
            attendance={"number": 1, "due": case.due, "present": case.present},
            profile={"ballot": case.rules},
        )

    def collect(self) -> None:
        """发票 and 清点; either may be missing in an early ledger."""
        issued = self.case.present if self.rng.random() < 0.9 else None
        if issued is not None:
            self.tell("BallotsIssued", printed=issued, issued=issued)
        collected = max(0, self.case.present - self.rng.choice([0, 0, 0, 1, 2])) if self.rng.random() < 0.9 else None
        if collected is not None and issued is not None and self.rng.random() < 0.08:
            collected = issued + 1
        if collected is not None:
            self.tell("BallotsCollected", collected=collected)
        self.case = replace(self.case, issued=issued, collected=collected)

    def read(self) -> None:
        if self.papers:
            self._seal()
        else:
            self.reading = self._totals()
            self.tell("TotalsRecorded", method="manual_totals", **self._figures())

    def _papers(self) -> int:
        return self.case.present if self.case.collected is None else self.case.collected

    def _totals(self) -> Reading:
        papers = self._papers()
        invalid = min(papers, self.rng.choice([0, 0, 1, 2]))
        return Reading(
            papers - invalid, invalid, {each: self._split(papers - invalid) for each in self.case.candidates}
        )

    def _split(self, valid: int) -> tuple[int, int, int, int]:
        approve = min(valid, self.rng.choice([valid, valid * 3 // 4, valid // 2, self.rng.randint(0, valid)]))
        against = self.rng.randint(0, valid - approve)
        abstain = self.rng.randint(0, valid - approve - against)
        return approve, against, abstain, valid - approve - against - abstain

    def _figures(self) -> Json:
        rows = []
        for each, votes in self.reading.votes.items():
            named = dict(zip(COLUMNS, votes, strict=True))
            rows.append(
                {"candidate": each} | {key: value for key, value in named.items() if value or key == "votes_for"}
            )
        self.rng.shuffle(rows)
        reasons = {"torn": self.reading.invalid} if self.reading.invalid and self.rng.random() < 0.5 else {}
        return {"valid": self.reading.valid, "invalid": self.reading.invalid, "items": rows} | (
            {"invalid_by_reason": reasons} if reasons else {}
        )

    def _seal(self) -> None:
        left, patterns, spoiled = self._papers(), list[Json](), {}
        if left and self.rng.random() < 0.3:
            spoiled, left = {"illegible": 1}, left - 1
        while left:
            number = self.rng.randint(1, left)
            marks = "".join(
                self.rng.choice("ffffaaoo--F?" if self.rng.random() < 0.3 else "ffa") for _ in self.case.candidates
            )
            patterns.append({"marks": marks, "count": number})
            left -= number
        sealed: Json = {"patterns": patterns} | ({"spoiled": spoiled} if spoiled else {})
        self.reading = read_papers(self.case, sealed)
        self.tell("PapersSealed", letters="f赞成 a反对 o弃权 -未写 F重复写 ?无法辨认", **sealed)

    def count(self, cause: str = "entry") -> None:
        """Count; a changed result takes back what was resolved, and the announcement."""
        before, self.counted, self.stale = self.counted, count(self.case, self.reading), False
        changed = any(before.get(key) != self.counted[key] for key in ("outcome", "selected", "tied"))
        if changed:
            self.resolved, self.announced = [], None
        figures = {key: value for key, value in self.counted.items() if value or key in {"outcome", "selected"}}
        self.tell("RoundCounted", cause=cause, **figures)

    def correct(self) -> None:
        """Move one vote between two columns of a candidate: two figures, then a new count."""
        if self.papers:
            return
        candidate = self.rng.choice(self.case.candidates)
        votes = list(self.reading.votes[candidate])
        source, target = self.rng.sample(range(4), 2)
        if not votes[source]:
            return
        self.stale = True
        for column, step in ((source, -1), (target, 1)):
            votes[column] += step
            path = candidate.replace("~", "~0").replace("/", "~1")
            self._take_in(candidate, votes)
            field = f"/items/{path}/{COLUMNS[column]}"
            self.tell("RoundCorrected", field=field, before=votes[column] - step, after=votes[column], reason="示例")
        self.count("correction")

    def _take_in(self, candidate: str, votes: list[int]) -> None:
        a, b, c, d = votes
        self.reading = replace(self.reading, votes={**self.reading.votes, candidate: (a, b, c, d)})

    def recount(self) -> None:
        kept, counted = self.reading, self.counted
        self.reading = self._totals() if self.rng.random() < 0.5 and not self.papers else kept
        figures, found = self._figures(), count(self.case, self.reading)
        figures.pop("invalid_by_reason", None)
        self.reading = kept
        agrees = found == counted
        self.tell(
            "RoundRecounted",
            reason="示例",
            agrees=agrees,
            outcome=found["outcome"],
            selected=found["selected"],
            **figures,
        )

    def resolve(self) -> None:
        counted = self.counted
        if counted["outcome"] == "tied":
            self._settle("TieResolved", counted["tied"], counted["tied_seats"], "tie_break")
        elif counted["outcome"] == "shortfall":
            rest = [each for each in self.case.candidates if each not in counted["selected"]]
            self._settle("ShortfallResolved", rest, min(counted["open_seats"], len(rest)), "shortfall")

    def _settle(self, topic: str, among: list[str], seats: int, kind: str) -> None:
        event: Json = {"among": among} if kind == "tie_break" else {}
        again = None
        if seats and self.kind == "first" and self.rng.random() < 0.5:
            case = replace(self.case, candidates=tuple(among), seats=seats, kind=kind, issued=None, collected=None)
            self.tell("ReballotCalled", kind=kind, candidates=among, seats=seats)
            again = Round(self.rng, case, kind)
            again.play()
            self.steps += again.steps
        if again is not None and again.counted["outcome"] not in {"void", "no_quorum"}:
            chosen = set(again.counted["selected"]) | set(again.resolved)
            event |= {"how": "next_round", "round": str(again.stream)}
        else:
            chosen = set(self.rng.sample(among, seats))
            event |= {"how": "presidium"}
        self.resolved = in_order(self.case.candidates, chosen)
        self.tell(topic, selected=self.resolved, **event)

    def announce(self) -> None:
        selected = in_order(self.case.candidates, {*self.counted["selected"], *self.resolved})
        self.tell("ResultDeclared", selected=list(selected))
        self.tell("SheetSigned", sha256="0" * 64)
        if self.rng.random() < 0.3:
            self.rng.shuffle(selected)
        self.announced = selected
        self.tell("ResultAnnounced", number="第4号", medium="示例", selected=selected)

    def play(self) -> None:
        """From the opening to the announcement, with what may come between and after."""
        self.open()
        self.collect()
        self.read()
        if self.rng.random() < 0.1:
            self.read()
        self.count()
        self._maybe(0.25, self.correct)
        self._maybe(0.15, self.recount)
        self.resolve()
        if self.kind == "first":
            self.announce()
            self._maybe(0.2, self._correct_late)
            self._maybe(0.07, self._void)

    def _correct_late(self) -> None:
        self.correct()
        if self.announced is None:
            self.resolve()
            self.announce()

    def _void(self) -> None:
        self.announced = None
        self.tell("RoundVoided", reason="示例")

    def _maybe(self, chance: float, act: Callable[[], None]) -> None:
        if self.rng.random() < chance:
            act()


def round_story(rng: Random) -> list[Step]:
    told = Round(rng)
    told.play()
    return told.steps
