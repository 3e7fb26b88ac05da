"""Do the documents say what the house really has?"""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


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


def test_every_link_of_a_document_leads_to_a_file() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (path, link)
        for path in documents
        for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", path.read_text(encoding="utf-8"))
    ]
    assert [(path.name, link) for path, link in links if not (path.parent / link).exists()] == []
