"""Do the pages for auditors and for writers of verifiers name what the program does?"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.verifier.program import FOLDER, verify

DOCS = Path(__file__).parents[2] / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_auditors_page_explains_every_check_by_its_name() -> None:
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| (.+?) \| .+ \|$", page("verify.md"), re.MULTILINE)
    numbered = zip(range(1, 23), verify.CHECKS.items(), strict=True)
    assert rows == [(str(number), code, title) for number, (code, title) in numbered]


def test_the_page_of_the_format_has_the_same_checks_in_the_same_order() -> None:
    assert re.findall(r"^\| \d+ \| `(\w+)` \| ", page("bundle.md"), re.MULTILINE) == list(verify.CHECKS)


def test_the_auditors_page_explains_every_verdict_and_every_option() -> None:
    text = page("verify.md")
    assert set(re.findall(r"^\| (通过|不符|未核|不适用) \|", text, re.MULTILINE)) == set(verify.VERDICTS.values())
    command = [sys.executable, "-X", "utf8", str(FOLDER / "verify.py"), "--help"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    options = set(re.findall(r"--[a-z]+", told)) - {"--help"}
    assert {option for option in options if f"`{option}`" not in text} == set()


def test_the_programs_need_nothing_of_ours() -> None:
    imported = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
    for name, others in (("verify.py", {"cryptography", "recount"}), ("recount.py", set())):
        source = (FOLDER / name).read_text(encoding="utf-8")
        assert set(imported.findall(source)) - sys.stdlib_module_names == others
