"""Do the documents say what the house really has?"""

import re
import subprocess
from pathlib import Path

import pytest

from api.calculators import grade, tally
from tests.docs.markdown import prose

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
HANDBOOKS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}

HAN = r"[\u4e00-\u9fff]"
# A space beside a word, a number or a piece of code (□), and punctuation of half width, where Chinese stands.
UNTIDY = re.compile(rf"{HAN} (?:\w|□)|(?:\w|□) {HAN}|{HAN} ?[,;:?!()]|[,;:?!()] ?{HAN}")
# What insiders do not say of projects, with what they say instead in the table of events.md.
OUTSIDERS = re.compile(r"选票|当选|落选|提案|常委(?!会)")


def test_readme_begins_in_chinese_for_the_clerks() -> None:
    first = README.split("\n## ")[0]
    assert re.match(r"# [\u4e00-\u9fff]+\n", first)
    assert len(re.findall(r"[\u4e00-\u9fff]", first)) > 100


def test_every_target_of_make_is_in_its_help_and_in_the_readme() -> None:
    helped = set(re.findall(r"echo '  make ([a-z]+) ", MAKEFILE))
    assert helped | {"help", "format", "lint", "types", "imports", "docs"} == TARGETS
    assert helped - set(re.findall(r"\bmake ([a-z]+)", README)) == set()


@pytest.mark.needs("make", debian="make")
@pytest.mark.parametrize("command", re.findall(r"^make (.*?) *(?:#.*)?$", README, re.MULTILINE))
def test_every_make_command_of_the_readme_is_one_that_make_knows(command: str) -> None:
    dry = f"exec make --dry-run {command}"
    done = subprocess.run(["/bin/sh", "-c", dry], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("case", "verb"), re.findall(r"^echo '(.+)' \| .venv/bin/minsheng (\w+) -$", README, re.MULTILINE)
)
def test_every_case_that_the_readme_hands_to_a_calculator_is_computed(case: str, verb: str) -> None:
    assert {"tally": tally, "grade": grade}[verb](case.encode()).exit_code == 0


def test_every_link_of_a_document_leads_to_a_file() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (path, link)
        for path in documents
        for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", path.read_text(encoding="utf-8"))
    ]
    assert [(path.name, link) for path, link in links if not (path.parent / link).exists()] == []


def test_handbooks_are_written_as_chinese_is_printed() -> None:
    texts = {**HANDBOOKS, "README": README.split("\n---\n")[0]}
    lines = [(name, line) for name, text in texts.items() for line in prose(links_taken_out(text)).splitlines()]
    assert [(name, line) for name, line in lines if UNTIDY.search(re.sub(r"^(#+|-|\d+\.|\|) ", "", line))] == []


def test_handbooks_use_the_words_of_insiders() -> None:
    # The table of words to avoid, and the refusal that says why, have to name them.
    said = {
        name: re.sub(r"## 说法\n.*|.*`ballot_name`.*", "", text, flags=re.DOTALL if name == "events.md" else 0)
        for name, text in HANDBOOKS.items()
    }
    assert [(name, word) for name, text in said.items() for word in OUTSIDERS.findall(text)] == []


def links_taken_out(text: str) -> str:
    """A text in which links are their words alone."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
