"""How do tests run the verifier, as a program does but without a process of its own?"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bundles.recipes import Bundle

FOLDER = Path(__file__).parents[2] / "api" / "bundle" / "verifier"

# It finds `recount` beside itself, as everywhere that a bundle is unpacked.
sys.path.insert(0, str(FOLDER))
verify = importlib.import_module("verify")
recount = importlib.import_module("recount")


@dataclass(frozen=True)
class Said:
    """What the verifier said of one bundle: its exit code and, by check, its verdict, position and detail."""

    code: int
    checks: dict[str, dict[str, Any]]

    def verdict(self, check: str) -> str:
        return str(self.checks[check]["verdict"])

    def position(self, check: str) -> int | None:
        found = self.checks[check]["position"]
        assert found is None or isinstance(found, int)
        return found

    def detail(self, check: str) -> str:
        return str(self.checks[check]["detail"])

    @property
    def bad(self) -> dict[str, tuple[str, int | None]]:
        """What is neither in order nor skipped, by check."""
        return {
            check: (said["verdict"], said["position"])
            for check, said in self.checks.items()
            if said["verdict"] in {"false", "unchecked"}
        }


def asked(*arguments: object) -> tuple[int, str]:
    """The exit code and what was printed."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = verify.main([str(each) for each in arguments])
    return code, out.getvalue()


def said_of(*arguments: object) -> Said:
    """What the verifier says with these arguments."""
    code, printed = asked(*arguments, "--json")
    return Said(code, {each["check"]: each for each in json.loads(printed)})


def said(bundle: Bundle, folder: Path) -> Said:
    """What it says of a bundle that is laid out below a new folder."""
    return said_of(*bundle.laid_out(folder)[:-1])
