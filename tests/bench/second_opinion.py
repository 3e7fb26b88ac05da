"""On how many of many random bundles, good and bad, and at the edges of the page, do the two verifiers say the same?

    python -m tests.bench.second_opinion --bundles 1000 [--seed 0]

Prints one JSON line for each bundle on which they differ, then the figures. Not part of `make bench`, which measures speed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bundles.edges import edges
from tests.second_verifier.opinions import compared, differences

AT_A_TIME = 100


def main() -> int:
    """Compare, print, and end with 1 where they differ."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--bundles", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=0)
    options = asked.parse_args()
    with TemporaryDirectory() as folder:
        cases = {edge.name: edge.bundle for edge in edges()}
        differing = printed("edges of the page", len(cases), compared(cases, Path(folder)))
    seeds = range(options.seed, options.seed + options.bundles)
    found: dict[str, str] = {}
    for begin in range(0, options.bundles, AT_A_TIME):
        with TemporaryDirectory() as folder:
            found |= differences(seeds[begin : begin + AT_A_TIME], Path(folder))
    differing += printed("random bundles", options.bundles, found)
    return 1 if differing else 0


def printed(what: str, bundles: int, found: Mapping[str, str]) -> int:
    """Print where they differ and the figure; answer on how many."""
    for name, told in found.items():
        print(json.dumps({"bundle": name, "differs": told}), flush=True)
    print(json.dumps({"figure": f"{what} on which two verifiers agree", "bundles": bundles, "differing": len(found)}))
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
