"""What does verify.py say of many bundles, without starting Python for each?

    python many.py VERIFY.PY LIST        LIST: a line for each bundle, its arguments as a JSON list

Prints a line for each: `code`, and `checks` as verify.py printed them.
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys
from pathlib import Path


def said(program: str, arguments: list[str]) -> str:
    """Run the program once, from its beginning, as if it were called."""
    printed, sys.argv, code = io.StringIO(), [program, *arguments], 0
    with contextlib.redirect_stdout(printed):
        try:
            runpy.run_path(program, run_name="__main__")
        except SystemExit as end:
            code = int(end.code or 0)
    return json.dumps({"code": code, "checks": json.loads(printed.getvalue())})


def main() -> None:
    """Answer every line of the list."""
    program, listed = sys.argv[1:]
    # Where a program finds the modules beside it when it is called by name.
    sys.path[0] = str(Path(program).parent)
    for line in Path(listed).read_text(encoding="utf-8").splitlines():
        sys.stdout.write(said(program, json.loads(line)) + "\n")


if __name__ == "__main__":
    main()
