"""On how many of many random bundles, good and bad, do the two verifiers say the same?

    python -m tests.bench.second_opinion --bundles 1000 [--seed 0]

Prints one JSON line for each bundle on which they differ, then the figure. Not part of `make bench`, which measures speed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.second_verifier.opinions import differences

AT_A_TIME = 100


def main() -> int:
    """Compare, print, and end with 1 where they differ."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--bundles", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=0)
    options = asked.parse_args()
    differing = 0
    seeds = range(options.seed, options.seed + options.bundles)
    for begin in range(0, options.bundles, AT_A_TIME):
        with TemporaryDirectory() as folder:
            for name, told in differences(seeds[begin : begin + AT_A_TIME], Path(folder)).items():
                differing += 1
                print(json.dumps({"bundle": name, "differs": told}), flush=True)
    figure = {"figure": "bundles on which two verifiers agree", "bundles": options.bundles, "differing": differing}
    print(json.dumps(figure))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
