"""Does a witness work from the command line, over the network and by files on a stick, and does it survive being killed?"""

from __future__ import annotations

import signal
import socket
import time
import urllib.request
from functools import partial
from pathlib import Path
from urllib.error import URLError

import pytest

from api.log.asking import gather
from api.log.keyfile import create_key
from api.log.witness_memory import WitnessMemory
from domain.merkle import prove_consistency
from domain.transparency.checkpoints import TreeHead
from domain.transparency.notes import Note, check_note, open_note
from domain.transparency.policies import Policy
from tests.transparency.parties import LOG, ORIGIN, STRANGER, WITNESSES, leaves, note, submission
from tests.verbs import process, run

DEADLINE_S = 120
Read = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where log and witnesses have their keys, the policy of two out of three, and a checkpoint of 5."""
    monkeypatch.chdir(tmp_path)
    create_key(Path("log.key"), LOG)
    for number, key in enumerate(WITNESSES):
        create_key(Path(f"w{number}.key"), key)
    rows = [f"log {LOG.verifier}", *(f"witness w{n} {key.verifier}" for n, key in enumerate(WITNESSES))]
    text = "".join(f"{row}\n" for row in [*rows, "group g 2 w0 w1 w2", "quorum g"])
    Path("policy").write_text(text, encoding="utf-8")
    Path("5.note").write_bytes(note(5).encoded)
    Path("5.request").write_bytes(submission(0, 5).encoded)
    return tmp_path


def cosign(witness: int, request: str, *more: object) -> int:
    place = ["--key", f"w{witness}.key", "--state", f"state{witness}", "--log", LOG.verifier]
    return run("witness", "cosign", request, *place, "--out", f"{request}.{witness}", *more)


def test_two_of_three_witnesses_without_a_network_make_a_checkpoint_whole(folder: Path, capsys: Read) -> None:
    for witness in (0, 2):
        assert cosign(witness, "5.request", "--begin") == 0
    assert "已见证，答复写入5.request.2，请带回台账一方。" in capsys.readouterr().out
    assert run("witness", "collect", "5.note", "5.request.0", "--policy", "policy") == 1
    assert capsys.readouterr().out == "w0：已见证\nw1：没有见证\nw2：没有见证\n还没有达到策略的要求。\n"
    assert run("witness", "collect", "5.note", "5.request.0", "5.request.2", "--policy", "policy") == 0
    assert capsys.readouterr().out == "w0：已见证\nw1：没有见证\nw2：已见证\n达到策略的要求。\n"
    policy = Policy.parse((folder / "policy").read_bytes())
    opened = open_note((folder / "5.note").read_bytes(), policy.keys)
    assert policy.is_met_by(opened.by)
    assert len(opened.note.signatures) == 3


@pytest.mark.usefixtures("folder")
def test_by_file_a_fork_is_refused_as_over_the_network(capsys: Read) -> None:
    assert cosign(0, "5.request", "--begin") == 0
    Path("fork.request").write_bytes(submission(5, 5, fork_at=2).encoded)
    Path("old.request").write_bytes(submission(0, 7).encoded)
    Path("7.request").write_bytes(submission(5, 7).encoded)
    capsys.readouterr()
    assert cosign(0, "fork.request") == 1
    assert "台账改过" in capsys.readouterr().err
    assert cosign(0, "old.request") == 1
    assert "上一次见证的是5条，申请写的是0条" in capsys.readouterr().err
    assert cosign(0, "7.request") == 0
    assert not Path("fork.request.0").exists()


@pytest.mark.usefixtures("folder")
def test_an_answer_that_was_lost_on_its_way_is_written_again() -> None:
    assert cosign(0, "5.request", "--begin") == 0
    answer = Path("5.request.0").read_bytes()
    Path("5.request.0").unlink()
    assert cosign(0, "5.request") == 0
    assert Path("5.request.0").read_bytes() == answer
    Path("other.request").write_bytes(submission(0, 5, fork_at=3).encoded)
    assert cosign(0, "other.request") == 1


WHO = "--key w0.key --state s --out o"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (f"cosign 5.request {WHO} --begin", 2, "请用--log或者--policy"),
        (f"cosign 5.request {WHO} --policy policy", 3, "第一次见证请写--begin"),
        (f"cosign 5.request {WHO} --policy policy --key log.key", 2, "这里要用见证人的签名钥匙"),
        (f"cosign 5.request {WHO} --log {WITNESSES[0].verifier}", 2, "不是台账的核对钥匙"),
        (f"cosign 5.request {WHO} --log a+b", 2, "核对钥匙“a+b”应写成"),
        (f"cosign 5.request {WHO} --log {STRANGER.verifier} --begin", 1, "不为example.com/99示例县见证"),
        (f"cosign away {WHO} --policy policy --begin", 2, "读不了away"),
        (f"cosign 5.note {WHO} --policy policy --begin", 2, "5.note：第1行应是“old”"),
        (f"cosign 5.request {WHO} --policy policy --begin --state w1.key", 3, "不能建立w1.key：已经有同名的文件"),
        (f"cosign 5.request {WHO} --policy policy --begin --out no/o", 2, "写不了no/o：没有这个文件或者文件夹。"),
        ("collect 5.note 5.note --policy policy", 2, "5.note：见证人的答复里应只有签名行"),
        ("collect 5.note --policy policy", 2, "缺少参数"),
        ("collect 5.request 5.note --policy policy", 1, "的签名与文字不符"),
        ("collect 5.note 5.note --policy 5.note", 2, "5.note：策略第1行"),
        ("serve --key w0.key --state s --policy policy --port 0", 2, "应为1至65535的整数"),
        ("serve --key w0.key --state s --policy policy", 3, "不是见证人的记忆"),
        ("serve --key w0.key --state s --policy policy --begin --host 203.0.113.1", 3, "本机没有这个地址"),
    ],
)
def test_what_cannot_be_done_is_said_in_chinese(capsys: Read, line: str, code: int, said: str) -> None:
    assert run("witness", *line.split()) == code
    told = capsys.readouterr()
    assert said in told.err
    assert "已打开" not in told.out
    assert not Path("o").exists()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("request_file", ["away", "5.note"])
def test_no_memory_is_begun_for_a_request_that_is_none(request_file: str) -> None:
    assert run("witness", *f"cosign {request_file} {WHO} --policy policy --begin".split()) == 2
    assert not Path("s").exists()


def test_an_answer_by_a_stranger_changes_no_checkpoint(folder: Path, capsys: Read) -> None:
    (folder / "answer").write_bytes(note(5).signatures[0].line.encode())
    assert run("witness", "collect", "5.note", "answer", "--policy", "policy") == 1
    assert "answer：这份文书没有认得的签名" in capsys.readouterr().err
    assert (folder / "5.note").read_bytes() == note(5).encoded


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_served_witness_goes_on_where_it_was_stopped(folder: Path, stop: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    rules = Policy.parse(f"witness w {WITNESSES[0].verifier} http://127.0.0.1:{port}\nquorum w\n".encode())
    for size, begin in ((5, ["--begin"]), (9, [])):
        place = ["--key", "w0.key", "--state", "state0", "--policy", folder / "policy"]
        with process("witness", "serve", *place, "--port", port, *begin) as serving:
            until_served(port)
            for fork_at in (2, None) if size > 5 else (None,):
                found = gather(rules, note(size, fork_at), partial(proof_to, leaves(size, fork_at)))
                assert found.enough == (fork_at is None), found.answers
            serving.send_signal(stop)
            out, err = serving.communicate(timeout=DEADLINE_S)
        assert serving.returncode == (-signal.SIGKILL if stop is signal.SIGKILL else 0)
        assert out.startswith("见证服务已打开：" if stop is not signal.SIGKILL else "")
        assert err == "" if size == 5 else "警告：没有见证。" in err


def proof_to(tree: list[bytes], old_size: int) -> list[bytes]:
    return prove_consistency(old_size, tree)


def until_served(port: int) -> None:
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as _answer:
                pytest.fail("there is nothing at this address")
        except URLError as error:
            if getattr(error, "code", None) == 404:
                return
        time.sleep(0.05)
    pytest.fail("it was not served")


# A witness that is handed a growing log and says each size once it has been cosigned.
GROWING = """
import sys
from pathlib import Path
from api.log.witness_memory import WitnessMemory
from api.log.witnessing import Witness
from tests.transparency.parties import LOG, ORIGIN, WITNESSES, submission
witness = Witness(WITNESSES[0], (LOG.verifier,), WitnessMemory.open(Path(sys.argv[1])))
last = witness.memory.last_head(ORIGIN, WITNESSES[0].verifier)
size = last.size if last else 0
while True:
    witness.add(submission(size, size + 1).encoded)
    size += 1
    print(size, flush=True)
"""


def test_whatever_was_answered_is_remembered_when_the_witness_is_killed(tmp_path: Path) -> None:
    memory = WitnessMemory.begin(tmp_path / "state")
    answered = 0
    for answers in (1, 7, 2, 19, 4):
        with process(memory.folder, program=GROWING) as growing:
            assert growing.stdout is not None
            for _ in range(answers):
                answered = int(growing.stdout.readline())
            growing.kill()
            # Not by `communicate`, which knows nothing of what was read ahead of the last line.
            more = growing.stdout.read().split()
            answered = int(more[-1]) if more else answered
        last = memory.last_head(ORIGIN, WITNESSES[0].verifier)
        assert last is not None
        assert answered <= last.size <= answered + 1
        assert last == TreeHead.parse(note(last.size).text)
        kept = [Note.parse(path.read_bytes()) for path in memory.folder.glob("*.note")]
        assert all(check_note(each, [LOG.verifier, WITNESSES[0].verifier]).by for each in kept)
