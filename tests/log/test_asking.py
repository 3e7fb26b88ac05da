"""Does the log get from its witnesses what they give, believe nothing else, and say who stayed away?"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from api.http.witness import build_witness
from api.log.asking import Gathered, gather
from api.log.witness_memory import WitnessMemory, hash_of
from api.log.witnessing import Witness
from domain.merkle import prove_consistency
from domain.transparency.keys import SignerKey
from domain.transparency.notes import Note, check_note, cosign
from domain.transparency.policies import Policy
from tests.transparency.parties import LOG, MOMENT, ORIGIN, WITNESSES, leaves, note, submission

LONG_S = 60.0
NAMES = ["甲", "乙", "丙"]


def policy(*urls: str, quorum: int = 2, keys: Sequence[SignerKey] = WITNESSES) -> Policy:
    rows = [f"witness {name} {key.verifier} {url}".rstrip() for name, key, url in zip(NAMES, keys, urls, strict=False)]
    names = " ".join(NAMES[: len(rows)])
    lines = [f"log {LOG.verifier}", *rows, f"group 见证 {quorum} {names}", "quorum 见证"]
    return Policy.parse("".join(f"{line}\n" for line in lines).encode())


def asked(rules: Policy, size: int, fork_at: int | None = None, patience_seconds: float = LONG_S) -> Gathered:
    tree = leaves(size, fork_at)
    return gather(
        rules, note(size, fork_at), lambda old: prove_consistency(old, tree), patience_seconds=patience_seconds
    )


@contextmanager
def listening() -> Iterator[tuple[socket.socket, str]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def witnesses(tmp_path: Path) -> list[Witness]:
    return [
        Witness(key, (LOG.verifier,), WitnessMemory.begin(tmp_path / str(number)), lambda: MOMENT)
        for number, key in enumerate(WITNESSES)
    ]


@pytest.fixture
def urls(witnesses: list[Witness]) -> Iterator[list[str]]:
    """The three witnesses, served on one port under a path each."""
    app = Starlette(routes=[Mount(f"/{n}", build_witness(each)) for n, each in enumerate(witnesses)])
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    with listening() as (listener, url):
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield [f"{url}/{number}{'/' * (number % 2)}" for number in range(3)]
        server.should_exit = True
        thread.join()


@contextmanager
def answering(status: int, body: bytes, **headers: str) -> Iterator[str]:
    """A server that answers every request alike."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(status)
            for name, value in {"content-length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815 - likewise

        def log_message(self, *_arguments: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_all_witnesses_cosign_a_log_that_grows_whatever_they_saw_before(
    urls: list[str], witnesses: list[Witness]
) -> None:
    witnesses[1].add(submission(0, 3).encoded)
    witnesses[2].add(submission(0, 8).encoded)
    for size in (8, 8, 20):
        found = asked(policy(*urls), size)
        assert [each.trouble for each in found.answers] == ["", "", ""]
        assert found.enough
        assert set(check_note(found.note, policy(*urls).keys).by) == {LOG.verifier, *(k.verifier for k in WITNESSES)}


def test_who_has_cosigned_is_not_asked_again(urls: list[str]) -> None:
    signed = note(3).signed(cosign(note(3).text, WITNESSES[0], 1))
    found = gather(policy(*urls), signed, lambda _old: ())
    assert [each.witness.name for each in found.answers] == NAMES[1:]
    assert len(found.note.signatures) == 4


def test_a_witness_without_an_address_is_not_asked(urls: list[str]) -> None:
    found = asked(policy(urls[0], "", ""), 3)
    assert [each.witness.name for each in found.answers] == NAMES[:1]
    assert not found.enough


def test_a_witness_that_is_silent_does_not_keep_the_others_from_being_heard(
    urls: list[str], witnesses: list[Witness]
) -> None:
    with listening() as (silent, url):

        def hang_up_when_the_others_have_cosigned() -> None:
            connection, _ = silent.accept()
            with connection:
                while not all(each.memory.last(hash_of(ORIGIN)) for each in witnesses[1:]):
                    time.sleep(0.01)

        thread = threading.Thread(target=hang_up_when_the_others_have_cosigned)
        thread.start()
        found = asked(policy(url, *urls[1:]), 3)
        thread.join()
    assert [each.trouble[:3] for each in found.answers] == ["连不上", "", ""]
    assert found.enough


def test_a_witness_that_never_answers_is_waited_for_no_longer_than_said() -> None:
    with listening() as (_silent, url):
        found = asked(policy(url, quorum=1), 3, patience_seconds=0.2)
    # The one or the other limit ends it first where the machine is busy.
    assert [each.trouble in {"0.2秒没有答复", "连不上：等到时间还没有答复"} for each in found.answers] == [True]
    assert not found.enough


def test_a_fork_gets_no_cosignature_and_an_alarm(urls: list[str]) -> None:
    assert asked(policy(*urls), 8).enough
    for size in (8, 9):
        found = asked(policy(*urls), size, fork_at=2)
        assert not found.enough
        assert found.note == note(size, fork_at=2)
        assert {each.trouble for each in found.answers} == {"说这份签名的根与它上一次见证的不一致，请立即查明"}
    smaller = asked(policy(*urls), 7)
    assert {each.trouble for each in smaller.answers} == {"记着更大的8条：有人用这把钥匙签过我们没有的，请立即查明"}


OF_ANOTHER = cosign(note(4).text, WITNESSES[0], 1).line.encode()
OF_A_STRANGER = cosign(note(3).text, WITNESSES[1], 1).line.encode()


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, b"", "答复不能用"),
        (200, b"OK", "答复不能用"),
        (200, b"\xff\xfe", "答复不能用"),
        (200, b"A" * 10_000_000, "答复不能用"),
        (200, OF_ANOTHER, "答复不能用：example.com/witness-1"),
        (200, OF_A_STRANGER, "答复不能用：这份文书没有认得的签名"),
        (200, b"\n" + OF_A_STRANGER, "答复不能用"),
        (201, OF_A_STRANGER, "答复是201"),
        (400, b"no", "读不懂我们的申请"),
        (403, b"", "不认得台账的签名"),
        (404, b"", "不为这个台账见证"),
        (500, b"", "答复是500"),
        (409, b"", "答复是409，却没有写明"),
        (409, b"many\n", "答复是409，却没有写明"),
        (409, b"-1\n", "答复是409，却没有写明"),
        (409, b"4\n", "记着更大的4条"),
        (409, b"2\n", "答复是409"),
    ],
)
def test_what_is_no_cosignature_is_not_believed(status: int, body: bytes, said: str) -> None:
    with answering(status, body) as url:
        found = asked(policy(url, quorum=1), 3)
    assert said in found.answers[0].trouble
    assert found.note == note(3)
    assert not found.enough


def test_nobody_is_sent_on_to_another_address(urls: list[str]) -> None:
    for status in (301, 302, 307, 308):
        with answering(status, b"", location=f"{urls[0]}/add-checkpoint") as url:
            assert asked(policy(url, quorum=1), 3).answers[0].trouble == f"答复是{status}"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/hostname", "地址应以http://或者https://开头"),
        ("ftp://127.0.0.1/", "地址应以http://或者https://开头"),
        ("http://127.0.0.1:1", "连不上"),
        ("http://127.0.0.1:port", "连不上"),
        ("http://", "连不上"),
        ("http://[", "连不上"),
        ("https://127.0.0.1:1", "连不上"),
    ],
)
def test_an_address_where_nobody_is_says_so(url: str, said: str) -> None:
    found = asked(policy(url, quorum=1), 3)
    assert said in found.answers[0].trouble


def test_an_answer_that_is_no_http_is_none() -> None:
    with listening() as (listener, url):

        def babble() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"\x00\x01garbage\r\n\r\n")

        thread = threading.Thread(target=babble)
        thread.start()
        found = asked(policy(url, quorum=1), 3)
        thread.join()
    assert "连不上" in found.answers[0].trouble


def test_a_quorum_of_none_is_met_by_nobody() -> None:
    rules = Policy.parse(f"log {LOG.verifier}\nquorum none\n".encode())
    assert gather(rules, note(3), lambda _old: ()) == Gathered(note(3), (), enough=True)


def test_a_proof_that_cannot_be_made_is_the_fault_of_whoever_asked(urls: list[str]) -> None:
    assert asked(policy(*urls), 3).enough

    def fail(_old: int) -> list[bytes]:
        raise LookupError("no rows")

    with pytest.raises(LookupError, match="no rows"):
        gather(policy(*urls), note(9), fail)


def test_the_proof_is_asked_for_by_one_thread_at_a_time(urls: list[str]) -> None:
    assert asked(policy(*urls), 3).enough
    at_work = threading.Lock()

    def prove(old: int) -> list[bytes]:
        assert at_work.acquire(blocking=False)
        try:
            return prove_consistency(old, leaves(9))
        finally:
            at_work.release()

    found = gather(policy(*urls), note(9), prove, LONG_S)
    assert found.enough
    assert isinstance(found.note, Note)
