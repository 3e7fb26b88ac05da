"""What does an auditor read, and what does a program that started the verifier get?"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bundles import notes
from tests.bundles.recipes import Bundle
from tests.bundles.small import KEY, about, announced, counted, opened, published, telling, totals
from tests.verifier.program import FOLDER, asked, said, said_of, verify

EVENTS = [opened(), totals(v1=7, v2=6, v3=2), counted("1"), *announced("1")]


def a_round(**recipe: object) -> Bundle:
    return telling(EVENTS, published("1"), **recipe)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, far from its folder and from ours."""
    command = [sys.executable, "-X", "utf8", str(FOLDER / "verify.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd="/")


def test_every_check_has_its_line_and_the_last_line_says_it_all(tmp_path: Path) -> None:
    *arguments, _ = a_round().laid_out(tmp_path / "bundle")
    code, printed = asked(*arguments)
    lines = printed.splitlines()
    assert code == 0
    assert len(lines) == 23
    assert [line.partition("（")[2].partition("）")[0] for line in lines[:-1]] == list(verify.CHECKS)
    assert {line.partition("]")[0] for line in lines[:-1]} == {"[通过", "[不适用"}
    assert lines[-1] == "结论：全部通过。退出码0。"


def test_what_is_false_is_shown_with_its_place_and_both_sides(tmp_path: Path) -> None:
    *arguments, _ = telling([*EVENTS[:2], counted("2"), *announced("2")], published("2")).laid_out(tmp_path / "bundle")
    code, printed = asked(*arguments)
    told = next(line for line in printed.splitlines() if "（rounds）" in line)
    assert code == 1
    assert told.startswith("[不符] 票决重新计票（rounds）：位置3：第3号")
    assert "登记的是['2']，算出来是['1']" in told
    assert printed.splitlines()[-1] == "结论：有1项不符：票决重新计票。退出码1。"


def test_what_could_not_be_checked_is_named(tmp_path: Path) -> None:
    *arguments, _ = replace(a_round(), policy=None).laid_out(tmp_path / "bundle")
    code, printed = asked(*arguments)
    assert code == 2
    assert "[未核] 台账的签名（signatures）" in printed
    assert "只证明内部一致" in printed
    assert printed.splitlines()[-1] == "结论：没有不符，有2项没能核验：台账的签名、见证人。退出码2。"


def test_json_has_every_check_once_in_order(tmp_path: Path) -> None:
    code, printed = asked(*a_round().laid_out(tmp_path / "bundle"))
    found = json.loads(printed)
    assert code == 0
    assert [each["check"] for each in found] == list(verify.CHECKS)
    assert all(each.keys() == {"check", "verdict", "position", "detail"} for each in found)


def test_a_program_of_its_own_says_the_same(tmp_path: Path) -> None:
    arguments = a_round().laid_out(tmp_path / "bundle")
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json.loads(asked(*arguments)[1])


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (["--root", "12", "--size", "3"], "写的有2位"),
        (["--size", "3"], "--root、--size要一起给"),
        (["--root", "0" * 64], "--root、--size要一起给"),
        (["--time", "2024-01-25 16:00:00"], "--time要与它们一起给"),
        (["--root", "0" * 64, "--size=-1"], "写的是-1"),
        (["--root", "0" * 64, "--size", "六"], "写的是六"),
        (["--root", "g" * 64, "--size", "1"], "或者有别的字"),
        (["--unknown"], "多出来的：--unknown"),
    ],
)
def test_a_wrong_argument_is_no_verdict(wrong: list[str], why: str, tmp_path: Path) -> None:
    *arguments, _ = a_round().laid_out(tmp_path / "bundle")
    done = run(*arguments, *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert "usage" not in done.stderr


def test_whoever_names_no_bundle_is_told_how() -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert "没有写核验包。用法：python verify.py 核验包" in done.stderr


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_an_answer_that_nobody_reads_is_no_verdict(form: list[str], tmp_path: Path) -> None:
    *arguments, _ = a_round().laid_out(tmp_path / "bundle")
    command = [sys.executable, "-X", "utf8", str(FOLDER / "verify.py"), *map(str, [*arguments, *form])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 2


@pytest.mark.parametrize("option", ["", "--kept", "--headers", "--tsa"])
def test_a_file_that_there_is_not_is_named(option: str, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    *arguments, _ = a_round().laid_out(tmp_path / "bundle")
    printed = run(*arguments, option, missing).stdout if option else run(missing).stdout
    assert f"{missing}：没有这个文件" in printed or option == "--headers"


def test_a_fault_of_its_own_is_said_in_a_sentence(tmp_path: Path) -> None:
    *arguments, _ = a_round().laid_out(tmp_path / "bundle")
    done = run(*arguments[:1], "--policy", tmp_path / "nowhere")
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout == f"没能核验：FileNotFoundError：{tmp_path / 'nowhere'}：没有这个文件。退出码2。\n"


def test_a_root_with_blanks_and_no_quotes_is_told_so(tmp_path: Path) -> None:
    *arguments, _ = a_round().laid_out(tmp_path / "bundle")
    done = run(*arguments, "--root", "9337", "f574", "--size", "5")
    assert done.returncode == 2
    assert "用引号括起来" in done.stderr


def test_a_policy_of_an_editor_that_writes_carriage_returns_is_told_so(tmp_path: Path) -> None:
    *arguments, _ = a_round().laid_out(tmp_path / "bundle")
    written = tmp_path / "theirs.txt"
    written.write_bytes(b"quorum none\r\n")
    done = run(*arguments[:1], "--policy", written)
    assert done.returncode == 2
    assert "回车" in next(line for line in done.stdout.splitlines() if "（signatures）" in line)


def test_what_it_needs_and_does_not_find_is_said_in_a_sentence(tmp_path: Path) -> None:
    # Exit code 1 would mean that something in the ledger is false.
    alone = tmp_path / "verify.py"
    alone.write_bytes((FOLDER / "verify.py").read_bytes())
    done = subprocess.run(
        [sys.executable, "-X", "utf8", alone, "x"], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (2, "")
    assert "recount.py" in done.stdout


def test_a_printed_root_may_be_typed_in_groups_and_capitals(tmp_path: Path) -> None:
    bundle = a_round()
    root, size = said(bundle, tmp_path / "once").detail("root").rpartition("是")[2][:64], 5
    *arguments, _ = bundle.laid_out(tmp_path / "bundle")
    grouped = " ".join(root[at : at + 8] for at in range(0, 64, 8)).upper()
    assert said_of(*arguments, "--root", grouped, "--size", size).verdict("printed_root") == "ok"
    assert said_of(*arguments, "--root", grouped, "--size", size - 1).bad == {"printed_root": ("false", size - 1)}
    assert said_of(*arguments, "--root", grouped, "--size", size + 1).bad == {"printed_root": ("unchecked", None)}


def test_the_root_of_nothing_can_be_printed_too(tmp_path: Path) -> None:
    *arguments, _ = a_round().laid_out(tmp_path / "bundle")
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert said_of(*arguments, "--root", nothing, "--size", 0).verdict("printed_root") == "ok"


def test_a_public_bundle_says_what_it_does_not_show(tmp_path: Path) -> None:
    sealed = about("PapersSealed", patterns=[{"marks": "faa", "count": 10}])
    bundle = telling([opened(), sealed, counted("1"), *announced("1")], published("1"), audience="public")
    facts = tuple(replace(fact, given="Sealed" not in fact.topic) for fact in bundle.recipe.facts)
    found = said(bundle.made_anew(facts=facts), tmp_path / "bundle")
    assert found.code == 0
    assert "未公开1件" in found.detail("rounds")
    assert "票面内容未公开，只核对合计" in found.detail("rounds")
    assert "1件没有内容" in found.detail("withheld")


def test_recount_alone_tells_every_count(tmp_path: Path) -> None:
    bundle = a_round()
    for folder in (True, False):
        written, *_ = replace(bundle, folder=folder).laid_out(tmp_path / str(folder))
        command = [sys.executable, "-I", "-X", "utf8", str(FOLDER / "recount.py"), written]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert "应到10人，须到7人，实到10人" in done.stdout
        assert "1赞成7票，过；2赞成6票，过；3赞成2票，差4票；结果decided，确定1，并列无。" in done.stdout
        assert done.stderr == ""


def test_recount_alone_says_what_is_wrong_hidden_or_not_counted(tmp_path: Path) -> None:
    wrong = telling([*EVENTS[:2], counted("2")])
    hidden = telling(EVENTS, published("1"), facts=tuple(replace(f, given=False) for f in a_round().recipe.facts))
    other = telling([opened(rules={"style": "rank"}), EVENTS[1], counted("1")])
    for bundle, told in ((wrong, "不符：voting:RoundCounted"), (hidden, "未公开"), (other, "未复算")):
        written, *_ = bundle.laid_out(tmp_path / told[:3])
        command = [sys.executable, "-X", "utf8", str(FOLDER / "recount.py"), written]
        assert told in subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("name", ["nowhere", "empty", ""])
def test_recount_alone_says_what_it_cannot_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    named = [str(tmp_path / name)] if name else []
    command = [sys.executable, "-I", "-X", "utf8", str(FOLDER / "recount.py"), *named]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "")
    assert "没能算完" in done.stdout
    assert "用法：python recount.py 核验包" in done.stdout


def test_a_key_inside_the_bundle_proves_only_that_it_agrees_with_itself(tmp_path: Path) -> None:
    # An attacker makes a whole ledger of his own, with a key of his own.
    forged = notes.Key(KEY.name, notes.LOG, bytes(32))
    bundle = a_round(key=forged, policy=notes.policy([forged], [], 0))
    assert said(replace(bundle, policy=None), tmp_path / "none").code == 2
    found = said(bundle, tmp_path / "own")
    assert (found.code, found.verdict("signatures")) == (2, "unchecked")
