"""Are the scripts of others what their authors published, under a licence that stands beside them, and do they stay here?"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest

from api.pages.static_files import STATIC, SUMS

VENDOR: Final = STATIC / "vendor"
AXE: Final = Path(__file__).parent / "axe"
SUFFIXES: Final = {".LICENSE", ".NOTICE"}

# What stands in a script and is never loaded: the names of XML vocabularies, and where a licence or a rule can be read.
NAMED: Final = {"www.w3.org", "www.apache.org", "github.com"}
ADDRESS: Final = re.compile(r"""(?:https?:|wss?:)?//[^\s"'`<>()\[\]\\]+""")
HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)


@pytest.mark.parametrize("folder", [VENDOR, AXE], ids=["vendor", "axe"])
def test_every_file_of_others_is_the_one_that_was_taken(folder: Path) -> None:
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    known = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name != SUMS}
    assert found == known


@pytest.mark.parametrize("folder", [VENDOR, AXE], ids=["vendor", "axe"])
def test_every_script_of_others_has_its_licence_beside_it(folder: Path) -> None:
    licences = {path.name.split(".")[0] for path in folder.glob("*.LICENSE")}
    scripts = {
        path.name.split(".")[0] for path in folder.iterdir() if path.suffix not in SUFFIXES and path.name != SUMS
    }
    assert scripts <= licences
    assert scripts


def test_nothing_that_browsers_get_names_another_host_to_load_from() -> None:
    paths = [path for path in STATIC.rglob("*") if path.is_file() and path.suffix not in SUFFIXES and path.name != SUMS]
    named = {(path.name, host) for path in paths for host in hosts(path.read_text(encoding="utf-8"))}
    assert {(name, host) for name, host in named if host not in NAMED} == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('t.src="https://cdn.example/x.js"', {"cdn.example"}),
        ("@import url(//fonts.example/a.css)", {"fonts.example"}),
        ('new WebSocket("wss://feed.example:8080/a")', {"feed.example"}),
        ('xmlns="http://www.w3.org/2000/svg"', {"www.w3.org"}),
        ("a=1//comment\nb", set()),
    ],
)
def test_a_host_is_found_however_it_is_written(text: str, found: set[str]) -> None:
    assert hosts(text) == found


def test_the_charts_run_in_the_browsers_of_old_offices() -> None:
    """ES5 alone: no arrow, no `let`, `const` or `class`, no template; and nothing that the pages' policy forbids."""
    script = (VENDOR / "echarts.common.min.js").read_text(encoding="utf-8")
    assert re.findall(r"=>|\b(?:let|const|class) \w+|\$\{|\beval\(|\bFunction\(['\"]", script) == []


def hosts(text: str) -> set[str]:
    """Every host that a text names."""
    named = {urlsplit(address).hostname or "" for address in ADDRESS.findall(text)}
    return {host for host in named if HOST.fullmatch(host)}
