"""Do the examples of the handbook of calculators answer what it prints, and does it name everything that they take and give?"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest

from api.calculators import paper_input, tally_input
from api.calculators.grade import COUNTS, KEYS
from api.cli import main
from domain.profile import BALLOT_PRESETS, EVALUATION_PRESETS
from tests.docs.markdown import CODE, Block, blocks, code, rows, section, text
from voting.counting import REASONS, Outcome, Status
from voting.grading import Grade

HANDBOOK = "calculators.md"
HEADINGS = re.findall(r"^## (.+)$", text(HANDBOOK), re.MULTILINE)
EXAMPLES = [heading for heading in HEADINGS if "```sh" in section(HANDBOOK, heading)]


@pytest.mark.parametrize("heading", EXAMPLES)
def test_an_example_answers_what_the_handbook_prints(
    heading: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    file, command, answer = blocks(section(HANDBOOK, heading))
    Path(named(r"存为`(.+?)`", file)).write_text(file.text, encoding="utf-8")
    program, *arguments = shlex.split(command.text)
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert program == "minsheng"
    assert ended.value.code == int(named("退出码([0-9])", answer))
    assert [without_rules(each) for each in printed] == documents(answer.text)


def test_there_are_examples_of_both_calculators_and_of_every_exit_code() -> None:
    said = "".join(section(HANDBOOK, heading) for heading in EXAMPLES)
    assert set(re.findall(r"minsheng (\w+)", said)) == {"tally", "grade"}
    assert set(re.findall(r"退出码([0-9])", said)) == {"0", "1", "2"}


def test_every_name_that_a_case_can_hold_is_explained_and_no_other() -> None:
    said = section(HANDBOOK, "交什么")
    explained = {word for line in re.findall(r"^\| .*", said, re.MULTILINE) for word in CODE.findall(line)}
    taken = {*tally_input.KEYS, *tally_input.LINE_KEYS, *paper_input.KEYS, *KEYS, *COUNTS, "item"}
    assert explained == taken


def test_every_preset_is_named() -> None:
    assert {*BALLOT_PRESETS, *EVALUATION_PRESETS} <= set(CODE.findall(section(HANDBOOK, "交什么")))


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("`outcome`结果", get_args(Outcome)),
        ("`status`一项的结果", get_args(Status)),
        ("`by_reason`无效票的原因", REASONS),
        ("`grade`等次", get_args(Grade)),
    ],
)
def test_every_word_of_an_answer_is_explained_and_no_other(column: str, words: tuple[str, ...]) -> None:
    assert [code(row[column]) for row in rows(HANDBOOK, column)] == list(words)


def named(pattern: str, block: Block) -> str:
    """What the line before a block says in this pattern."""
    found = re.search(pattern, block.said)
    assert found, f"“{block.said}” does not say {pattern}"
    return found[1]


def documents(printed: str) -> list[Any]:
    """One JSON document, or one a line."""
    try:
        return [json.loads(printed)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in printed.splitlines()]


def without_rules(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as the handbook prints it."""
    return {key: value for key, value in answer.items() if key != "rules"}
