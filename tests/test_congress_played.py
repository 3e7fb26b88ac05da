"""Does a congress stay whole under any commands in any order, and does it agree with a far simpler account of itself?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.congress.commands import (
    AdoptProfile,
    BeginTerm,
    ChangeRoll,
    MergeCongress,
    MergeCongressInto,
    MergeUnit,
    RegisterCongress,
    RegisterUnit,
    RenameCongress,
    RenameCongressTo,
    RenameUnit,
)
from domain.congress.decider import CONGRESS
from domain.congress.events import RollReason
from domain.congress.state import Congress
from domain.profile import compose
from domain.streams import congress_id
from tests.given import envelope as envelope_on
from tests.stateful import Played, envelopes, recorded
from tests.strategies import instances_of

if TYPE_CHECKING:
    from domain.deciders import Command
    from domain.events import Envelope

FIRST_DAY = date(2022, 1, 10)
DAYS = st.integers(0, 9).map(lambda day: FIRST_DAY + timedelta(days=day))
NUMBERS = st.sampled_from(["01", "02", "03"])
NAMES = st.sampled_from(["示例县水利局", "示例县教育局", "示例县民政局", "示例县农业农村局"])
OTHER = Congress(code="990102", level="county", name="示例区人民代表大会")
PROFILES = [compose("county", differences={"rounding": {"percent_digits": digits}}) for digits in (0, 1, 2)]
WILD = st.one_of(
    *(
        instances_of(command)
        for command in (
            RegisterCongress,
            BeginTerm,
            ChangeRoll,
            AdoptProfile,
            RegisterUnit,
            RenameUnit,
            MergeUnit,
        )
    ),
    st.builds(RenameCongressTo, asked=instances_of(RenameCongress), holder=st.sampled_from([None, OTHER])),
    st.builds(MergeCongressInto, asked=instances_of(MergeCongress), target=st.sampled_from([None, OTHER])),
)
HISTORY = (
    RegisterCongress(code="990101", level="county", name="示例县人民代表大会"),
    BeginTerm(term=17, began_on=FIRST_DAY, deputies=327),
    RegisterUnit(unit="01", name="示例县水利局"),
    AdoptProfile(profile=PROFILES[0]),
)


class PlayedCongress(RuleBasedStateMachine):
    """Beside the decider stands a model of dictionaries and numbers, which says what must be possible."""

    def __init__(self) -> None:
        super().__init__()
        self.played = Played(CONGRESS)
        self.term, self.deputies, self.since = 0, 0, ""
        self.began = ""
        self.versions: list[int] = []
        self.names: dict[str, str] = {}
        self.gone: set[str] = set()

    def tell(self, command: Command, envelope: Envelope, *, possible: bool) -> None:
        told = self.played.tell(command, envelope)
        assert recorded(told) is possible, f"{command} {told}"

    @initialize(envelope=envelopes(DAYS))
    def register(self, envelope: Envelope) -> None:
        command = RegisterCongress(code="990101", level="county", name="示例县人民代表大会")
        self.tell(command, envelope, possible=True)
        self.tell(command, envelope, possible=False)

    @rule(term=st.integers(0, 4), day=DAYS, deputies=st.integers(-1, 3), envelope=envelopes(DAYS))
    def begin_term(self, term: int, day: date, deputies: int, envelope: Envelope) -> None:
        began = day.isoformat()
        follows = term == self.term + 1 and began > self.began if self.term else term >= 1
        possible = follows and deputies >= 1 and envelope.effective_on >= began
        self.tell(BeginTerm(term=term, began_on=day, deputies=deputies), envelope, possible=possible)
        if possible:
            self.term, self.deputies, self.began, self.since = term, deputies, began, began

    @rule(
        off=st.integers(-1, 1),
        change=st.integers(-2, 2),
        reason=st.sampled_from(get_args(RollReason)),
        envelope=envelopes(DAYS),
    )
    def change_roll(self, off: int, change: int, reason: RollReason, envelope: Envelope) -> None:
        before = self.deputies + off
        after = before + change
        agrees = change > 0 if reason == "by_election" else change < 0
        known = self.term > 0 and off == 0 and after >= 1
        possible = known and agrees and envelope.effective_on >= self.since
        self.tell(ChangeRoll(before=before, after=after, reason=reason), envelope, possible=possible)
        if possible:
            self.deputies, self.since = after, envelope.effective_on

    @rule(version=st.integers(0, 2), envelope=envelopes(DAYS))
    def adopt(self, version: int, envelope: Envelope) -> None:
        possible = self.versions[-1:] != [version]
        self.tell(AdoptProfile(profile=PROFILES[version]), envelope, possible=possible)
        if possible:
            self.versions.append(version)

    @rule(unit=NUMBERS, name=NAMES, envelope=envelopes(DAYS))
    def register_unit(self, unit: str, name: str, envelope: Envelope) -> None:
        possible = unit not in self.names and name not in self.used()
        self.tell(RegisterUnit(unit=unit, name=name), envelope, possible=possible)
        if possible:
            self.names[unit] = name

    @rule(unit=NUMBERS, name=NAMES, envelope=envelopes(DAYS))
    def rename_unit(self, unit: str, name: str, envelope: Envelope) -> None:
        possible = unit in self.names.keys() - self.gone and name not in self.used()
        self.tell(RenameUnit(unit=unit, name=name), envelope, possible=possible)
        if possible:
            self.names[unit] = name

    @rule(unit=NUMBERS, into=NUMBERS, envelope=envelopes(DAYS))
    def merge_unit(self, unit: str, into: str, envelope: Envelope) -> None:
        possible = unit != into and {unit, into} <= self.names.keys() - self.gone
        self.tell(MergeUnit(unit=unit, into=into), envelope, possible=possible)
        if possible:
            self.gone.add(unit)

    @rule(envelope=envelopes(DAYS))
    def merge_aside(self, envelope: Envelope) -> None:
        """A merged congress takes nothing more; played aside, because it would be the end of the game."""
        aside = Played(CONGRESS)
        aside.state, aside.history = self.played.state, list(self.played.history)
        merge = MergeCongressInto(asked=MergeCongress(into=str(congress_id("990102"))), target=OTHER)
        assert recorded(aside.tell(merge, envelope))
        assert not recorded(aside.tell(merge, envelope))
        assert not recorded(aside.tell(RegisterUnit(unit="99", name="示例县林业局"), envelope))

    def used(self) -> set[str]:
        return {name for unit, name in self.names.items() if unit not in self.gone}

    @invariant()
    def the_state_is_what_the_model_says(self) -> None:
        state = self.played.state
        if state is None:
            return
        assert (state.term, state.deputies, state.deputies_since) == (self.term, self.deputies, self.since)
        assert {number: unit.name for number, unit in state.units.items()} == self.names
        assert {number for number, unit in state.units.items() if unit.merged_into} == self.gone
        digits = [profile["rounding"]["percent_digits"] for profile in state.profiles.values()]
        assert digits == self.versions
        assert list(state.profiles) == list(range(1, len(self.versions) + 1))


TestPlayedCongress = PlayedCongress.TestCase
TestPlayedCongress.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


@given(WILD, envelopes(DAYS))
def test_whatever_is_asked_is_recorded_or_refused_and_never_breaks(command: Command, envelope: Envelope) -> None:
    Played(CONGRESS).tell(command, envelope)
    going_on = Played(CONGRESS)
    for happened in HISTORY:
        assert recorded(going_on.tell(happened, envelope_on(on=FIRST_DAY.isoformat())))
    going_on.tell(command, envelope)
