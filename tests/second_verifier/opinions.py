"""What do the two verifiers say of some bundles, and where do they differ?"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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
AT_ONCE = 2


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


def first(told: Sequence[Sequence[str]]) -> list[Opinion]:
    """What verify.py says, each bundle by its arguments."""

    def asked(arguments: Sequence[str]) -> Opinion:
        done = subprocess.run([sys.executable, str(FIRST), *arguments], capture_output=True, text=True, check=False)
        assert done.stdout, done.stderr
        return opinion(done.returncode, json.loads(done.stdout))

    with ThreadPoolExecutor(AT_ONCE) as several:
        return list(several.map(asked, told))


def second(told: Sequence[Sequence[str]], listed: Path) -> list[Opinion]:
    """What verify.mjs says, all bundles in one process; the list of them is written to `listed`."""
    listed.write_text("".join(json.dumps(arguments) + "\n" for arguments in told), encoding="utf-8")
    done = subprocess.run(["node", str(SECOND), "--many", str(listed)], capture_output=True, text=True, check=False)  # noqa: S607 - node is found on the PATH
    assert done.returncode == 0, done.stderr
    return [opinion(said["code"], said["checks"]) for said in map(json.loads, done.stdout.splitlines())]


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
    named = {seed: anything(seed) for seed in seeds}
    told = [bundle.laid_out(folder / str(seed)) for seed, (_, bundle) in named.items()]
    pairs = zip(named.items(), first(told), second(told, folder / "list"), strict=True)
    found = {f"{seed} {name}": difference(one, other) for (seed, (name, _)), one, other in pairs}
    return {name: told for name, told in found.items() if told}
