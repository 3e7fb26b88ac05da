"""How many bits of an unpacked bundle of 300 events can be turned over without being found out?

    python -m tests.bench.flips [STRIDE]

Every bit of every file against the sums; every STRIDE-th bit of what is evidence (1: all; some hours) with the sums put right.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final

from tests.bundle.flips import LEAVES, NO_EVIDENCE, Flipping, unpacked

STRIDE: Final = 50
PIECE_BITS: Final = 20_000

Piece = tuple[str, bool, int, int, int]
"""A file, whether the sums are put right, and the first bit, the end and the step of those to be turned over."""


def main(arguments: list[str]) -> int:
    """Print two figures, and the first bits that were missed."""
    stride = int(arguments[0]) if arguments else STRIDE
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(os.cpu_count()) as pool:
        flipping = Flipping(unpacked(Path(folder)))
        missed = 0
        for by_proof in (False, True):
            pieces = list(_pieces(flipping, stride if by_proof else 1, by_proof=by_proof))
            began = time.monotonic()
            found = list(pool.map(_turned, pieces))
            line = _line(found, time.monotonic() - began, by_proof=by_proof)
            missed += line["missed"]
            print(json.dumps(line, ensure_ascii=False), flush=True)
    return 1 if missed else 0


def _pieces(flipping: Flipping, stride: int, *, by_proof: bool) -> Iterator[Piece]:
    for name in flipping.names:
        if not (by_proof and name in NO_EVIDENCE):
            for first in range(0, flipping.bits(name), PIECE_BITS * stride):
                yield name, by_proof, first, min(first + PIECE_BITS * stride, flipping.bits(name)), stride


def _turned(piece: Piece) -> tuple[int, list[tuple[str, int]]]:
    """How many bits were turned over, and those that nobody noticed; on a bundle of this process's own."""
    name, by_proof, first, end, step = piece
    with tempfile.TemporaryDirectory() as folder:
        flipping = Flipping(unpacked(Path(folder)))
        find = flipping.found_by_proof if by_proof else flipping.found_by_sums
        bits = range(first, end, step)
        return len(bits), [(name, bit) for bit in bits if not find(name, bit)]


def _line(found: list[tuple[int, list[tuple[str, int]]]], seconds: float, *, by_proof: bool) -> dict[str, Any]:
    missed = [where for _, some in found for where in some]
    return {
        "figure": f"bits of a bundle of {LEAVES} events turned over, {'sums put right' if by_proof else 'as it is'}",
        "turned": sum(count for count, _ in found),
        "missed": len(missed),
        "first": missed[:10],
        "seconds": round(seconds),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
