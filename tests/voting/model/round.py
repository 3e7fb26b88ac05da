"""What may happen in one round of the ballot, and how far has it come?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.voting.model.counting import Bases, Outcome, as_far_as_the_surplus, outcome, votes_of_papers
from tests.voting.model.laws import Laws
from tests.voting.model.papers import PaperModel
from tests.voting.model.rules import ANNOUNCING, PRESIDING, by, is_hash, says, two
from tests.voting.model.sheet import Sheet, corrected, sheet_of
from voting.commands import papers as p
from voting.commands import rounds as r

if TYPE_CHECKING:
    from domain.events import Envelope
    from tests.voting.model.rules import Rules

PAPERS = (
    p.InspectBoxes, p.IssueBallots, p.CollectBallots, p.DeclareValidity, p.SignSheet, p.ArchivePapers, p.DestroyPapers
)  # fmt: skip


@dataclass(frozen=True)
class Call:
    """A re-ballot that stands called: of which kind, among whom, for how many seats, under which number."""

    kind: str
    candidates: tuple[str, ...]
    seats: int
    on: str
    number: int


@dataclass
class RoundModel:
    """A round and what was fixed at its opening; `goes_to` is the number of the round that announces its result, 0 for its own."""

    rules: Rules
    year: int
    batch: int
    number: int
    purpose: str
    goes_to: int
    candidates: tuple[str, ...]
    seats: int
    due: int
    present: int
    heads: int
    ends_on: str
    on: str
    reballots: int = 0
    papers: PaperModel = field(default_factory=PaperModel)
    stage: str = "voting"
    sheet: Sheet | None = None
    read_on: str = ""
    votes: dict[str, int] = field(default_factory=dict)
    result: Outcome | None = None
    settled: frozenset[str] | None = None
    carried: int = 0
    calls: int = 0
    call: Call | None = None
    declared_on: str = ""
    resolved_on: str = ""
    confirmed_on: str = ""

    @property
    def chosen(self) -> frozenset[str]:
        assert self.result is not None
        return self.result.chosen | (self.settled or frozenset())

    @property
    def unresolved(self) -> bool:
        return self.result is not None and self.settled is None and bool(self.result.tied or self.result.short)

    @property
    def final(self) -> bool:
        """It has a result and nothing left to resolve."""
        return self.stage in ("counted", "declared", "announced") and not self.unresolved

    @property
    def handed_in(self) -> int:
        return self.papers.collected if self.rules.on_paper else self.present

    @property
    def laws(self) -> Laws:
        return Laws(self.candidates, self.handed_in)

    def may(self, asked: Any, envelope: Envelope, carried: RoundModel | None) -> bool:
        """Whether the command must be recorded; `carried` is the re-ballot that the command or an earlier one carried back."""
        if envelope.effective_on < self.on:
            return False
        if isinstance(asked, PAPERS):
            return self._may_papers(asked, envelope)
        match asked:
            case r.RecordTotals():
                report = asked.vendor_report_sha256
                typed = self._may_enter(envelope, sealing=False) and self.laws.allow_sheets(asked)
                return typed and (is_hash(report) if report else self.rules["count_method"] != "keypad_totals")
            case r.SealPapers():
                return self._may_enter(envelope, sealing=True) and self.laws.allow_papers(asked)
            case r.CallReballot(kind=kind):
                leads = by(envelope, PRESIDING[self.rules.level]) and envelope.effective_on >= self.last_on
                return leads and self.call is None and self.called_for(kind)
            case r.ResolveTie() | r.ResolveShortfall():
                return self._may_resolve(asked, envelope, carried)
            case r.DeclareResult():
                in_order = self.stage == "counted" and envelope.effective_on >= self.read_on
                return two(envelope) and in_order and not self.unresolved and not self._outdated(carried)
            case r.VoidRound():
                leads = by(envelope, PRESIDING[self.rules.level]) and envelope.effective_on >= self.last_on
                confirmed = self.stage not in ("counted", "declared") or two(envelope)
                return leads and confirmed and self.stage not in ("void", "announced") and says(asked.reason)
            case r.CorrectRound():
                sums = self.rules["count_method"] != "papers"
                return sums and self._may_go_back(envelope) and self.laws.allow_correction(asked, self.sheet)
            case r.RecountRound():
                leads = by(envelope, PRESIDING[self.rules.level]) and says(asked.reason)
                return leads and self._may_go_back(envelope) and self.laws.allow_sheets(asked)
            case _:
                return self._may_publish(asked, envelope, carried)

    @property
    def last_on(self) -> str:
        return max(self.papers.last_on, self.read_on)

    def _may_papers(self, asked: Any, envelope: Envelope) -> bool:
        if isinstance(asked, p.SignSheet):
            later = envelope.effective_on >= self.papers.last_on
            return bool(self.read_on) and is_hash(asked.sha256) and later
        least = self.rules.kept_until(self.ends_on)
        ended = self.stage == "void" or bool(self.read_on)
        return self.rules.on_paper and self.papers.may(asked, envelope, self.stage == "voting", ended, least)

    def _may_enter(self, envelope: Envelope, *, sealing: bool) -> bool:
        ready = self.stage == "voting" and (self.papers.stage == "valid" or not self.rules.on_paper)
        in_order = envelope.effective_on >= self.papers.last_on
        return two(envelope) and ready and in_order and sealing == (self.rules["count_method"] == "papers")

    def called_for(self, kind: str) -> bool:
        """V-01, P-06, P-07: the re-ballot that the outcome asks for, while the method's number of them lasts."""
        if kind == "void_repeat":
            return self.stage == "void"
        if self.stage != "counted" or self.settled is not None or self.result is None:
            return False
        tied = kind == "tie_break" and self.result.tied and self.rules["tie_break"] == "revote_tied"
        short = kind == "shortfall" and self.result.short and self.rules["shortfall"] == "revote_remaining"
        return bool(tied or short) and self.reballots < self.rules["max_reballots"]

    def ways(self, *, tied: bool) -> set[str]:
        """How the method in force resolves a tie or a shortfall now."""
        left = self.reballots < self.rules["max_reballots"]
        if tied:
            still = "next_round" if left else self.rules["if_still_tied"]
            return {"presidium" if self.rules["tie_break"] == "presidium" else still}
        match self.rules["shortfall"]:
            case "presidium_decides":
                return {"presidium"}
            case "defer_to_sc":
                return {"defer_to_sc"}
            case _:
                return {"next_round"} if left else {"accept_fewer", "leave_open"}

    def _may_resolve(
        self, asked: r.ResolveTie | r.ResolveShortfall, envelope: Envelope, carried: RoundModel | None
    ) -> bool:
        tied = isinstance(asked, r.ResolveTie)
        if self.result is None or self.stage in ("voting", "void"):
            return False
        if not (self.result.tied if tied else self.result.short) or asked.how not in self.ways(tied=tied):
            return False
        if envelope.effective_on < max(self.read_on, self.call.on if self.call else ""):
            return False
        if asked.how == "next_round":
            again = self.settled is None or (two(envelope) and self._differs(carried))
            return again and self.answers(carried)
        return self.settled is None and self._decided(asked, envelope, tied=tied)

    def _decided(self, asked: r.ResolveTie | r.ResolveShortfall, envelope: Envelope, *, tied: bool) -> bool:
        assert self.result is not None
        among = self.result.tied if tied else set(self.candidates) - self.result.chosen
        seats = self.result.left if tied else self.result.short
        names = asked.selected
        fitting = set(names) <= among and len(set(names)) == len(names) <= seats
        if asked.how in ("presidium", "lot"):
            exactly = len(names) == seats or not tied
            return fitting and exactly and by(envelope, PRESIDING[self.rules.level])
        deferred = asked.how != "defer_to_sc" or by(envelope, self.rules.shortfall_resolved_by())
        return not names and deferred

    def answers(self, carried: RoundModel | None) -> bool:
        """The re-ballot is the one that this round called, and has come out."""
        if carried is None or self.call is None or carried.purpose != self.call.kind:
            return False
        of_this = (carried.year, carried.batch, carried.goes_to) == (self.year, self.batch, self.number)
        called = (carried.candidates, carried.seats) == (self.call.candidates, self.call.seats)
        return of_this and called and carried.number >= self.call.number and carried.final

    def _differs(self, carried: RoundModel | None) -> bool:
        return carried is None or not carried.final or carried.number != self.carried or carried.chosen != self.settled

    def _outdated(self, carried: RoundModel | None) -> bool:
        return bool(self.carried) and self._differs(carried)

    def _may_go_back(self, envelope: Envelope) -> bool:
        counted = self.stage in ("counted", "declared", "announced")
        return two(envelope) and counted and envelope.effective_on >= self.read_on

    def record(self, asked: Any, envelope: Envelope, carried: RoundModel | None) -> None:
        """What stands after the command."""
        on = envelope.effective_on
        match asked:
            case r.RecordTotals():
                self.sheet, self.read_on = sheet_of(asked.first), on
                self._count()
            case r.SealPapers():
                self.read_on, self.stage = on, "counted"
                papers: dict[str, int] = {}
                for pattern in asked.patterns:
                    papers[pattern.marks] = papers.get(pattern.marks, 0) + pattern.count
                self.votes, valid = votes_of_papers(self.candidates, self.seats, papers)
                self.result = self._outcome(valid)
            case r.CallReballot(kind=kind):
                self.calls += 1
                self.call = Call(kind, *self.to_be_voted_on(kind), on, self.number + self.calls)
            case r.ResolveTie() | r.ResolveShortfall():
                back = asked.how == "next_round" and carried is not None
                self.settled = carried.chosen if back and carried else frozenset(asked.selected)
                self.carried = carried.number if back and carried else 0
                self.stage, self.resolved_on, self.confirmed_on = "counted", "", ""
            case r.DeclareResult():
                self.stage, self.declared_on = "declared", on
            case r.AnnounceResult():
                self.stage = "announced"
            case r.AdoptResolution():
                self.resolved_on = on
            case r.ConfirmChoice():
                self.confirmed_on = on
            case r.CorrectRound():
                assert self.sheet is not None
                self.sheet = corrected(self.sheet, asked)
                self._count()
            case r.VoidRound():
                self._void()
            case r.RecountRound():
                pass
            case _:
                self.papers.record(asked, envelope, self.rules.kept_until(self.ends_on))
                if isinstance(asked, p.DeclareValidity) and not asked.valid:
                    self._void()

    def _void(self) -> None:
        self.stage, self.call = "void", None

    def _count(self) -> None:
        """A count that brings anybody to another place undoes whatever followed the one before."""
        assert self.sheet is not None
        self.votes = {name: self.sheet[f"/items/{name}/votes_for"] for name in self.candidates}
        result = self._outcome(self.sheet["/valid"])
        if self.result is None or _places(result) != _places(self.result):
            self.stage, self.settled, self.carried, self.call = "counted", None, 0, None
            self.resolved_on = self.confirmed_on = ""
        self.result = result

    def _outcome(self, valid: int) -> Outcome:
        bases = Bases(self.due, self.present, self.handed_in, valid)
        return outcome(self.rules, self.purpose, self.votes, self.seats, bases)

    def to_be_voted_on(self, kind: str) -> tuple[tuple[str, ...], int]:
        """The list and seats of a re-ballot: the same, only the tied, or the rest as far as its own surplus goes (P-08)."""
        if kind == "void_repeat":
            return self.candidates, self.seats
        assert self.result is not None
        if kind == "tie_break":
            return tuple(name for name in self.candidates if name in self.result.tied), self.result.left
        rest = {name: self.votes[name] for name in self.candidates if name not in self.result.chosen}
        return as_far_as_the_surplus(rest, self.result.short, self.rules["revote_surplus"]), self.result.short

    def _may_publish(self, asked: Any, envelope: Envelope, carried: RoundModel | None) -> bool:
        level, on = self.rules.level, envelope.effective_on
        due = self.stage == "declared" and on >= self.declared_on and not self.goes_to
        match asked:
            case r.AdoptResolution():
                decided = level == "city" and by(envelope, {"standing_committee", "congress"})
                return decided and due and not self.resolved_on and says(asked.title)
            case r.ConfirmChoice():
                return level == "street" and by(envelope, {"street_party_committee"}) and due and not self.confirmed_on
            case r.AnnounceResult():
                bound = (level != "city" or bool(self.resolved_on)) and (level != "street" or bool(self.confirmed_on))
                signed = bool(self.papers.sheets) or not self.rules.blocks
                in_order = on >= max(self.resolved_on, self.confirmed_on) and not self._outdated(carried)
                said = says(asked.number) and says(asked.medium)
                return by(envelope, ANNOUNCING[level]) and due and bound and signed and in_order and said
            case _:
                raise AssertionError(f"no command of a round: {asked}")


def _places(result: Outcome) -> tuple[object, ...]:
    return result.chosen, result.tied, bool(result.short)
