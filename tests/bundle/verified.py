"""What does the verifier say of a bundle, asked in this process?"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bundle.keys import POLICY

PROGRAM = Path(__file__).parents[2] / "api/bundle/verifier"


@cache
def program() -> Any:
    """`verify.py`, which finds `recount.py` beside itself."""
    sys.path.insert(0, str(PROGRAM))
    try:
        return import_module("verify")
    finally:
        sys.path.remove(str(PROGRAM))


def verified(bundle: Path, *, policy: bytes | None = POLICY, headers: Path | None = None) -> tuple[int, dict[str, str]]:
    """The exit code, and the verdict of each check with what was said where it is neither ok nor skipped."""
    verify = program()
    report, _, _ = verify.verify(bundle, verify.Asked(policy, None, None, headers))
    code = 1 if report.among("false") else 2 if report.among("unchecked") else 0
    told = {
        check: verdict if verdict in {"ok", "skipped"} else f"{verdict} {position}: {detail}"
        for check, (verdict, position, detail) in report.verdicts.items()
    }
    return code, told
