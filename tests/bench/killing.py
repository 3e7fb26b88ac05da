"""How often can database, service and signer be killed before something acknowledged or signed is lost?

It takes too long for `make bench`:

python -m tests.bench.killing [ROUNDS] [SEED]
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from tests.faults.killing import killed


def main(rounds: str = "200", seed: str = "1") -> int:
    """Print what was found; 1 if anything was lost, doubled or false."""
    found = asdict(killed(int(rounds), int(seed)))
    print(json.dumps({"figure": "kill -9", **found}, ensure_ascii=False))
    return int(any(found[name] for name in ("lost", "doubled", "false")))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
