"""Is a target measured without clamping, and is an unmet one named and not averaged away?"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from projects.measures import Aim, met, progress, target_percent, unmet

# Decimals as an office writes them.
QUANTITIES = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False)


def aim(planned: str, done: str | None, *, at_most: bool = False, id_: str = "1") -> Aim:
    return Aim(id=id_, planned=Fraction(planned), done=None if done is None else Fraction(done), at_most=at_most)


def test_a_target_that_must_not_rise_is_met_or_not_and_has_no_percentage() -> None:
    assert met(aim("4.3", "3.57", at_most=True)) is True
    assert met(aim("4.3", "4.3", at_most=True)) is True
    assert met(aim("4.3", "4.300001", at_most=True)) is False
    assert target_percent(aim("4.3", "3.57", at_most=True), 1) is None


def test_a_target_is_met_when_it_is_reached_and_not_when_it_is_printed_as_a_hundred() -> None:
    assert met(aim("100000", "99999")) is False
    assert target_percent(aim("100000", "99999"), 1) == "100.0"
    assert met(aim("4.3", "4.3")) is True


def test_nothing_reported_is_neither_met_nor_a_zero() -> None:
    assert met(aim("5", None)) is None
    assert target_percent(aim("5", None), 1) is None
    assert target_percent(aim("0", "3"), 1) is None
    assert met(aim("0", "0")) is True


def test_unmet_targets_are_named_in_their_order() -> None:
    aims = [
        aim("10", "30", id_="1"),
        aim("10", "9.9", id_="2"),
        aim("4.3", "4.4", at_most=True, id_="3"),
        aim("7", None, id_="4"),
    ]
    assert unmet(aims) == ("2", "3", "4")
    assert unmet([]) == ()


@given(QUANTITIES, QUANTITIES.filter(bool), st.integers(0, 4))
def test_the_percentage_is_that_of_another_arithmetic(done: Decimal, planned: Decimal, digits: int) -> None:
    with localcontext(prec=80):
        expected = str((done * 100 / planned).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    assert target_percent(Aim(id="1", planned=Fraction(planned), done=Fraction(done)), digits) == expected


@given(QUANTITIES, QUANTITIES)
def test_the_same_figures_are_met_in_one_sense_or_the_other(done: Decimal, planned: Decimal) -> None:
    least, most = (Aim(id="1", planned=Fraction(planned), done=Fraction(done), at_most=at) for at in (False, True))
    assert met(least) or met(most)
    assert (met(least) and met(most)) == (done == planned)


@given(st.lists(st.tuples(QUANTITIES, QUANTITIES, st.booleans()), max_size=8))
def test_no_target_makes_up_for_another(rows: list[tuple[Decimal, Decimal, bool]]) -> None:
    aims = [
        Aim(id=str(n), planned=Fraction(planned), done=Fraction(done), at_most=at)
        for n, (planned, done, at) in enumerate(rows)
    ]
    counting = [each for each in aims if not each.at_most and each.planned]
    found = progress(aims)
    assert (found is None) == (not counting)
    if found is not None:
        assert (found >= 1) == (unmet(counting) == ())
