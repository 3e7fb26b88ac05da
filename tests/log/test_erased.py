"""Is a lawful erasure no reason to refuse, and everything that only looks like one?"""

from __future__ import annotations

import pytest

from api.log.walking import BytesMissing
from domain.congress.events import ContentErased
from domain.storage import Append, Ledger
from tests.log.office import Office
from tests.storage.told import stream

DELETE = "DELETE FROM ledger.event_bytes WHERE position IN ({})"


def erased(office: Office, ledger: Ledger, *positions: int, name: str = "依法") -> None:
    """Record that the content of these positions was lawfully erased."""
    version = office.recorded.get(name, 0)
    event = ContentErased(positions=positions, reason="本人申请")
    ledger.append([Append(stream(name), version, [event])], envelope=office.envelope, command=None)
    office.recorded[name] = version + 1


@pytest.mark.parametrize("signed_before", [False, True])
def test_a_log_with_erased_content_is_signed_on(office: Office, ledger: Ledger, *, signed_before: bool) -> None:
    office.record(ledger, 5)
    if signed_before:
        office.sign(0)
    erased(office, ledger, 2, 4)
    office.tamper(DELETE.format("2, 4"))
    office.sign(100)
    office.record(ledger, 3)
    office.sign(200)
    assert office.sizes()[-2:] == [6, 9]
    assert office.shelf.all()[-1].checkpoint.root == office.root()


def test_an_erasure_that_was_not_signed_yet_counts_for_what_was(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 5)
    office.sign(0)
    erased(office, ledger, 2)
    office.tamper(DELETE.format("2"))
    with office.signer() as (signer, log):  # its first patrol ends before the event that says so
        assert signer.patrol(log, office.shelf.all()[0].time)


def test_an_erasure_that_nobody_signed_yet_counts_only_if_it_is_what_was_recorded(
    office: Office, ledger: Ledger
) -> None:
    office.record(ledger, 5)
    office.sign(0)
    erased(office, ledger, 2)
    changed = """convert_to(replace(convert_from(state, 'UTF8'), '[2]', '[2,3]'), 'UTF8')"""
    office.tamper(f"UPDATE ledger.event_bytes SET state = {changed} WHERE position = 6")
    office.tamper(DELETE.format("2, 3"))
    with pytest.raises(BytesMissing, match="第2号"), office.signer():
        pass


def test_what_nobody_erased_is_missing(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 5)
    erased(office, ledger, 2)
    office.tamper(DELETE.format("2, 3"))
    with pytest.raises(BytesMissing, match="第3号"):
        office.sign()


def test_an_erasure_covers_nothing_that_was_recorded_after_it(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 2)
    erased(office, ledger, 4)
    office.record(ledger, 2)
    office.tamper(DELETE.format("4"))
    with pytest.raises(BytesMissing, match="第4号"):
        office.sign()


def test_an_erasure_whose_own_content_is_gone_covers_nothing(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 2)
    erased(office, ledger, 2)
    erased(office, ledger, 2, 3)
    assert office.sizes() == []
    office.tamper(DELETE.format("2, 3"))
    assert office.sign() is not None  # the second says so of the first
    office.tamper(DELETE.format("4"))
    with pytest.raises(BytesMissing, match=r"第2号.*共3件"):
        office.sign(100)


@pytest.mark.parametrize(
    "state", ['{"event":{}}', '{"event":{"positions":7}}', "[]", "x", '{"event":{"positions":["2"]}}']
)
def test_an_erasure_that_cannot_be_read_covers_nothing(office: Office, ledger: Ledger, state: str) -> None:
    office.record(ledger, 2)
    erased(office, ledger, 1)
    office.tamper(f"UPDATE ledger.event_bytes SET state = '{state}' WHERE position = 3".replace("'x'", "'x'::bytea"))
    office.tamper(
        "UPDATE ledger.event_headers SET commitment = (SELECT sha256(convert_to('minsheng ledger event bytes v1' || chr(10),"
        " 'UTF8') || blind || state) FROM ledger.event_bytes WHERE position = 3) WHERE position = 3"
    )
    office.tamper(DELETE.format("1"))
    with pytest.raises(BytesMissing, match="第1号"):
        office.sign()
