"""Is a rewritten log refused, with the evidence, whatever else could have been said of memory or shelf first?"""

from __future__ import annotations

import pytest

from api.log.memory import SignerRefused
from domain.storage import Ledger
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import SignerKey
from domain.transparency.notes import sign_note
from tests.log.notes import KEY, note
from tests.log.office import Office, at
from tests.log.refused import HEAD, evidence, head_of_rows, refused


@pytest.mark.parametrize("position", [2, 12, 13, 15])
@pytest.mark.parametrize("lost", [False, True])
def test_a_rewritten_log_is_refused_however_old_the_memory_is(
    signed: Office, ledger: Ledger, position: int, *, lost: bool
) -> None:
    saved = (signed.memory_folder / "last.json").read_bytes()
    signed.record(ledger, 3)
    signed.sign(130)
    if lost:
        (signed.memory_folder / "last.json").unlink()
    else:
        (signed.memory_folder / "last.json").write_bytes(saved)
    signed.tamper(f"UPDATE ledger.event_headers SET topic = 'x' WHERE position = {position}")
    signed.tamper(HEAD.format(head_of_rows(signed)))
    for _ in range(2):
        with pytest.raises(SignerRefused, match="树根"):
            signed.sign(200)
    kept = {path.name for path in (signed.memory_folder / "refused").iterdir()}
    assert kept >= {"why.txt", "offered.note"}
    assert ("remembered.note" in kept) is not lost
    with pytest.raises(SignerRefused), signed.recovering():
        pass


def test_a_thief_of_the_key_who_signs_a_rewritten_log_does_not_hide_it_by_signing_more(
    signed: Office, ledger: Ledger
) -> None:
    signed.record(ledger, 3)
    signed.tamper("UPDATE ledger.event_headers SET topic = 'x' WHERE position = 6")
    signed.tamper(HEAD.format(head_of_rows(signed)))
    for place in signed.shelf.all():
        place.path.unlink()
    signed.shelf.keep(note(15, 150, signed.root()))
    refused(signed, "已经签过的12件，现在的树根不同了")
    remembered, offered = evidence(signed)
    assert isinstance(offered, Checkpoint)
    assert (remembered.size, offered.size, offered.root) == (12, 12, signed.root(12))


def test_a_signer_that_goes_on_is_not_sent_away_to_recover_from_what_a_thief_signed(
    signed: Office, ledger: Ledger
) -> None:
    with signed.signer() as (signer, log):
        signed.tamper("UPDATE ledger.event_headers SET topic = 'x' WHERE position = 6")
        signed.record(ledger, 1)
        signed.shelf.keep(note(13, 150, signed.root()))
        with pytest.raises(SignerRefused, match="公布的000000000007"):
            signer.turn(log, at(200))


def test_what_somebody_put_in_the_place_of_the_last_root_does_not_hide_a_rewritten_log(signed: Office) -> None:
    (place,) = [place for place in signed.shelf.all() if place.size == 12]
    place.path.write_bytes(sign_note(note(12, 120).text, SignerKey.draw(KEY.name)).encoded)
    signed.tamper("UPDATE ledger.event_headers SET topic = 'x' WHERE position = 6")
    signed.tamper(HEAD.format(head_of_rows(signed)))
    refused(signed, "已经签过的12件，现在的树根不同了")
