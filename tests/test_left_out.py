"""Is a test that cannot run always named, and never taken for one that passed?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDY = """
import pytest

@pytest.mark.needs("a-tool-nobody-has", debian="some-package")
def test_needy(): raise AssertionError

@pytest.mark.needs("python3", debian="python3")
def test_content(): pass
"""
FORBIDDEN = """
import pytest

@pytest.mark.needs("python3", debian="python3", right="the right to do anything", granted=lambda: False)
def test_needy(): raise AssertionError
"""
QUIET = """
import pytest, unittest

def test_inside(): pytest.skip("not today")

@pytest.mark.skip
def test_marked(): pass

class TestOld(unittest.TestCase):
    def test_old(self): self.skipTest("not today")
"""


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_left_out_test_stands_in_the_table_with_its_package(tmp_path: Path, workers: str) -> None:
    status, output = run(tmp_path, NEEDY, workers=workers)
    assert status == 0
    assert "1 tests  need a-tool-nobody-has        apt-get install some-package" in output
    assert "1 passed, 1 skipped" in output


def test_a_left_out_test_fails_where_everything_was_to_be_installed(tmp_path: Path) -> None:
    status, output = run(tmp_path, NEEDY, ci="true")
    assert status == 1
    assert "a-tool-nobody-has is missing: apt-get install some-package" in output


def test_a_test_whose_tool_lacks_a_right_is_left_out_with_the_right(tmp_path: Path) -> None:
    status, output = run(tmp_path, FORBIDDEN)
    assert status == 0
    assert "1 tests  need python3                  the right to do anything" in output


def test_a_silent_skip_fails_however_it_is_written(tmp_path: Path) -> None:
    status, output = run(tmp_path, QUIET)
    assert status == 1
    assert output.count("skipped silently; mark what it needs") >= 3
    assert "passed" not in output


def test_a_file_that_skips_itself_fails(tmp_path: Path) -> None:
    status, output = run(tmp_path, "import pytest\npytest.importorskip('a_module_nobody_has')\ndef test_quiet(): pass")
    assert status != 0
    assert "the whole file was skipped silently" in output


def run(folder: Path, source: str, *, ci: str = "", workers: str = "0") -> tuple[int, str]:
    """Run pytest over one file under the rules of our conftest."""
    file = folder / "test_example.py"
    file.write_text(source, encoding="utf-8")
    config = folder / "pytest.toml"
    config.write_text('[pytest]\nmarkers = ["needs(tool, debian)"]\n', encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(config), "-p", "tests.conftest", "-n", workers, str(file)]
    environment = os.environ | {"CI": ci, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr
