"""What does the verifier say of a bundle that was written for it?"""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from tests.bundle.keys import POLICY
from tests.verifier.program import said_of


def verified(bundle: Path, *, policy: bytes | None = POLICY, headers: Path | None = None) -> tuple[int, dict[str, str]]:
    """The exit code, and the verdict of each check with what was said where it is neither ok nor skipped."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "policy.txt"
        own.write_bytes(policy or b"")
        options = [*(["--policy", own] if policy is not None else []), *(["--headers", headers] if headers else [])]
        said = said_of(bundle, *options)
    # A program of its own may stop looking for circles; this process goes on.
    gc.enable()
    return said.code, {check: _told(each) for check, each in said.checks.items()}


def _told(said: dict[str, object]) -> str:
    if said["verdict"] in {"ok", "skipped"}:
        return str(said["verdict"])
    return f"{said['verdict']} {said['position']}: {said['detail']}"
