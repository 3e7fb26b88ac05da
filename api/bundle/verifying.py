"""How is a bundle held against its format by the program that outsiders use, in a process of its own?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path


def verify(bundle: Path, options: Sequence[str] = ()) -> int:
    """Run `verify.py` on a bundle with these options; its lines go where ours go, and its exit code is the answer."""
    with as_file(files("api.bundle").joinpath("verifier")) as folder:
        command = [sys.executable, "-X", "utf8", str(folder / "verify.py"), str(bundle), *options]
        sys.stdout.flush()
        return subprocess.run(command, check=False).returncode  # noqa: S603 - our own program, and paths of its user
