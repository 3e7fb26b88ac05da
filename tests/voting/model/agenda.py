"""What does a clerk do next, so that a session gets anywhere?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.given import CHAIR, envelope
from tests.voting.model.rules import ANNOUNCING, PRESIDING
from tests.voting.model.sheets import correction, level_sheet, sheet
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.events.meetings import Officer, Sitting
from voting.events.rounds import Candidate, FinalList, Pattern

if TYPE_CHECKING:
    from random import Random

    from domain.events import Envelope
    from tests.voting.model.round import RoundModel
    from tests.voting.model.session import Key, SessionModel

PLENARY = Sitting(kind="plenary", number=2)
SHA = "a" * 64
LATER = "2024-03-01"
SOMEBODY = "6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31"
TROUBLES = ("called", "re-ballot", "carried")


@dataclass(frozen=True)
class Step:
    """A command that must be accepted; `on` is the round that it falls on, None for the meeting or a new round."""

    command: Any
    envelope: Envelope
    on: Key | None = None


@dataclass
class Agenda:
    """The next steps of a session on a day, and in `early` those that come to mind but may not be taken now.

    `plan` is where the session is to get without a mishap, empty when it goes as it likes.
    """

    session: SessionModel
    today: str
    rng: Random
    plan: str = ""
    steps: list[Step] = field(default_factory=list)
    early: list[Step] = field(default_factory=list)

    def next_steps(self) -> list[Step]:
        """Every step that a clerk might take now."""
        self._meeting()
        for key, round_ in self.session.rounds.items():
            if max(round_.on, round_.last_on) <= self.today:
                self._round(key, round_)
                self._reopen(round_)
        return self.steps

    def _add(
        self, command: Any, on: Key | None = None, *, body: Any = None, second: bool = False, day: str = ""
    ) -> None:
        self.steps.append(Step(command, self._on(body, second=second, day=day), on))

    def _on(self, body: Any = None, *, second: bool = False, day: str = "") -> Envelope:
        return envelope(on=day or self.today, body=body, second=CHAIR if second else None)

    def _meeting(self) -> None:
        meeting = self.session.meeting
        if PLENARY not in meeting.sittings:
            self._add(m.HoldSitting(sitting=PLENARY))
            return
        if not meeting.adopted_on:
            self._add(m.AdoptMethod(profile_version=1, title="票决办法"), body=meeting.body)
        if not meeting.scrutineers_on:
            self._add(m.PassScrutineers(chief=Officer(person=SOMEBODY)), body=meeting.body)
        waiting = [
            round_ for round_ in self.session.rounds.values() if round_.call and round_.heads == len(meeting.heads)
        ]
        if (
            waiting
            or (not self.plan and self.rng.random() < 0.1)
            or not meeting.heads
            or meeting.heads[-1].on != self.today
        ):
            due = meeting.roll[-1]
            here = self.rng.choice([due, due, due - 1])
            self._add(m.CountAttendance(sitting=PLENARY, due=due, present=here, on_leave=due - here, absent=0))
        for batch in (1, 2) if not self.plan and self.rng.random() < 0.2 else (1,):
            self._open(self._first(batch))

    def _first(self, batch: int) -> r.OpenRound:
        rules = self.session.rules
        number, seats = self.rng.choice([(4, 3), (5, 2), (3, 3) if rules["mode"] == "itemwise" else (6, 4)])
        named = rules.profile["candidate"]["final_list_by"]
        return r.OpenRound(
            meeting=self.session.meeting_name, project_year=2024, batch=batch, seats=seats,
            candidates=tuple(Candidate(id=str(n), title=f"示例项目{n}") for n in range(1, number + 1)),
            final_list=FinalList(fixed_by=named, fixed_on="2024-01-17"),
        )  # fmt: skip

    def _open(self, asked: r.OpenRound) -> None:
        step = Step(asked, self._on())
        (self.steps if self.session.may_open(asked, step.envelope) else self.early).append(step)

    def _round(self, key: Key, round_: RoundModel) -> None:
        match round_.stage:
            case "voting":
                self._vote(key, round_)
            case "counted":
                self._settle(key, round_)
            case "declared":
                self._publish(key, round_)
            case "void" if round_.call is None:
                self._add(r.CallReballot(kind="void_repeat"), key, body=self._leading())
        if round_.stage == "voting":
            return
        if round_.sheet is not None and not self.plan and self.rng.random() < 0.3:
            self._if_possible(key, correction(self.rng, round_), self._on(second=True))
        if not round_.papers.archived_on:
            archive = p.ArchivePapers(place="示例档案馆", packages=1, keep_until=date(2024, 2, 29))
            self._if_possible(key, archive, self._on())
        elif not round_.papers.destroyed:
            self._if_possible(key, p.DestroyPapers(witnesses=2), self._on(day=LATER))

    def _leading(self) -> str:
        return min(PRESIDING[self.session.rules.level])

    def _if_possible(self, key: Key, command: Any, given: Envelope) -> None:
        round_ = self.session.rounds[key]
        (self.steps if self.session.may(round_, command, given) else self.early).append(Step(command, given, key))

    def _vote(self, key: Key, round_: RoundModel) -> None:
        match round_.papers.stage if round_.rules.on_paper else "valid":
            case "none":
                self._add(p.InspectBoxes(boxes=1), key)
                self._add(p.IssueBallots(printed=round_.present + 1, issued=round_.present, surplus_voided=1), key)
            case "issued":
                back = 1 if self.plan == "void" else 0 if self.plan else self.rng.choice([0, 0, 0, -1, 1])
                self._add(p.CollectBallots(collected=round_.present + back), key)
            case "collected":
                self._add(p.DeclareValidity(valid=round_.papers.collected <= round_.papers.issued), key)
            case _:
                entered = self._papers(round_) if round_.rules["count_method"] == "papers" else self._totals(round_)
                self._add(entered, key, second=True)

    def _totals(self, round_: RoundModel) -> r.RecordTotals:
        first = round_.purpose == "first"
        typed = level_sheet(self.rng, round_, level=first) if self.plan in TROUBLES else sheet(self.rng, round_)
        return r.RecordTotals(first=typed, second=typed)

    def _papers(self, round_: RoundModel) -> r.SealPapers:
        papers = ("".join(self.rng.choices("fffa-", k=len(round_.candidates))) for _ in range(round_.handed_in))
        return r.SealPapers(patterns=tuple(Pattern(marks=marks, count=1) for marks in papers))

    def _settle(self, key: Key, round_: RoundModel) -> None:
        for kind in ("tie_break", "shortfall"):
            command: Any = r.CallReballot(kind=kind)
            self._if_possible(key, command, self._on(self._leading()))
        self._if_possible(key, r.DeclareResult(), self._on(second=True))
        self._resolve(key, round_)

    def _resolve(self, key: Key, round_: RoundModel) -> None:
        assert round_.result is not None
        tied = bool(round_.result.tied)
        among = sorted(round_.result.tied or set(round_.candidates) - round_.result.chosen)
        seats = round_.result.left or round_.result.short
        command: Any = r.ResolveTie if tied else r.ResolveShortfall
        for how in sorted(round_.ways(tied=tied) - {"next_round"}):
            names = tuple(self.rng.sample(among, seats)) if how in ("presidium", "lot") and round_.unresolved else ()
            body = min(round_.rules.shortfall_resolved_by()) if how == "defer_to_sc" else self._leading()
            self._if_possible(key, command(how=how, selected=names), self._on(body))
        for name in self.session.names:
            self._if_possible(key, command(how="next_round", round=name), self._on(second=True))

    def _publish(self, key: Key, round_: RoundModel) -> None:
        if not round_.papers.sheets:
            self._add(p.SignSheet(sha256=SHA), key)
        self._if_possible(key, r.AdoptResolution(title="决定"), self._on("standing_committee"))
        self._if_possible(key, r.ConfirmChoice(), self._on("street_party_committee"))
        announce = r.AnnounceResult(number="公告第4号", medium="示例网")
        self._if_possible(key, announce, self._on(min(ANNOUNCING[round_.rules.level])))

    def _reopen(self, round_: RoundModel) -> None:
        if round_.call is None:
            return
        (name,) = (name for name, key in self.session.names.items() if self.session.rounds[key] is round_)
        kind: Any = round_.call.kind
        self._open(
            r.OpenRound(
                meeting=self.session.meeting_name, project_year=round_.year, batch=round_.batch, number=round_.call.number,
                kind=kind, previous=name,
            )
        )  # fmt: skip
