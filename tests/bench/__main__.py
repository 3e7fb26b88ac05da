"""Which figures does `make bench` print, one JSON line each?"""

from __future__ import annotations

import json
import sys

from tests.bench import append, counting, growing, past, rebuilding, replay, serving, start, verifying, visible

BENCHES = (append, growing, replay, rebuilding, past, visible, serving, counting, verifying, start)


def main() -> int:
    """Print every figure, and at the end which fall short of their goals."""
    short = []
    for bench in BENCHES:
        for line in bench.bench():
            print(json.dumps(line, ensure_ascii=False), flush=True)
            short += [] if line["met"] else [line["figure"]]
    print(json.dumps({"short of their goals": short}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
