"""Is what was mistyped for `minsheng verify` said in its own words, before anything is looked at?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verbs import run

ROOT = "ab" * 32


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bundle", "--root", ROOT], "--root、--size要一起写"),
        (["bundle", "--size", "600"], "--root、--size要一起写"),
        (["bundle", "--time", "2024-01-25 16:00:00"], "--time要与--root、--size一起写"),
        (["bundle", "--root", ROOT, "--size", "-600"], "应为1至"),
        (["bundle", "--root", ROOT, "--size", "六百"], "应为1至"),
        (["away"], "读不了away：没有这个文件"),
        (["bundle", "--kept", "away"], "读不了away：没有这个文件"),
        (["bundle", "--tsa", "away"], "读不了away：没有这个文件"),
        (["bundle", "--headers", "away"], "读不了away：没有这个文件"),
    ],
)
def test_what_was_mistyped_is_said(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bundle").touch()
    assert run("verify", *arguments) == 2
    told = capfd.readouterr()
    assert (told.out, said in told.err, "usage:" in told.err) == ("", True, False)
