"""What must hold of every stream of a session, whatever happened?"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.voting.model.rules import needed
from voting.events import papers as paper
from voting.events import rounds as e

if TYPE_CHECKING:
    from tests.stateful import Played
    from tests.voting.model.rules import Rules


def holds(rules: Rules, played: Played[Any]) -> None:
    """Look at what was recorded in one stream, from its beginning."""
    events = [recorded.event for recorded in played.history]
    if not isinstance(events[0], e.RoundOpened):
        return
    history = _History(rules, events[0])
    for event in events[1:]:
        history.next(event)
    if history.reading is not None and not history.correcting:
        _adds_up(history)


class _History:
    """What the events of one round said so far."""

    def __init__(self, rules: Rules, opened: e.RoundOpened) -> None:
        self.rules = rules
        self.opened = opened
        self.collected = opened.attendance.present
        self.reading: e.TotalsRecorded | None = None
        self.correcting: dict[str, int] = {}
        self.count: e.RoundCounted | None = None
        self.settled = False
        self.declared: e.ResultDeclared | None = None
        self.signed = self.confirmed = self.resolved = self.void = False

    def next(self, event: Any) -> None:
        """Check the event against those before it."""
        match event:
            case paper.BallotsCollected(collected=collected):
                self.collected = collected
            case paper.SheetSigned():
                self.signed = True
            case e.TotalsRecorded():
                self.reading = event
            case e.RoundCorrected():
                self.correcting[event.field] = event.after
            case e.RoundCounted():
                self._counted(event)
            case e.TieResolved() | e.ShortfallResolved():
                self.settled, self.declared = True, None
                self.confirmed = self.resolved = False
            case e.ResultDeclared():
                self._declared(event)
            case e.ChoiceConfirmed():
                self.confirmed = True
            case e.ResolutionAdopted():
                self.resolved = True
            case e.ResultAnnounced():
                self._announced(event)
            case e.RoundVoided():
                self.void = True

    def _counted(self, count: e.RoundCounted) -> None:
        assert not self.void, "counted although it was void"
        before = self.count
        if before and (before.outcome, before.selected, before.tied) != (count.outcome, count.selected, count.tied):
            self.settled, self.declared = False, None
            self.confirmed = self.resolved = False
        self.count = count
        expanding = self.rules["tie_break"] == "expand" or self.rules["mode"] == "itemwise"
        assert expanding or len(count.selected) + count.tied_seats <= self.opened.seats
        if self.reading is not None:
            self.reading = _with(self.reading, self.correcting)
            self.correcting = {}
            self._chosen_by_the_threshold(count)

    def _chosen_by_the_threshold(self, count: e.RoundCounted) -> None:
        """Whoever is in passed, and whoever is out and passed has no more votes than one who is in."""
        rule, kind = self.rules["threshold"], self.opened.kind
        assert self.reading is not None
        votes = {row.candidate: row.votes_for for row in self.reading.items}
        if rule is not None and kind == "first":
            heads = self.opened.attendance
            base = {
                "all_deputies": heads.due, "attending": heads.present, "collected": self.collected, "valid": self.reading.valid
            }[rule["base"]]  # fmt: skip
            least = needed(base, rule["op"], Fraction(rule["num"], rule["den"]))
            assert all(votes[name] >= least for name in count.selected + count.tied)
        out = [votes[name] for name in votes if name not in count.selected]
        if self.rules["mode"] != "itemwise" and count.outcome in ("decided", "tied") and out and count.selected:
            assert min(votes[name] for name in count.selected) >= max(out) or count.open_seats

    def _declared(self, event: e.ResultDeclared) -> None:
        assert self.count is not None
        assert not self.void
        assert self.settled or self.count.outcome == "decided", "declared while a tie or a shortfall stands"
        assert set(self.count.selected) <= set(event.selected)
        self.declared = event

    def _announced(self, event: e.ResultAnnounced) -> None:
        assert self.declared is not None, "announced before it was declared"
        assert sorted(event.selected) == sorted(self.declared.selected)
        assert self.signed or not self.rules.blocks, "announced without the signed sheet"
        assert self.confirmed or self.rules.level != "street", "announced before it was confirmed"
        assert self.resolved or self.rules.level != "city", "announced before the resolution"
        assert self.opened.kind not in ("tie_break", "shortfall"), "announced by a re-ballot"


def _adds_up(history: _History) -> None:
    """V-07, of the reading as corrected."""
    reading = history.reading
    assert reading is not None
    assert reading.valid + reading.invalid == history.collected
    for row in reading.items:
        assert row.votes_for + row.votes_against + row.votes_abstain + row.not_pressed == reading.valid


def _with(reading: e.TotalsRecorded, changes: dict[str, int]) -> e.TotalsRecorded:
    rows = tuple(
        e.ItemTotals(
            candidate=row.candidate,
            **{
                column: changes.get(f"/items/{row.candidate}/{column}", getattr(row, column))
                for column in ("votes_for", "votes_against", "votes_abstain", "not_pressed")
            },
        )
        for row in reading.items
    )
    return e.TotalsRecorded(
        method=reading.method, valid=changes.get("/valid", reading.valid), invalid=changes.get("/invalid", reading.invalid),
        items=rows,
    )  # fmt: skip
