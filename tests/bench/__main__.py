"""Which figures does `make bench` print, one JSON line each?"""

from __future__ import annotations

import json
import sys

from tests.bench import append, counting, replay, start

BENCHES = (append, replay, counting, start)


def main() -> int:
    """Print every figure; answer 1 when one falls short of its goal, so that nobody overlooks it."""
    short = 0
    for bench in BENCHES:
        for line in bench.bench():
            print(json.dumps(line, ensure_ascii=False), flush=True)
            short += not line["met"]
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
