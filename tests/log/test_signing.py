"""Is what was recorded signed as it stands, in time, and never in two ways?"""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest

from api.log.comparing import AcceptedAhead, SignerWaits
from api.log.memory import SignerRefused
from api.log.running import sign_once
from api.log.signing import SEALED, Signer
from domain.calendar import rfc3339
from domain.storage import Append, Ledger
from domain.transparency.checkpoints import open_checkpoint
from domain.transparency.keys import Kind, SignerKey
from tests.examples import EXAMPLES
from tests.log.notes import KEY, checkpoint
from tests.log.office import Office, at
from tests.storage.told import ENVELOPE, append, stream
from tests.strategies import EVENTS


def test_what_was_recorded_is_signed_with_the_root_of_its_rows(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 5)
    published = office.sign()
    assert published is not None
    signed = open_checkpoint(published.raw, [KEY.verifier]).checkpoint
    assert signed == checkpoint(5, root=office.root())
    remembered = office.memory.read()
    assert remembered is not None
    assert (remembered.note, remembered.tree().root()) == (published.note, office.root())


def test_an_empty_log_is_not_signed(office: Office) -> None:
    assert office.sign() is None
    assert office.memory.read() is None


def test_each_signature_goes_on_from_the_one_before(office: Office, ledger: Ledger) -> None:
    for number in range(1, 12):
        office.record(ledger, number)
        office.sign(number * 10)
    assert office.sizes() == [number * (number + 1) // 2 for number in range(1, 12)]
    assert [each.checkpoint.root for each in office.shelf.all()] == [office.root(size) for size in office.sizes()]


def test_a_few_seconds_are_waited_for_more_but_not_ten(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 1)
    with office.signer() as (signer, log):
        assert signer.turn(log, at(0)) is not None
        office.record(ledger, 1)
        assert signer.turn(log, at(1)) is None
        office.record(ledger, 1)
        assert signer.turn(log, at(7)) is None
        assert signer.turn(log, at(8)) is not None
        assert signer.turn(log, at(60)) is None
    assert office.sizes() == [1, 3]


@pytest.mark.parametrize("topic", sorted(SEALED))
def test_a_result_that_was_sealed_is_signed_at_once(office: Office, ledger: Ledger, topic: str) -> None:
    office.record(ledger, 1)
    with office.signer() as (signer, log):
        assert signer.turn(log, at(0)) is not None
        ledger.append(
            [Append(stream("结果"), 0, [EXAMPLES[topic][0][1]])],
            envelope=office.envelope,
            command=None,
        )
        published = signer.turn(log, at(0))
        assert published is not None
    assert office.sizes() == [1, 2]


def test_every_topic_of_a_result_is_one_that_is_recorded() -> None:
    assert set(SEALED) <= set(EVENTS)
    assert {topic.split(":")[1] for topic in SEALED} >= {
        "PapersSealed",
        "TotalsRecorded",
        "RoundCounted",
        "ResultDeclared",
        "ResultAnnounced",
        "EvaluationTotalsRecorded",
        "EvaluationGraded",
        "EvaluationDeclared",
        "EvaluationAnnounced",
    }


def test_an_event_that_is_dated_after_the_signers_clock_is_waited_for(office: Office, ledger: Ledger) -> None:
    dated = replace(ENVELOPE, at=rfc3339(at(200)))
    ledger.append([append("a", 0)], envelope=dated, command=None)
    with pytest.raises(SignerWaits, match="第1号写明的时刻比签名机的钟快100秒"):
        office.sign(100)
    assert office.sign(140) is not None


def test_an_event_that_is_dated_before_the_last_signature_waits_for_people(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 1)
    office.sign(1000)
    within = replace(ENVELOPE, at=rfc3339(at(940)))
    ledger.append([append("b", 0)], envelope=within, command=None)
    office.sign(1020)
    back_dated = replace(ENVELOPE, at=rfc3339(at(959)))
    ledger.append([append("c", 0), append("d", 0)], envelope=back_dated, command=None)
    with pytest.raises(SignerWaits, match=r"第3、4号共2件.*最早2024-01-25T08:15:59.*--accept 3 --accept 4照签"):
        office.sign(1100)
    with pytest.raises(SignerWaits, match=r"第4号共1件.*--accept 4照签"):
        office.sign(1100, accepted={3})
    assert office.sizes() == [1, 2]
    office.sign(1100, accepted={3, 4})
    assert office.sizes() == [1, 2, 4]
    # What was accepted once is signed: nobody has to say so again.
    office.record(ledger, 1)
    office.sign(1200)
    with office.signer() as (signer, log):
        assert signer.patrol(log, at(1300))
    assert office.sizes() == [1, 2, 4, 5]


def test_of_many_events_that_are_dated_before_the_last_signature_the_first_are_named(
    office: Office, ledger: Ledger
) -> None:
    office.record_back_dated(ledger, 30)
    with pytest.raises(SignerWaits, match="、20、21号等共30件") as caught:
        office.sign(1100)
    assert str(caught.value).count("--accept") == 20
    office.sign(1100, accepted=range(2, 32))
    assert office.sizes() == [1, 31]


def test_nobody_accepts_what_is_not_recorded_yet(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 2)
    with pytest.raises(AcceptedAhead, match="只登记到第2号，不能先照签第3号"):
        office.sign(accepted={2, 3})
    assert office.sizes() == []


def test_a_log_that_was_rewritten_is_refused_whoever_else_would_have_to_be_waited_for(
    office: Office, ledger: Ledger
) -> None:
    office.record_back_dated(ledger, 2)
    office.tamper("UPDATE ledger.event_headers SET topic = 'x' WHERE position = 3")
    with pytest.raises(SignerRefused, match="与树头不同"):
        office.sign(1100)


def test_an_event_that_is_dated_in_years_to_come_does_not_stop_the_log(office: Office, ledger: Ledger) -> None:
    dated = replace(ENVELOPE, at="2099-01-01T00:00:00.000000Z")
    ledger.append([append("a", 0)], envelope=dated, command=None)
    assert office.sign(100) is not None


def test_an_unchanged_tree_is_signed_again_once_a_day(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 3)
    with office.signer() as (signer, log):
        for hours in range(60):
            signer.turn(log, at(hours * 3600))
    assert [(each.size, each.time) for each in office.shelf.all()] == [(3, at(0)), (3, at(86400)), (3, at(2 * 86400))]


def test_a_new_key_signs_what_the_old_one_had_signed_last(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 3)
    office.sign(10)
    new = SignerKey(KEY.name, Kind.NOTE, bytes(32))
    signer = Signer(new, office.memory, office.shelf)
    for seconds in (20, 30):
        sign_once(signer, office.source, at(seconds))
    office.record(ledger, 1)
    sign_once(signer, office.source, at(40))
    assert [(each.size, each.time) for each in office.shelf.all()] == [(3, at(10)), (3, at(20)), (4, at(40))]
    for place in office.shelf.all()[1:]:
        open_checkpoint(place.raw, [new.verifier])


def test_what_is_not_flushed_yet_is_flushed_before_it_is_signed(office: Office, ledger: Ledger) -> None:
    with psycopg.connect(office.database.owner, autocommit=True) as connection, office.signer() as (signer, log):
        for number in range(20):
            office.record(ledger, 1)
            # WAL that no commit flushes, as vacuum writes it.
            connection.execute("SELECT pg_logical_emit_message(false, 'test', repeat('x', 100))")
            head = log.tree()
            assert signer.turn(log, at(100 * number)) is not None
            ((flushed,),) = office.database.ask(f"SELECT pg_current_wal_flush_lsn() >= '{head.written}'::pg_lsn")
            assert flushed


def test_a_clock_that_went_back_is_waited_for(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 3)
    office.sign(100)
    office.record(ledger, 1)
    with pytest.raises(SignerWaits, match="钟"):
        office.sign(99)
    assert office.sizes() == [3]
    office.sign(100)
    assert office.sizes() == [3, 4]
