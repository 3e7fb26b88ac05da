"""Do the witnesses' cosignatures come to the checkpoints, and does nobody wait for a witness that is silent?"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from api.http.witness import build_witness
from api.log import cosigning, running
from api.log.asking import Gathered
from api.log.cosigning import Cosigning
from api.log.proving import LeavesMissing, Prover
from api.log.witness_memory import WitnessMemory
from api.log.witnessing import Witness
from domain.merkle import prove_consistency, sha256
from domain.storage import Ledger
from domain.storage.following import follow
from domain.transparency.keys import Kind, SignerKey
from domain.transparency.notes import check_note
from domain.transparency.policies import Policy
from tests.log.notes import KEY
from tests.log.office import Office, at
from tests.log.test_running import running_signer, seal

WITNESSES = [SignerKey(f"示例见证{number}", Kind.COSIGNATURE, bytes([number]) * 32) for number in (1, 2, 3)]


def test_a_proof_is_the_same_whatever_is_known_already(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 40)
    with follow(office.database.signer) as log:
        leaves = [row.leaf(sha256) for row in log.rows(0)]
        used = Prover(sha256)
        for old_size, size in ((7, 12), (12, 40), (0, 9), (9, 40), (8, 33), (40, 40), (1, 2), (39, 40)):
            expected = prove_consistency(old_size, leaves[:size])
            assert used.prove(log, old_size, size) == Prover(sha256).prove(log, old_size, size) == expected
        with pytest.raises(LeavesMissing):
            used.prove(log, 12, 41)


@contextmanager
def serving(folder: Path, number: int) -> Iterator[str]:
    """A witness that answers over HTTP; its url."""
    witness = Witness(
        WITNESSES[number], (KEY.verifier,), WitnessMemory.begin(folder / f"见证{number}"), lambda: at(500)
    )
    config = uvicorn.Config(build_witness(witness, lambda _refused: None), log_level="critical", lifespan="off")
    service = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=service.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            service.should_exit = True
            thread.join()


def policy(*urls: str) -> Policy:
    """Two of three witnesses; those after the last url have none."""
    found = [*urls, *[""] * (3 - len(urls))]
    lines = [f"log {KEY.verifier}"]
    lines += [f"witness w{number} {WITNESSES[number].verifier} {url}" for number, url in enumerate(found)]
    lines += ["group two 2 w0 w1 w2", "quorum two"]
    return Policy.parse("".join(f"{line}\n" for line in lines).encode())


def asking(office: Office, rules: Policy, said: list[str] | None = None) -> Cosigning:
    return Cosigning(
        rules,
        office.memory,
        office.shelf,
        office.database.signer,
        said=(said if said is not None else []).append,
    )


def cosigners(office: Office, size: int) -> set[str]:
    (place,) = [each for each in office.shelf.all() if each.size == size]
    return {key.name for key in check_note(place.note, [each.verifier for each in WITNESSES]).by}


def test_witnesses_cosign_one_tree_after_another(office: Office, ledger: Ledger, tmp_path: Path) -> None:
    with serving(tmp_path, 0) as one, serving(tmp_path, 1) as two:
        for seconds, events in ((0, 5), (20, 1), (40, 9)):
            office.record(ledger, events)
            published = office.sign(seconds)
            assert published is not None
            # A new one each time, which knows nothing of what was proven before.
            assert asking(office, policy(one, two)).ask(published).enough
    for size in office.sizes():
        assert cosigners(office, size) == {"示例见证1", "示例见证2"}


def test_a_witness_that_was_away_for_long_is_led_on_from_where_it_stopped(
    office: Office, ledger: Ledger, tmp_path: Path
) -> None:
    with serving(tmp_path, 0) as one, serving(tmp_path, 1) as two:
        for seconds, events, here in ((0, 5, [one, two]), (20, 3, [one]), (40, 9, [one]), (60, 2, [one, two])):
            office.record(ledger, events)
            published = office.sign(seconds)
            assert published is not None
            assert asking(office, policy(*here)).ask(published).enough == (len(here) == 2)
    assert [len(cosigners(office, size)) for size in office.sizes()] == [2, 1, 1, 2]


def test_a_silent_witness_delays_no_signature(office: Office, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "POLL_SECONDS", 0.05)
    spoke, asked = threading.Event(), threading.Event()

    def silent(*_: object) -> Gathered:
        asked.set()
        assert spoke.wait(60)
        raise OSError("too late")

    monkeypatch.setattr(cosigning, "gather", silent)
    cosigned = asking(office, policy("http://127.0.0.1:1"))
    with cosigned.going_on() as told, running_signer(office, told=told) as signer:
        # The witness speaks only when everything is signed: whoever waited for it would wait for ever.
        for number in range(1, 5):
            seal(ledger, str(number))
            signer.wait_for(number)
        assert asked.wait(60)
        spoke.set()
    assert signer.error is None


def test_what_is_not_cosigned_yet_is_asked_for_again(
    office: Office, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cosigning, "AGAIN_SECONDS", 0.05)
    office.record(ledger, 3)
    published = office.sign()
    assert published is not None
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as held:
        away = f"http://127.0.0.1:{held.getsockname()[1]}"
    with serving(tmp_path, 0) as one:
        cosigned = asking(office, policy(one, away), said)
        with cosigned.going_on():
            deadline = time.monotonic() + 60
            while not said:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            assert said[0].startswith("第3号的见证还不够：w1连不上")
            with serving(tmp_path, 1) as two:
                cosigned.policy = policy(one, two)
                while cosigners(office, 3) != {"示例见证1", "示例见证2"}:
                    assert time.monotonic() < deadline
                    time.sleep(0.01)
