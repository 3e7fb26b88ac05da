"""What may happen at a meeting before a ballot, and how far has it come?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.voting.model.rules import PRESIDING, VOTING, by, possible, says
from voting.commands import meetings as m

if TYPE_CHECKING:
    from domain.events import Envelope
    from tests.voting.model.rules import Rules
    from voting.events.meetings import Sitting

LAST_NUMBER = 999


@dataclass
class Heads:
    """Who was there, on which day."""

    due: int
    present: int
    on: str


@dataclass
class MeetingModel:
    """A meeting of `body` from one day to another; `roll` are those in office when it was convened and now."""

    rules: Rules
    body: str
    from_on: str
    to_on: str
    roll: list[int]
    delegations: list[str] = field(default_factory=list)
    sittings: dict[Sitting, str] = field(default_factory=dict)
    explained: set[tuple[int, int]] = field(default_factory=set)
    proposed_on: str = ""
    adopted_on: str = ""
    scrutineers_on: str = ""
    heads: list[Heads] = field(default_factory=list)

    def may(self, asked: Any, envelope: Envelope) -> bool:
        """Whether the command must be recorded."""
        on = envelope.effective_on
        too_early = on < self.from_on and not isinstance(asked, m.FormDelegations)
        return not too_early and on <= self.to_on and self._may(asked, envelope)

    def _may(self, asked: Any, envelope: Envelope) -> bool:
        level = self.rules.level
        match asked:
            case m.FormDelegations(delegations=parts):
                names = [part.name for part in parts]
                sizes = [part.deputies for part in parts]
                named = all(map(says, names)) and len(set(names)) == len(names)
                return named and possible(*sizes) and sum(sizes) == self.roll[0]
            case m.HoldSitting(sitting=sitting):
                return sitting not in self.sittings and 1 <= sitting.number <= LAST_NUMBER
            case m.ExplainCandidates(project_year=year, batch=batch):
                known = 1949 <= year <= 2199 and 1 <= batch <= LAST_NUMBER
                return known and (year, batch) not in self.explained and says(asked.explained_by)
            case m.RecordDelegationOpinion(delegation=name, opinion=opinion):
                return says(name) and says(opinion) and (not self.delegations or name in self.delegations)
            case m.ProposeMethod(profile_version=version):
                return version == 1 and not self.adopted_on and by(envelope, PRESIDING[level])
            case m.AdoptMethod(profile_version=version):
                fitting = version == 1 and by(envelope, VOTING[level]) and by(envelope, {self.body})
                in_order = not self.adopted_on and envelope.effective_on >= self.proposed_on
                return fitting and in_order and says(asked.title)
            case m.PassScrutineers():
                return by(envelope, {self.body}) and _different(asked.chief, asked.scrutineers)
            case m.NameTellers():
                return _different(asked.chief, asked.tellers)
            case m.CountAttendance():
                return self._may_count(asked, envelope)
            case _:
                raise AssertionError(f"no command of a meeting: {asked}")

    def _may_count(self, asked: m.CountAttendance, envelope: Envelope) -> bool:
        held_on = self.sittings.get(asked.sitting, "")
        parts = (asked.present, asked.on_leave, asked.absent)
        whole = self.body not in ("congress", "street_council") or asked.due in self.roll
        adds_up = possible(asked.due, *parts) and sum(parts) == asked.due and whole
        return bool(held_on) and envelope.effective_on >= held_on and adds_up

    def record(self, asked: Any, envelope: Envelope) -> None:
        """What stands after the command."""
        on = envelope.effective_on
        match asked:
            case m.FormDelegations():
                self.delegations = [part.name for part in asked.delegations]
            case m.HoldSitting(sitting=sitting):
                self.sittings[sitting] = on
            case m.ExplainCandidates():
                self.explained.add((asked.project_year, asked.batch))
            case m.ProposeMethod():
                self.proposed_on = on
            case m.AdoptMethod():
                self.adopted_on = on
            case m.PassScrutineers():
                self.scrutineers_on = on
            case m.CountAttendance():
                self.heads.append(Heads(asked.due, asked.present, on))


def _different(chief: Any, others: tuple[Any, ...]) -> bool:
    officers = [chief, *others]
    people = [officer.person for officer in officers]
    placed = all(not officer.delegation or says(officer.delegation) for officer in officers)
    return placed and all(map(_is_reference, people)) and len(set(people)) == len(people)


def _is_reference(text: str) -> bool:
    """Whether it is the number of somebody in the side table, and no name."""
    return [len(part) for part in text.split("-")] == [8, 4, 4, 4, 12] and set(text) <= set("0123456789abcdef-")
