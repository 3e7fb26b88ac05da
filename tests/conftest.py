"""Which tests were left out on this machine, and what would it take to run them?"""

import os
import shutil
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

LEFT_OUT = "left out"
CI = os.environ.get("CI") == "true"

# Time is no reason to fail on a shared machine, and CI must fail for the same examples each time.
settings.register_profile("house", deadline=None, derandomize=CI, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out, or fail with `CI=true`, a test marked `needs(tool, debian=package)` whose tool is missing.

    `tool` is a command, or a pattern of absolute paths where the package puts none on the PATH. A tool that is there and
    lacks a right is missing too: `right` says which, and `granted()` whether it has it.
    """
    for marker in item.iter_markers("needs"):
        tool, way = marker.args[0], f"apt-get install {marker.kwargs['debian']}"
        if shutil.which(tool) or any(Path("/").glob(tool.lstrip("/"))):
            if "right" not in marker.kwargs or marker.kwargs["granted"]():
                continue
            way = marker.kwargs["right"]
        if CI:
            pytest.fail(f"{tool} is missing: {way}", pytrace=False)
        item.user_properties.append((LEFT_OUT, [tool, way]))
        pytest.skip(f"{tool} is missing")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn every skip that names no missing tool into a failure."""
    report = yield
    named = any(name == LEFT_OUT for name, _ in item.user_properties)
    if report.skipped and not named and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped silently; mark what it needs: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a file that skips itself into a failure."""
    report = yield
    if report.skipped:
        report.outcome, report.longrepr = "failed", f"the whole file was skipped silently: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was left out and the Debian package, or the right, that it needs."""
    reports = terminalreporter.stats.get("skipped", [])
    missing = Counter(tuple(pair) for report in reports for name, pair in report.user_properties if name == LEFT_OUT)
    terminalreporter.section("left out on this machine")
    for (tool, way), tests in sorted(missing.items()):
        terminalreporter.line(f"{tests:4} tests  need {tool:<24} {way}")
    if not missing:
        terminalreporter.line("nothing")
