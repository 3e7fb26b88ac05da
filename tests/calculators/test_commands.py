"""Do the two commands print the answers and exit as the contract says, one case or one a line?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from api.calculators import answer_lines
from api.calculators import tally as tally_case
from api.calculators.commands import grade, tally
from domain.profile import BALLOT_PRESETS, EVALUATION_PRESETS
from tests.calculators.cases import EXAMPLE, SHEET, but, computed, graded

BROKEN = but(EXAMPLE, present=328)
MALFORMED = but(EXAMPLE, seats=0)


def run(command: click.Command, *arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(command, list(arguments), input=stdin)


def printed(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout_bytes.decode().split("\n") if line]


@pytest.mark.parametrize(
    ("document", "code"), [(EXAMPLE, 0), (but(EXAMPLE, issued=313), 0), (BROKEN, 1), (MALFORMED, 2)]
)
def test_a_file_and_the_standard_input_answer_alike(tmp_path: Path, document: Any, code: int) -> None:
    data = json.dumps(document).encode()
    file = tmp_path / "case.json"
    file.write_bytes(data)
    from_file, from_input = run(tally, str(file)), run(tally, "-", stdin=data)
    assert (from_file.exit_code, from_input.exit_code) == (code, code)
    assert from_file.stdout_bytes == from_input.stdout_bytes == tally_case(data).body
    assert from_file.stderr == ""


def test_grade_answers_the_same_as_a_call() -> None:
    result = run(grade, "-", stdin=json.dumps(SHEET).encode())
    assert (result.exit_code, printed(result)) == (0, [graded(SHEET)])


def test_lines_answer_one_case_a_line_and_exit_with_the_highest_code() -> None:
    cases = [EXAMPLE, BROKEN, MALFORMED, EXAMPLE]
    data = b"\n".join(json.dumps(case).encode() for case in cases)
    result = run(tally, "--lines", "-", stdin=data)
    answers = printed(result)
    assert result.exit_code == 2
    assert [answer["line"] for answer in answers] == [1, 2, 3, 4]
    assert [answer.get("outcome", answer.get("type")) for answer in answers] == [
        "decided", "urn:minsheng:law", "urn:minsheng:malformed", "decided"
    ]  # fmt: skip
    assert answers[0] == {**computed(EXAMPLE), "line": 1}
    assert run(tally, "--lines", "-", stdin=json.dumps(BROKEN).encode()).exit_code == 1
    assert run(tally, "--lines", "-", stdin=json.dumps(EXAMPLE).encode()).exit_code == 0


def test_blank_lines_are_passed_over_and_numbered() -> None:
    case = json.dumps(SHEET).encode()
    result = run(grade, "--lines", "-", stdin=b"\n" + case + b"\r\n  \n" + case + b"\n\n")
    assert [answer["line"] for answer in printed(result)] == [2, 4]


def test_a_bad_line_does_not_stop_the_next_one() -> None:
    case = json.dumps(SHEET).encode()
    result = run(grade, "--lines", "-", stdin=b"{\n\xff\n" + case)
    codes = [answer["errors"][0]["code"] for answer in printed(result)[:2]]
    assert (codes, printed(result)[2]["line"], result.exit_code) == (["not_json", "not_utf8"], 3, 2)


@pytest.mark.parametrize("nothing", [b"", b"\n\n"])
def test_lines_without_any_case_are_malformed(nothing: bytes) -> None:
    result = run(tally, "--lines", "-", stdin=nothing)
    assert result.exit_code == 2
    assert [answer["errors"][0]["code"] for answer in printed(result)] == ["empty"]


def test_lines_are_answered_as_they_come() -> None:
    def lines() -> Any:
        yield json.dumps(EXAMPLE).encode()
        raise AssertionError("the first answer must not wait for the second line")

    assert next(iter(answer_lines(tally_case, lines()))).exit_code == 0


@pytest.mark.parametrize("name", BALLOT_PRESETS)
def test_tally_prints_its_presets(name: str) -> None:
    result = run(tally, "--preset", name)
    assert (result.exit_code, json.loads(result.stdout)) == (0, BALLOT_PRESETS[name])
    assert computed(but(EXAMPLE, rules=json.loads(result.stdout)))["rules"] == BALLOT_PRESETS[name]


@pytest.mark.parametrize("name", EVALUATION_PRESETS)
def test_grade_prints_its_presets(name: str) -> None:
    result = run(grade, "--preset", name)
    assert (result.exit_code, json.loads(result.stdout)) == (0, EVALUATION_PRESETS[name])


@pytest.mark.parametrize("command", [tally, grade])
def test_an_unknown_preset_and_a_missing_file_are_errors_on_the_output(command: click.Command, tmp_path: Path) -> None:
    for arguments, code in (
        (["--preset", "city"], "unknown_preset"),
        ([str(tmp_path / "none.json")], "unreadable"),
        ([str(tmp_path)], "unreadable"),
    ):
        result = run(command, *arguments)
        assert result.exit_code == 2
        (answer,) = printed(result)
        assert (answer["type"], answer["errors"][0]["code"]) == ("urn:minsheng:malformed", code)


@pytest.mark.parametrize("arguments", [[], ["-", "--preset", "county"]])
def test_a_command_wants_a_file_or_a_preset(arguments: list[str]) -> None:
    result = run(tally, *arguments)
    assert result.exit_code == 2
    assert "请给出一个文件" in result.stderr


@pytest.mark.parametrize("command", [tally, grade])
def test_the_help_is_chinese_and_names_the_presets(command: click.Command) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "退出码" in result.stdout
    assert "--lines" in result.stdout
