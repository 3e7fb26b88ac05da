"""Does the witness answer over HTTP with the statuses, kinds and bodies of the specification, and with nothing else?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.http.witness import build_witness
from api.log.witness_memory import WitnessMemory, hash_of
from api.log.witnessing import Witness
from domain.refusals import Refusal
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import Note, cosign, sign_note
from domain.transparency.submissions import LARGEST_SUBMISSION_BYTES, Submission
from tests.transparency.parties import LOG, MOMENT, ORIGIN, STRANGER, WITNESSES, note, submission

KEY = WITNESSES[0]
SIZE_KIND = "text/x.tlog.size"


@pytest.fixture
def heard() -> list[Refusal]:
    return []


@pytest.fixture
def http(tmp_path: Path, heard: list[Refusal]) -> Iterator[TestClient]:
    witness = Witness(KEY, (LOG.verifier,), WitnessMemory.begin(tmp_path / "state"), lambda: MOMENT)
    with TestClient(build_witness(witness, heard.append), raise_server_exceptions=False) as client:
        yield client


def post(http: TestClient, body: bytes) -> tuple[int, str]:
    answer = http.post("/add-checkpoint", content=body)
    return answer.status_code, answer.text


def test_a_checkpoint_gets_the_cosignature_as_one_line(http: TestClient) -> None:
    answer = http.post("/add-checkpoint", content=submission(0, 3).encoded)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert answer.text == cosign(note(3).text, KEY, int(MOMENT.timestamp())).line


def test_whoever_goes_on_from_another_size_is_told_the_right_one(http: TestClient) -> None:
    post(http, submission(0, 3).encoded)
    for wrong in (submission(0, 5), submission(2, 5), submission(4, 5), submission(0, 3), submission(0, 2)):
        answer = http.post("/add-checkpoint", content=wrong.encoded)
        assert (answer.status_code, answer.text, answer.headers["content-type"]) == (409, "3\n", SIZE_KIND)


def test_a_size_beyond_what_json_can_say_is_told_as_it_is(http: TestClient) -> None:
    huge = sign_note(Checkpoint(ORIGIN, 2**63 - 1, bytes(32), MOMENT).text, LOG)
    assert post(http, Submission(0, (), huge).encoded)[0] == 200
    assert post(http, submission(0, 3).encoded) == (409, "9223372036854775807\n")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"\xff" * 100, 400),
        (submission(3, 4).encoded.replace(b"\n", b"\r\n"), 400),
        (submission(3, 4).encoded.replace(b"old 3", b"old 03"), 400),
        (submission(3, 4).encoded.replace(b"old 3", b"old 9223372036854775808"), 400),
        (submission(3, 4).encoded[:-1], 400),
        (submission(5, 5).encoded.replace(b"old 5", b"old 6"), 400),
        (submission(3, 4).encoded + b"\n", 400),
        (b"old 3\n" + b"A" * 43 + b"=\n" * 64 + b"\n" + note(4).encoded, 400),
        (Submission(0, (bytes(32),) * 64, note(4)).encoded, 400),
        (Submission(0, (bytes(32),) * 10_000, note(4)).encoded, 400),
        (submission(3, 4, key=STRANGER).encoded, 403),
        (Submission(3, (), Note(note(4).text, note(3).signatures)).encoded, 403),
        (Submission(0, (), sign_note(note(4).text.replace(ORIGIN, "other"), LOG)).encoded, 404),
        (submission(0, 4).encoded, 409),
        (submission(3, 3, fork_at=2).encoded, 422),
        (submission(3, 4, fork_at=2).encoded, 422),
        (Submission(3, (), note(4)).encoded, 422),
        (Submission(3, (bytes(32),), note(3)).encoded, 422),
    ],
)
def test_what_is_not_cosigned_gets_the_status_of_the_specification(http: TestClient, body: bytes, status: int) -> None:
    assert post(http, submission(0, 3).encoded)[0] == 200
    before = http.get(f"/{hash_of(ORIGIN)}/checkpoint").content
    assert post(http, body)[0] == status
    assert http.get(f"/{hash_of(ORIGIN)}/checkpoint").content == before


def test_an_empty_tree_with_another_root_is_refused_as_the_specification_says(http: TestClient) -> None:
    wrong = sign_note(Checkpoint(ORIGIN, 0, bytes(32), MOMENT).text, LOG)
    assert post(http, Submission(0, (), wrong).encoded)[0] == 422
    assert post(http, Submission(0, (bytes(32),), note(3)).encoded)[0] == 422


def test_a_refusal_says_in_chinese_why_and_the_operator_hears_of_it(http: TestClient, heard: list[Refusal]) -> None:
    post(http, submission(0, 3).encoded)
    status, said = post(http, submission(3, 3, fork_at=2).encoded)
    assert (status, said[:12]) == (422, "log_forked: ")
    assert "台账改过" in said
    assert [each.code for each in heard] == ["log_forked"]


def test_a_body_without_end_is_not_read_to_its_end(http: TestClient) -> None:
    endless = (b"A" * 2**16 for _ in range(100))
    assert http.post("/add-checkpoint", content=endless).status_code == 400
    largest = b"old 0\n\n" + note(3).encoded
    assert post(http, largest + b"A" * (LARGEST_SUBMISSION_BYTES - len(largest) + 1))[0] == 400


def test_what_was_cosigned_last_can_be_had_by_everybody(http: TestClient) -> None:
    place = f"/{hash_of(ORIGIN)}/checkpoint"
    assert http.get(place).status_code == 404
    post(http, submission(0, 3).encoded)
    answer = http.get(place)
    assert answer.content == note(3).signed(cosign(note(3).text, KEY, int(MOMENT.timestamp()))).encoded


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/add-checkpoint", 405),
        ("POST", "/add-checkpoint/", 404),
        ("POST", "/sign-subtree", 404),
        ("GET", "/lock/checkpoint", 404),
        ("GET", "/%2e%2e/checkpoint", 404),
        ("GET", f"/{hash_of(ORIGIN).upper()}/checkpoint", 404),
        ("GET", f"/..%2f{hash_of(ORIGIN)}/checkpoint", 404),
        ("PUT", f"/{hash_of(ORIGIN)}/checkpoint", 405),
    ],
)
def test_there_is_no_other_door(http: TestClient, method: str, path: str, status: int) -> None:
    post(http, submission(0, 3).encoded)
    assert http.request(method, path, follow_redirects=False).status_code == status


def test_a_memory_that_is_away_is_our_fault_and_nothing_is_cosigned(
    http: TestClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state" / "lock").unlink()
    status, said = post(http, submission(0, 3).encoded)
    assert (status, said.split(":")[0]) == (503, "witness_memory_missing")
    assert capsys.readouterr().err == ""


def test_many_submissions_at_once_never_get_two_histories_cosigned(http: TestClient) -> None:
    handed = [submission(0, size, fork_at) for size in (3, 4, 5) for fork_at in (None, 1, 2)] * 3
    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(lambda one: post(http, one.encoded)[0], handed))
    assert sorted(set(statuses)) == [200, 409]
    assert statuses.count(200) == 1
