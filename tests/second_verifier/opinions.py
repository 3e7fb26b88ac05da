"""What do the two verifiers say of some bundles, and where do they differ?"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.bundles.damages import DAMAGES, Damaged
from tests.bundles.maker import made
from tests.bundles.recipes import Bundle
from tests.bundles.wild import WILD

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "api" / "bundle" / "verifier" / "verify.py"
SECOND = Path(__file__).parent / "verify.mjs"


@dataclass(frozen=True)
class Opinion:
    """The exit code and the verdict of every check; a false one with its position."""

    code: int
    verdicts: tuple[tuple[str, str, int | None], ...]

    def of(self, check: str) -> tuple[str, int | None]:
        return next((verdict, position) for name, verdict, position in self.verdicts if name == check)


def opinion(code: int, checks: Sequence[Any]) -> Opinion:
    verdicts = [
        (each["check"], each["verdict"], each["position"] if each["verdict"] == "false" else None) for each in checks
    ]
    return Opinion(code, tuple(verdicts))


def first(listed: Path) -> list[Opinion]:
    """What verify.py says of the bundles in a list, each by its arguments."""
    return answered([sys.executable, str(Path(__file__).parent / "many.py"), str(FIRST), str(listed)])


def second(listed: Path) -> list[Opinion]:
    """What verify.mjs says of them."""
    return answered(["node", str(SECOND), "--many", str(listed)])


def answered(command: Sequence[str]) -> list[Opinion]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.returncode}: {done.stderr}"
    return [opinion(said["code"], said["checks"]) for said in map(json.loads, done.stdout.splitlines())]


def laid_out(bundles: Sequence[Bundle], folder: Path) -> Path:
    """The list of bundles that were written below a folder, each by the arguments of a verifier."""
    told = [bundle.laid_out(folder / str(place)) for place, bundle in enumerate(bundles)]
    listed = folder / "list"
    listed.write_text("".join(json.dumps(arguments) + "\n" for arguments in told), encoding="utf-8")
    return listed


def anything(seed: int) -> tuple[str, Bundle]:
    """A bundle of this seed with the name of what was done to it: nothing, a known damage, or anything."""
    rng = Random(seed)  # noqa: S311 - the same bundle each time, no secret
    good = made(rng)
    chance = rng.random()
    if chance < 0.2:
        return "good", good
    while True:
        name = rng.choice(list(DAMAGES if chance < 0.6 else WILD))
        changed = WILD[name](good, rng) if name in WILD else bundle_of(DAMAGES[name](good, rng))
        if changed is not None:
            return name, changed


def bundle_of(damaged: Damaged | None) -> Bundle | None:
    return None if damaged is None else damaged.bundle


def difference(one: Opinion, other: Opinion) -> str:
    """Where the two differ, in words; nothing where they do not."""
    codes = [] if one.code == other.code else [f"exit code {one.code}, {other.code}"]
    pairs = [f"{a} / {b}" for a, b in zip(one.verdicts, other.verdicts, strict=True) if a != b]
    return "; ".join(codes + pairs)


def differences(seeds: Sequence[int], folder: Path) -> dict[str, str]:
    """Where the verifiers differ on the bundles of these seeds, by seed and what was done."""
    made = ((seed, *anything(seed)) for seed in seeds)
    return compared({f"{seed} {name}": bundle for seed, name, bundle in made}, folder)


def compared(bundles: Mapping[str, Bundle], folder: Path) -> dict[str, str]:
    """Where the verifiers differ on bundles with names."""
    listed = laid_out(list(bundles.values()), folder)
    found = {
        name: difference(one, other) for name, one, other in zip(bundles, first(listed), second(listed), strict=True)
    }
    return {name: told for name, told in found.items() if told}
