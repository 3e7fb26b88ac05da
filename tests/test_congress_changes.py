"""What becomes of a congress and its units when they are renamed or merged, and what do the use cases read?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.congress import commands
from domain.congress.commands import (
    AdoptProfile,
    BeginTerm,
    ChangeRoll,
    EraseContentAt,
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
from domain.congress.events import (
    CongressMerged,
    CongressRegistered,
    CongressRenamed,
    TermBegun,
    UnitMerged,
    UnitRegistered,
    UnitRenamed,
)
from domain.congress.refusals import (
    CodeTaken,
    CongressMergedAway,
    MergedIntoItself,
    NothingDiffers,
    UnitMergedAway,
    UnitTaken,
    UnknownUnit,
)
from domain.congress.state import Congress, Unit
from domain.congress.usecases import USE_CASES
from domain.deciders import Command
from domain.divisions import DivisionLevel
from domain.refusals import NotFound, Refusal
from domain.streams import congress_id
from domain.texts import UnfitText
from tests.given import given
from tests.reading import Known

REGISTERED = CongressRegistered(code="990101", level="county", name="示例县人民代表大会")
TERM = TermBegun(term=17, began_on="2022-01-10", deputies=327)
BEGUN = (REGISTERED, TERM)
ROADS = UnitRegistered(unit="01", name="示例县交通运输局")
SCHOOLS = UnitRegistered(unit="02", name="示例县教育局")
UNITS = (REGISTERED, ROADS, SCHOOLS)
MERGED = (*UNITS, CongressMerged(into=str(congress_id("990102"))))


def congress(**fields: Any) -> Congress:
    return Congress(**{"code": "990102", "level": "county", "name": "示例区人民代表大会", **fields})


# Renaming and merging


def test_a_congress_gets_a_new_name_and_code_and_the_old_ones_stay_readable() -> None:
    asked = RenameCongress(name="示例市人民代表大会", code="990181")
    renamed = CongressRenamed(
        name="示例市人民代表大会", code="990181", before_name="示例县人民代表大会", before_code="990101"
    )
    after = given(CONGRESS, *BEGUN).when(RenameCongressTo(asked=asked, holder=None)).then(renamed).state
    assert (after.name, after.code, after.deputies) == ("示例市人民代表大会", "990181", 327)


def test_a_code_that_another_congress_holds_is_refused() -> None:
    asked = RenameCongress(name="示例县人民代表大会", code="990102")
    outcome = given(CONGRESS, *BEGUN).when(RenameCongressTo(asked=asked, holder=congress()))
    outcome.refused(CodeTaken, "990102已经登记为示例区人民代表大会", pointer="/code")


def test_a_new_code_has_the_form_of_the_level() -> None:
    asked = RenameCongress(name="示例县人民代表大会", code="990101101")
    given(CONGRESS, *BEGUN).when(RenameCongressTo(asked=asked, holder=None)).refused(DivisionLevel, pointer="/code")


def test_the_same_name_and_code_are_no_change() -> None:
    asked = RenameCongress(name=REGISTERED.name, code=REGISTERED.code)
    given(CONGRESS, *BEGUN).when(RenameCongressTo(asked=asked, holder=None)).refused(NothingDiffers, "990101")


def test_a_congress_needs_a_name() -> None:
    asked = RenameCongress(name="", code="990181")
    given(CONGRESS, *BEGUN).when(RenameCongressTo(asked=asked, holder=None)).refused(UnfitText, pointer="/name")


def test_a_congress_is_merged_into_another() -> None:
    into = str(congress_id("990102"))
    command = MergeCongressInto(asked=MergeCongress(into=into), target=congress())
    assert given(CONGRESS, *BEGUN).when(command).then(CongressMerged(into=into)).state.merged_into == into


def test_a_congress_is_not_merged_into_itself() -> None:
    command = MergeCongressInto(asked=MergeCongress(into=str(congress_id("990101"))), target=None)
    given(CONGRESS, *BEGUN).when(command).refused(MergedIntoItself, "不能并入自身", pointer="/into")


def test_a_congress_is_not_merged_into_one_that_is_gone() -> None:
    gone = congress(merged_into=str(congress_id("990103")))
    command = MergeCongressInto(asked=MergeCongress(into=str(congress_id("990102"))), target=gone)
    given(CONGRESS, *BEGUN).when(command).refused(CongressMergedAway, "示例区人民代表大会已经撤并", pointer="/into")


@pytest.mark.parametrize(
    "command",
    [
        BeginTerm(term=18, began_on=date(2024, 1, 1), deputies=330),
        ChangeRoll(before=327, after=326, reason="died"),
        AdoptProfile(profile={}),
        RenameCongressTo(asked=RenameCongress(name="示例市人民代表大会", code="990181"), holder=None),
        MergeCongressInto(asked=MergeCongress(into=str(congress_id("990103"))), target=congress()),
        RegisterUnit(unit="03", name="示例县水利局"),
        RenameUnit(unit="01", name="示例县水利局"),
        MergeUnit(unit="01", into="02"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_nothing_more_happens_to_a_merged_congress(command: Command) -> None:
    given(CONGRESS, *MERGED).when(command).refused(CongressMergedAway, "不能再登记新的内容")


# Units


def test_a_unit_is_registered_under_its_number() -> None:
    after = given(CONGRESS, REGISTERED).when(RegisterUnit(unit="01", name="示例县交通运输局")).then(ROADS).state
    assert after.units == {"01": Unit("示例县交通运输局")}


@pytest.mark.parametrize(
    ("unit", "name", "pointer"), [("01", "示例县水利局", "/unit"), ("03", "示例县教育局", "/name")]
)
def test_a_unit_number_and_a_unit_name_stand_once(unit: str, name: str, pointer: str) -> None:
    given(CONGRESS, *UNITS).when(RegisterUnit(unit=unit, name=name)).refused(UnitTaken, pointer=pointer)


@pytest.mark.parametrize(("unit", "name", "pointer"), [("", "示例县水利局", "/unit"), ("03", "\t", "/name")])
def test_a_unit_needs_a_number_and_a_name(unit: str, name: str, pointer: str) -> None:
    given(CONGRESS, *UNITS).when(RegisterUnit(unit=unit, name=name)).refused(UnfitText, pointer=pointer)


def test_a_unit_is_renamed() -> None:
    renamed = UnitRenamed(unit="01", name="示例县公路局", before="示例县交通运输局")
    after = given(CONGRESS, *UNITS).when(RenameUnit(unit="01", name="示例县公路局")).then(renamed).state
    assert after.units["01"] == Unit("示例县公路局")


@pytest.mark.parametrize(
    ("command", "reason", "pointer"),
    [
        (RenameUnit(unit="01", name="示例县交通运输局"), NothingDiffers, "/name"),
        (RenameUnit(unit="01", name="示例县教育局"), UnitTaken, "/name"),
        (RenameUnit(unit="01", name=""), UnfitText, "/name"),
        (RenameUnit(unit="09", name="示例县公路局"), UnknownUnit, "/unit"),
        (MergeUnit(unit="01", into="01"), MergedIntoItself, "/into"),
        (MergeUnit(unit="01", into="09"), UnknownUnit, "/into"),
        (MergeUnit(unit="09", into="01"), UnknownUnit, "/unit"),
    ],
    ids=str,
)
def test_what_cannot_be_done_with_a_unit(command: Command, reason: type[Refusal], pointer: str) -> None:
    given(CONGRESS, *UNITS).when(command).refused(reason, pointer=pointer)


def test_a_unit_is_merged_and_keeps_its_name() -> None:
    after = given(CONGRESS, *UNITS).when(MergeUnit(unit="01", into="02")).then(UnitMerged(unit="01", into="02")).state
    assert after.units["01"] == Unit("示例县交通运输局", merged_into="02")


@pytest.mark.parametrize(
    ("command", "reason", "pointer"),
    [
        (RenameUnit(unit="01", name="示例县公路局"), UnitMergedAway, "/unit"),
        (MergeUnit(unit="01", into="02"), UnitMergedAway, "/unit"),
        (MergeUnit(unit="02", into="01"), UnitMergedAway, "/into"),
        (RegisterUnit(unit="01", name="示例县公路局"), UnitTaken, "/unit"),
    ],
    ids=str,
)
def test_a_merged_unit_cannot_be_used(command: Command, reason: type[Refusal], pointer: str) -> None:
    given(CONGRESS, *UNITS, UnitMerged(unit="01", into="02")).when(command).refused(reason, pointer=pointer)


def test_the_name_of_a_merged_unit_is_free_again() -> None:
    history = (*UNITS, UnitMerged(unit="01", into="02"))
    command = RegisterUnit(unit="03", name="示例县交通运输局")
    given(CONGRESS, *history).when(command).then(UnitRegistered(unit="03", name="示例县交通运输局"))


# Use cases


INFORM = {use_case.command: use_case for use_case in USE_CASES}


def knowing(**states: Congress) -> Known:
    """Knows congresses by division code (`_990101=…`)."""
    return Known({congress_id(code[1:]): state for code, state in states.items()})


def test_a_congress_begins_the_stream_of_its_code_and_nothing_else_begins_one() -> None:
    begins = [use_case.command for use_case in USE_CASES if use_case.begins]
    assert begins == [RegisterCongress]
    begin = INFORM[RegisterCongress].begins
    assert begin is not None
    assert begin(RegisterCongress(code="990101", level="county", name="示例县")) == congress_id("990101")


def test_a_renaming_is_told_who_holds_the_new_code() -> None:
    inform, own = INFORM[RenameCongress].inform, congress_id("990101")
    taken, free = (RenameCongress(name="示例市", code=code) for code in ("990102", "990181"))
    read = knowing(_990101=congress(code="990101"), _990102=congress())
    assert inform(read, own, taken) == RenameCongressTo(asked=taken, holder=congress())
    assert inform(read, own, free) == RenameCongressTo(asked=free, holder=None)


def test_a_renaming_that_keeps_the_code_finds_nobody_else() -> None:
    asked, own = RenameCongress(name="示例市", code="990101"), congress_id("990101")
    read = knowing(_990101=congress(code="990101"))
    informed = INFORM[RenameCongress].inform(read, own, asked)
    assert informed == RenameCongressTo(asked=asked, holder=None)
    assert read.read == [], "a stream that is written needs no guard"


def test_a_merger_is_told_what_goes_on() -> None:
    inform, own, into = INFORM[MergeCongress].inform, congress_id("990101"), congress_id("990102")
    asked = MergeCongress(into=str(into).upper())
    informed = inform(knowing(_990102=congress()), own, asked)
    assert informed == MergeCongressInto(asked=MergeCongress(into=str(into)), target=congress())
    itself = inform(knowing(_990101=congress()), own, MergeCongress(into=str(own)))
    assert itself == MergeCongressInto(asked=MergeCongress(into=str(own)), target=None)


@pytest.mark.parametrize("into", ["990102", "示例区", "", str(congress_id("990102"))])
def test_a_merger_into_nothing_known_is_refused(into: str) -> None:
    with pytest.raises(NotFound) as refused:
        INFORM[MergeCongress].inform(knowing(), congress_id("990101"), MergeCongress(into=into))
    assert refused.value.pointer == "/into"


def test_every_command_that_people_give_has_a_use_case_and_one_only() -> None:
    asked = {cls for cls in vars(commands).values() if isinstance(cls, type) and issubclass(cls, Command)}
    told = {RenameCongressTo, MergeCongressInto, EraseContentAt, Command}
    assert set(INFORM) == asked - told
    assert len(INFORM) == len(USE_CASES)
